"""Where things happen: the site and its rooms, as every boundary sees them."""

from __future__ import annotations

from datetime import time

from msgspec import Struct

from hub.views.floor import Spot


class SiteView(Struct, frozen=True):
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


class RoomView(Struct, frozen=True):
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


class HoursView(Struct, frozen=True):
    """When the building or a room is open on one day of the week. Local wall times."""

    weekday: int
    """0 is Monday."""
    spans: tuple[tuple[time, time], ...]
    """Opens and closes; none: shut all day. 00:00 as an end is the midnight after."""
    room: str = ""
    """Empty: the building."""
