"""The hub's own colour in the three looks: lighter or darker until it is read as well as ours."""

from __future__ import annotations

from dataclasses import replace

from rich.color import Color, ColorSystem
from textual.theme import Theme

from kiosk.shared.themes import THEMES

AT_LEAST = 7.0
AT_LEAST_OF_256 = 4.5
"""Where a terminal has 256 colours, each is moved to the nearest of them."""
STEPS = 100

Rgb = tuple[float, float, float]


def looks_with(accent: str) -> tuple[Theme, ...]:
    """The looks with that colour ("#8a2b4f") for bar and marks."""
    return tuple(_with(theme, accent) for theme in THEMES)


def _with(theme: Theme, accent: str) -> Theme:
    ours = theme.variables
    bar = _read_on(accent, (ours["on-bar"], ours["paper"]), lighter=theme.dark)
    mark = _read_on(accent, (ours["paper"], ours["card"]), lighter=theme.dark)
    return replace(
        theme,
        primary=bar,
        secondary=mark,
        accent=mark,
        warning=mark,
        success=mark,
        variables={**ours, "bar": bar, "mark": mark},
    )


def _read_on(colour: str, grounds: tuple[str, ...], *, lighter: bool) -> str:
    """The colour, mixed with as little white or black as it takes."""
    goal = 255.0 if lighter else 0.0
    start = _rgb(colour)
    mixed = colour
    for step in range(STEPS + 1):
        parts = (part + (goal - part) * step / STEPS for part in start)
        mixed = "#" + "".join(f"{round(part):02x}" for part in parts)
        if all(_is_read(mixed, ground) for ground in grounds):
            break
    return mixed


def _is_read(one: str, other: str) -> bool:
    near = contrast(_nearest_of_256(one), _nearest_of_256(other))
    return contrast(_rgb(one), _rgb(other)) >= AT_LEAST and near >= AT_LEAST_OF_256


def contrast(one: Rgb, other: Rgb) -> float:
    """Of two colours, from 1 to 21: WCAG 2.2."""
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def _light(colour: Rgb) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    return tuple(map(float, Color.parse(colour).get_truecolor()))  # type: ignore[return-value] # a triplet has three


def _nearest_of_256(colour: str) -> Rgb:
    near = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT)
    return tuple(map(float, near.get_truecolor()))  # type: ignore[return-value] # a triplet has three
