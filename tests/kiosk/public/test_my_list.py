"""A visitor's list: she puts things on it, takes it away by phone or on paper, and it is gone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub.clock import Clock
from hub.noticeboard.dropbox import Line, What
from hub.noticeboard.read import Noticeboard
from hub.views.directory import PhoneView
from hub.views.sorts import Sheet
from kiosk.public.app import KioskApp
from kiosk.public.code import CodeSheet
from kiosk.public.list_changes import MOST_KEPT, Add, Clear, TakeOff, changed
from kiosk.public.list_plan import plan_of_list
from kiosk.public.pages.my_list import codes_for, full
from kiosk.public.places import (
    Day,
    Entry,
    EntryKind,
    Helplines,
    Home,
    ListCode,
    MyList,
    NeedGroups,
    Search,
    WhoCanHelp,
)
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import SIZES, seen, touch, typed, where
from tests.noticeboard.builders import TODAY, a_board, a_service, at

HELP = Entry(EntryKind.SERVICE, "E2")
LINE = Entry(EntryKind.SERVICE, "E1")
TEA = Entry(EntryKind.ACTIVITY, "A1")
LATER = Entry(EntryKind.SESSION, "S006")


def titles(app: KioskApp) -> list[str]:
    return [card.title for card in app.sheet.page.cards]


def kept(app: KioskApp) -> tuple[Entry, ...]:
    """What is on the list."""
    return app.my_list


def find(app: KioskApp, words: str, after: int = 0) -> tuple[int, int]:
    """The cell in which some words stand."""
    for y, row in enumerate(seen(app)):
        if y >= after and words in row:
            return row.index(words), y
    raise AssertionError(words)


async def add(app: KioskApp, pilot: Pilot[int], *entries: Entry) -> None:
    """Opens the page of each and puts it on the list."""
    for entry in entries:
        app.go(entry)
        await pilot.press(f"{titles(app).index('Add to my list') + 1}")
        await pilot.pause()


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_from_a_page_onto_the_list_and_off_again_by_touch(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        app.go(HELP)
        await pilot.pause()
        await touch(app, pilot, *find(app, "Add to my list"))
        assert kept(app) == (HELP,)
        assert "My list (1)" in seen(app)[0] + seen(app)[1]
        assert titles(app)[1] == "On my list"
        await touch(app, pilot, *find(app, "My list (1)", after=size[1] - 4))
        assert where(app) == MyList()
        assert titles(app) == ["Scan the list", "Clear the list", "Harbour Lights"]
        assert "01632 960103" in "\n".join(seen(app))
        await touch(app, pilot, *find(app, "Take off"))
        assert kept(app) == ()
        assert "Nothing is on it yet" in "\n".join(seen(app))
        assert "My list (" not in "\n".join(seen(app))


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_from_a_list_of_results_with_the_arrows_alone(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        await typed(pilot, "rent")
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        assert where(app) == Search("rent")
        assert kept(app) == (HELP,)
        assert "On my list" in "\n".join(seen(app))
        await pilot.press("enter")
        assert kept(app) == ()
        await pilot.press("enter", "left", "enter")
        assert where(app) == HELP
        await pilot.press("f4", "down", "right", "enter")
        assert (where(app), kept(app)) == (MyList(), ())


async def test_a_finger_on_the_small_card_adds_and_beside_it_opens(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(WhoCanHelp("rent"))
        await pilot.pause()
        x, y = find(app, "Add to")
        # The least target: 12 cells by 3 rows.
        for dx, dy in ((-1, 0), (10, 0), (0, 2), (10, 2)):
            await touch(app, pilot, x + dx, y + dy)
        assert (where(app), kept(app)) == (WhoCanHelp("rent"), ())
        await touch(app, pilot, x, y)
        assert kept(app) == (HELP,)
        await touch(app, pilot, x - 3, y)
        assert where(app) == HELP


async def test_what_can_be_done_with_the_list_stays_on_every_page_of_it(
    tmp_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_at(tmp_path / "board.db", sessions=12), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.my_list = (HELP, LINE, TEA, *(Entry(EntryKind.SESSION, f"S{n:03}") for n in range(9)))
        app.go(MyList())
        await pilot.press("pagedown")
        await pilot.pause()
        text = "\n".join(seen(app))
        assert "Scan the list" in text
        assert "Group 1 " in text
        assert "Harbour" not in text
        await pilot.press("3")
        assert where(app) == Entry(EntryKind.SESSION, "S001")
        await pilot.press("escape")
        await pilot.press("2")
        assert kept(app) == ()


async def test_the_full_list_says_so_in_friendly_words(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.my_list = tuple(Entry(EntryKind.SESSION, f"X{n:02}") for n in range(MOST_KEPT))
        app.go(HELP)
        await pilot.press("2")
        assert where(app) == MyList()
        assert len(kept(app)) == MOST_KEPT
        assert (
            app.sheet.page.hint
            == full()
            == ("Your list is full: 20 is the most. Take one off to add another.")
        )
        await pilot.pause()
        assert "not on the noticeboard any more" in "\n".join(seen(app))
        app.go(WhoCanHelp("rent"))
        await pilot.press("right", "enter")
        assert where(app) == MyList()


def test_nothing_is_on_the_list_twice_and_never_too_much() -> None:
    full = tuple(Entry(EntryKind.SESSION, f"X{n:02}") for n in range(MOST_KEPT))
    assert changed((HELP,), Add(HELP)) == ((HELP,), ())
    assert changed((HELP,), Add(TEA)) == ((HELP, TEA), ())
    assert changed(full, Add(TEA)) == (full, ())
    assert changed((HELP, TEA), TakeOff(HELP)) == ((TEA,), ())
    assert changed((HELP, TEA), Clear()) == ((), (HELP, TEA))


async def test_a_list_that_was_cleared_by_a_slip_is_put_back_until_its_visitor_leaves(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await add(app, pilot, HELP, TEA)
        await pilot.press("f4", "2")
        await pilot.pause()
        assert kept(app) == ()
        assert "2 things were on it" in "\n".join(seen(app))
        await pilot.press("1")
        assert (where(app), kept(app)) == (MyList(), (HELP, TEA))
        await pilot.press("2", "f12", "f4")
        await pilot.pause()
        assert "Put it back" not in "\n".join(seen(app))
        assert app.cleared == ()


async def test_numbers_alone_make_one_code_where_it_fits(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(200, 60)) as pilot:
        await add(app, pilot, HELP, LINE)
        await pilot.press("f4", "1")
        await pilot.pause()
        assert where(app) == ListCode(1)
        assert app.sheet.page.codes == 1
        article = app.sheet.page.article
        assert article is not None
        assert article.payload.startswith(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:My list: Ferry Road\r\n"
        )
        assert "TEL:+441632960103\r\nNOTE:01632 960103 Harbour Lights" in article.payload
        assert "TEL:116123" in article.payload
        assert article.payload_words == "2 numbers for your phone"
        assert "▀" in "\n".join(seen(app))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.sheet.page.codes == 2
        assert "1 of 2." in " ".join("\n".join(seen(app)).split())


async def test_else_one_code_after_another_a_long_date_in_short(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await add(app, pilot, HELP, LATER)
        await pilot.press("f4", "1")
        await pilot.pause()
        assert "Call 01632 960103" in " ".join("\n".join(seen(app)).split())
        assert "Next ►" in "\n".join(seen(app))
        await touch(app, pilot, 40, 10)
        assert where(app) == ListCode(2)
        text = "\n".join(seen(app))
        assert "▀" in text
        assert "Group 6" in text
        code = app.sheet.query_one(CodeSheet)
        assert code.payload == (
            "BEGIN:VEVENT\r\nSUMMARY:Group 6\r\nDTSTART:20261123T110000Z\r\nEND:VEVENT"
        )
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "\r\nLOCATION:" in code.payload
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("pageup")
        assert where(app) == ListCode(1)
        await pilot.press("enter")
        await pilot.press("3")
        assert where(app) == MyList()
        assert Line(What.SHEET, Sheet.QR) in app.leaving._visit


def test_one_code_for_all_or_one_for_each(tmp_path: Path) -> None:
    phoned = [
        a_service(f"Help {n}", n, phones=(PhoneView(f"01632 96010{n}"),)) for n in range(1, 10)
    ]
    board = a_board(tmp_path, services=[*phoned, a_service("Silent", 10)])
    nine = tuple(Entry(EntryKind.SERVICE, f"S000{n}") for n in range(1, 10))
    silent = Entry(EntryKind.SERVICE, "S0010")
    now = at(TODAY, "08:00")

    def codes(*entries: Entry, fits: bool = True) -> list[str]:
        return [one.title for one in codes_for(board, entries, now, lambda payload: fits)]

    assert codes(*nine[:3]) == ["My list (3)"]
    assert codes(*nine[:3], fits=False) == ["Help 1", "Help 2", "Help 3"]
    assert codes(nine[0]) == ["Help 1"]
    assert codes(nine[0], silent) == ["Help 1", "Silent"]
    # More than one code can hold: never only some of it.
    assert codes(*nine) == [f"Help {n}" for n in range(1, 10)]
    assert codes() == []


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_a_code_has_the_room_that_was_reckoned_with(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    from kiosk.public.grid import BESIDE_CODE
    from kiosk.public.showing import code_room

    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        app.my_list = (HELP, TEA)
        app.go(ListCode())
        await pilot.pause()
        code = app.sheet.query_one("#code").size
        assert (code.width - BESIDE_CODE, code.height) == code_room(app.size)


def test_a_chosen_date_is_on_the_sheet_once(board_path: Path, clock: Clock) -> None:
    board = Noticeboard.open(board_path)
    soon = Entry(EntryKind.SESSION, "S005")
    plan = plan_of_list(board, (HELP, soon, LATER), clock.now())
    assert (plan.heading, plan.needs) == ("Your list", ())
    assert [step.name for step in (*plan.steps, *plan.groups)] == ["Harbour Lights", "Tea and Talk"]
    assert plan.lines == ("Group 6: Monday 23 November, 11am to 11:30am, Hall A",)
    gone = plan_of_list(board, (Entry(EntryKind.SESSION, "GONE"),), clock.now())
    assert (gone.steps, gone.groups, gone.lines) == ((), (), ())
    assert "116 123" in [phone.number for step in gone.urgent for phone in step.phones]


async def test_start_keeps_the_list_and_leaving_forgets_it(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await add(app, pilot, HELP)
        await pilot.press("home")
        await pilot.pause()
        assert (where(app), app.history, kept(app)) == (Home(), [], (HELP,))
        assert "scan it with your" in "\n".join(seen(app))
        await pilot.press("f12")
        await pilot.pause()
        assert (where(app), kept(app)) == (Day(clock.today()), ())
        assert "My list (" not in "\n".join(seen(app))


@pytest.mark.parametrize("place", [Home(), MyList(), ListCode()])
async def test_after_a_minute_nothing_of_a_list_is_left_anywhere(
    board_path: Path, clock: Clock, place: Home | MyList | ListCode
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await add(app, pilot, HELP, LATER)
        await pilot.press("home")
        if place != Home():
            app.go(place)
        await pilot.pause()
        seconds[0] += 61
        app.check_visitor()
        await pilot.pause()
        assert app.sheet.is_asking
        assert "Harbour" not in "\n".join(seen(app))
        seconds[0] += 15
        app.check_visitor()
        await pilot.pause()
        assert (where(app), kept(app), app.history) == (Home(), (), [])
        for widget in (app, app.screen, *app.screen.children):
            held = " ".join(repr(value) for value in vars(widget).values())
            assert "Harbour" not in held, widget
            assert "code='E2'" not in held, widget


async def test_the_numbers_at_the_foot_lead_to_all_of_them(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await touch(app, pilot, *find(app, "In danger now?"))
        assert where(app) == Helplines()
        await pilot.press("escape", "3")
        assert where(app) == NeedGroups()
        await pilot.press("1")
        assert where(app) == Helplines()


async def test_every_button_is_wide_enough_for_a_finger(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock, demo=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.my_list = (HELP,)
        app.go(Day(clock.today()))
        await pilot.press("pagedown")
        await pilot.pause()
        from kiosk.public.furniture import Buttons

        buttons = app.sheet.query_one(Buttons)
        words = [touch.said(app.language) for touch in buttons.touches]
        assert words == ["◄ Back", "Start", "▲ Up", "▼ More", "My list (1)", "Leave"]
        edges = buttons._edges()
        assert min(b - a - 1 for a, b in pairwise(edges)) >= 12
