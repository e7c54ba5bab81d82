"""A form in a window: lines to fill in, what was understood said live, and Enter to send it.

Leaves what a line means to whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from hub.errors import HubError
from kiosk.desk.choices import Answered, Choice, Options, Ticks
from kiosk.desk.screen import DeskWindow

LONGEST = 500
PREFIX = "in-"
"""Before the name of a line, so that no line is called like a part of the window."""
Kind = TypeVar("Kind", bound=Widget)


@dataclass(frozen=True, slots=True)
class Words:
    """A line to type in."""

    name: str
    label: str
    value: str = ""
    eg: str = ""
    """An example, shown while the line is empty."""
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several."""

    name: str
    label: str
    options: Options
    value: str = ""


@dataclass(frozen=True, slots=True)
class SomeOf:
    """Some of several."""

    name: str
    label: str
    options: Options
    ticked: Collection[str] = ()


Field = Words | OneOf | SomeOf


@dataclass
class Done(Message):
    """The errand was done; `words` say what."""

    words: str


class FormWindow(DeskWindow[str | None]):
    """Closes with words that say what was done, or with None."""

    DEFAULT_CSS = """
    FormWindow #window { width: 78; }
    FormWindow #fields { height: auto; max-height: 16; background: $card; }
    FormWindow .field { height: 1; width: 1fr; }
    FormWindow .label { width: 15; color: $quiet; }
    FormWindow .field:focus-within .label { color: $mark; text-style: bold; }
    FormWindow Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $paper; }
    FormWindow Input:focus { border: none; background: $paper; text-style: underline; }
    FormWindow Choice, FormWindow Ticks { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; }
    FormWindow Choice:focus { text-style: bold reverse; }
    FormWindow #understood { height: auto; min-height: 2; max-height: 4; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = ""
    HINT_ROOM = 74
    TITLE_WORDS: ClassVar[str] = ""
    SEND: ClassVar[str] = "Do it"
    """What Enter does, for the hint line."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Do it", key_display="Enter"),
        Binding("down,tab", "field(1)", "Next line", key_display="Tab", priority=True),
        Binding("up,shift+tab", "field(-1)", "Line before", show=False, priority=True),
        Binding("escape", "close", "Never mind", key_display="Esc", id="close"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_sending = False

    # What a form brings

    def fields(self) -> Iterable[Field]:
        """The lines, from the top."""
        return ()

    def heading(self) -> str:
        return self.TITLE_WORDS

    def understood(self) -> str:
        """What all that was filled in means, in words. May raise HubError."""
        return ""

    def work(self, by: str) -> Message:
        """The errand that is done on Enter: in a thread, with what `gather` kept."""
        raise NotImplementedError

    def gather(self) -> None:
        """Read the lines before the errand. May raise HubError."""

    def changed(self, name: str) -> None:
        """Another answer was given to the line `name`."""

    # Its lines

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.heading()), id="title", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.fields():
                with Horizontal(classes="field", id=f"line-{field.name}"):
                    yield Static(Content(field.label), classes="label", markup=False)
                    yield _widget(field)
        yield Static(id="understood", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        controls = self._controls()
        if controls:
            controls[0].focus()
        self.tell_understood()

    def _controls(self) -> list[Widget]:
        found = self.query("#fields Input, #fields Choice, #fields Ticks")
        return [one for one in found if one.parent is not None and one.parent.display]

    def control(self, name: str, kind: type[Kind]) -> Kind:
        """The widget of a line."""
        return self.query_one(f"#{PREFIX}{name}", kind)

    def typed(self, name: str) -> str:
        """What stands in a line to type in."""
        return self.control(name, Input).value.strip()

    def chosen(self, name: str) -> str:
        return self.control(name, Choice).value

    def ticked(self, name: str) -> tuple[str, ...]:
        return self.control(name, Ticks).ticked

    def show_line(self, name: str, shown: bool) -> None:
        self.query_one(f"#line-{name}").display = shown

    @on(Answered)
    def _was_answered(self) -> None:
        focused = self.focused
        self.changed(_name(focused))
        self.tell_understood()

    @on(Input.Changed)
    def _was_typed(self, event: Input.Changed) -> None:
        self.changed(_name(event.input))
        self.tell_understood()

    def tell_understood(self) -> None:
        """Say what was understood so far, or what isn't."""
        if not self.is_asking:
            self.say("")
        line = self.query_one("#understood", Static)
        try:
            line.update(Content(self.understood()))
        except HubError as error:
            line.update(Content.styled(str(error), "$quiet"))

    # Keys

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        yield ("Enter", self.SEND)
        if len(list(self.fields())) > 1:
            yield ("Tab", "next line")
        if isinstance(self.focused, Choice):
            yield ("← →", "choose")
        elif isinstance(self.focused, Ticks):
            yield ("← → Space", "tick")
        yield ("Esc", "never mind")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.furnish()

    def action_field(self, step: int) -> None:
        controls = self._controls()
        if controls:
            here = next((n for n, one in enumerate(controls) if one.has_focus), -step)
            controls[(here + step) % len(controls)].focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_send()

    def action_send(self) -> None:
        try:
            self.gather()
        except HubError as error:
            self.query_one("#understood", Static).update("")
            self.say(str(error))
            return
        self.say("")
        self.send()

    def send(self) -> None:
        """Do what was asked, by whoever is on."""
        self.with_somebody_on(lambda by: self.ask(partial(self.work, by)))

    def action_close(self) -> None:
        self.dismiss(None)

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)


def _name(widget: Widget | None) -> str:
    return (widget.id or "").removeprefix(PREFIX) if widget is not None else ""


def _widget(field: Field) -> Widget:
    match field:
        case Words():
            return Input(
                field.value,
                id=PREFIX + field.name,
                placeholder=field.eg,
                max_length=field.longest,
                select_on_focus=False,
            )
        case OneOf():
            return Choice(field.options, field.value, id=PREFIX + field.name)
        case SomeOf():
            return Ticks(field.options, field.ticked, id=PREFIX + field.name)
