"""`u`: what would be undone, and what came before it; nothing happens until somebody says yes.

Leaves what undoing means to `hub.people.undo`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.errors import HubError
from hub.views.people import UndoView
from hub.views.words import clean_line, day_words_short, time_words
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit, wrap

WIDTH = 60
EARLIER = 6
"""How many earlier changes are listed."""
NOTHING = "There is nothing to undo. A change can be undone until the shift ends."


@dataclass
class Changes(Message):
    """What can be undone, the next one first; `refusal` says why the last try changed nothing."""

    changes: tuple[UndoView, ...]
    refusal: str = ""


@dataclass
class Undone(Message):
    """It was put back."""

    change: UndoView


class UndoWindow(DeskWindow[UndoView | None]):
    """Closes with what was undone, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "undo", "yes", key_display="Enter", id="undo-yes"),
        Binding("escape,n,u", "close", "no", key_display="Esc", id="undo-no"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[UndoView, ...] | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("Undo", id="title", markup=False)
        yield Static("One moment…", id="changes", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, self._read)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Yes means nothing before somebody could read what it is about."""
        if action == "undo":
            return self._changes is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._changes is None or self._changes:
            return super().keys_offered()
        return (("Esc", "close"),)

    def _read(self) -> Message:
        return Changes(self.app.errands.undoable())

    @on(Changes)
    def _show(self, message: Changes) -> None:
        self._changes = message.changes
        lines = undo_lines(message.changes, self.app.clock.now())
        self.query_one("#changes", Static).update(Content("\n").join(lines))
        if message.refusal:
            self.say(message.refusal)
        self.furnish()

    def action_undo(self) -> None:
        if self._changes == ():
            self.dismiss(None)
        elif self._changes:
            number = self._changes[0].number
            self.with_somebody_on(lambda by: self._go_on(partial(self._undo, number, by)))

    def _go_on(self, work: partial[Message]) -> None:
        self.ask(work)

    def _undo(self, number: int, by: str) -> Message:
        errands = self.app.errands
        try:
            return Undone(errands.undo(number=number, by=by))
        except HubError as error:
            # Somebody may have changed something meanwhile: show what is there now.
            return Changes(errands.undoable(), refusal=str(error))

    @on(Undone)
    def _leave(self, message: Undone) -> None:
        self.dismiss(message.change)

    def action_close(self) -> None:
        self.dismiss(None)


def undo_lines(changes: tuple[UndoView, ...], now: datetime) -> list[Content]:
    """The question, then the changes before it, as lines of the window."""
    if not changes:
        return [Content(line) for line in wrap(NOTHING, WIDTH)]
    first, *earlier = changes
    lines = [Content.styled(line, "bold") for line in wrap(f"Undo: {first.label}?", WIDTH)]
    lines += [Content.styled(fit(_by(first, now), WIDTH), "$quiet"), Content("")]
    if not earlier:
        return [*lines, Content.styled("Nothing before it can be undone.", "$quiet")]
    lines.append(Content("Before that (undo this one first):"))
    for one in earlier[:EARLIER]:
        lines.append(Content(f"  {fit(one.label, WIDTH - 2)}"))
    more = len(earlier) - EARLIER
    if more > 0:
        lines.append(Content.styled(f"  and {more} more", "$quiet"))
    return lines


def _by(change: UndoView, now: datetime) -> str:
    """By Sam, 10:40am: who made it, when."""
    who = clean_line(change.by) or "a command or the hub itself"
    on_day = "" if change.at.date() == now.date() else f"{day_words_short(change.at.date())} "
    return f"By {who}, {on_day}{time_words(change.at)}"
