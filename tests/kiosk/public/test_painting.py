"""What is drawn anew: what has changed, all of that, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from hub.clock import Clock
from kiosk.public.app import KioskApp
from kiosk.public.grid import GAP
from kiosk.public.painting import Painted, Row
from kiosk.shared.themes import THEMES
from tests.kiosk.public.boards import board_at
from tests.soaking import SOAK

KEYS = ("right", "left", "down", "up", "enter", "escape", "pagedown", "pageup", "f3", "f9", "r")
SIZES = ((80, 24), (100, 30), (120, 40))


@pytest.fixture(autouse=True)
def all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def pieces(app: KioskApp) -> list[list[Segment]]:
    """The screen with its colours, a row each, neighbours of one look in one piece."""
    strips = app.screen._compositor.render_strips(app.size)
    return [list(Segment.simplify(strip)) for strip in strips]


async def test_a_key_that_chooses_leaves_the_other_rows_alone(
    board_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        cards = app.sheet.cards
        pieces(app)
        drawn: list[Row] = []
        draw = cards._strip

        def noted(row: Row) -> Strip:
            drawn.append(row)
            return draw(row)

        monkeypatch.setattr(cards, "_strip", noted)
        await pilot.press("right")
        pieces(app)
        assert len(drawn) == cards.grid.height - GAP
        assert len(drawn) < cards.size.height / 2


async def test_a_key_to_another_page_draws_its_cards_once(
    board_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        lines = app.sheet.cards.lines

        def noted() -> list[Row]:
            drawn.append(len(app.sheet.cards.cards))
            return lines()

        monkeypatch.setattr(app.sheet.cards, "lines", noted)
        await pilot.press("3")
        assert app.history
        assert drawn == [len(app.sheet.page.cards)]


async def test_other_colours_are_seen_at_once(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for look in (*THEMES[1:], THEMES[0]):
            await pilot.press("f3")
            drawn = {
                str(style.bgcolor.name)
                for row in pieces(app)
                for _, style, _ in row
                if style and style.bgcolor
            }
            ours = {look.variables[ground] for ground in ("paper", "card", "bar")}
            assert drawn <= ours, look.name
            assert look.variables["bar"] in drawn


@pytest.mark.soak
@pytest.mark.parametrize("colours", ["truecolor", ""], ids=["all colours", "16 colours"])
@pytest.mark.parametrize("seed", range(200 if SOAK else 3))
async def test_what_is_drawn_bit_by_bit_is_what_would_be_drawn_at_once(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, seed: int, colours: str
) -> None:
    monkeypatch.setenv("COLORTERM", colours)
    monkeypatch.setenv("TERM", "xterm")
    chance = random.Random(seed)
    app = KioskApp(board_at(tmp_path / "board.db"), clock)
    async with app.run_test(size=SIZES[0]) as pilot:
        for step in range(40):
            await pilot.press(chance.choice((*KEYS, *"123456789")))
            if step % 10 == 9:
                await pilot.resize_terminal(*chance.choice(SIZES))
            await pilot.pause()
            drawn = pieces(app)
            app.sheet._fill_buttons()
            for part in app.screen.query(Widget):
                if isinstance(part, Painted):
                    part.forget()
            await pilot.pause()
            whole = pieces(app)
            odd = [y for y, row in enumerate(drawn) if row != whole[y]]
            assert odd == [], (step, app.place)


class Hostile(Painted):
    """Words that would command a terminal, or a parser of markup."""

    def lines(self) -> list[Row]:
        return [
            [("\x1b[31m[@click=app.quit]red\x07\x9b", ""), ("", "bold"), ("x" * 99, "$primary")]
        ]


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Hostile(id="hostile")


async def test_no_words_command_the_terminal_and_none_are_wider_than_the_part() -> None:
    app = Bare()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        first, *others = app.screen._compositor.render_strips(app.size)
        assert first.text == "[31m[@click=app.quit]red" + "x" * 16
        assert {strip.text for strip in others} == {" " * 40}
