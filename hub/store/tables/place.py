"""Sites, rooms and the spaces they are made of."""

from __future__ import annotations

from datetime import time

from sqlalchemy import UniqueConstraint, false, text
from sqlmodel import Field

from hub.store.tables.base import Row


class Hub(Row, table=True):
    """One row: which hub this store is."""

    __tablename__ = "hub"

    id: int = Field(default=1, primary_key=True)
    hub_id: str = Field(max_length=36)
    """UUID; names the key file and ties a backup to its key."""
    changes: int = 0
    """Rises with every public change; the noticeboard carries the number it was made from."""


class Site(Row, table=True):
    """One building of the hub."""

    __tablename__ = "site"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    zone: str
    country: str = "GB"
    """ISO 3166: whose bank holidays count."""
    subdivision: str = "ENG"
    """Part of that country; empty for the whole of it."""
    address: str = ""
    phone: str = ""
    email: str = ""
    web_address: str = ""
    area: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The place people say they live in, e.g. "Doncaster": what is there counts as near."""
    safeguarding_lead: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """Who to tell when somebody may be in danger. Private: shown to volunteers."""
    safeguarding_phone: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    hides_unchecked: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether help that nobody has checked for 100 days is hidden rather than ranked last."""


class Space(Row, table=True):
    """The smallest thing that only one booking can have at a time."""

    __tablename__ = "space"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    name: str


class Room(Row, table=True):
    """What people book: one or more spaces."""

    __tablename__ = "room"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    code: str = Field(unique=True, max_length=8)
    name: str
    name_key: str = Field(unique=True)
    """The name folded for finding: no case, single spaces, with the site's id before it."""
    capacity: int | None = None
    whereabouts: str = ""
    position: int = 0
    """Order on screen and paper."""
    is_active: bool = True


class RoomSpace(Row, table=True):
    """Which spaces a room takes."""

    __tablename__ = "room_space"

    room_id: int = Field(foreign_key="room.id", primary_key=True)
    space_id: int = Field(foreign_key="space.id", primary_key=True, index=True)


class RoomLayout(Row, table=True):
    """One way to set a room up: theatre for 60, tables for 30."""

    __tablename__ = "room_layout"
    __table_args__ = (UniqueConstraint("room_id", "name_key", name="uq_room_layout_name"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    name: str
    name_key: str
    capacity: int | None = None
    setup_minutes: int = 0
    tidy_minutes: int = 0
    is_active: bool = True


class Equipment(Row, table=True):
    """One thing that can be lent with a room. It is a space of its own: never promised twice."""

    __tablename__ = "equipment"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    code: str = Field(unique=True, max_length=8)
    name: str
    name_key: str = Field(unique=True)
    """The name folded for finding, with the site's id before it."""
    space_id: int = Field(foreign_key="space.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    """The room it can't leave; None: it goes anywhere."""
    is_active: bool = True


class OpeningHours(Row, table=True):
    """When the building (room_id None) or a room is open, by weekday. Local wall times."""

    __tablename__ = "opening_hours"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    weekday: int
    """0 is Monday."""
    opens: time
    closes: time
    """00:00 is the midnight at the end of the day."""


class RoomSpot(Row, table=True):
    """Where a room lies on the plan of the building, in squares from the left and from the top."""

    __tablename__ = "room_spot"

    room_id: int = Field(foreign_key="room.id", primary_key=True)
    floor: str
    across: int
    down: int
    width: int
    height: int


class SiteMark(Row, table=True):
    """Where something lies that is no room: the entrance, the lift, the kiosk itself."""

    __tablename__ = "site_mark"
    __table_args__ = (UniqueConstraint("site_id", "kind", "floor", name="uq_site_mark_kind"),)

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    kind: str
    floor: str
    across: int
    down: int
