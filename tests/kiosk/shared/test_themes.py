"""Every look can be read: by weak eyes, and on a terminal of 16 colours."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from textual.theme import Theme

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


def rgb(colour: str) -> Rgb:
    triplet = Color.parse(colour).triplet
    assert triplet is not None
    return triplet.red, triplet.green, triplet.blue


def of_sixteen(colour: str) -> Rgb:
    number = Color.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return VGA[number]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", READABLE_PAIRS, ids="-on-".join)
def test_every_text_stands_seven_to_one(theme: Theme, pair: tuple[str, str]) -> None:
    ink, ground = (rgb(theme.variables[name]) for name in pair)
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", READABLE_PAIRS, ids="-on-".join)
def test_every_text_can_be_read_in_sixteen_colours(theme: Theme, pair: tuple[str, str]) -> None:
    ink, ground = (of_sixteen(theme.variables[name]) for name in pair)
    assert contrast(ink, ground) >= 4.5


def test_the_looks_follow_each_other_round() -> None:
    assert [theme_after(name) for name in ("day", "night", "contrast", "gone")] == [
        "night", "contrast", "day", "day",
    ]  # fmt: skip
