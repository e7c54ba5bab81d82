"""Who can help: what keeps the directory right, a key for each act, a window for each question.

Leaves the lists and the page to `directory_looking`, windows to `directory_windows` and others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from hub.views.editing import DuplicateView, NotListedView
from hub.views.visits import WrongNoteView
from hub.views.words import clean_line
from kiosk.desk.directory_looking import LookingDirectory
from kiosk.desk.directory_merging import CompareWindow
from kiosk.desk.directory_windows import (
    About,
    AssureWindow,
    ListAgainWindow,
    ReviewWindow,
    TheirsWindow,
    UncheckedWindow,
    UnlistWindow,
    WrongWindow,
)
from kiosk.desk.directory_words import DUE, FIND, PARTS, SECTIONS, name_of, phone_of
from kiosk.desk.forms import Done
from kiosk.desk.screen import DeskWindow

_ABOUT_ONE = frozenset({"assure", "edit", "wrong", "hide", "unlist", "review"})
"""What is about the entry at the cursor, or in sight."""


@dataclass
class Setting(Message):
    """Whether the hub hides what nobody has checked."""

    hides: bool


class DirectoryScreen(LookingDirectory):
    """The lists, an entry, and what is done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", key_display="Enter", id="read"),
        Binding("a", "assure", "It is right", tooltip="you rang them or looked"),
        Binding("s", "settle", "Settled", tooltip="somebody looked into what was said to be wrong"),
        Binding("e", "edit", "Edit"),
        Binding("w", "wrong", "It's wrong", tooltip="somebody says so: which part?"),
        Binding("f", "theirs", "Feed's", tooltip="what its feed says of what we changed"),
        Binding("n", "new", "New entry"),
        Binding("h", "hide", "Hide or show", tooltip="only we at the desk see what is hidden"),
        Binding("x", "unlist", "Do not list", tooltip="asks first; no feed brings it back"),
        Binding("d", "review", "Look again on a day", show=False),
        Binding("v", "setting", "What visitors see", show=False, tooltip="of what is not checked"),
        Binding("slash", "list('find')", "Search", key_display="/", id="search"),
        Binding("t", "list('due')", "To check", show=False),
        Binding("l", "list('all')", "All of them", show=False),
        Binding("p", "list('alike')", "Look alike", show=False, tooltip="possible doubles"),
        Binding("o", "list('out')", "Out of sight", show=False, tooltip="hidden, not listed"),
        Binding("up", "step(-1)", "Up", show=False, key_display="↑", tooltip="The line above"),
        Binding("down", "step(1)", "Choose", key_display="↑ ↓", id="choose"),
        Binding("tab", "next_list(1)", "Lists", key_display="Tab", tooltip="the next list"),
        Binding("shift+tab", "next_list(-1)", "The list before", show=False),
        Binding("pagedown", "turn(1)", "More", show=False, key_display="PgDn", id="more"),
        Binding("pageup", "turn(-1)", "Back a page", show=False, key_display="PgUp"),
        Binding("escape", "back", "Back", key_display="Esc", id="back"),
        *(Binding(str(n), f"pick({n})", f"Line {n}", show=False) for n in range(1, 10)),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick":
            return self.is_picking
        if action == "read":
            return not self._is_reading and self.chosen is not None
        if action == "step":
            return not self._is_reading and self._section is FIND and bool(self._found)
        if action in {"list", "new", "setting"}:
            return self.is_mounted and not self.is_typing
        if action in _ABOUT_ONE:
            return bool(self.code)
        if action == "theirs":
            entry = self._entry
            return bool(entry is not None and entry.edits and self.code == entry.service.code)
        if action == "settle":
            return self._note is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """What the line at the cursor is for comes first."""
        if self.is_typing:
            yield from super().keys_offered()
            return
        if self.check_action("read", ()):
            yield ("Enter", self._read_word())
        if self.code:
            yield ("a", "it is right")
        if self._note is not None:
            yield ("s", "settled")
        if self.code:
            yield from (("e", "edit"), ("w", "it's wrong"))
        if self.check_action("theirs", ()):
            yield ("f", "feed's")
        if self._is_reading:
            yield from (("h", "hide"), ("Esc", "back"), ("x", "do not list"), ("u", "undo"))
        else:
            yield from (("n", "new"), ("Tab", "lists"), ("u", "undo"), ("Esc", "back"))
        yield from (("?", "keys"), ("q", "leave"))

    def _read_word(self) -> str:
        match self.chosen:
            case DuplicateView():
                return "compare"
            case NotListedView():
                return "let in again"
        return "read"

    @property
    def _note(self) -> WrongNoteView | None:
        """What is said to be wrong, where a key can say that it is settled."""
        if self._is_reading and self._entry is not None:
            return self._entry.notes[0] if self._entry.notes else None
        one = None if self.is_typing else self.chosen
        return one if isinstance(one, WrongNoteView) else None

    @property
    def about(self) -> About:
        """The entry that a key is about."""
        entry = self._entry
        if self._is_reading and entry is not None:
            return About(self.code, name_of(entry.service), phone_of(entry.service))
        return About(self.code, name_of(self.chosen), phone_of(self.chosen))

    def _open_window(
        self, window: DeskWindow[str | None], done: Callable[[], object] = lambda: None
    ) -> None:
        self.say("")

        def was_done(words: str | None) -> None:
            if words:
                self.say(words)
                done()

        self.app.push_screen(window, was_done)

    def _do(self, work: Callable[[str], str]) -> None:
        """An act without a window, by whoever is on; `work` answers with what was done."""

        def errand(by: str) -> Message:
            return Done(clean_line(work(by)))

        self.with_somebody_on(lambda by: self.ask(partial(errand, by)))

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.say(message.words)
        self.look_again()

    # Looking

    def action_list(self, name: str) -> None:
        self.go_to(next(one for one in SECTIONS if one.name == name))

    def action_next_list(self, step: int) -> None:
        self.go_to(SECTIONS[(SECTIONS.index(self._section) + step) % len(SECTIONS)])

    def action_pick(self, number: int) -> None:
        if self._results.pick(number):
            self.action_read()

    def action_step(self, down: int) -> None:
        if self.is_typing and down > 0:
            self._results.focus()
        elif not self._results.step(down):
            self._field.focus()
        self._peek_soon()

    def action_turn(self, pages: int) -> None:
        if not self._is_reading:
            self._results.turn(pages)
        elif pages > 0:
            self.query_one("#reading").scroll_page_down(animate=False)
        else:
            self.query_one("#reading").scroll_page_up(animate=False)

    # Acts

    def action_assure(self) -> None:
        about = self.about
        self._open_window(AssureWindow(about), lambda: self.forget(about.code))

    def action_edit(self) -> None:
        from kiosk.desk.directory_form import EntryForm

        self._open_window(EntryForm(self.code, self.about.name))

    def action_new(self) -> None:
        from kiosk.desk.directory_form import EntryForm

        self._open_window(EntryForm(None))

    def action_wrong(self) -> None:
        self._open_window(WrongWindow(self.about))

    def action_settle(self) -> None:
        note = self._note
        if note is None:
            return

        def settle(by: str) -> str:
            self.errands.settle(note.number, by=by)
            return f"Settled: {PARTS[note.part]} of {note.name}"

        self._do(settle)

    def action_theirs(self) -> None:
        if self._entry is not None and self._entry.edits:
            self._open_window(TheirsWindow(self.about, self._entry.edits))

    def action_hide(self) -> None:
        code = self.code

        def hide(by: str) -> str:
            """As it is now, whatever the list said of it."""
            if self.errands.entry(code).service.is_hidden:
                return f"Shown to everybody again: {self.errands.show_again(code, by=by).name}"
            return f"Hidden, only we see it: {self.errands.hide(code, by=by).name}"

        self._do(hide)

    def action_unlist(self) -> None:
        self._open_window(UnlistWindow(self.about), self._close_page)

    def _close_page(self) -> None:
        """What was taken out has no page."""
        if self._is_reading:
            self._entry = None
            self.action_back()

    def action_review(self) -> None:
        entry = self._entry
        is_it = entry is not None and entry.service.code == self.code
        self._open_window(ReviewWindow(self.about, entry.review_on if entry and is_it else None))

    def action_setting(self) -> None:
        self.ask(lambda: Setting(self.errands.hides_unchecked()))

    @on(Setting)
    def _ask_setting(self, message: Setting) -> None:
        self._open_window(UncheckedWindow(message.hides))

    def compare(self, pair: DuplicateView) -> None:
        self._open_window(CompareWindow(pair))

    def action_read(self) -> None:
        if isinstance(self.chosen, NotListedView) and not self._is_reading:
            self._open_window(ListAgainWindow(self.chosen))
        else:
            super().action_read()

    def check_now(self) -> None:
        """From Today: straight to what is to be checked."""
        self.go_to(DUE)
