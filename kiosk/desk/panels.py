"""What every panel below the grid is made of: one question at a time, lines to type in, and keys
that a click presses too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from hub.views.bookings import BookingView
from hub.views.words import clean_line, day_words_short, span_words
from kiosk.shared.drawing import capital

LONGEST_TYPED = 500
Keys = Sequence[tuple[str, str]]


class Panel(Vertical):
    """One question at a time. Escape puts it away."""

    DEFAULT_CSS = """
    Panel { height: auto; max-height: 60%; padding: 0 1; background: $card; color: $ink;
            border-top: heavy $bar; overflow-y: auto; }
    Panel .asks { text-style: bold; width: 1fr; height: auto; }
    Panel .says { width: 1fr; height: auto; }
    Panel .line { height: 1; width: 1fr; }
    Panel .word { width: auto; padding: 0 1 0 0; color: $quiet; }
    Panel .after { width: auto; padding: 0 2 0 1; color: $ink; }
    Panel Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $paper; }
    Panel Input:focus { border: none; background: $paper; text-style: underline; }
    Panel Input.short { width: 10; }
    Panel Input.letter { width: 5; }
    Panel Input.day { width: 14; }
    Panel .more { height: auto; width: 1fr; }
    Panel .doing { width: auto; padding: 0 2 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Close", show=False),
        Binding("down,tab", "field(1)", "Next line", show=False, priority=True),
        Binding("up,shift+tab", "field(-1)", "Line before", show=False, priority=True),
    ]
    KEYS: ClassVar[Keys] = ()
    """For the hint line."""

    class PutAway(Message):
        """Never mind."""

    def action_put_away(self) -> None:
        self.post_message(self.PutAway())

    def action_field(self, step: int) -> None:
        fields = [one for one in self.query(Input) if _is_shown(one)]
        if fields:
            here = next((n for n, field in enumerate(fields) if field.has_focus), 0)
            fields[(here + step) % len(fields)].focus()

    def on_mount(self) -> None:
        first = next(iter(self.query(Input)), None)
        (first or self).focus()

    def typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()


def _is_shown(one: Widget) -> bool:
    return all(up.display for up in one.ancestors_with_self if isinstance(up, Widget))


def field(name: str, value: str = "", *, classes: str = "", longest: int = LONGEST_TYPED) -> Input:
    return Input(value, id=name, classes=classes, max_length=longest)


def word(text: str, classes: str = "word") -> Static:
    return Static(text, classes=classes, markup=False)


class Doing(Static):
    """A key and what it does; a click does it too."""

    def __init__(self, key: str, words: str, action: str) -> None:
        super().__init__(
            Content.styled(key, "bold") + Content(f" {capital(clean_line(words))}"),
            markup=False,
            classes="doing",
        )
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        if self.parent is not None:
            panel = next(one for one in self.ancestors if isinstance(one, Panel))
            await panel.run_action(self._action)


def named(booking: BookingView) -> str:
    """Parish council, Hall A, Tue 2 Mar 10am to 11am."""
    when = f"{day_words_short(booking.starts.date())} {span_words(booking.starts, booking.ends)}"
    return clean_line(f"{booking.title}, {booking.room}, {when}")
