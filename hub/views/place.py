"""Where things happen: the site and its rooms, as every boundary sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from hub.views.floor import Spot


@dataclass(frozen=True, slots=True)
class SiteView:
    """One building of the hub. Its details are on every sheet and screen."""

    name: str
    zone: str
    """IANA name of the wall clock's zone."""
    address: str = ""
    phone: str = ""
    email: str = ""
    web_address: str = ""
    """Public web address without a slash at its end; empty if it has none."""
    area: str = ""
    """The place people say they live in, e.g. "Doncaster": what is there counts as near."""


@dataclass(frozen=True, slots=True)
class RoomView:
    """What people book: one or more spaces."""

    code: str
    name: str
    capacity: int | None
    """How many people may be in it; None if nobody has said."""
    spaces: tuple[str, ...]
    """Names of the spaces it takes, in the order in which they are locked."""
    part_of: tuple[str, ...] = ()
    """Names of the larger rooms that share its spaces."""
    whereabouts: str = ""
    """How to get there, in words: "Ground floor, left of the desk"."""
    spot: Spot | None = None
    """Where it lies on the plan of the building; None if nobody has said."""


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
class HoursView:
    """When the building or a room is open on one day of the week. Local wall times."""

    weekday: int
    """0 is Monday."""
    spans: tuple[tuple[time, time], ...]
    """Opens and closes; none: shut all day. 00:00 as an end is the midnight after."""
    room: str = ""
    """Empty: the building."""


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
