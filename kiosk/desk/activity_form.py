"""What people read about an activity: made or changed; the needs that it meets are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from hub.errors import BadInput
from hub.views.directory import NeedGroupView, NeedView
from hub.views.timetable import ActivityView
from hub.views.words import clean_line, fold
from kiosk.desk.choices import Act, Choice
from kiosk.desk.errands_groups import GroupErrands
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words
from kiosk.desk.groups_forms import SEEN
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

LINES = (
    ("title", "Title", "Knit and Natter"),
    ("summary", "What it is", "Bring your knitting. Beginners too"),
    ("who_for", "Who for", "Everybody"),
    ("cost", "Cost", "Free"),
    ("contact", "Ask for", "a role or a first name"),
    ("phone", "Phone", "01632 960000"),
    ("getting_in", "Getting in", "Just come. Ramp at the side door"),
)


@dataclass
class Known(Message):
    """The activity as it is, and the needs there are."""

    activity: ActivityView | None
    needs: tuple[NeedGroupView, ...]


class ActivityForm(FormWindow):
    """Without a code: a new one."""

    SEND = "save it"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "needs", "Needs it meets", key_display="F4"),
    ]

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self._code = code
        self._before: ActivityView | None = None
        self._groups: tuple[NeedGroupView, ...] = ()
        self._needs: tuple[str, ...] = ()
        """Slugs of those that are ticked."""
        self._texts: dict[str, str] = {}
        self._is_public = True

    def heading(self) -> str:
        return "Change the activity" if self._code else "New activity"

    def fields(self) -> Iterable[Field]:
        for name, label, example in LINES:
            longest = 5000 if name == "summary" else 500
            yield Words(name, label, eg=example, longest=longest)
        yield OneOf("seen", "Seen by", SEEN, "y")

    def compose_body(self) -> ComposeResult:
        yield from super().compose_body()
        yield Act("F4", "tick the needs that it meets", "needs", id="needs")

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        first, *rest = super().keys_offered()
        return (first, ("F4", "needs"), *rest)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, self._read)

    def _read(self) -> Message:
        return Known(*GroupErrands(self.app.errands).activity(self._code))

    @on(Known)
    def _known(self, message: Known) -> None:
        self._groups, self._before = message.needs, message.activity
        if message.activity is not None:
            for name, _, _ in LINES:
                self.control(name, Input).value = clean_line(getattr(message.activity, name))
            seen = "y" if message.activity.is_public else "n"
            self.control("seen", Choice).offer(SEEN, seen)
            self._needs = message.activity.needs
        self.tell_understood()

    def understood(self) -> str:
        names = {one.slug: one.name for group in self._groups for one in group.needs}
        ticked = [names.get(slug, slug) for slug in self._needs]
        if not ticked:
            return "Meets no need yet. Visitors who ask for help see it once a need is ticked."
        more = f" and {len(ticked) - 3} more" if len(ticked) > 3 else ""
        return clean_line(f"For people who say: {'; '.join(ticked[:3])}{more}.")

    def gather(self) -> None:
        texts = {name: self.typed(name) for name, _, _ in LINES}
        if not clean_line(texts["title"]):
            raise BadInput("An activity needs a title.", hint="For example: Knit and Natter")
        if self._before is not None:
            texts = {
                name: text
                for name, text in texts.items()
                if text != clean_line(getattr(self._before, name))
            }
        self._texts, self._is_public = texts, self.chosen("seen") == "y"

    def work(self, by: str) -> Message:
        saved = GroupErrands(self.app.errands).save_activity(
            self._code, self._texts, self._needs, is_public=self._is_public, by=by
        )
        return Done(f"Saved: {clean_line(saved.title)}. Code {saved.code}")

    def action_needs(self) -> None:
        needs = [one for group in self._groups for one in group.needs]
        if needs:
            self.app.push_screen(NeedsWindow(needs, self._needs), self._ticked_needs)

    def _ticked_needs(self, needs: tuple[str, ...] | None) -> None:
        if needs is not None:
            self._needs = needs
            self.tell_understood()


class NeedsWindow(DeskWindow[tuple[str, ...] | None]):
    """Every need, to be ticked; typing narrows them down."""

    DEFAULT_CSS = """
    NeedsWindow #window { width: 78; height: 100%; max-height: 34; }
    NeedsWindow Input { border: none; height: 1; padding: 0 1; background: $paper; }
    NeedsWindow Input:focus { border: none; background: $paper; text-style: underline; }
    NeedsWindow #list { background: $paper; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = "#list"
    HINT_ROOM = 74
    ASKS: ClassVar[str] = "Which needs does it meet?"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", key_display="Space"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("enter", "close", "Done", key_display="Enter"),
        Binding("escape", "back", "Back", key_display="Esc"),
    ]

    def __init__(self, needs: Sequence[NeedView], ticked: Sequence[str]) -> None:
        super().__init__()
        self._needs = needs
        self._ticked = set(ticked)

    def compose_body(self) -> ComposeResult:
        yield Static(self.ASKS, id="title", markup=False)
        yield Input(placeholder="Press / and type to search", id="narrow", max_length=60)
        yield Lines(self._line, id="list")

    def on_mount(self) -> None:
        super().on_mount()
        self._list.show(self._needs)

    @property
    def _list(self) -> Lines[NeedView]:
        return self.query_one("#list", Lines)

    def _line(self, one: NeedView, width: int) -> str:
        sign = "[x]" if one.slug in self._ticked else "[ ]"
        group = max(0, min(24, width // 3))
        return f"{sign} {fit(one.name, max(0, width - group - 5))} {fit(one.group_name, group)}"

    @on(Input.Changed, "#narrow")
    def _narrow(self, event: Input.Changed) -> None:
        words = fold(event.value).split()
        self._list.show(
            [
                one
                for one in self._needs
                if all(
                    word in fold(f"{one.name} {one.group_name} {' '.join(one.words)}")
                    for word in words
                )
            ]
        )

    @on(Input.Submitted, "#narrow")
    def _to_the_list(self, event: Input.Submitted) -> None:
        event.stop()
        self._list.focus()

    @on(Lines.Touched)
    def action_tick(self) -> None:
        chosen = self._list.chosen
        if chosen is not None:
            self._ticked ^= {chosen.slug}
            self._list.refresh()

    @on(Lines.LeftAbove)
    def action_search(self) -> None:
        self.query_one("#narrow", Input).focus()

    def action_close(self) -> None:
        self.dismiss(tuple(one.slug for one in self._needs if one.slug in self._ticked))

    def action_back(self) -> None:
        if self.query_one("#narrow", Input).has_focus:
            self._list.focus()
        else:
            self.dismiss(None)
