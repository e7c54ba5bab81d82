"""A visitor at the kiosk: nothing lets her out, and F12 leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.noticeboard.write import Contents, write_noticeboard
from hub.views.place import SiteView
from hub.views.timetable import BookingStatus, SessionView
from kiosk.public.app import KioskApp
from kiosk.public.places import Day, Home
from tests.kiosk.public.screens import seen

HOSTILE = "[@click=app.quit]Toddlers[/nope]"


@pytest.fixture
def board_path(tmp_path: Path) -> Path:
    path = tmp_path / "board.db"
    starts = datetime(2026, 11, 23, 11, tzinfo=UTC)
    write_noticeboard(
        path,
        Contents(
            site=SiteView(name="Ferry Road", zone="Europe/London"),
            published_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
            changes=1,
            sessions=(
                SessionView(
                    code="S1",
                    title=HOSTILE,
                    room="Hall A",
                    starts=starts,
                    ends=starts + timedelta(hours=1),
                    status=BookingStatus.CONFIRMED,
                ),
            ),
        ),
    )
    return path


async def test_the_names_of_homes_boxes_are_whole_on_the_smallest_screen(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = "\n".join(seen(app))
        names = [card.title for card in app.sheet.cards.cards]
        assert [name for name in names if name not in screen] == []


async def test_a_visitor_finds_todays_group_and_leaves_with_f12(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert app.place == Day(clock.today())
        assert any(HOSTILE in words for row in app.sheet.cards.lines() for words, _ in row)
        await pilot.press("enter")
        await pilot.pause()
        assert [place for place, _ in app.history] == [Home(), Day(clock.today())]
        await pilot.press("f12", "escape")
        await pilot.pause()
        assert app.place == Day(clock.today())
        assert app.history == []


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q", "ctrl+p", "escape", "f2", "ctrl+z"])
async def test_no_key_leaves_the_kiosk(board_path: Path, clock: Clock, key: str) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None
        assert len(app.screen_stack) == 1


async def test_after_a_minute_it_asks_and_then_starts_afresh(
    board_path: Path, clock: Clock
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z", "q", "x")
        await pilot.pause()
        seconds[0] += 61
        app.check_visitor()
        assert app.sheet.is_asking
        seconds[0] += 15
        app.check_visitor()
        await pilot.pause()
        assert app.place == Home()
        assert app.history == []
        assert "zqx" not in app.export_screenshot()
