"""Which revision of the tables this program works with, without loading Alembic, which opening
a store has no time for. A test holds this list equal to the migrations.
"""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from hub.errors import BadInput
from hub.store.engine import in_words

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision there has been, oldest first."""

NEWEST = REVISIONS[-1]


def revision_of(engine: Engine) -> str | None:
    """The revision of a store; None if it has no tables of ours."""
    try:
        with in_words(), engine.connect() as connection:
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    except DBAPIError:
        return None


def check_revision(engine: Engine) -> None:
    """Refuse a store that is older or newer than this program."""
    found = revision_of(engine)
    if found == NEWEST:
        return
    if found is None:
        raise BadInput(
            "The store has no tables.", hint="Make the hub again, or: hub restore BACKUP"
        )
    if found in REVISIONS:
        raise BadInput("This hub was made by an older version.", hint="Bring it up: hub upgrade")
    raise BadInput(
        "This hub was made by a newer version of the program.",
        hint="Install the newer version here too.",
    )
