"""What a form asks besides words: one of several, or some of several, on one line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.words import clean_line
from kiosk.shared.drawing import capital, fit

Options = Sequence[tuple[str, str]]
"""Values with the words for them."""


class Answered(Message):
    """Another one was chosen."""


class Choice(Static, can_focus=True):
    """One of several: left and right, a number, its first letters, or a click goes to another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    def __init__(self, options: Options, value: str, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._options: Options = ()
        self._place = 0
        self._letters = ""
        """What was typed of one's words so far."""
        self.offer(options, value)

    @property
    def value(self) -> str:
        return self._options[self._place][0] if self._options else ""

    @property
    def words(self) -> str:
        return self._options[self._place][1] if self._options else ""

    def offer(self, options: Options, value: str) -> None:
        """Other options; the value stays where it can."""
        self._options = options
        self._place = next((n for n, one in enumerate(options) if one[0] == value), 0)
        self._show()

    def _show(self) -> None:
        many = len(self._options) > 1
        count = f"  ({self._place + 1} of {len(self._options)})" if many else ""
        room = max(4, (self.size.width or 60) - 4 - len(count))
        words = clean_line(self.words)
        words = words if cell_len(words) <= room else fit(words, room)
        line = Content(f"‹ {words} ›" if many else words or "–")
        self.update(line + Content.styled(count, "$quiet"))

    def on_resize(self) -> None:
        self._show()

    def action_step(self, by: int) -> None:
        if self._options:
            self._go((self._place + by) % len(self._options))

    def _go(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self._show()
            self.post_message(Answered())

    def on_key(self, event: events.Key) -> None:
        """A number picks; letters go to the next one that begins with all of them."""
        typed = event.character or ""
        more = self._letters + typed if typed.isprintable() else ""
        self._letters, before = "", self._letters
        if before and typed and self._go_to_letters(more, from_here=True):
            event.stop()
            self._letters = more
        elif typed.isdecimal() and 1 <= int(typed) <= min(9, len(self._options)):
            event.stop()
            self._go(int(typed) - 1)
        elif typed.isalpha():
            event.stop()
            if self._go_to_letters(typed, from_here=False):
                self._letters = typed

    def _go_to_letters(self, letters: str, *, from_here: bool) -> bool:
        """To the one that begins with `letters`: where we are, or the next, if any."""
        many = len(self._options)
        first = 0 if from_here else 1
        for step in range(first, first + many):
            place = (self._place + step) % many
            # A space at the end is part of what is typed next.
            if self._options[place][1].casefold().startswith(letters.casefold()):
                self._go(place)
                return True
        return False

    def on_blur(self) -> None:
        self._letters = ""

    def on_click(self, event: events.Click) -> None:
        self.action_step(-1 if event.x - self.gutter.left < 2 else 1)


class Ticks(Static, can_focus=True):
    """Some of several: arrows go along, space or a number ticks, a click too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, options: Options, ticked: Collection[str], *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._options = options
        self._ticked = set(ticked)
        self._place = 0
        self._ends: list[int] = []
        self._show()

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(value for value, _ in self._options if value in self._ticked)

    def tick_only(self, ticked: Collection[str]) -> None:
        self._ticked = set(ticked)
        self._show()

    def _show(self) -> None:
        line, self._ends = Content(""), []
        for place, (value, words) in enumerate(self._options):
            here = self.has_focus and place == self._place
            sign = (
                f"[x] {clean_line(words)}" if value in self._ticked else f" -  {clean_line(words)}"
            )
            line += Content.styled(sign, "reverse bold" if here else "") + Content(" ")
            self._ends.append(line.cell_length)
        self.update(line)

    def on_focus(self) -> None:
        self._show()

    def on_blur(self) -> None:
        self._show()

    def action_step(self, by: int) -> None:
        self._place = (self._place + by) % len(self._options)
        self._show()

    def action_tick(self) -> None:
        value = self._options[self._place][0]
        self._ticked ^= {value}
        self._show()
        self.post_message(Answered())

    def on_key(self, event: events.Key) -> None:
        typed = event.character or ""
        if typed.isdecimal() and 1 <= int(typed) <= len(self._options):
            event.stop()
            self._place = int(typed) - 1
            self.action_tick()

    def on_click(self, event: events.Click) -> None:
        across = event.x - self.gutter.left
        for place, end in enumerate(self._ends):
            if across < end:
                self._place = place
                self.action_tick()
                return


class Act(Static):
    """A key and what it does; a click does it too."""

    DEFAULT_CSS = "Act { height: auto; width: 1fr; }"

    def __init__(self, key: str, words: str, action: str, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._key = key
        self._action = action
        self.tell(words)

    def tell(self, words: str) -> None:
        self.update(Content.styled(self._key, "bold") + Content(f"  {capital(clean_line(words))}"))

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        await self.screen.run_action(self._action)
