"""What people are told at the head of a day: bank holidays, then closures."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from hub.clock import Clock
from hub.timetable.calendars import day_notices
from hub.timetable.closure_words import closure_notices
from hub.timetable.shut import closures_between


def notices_between(
    session: Session, clock: Clock, *, first: date, last: date
) -> dict[date, tuple[str, ...]]:
    """By local day, both ends included: "Bank holiday: Christmas Day", "Closed all day: boiler".

    Two statements.
    """
    found = dict(day_notices(session, first=first, last=last))
    starts, ends = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    for one in closures_between(session, starts, ends):
        for day, words in closure_notices(
            clock, one.starts, one.ends, one.reason, one.room, (first, last)
        ):
            found[day] = (*found.get(day, ()), words)
    return found
