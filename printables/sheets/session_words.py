"""How one session of one day reads on paper that hangs on a wall: its time on that day, its title,
and what there is to say of it. In every language; leaves sizes and places to the sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.languages.capital import begun
from hub.languages.language import Language
from hub.views.timetable import BookingStatus, SessionView
from hub.views.words import clean_line
from printables.left_out import LeftOut


@dataclass(frozen=True, slots=True)
class SessionWords:
    """One session in words."""

    when: str
    title: str
    room: str
    cancelled: str = ""
    """The word for it; empty for what is on."""
    also: tuple[str, ...] = ()
    """Lines below the title: why it is cancelled, or that it isn't certain yet."""


def session_words(
    session: SessionView, on: date, language: Language, left_out: LeftOut
) -> SessionWords:
    """What is said of a session on one of its days."""
    at = language.span(session.starts, session.ends)
    instead = language.say("Ask at the desk")
    is_cancelled = session.status is BookingStatus.CANCELLED
    also: list[str] = []
    # Why somebody's private hire fell through is nobody's business.
    if is_cancelled and clean_line(session.reason) and not session.is_private:
        also.append(left_out.line(session.reason, f"The reason of {at}"))
    if session.status is BookingStatus.PROVISIONAL:
        also.append(language.say("Not certain yet"))
    return SessionWords(
        when=when_words(session.starts, session.ends, on, language),
        title=(
            language.say("Private booking")
            if session.is_private
            else left_out.line(session.title, f"The title of {at}", instead)
        ),
        room=left_out.line(session.room, f"The room of {at}", instead),
        cancelled=language.say("CANCELLED") if is_cancelled else "",
        also=tuple(filter(None, also)),
    )


def when_words(starts: datetime, ends: datetime, on: date, language: Language) -> str:
    """10am to noon; of what began on an earlier day, until when it goes on."""
    if starts.date() >= on:
        return language.span(starts, ends)
    # Midnight belongs to the day it ends.
    last = (ends - timedelta(microseconds=1)).date()
    if last > on or (ends.hour, ends.minute) == (0, 0):
        return language.say("All day")
    return language.say("Until {time}", time=language.time(ends))


def day_and_year(day: date, language: Language) -> str:
    """Tuesday 1 December 2026, in the order of the language, as a line begins with it."""
    words = (language.weekday(day), language.full_date(day))
    said = " ".join(reversed(words) if language.day_order.startswith("d") else words)
    return begun(said, language.code)
