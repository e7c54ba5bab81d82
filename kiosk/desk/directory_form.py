"""The form of an entry: every field on a line, what is wrong with one under it, needs and interests
ticked from a list. Saving is not checking, and says so.

Leaves what stands in a line to `directory_fields`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from hub.errors import ChangedMeanwhile, HubError, WrongField
from hub.views.directory import NeedView
from hub.views.editing import ServiceForm
from hub.views.words import clean, clean_line
from kiosk.desk.activity_form import NeedsWindow
from kiosk.desk.choices import Choice
from kiosk.desk.directory_fields import (
    CHOICES,
    FIELD,
    LINES,
    LONG,
    WHERE,
    texts_of,
    typed_form,
    understood,
)
from kiosk.desk.errands_directory import DirectoryErrands, Fillable
from kiosk.desk.forms import PREFIX, Done, FormWindow
from kiosk.desk.screen import Refused

NOT_A_CHECK = "Saving is not a check: if you rang them, press a afterwards."


@dataclass
class Filled(Message):
    """The entry as it is now, and what can be ticked."""

    fillable: Fillable


class Paragraphs(TextArea):
    """A text of several lines. Enter saves, as everywhere; Ctrl+J begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "new_line", show=False)]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False)

    def action_new_line(self) -> None:
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            return  # for the form
        await super()._on_key(event)

    def step(self, down: int) -> bool:
        """To the next line of the text; False where there is none."""
        at, way = self.cursor_location, self.navigator
        if way.is_last_wrapped_line(at) if down > 0 else way.is_first_wrapped_line(at):
            return False
        if down > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
        return True


class Interests(NeedsWindow):
    """Every interest, to be ticked."""

    ASKS = "Who likes it? Tick what it is for"


class EntryForm(FormWindow, inherit_bindings=False):
    """Without a code: a new one."""

    SEND = "save it"
    DEFAULT_CSS = """
    EntryForm #window { width: 100%; max-width: 118; height: 100%; max-height: 40; }
    EntryForm #fields { height: 1fr; max-height: 100%; scrollbar-size-vertical: 1; }
    EntryForm .tall { height: 3; }
    EntryForm Paragraphs { border: none; height: 3; width: 1fr; padding: 0 1;
                           background: $paper; color: $ink; scrollbar-size-vertical: 1; }
    EntryForm Paragraphs:focus { border: none; background: $paper; }
    EntryForm .wrong { height: auto; width: 1fr; padding: 0 0 0 15; color: $urgent;
                       text-style: bold; display: none; }
    EntryForm #ticked { height: 2; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    EntryForm #understood { margin: 0; min-height: 1; max-height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Save", key_display="Enter"),
        Binding("tab", "field(1)", "Next line", key_display="Tab", priority=True),
        Binding("shift+tab", "field(-1)", "Line before", show=False, priority=True),
        Binding("down", "arrow(1)", "Next line", show=False, priority=True),
        Binding("up", "arrow(-1)", "Line before", show=False, priority=True),
        Binding("f4", "needs", "Needs", key_display="F4", priority=True),
        Binding("f5", "interests", "Interests", key_display="F5", priority=True),
        Binding("f6", "take_in", "Take in theirs", key_display="F6", priority=True),
        Binding("escape", "close", "Never mind", key_display="Esc"),
    ]

    def __init__(self, code: str | None, name: str = "") -> None:
        super().__init__()
        self._code = code
        self._name = name
        self._form: ServiceForm | None = None
        self._before = texts_of(None)
        self._fillable: Fillable | None = None
        self._needs: tuple[str, ...] = ()
        self._interests: tuple[str, ...] = ()
        self._wanted = ServiceForm()
        self._was_changed = False
        """Somebody else has saved it meanwhile."""
        self._sure_to_leave = False

    def heading(self) -> str:
        return clean_line(f"Edit {self._name}") if self._code else "New entry"

    # Its lines

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.heading()), id="title", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            for line in LINES:
                tall = " tall" if line.name in LONG else ""
                with Horizontal(classes=f"field{tall}", id=f"line-{line.name}"):
                    yield Static(Content(line.label), classes="label", markup=False)
                    yield self._widget(line.name)
                yield Static(id=f"wrong-{line.name}", classes="wrong", markup=False)
        yield Static(id="ticked", markup=False)
        yield Static(id="understood", markup=False)

    def _widget(self, name: str) -> Widget:
        line = FIELD[name]
        if name in CHOICES:
            return Choice(CHOICES[name], self._before[name], id=PREFIX + name)
        if name in LONG:
            return Paragraphs(id=PREFIX + name)
        return Input(
            id=PREFIX + name,
            placeholder=f"e.g. {line.eg}" if line.eg else "",
            max_length=line.longest,
            select_on_focus=False,
        )

    def _controls(self) -> list[Widget]:
        return list(self.query("#fields Input, #fields Choice, #fields Paragraphs").results(Widget))

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, self._read)

    def _read(self) -> Message:
        return Filled(DirectoryErrands(self.app.errands).fillable(self._code))

    @on(Filled)
    def _fill(self, message: Filled) -> None:
        """Fill the lines; what somebody typed before stays."""
        typed = self.texts()
        mine = {name: text for name, text in typed.items() if text != self._before[name]}
        kept = self._fillable is not None
        old_needs, old_interests = _ticks(self._form)
        self._fillable, self._form = message.fillable, message.fillable.form
        self._before = texts_of(self._form)
        for name, text in (self._before | mine).items():
            self._put(name, text)
        needs, interests = _ticks(self._form)
        if not kept or self._needs == old_needs:
            self._needs = needs
        if not kept or self._interests == old_interests:
            self._interests = interests
        self.tell_understood()
        if self._was_changed:
            self._was_changed = False
            lines = "1 line is" if len(mine) == 1 else f"{len(mine)} lines are"
            self.say(f"Theirs is taken in. {lines} still yours: look, then press Enter.")
        self.furnish()

    def _put(self, name: str, text: str) -> None:
        widget = self.query_one(f"#{PREFIX}{name}")
        if isinstance(widget, Choice):
            widget.offer(CHOICES[name], text)
        elif isinstance(widget, Paragraphs):
            if clean(widget.text) != text:
                widget.text = text
        elif isinstance(widget, Input):
            with self.prevent(Input.Changed):  # nobody typed it
                widget.value = text

    def texts(self) -> dict[str, str]:
        """What stands in each line now."""
        found = {}
        for line in LINES:
            widget = self.query_one(f"#{PREFIX}{line.name}")
            if isinstance(widget, Choice):
                found[line.name] = widget.value
            elif isinstance(widget, Paragraphs):
                found[line.name] = clean(widget.text)
            elif isinstance(widget, Input):
                found[line.name] = clean_line(widget.value)
        return found

    @on(TextArea.Changed)
    def _was_written(self) -> None:
        self._sure_to_leave = False

    def changed(self, name: str) -> None:
        self._sure_to_leave = False

    def understood(self) -> str:
        line = FIELD.get((self.focused.id or "").removeprefix(PREFIX)) if self.focused else None
        if line is None:
            return NOT_A_CHECK
        widget = self.focused
        text = clean_line(widget.value) if isinstance(widget, Input) else ""
        return clean_line(understood(line, text) or NOT_A_CHECK)

    def tell_understood(self) -> None:
        super().tell_understood()
        if self._fillable is not None:
            self.query_one("#ticked", Static).update(Content(self._ticked_words()))

    def _ticked_words(self) -> str:
        assert self._fillable is not None, "asked for once it is here"
        needs = {one.slug: one.name for group in self._fillable.needs for one in group.needs}
        likes = {one.slug: one.name for one in self._fillable.interests}
        return "\n".join(
            clean_line(f"{words} {_named(ticked, names)}")
            for words, ticked, names in (
                ("F4 Helps with:", self._needs, needs),
                ("F5 For who likes:", self._interests, likes),
            )
        )

    # Keys

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        yield from (("Enter", self.SEND), ("Tab", "next line"))
        yield from (("F4", "needs"), ("F5", "interests"))
        if self._was_changed:
            yield ("F6", "take in theirs")
        if isinstance(self.focused, Choice):
            yield ("← →", "choose")
        yield ("Esc", "never mind")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is saved before the lines are filled."""
        if action in {"send", "needs", "interests"}:
            return self._fillable is not None
        if action == "take_in":
            return self._was_changed
        return super().check_action(action, parameters)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        super().on_descendant_focus(event)
        status = self._said
        self.tell_understood()
        self.say(status)

    def action_arrow(self, step: int) -> None:
        if not (isinstance(self.focused, Paragraphs) and self.focused.step(step)):
            self.action_field(step)

    def action_needs(self) -> None:
        if self._fillable is None:
            return
        needs = [one for group in self._fillable.needs for one in group.needs]

        def ticked(found: tuple[str, ...] | None) -> None:
            if found is not None:
                self._needs = found
                self.tell_understood()

        self.app.push_screen(NeedsWindow(needs, self._needs), ticked)

    def action_interests(self) -> None:
        if self._fillable is None:
            return
        likes = [
            NeedView(one.slug, one.name, one.kind.value, _KINDS[one.kind.value], words=one.words)
            for one in self._fillable.interests
        ]

        def ticked(found: tuple[str, ...] | None) -> None:
            if found is not None:
                self._interests = found
                self.tell_understood()

        self.app.push_screen(Interests(likes, self._interests), ticked)

    def action_take_in(self) -> None:
        """Read it again as it is now. Lines that were typed in stay."""
        self.ask(self._read)

    def action_close(self) -> None:
        """What was typed isn't thrown away by a slip."""
        needs, interests = _ticks(self._form)
        is_typed = self._fillable is not None and (
            self.texts() != self._before or (self._needs, self._interests) != (needs, interests)
        )
        if is_typed and not self._sure_to_leave:
            self._sure_to_leave = True
            self.say("Esc again throws away what you typed. Enter saves it.")
            return
        self.dismiss(None)

    # Saving

    def gather(self) -> None:
        for one in self.query(".wrong"):
            one.display = False
        form = typed_form(self.texts(), self._before, self._form)
        needs, interests = _ticks(self._form)
        if self._needs != needs:
            form = replace(form, needs=self._needs)
        if self._interests != interests:
            form = replace(form, interests=self._interests)
        if self._code is None and not form.organisation:
            raise WrongField(
                "Organisation: it can't be empty.",
                field="organisation",
                hint="Who offers it? If it has no other name, write its own.",
            )
        self._wanted = form

    def action_send(self) -> None:
        if self._fillable is None:
            self.say("One moment: the entry is still being looked up.")
            return
        try:
            self.gather()
        except HubError as error:
            self._show_wrong(error)
            return
        self.say("")
        self.send()

    def work(self, by: str) -> Message:
        saved = DirectoryErrands(self.app.errands).save(self._code, self._wanted, by=by)
        name = clean_line(saved.name)
        if self._code is None:
            return Done(
                f"Added: {name}, {saved.code}. Nobody has checked it yet: press a if you did."
            )
        return Done(f"Saved: {name}. Saving is not a check: if you rang them, press a.")

    @on(Refused)
    def _was_refused(self, message: Refused) -> None:
        # After the window's own handler, which says all of it on the status line.
        self.call_next(self._show_wrong, message.error)

    def _show_wrong(self, error: HubError) -> None:
        """Under its line, where it is about one."""
        self.say(str(error))
        if isinstance(error, ChangedMeanwhile):
            self._was_changed = True
            self.say(f"{error.message} What you typed is still here. F6 takes in theirs beside it.")
            self.furnish()
        field = error.field if isinstance(error, WrongField) else ""
        name = WHERE.get(field, field)
        if name not in FIELD:
            return
        wrong: Any = self.query_one(f"#wrong-{name}", Static)
        wrong.update(Content(clean_line(str(error))))
        wrong.display = True
        self.query_one(f"#{PREFIX}{name}").focus()
        self.say("Nothing is saved yet. Put right what is marked.")
        self.call_after_refresh(wrong.scroll_visible, animate=False)


_KINDS = {"do": "to do", "learn": "to learn", "give": "to give"}


def _ticks(form: ServiceForm | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if form is None:
        return (), ()
    return form.needs or (), form.interests or ()


def _named(slugs: tuple[str, ...], names: dict[str, str]) -> str:
    found = [names.get(slug, slug) for slug in slugs]
    if not found:
        return "nothing ticked yet"
    return "; ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
