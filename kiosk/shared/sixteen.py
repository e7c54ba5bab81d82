"""The three looks on a terminal of 16 colours, such as a Pi's bare console. Nothing is moved to the
nearest colour there: each is one of the sixteen, and grounds are of the first eight, since many
consoles have no bright ones.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from kiosk.shared.themes import look

BLACK, BLUE, CYAN, WHITE = "#000000", "#0000aa", "#00aaaa", "#aaaaaa"
BRIGHT_CYAN, BRIGHT_YELLOW, BRIGHT_WHITE = "#55ffff", "#ffff55", "#ffffff"

SIXTEEN = (
    look(
        "day",
        dark=False,
        paper=WHITE,
        ink=BLACK,
        card=CYAN,
        quiet=BLACK,
        bar=BLUE,
        on_bar=BRIGHT_WHITE,
        mark=BLACK,
        urgent=BLACK,
    ),
    look(
        "night",
        dark=True,
        paper=BLACK,
        ink=BRIGHT_WHITE,
        card=BLUE,
        quiet=BRIGHT_CYAN,
        bar=WHITE,
        on_bar=BLACK,
        mark=BRIGHT_YELLOW,
        urgent=BRIGHT_YELLOW,
    ),
    look(
        "contrast",
        dark=True,
        paper=BLACK,
        ink=BRIGHT_WHITE,
        card=BLACK,
        quiet=BRIGHT_WHITE,
        bar=WHITE,
        on_bar=BLACK,
        mark=BRIGHT_YELLOW,
        urgent=BRIGHT_YELLOW,
    ),
)

_THIN = Style(bold=False)


class ThinBlack(LineFilter):
    """Black is never bold: a console shows bold as a brighter colour, and bright black is grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same words, those in black not bold."""
        return [
            Segment(text, thinned(style), control) if style else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


THIN_BLACK = ThinBlack()
"""One for good: what a row is like through a filter is remembered by the filter."""


def thinned(style: Style) -> Style:
    """The same look, not bold where it is black."""
    return style + _THIN if _is_bold_black(style) else style


def _is_bold_black(style: Style) -> bool:
    colour = style.color
    return bool(style.bold) and (
        colour is None or (colour.triplet is not None and sum(colour.triplet) == 0)
    )
