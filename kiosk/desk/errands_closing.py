"""What the closure windows ask of the store. Runs in worker threads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hub.views.closures import ClosurePreview, ClosureView
from hub.views.place import RoomView
from kiosk.desk.errands import Errands


@dataclass(frozen=True, slots=True)
class Closing:
    """What somebody wants to close."""

    room: str
    """Empty: the building."""
    starts: datetime
    ends: datetime
    reason: str


class ClosingErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    def closures(self) -> tuple[ClosureView, ...]:
        from hub.timetable.lifting import list_closures

        return list_closures(self._desk.store, self._desk.clock)

    def rooms(self) -> tuple[RoomView, ...]:
        from hub.timetable.rooms import list_rooms

        return list_rooms(self._desk.store)

    def preview(self, closing: Closing) -> ClosurePreview:
        """What it would touch. Nothing is changed."""
        from hub.timetable.closures import preview_closure

        return preview_closure(
            self._desk.store,
            self._desk.clock,
            starts=closing.starts,
            ends=closing.ends,
            room=closing.room or None,
        )

    def close(
        self, closing: Closing, *, then: str, keep: tuple[str, ...], by: str | None
    ) -> ClosureView:
        from hub.timetable.closures import add_closure

        return add_closure(
            self._desk.store,
            self._desk.clock,
            starts=closing.starts,
            ends=closing.ends,
            room=closing.room or None,
            reason=closing.reason,
            then=then,
            keep=keep,
            by=by,
        )

    def lift(self, code: str, *, by: str | None) -> ClosureView:
        """Open again; what was cancelled takes place after all where its place is free."""
        from hub.timetable.lifting import lift_closure

        return lift_closure(self._desk.store, self._desk.clock, code=code, by=by)

    def keep(self, code: str, booking: str, *, by: str | None) -> ClosureView:
        """One booking goes ahead inside it; if the closure cancelled it, it comes back."""
        from hub.timetable.lifting import keep_in_closure

        return keep_in_closure(
            self._desk.store, self._desk.clock, code=code, booking=booking, by=by
        )
