"""Volunteers, shifts and the audit trail."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from hub.store.tables.base import Row


class Volunteer(Row, table=True):
    """Somebody who helps at the desk. Private."""

    __tablename__ = "volunteer"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)
    role: str = "volunteer"
    is_active: bool = True


class Shift(Row, table=True):
    """Who is on at the desk."""

    __tablename__ = "shift"

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    site_id: int = Field(foreign_key="site.id")
    started_at: datetime
    ended_at: datetime | None = None


class AuditEntry(Row, table=True):
    """One change. Written in the transaction of the change itself; kept for good."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    volunteer_id: int | None = Field(default=None, foreign_key="volunteer.id")
    """None for the command line and for jobs."""
    verb: str
    code: str = Field(default="", index=True)
    fields: str = "{}"
    """JSON of allow-listed, non-personal fields."""


class UndoEntry(Row, table=True):
    """One change that can still be undone, newest last. Private: emptied when the shift ends."""

    __tablename__ = "undo_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    volunteer_id: int | None = Field(default=None, foreign_key="volunteer.id")
    verb: str
    code: str = ""
    label: str
    """What was done, in words for the desk."""
    images: str
    """JSON: each row that was changed, as it was and as it became."""


class Erased(Row, table=True):
    """That something was deleted for good, so that an older backup doesn't bring it back. Says
    which row it was, and nothing of what was in it.
    """

    __tablename__ = "erased"

    uid: str = Field(primary_key=True, max_length=36)
    """A random UUID of this line itself. A backup that holds it was made after the deletion."""
    kind: str
    """The table it was in."""
    row_uid: str = Field(default="", max_length=130)
    """The row's own id of a standard, where it has one."""
    row_id: int | None = None
    """Else its key in that table."""
    row_at: datetime | None = None
    """With the key: when the row was made, to the second, where it says so."""
