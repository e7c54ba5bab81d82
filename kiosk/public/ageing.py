"""How old a noticeboard is, in words, once that is worth saying: whoever publishes it does so
every night.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hub.views.words import date_words, date_words_short, day_words, day_words_short

FRESH = timedelta(days=1)
SAYS_THE_YEAR = timedelta(days=180)


def age_words(published: datetime, now: datetime) -> tuple[str, ...]:
    """The same said at length and in short, longest first; empty while it is fresh."""
    age = now - published
    if age <= FRESH:
        return ()
    day = published.astimezone(now.tzinfo).date()
    if age > SAYS_THE_YEAR:
        return f"As of {date_words(day)}", f"As of {date_words_short(day)}"
    return f"As of {day_words(day)}", f"As of {day_words_short(day)}"
