"""A library card under the scanner opens nothing, is told where to go, and leaves nothing."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from hub.clock import Clock
from kiosk.public.app import KioskApp
from kiosk.public.places import Code, Entry, EntryKind, Home, NeedGroups, Saying, Search, Wrong
from tests.kiosk.public.screens import seen, typed, where

CARD = "29847100563"
TOLD = "That's a library card: please show it at the desk."


class Scanner:
    """Types into a kiosk whose time we make."""

    def __init__(self, board_path: Path, clock: Clock) -> None:
        self.now = 0.0
        self.app = KioskApp(board_path, clock, seconds=lambda: self.now)
        self.app.expect_scanners()

    async def types(self, pilot: Pilot[int], keys: str, every: float) -> None:
        for letter in keys:
            self.now += every
            key = "enter" if letter == "\n" else letter
            self.app.post_message(events.Key(key, None if letter == "\n" else letter))
            await pilot.pause()

    async def waits(self, pilot: Pilot[int]) -> None:
        self.now += 1
        await self.app.let_digits_go()
        await pilot.pause()


@pytest.mark.parametrize("before", ["", "D"])
async def test_a_scanned_card_opens_nothing_and_nothing_of_it_is_kept(
    board_path: Path, clock: Clock, before: str
) -> None:
    scanner = Scanner(board_path, clock)
    app = scanner.app
    async with app.run_test(size=(80, 24)) as pilot:
        for place in (Home(), NeedGroups(), Wrong(Entry(EntryKind.SERVICE, "E2"))):
            app.start_afresh()
            if place != Home():
                app.go(place)
            await pilot.pause()
            history = list(app.history)
            await scanner.types(pilot, f"{before}{CARD}\n", 0.008)
            await scanner.waits(pilot)
            assert (where(app), app.history) == (place, history), place
            assert TOLD in "\n".join(seen(app)), place
            assert app.leaving._said == set()
        gc.collect()
        for one in (app, app.sheet, app.scanner, app.leaving, *app.sheet.children):
            names = getattr(one, "__slots__", None) or vars(one)
            held = " ".join(repr(getattr(one, name, "")) for name in names)
            held = re.sub(r"0x[0-9a-f]+|\d+\.\d+", "", held)  # places and moments: any digits
            for number in range(len(CARD) - 5):
                assert CARD[number : number + 6] not in held, one
        assert app.scanner is not None
        assert app.scanner.held == []
        await pilot.press("down")
        await typed(pilot, "r")
        assert TOLD not in "\n".join(seen(app))
        assert where(app) == Search("r")
        scanner.now += 1
        await scanner.types(pilot, f"{before}{CARD}\n", 0.008)
        await scanner.waits(pilot)
        assert where(app) == Search("r")
        app.go(Saying("idea", "a bench"))
        await scanner.types(pilot, f"{before}{CARD}\n", 0.008)
        await scanner.waits(pilot)
        assert where(app) == Saying("idea", "a bench")


async def test_fingers_do_what_they_always_did(board_path: Path, clock: Clock) -> None:
    scanner = Scanner(board_path, clock)
    app = scanner.app
    async with app.run_test(size=(80, 24)) as pilot:
        await scanner.types(pilot, "3", 1.0)
        await scanner.waits(pilot)
        assert where(app) == NeedGroups()
        await scanner.types(pilot, "2\n", 0.3)
        assert len(app.history) >= 2, "a number, then Enter"
        app.start_afresh()
        await scanner.types(pilot, "quay24", 0.2)
        await scanner.waits(pilot)
        assert where(app) == Search("quay24")
        assert TOLD not in "\n".join(seen(app))


async def test_a_card_that_wakes_a_resting_screen_opens_nothing(
    board_path: Path, clock: Clock
) -> None:
    scanner = Scanner(board_path, clock)
    app = scanner.app
    app.rest_after = 120
    async with app.run_test(size=(80, 24)) as pilot:
        scanner.now = 130
        app.check_visitor()
        await pilot.pause()
        assert "to begin" in "\n".join(seen(app))
        await scanner.types(pilot, f"{CARD}\n", 0.008)
        await scanner.waits(pilot)
        assert (where(app), app.history) == (Home(), [])
        assert TOLD in "\n".join(seen(app))


@pytest.mark.parametrize("before", ["", "D"])
async def test_where_a_code_fills_the_screen_it_is_told_beside_it(
    board_path: Path, clock: Clock, before: str
) -> None:
    scanner = Scanner(board_path, clock)
    app = scanner.app
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        code = Code(Entry(EntryKind.SERVICE, "E2"))
        app.go(code)
        await pilot.pause()
        assert "Point your phone's camera at it." in "\n".join(seen(app))
        await scanner.types(pilot, f"{before}{CARD}\n", 0.008)
        await scanner.waits(pilot)
        assert where(app) == code
        assert TOLD in "\n".join(seen(app))
        app.start_afresh()
        await pilot.pause()
        app.go(code)
        await pilot.pause()
        assert TOLD not in "\n".join(seen(app))
        assert "Point your phone's camera at it." in "\n".join(seen(app))
