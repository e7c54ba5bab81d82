"""How rooms are set up, what is lent with them, and what came of looking for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LayoutView:
    """One way to set a room up."""

    room: str
    name: str
    capacity: int | None
    """How many fit, set up like this; None if nobody has said."""
    setup_minutes: int = 0
    tidy_minutes: int = 0


@dataclass(frozen=True, slots=True)
class EquipmentView:
    """One thing that is lent with a room."""

    code: str
    name: str
    room: str = ""
    """The room it can't leave; empty: it goes anywhere."""


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """A room that would do, and why."""

    room: str
    starts: datetime
    ends: datetime
    """Aware, in the hub's zone; set-up and tidy-up apart."""
    capacity: int | None
    """How many fit, set up like this."""
    layout: str = ""
    equipment: tuple[str, ...] = ()
    """The very things that are free then: "Projector 2"."""
    words: str = ""
    """ "Holds 60 set up as theatre. Projector 2 is free."."""


@dataclass(frozen=True, slots=True)
class RoomSearch:
    """What came of looking for a room."""

    answers: tuple[RoomAnswer, ...]
    """At the time that was asked for, the best first."""
    nearest: tuple[RoomAnswer, ...] = ()
    """Where there is no answer: the nearest other times."""
    why: str = ""
    """Where there is neither: what is missing."""


@dataclass(frozen=True, slots=True)
class Askable:
    """What can be asked for with a room, by name."""

    kit: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
