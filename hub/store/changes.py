"""The counter of public changes: raised in the transaction of the change, carried by the
noticeboard, so that everybody can tell whether the noticeboard is behind.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.store.core import run, table_of
from hub.store.tables import Hub

_HUB = table_of(Hub)
_ONE_MORE = update(_HUB).values(changes=_HUB.c.changes + 1)


def mark_public_change(session: Session) -> None:
    """Say that something the noticeboard shows has changed."""
    run(session, _ONE_MORE)


def public_changes(session: Session) -> int:
    """How many public changes there have been."""
    return session.scalar(select(col(Hub.changes))) or 0
