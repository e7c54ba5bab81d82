"""How the directory is kept right: feeds, the hub's own edits, merges, and what visitors report."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hub.store.tables.base import Row


class Feed(Row, table=True):
    """A file or an https address that services come from."""

    __tablename__ = "feed"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(unique=True)
    """As `service.source` has it: "feed:" and a name."""
    address: str = ""
    """Its https address; empty for a file."""
    is_local: bool = False
    """Its services are near here and rank before others."""
    read_at: datetime | None = None
    """When it was last read to its end."""
    etag: str = ""
    """What the server called that state (RFC 9110 §8.8.3)."""
    next_page: int | None = None
    """Where an import that stopped goes on; None when it came to its end."""


class ServiceEdit(Row, table=True):
    """What a feed says of a field that the hub has changed for itself. The hub's value stands."""

    __tablename__ = "service_edit"

    service_id: int = Field(foreign_key="service.id", primary_key=True)
    field: str = Field(primary_key=True)
    """The name of a field of `ServiceEntry`, e.g. "fees" or "phones"."""
    theirs: str = ""
    """JSON of the feed's latest value."""
    edited_on: date


class MergedService(Row, table=True):
    """A service that turned out to be another one. Its code, on paper, leads to that one."""

    __tablename__ = "merged_service"

    uid: str = Field(primary_key=True, max_length=64)
    code: str = Field(unique=True, max_length=8)
    into_id: int = Field(foreign_key="service.id", index=True)
    merged_on: date


class NotTheSame(Row, table=True):
    """Two services that look alike, and somebody said they aren't the same."""

    __tablename__ = "not_the_same"

    first_id: int = Field(foreign_key="service.id", primary_key=True)
    second_id: int = Field(foreign_key="service.id", primary_key=True, index=True)


class DoNotList(Row, table=True):
    """A service that shall not come into the directory again, whoever sends it."""

    __tablename__ = "do_not_list"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=64)
    name: str
    name_key: str = Field(index=True)
    """Name and organisation, folded for comparing."""
    reason: str = ""
    since: date


class WrongNote(Row, table=True):
    """Somebody says that an entry is wrong. Which part, from a list; no text from a kiosk."""

    __tablename__ = "wrong_note"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True, max_length=8)
    """Of the service, or of the activity."""
    part: str
    """"phone", "times", "address", "closed", "cost" or "other"."""
    detail: str = ""
    """What a volunteer adds at the desk."""
    channel: str
    week: date
    settled_on: date | None = None
