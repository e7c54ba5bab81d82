"""How old a noticeboard is, in words, once that is worth saying: whoever publishes it does so
every night.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hub.languages.language import ENGLISH, Language

FRESH = timedelta(days=1)
SAYS_THE_YEAR = timedelta(days=180)


def age_words(published: datetime, now: datetime, language: Language = ENGLISH) -> tuple[str, ...]:
    """The same said at length and in short, longest first; empty while it is fresh."""
    age = now - published
    if age <= FRESH:
        return ()
    day = published.astimezone(now.tzinfo).date()
    if age > SAYS_THE_YEAR:
        days = (language.full_date(day), language.date_short(day))
    else:
        days = (language.day(day), language.day_short(day))
    return tuple(language.say("As of {day}", day=one) for one in days)
