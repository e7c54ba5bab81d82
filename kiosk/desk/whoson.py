"""Who's on? Sign on by a number, put a new name on the list, hand over, end the shift."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.views.words import clean_line, time_words
from kiosk.desk.errands import OnDuty
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

A_PAGE = 9
"""As many names as there are number keys."""
WIDTH = 58
LONGEST_NAME = 60


@dataclass
class List(Message):
    """The names, and who is on."""

    duty: OnDuty


@dataclass
class IsOn(Message):
    """A shift began; `name` is None where it ended."""

    duty: OnDuty
    name: str | None


class WhosOn(DeskWindow[str | None]):
    """Closes with the name of who signed on, or None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pagedown,right", "turn(1)", "More names", key_display="PgDn", id="more-names"),
        Binding("pageup,left", "turn(-1)", "Names before", show=False, key_display="PgUp"),
        Binding("enter", "choose", "Sign on", key_display="Enter", id="sign-on"),
        Binding("n", "new_name", "New name", id="new-name"),
        Binding("e", "end_shift", "End the shift", id="end-shift"),
        Binding("escape", "close", "Close", key_display="Esc", id="close"),
        *(Binding(str(n), f"pick({n})", f"Name {n}", show=False) for n in range(1, A_PAGE + 1)),
    ]

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words
        self._duty: OnDuty | None = None
        self._page = 0
        self._cursor = 0

    def compose_body(self) -> ComposeResult:
        yield Static("Who's on?", id="title", markup=False)
        yield Static("One moment…", id="names", markup=False)
        name = Input(
            placeholder="Type the name people call them, then Enter",
            id="new",
            max_length=LONGEST_NAME,
            select_on_focus=False,
        )
        name.display = False
        yield name

    def on_mount(self) -> None:
        super().on_mount()
        if self._words:
            self.say(self._words)
        self._show(self.app.duty)
        self.call_after_refresh(self.ask, self._read)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed only Enter (the field's own) and Esc mean anything."""
        if self.is_typing and action not in {"close"}:
            return False
        if action == "end_shift":
            return self.app.shift is not None
        if action == "turn":
            return self._pages > 1
        return super().check_action(action, parameters)

    @property
    def is_typing(self) -> bool:
        """Whether a new name is being typed."""
        field = self.query_one_optional("#new", Input)
        return field is not None and field.display

    @property
    def _pages(self) -> int:
        people = len(self._duty.volunteers) if self._duty else 0
        return max(1, -(-people // A_PAGE))

    # Errands

    def _read(self) -> Message:
        return List(self.app.errands.on_duty())

    def _sign_on(self, name: str, *, is_new: bool) -> Message:
        shift = self.app.errands.sign_on(name, is_new=is_new)
        return IsOn(self.app.errands.on_duty(), shift.volunteer.name)

    def _sign_off(self) -> Message:
        self.app.errands.sign_off()
        return IsOn(self.app.errands.on_duty(), None)

    @on(List)
    def _show_list(self, message: List) -> None:
        self.app.duty = message.duty
        if self._words and self.app.by is not None:
            self.dismiss(self.app.by)  # somebody is on after all: the change goes on
            return
        self._show(message.duty)

    @on(IsOn)
    def _go(self, message: IsOn) -> None:
        self.app.duty = message.duty
        self.dismiss(message.name)

    # Drawing

    def _show(self, duty: OnDuty | None) -> None:
        if duty is None:
            return
        self._duty = duty
        self._page = min(self._page, self._pages - 1)
        self._cursor = min(self._cursor, max(0, len(self._names()) - 1))
        self.query_one("#names", Static).update(Content("\n").join(self._lines(duty)))
        self.furnish()

    def _names(self) -> list[str]:
        start = self._page * A_PAGE
        people = self._duty.volunteers if self._duty else ()
        return [clean_line(one.name) for one in people[start : start + A_PAGE]]

    def _lines(self, duty: OnDuty) -> list[Content]:
        shift = self.app.shift
        on_now = "Nobody is on yet."
        if shift is not None:
            name = clean_line(shift.volunteer.name)
            on_now = f"{name} is on until {time_words(shift.until)}."
        lines = [Content(fit(on_now, WIDTH)), Content("")]
        if not duty.volunteers:
            lines.append(Content("Nobody is on the list yet. Press n and type a name."))
            return lines
        ask = "Hand over to: press a number." if shift else "Press your number."
        lines.append(Content.styled(ask, "bold"))
        for place, name in enumerate(self._names()):
            sign = "›" if place == self._cursor else " "
            here = "bold" if place == self._cursor else ""
            lines.append(Content.styled(f"{sign} {place + 1} {fit(name, WIDTH - 4)}", here))
        if self._pages > 1:
            words = f"Page {self._page + 1} of {self._pages}: PgDn for more names"
            lines += [Content(""), Content.styled(words, "$quiet")]
        return lines

    # Keys

    def action_step(self, down: int) -> None:
        place = self._page * A_PAGE + self._cursor + down
        people = len(self._duty.volunteers) if self._duty else 0
        place = max(0, min(place, people - 1))
        self._page, self._cursor = divmod(place, A_PAGE)
        self._show(self._duty)

    def action_turn(self, pages: int) -> None:
        self._page = (self._page + pages) % self._pages
        self._cursor = 0
        self._show(self._duty)

    def action_pick(self, number: int) -> None:
        names = self._names()
        if number <= len(names):
            self._cursor = number - 1
            self._show(self._duty)
            self.ask(partial(self._sign_on, names[number - 1], is_new=False), waits=True)

    def action_choose(self) -> None:
        self.action_pick(self._cursor + 1)

    def action_new_name(self) -> None:
        field = self.query_one("#new", Input)
        field.display = True
        field.focus()
        self.say("")
        self.furnish()

    @on(Input.Submitted, "#new")
    def _add(self, event: Input.Submitted) -> None:
        self.ask(partial(self._sign_on, event.value, is_new=True), waits=True)

    def action_end_shift(self) -> None:
        self.ask(self._sign_off, waits=True)

    def action_close(self) -> None:
        if self.is_typing:
            field = self.query_one("#new", Input)
            field.clear()
            field.display = False
            self.set_focus(None)
            self.say("")
            self.furnish()
        else:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A name that is touched signs on."""
        if event.widget is None or event.widget.id != "names" or self._duty is None:
            return
        self.action_pick(event.y - 2)
