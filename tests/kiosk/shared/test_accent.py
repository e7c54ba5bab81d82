"""The hub's own colour is read as well as ours, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock
from kiosk.public.app import KioskApp
from kiosk.shared.accent import looks_with
from kiosk.shared.sixteen import BLUE
from kiosk.shared.themes import READABLE_PAIRS, THEMES
from tests.kiosk.public.boards import board_at
from tests.kiosk.shared.test_themes import contrast, rgb

COLOURS = ("#8a2b4f", "#ffff00", "#000000", "#ffffff", "#808080", "#00c853", "#0000ff")


def check(accent: str) -> None:
    for theme, ours in zip(looks_with(accent), THEMES, strict=True):
        assert theme.name == ours.name
        for ink, ground in (*READABLE_PAIRS, ("bar", "paper")):
            one, other = rgb(theme.variables[ink]), rgb(theme.variables[ground])
            assert contrast(one, other) >= 7, (theme.name, ink, ground, accent)
        kept = {name: ours.variables[name] for name in ours.variables.keys() - {"bar", "mark"}}
        assert kept.items() <= theme.variables.items()


@pytest.mark.parametrize("accent", COLOURS)
def test_every_colour_is_made_to_be_read(accent: str) -> None:
    check(accent)


@given(st.integers(0, 0xFFFFFF))
def test_whatever_colour_a_hub_has(number: int) -> None:
    check(f"#{number:06x}")


def test_a_colour_that_is_read_stays_as_it_is() -> None:
    day = looks_with("#8a2b4f")[0]
    assert day.variables["bar"] == "#8a2b4f"
    assert day.variables["mark"] != THEMES[0].variables["mark"]


@pytest.mark.parametrize(("colours", "ground"), [("truecolor", "#8a2b4f"), ("", BLUE)])
async def test_the_kiosk_wears_it_where_there_are_colours_enough(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, colours: str, ground: str
) -> None:
    monkeypatch.setenv("COLORTERM", colours)
    monkeypatch.setenv("TERM", "xterm")
    app = KioskApp(board_at(tmp_path / "board.db"), clock, accent="#8a2b4f")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        strip = app.screen._compositor.render_strips()[0]
        styles = [segment.style for segment in strip]
        assert {str(one and one.bgcolor and one.bgcolor.name) for one in styles} == {ground}
        await pilot.press("f3", "f3", "f3")
        assert app.theme == "day"
