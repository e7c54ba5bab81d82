"""What stands first on a page, and how many there are of a thing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events

from hub.clock import Clock
from hub.noticeboard.read import Noticeboard
from kiosk.public.app import KioskApp
from kiosk.public.page import Around
from kiosk.public.pages.making import make_page
from kiosk.public.places import Day, Home, NeedGroups, Place, WhoCanHelp
from tests.kiosk.public.boards import board_at

MORNING = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def test_one_thing_is_not_many(tmp_path: Path, clock: Clock) -> None:
    board = Noticeboard.open(board_at(tmp_path / "board.db", sessions=1))
    said = {card.title: card.lines[0] for card in make_page(Home(), board, clock.at(MORNING)).cards}
    assert said["What's on this week"] == "1 session"
    assert said["Find something to do"] == "1 group or activity"
    board.close()


def test_what_prints_stands_above_who_can_help_and_a_hasty_enter_prints_nothing(
    board_path: Path, clock: Clock
) -> None:
    board = Noticeboard.open(board_path)
    without = make_page(WhoCanHelp("rent"), board, clock)
    page = make_page(WhoCanHelp("rent"), board, clock, Around(prints=True))
    assert [card.title for card in page.cards] == [
        "Print next steps", *(card.title for card in without.cards),
    ]  # fmt: skip
    assert (page.head, page.first) == (1, 1)
    assert (without.head, without.first) == (0, 0)
    assert replace(page, cards=(), head=0, first=0) == replace(without, cards=())
    board.close()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("3", "2", "1"), WhoCanHelp("rent")),
        (("3", "down", "enter", "enter"), WhoCanHelp("rent")),
        (("3", "2", "f12", "home", "3"), NeedGroups()),
        (("1", "f12"), Day(MORNING.date())),
    ],
)
async def test_keys_that_are_typed_ahead_mean_the_pages_they_lead_to(
    board_path: Path, clock: Clock, keys: tuple[str, ...], place: Place
) -> None:
    app = KioskApp(board_path, clock.at(MORNING))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:  # all of them before the first is answered
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert app.place == place
