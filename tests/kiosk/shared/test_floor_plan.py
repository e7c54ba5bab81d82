"""The plan of a floor: whatever the rooms are called and wherever they lie, it holds its shape."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hub.views.floor import SQUARES_ACROSS, SQUARES_DOWN, MarkKind, MarkView, Spot
from hub.views.place import RoomView
from kiosk.shared.floor_plan import Drawing, draw_floor
from kiosk.shared.floor_view import FloorPlan, beside, floor_plan, floors_of

GROUND = "Ground floor"
HOSTILE = [
    "\x1b[2J\x9b31m", "大会堂 " * 20, "", "[/]",
    "\U0001f469\u200d\U0001f467 \u2764\ufe0f room", "e\u0301" * 40,
    "x" * 300, "\u202e[b]",
]  # fmt: skip


def a_room(name: str, *squares: int, spaces: tuple[str, ...] = ()) -> RoomView:
    return RoomView(f"R{name}", name, None, spaces or (name,), spot=Spot(GROUND, *squares))


def a_mark(kind: MarkKind, across: int, down: int) -> MarkView:
    return MarkView(kind, Spot(GROUND, across, down))


FERRY_ROAD = (
    a_room("Main Hall", 0, 0, 10, 3, spaces=("Hall A", "Hall B")),
    a_room("Hall A", 0, 0, 5, 3),
    a_room("Hall B", 5, 0, 5, 3),
    a_room("Kitchen", 10, 0, 3, 3),
    a_room("Office", 0, 4, 4, 3),
)
MARKS = (
    a_mark(MarkKind.HERE, 7, 5),
    a_mark(MarkKind.ENTRANCE, 7, 6),
    a_mark(MarkKind.LIFT, 11, 4),
)


def rows_of(drawing: Drawing | None) -> list[str]:
    assert drawing is not None
    return ["".join(piece.text for piece in line) for line in drawing.lines]


def on_now(room: RoomView) -> str:
    return {"Hall A": "now: Baby Rhymes", "Office": "now: Private booking"}.get(room.name, "")


def test_the_building_is_drawn_with_shared_walls_and_the_way_in() -> None:
    plan = floor_plan(GROUND, FERRY_ROAD, MARKS, now=on_now, wanted="RHall B")
    assert rows_of(draw_floor(plan, 62, 11)) == [
        "┌─ 1 Main Hall ────────┬───────────────────────┬─────────────┐",
        "│ 2 Hall A             │ 3 Hall B              │ 4 Kitchen   │",
        "│ now: Baby Rhymes     │ go here               │             │",
        "│                      │                       │             │",
        "├──────────────────────┴───────────────────────┴─────────────┤",
        "│                                                            │",
        "├──────────────────┐                                         │",
        "│ 5 Office         │                                Lift     │",
        "│ now: Private     │       ► You are here ◄                  │",
        "│ booking          │                                         │",
        "└──────────────────┴────────── ▲ Way in ─────────────────────┘",
    ]


def test_a_name_that_does_not_fit_stands_below_with_its_number() -> None:
    rooms = (a_room("Wherrybridge Local History Shelves", 0, 0, 1, 2), a_room("Hall", 1, 0, 9, 2))
    assert rows_of(draw_floor(floor_plan(GROUND, rooms, ()), 40, 8)) == [
        "┌───┬──────────────────────────────────┐",
        "│   │                                  │",
        "│ 1 │ 2 Hall                           │",
        "│   │                                  │",
        "│   │                                  │",
        "│   │                                  │",
        "└───┴──────────────────────────────────┘",
        "1 Wherrybridge Local History Shelves    ",
    ]


def test_what_is_touched_is_the_room_that_is_drawn_there() -> None:
    drawing = draw_floor(floor_plan(GROUND, FERRY_ROAD, MARKS), 62, 11)
    assert drawing is not None
    assert [drawing.room_at(x, y) for x, y in ((5, 0), (5, 1), (30, 2), (50, 2), (5, 7))] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip
    assert [drawing.room_at(x, y) for x, y in ((23, 1), (30, 4), (30, 7), (99, 1), (5, 99))] == [
        None
    ] * 5


def test_a_floor_that_is_too_full_for_the_screen_is_not_drawn() -> None:
    rooms = tuple(a_room(f"{n}", 0, n, 4, 1) for n in range(12))
    plan = floor_plan(GROUND, rooms, ())
    assert draw_floor(plan, 78, 12) is None
    assert draw_floor(plan, 78, 25) is not None
    assert draw_floor(plan, 3, 25) is None


def test_what_is_beside_a_room_is_said_in_words() -> None:
    assert beside(FERRY_ROAD[2], FERRY_ROAD, MARKS) == ("Hall A", "Kitchen")
    assert beside(FERRY_ROAD[3], FERRY_ROAD, MARKS) == ("Main Hall", "Hall B")
    assert beside(a_room("Shop", 11, 5, 2, 2), FERRY_ROAD, MARKS) == ("Lift",)


def test_floors_stand_from_below() -> None:
    names = ("First floor", "Loft", "Basement", GROUND, "Floor 12")
    rooms = [RoomView(name, name, None, (), spot=Spot(name, 0, 0)) for name in names]
    assert floors_of(rooms, ()) == ("Basement", GROUND, "First floor", "Floor 12", "Loft")


def spelled(text: str) -> str:
    """Without signs that only join with others: some are left out."""
    return "".join(sign for sign in text if cell_len(sign))


@dataclass(frozen=True)
class Building:
    plan: FloorPlan
    width: int
    height: int


@st.composite
def buildings(draw: st.DrawFn) -> Building:
    """Rooms that don't overlap: a grid of walls, some of its fields joined; one may be divided."""
    xs = sorted(draw(st.sets(st.integers(0, SQUARES_ACROSS), min_size=2, max_size=7)))
    ys = sorted(draw(st.sets(st.integers(0, SQUARES_DOWN), min_size=2, max_size=5)))
    names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.just("Garden Room"))
    rooms = []
    for y, below in pairwise(ys):
        for x, right in pairwise(xs):
            if draw(st.booleans()):
                rooms.append(a_room(draw(names), x, y, right - x, below - y))
                if right - x > 1 and draw(st.integers(0, 5)) == 0:
                    rooms.append(a_room(draw(names), x, y, 1, below - y))
    squares = st.tuples(st.integers(0, SQUARES_ACROSS - 1), st.integers(0, SQUARES_DOWN - 1))
    marks = [
        MarkView(kind, Spot(GROUND, *draw(squares)))
        for kind in draw(st.lists(st.sampled_from(list(MarkKind)), unique=True, max_size=5))
    ]
    if not rooms:
        rooms.append(a_room(draw(names), 0, 0, 2, 2))
    said = draw(st.sampled_from(["", "now: Tai Chi", "now: 太極拳 " * 9, "now: \x1b]0;x\x07"]))
    keys = draw(st.integers(4, 9))
    plan = floor_plan(GROUND, rooms, marks, now=lambda room: said, wanted=rooms[0].code, keys=keys)
    return Building(plan, draw(st.integers(10, 200)), draw(st.integers(3, 60)))


@settings(max_examples=60, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(buildings())
def test_every_line_is_exactly_as_wide_as_asked_and_no_room_is_lost(one: Building) -> None:
    drawing = draw_floor(one.plan, one.width, one.height)
    if drawing is None:
        return
    rows = rows_of(drawing)
    assert len(rows) <= one.height
    assert {cell_len(row) for row in rows} == {one.width}
    assert not any(sign in "".join(rows) for sign in "\x1b\x9b\x07\u202e")
    assert len(drawing.boxes) == len(drawing.signs) == len(one.plan.rooms)
    for number in range(len(one.plan.rooms)):
        own = "".join(
            piece.text for line in drawing.lines for piece in line if piece.room == number
        )
        label = one.plan.label(number)
        is_named = label and all(word in spelled(own) for word in spelled(label).split())
        assert is_named or one.plan.sign(number) in own
