"""The needs and interests that come with the program, brought into a hub that may have older ones.
What the hub made or changed stays as it is.
"""

from __future__ import annotations

from sqlmodel import Session

from hub.directory.interests import load_interests, read_interests
from hub.directory.needs import load_needs, read_needs
from hub.store.changes import mark_public_change


def bring_shipped(session: Session) -> bool:
    """Load both into the caller's transaction; whether people would see a difference."""
    before = read_needs(session, hidden_too=True), read_interests(session, hidden_too=True)
    load_needs(session)
    load_interests(session)
    after = read_needs(session, hidden_too=True), read_interests(session, hidden_too=True)
    if after == before:
        return False
    mark_public_change(session)
    return True
