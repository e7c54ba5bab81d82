"""Text as it is drawn: foreign text made harmless, cut or wrapped to a number of cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from hub.views.words import clean_line


def plain(text: str, style: str = "") -> Content:
    """Text that is never markup and holds no control characters. `style` is ours, not data."""
    return Content.styled(clean_line(text), style) if style else Content(clean_line(text))


def fit(text: str, width: int) -> str:
    """Exactly `width` cells: padded with spaces, or cut with an ellipsis."""
    if width <= 0:
        return ""
    line = clean_line(text)
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(set_cell_size(line, width - 1).rstrip() + "…", width)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken between words; a longer word is cut in pieces."""
    lines: list[str] = []
    line = ""
    if width <= 0:
        return lines
    for word in clean_line(text).split():
        rest = word
        if line and cell_len(line) + 1 + cell_len(rest) <= width:
            line += f" {rest}"
            continue
        if line:
            lines.append(line)
        while cell_len(rest) > width:
            piece = set_cell_size(rest, width).rstrip() or rest[0]  # wider than all there is
            lines.append(piece)
            rest = rest[len(piece) :]
        line = rest
    if line:
        lines.append(line)
    return lines


def capital(words: str) -> str:
    """With a capital, as every line of keys says what a key does."""
    return words[:1].upper() + words[1:]
