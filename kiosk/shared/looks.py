"""Which three looks a terminal gets: ours, in the hub's own colour, or those of 16 colours."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.app import App
from textual.filter import LineFilter
from textual.theme import Theme

from kiosk.shared.themes import THEMES


def has_sixteen(app: App[int]) -> bool:
    """Whether the terminal has no more colours than that."""
    return app.console.color_system in ("standard", "windows")


def looks_for(app: App[int], accent: str = "") -> tuple[Theme, ...]:
    """Day, night and contrast; `accent` ("#8a2b4f") for bar and marks where colours are many."""
    if has_sixteen(app):
        from kiosk.shared.sixteen import SIXTEEN

        return SIXTEEN
    if accent:
        from kiosk.shared.accent import looks_with

        return looks_with(accent)
    return THEMES


def filters_for(app: App[int], filters: Sequence[LineFilter]) -> Sequence[LineFilter]:
    """What is done to each line before it is drawn: `filters`, and what 16 colours need."""
    if not has_sixteen(app):
        return filters
    from kiosk.shared.sixteen import THIN_BLACK

    return [*filters, THIN_BLACK]


def pen_for(app: App[int], pen: Style) -> Style:
    """How words in that look are drawn on this terminal."""
    if not has_sixteen(app):
        return pen
    from kiosk.shared.sixteen import thinned

    return thinned(pen)


def draw_in_new_colours(app: App[int]) -> None:
    """Draw every part of every screen again. Textual leaves out a part whose own two colours are
    those of the look before, and what it draws in others keeps the old ones."""
    if not app.is_running:
        return
    for screen in app.screen_stack:
        for part in screen.walk_children():
            part.notify_style_update()
            part.refresh()
