"""Groups as the desk lists them: what isn't in `GroupView` or `BookingView`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hub.views.timetable import Weeks


@dataclass(frozen=True, slots=True)
class GroupGlance:
    """One group's next session, in the hub's zone; None where there is none to come."""

    code: str
    next_code: str | None
    next_starts: datetime | None
    capacity: int | None
    """Places in a session; None: as many as come."""
    weeks: Weeks = Weeks.ALL
    layout: str = ""
    equipment: tuple[str, ...] = ()
    pauses: tuple[tuple[date, date], ...] = ()
    """Stretches in which it doesn't meet, both ends included; those to come or not over yet."""


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """What was noted at one session of a group."""

    code: str
    meant_for: date
    """The date that the rule gave it."""
    is_exception: bool
    """Moved, cancelled or noted by hand."""
    capacity: int | None
    places: int
    """How many have a place."""
    waiting: int
    head_count: int | None
    first_timers: int | None
    meant_room: str
    """The room that its group has now."""
