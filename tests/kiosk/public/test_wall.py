"""A screen as large as a wall says all there is to say."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.noticeboard.read import Noticeboard
from hub.views.directory import PhoneView
from kiosk.public.app import KioskApp
from kiosk.public.grid import lines_of_a_tile
from kiosk.public.page import Around, Page, Shape
from kiosk.public.pages.home import numbers_to_call
from kiosk.public.pages.making import make_page
from kiosk.public.places import Day, Home, Hours, NeedGroups, Rooms, Week
from kiosk.public.showing import WALL
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import seen
from tests.noticeboard.builders import a_board, a_service

MORNING = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def said(board: Path, clock: Clock, lines: int) -> dict[type, tuple[str, ...]]:
    """What each tile says below its name, where there is room for so many lines."""
    opened = Noticeboard.open(board)
    page = make_page(Home(), opened, clock.at(MORNING), Around(is_roomy=True, tile_lines=lines))
    opened.close()
    return {type(card.goes): card.lines for card in page.cards}


def test_today_is_said_session_by_session_as_far_as_there_is_room(
    tmp_path: Path, clock: Clock
) -> None:
    board = board_at(tmp_path / "board.db")
    whole, some = said(board, clock, 9)[Day], said(board, clock, 3)[Day]
    # Sessions of half an hour from 8am; the seventh is cancelled.
    assert whole[0] == "now: Group 5 · Hall A until 11am"
    assert whole[1:3] == ("11am Group 6 · Hall A", "noon Group 8 · Hall A")
    assert len(whole) == 6
    assert some == (*whole[:2], "and 4 more today")


def test_the_week_the_hours_and_all_names_are_said(tmp_path: Path, clock: Clock) -> None:
    tiles = said(board_at(tmp_path / "board.db"), clock, 9)
    assert tiles[Week] == ("11 sessions", "Mon 23 Nov: 11 on")
    assert tiles[NeedGroups] == ("My home",)
    assert "Hall A" in tiles[Rooms][0]
    assert any(line.startswith("Monday to Friday: ") for line in tiles[Hours])


def test_a_number_for_texts_alone_is_not_among_those_to_call(tmp_path: Path) -> None:
    shout, galop = PhoneView("85258", is_text=True), PhoneView("0800 999 5428")
    services = (
        a_service("Shout", 1, phones=(shout,), is_urgent=True),
        a_service("Galop", 2, phones=(galop,), is_urgent=True),
    )
    with closing(a_board(tmp_path, services=services)) as board:
        assert numbers_to_call(board) == ("Galop 0800 999 5428",)


def test_no_tile_has_more_lines_than_fit(tmp_path: Path, clock: Clock) -> None:
    board = board_at(tmp_path / "board.db", sessions=24)
    for lines in range(1, 12):
        assert max(map(len, said(board, clock, lines).values())) <= max(lines, 3)


async def test_a_wall_that_is_made_smaller_says_less_and_says_it_again(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock.at(MORNING))
    async with app.run_test(size=WALL) as pilot:
        await pilot.pause()
        assert app.sheet.page.shape is Shape.TILES
        assert "11am Group 6 · Hall A" in "\n".join(seen(app))
        assert app.sheet.cards.grid.height - 1 >= lines_of_a_tile(app.sheet.cards.area.height) + 3
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "11am Group 6 · Hall A" not in "\n".join(seen(app))
        await pilot.resize_terminal(*WALL)
        await pilot.pause()
        assert "11am Group 6 · Hall A" in "\n".join(seen(app))


async def test_a_long_hint_is_read_whole_in_two_rows(
    board_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = "Straight on past the desk, then left by the lending shelves, through the double doors."
    monkeypatch.setattr(
        "kiosk.public.showing.make_page", lambda *_: Page(title="The Main Hall", hint=hint)
    )
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [row.strip() for row in seen(app)]
        assert " ".join(rows[2:4]) == hint
