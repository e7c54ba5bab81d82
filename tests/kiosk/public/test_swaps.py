"""The noticeboard changes, breaks or goes away under a reader: words, never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

from hub.clock import Clock
from kiosk.public.app import BOARD_SECONDS, KioskApp
from kiosk.public.places import Day, Home
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import seen


async def test_no_noticeboard_yet_and_then_there_is_one(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "board.db"
    app = KioskApp(path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "x", "f12", "home")
        await pilot.pause()
        assert "One moment…" in "\n".join(seen(app))
        assert "Call 999" in "\n".join(seen(app))
        board_at(path)
        app.check_board()
        await pilot.pause()
        assert "What's on today" in "\n".join(seen(app))


async def test_a_damaged_file_is_never_taken_up(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        broken = board_path.with_name("broken")
        broken.write_bytes(b"not a noticeboard")
        broken.replace(board_path)
        app.check_board()
        await pilot.press("1")
        await pilot.pause()
        assert "Group 5" in "\n".join(seen(app))
        board_at(board_path, name="Quay Street")
        app.check_board()
        await pilot.pause()
        assert "Quay Street" in "\n".join(seen(app))


async def test_a_file_that_breaks_while_it_is_read_says_one_moment(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    whole = board_path.with_name("whole")
    shutil.copyfile(board_path, whole)
    async with app.run_test(size=(80, 24)) as pilot:
        size = board_path.stat().st_size
        with board_path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * (size - 100))
        await pilot.press("3", "1", "r", "e", "n", "t", "f12")
        await pilot.pause()
        assert "One moment…" in "\n".join(seen(app))
        whole.replace(board_path)
        app.check_board()
        await pilot.pause()
        assert app.place == Day(clock.today())
        assert "Group 5" in "\n".join(seen(app))


async def test_a_newer_noticeboard_is_seen_within_five_seconds(
    board_path: Path, clock: Clock
) -> None:
    assert BOARD_SECONDS <= 5
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        board_at(board_path, name="Quay Street")
        app.check_board()
        await pilot.pause()
        assert app.place == Home()
        assert "Quay Street" in seen(app)[0]


async def test_todays_list_is_drawn_again_and_the_chosen_group_stays_chosen(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "pagedown", "down")
        await pilot.pause()
        chosen = app.sheet.cards.cards[app.sheet.cursor]
        board_at(board_path, sessions=20)
        app.check_board()
        await pilot.pause()
        now = app.sheet.cards.cards[app.sheet.cursor]
        assert (now.title, now.goes) == (chosen.title, chosen.goes)
        assert len(app.sheet.cards.cards) == 20
        assert app.history
