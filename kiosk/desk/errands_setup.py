"""What the Setting up screen asks of the store: rooms, layouts, things to lend, opening hours and
school terms. Runs in worker threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from hub.views.groups import Weeks
from hub.views.place import HoursView, RoomView
from hub.views.rooms import EquipmentView, LayoutView
from hub.views.terms import TermView
from kiosk.desk.errands import Errands

Thing = RoomView | LayoutView | EquipmentView | HoursView | TermView


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that is set up."""

    rooms: tuple[RoomView, ...] = ()
    layouts: tuple[LayoutView, ...] = ()
    kit: tuple[EquipmentView, ...] = ()
    hours: tuple[HoursView, ...] = ()
    """The building's week, then those of rooms with hours of their own."""
    terms: tuple[TermView, ...] = ()


class SetupErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    def look(self) -> SetUp:
        """A constant number of statements."""
        from hub.timetable.equipment import list_equipment
        from hub.timetable.hours import list_all_hours
        from hub.timetable.layouts import list_layouts
        from hub.timetable.rooms import list_rooms
        from hub.timetable.terms import list_terms

        store = self._desk.store
        return SetUp(
            list_rooms(store),
            list_layouts(store),
            list_equipment(store),
            list_all_hours(store),
            list_terms(store),
        )

    def add_room(
        self, *, name: str, capacity: int | None, part_of: str, where: str, by: str
    ) -> RoomView:
        from hub.timetable.rooms import add_room

        return add_room(
            self._desk.store,
            self._desk.clock,
            name=name,
            capacity=capacity,
            part_of=part_of or None,
            whereabouts=where,
            by=by,
        )

    def change_room(
        self,
        code: str,
        *,
        name: str | None,
        capacity: int | None,
        where: str | None,
        place: int | None,
        by: str,
    ) -> RoomView:
        """None leaves it as it is; a capacity of 0 takes the number away."""
        from hub.timetable.changing_rooms import change_room

        return change_room(
            self._desk.store,
            self._desk.clock,
            room=code,
            name=name,
            capacity=capacity,
            whereabouts=where,
            position=place,
            by=by,
        )

    def join_room(self, code: str, *, part_of: str, by: str) -> RoomView:
        from hub.timetable.changing_rooms import join_room

        return join_room(self._desk.store, self._desk.clock, room=code, part_of=part_of, by=by)

    def add_layout(self, layout: LayoutView, *, by: str) -> LayoutView:
        from hub.timetable.layouts import add_layout

        return add_layout(
            self._desk.store,
            self._desk.clock,
            room=layout.room,
            name=layout.name,
            capacity=layout.capacity,
            setup_minutes=layout.setup_minutes,
            tidy_minutes=layout.tidy_minutes,
            by=by,
        )

    def change_layout(self, old: LayoutView, to: LayoutView, *, by: str) -> LayoutView:
        from hub.timetable.layouts import change_layout

        return change_layout(
            self._desk.store,
            self._desk.clock,
            room=old.room,
            layout=old.name,
            name=to.name,
            capacity=to.capacity or 0,
            setup_minutes=to.setup_minutes,
            tidy_minutes=to.tidy_minutes,
            by=by,
        )

    def add_thing(self, *, name: str, room: str, by: str) -> EquipmentView:
        from hub.timetable.equipment import add_equipment

        store, clock = self._desk.store, self._desk.clock
        return add_equipment(store, clock, name=name, room=room or None, by=by)

    def change_thing(self, code: str, *, name: str, room: str, by: str) -> EquipmentView:
        from hub.timetable.equipment import change_equipment

        store, clock = self._desk.store, self._desk.clock
        return change_equipment(store, clock, thing=code, name=name, room=room, by=by)

    def set_hours(
        self, room: str, days: Sequence[int], spans: Sequence[tuple[time, time]], *, by: str
    ) -> None:
        """An empty `room` is the building."""
        from hub.timetable.hours import set_hours

        store, clock = self._desk.store, self._desk.clock
        set_hours(store, clock, weekdays=days, spans=spans, room=room or None, by=by)

    def add_term(self, term: TermView, *, by: str) -> TermView:
        from hub.timetable.terms import add_term

        return add_term(
            self._desk.store,
            self._desk.clock,
            name=term.name,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            half_starts_on=term.half_starts_on,
            half_ends_on=term.half_ends_on,
            first_week=term.first_week,
            by=by,
        )

    def change_term(self, to: TermView, *, by: str) -> TermView:
        from hub.timetable.terms import change_term

        return change_term(self._desk.store, self._desk.clock, to=to, by=by)

    def in_term_time(self) -> tuple[str, ...]:
        """The groups that go by school terms."""
        from hub.timetable.groups import list_groups

        today = self._desk.clock.today()
        return tuple(
            one.title
            for one in list_groups(self._desk.store, self._desk.clock)
            if one.weeks is not Weeks.ALL and (one.ended_on is None or one.ended_on >= today)
        )

    def remove(self, thing: Thing, *, by: str) -> None:
        """Take it away. Refused while something to come wants it."""
        from hub.timetable.changing_rooms import remove_room
        from hub.timetable.equipment import remove_equipment
        from hub.timetable.layouts import remove_layout
        from hub.timetable.terms import remove_term

        store, clock = self._desk.store, self._desk.clock
        match thing:
            case RoomView():
                remove_room(store, clock, room=thing.code, by=by)
            case LayoutView():
                remove_layout(store, clock, room=thing.room, name=thing.name, by=by)
            case EquipmentView():
                remove_equipment(store, clock, name=thing.code, by=by)
            case HoursView():
                self.set_hours(thing.room, range(7), (), by=by)
            case TermView():
                remove_term(store, clock, number=thing.number, by=by)
