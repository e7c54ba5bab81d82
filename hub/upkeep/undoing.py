"""Undo, for whichever room of the hub the last change was made in."""

from __future__ import annotations

from hub.clock import Clock
from hub.people.undo import undo_last
from hub.store.engine import Store
from hub.timetable.undoing import TIMETABLE
from hub.views.people import UndoView

GUARDIANS = (TIMETABLE,)


def undo_last_change(
    store: Store, clock: Clock, *, by: str | None = None, only: int | None = None
) -> UndoView:
    """Put the last change of this shift back, whole or not at all: see `hub.people.undo`."""
    return undo_last(store, clock, guardians=GUARDIANS, by=by, only=only)
