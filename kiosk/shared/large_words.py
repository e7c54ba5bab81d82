"""A phone number three rows high, to be read from a wheelchair's distance, and a clock that is read
from across the foyer."""

from __future__ import annotations

from rich.cells import cell_len

from hub.views.words import clean_line

_SHAPES = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ╻ ", " ┃ ", " ╹ "),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    "+": ("   ", "╺╋╸", "   "),
    " ": ("  ", "  ", "  "),
    ":": (" ", ":", " "),
}
_BLOCKS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}


def large_number(number: str, width: int) -> tuple[str, ...]:
    """Three rows: large digits where they fit in `width` cells, otherwise spaced out in a box.

    The box says letters too ("text SHOUT to 85258").
    """
    text = clean_line(number)
    if text and all(letter in _SHAPES for letter in text):
        shapes = [_SHAPES[letter] for letter in text]
        rows = tuple("".join(shape[row] for shape in shapes) for row in range(3))
        if cell_len(rows[0]) <= width:
            return rows
    inside = cell_len(text) + 2
    if inside + 2 > width:
        return ("", text, "")
    return (f"┏{'━' * inside}┓", f"┃ {text} ┃", f"┗{'━' * inside}┛")


def large_clock(clock: str, scale: int = 1) -> tuple[str, ...]:
    """ "10:42" in blocks, five rows high or a multiple of it. Blocks, not thin lines: they are seen
    from further away, and every terminal has them."""
    rows = []
    for row in range(5):
        across = (" " * 2 * scale).join(
            "".join(("█" if dot == "#" else " ") * 2 * scale for dot in _BLOCKS[letter][row])
            for letter in clock
        )
        rows += [across] * scale
    return tuple(rows)
