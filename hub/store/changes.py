"""The counter of public changes: raised in the transaction of the change, carried by the
noticeboard, so that everybody can tell whether the noticeboard is behind.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.store.tables import Hub


def mark_public_change(session: Session) -> None:
    """Say that something the noticeboard shows has changed."""
    session.execute(update(Hub).values(changes=col(Hub.changes) + 1))


def public_changes(session: Session) -> int:
    """How many public changes there have been."""
    return session.scalar(select(col(Hub.changes))) or 0
