"""`f`: find me a room, asked in one line. What was understood is said before anything is looked
for; a number picks an answer.

Leaves reading the line to `hub.timetable.asking`, and finding to `hub.timetable.finding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.errors import HubError
from hub.timetable.asking import LONGEST_ASKED, Asked, read_asked
from hub.views.rooms import Askable, RoomAnswer, RoomSearch
from hub.views.words import clean_line, day_words_short, span_words
from kiosk.desk.errands_rooms import RoomErrands
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

WIDTH = 74
EXAMPLE = "For example: 20 people tomorrow afternoon projector"
A_ROOM, A_WHEN = 16, 30


@dataclass(frozen=True, slots=True)
class Picked:
    """The answer that somebody took, and what was asked for."""

    answer: RoomAnswer
    asked: Asked


@dataclass
class Known(Message):
    """What can be asked for here."""

    askable: Askable


@dataclass
class Answers(Message):
    """What came of looking."""

    asked: Asked
    search: RoomSearch


class FindWindow(DeskWindow[Picked | None]):
    """Closes with what was picked, or None."""

    DEFAULT_CSS = """
    FindWindow #window { width: 78; height: auto; }
    FindWindow #line { border: none; height: 1; padding: 0 1; background: $paper; color: $ink; }
    FindWindow #line:focus { border: none; text-style: underline; }
    FindWindow #understood { height: 2; margin: 0 0 1 0; }
    FindWindow #answers { height: 9; background: $paper; }
    """
    AUTO_FOCUS = "#line"
    HINT_ROOM = WIDTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_answers", show=False),
        Binding("enter", "take", "take it", show=False),
        Binding("escape", "back", "close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._askable = Askable()
        self._answers: Answers | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("Find a room", id="title", markup=False)
        yield Input(id="line", max_length=LONGEST_ASKED, select_on_focus=False)
        yield Static(Content(EXAMPLE), id="understood", markup=False)
        yield Lines(answer_line, id="answers", numbered=True)

    def on_mount(self) -> None:
        super().on_mount()
        self._lines.display = False
        self.call_after_refresh(self.ask, self._learn)

    @property
    def _lines(self) -> Lines[RoomAnswer]:
        return self.query_one("#answers", Lines)

    @property
    def _is_picking(self) -> bool:
        return self.is_mounted and self._lines.has_focus

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._is_picking:
            return (("1-9", "take it"), ("Enter", "take this one"), ("Esc", "ask again"))
        return (("Enter", "find"), ("Esc", "close"))

    def on_descendant_focus(self) -> None:
        self.furnish()

    # The line

    def _learn(self) -> Message:
        return Known(RoomErrands(self.app.errands).askable())

    @on(Known)
    def _has_learnt(self, message: Known) -> None:
        self._askable = message.askable
        self._tell_understood()

    def _read(self) -> Asked:
        known = self._askable
        line = self.query_one("#line", Input).value
        return read_asked(line, self.app.clock, kit=known.kit, layouts=known.layouts)

    @on(Input.Changed)
    def _tell_understood(self) -> None:
        """Say what is understood so far."""
        words = EXAMPLE
        if self.query_one("#line", Input).value.strip():
            try:
                words = understood_words(self._read())
            except HubError as error:
                words = str(error)
        self.query_one("#understood", Static).update(Content(words))

    @on(Input.Submitted)
    def _find(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.say("Say when, or for how many.")
            return
        try:
            asked = self._read()
        except HubError as error:
            self.say(str(error))
            return
        if asked.unknown:
            self.say(f"{_unknown(asked)} Take that out, or say it in other words.")
            return
        self.say("")
        self.ask(partial(self._look, asked))

    def _look(self, asked: Asked) -> Message:
        return Answers(asked, RoomErrands(self.app.errands).find(asked))

    # The answers

    @on(Answers)
    def _show(self, message: Answers) -> None:
        self._answers = message
        search = message.search
        found = search.answers or search.nearest
        self.say(found_words(search))
        lines = self._lines
        lines.display = bool(found)
        lines.styles.height = min(9, max(1, len(found)))
        lines.show(found)
        if found:
            lines.focus()
        self.furnish()

    def action_to_answers(self) -> None:
        if self._lines.display:
            self._lines.focus()

    @on(Lines.LeftAbove)
    def _to_the_line(self) -> None:
        self.query_one("#line", Input).focus()

    def action_pick(self, number: int) -> None:
        if self._is_picking and self._lines.pick(number):
            self.action_take()

    @on(Lines.Touched, "#answers")
    def action_take(self) -> None:
        chosen = self._lines.chosen
        if chosen is not None and self._answers is not None and self._lines.display:
            self.dismiss(Picked(chosen, self._answers.asked))

    def action_back(self) -> None:
        if self._is_picking:
            self._to_the_line()
        else:
            self.dismiss(None)


def understood_words(asked: Asked) -> str:
    """What is looked for on Enter, and which words mean nothing."""
    return f"{_unknown(asked)} {asked.words}.".strip() if asked.unknown else f"{asked.words}."


def _unknown(asked: Asked) -> str:
    words = " or ".join(repr(clean_line(one)) for one in asked.unknown)
    return f"We don't know {words}."


def found_words(search: RoomSearch) -> str:
    """What there is, above the answers."""
    if search.answers:
        many = len(search.answers)
        return f"{many} room{'' if many == 1 else 's'} would do, the best first."
    if search.nearest:
        return "Nothing is free then. The nearest times:"
    return search.why


def answer_line(one: RoomAnswer, width: int) -> str:
    """Room, when, and why it would do."""
    when = f"{day_words_short(one.starts.date())} {span_words(one.starts, one.ends)}"
    rest = max(0, width - A_ROOM - A_WHEN - 2)
    words = one.words or (f"holds {one.capacity}" if one.capacity else "")
    return f"{fit(one.room, A_ROOM)} {fit(when, A_WHEN)} {fit(words, rest)}"
