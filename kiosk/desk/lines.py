"""A list with a cursor that draws only the lines in sight, whatever is behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

Item = TypeVar("Item")


class Lines(Widget, Generic[Item], can_focus=True):
    """A window on some items. `draw` gives an item's words for a number of cells."""

    DEFAULT_CSS = """
    Lines { height: 1fr; background: $paper; color: $ink; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "turn(-1000000)", show=False),
        Binding("end", "turn(1000000)", show=False),
    ]

    class Said(Message):
        """Something happened to these lines."""

        def __init__(self, lines: Lines[Any]) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> Lines[Any]:
            return self.lines

    class Touched(Said):
        """A line was clicked, and the cursor went there."""

    class Moved(Said):
        """The cursor went to another line."""

    class LeftAbove(Said):
        """Somebody went up from the first line."""

    def __init__(
        self, draw: Callable[[Item, int], str], *, id: str, numbered: bool = False
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._items: Sequence[Item] = ()
        self._top = 0
        self._cursor = 0
        self._numbered = numbered
        """Whether the lines in sight bear numbers, since number keys pick one."""

    @property
    def items(self) -> Sequence[Item]:
        return self._items

    @property
    def chosen(self) -> Item | None:
        """The item at the cursor."""
        return self._items[self._cursor] if self._items else None

    @property
    def place(self) -> int:
        return self._cursor

    def show(self, items: Sequence[Item], *, place: int = 0) -> None:
        """Show these, with the cursor on one."""
        self._items = items
        self._cursor = max(0, min(place, len(items) - 1))
        self._top = 0
        self._keep_in_sight()

    def redraw(self, items: Sequence[Item]) -> None:
        """The same lines with other words."""
        self._items = items
        self.refresh()

    def go_to(self, place: int) -> None:
        place = max(0, min(place, len(self._items) - 1))
        if place != self._cursor:
            self._cursor = place
            self._keep_in_sight()
            self.post_message(self.Moved(self))

    def pick(self, number: int) -> bool:
        """Put the cursor on the line with this number; False where there is none."""
        place = self._top + number - 1
        if number > self.size.height or place >= len(self._items):
            return False
        self.go_to(place)
        return True

    def action_step(self, down: int) -> None:
        if self._cursor + down < 0:
            self.post_message(self.LeftAbove(self))
        else:
            self.go_to(self._cursor + down)

    def action_turn(self, pages: int) -> None:
        self.go_to(self._cursor + pages * max(1, self.size.height))

    def _keep_in_sight(self) -> None:
        height = self.size.height or len(self._items)  # before it is laid out: all of them
        self._top = max(min(self._top, self._cursor), self._cursor - height + 1, 0)
        self.refresh()

    def on_resize(self) -> None:
        self._keep_in_sight()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        shown = self._items[self._top : self._top + height]
        return Content("\n").join(
            self._line(one, self._top + number, width) for number, one in enumerate(shown)
        )

    def _line(self, item: Item, place: int, width: int) -> Content:
        here = place == self._cursor
        number = place - self._top + 1
        digit = f"{number if number <= 9 else ' '} " if self._numbered else ""
        words = f"{'›' if here else ' '} {digit}"
        words += self._draw(item, max(0, width - len(words)))
        return Content.styled(words, "reverse bold" if here and self.has_focus else "")

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if place < len(self._items):
            self.go_to(place)
            self.post_message(self.Touched(self))

    def on_mouse_scroll_down(self) -> None:
        self.go_to(self._cursor + 1)

    def on_mouse_scroll_up(self) -> None:
        self.go_to(self._cursor - 1)
