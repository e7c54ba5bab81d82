"""What keeps a group from the dates that are made for it at night: what kept it from them before.

Leaves what can be in the way to `hub.timetable.obstacles`.
"""

from __future__ import annotations

from sqlmodel import Session

from hub.clock import Clock
from hub.timetable.obstacles import obstacles
from hub.timetable.placing import Rooms
from hub.timetable.replanning import EVERYTHING, HARD
from hub.timetable.series import Series
from hub.timetable.sessions import existing_sessions
from hub.views.groups import Obstacle


def what_to_mind(session: Session, clock: Clock, series: Series) -> frozenset[Obstacle]:
    """Opening hours and places are minded, unless the group has sessions in spite of them: then
    somebody has wanted it so. Ten statements at most.
    """
    coming = [
        one
        for one in existing_sessions(
            session,
            series.group,
            first=clock.today(),
            since=clock.utc_now(),
            to_change=False,
        )
        if one.is_live and not one.is_exception and one.room_id == series.way.room_id
    ]
    if not coming:
        return HARD
    rooms = Rooms(session)
    room = rooms.by_id[series.way.room_id]
    found = obstacles(
        session,
        clock,
        room=room,
        stretches=[(one.starts, one.ends) for one in coming],
        people=series.way.capacity,
        capacity=rooms.capacity(room, series.way.layout_id),
    )
    kinds = {thing.kind for things in found for thing in things}
    return HARD if kinds & (EVERYTHING - HARD) else EVERYTHING
