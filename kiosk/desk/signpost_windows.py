"""What opens over Signpost: the safeguarding card, a code to scan, one more line for the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from hub.signposting.wishing import LONGEST_LINE
from hub.views.referrals import SafeguardingCard
from kiosk.desk.errands_signpost import Code, SignpostErrands
from kiosk.desk.screen import DeskWindow, Hints
from kiosk.shared.code_cells import BLACK_ON_WHITE, code_that_fits
from kiosk.shared.drawing import wrap

CARD_WIDTH = 70
BESIDE = 24
"""Columns beside a code for what it says."""
SMALL = "This screen is too small for that code. Make the window larger, or print the sheet."
ONE_BY_ONE = "One at a time: the code of all of them needs a larger window."


@dataclass
class Card(Message):
    """Whom to tell, and what to do."""

    card: SafeguardingCard


class SafeguardingWindow(DeskWindow[None]):
    """Nothing can be written down here, on purpose."""

    HINT_ROOM = 74
    DEFAULT_CSS = """
    SafeguardingWindow #card { height: auto; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f9,q", "close", "Close", key_display="Esc"),
    ]

    def __init__(self, errands: SignpostErrands) -> None:
        super().__init__()
        self._errands = errands

    def compose_body(self) -> ComposeResult:
        yield Static("Somebody may be in danger", id="title", markup=False)
        yield Static("Is somebody in danger now? Ring 999.", id="card", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, lambda: Card(self._errands.safeguarding()))

    @on(Card)
    def _show(self, message: Card) -> None:
        lines = card_lines(message.card)
        self.query_one("#card", Static).update(Content("\n").join(lines))

    def action_close(self) -> None:
        self.dismiss(None)


def card_lines(card: SafeguardingCard) -> list[Content]:
    """The lead first in large enough words, then each line of the card."""
    lines = []
    if card.lead:
        lines += [
            Content.styled(line, "bold $urgent")
            for line in wrap(f"{card.lead}: {card.phone}", CARD_WIDTH)
        ]
        lines.append(Content(""))
    for words in card.lines:
        # The command that the coordinator types is no business of whoever sits with somebody.
        words = words.partition(" To put it right: hub ")[0]
        first, *rest = wrap(words, CARD_WIDTH - 2) or [""]
        lines += [Content(f"• {first}"), *(Content(f"  {line}") for line in rest)]
    return lines


class ScanWindow(DeskWindow[None]):
    """A code over the whole screen: all the numbers where there is room, else one at a time."""

    HINT_ROOM = 74
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down,space", "turn(1)", "Next code", key_display="→"),
        Binding("left,up", "turn(-1)", "Code before", show=False),
        Binding("escape,enter,f6,q", "close", "Close", key_display="Esc"),
    ]

    def __init__(self, codes: tuple[Code, ...], words: str) -> None:
        super().__init__()
        self._codes = codes
        self._place = 0
        self._words = words

    def compose(self) -> ComposeResult:
        with Container(id="window"):
            yield CodeCells()
            yield Static(id="status", markup=False)
            yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.say(self._words)
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    @property
    def _fitting(self) -> list[Code]:
        """Those there is room for: the one of most numbers alone, if it is among them."""
        cells = self.query_one(CodeCells)
        found = [one for one in self._codes if cells.rows_of(one)]
        whole = [one for one in found if one.is_whole]
        return whole[:1] or found

    def _show(self) -> None:
        found = self._fitting
        self._place = max(0, min(self._place, len(found) - 1))
        cells = self.query_one(CodeCells)
        if not found:
            cells.show(None, SMALL)
        elif found[0].is_whole:
            cells.show(found[0], "")
        else:
            cells.show(found[self._place], f"{self._place + 1} of {len(found)}. {ONE_BY_ONE}")
        self.furnish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return self.is_mounted and len(self._fitting) > 1
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        self._place = (self._place + by) % max(1, len(self._fitting))
        self._show()

    def action_close(self) -> None:
        self.dismiss(None)


class CodeCells(Widget):
    """The code at the left, what it says at the right."""

    DEFAULT_CSS = "CodeCells { height: 1fr; text-wrap: nowrap; background: $card; color: $ink; }"

    def __init__(self) -> None:
        super().__init__(id="code")
        self._code: Code | None = None
        self._words = ""

    def rows_of(self, code: Code) -> tuple[str, ...]:
        return code_that_fits(code.payload, self.size.width - BESIDE, self.size.height)

    def show(self, code: Code | None, words: str) -> None:
        self._code, self._words = code, words
        self.refresh()

    def render(self) -> Content:
        cells = self.rows_of(self._code) if self._code is not None else ()
        if self._code is None or not cells:
            return Content("\n".join(["", *wrap(self._words, self.size.width - 4)]))
        beside = self.size.width - len(cells[0]) - 3
        said = [("", ""), *((line, "bold") for line in wrap(self._code.title, beside)), ("", "")]
        said += [(line, "") for line in wrap(self._code.words, beside)]
        said += [("", ""), *((line, "$quiet") for line in wrap(self._words, beside))]
        parts: list[tuple[str, str]] = []
        for number, row in enumerate(cells):
            parts += [(row, BLACK_ON_WHITE), ("   ", "")]
            parts += [said[number]] if number < len(said) else []
            parts.append(("\n", ""))
        return Content.assemble(*parts[:-1])


class LineWindow(DeskWindow[str | None]):
    """One more line for the sheet. Closes with it, or with None."""

    AUTO_FOCUS = "#own-line"
    HINT_ROOM = 74
    DEFAULT_CSS = """
    LineWindow Input { border: none; height: 1; padding: 0 1; margin: 0 0 1 0; background: $paper; }
    LineWindow Input:focus { border: none; text-style: underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Add it", key_display="Enter"),
        Binding("escape", "close", "Never mind", key_display="Esc"),
    ]

    def compose_body(self) -> ComposeResult:
        yield Static("A line for the sheet. No names.", id="title", markup=False)
        yield Input(
            id="own-line",
            placeholder="For example: Bring the letter from the council on Thursday",
            max_length=LONGEST_LINE,
        )

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        self.dismiss(self.query_one("#own-line", Input).value.strip() or None)

    def action_close(self) -> None:
        self.dismiss(None)
