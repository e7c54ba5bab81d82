"""What visitors do: type, touch, press, walk away. Whatever they press, the kiosk stays."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.clock import Clock, clock_for
from kiosk.public.app import TO_THE_DESK, KioskApp
from kiosk.public.places import Code, Day, Entry, EntryKind, Home, InRoom, NeedGroups, Search
from tests.kiosk.public.boards import RENT_PHONE, board_at
from tests.kiosk.public.screens import seen, touch, typed, where
from tests.soaking import tries


async def test_behind_with_the_rent_leads_to_a_number_to_call(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "behind with the rent")
        assert where(app) == Search("behind with the rent")
        assert app.sheet.page.cards[0].title == "I am behind with my rent"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert where(app) == Entry(EntryKind.SERVICE, "E2")
        assert f"Call {RENT_PHONE}" in "\n".join(seen(app))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert where(app) == Search("behind with the rent")


async def test_digits_belong_to_a_search_that_is_under_way(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "quay 24")
        assert where(app) == Search("quay 24")
        assert "Type to search: quay 24" in "\n".join(seen(app))
        await pilot.press("backspace", "backspace", "backspace")
        assert where(app) == Search("quay")
        await pilot.press(*["backspace"] * 4)
        assert where(app) == Home()
        assert app.history == []


async def test_a_card_and_a_button_are_touched(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await touch(app, pilot, 60, 6)
        assert where(app) == NeedGroups()
        await touch(app, pilot, 4, 22)
        assert where(app) == Home()
        await touch(app, pilot, 70, 23)
        assert where(app) == Day(clock.today())


async def test_a_room_can_be_touched_and_says_what_is_on_in_it(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        assert "left of the desk" in "\n".join(seen(app))
        await touch(app, pilot, 20, 9)
        assert where(app) == InRoom("R1")
        assert "left of the desk" in "\n".join(seen(app))


async def test_after_a_minute_nothing_of_the_visit_is_left_anywhere(
    board_path: Path, clock: Clock
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "rent zqx")
        await pilot.press("f3", "enter")
        await pilot.press("enter")
        await pilot.pause()
        seconds[0] += 59
        app.check_visitor()
        assert not app.sheet.is_asking
        seconds[0] += 2
        app.check_visitor()
        await pilot.pause()
        text = "\n".join(seen(app))
        assert "Still there?" in text
        assert "rent" not in text.casefold()
        seconds[0] += 15
        app.check_visitor()
        await pilot.pause()
        assert (where(app), app.history, app.theme) == (Home(), [], "day")
        assert {widget.id for widget in app.screen.children} == {
            "bar", "heading", "article", "cards", "ask", "typing", "helplines", "buttons",
        }  # fmt: skip
        assert not app.screen.query_one("#article").display
        for widget in (app, app.screen, *app.screen.children):
            held = " ".join(repr(value) for value in vars(widget).values())
            assert "zqx" not in held, widget
            assert "Harbour" not in held, widget
            assert RENT_PHONE not in held, widget


async def test_a_code_is_gone_with_its_visit(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.go(Code(Entry(EntryKind.SERVICE, "E2")))
        await pilot.pause()
        assert RENT_PHONE in "\n".join(seen(app))
        await pilot.press("f12")
        await pilot.pause()
        for widget in (app, app.screen, *app.screen.children):
            held = " ".join(repr(value) for value in vars(widget).values())
            assert RENT_PHONE not in held, widget
            assert RENT_PHONE.replace(" ", "")[1:] not in held, widget  # as its code says it


async def test_a_touch_answers_still_there_and_chooses_nothing(
    board_path: Path, clock: Clock
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        seconds[0] += 65
        app.check_visitor()
        await pilot.pause()
        assert app.sheet.is_asking
        await touch(app, pilot, 40, 6)
        assert (where(app), app.sheet.is_asking) == (NeedGroups(), False)
        await pilot.press("1")
        await pilot.pause()
        assert where(app) != NeedGroups()


async def test_f2_goes_to_the_desk_in_the_demo(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock, demo=True)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "The desk" in seen(app)[-2]
        await pilot.press("f2")
    assert (app.return_code, app.return_value) == (TO_THE_DESK, 10)


NAMED = (
    "up down left right enter escape backspace pageup pagedown home end tab f1 f2 f3 f12 delete "
    "insert ctrl+c ctrl+q ctrl+p ctrl+z ctrl+d ctrl+backslash"
)
KEYS = st.sampled_from([*"0123456789arent [\\é", *NAMED.split()])


@pytest.fixture(scope="module")
def any_board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return board_at(tmp_path_factory.mktemp("any") / "board.db", traps="[/x]")


@settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(keys=st.lists(KEYS, max_size=25))
async def test_whatever_is_pressed_the_kiosk_stays_and_f12_leaves_nothing(
    any_board: Path, keys: list[str]
) -> None:
    clock = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))
    app = KioskApp(any_board, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*("space" if key == " " else key for key in keys))
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None
        assert "Call 999" in "\n".join(seen(app))
        await pilot.press("f12")
        await pilot.pause()
        assert (where(app), app.history) == (Day(clock.today()), [])
