"""What is shown and asked before a series of sessions is made or changed. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from hub.views.bookings import FreeStretch
from hub.views.groups import BankHolidayRule, DateClash, InTheWay, SkippedDate, Weeks


class Scope(StrEnum):
    """Which sessions of a group a change is for."""

    THIS = "this"
    FOLLOWING = "following"
    """From one date on."""
    ALL = "all"
    """From today on: what has been is a record."""


class OnClash(StrEnum):
    """What to do with the dates that can't be had."""

    SKIP = "skip"
    OTHER_ROOM = "other-room"
    """Another room for those dates; where none is free, the date is skipped."""
    SHIFT = "shift"
    """The nearest free time of that day; where there is none, the date is skipped."""
    STOP = "stop"
    """Change nothing at all."""


class Keep(StrEnum):
    """What becomes of sessions with a life of their own that a change would take away."""

    ASK = "ask"
    """Refuse, and list them."""
    KEEP = "keep"
    """They stay as they are."""
    DROP = "drop"
    """They follow the series like the others. Those whose date is no more go; where people had
    signed up they are cancelled, so that people can be told.
    """


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What is to be different about a group; None leaves it as it is."""

    at: time | None = None
    minutes: int | None = None
    room: str | None = None
    rule: str | None = None
    title: str | None = None
    """Its own name; "" gives it that of its activity again."""
    bank_holidays: BankHolidayRule | None = None
    weeks: Weeks | None = None
    capacity: int | None = None
    """Places in a session; 0: as many as come."""
    layout: str | None = None
    """ "" for none."""
    equipment: tuple[str, ...] | None = None
    is_public: bool | None = None


@dataclass(frozen=True, slots=True)
class DatePreview:
    """One date to be, and what stands in its way, the hardest first."""

    on: date
    starts: datetime
    ends: datetime
    in_the_way: tuple[InTheWay, ...] = ()
    other_room: FreeStretch | None = None
    """Another room that is free then; only where something is in the way."""
    shifted: FreeStretch | None = None
    """The nearest time of that day at which the room is free."""


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """One session with a life of its own that a change would take away or move."""

    code: str
    meant_for: date
    """The date that the rule gave it."""
    on: date
    """The date it is on."""
    what: str
    """ "moved to Hall B", "cancelled: boiler", "3 signed up", "note"."""
    fits: bool
    """Whether the group still meets on its date, though at another time or in another room."""


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """What would come of making or changing a group."""

    code: str | None
    title: str
    room: str
    dates: tuple[DatePreview, ...]
    """The sessions that would be made or moved."""
    skipped: tuple[SkippedDate, ...] = ()
    exceptions: tuple[ExceptionView, ...] = ()
    """Those that must be asked about first."""
    removed: tuple[date, ...] = ()
    """Plain sessions that would go."""

    @property
    def clashes(self) -> tuple[DatePreview, ...]:
        """The dates with something in their way."""
        return tuple(one for one in self.dates if one.in_the_way)


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """What came of changing a group."""

    code: str
    title: str
    changed: int = 0
    """Sessions that were changed where they are, or moved."""
    made: int = 0
    removed: int = 0
    """Sessions that went or were cancelled."""
    kept: int = 0
    """Sessions that stayed as they were though the series changed."""
    clashes: tuple[DateClash, ...] = ()
    """Dates that could not be had."""
    skipped: tuple[SkippedDate, ...] = ()
    """Dates left out on purpose."""
    elsewhere: tuple[FreeStretch, ...] = ()
    """Sessions that found another room or time than the group's."""
    days: tuple[date, ...] = ()
    """The dates of the sessions that were made or moved."""
