"""Every look can be read: by weak eyes, and on a terminal of 16 colours."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.theme import Theme

from kiosk.shared.sixteen import SIXTEEN, ThinBlack
from kiosk.shared.themes import READABLE_PAIRS, THEMES, theme_after

VGA = (
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170),
    (170, 170, 170), (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255),
    (255, 85, 255), (85, 255, 255), (255, 255, 255),
)  # fmt: skip
Rgb = tuple[int, int, int]


def light(colour: Rgb) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def rgb(colour: str | Color) -> Rgb:
    triplet = (Color.parse(colour) if isinstance(colour, str) else colour).triplet
    assert triplet is not None
    return triplet.red, triplet.green, triplet.blue


def on_a_console(style: Style) -> tuple[Rgb, Rgb]:
    """What a console of 16 colours draws of it: bold ink is the bright one of the same colour."""
    (segment,) = ThinBlack().apply([Segment("x", style)], Ground(0, 0, 0))
    assert segment.style is not None
    inks = [segment.style.color, segment.style.bgcolor]
    ink, ground = (one.downgrade(ColorSystem.STANDARD).number for one in inks if one)
    assert ink is not None
    assert ground is not None
    return VGA[ink + 8 if segment.style.bold and ink < 8 else ink], VGA[ground]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", READABLE_PAIRS, ids="-on-".join)
def test_every_text_stands_seven_to_one(theme: Theme, pair: tuple[str, str]) -> None:
    ink, ground = (rgb(theme.variables[name]) for name in pair)
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", READABLE_PAIRS, ids="-on-".join)
@pytest.mark.parametrize("is_bold", [False, True], ids=["thin", "bold"])
def test_every_text_stands_seven_to_one_on_a_console(
    theme: Theme, pair: tuple[str, str], is_bold: bool
) -> None:
    ink, ground = (theme.variables[name] for name in pair)
    drawn = Style.parse(f"{'bold ' * is_bold}{ink} on {ground}")
    assert contrast(*on_a_console(drawn)) >= 7


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
def test_on_a_console_every_colour_is_one_of_the_sixteen_and_no_ground_is_bright(
    theme: Theme,
) -> None:
    looks = theme.variables
    assert {rgb(colour) for colour in looks.values()} <= set(VGA)
    assert {rgb(looks[ground]) for ground in ("paper", "card", "bar")} <= set(VGA[:8])
    assert looks["bar"] != looks["paper"]
    assert looks["card"] != looks["paper"] or theme.name == "contrast"


def test_the_looks_follow_each_other_round() -> None:
    assert [theme_after(name) for name in ("day", "night", "contrast", "gone")] == [
        "night", "contrast", "day", "day",
    ]  # fmt: skip
