"""End a group, pause it, start it again, add a date, drop one: each asks for a date or two.

Leaves what becomes of the sessions to `hub.timetable`; where it must be asked first, asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.errors import BadInput, NeedsAnswer
from hub.timetable.typed import read_date
from hub.views.groups import GroupView
from hub.views.series import ExceptionView, GroupChanged, Keep, SeriesPreview
from hub.views.words import clean_line, date_words
from kiosk.desk.choices import Act
from kiosk.desk.errands_groups import AddWish, GroupErrands, Met, ResumeWish
from kiosk.desk.forms import Done, Field, FormWindow, Words
from kiosk.desk.groups_preview import PreviewWindow
from kiosk.desk.groups_words import changed_words, exception_line, full_day
from kiosk.desk.lines import Lines
from kiosk.desk.refusals import without_commands
from kiosk.desk.screen import DeskWindow, Refused
from kiosk.shared.drawing import fit

PLAIN_DATES = "today, tomorrow, next tue, 3 dec"


@dataclass
class Seen(Message):
    """Every date that there would be."""

    wish: ResumeWish | AddWish
    preview: SeriesPreview


class AboutGroup(FormWindow):
    """A form of dates about one group."""

    def __init__(self, group: GroupView) -> None:
        super().__init__()
        self.group = group
        self.keep = Keep.ASK
        """What becomes of dates with a life of their own; asked about where there are any."""
        self.day = date.min
        """The date that was understood."""

    @property
    def group_errands(self) -> GroupErrands:
        return GroupErrands(self.app.errands)

    @property
    def name_of_it(self) -> str:
        return clean_line(self.group.title)

    def date_in(self, name: str) -> date:
        if not self.typed(name):
            raise BadInput(f"Write a date: {PLAIN_DATES}.")
        return read_date(self.typed(name), self.app.clock)

    def gather(self) -> None:
        self.day = self.date_in("day")

    def do(self, by: str) -> GroupChanged:
        """The errand itself."""
        raise NotImplementedError

    WHAT: ClassVar[str] = ""
    """What was done, after the group's name."""

    def work(self, by: str) -> Message:
        return Done(changed_words(self.do(by), self.WHAT))

    @on(Refused)
    def _ask_what_becomes_of_them(self, message: Refused) -> None:
        error = message.error
        if isinstance(error, NeedsAnswer):
            self.say("")
            self.app.push_screen(LivesOfTheirOwn(error.exceptions), self._answered_so)

    def _answered_so(self, keep: Keep | None) -> None:
        if keep is not None:
            self.keep = keep
            self.action_send()


class EndGroup(AboutGroup):
    SEND = "end it"
    WHAT = "ended"

    def heading(self) -> str:
        return f"End {self.name_of_it}"

    def fields(self) -> Iterable[Field]:
        yield Words("day", "Last date", "today", PLAIN_DATES, 40)

    def understood(self) -> str:
        return f"No more dates after {full_day(self.date_in('day'))}. You can undo it."

    def do(self, by: str) -> GroupChanged:
        return self.group_errands.end(self.group.code, self.day, self.keep, by=by)


class PauseGroup(AboutGroup):
    SEND = "pause it"
    WHAT = "paused"

    def __init__(self, group: GroupView) -> None:
        super().__init__(group)
        self.first = date.min

    def heading(self) -> str:
        return f"Pause {self.name_of_it}"

    def fields(self) -> Iterable[Field]:
        yield Words("day", "Back on", "", PLAIN_DATES, 40)
        yield Words("first", "Away from", "today", PLAIN_DATES, 40)

    def gather(self) -> None:
        self.day, self.first = self.date_in("day"), self.date_in("first")
        if self.day <= self.first:
            raise BadInput("It comes back before it goes away.", hint="Look at the two dates.")

    def understood(self) -> str:
        back, first = self.date_in("day"), self.date_in("first")
        return f"No dates from {full_day(first)}. Back from {full_day(back)}."

    def do(self, by: str) -> GroupChanged:
        return self.group_errands.pause(self.group.code, self.first, self.day, self.keep, by=by)


class LookFirst(AboutGroup):
    """What is in the way is shown before anything happens."""

    SEND = "look at it first"

    def wish(self) -> ResumeWish | AddWish:
        raise NotImplementedError

    def send(self) -> None:
        """Looking changes nothing: nobody need be on."""
        self.ask(self._preview)

    def _preview(self) -> Message:
        wish = self.wish()
        with without_commands():
            return Seen(wish, self.group_errands.preview(wish))

    @on(Seen)
    def _look(self, message: Seen) -> None:
        self.app.push_screen(PreviewWindow(message.wish, message.preview), self._after_the_look)

    def _after_the_look(self, words: str | None) -> None:
        """Back to the form where nothing was done."""
        if words:
            self.dismiss(words)


class ResumeGroup(LookFirst):
    SEND = "see every date"

    def heading(self) -> str:
        return f"Start {self.name_of_it} again"

    def fields(self) -> Iterable[Field]:
        yield Words("day", "From", "today", PLAIN_DATES, 40)

    def understood(self) -> str:
        return f"It meets again from {full_day(self.date_in('day'))}."

    def wish(self) -> ResumeWish:
        return ResumeWish(self.group.code, self.group.title, self.day)


class AddDate(LookFirst):
    def heading(self) -> str:
        return f"One more date for {self.name_of_it}"

    def fields(self) -> Iterable[Field]:
        yield Words("day", "On", "", PLAIN_DATES, 40)

    def understood(self) -> str:
        return f"It meets on {full_day(self.date_in('day'))} too, at its own time."

    def wish(self) -> AddWish:
        return AddWish(self.group.code, self.group.title, self.day)


class TakeOut(AboutGroup):
    SEND = "drop the date"
    WHAT = "has one date less"

    def __init__(self, group: GroupView, met: Met) -> None:
        super().__init__(group)
        self._on = met.marks.meant_for if met.marks else met.booking.starts.date()

    def heading(self) -> str:
        return f"Drop a date of {self.name_of_it}"

    def fields(self) -> Iterable[Field]:
        yield Words("day", "Date", date_words(self._on), PLAIN_DATES, 40)

    def understood(self) -> str:
        day = full_day(self.date_in("day"))
        return f"{day} goes, as if it had never been. To tell people why, cancel it instead: x."

    def do(self, by: str) -> GroupChanged:
        return self.group_errands.take_out(self.group.code, self.day, self.keep, by=by)


class LivesOfTheirOwn(DeskWindow[Keep | None]):
    """What shall become of dates that were moved, cancelled, noted or signed up for?"""

    DEFAULT_CSS = """
    LivesOfTheirOwn #window { width: 78; }
    LivesOfTheirOwn #lives { height: auto; min-height: 2; max-height: 10; background: $paper; }
    LivesOfTheirOwn .asks { height: auto; margin: 0 0 1 0; }
    LivesOfTheirOwn Act { margin: 0; }
    """
    HINT_ROOM = 74
    AUTO_FOCUS = "#lives"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "keep", "Keep them"),
        Binding("2", "drop", "Let them go"),
        Binding("escape", "close", "Change nothing", key_display="Esc"),
    ]

    def __init__(self, exceptions: Sequence[ExceptionView]) -> None:
        super().__init__()
        self._exceptions = exceptions

    def compose_body(self) -> ComposeResult:
        many = len(self._exceptions)
        which = "this date" if many == 1 else f"these {many} dates"
        heading = f"What should happen to {which}?"
        yield Static(Content(heading), id="title", markup=False)
        lines: Lines[ExceptionView] = Lines(_line, id="lives")
        lines.styles.height = min(10, max(2, many))
        yield lines
        yield Act("1", "keep as it is" if many == 1 else "keep them as they are", "keep")
        yield Act("2", "let go too: people signed up go on the Tell them list", "drop")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Lines).show(self._exceptions)

    def action_keep(self) -> None:
        self.dismiss(Keep.KEEP)

    def action_drop(self) -> None:
        self.dismiss(Keep.DROP)

    def action_close(self) -> None:
        self.dismiss(None)


def _line(one: ExceptionView, width: int) -> str:
    return fit(exception_line(one), width)
