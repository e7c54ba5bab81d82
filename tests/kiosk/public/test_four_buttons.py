"""A pad with four buttons, up and down or left and right, Enter and Back, does all there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub.clock import Clock
from kiosk.public.app import KioskApp
from kiosk.public.furniture import Buttons
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    Home,
    ListCode,
    MyList,
    Place,
    Thanks,
    WhoCanHelp,
)
from tests.kiosk.public.screens import seen, where

HELP = Entry(EntryKind.SERVICE, "E2")
TEA = Entry(EntryKind.ACTIVITY, "A1")
PLACES: tuple[Place, ...] = (
    Home(), WhoCanHelp("rent"), HELP, Code(HELP), MyList(), ListCode(), Thanks(True),
)  # fmt: skip


async def walked(
    app: KioskApp, pilot: Pilot[int], key: str
) -> tuple[set[tuple[int, bool]], set[str]]:
    """Which cards (with the small ones) and which buttons are reached by one key alone."""
    cards, buttons = app.sheet.cards, app.sheet.query_one(Buttons)
    reached: set[tuple[int, bool]] = set()
    pressed: set[str] = set()
    for _ in range(60):
        arrows = "\n".join(seen(app)).count("►")
        named = sum("►" in f"{card.title}{card.right}" for card in cards.cards)
        more = sum("►" in touch.words for touch in buttons.touches)
        if buttons.chosen is not None:
            pressed.add(buttons.touches[buttons.chosen].action)
            assert arrows == 1 + more + named * (not app.sheet.is_code), "one thing is chosen"
            if buttons.chosen == len(buttons.touches) - 1:
                break
        elif cards.cards:
            reached.add((cards.cursor, cards.is_beside))
        await pilot.press(key)
    return reached, pressed


@pytest.mark.parametrize("key", ["down", "right"])
async def test_one_arrow_reaches_every_card_and_every_button(
    board_path: Path, clock: Clock, key: str
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for place in PLACES:
            app.start_afresh()
            app.my_list = (HELP, TEA)
            app.go(place)
            await pilot.pause()
            reached, pressed = await walked(app, pilot, key)
            page = app.sheet.page
            shown = {touch.action for touch in app.sheet.query_one(Buttons).touches}
            assert shown - {"turn(1)", "turn(-1)"} <= pressed, place
            assert "leave" in pressed, place
            if not app.sheet.is_code:
                assert {number for number, _ in reached} == set(range(len(page.cards))), place
            if (key == "right" or place == MyList()) and not app.sheet.is_code:
                small = {n for n, card in enumerate(page.cards) if card.beside is not None}
                assert {number for number, is_small in reached if is_small} == small, place


async def test_up_comes_back_to_the_card_and_enter_presses_the_button(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        buttons = app.sheet.query_one(Buttons)

        def chosen() -> tuple[int, int | None]:
            return app.sheet.cursor, buttons.chosen

        await pilot.press("down", "down", "down", "down", "down")
        assert chosen() == (5, None)
        await pilot.press("down")
        assert chosen() == (5, 0)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (app.theme, chosen()) == ("night", (5, 1))
        await pilot.press("down", "up", "up", "up")
        assert chosen() == (5, None)
        await pilot.press("right", "right", "right", "up")
        assert chosen() == (5, None), "whoever has four arrows goes straight up"
        await pilot.press("down", "right", "right", "right")
        assert "►Leave" in "\n".join(seen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert where(app) == Day(clock.today())
        await pilot.press("up")
        assert chosen() == (0, 0)
        await pilot.press("1")
        await pilot.pause()
        assert where(app) != Day(clock.today())
        assert chosen()[1] is None


async def test_an_article_is_read_to_its_end_and_more_is_turned_again_and_again(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(Day(clock.today()))
        await pilot.pause()
        buttons = app.sheet.query_one(Buttons)
        await pilot.press("up")
        while buttons.touches[buttons.chosen or 0].action != "turn(1)":
            await pilot.press("down")
        first = app.sheet.cards.first
        await pilot.press("enter")
        await pilot.pause()
        assert app.sheet.cards.first > first
        await pilot.press("enter")
        await pilot.pause()
        assert app.sheet.cards.has_before()
        app.go(Thanks(True))
        await pilot.pause()
        assert "►◄ Back" in "\n".join(seen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert where(app) == Day(clock.today())


async def test_a_number_where_there_is_nothing_to_choose_leaves_the_button_chosen(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.go(Thanks(True))
        await pilot.pause()
        assert app.sheet.is_at_buttons
        await pilot.press("9")
        assert app.sheet.is_at_buttons
        assert any("►" in row for row in seen(app))
