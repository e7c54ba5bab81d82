"""Sites, rooms and the spaces they are made of."""

from __future__ import annotations

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
