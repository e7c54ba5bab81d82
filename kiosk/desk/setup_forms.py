"""The forms of rooms, their layouts and the things that are lent with them. Each adds one, or
changes the one it was opened on.

Leaves what is allowed to `hub.timetable`.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message
from textual.widgets import Input

from hub.errors import BadInput
from hub.timetable.typed import read_minutes
from hub.views.place import RoomView
from hub.views.rooms import EquipmentView, LayoutView
from hub.views.words import clean_line, fold
from kiosk.desk.choices import Options
from kiosk.desk.errands_setup import SetUp, SetupErrands
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words
from kiosk.desk.refusals import without_commands
from kiosk.desk.rooms_forms import length_words
from kiosk.desk.rooms_windows import read_people
from kiosk.desk.setup_words import minutes_words

NEW = "\n"
"""Stands for a larger room that isn't there yet. No room is called so: a name is one line."""


class SetupForm(FormWindow):
    """A form that adds something or changes it."""

    SEND = "keep it"

    @property
    def setup_errands(self) -> SetupErrands:
        return SetupErrands(self.app.errands)

    def do(self, by: str) -> str:
        """The errand itself; answers with what was done, in words."""
        raise NotImplementedError

    def work(self, by: str) -> Message:
        with without_commands():
            return Done(clean_line(self.do(by)))

    def needed(self, name: str, words: str) -> str:
        """What stands in a line. Raises BadInput with `words` where nothing does."""
        typed = clean_line(self.typed(name))
        if not typed:
            self.control(name, Input).focus()
            raise BadInput(words)
        return typed


def room_options(all_of_it: SetUp, *before: tuple[str, str]) -> Options:
    return [*before, *((one.name, one.name) for one in all_of_it.rooms)]


def holds_words(capacity: int | None) -> str:
    return f", holds {capacity}" if capacity is not None else ""


class RoomForm(SetupForm):
    """A room: its name, how many it holds, what it is part of, where it is."""

    def __init__(self, all_of_it: SetUp, room: RoomView | None = None) -> None:
        super().__init__()
        self._all_of_it = all_of_it
        self._room = room

    def heading(self) -> str:
        return clean_line(f"Change {self._room.name}") if self._room else "Add a room"

    def fields(self) -> Iterable[Field]:
        room = self._room
        capacity = str(room.capacity or "") if room else ""
        where = room.whereabouts if room else ""
        yield Words("name", "Name", room.name if room else "", "Garden Room", 100)
        yield Words("capacity", "How many fit?", capacity, "40. Leave it out if nobody knows", 6)
        if room is None:
            none, new = ("", "no larger room"), (NEW, "a larger room that isn't in the list yet")
            yield OneOf("part", "Part of", [*room_options(self._all_of_it, none), new])
            yield Words("larger", "Larger room", eg="Main Hall", longest=100)
        yield Words("where", "Where is it?", where, "Ground floor, left of the desk", 300)
        if room is not None:
            yield Words("place", "Place in list", str(self._place), longest=4)

    @property
    def _place(self) -> int:
        """Where it stands in the list, from 1."""
        codes = [one.code for one in self._all_of_it.rooms]
        return codes.index(self._room.code) + 1 if self._room else len(codes) + 1

    def on_mount(self) -> None:
        if self._room is None:
            self.show_line("larger", False)
        super().on_mount()

    def changed(self, name: str) -> None:
        if name == "part":
            self.show_line("larger", self.chosen("part") == NEW)

    def _part_of(self) -> str:
        part = self.chosen("part")
        return self.typed("larger") if part == NEW else part

    def _comes_with_it(self) -> bool:
        """Whether the larger room isn't there yet."""
        names = {fold(one.name) for one in self._all_of_it.rooms}
        return self.chosen("part") == NEW and fold(self.typed("larger")) not in names

    def _read_place(self) -> int:
        typed, many = self.typed("place"), len(self._all_of_it.rooms)
        if not typed.isdecimal() or not 1 <= int(typed) <= many:
            raise BadInput(f"The place in the list is a number from 1 to {many}.")
        return int(typed)

    def understood(self) -> str:
        capacity = read_people(self.typed("capacity"))
        name = clean_line(self.typed("name"))
        if not name:
            return "Give it the name that people use."
        words = f"{name}{holds_words(capacity)}"
        if self._room is not None:
            moved = self._read_place()
            return f"{words}." + (f" Number {moved} in the list." if moved != self._place else "")
        part = clean_line(self._part_of())
        if self._comes_with_it():
            return f"{words}, part of {part or '…'}, which is added with it."
        if part:
            return f"{words}, part of {part}: while one is taken, the other can't be booked."
        return f"{words}."

    def gather(self) -> None:
        self.needed("name", "Give the room a name, for example: Garden Room")
        read_people(self.typed("capacity"))
        if self._room is not None:
            self._read_place()
        elif self.chosen("part") == NEW:
            self.needed("larger", "Give the larger room a name, for example: Main Hall")

    def do(self, by: str) -> str:
        name, where = self.typed("name"), self.typed("where")
        capacity = read_people(self.typed("capacity"))
        old = self._room
        if old is None:
            larger = self._part_of() if self._comes_with_it() else ""
            made = self.setup_errands.add_room(
                name=name, capacity=capacity, part_of=self._part_of(), where=where, by=by
            )
            with_it = f" {larger} was added with it." if larger else ""
            return f"Added: {made.name}.{with_it}"
        place = self._read_place()
        changed = self.setup_errands.change_room(
            old.code,
            name=name if clean_line(name) != old.name else None,
            capacity=(capacity or 0) if capacity != old.capacity else None,
            where=where if clean_line(where) != old.whereabouts else None,
            place=place if place != self._place else None,
            by=by,
        )
        return f"Changed: {changed.name}."


class JoinForm(SetupForm):
    """Which larger room a room becomes part of."""

    SEND = "join them"

    def __init__(self, all_of_it: SetUp, room: RoomView) -> None:
        super().__init__()
        self._room = room
        self._others = [(one.name, one.name) for one in all_of_it.rooms if one.code != room.code]

    def heading(self) -> str:
        return clean_line(f"Make {self._room.name} part of a larger room")

    def fields(self) -> Iterable[Field]:
        yield OneOf("larger", "Larger room", self._others)

    def understood(self) -> str:
        name, larger = clean_line(self._room.name), clean_line(self.chosen("larger"))
        return (
            f"{name} becomes part of {larger}: while one is taken, the other can't be booked.\n"
            "Is the larger room not in the list? Press Esc and add it first."
        )

    def do(self, by: str) -> str:
        larger = self.chosen("larger")
        self.setup_errands.join_room(self._room.code, part_of=larger, by=by)
        return f"{self._room.name} is part of {larger} now."


class LayoutForm(SetupForm):
    """A way to set a room up, how many fit, and how long it takes before and after."""

    def __init__(self, all_of_it: SetUp, layout: LayoutView | None = None) -> None:
        super().__init__()
        self._all_of_it = all_of_it
        self._layout = layout

    def heading(self) -> str:
        old = self._layout
        return clean_line(f"Change {old.room} set up as {old.name}") if old else "Add a layout"

    def fields(self) -> Iterable[Field]:
        old = self._layout or LayoutView("", "", None)
        if self._layout is None:
            yield OneOf("room", "Room", room_options(self._all_of_it))
        yield Words("name", "Set up as", old.name, "rows of chairs, or tables", 60)
        yield Words("capacity", "How many fit?", str(old.capacity or ""), "60", 6)
        before = length_words(old.setup_minutes) if old.setup_minutes else ""
        after = length_words(old.tidy_minutes) if old.tidy_minutes else ""
        yield Words("setup", "To set up", before, "30m. Leave it out if it takes no time", 10)
        yield Words("tidy", "To tidy up", after, "15m. Leave it out if it takes no time", 10)

    def _read(self) -> LayoutView:
        return LayoutView(
            self._layout.room if self._layout else self.chosen("room"),
            clean_line(self.typed("name")),
            read_people(self.typed("capacity")),
            _minutes(self.typed("setup")),
            _minutes(self.typed("tidy")),
        )

    def understood(self) -> str:
        to = self._read()
        words = f"{to.room} set up as {to.name or '…'}{holds_words(to.capacity)}."
        stays = "\nWhat is booked already keeps its minutes." if self._layout else ""
        return clean_line(f"{words} {minutes_words(to)}") + stays

    def gather(self) -> None:
        self.needed("name", "Say how it is set up, for example: rows of chairs")
        self._read()

    def do(self, by: str) -> str:
        to = self._read()
        if self._layout is None:
            made = self.setup_errands.add_layout(to, by=by)
            return f"Added: {made.room} set up as {made.name}."
        changed = self.setup_errands.change_layout(self._layout, to, by=by)
        return f"Changed: {changed.room} set up as {changed.name}."


def _minutes(typed: str) -> int:
    """How long; nothing is no time. Raises BadInput."""
    return read_minutes(typed) if typed.strip() not in ("", "0") else 0


class ThingForm(SetupForm):
    """A thing to lend, and the room that it can't leave."""

    def __init__(self, all_of_it: SetUp, thing: EquipmentView | None = None) -> None:
        super().__init__()
        self._all_of_it = all_of_it
        self._thing = thing

    def heading(self) -> str:
        return clean_line(f"Change {self._thing.name}") if self._thing else "Add a thing to lend"

    def fields(self) -> Iterable[Field]:
        old = self._thing
        yield Words("name", "What is it?", old.name if old else "", "Projector", 100)
        anywhere = ("", "no room: it goes anywhere")
        options = room_options(self._all_of_it, anywhere)
        yield OneOf("room", "It stays in", options, old.room if old else "")

    def understood(self) -> str:
        name, room = clean_line(self.typed("name")), clean_line(self.chosen("room"))
        stays = f"stays in {room}" if room else "can go to any room"
        return f"{name or '…'} {stays}. It is never promised twice at one time."

    def gather(self) -> None:
        self.needed("name", "Say what it is, for example: Projector")

    def do(self, by: str) -> str:
        name, room = self.typed("name"), self.chosen("room")
        if self._thing is None:
            return f"Added: {self.setup_errands.add_thing(name=name, room=room, by=by).name}."
        code = self._thing.code
        changed = self.setup_errands.change_thing(code, name=name, room=room, by=by)
        return f"Changed: {changed.name}."
