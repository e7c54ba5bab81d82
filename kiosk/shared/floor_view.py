"""A floor of the building as it is to be drawn: which rooms in which order, what is on in them,
what the marks may be called, and who lies beside whom. Leaves drawing to `kiosk.shared.floor_plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from hub.languages.language import ENGLISH, Language
from hub.views.floor import MarkKind, MarkView, Spot, floor_level
from hub.views.place import RoomView
from hub.views.words import clean_line


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A box with a name in it."""

    name: str
    spot: Spot
    now: str = ""
    """What is on in it."""
    wanted: str = ""
    """What is said in it where it is the one that somebody looks for: "go here"."""


@dataclass(frozen=True, slots=True)
class PlanMark:
    """Words on one square."""

    kind: MarkKind
    spot: Spot
    labels: tuple[str, ...]
    """What it may be called, the best first, the shortest last."""


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """One floor. The rooms stand in reading order, a whole before its parts."""

    floor: str
    rooms: tuple[PlanRoom, ...]
    marks: tuple[PlanMark, ...]
    outline: Spot
    keys: int = 9
    """So many rooms have a number, which a key chooses."""

    def sign(self, room: int) -> str:
        """Its number, or a letter where no key chooses it: stands for a name that doesn't fit."""
        if room < self.keys or room - self.keys >= len(ascii_lowercase):
            return f"{room + 1}"
        return ascii_lowercase[room - self.keys]

    def label(self, room: int) -> str:
        """Its name, with its number where it has one."""
        name = clean_line(self.rooms[room].name)
        return f"{room + 1} {name}" if room < self.keys else name

    """The outer walls: the same on each floor, so that the lift stands above the lift."""


def floors_of(rooms: Iterable[RoomView], marks: Iterable[MarkView]) -> tuple[str, ...]:
    """Every floor that has something on it, from below."""
    names = {room.spot.floor for room in rooms if room.spot}
    names |= {mark.spot.floor for mark in marks}
    return tuple(sorted(names, key=floor_level))


def rooms_on(floor: str, rooms: Iterable[RoomView]) -> tuple[RoomView, ...]:
    """The rooms of a floor in reading order: row by row, a whole before its parts."""

    def order(room: RoomView) -> tuple[int, int, int]:
        spot = room.spot
        assert spot is not None
        return spot.down, spot.across, -spot.width * spot.height

    return tuple(sorted((one for one in rooms if one.spot and one.spot.floor == floor), key=order))


def floor_plan(
    floor: str,
    rooms: Sequence[RoomView],
    marks: Sequence[MarkView],
    *,
    now: Callable[[RoomView], str] = lambda room: "",
    wanted: str = "",
    language: Language = ENGLISH,
    keys: int = 9,
) -> FloorPlan:
    """The plan of one floor; `wanted` is the code of the room that somebody looks for."""
    spots = [room.spot for room in rooms if room.spot] + [mark.spot for mark in marks]
    left, top = min(one.across for one in spots), min(one.down for one in spots)
    width, height = max(one.right for one in spots) - left, max(one.below for one in spots) - top
    return FloorPlan(
        floor,
        tuple(
            PlanRoom(
                room.name,
                room.spot,
                now(room),
                language.say("go here") if room.code == wanted else "",
            )
            for room in rooms_on(floor, rooms)
            if room.spot
        ),
        tuple(
            PlanMark(mark.kind, mark.spot, mark_labels(mark.kind, language))
            for mark in marks
            if mark.spot.floor == floor
        ),
        Spot(floor, left, top, width, height),
        keys,
    )


def mark_labels(kind: MarkKind, language: Language = ENGLISH) -> tuple[str, ...]:
    """What a mark may be called, the best first."""
    match kind:
        case MarkKind.HERE:
            words = language.say("You are here")
            return f"► {words} ◄", f"►{words}◄", "►◄"
        case MarkKind.ENTRANCE:
            return language.say("Way in"), "↕"
        case MarkKind.DESK:
            return language.say("The desk"), language.say("Desk")
        case MarkKind.TOILETS:
            return language.say("Toilets"), "WC"
        case MarkKind.ACCESSIBLE_TOILET:
            return language.say("Accessible toilet"), language.say("Accessible WC"), "WC"
        case MarkKind.LIFT:
            return (language.say("Lift"),)
        case MarkKind.STAIRS:
            return (language.say("Stairs"),)


def beside(room: RoomView, rooms: Sequence[RoomView], marks: Sequence[MarkView]) -> tuple[str, ...]:
    """What lies beside a room, for those who can't see the plan: the names of rooms that share a
    wall with it, and kinds of marks next to it, each as it is called. The nearest first.
    """
    if room.spot is None:
        return ()
    around = Spot(
        room.spot.floor,
        room.spot.across - 1,
        room.spot.down - 1,
        room.spot.width + 2,
        room.spot.height + 2,
    )
    near = [
        one.name
        for one in rooms_on(room.spot.floor, rooms)
        if one.spot and _share_a_wall(room.spot, one.spot)
    ]
    near += [
        mark_labels(mark.kind)[0].strip("► ◄")
        for mark in marks
        if around.meets(mark.spot) and mark.kind is not MarkKind.HERE
    ]
    return tuple(near)


def _share_a_wall(one: Spot, other: Spot) -> bool:
    if one.floor != other.floor or one.meets(other):
        return False
    across = min(one.right, other.right) - max(one.across, other.across)
    down = min(one.below, other.below) - max(one.down, other.down)
    return (across == 0 and down > 0) or (down == 0 and across > 0)
