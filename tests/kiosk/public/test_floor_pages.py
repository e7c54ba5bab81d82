"""The plan of the building as visitors meet it: by touch, arrows, numbers, and in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.clock import Clock
from hub.languages.catalogue import language_for
from hub.noticeboard.read import Noticeboard
from hub.views.floor import MarkKind, MarkView, Spot
from hub.views.place import RoomView
from kiosk.public.app import KioskApp
from kiosk.public.page import Around, Page
from kiosk.public.pages.making import make_page
from kiosk.public.places import Entry, EntryKind, InRoom, RoomList, Rooms
from kiosk.public.plan_cards import PlanCards
from tests.kiosk.public.boards import TRAP
from tests.kiosk.public.plain_talk import Visitor
from tests.kiosk.public.screens import seen, touch, where
from tests.noticeboard.builders import a_file, a_session

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
GROUND, FIRST = "Ground floor", "First floor"
ROOMS = (
    RoomView("R1", "Main Hall", 80, ("A", "B"), (), "Past the desk.", Spot(GROUND, 0, 0, 10, 3)),
    RoomView("R2", "Hall A", 40, ("A",), ("Main Hall",), "", Spot(GROUND, 0, 0, 5, 3)),
    RoomView("R3", "Hall B", 40, ("B",), ("Main Hall",), "", Spot(GROUND, 5, 0, 5, 3)),
    RoomView("R4", "Office", 4, ("O",), (), "", Spot(GROUND, 0, 4, 3, 3)),
    RoomView("R5", "Studio", 16, ("S",), (), "", Spot(FIRST, 0, 0, 5, 3)),
    RoomView("R6", "Shed", 2, ("Shed",), (), "In the garden."),
)
MARKS = (
    MarkView(MarkKind.HERE, Spot(GROUND, 6, 5)),
    MarkView(MarkKind.ENTRANCE, Spot(GROUND, 6, 6)),
    MarkView(MarkKind.LIFT, Spot(GROUND, 9, 5)),
)
SESSIONS = (
    a_session("Baby Rhymes", code="B1", room="Hall A"),
    a_session("Choir", starts="19:00", ends="20:00", code="B2", room="Main Hall"),
)
SCREEN = Around(plan_room=(78, 15))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return a_file(tmp_path / "board.db", rooms=ROOMS, marks=MARKS, sessions=SESSIONS)


def page_of(place: Rooms | RoomList | InRoom | Entry, path: Path, around: Around) -> Page:
    board = Noticeboard.open(path)
    try:
        clock = Clock(board.zone, NOW)
        return make_page(place, board, clock, around)
    finally:
        board.close()


async def test_a_room_is_found_by_arrows_numbers_and_touch(library: Path, clock: Clock) -> None:
    app = KioskApp(library, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        while not app.sheet.cards.size.height:
            await pilot.pause()
        await pilot.pause()
        text = "\n".join(seen(app))
        for words in ("►1 Main Hall", "now: Baby Rhymes", "► You are here ◄", "▲ Way in", "Lift"):
            assert words in text
        rows = seen(app)
        y = next(n for n, row in enumerate(rows) if "3 Hall B" in row)
        await touch(app, pilot, rows[y].index("Hall B"), y + 1)
        assert where(app) == InRoom("R3")
        assert "Choir" in "\n".join(seen(app))
        await pilot.press("escape", "4")
        assert where(app) == InRoom("R4")
        await pilot.press("escape", "down")  # back on the Office; below it are the other floors
        await pilot.press("enter")
        await pilot.pause()
        assert where(app) == Rooms(FIRST)
        assert "Studio" in "\n".join(seen(app))
        await pilot.press("escape", "6", "escape")
        assert where(app) == Rooms()
        await pilot.press("left", "left", "left", "left", "enter")
        assert where(app) == InRoom("R2")
        await pilot.press("1")
        await pilot.pause()
        assert where(app) == Rooms(wanted="R2")
        text = "\n".join(seen(app))
        assert "How to find Hall A" in text
        assert "►2 Hall A" in text
        assert "go here" in text
        await pilot.press("f12")
        await pilot.pause()
        plan = app.screen.query_one("#plan", PlanCards)
        assert (plan.display, plan.plan, plan.drawing, plan.cards) == (False, None, None, ())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
async def test_the_plan_is_drawn_at_every_size_whatever_rooms_are_called(
    tmp_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    names = (f"Hall {TRAP}", "大会堂" * 9, "x" * 300, "[@click=app.quit]O[/nope]", "S", "T")
    rooms = tuple(replace(room, name=name) for room, name in zip(ROOMS, names, strict=True))
    app = KioskApp(a_file(tmp_path / "board.db", rooms=rooms, marks=MARKS), clock)
    async with app.run_test(size=size) as pilot:
        await pilot.press("5")
        while not app.sheet.cards.size.height:
            await pilot.pause()
        await pilot.pause()
        rows = seen(app)
        text = "\n".join(rows)
        assert all(sign in text for sign in ("You are here", "┌", "└", "Rooms and times"))
        assert not any(sign in text for sign in TRAP if not sign.isprintable())
        assert where(app) == Rooms()


def test_a_plan_that_does_not_fit_says_so_and_the_rooms_remain(library: Path) -> None:
    page = page_of(Rooms(), library, Around(plan_room=(20, 9)))
    assert (page.plan, page.hint) == (None, "The plan needs a larger screen. Here are the rooms.")
    assert [card.title for card in page.cards if isinstance(card.goes, InRoom)] == [
        room.name for room in ROOMS
    ]


def test_a_hub_without_positions_lists_its_rooms(tmp_path: Path) -> None:
    rooms = tuple(replace(room, spot=None) for room in ROOMS)
    path = a_file(tmp_path / "board.db", rooms=rooms)
    page = page_of(Rooms(), path, SCREEN)
    assert page.plan is None
    assert (page.cards[0].title, page.cards[0].lines) == ("Main Hall", ("Past the desk.",))
    assert "Where it is" not in [card.title for card in page_of(InRoom("R1"), path, SCREEN).cards]


def test_a_session_leads_to_its_room_on_the_plan(library: Path) -> None:
    page = page_of(Entry(EntryKind.SESSION, "B1"), library, SCREEN)
    ways = [card.goes for card in page.cards if card.title == "Where it is"]
    assert ways == [Rooms(wanted="R2")]
    page = page_of(Rooms(wanted="R2"), library, SCREEN)
    assert page.plan is not None
    assert [room.wanted for room in page.plan.rooms] == ["", "go here", "", ""]
    assert page.cards[page.first].goes == InRoom("R2")


def test_floors_that_most_buildings_have_are_named_in_the_visitors_language(library: Path) -> None:
    polish = Around(plan_room=SCREEN.plan_room, language=language_for("pl"))
    page = page_of(Rooms(), library, polish)
    assert page.title == "Orientacja w budynku: Parter"
    assert "Pierwsze piętro" in [card.title for card in page.cards]
    assert page_of(Rooms(), library, SCREEN).title == "Find your way around: Ground floor"


def test_what_takes_a_part_of_a_room_is_on_in_the_room(library: Path) -> None:
    titles = {
        code: [card.title for card in page_of(InRoom(code), library, SCREEN).cards]
        for code in ("R1", "R2", "R3", "R4", "R9")
    }
    assert titles == {
        "R1": ["Where it is", "Baby Rhymes", "Choir"],
        "R2": ["Where it is", "Baby Rhymes", "Choir"],
        "R3": ["Where it is", "Choir"],
        "R4": ["Where it is", "Nothing is on in it this week"],
        "R9": [],
    }


def test_the_plain_kiosk_says_the_plan_in_words(library: Path, clock: Clock) -> None:
    with Visitor(library, clock) as one:
        said = one.types("5")
        assert "2. Hall A\nGround floor. Beside Hall B.\nnow: Baby Rhymes" in said
        assert "6. Shed\nIn the garden." in said
        said = one.types("2")
        assert "Hall A\nGround floor. Beside Hall B.\n" in said
        assert "Now: Baby Rhymes, 10am to noon" in said
        assert "Where it is" not in said
