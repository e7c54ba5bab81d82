"""What stands round every page: the bar above, the touch buttons below, the line with helplines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from hub.views.directory import ServiceView
from hub.views.words import day_words_short
from kiosk.public.ageing import age_words
from kiosk.shared.drawing import fit

EMERGENCY = "In danger now? Call 999"
SAMARITANS = "Can't cope? 116 123 (Samaritans, free, any time)"
"""What stands below every page even where the noticeboard says nothing."""


def top_line(
    name: str, now: datetime, width: int, published: datetime | None = None, kept: int = 0
) -> Content:
    """The hub's name at the left; how much is on the list, day and time at the right; between them
    how old the noticeboard is, once that is more than a day.
    """
    when = f"My list ({kept})   " if kept else ""
    when += f"{day_words_short(now.date())}   {now:%H:%M}"
    left = width - len(when) - 2
    ages = age_words(published, now) if published else ()
    age = next((one for one in ages if len(name) + len(one) + 3 <= left), ages[-1] if ages else "")
    said = f"{fit(name, left - len(age) - 3).rstrip()} · {age}" if age else name
    return Content(f"{fit(said, left)}  {when}")


def helplines_line(services: tuple[ServiceView, ...], width: int) -> str:
    """Numbers that are on every page: 999 first, somebody to talk to, then as many as fit."""
    listed = {}
    for service in services:
        for phone in service.phones[:1]:
            if not phone.is_text:
                listed[phone.number.replace(" ", "")] = (service.name, phone.number)
    name, number = listed.pop("116123", ("", ""))
    listed.pop("999", None)
    numbers = [f"Can't cope? {number} ({name}, any time)" if number else SAMARITANS]
    numbers += [f"{name} {number}" for name, number in listed.values()]
    line = EMERGENCY
    for words in numbers:
        if len(line) + 3 + len(words) > width:
            break
        line += f" · {words}"
    return fit(line, width)


@dataclass(frozen=True, slots=True)
class Touch:
    """A button: its key in words, what it does in words, the app's action."""

    key: str
    words: str
    action: str


LEAVE = Touch("F12", "Leave", "leave")
HOME = Touch("Home", "Start", "home")
BACK = Touch("Esc", "◄ Back", "back")
BEFORE = Touch("PgUp", "▲ Up", "turn(-1)")
LEAST_TOUCH = 12
"""Cells of a button, the gap beside it left out. The least that a finger hits."""
NEXT_CODE = Touch("PgDn", "Next ►", "turn(1)")
CODE_BEFORE = Touch("PgUp", "◄ Before", "turn(-1)")
MORE = Touch("PgDn", "▼ More", "turn(1)")
LOOK = Touch("F3", "Colours", "look")
HIDE = Touch("F9", "Hide", "hide")
DESK = Touch("F2", "The desk", "desk")


def list_touch(kept: int) -> Touch:
    """The way to the list, from everywhere, once something is on it."""
    return Touch("F4", f"My list ({kept})", "my_list")


def that_fit(touches: list[Touch], width: int, kept: Touch | None = None) -> tuple[Touch, ...]:
    """All of them where each is wide enough for a finger; else without what can wait, but for the
    one that is `kept`. The keys of those work all the same."""
    for spare in (DESK, HIDE, LOOK, *((HOME,) if kept else ())):
        if spare is not kept and spare in touches and len(touches) * (LEAST_TOUCH + 1) > width + 1:
            touches = [touch for touch in touches if touch is not spare]
    return tuple(touches)


class Buttons(Widget):
    """Touch buttons, three rows high, evenly spread. One widget, so that a press costs nothing."""

    DEFAULT_CSS = "Buttons { height: 3; text-wrap: nowrap; }"

    class Pressed(Message):
        """One of them was touched."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.touches: tuple[Touch, ...] = ()
        self.chosen: int | None = None
        """The one that Enter presses; None while a card is chosen."""

    def show(self, touches: tuple[Touch, ...]) -> None:
        """Draw these. The chosen one stays chosen while it is among them."""
        if touches != self.touches:
            names = [touch.action for touch in touches]
            before = None if self.chosen is None else self.touches[self.chosen].action
            self.touches = touches
            self.choose(names.index(before) if before in names else None)

    def choose(self, number: int | None) -> None:
        """Choose one, from 0, as far as there are any; or none."""
        last = len(self.touches) - 1
        self.chosen = None if number is None or last < 0 else max(0, min(number, last))
        self.refresh()

    def press(self) -> bool:
        """Press the chosen one; False where none is."""
        if self.chosen is None:
            return False
        self.post_message(self.Pressed(self.touches[self.chosen].action))
        return True

    def _edges(self) -> list[int]:
        count = max(1, len(self.touches))
        return [number * self.size.width // count for number in range(count + 1)]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        edges = self._edges()
        for number, touch in enumerate(self.touches):
            if edges[number] <= event.x < edges[number + 1]:
                self.post_message(self.Pressed(touch.action))

    def render(self) -> Content:
        """Words, and their key beside or below."""
        edges = self._edges()
        rows: list[list[tuple[str, str]]] = [[], [], []]
        for number, touch in enumerate(self.touches):
            last = number == len(self.touches) - 1
            width = edges[number + 1] - edges[number] - (0 if last else 1)
            ink, quiet = "bold $ink on $card", "$quiet on $card"
            if touch is LEAVE:
                ink = quiet = "bold $on-bar on $bar"
            words = touch.words
            if number == self.chosen:
                ink = quiet = "bold $paper on $ink"
                words = f"►{words}"
            key = f"  {touch.key}"
            below = ""
            if len(words) + len(key) + 2 > width:
                key, below = "", touch.key
            left = max(0, (width - len(words) - len(key)) // 2)
            right = max(0, width - left - len(words) - len(key))
            rows[0].append((" " * width, ink))
            rows[1] += [(" " * left + words, ink), (key + " " * right, quiet)]
            rows[2].append((below.center(width), quiet))
            if not last:
                for row in rows:
                    row.append((" ", ""))
        parts: list[tuple[str, str]] = []
        for row in rows:
            parts += [*row, ("\n", "")]
        return Content.assemble(*parts[:-1])


class Line(Static):
    """Text of ours or of the board's, never markup. Its size is the sheet's affair: new words
    lay nothing out again."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        super().__init__("", id=id, classes=classes, markup=False)

    def say(self, text: str | Content) -> None:
        """Show this from now on."""
        self.update(Content(text) if isinstance(text, str) else text, layout=False)
