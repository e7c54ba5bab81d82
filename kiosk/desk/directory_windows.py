"""The small windows of the directory: it is right, it is wrong, look again, hide, do not list, what
the feed says. Each asks one thing, and Enter does it.

Leaves what is allowed to `hub.directory`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.message import Message

from hub.errors import BadInput
from hub.timetable.typed import read_date
from hub.timetable.typed_past import read_past_date
from hub.views.editing import EditView, NotListedView
from hub.views.sorts import WrongPart
from hub.views.words import clean_line, date_words, date_words_short, day_words
from kiosk.desk.directory_words import PARTS
from kiosk.desk.errands_directory import DirectoryErrands
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words


@dataclass(frozen=True, slots=True)
class About:
    """The entry that a window is about."""

    code: str
    name: str
    phone: str = ""


class DirectoryForm(FormWindow):
    """A window about one entry."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self.about = about

    @property
    def errands(self) -> DirectoryErrands:
        return DirectoryErrands(self.app.errands)


class AssureWindow(DirectoryForm):
    """Somebody asked them, or looked, and all of it is right."""

    SEND = "yes, all of it is right"

    def __init__(self, about: About) -> None:
        super().__init__(about)
        self._on: date | None = None

    def heading(self) -> str:
        return f"Is it right? {self.about.name}"

    def fields(self) -> Iterable[Field]:
        yield Words("on", "Checked on", "today", eg="today, yesterday, 3 nov", longest=40)

    def understood(self) -> str:
        on = self._read()
        day = "today" if on == self.app.clock.today() else f"on {day_words(on)}"
        ring = f"Ring them: {self.about.phone}. " if self.about.phone else ""
        return clean_line(
            f"{ring}Enter says: somebody rang them or looked {day}, and all of it is right."
        )

    def _read(self) -> date:
        on = read_past_date(self.typed("on"), self.app.clock)
        if on > self.app.clock.today():
            raise BadInput(f"{date_words(on)} is still to come.", hint="Write today, or 3 nov.")
        return on

    def gather(self) -> None:
        self._on = self._read()

    def work(self, by: str) -> Message:
        assert self._on is not None, "gathered before"
        done = self.errands.assure(self.about.code, on=self._on, by=by)
        return Done(f"Checked: {clean_line(done.name)}. u takes it back.")


class ReviewWindow(DirectoryForm):
    """A day on which somebody shall look at it again."""

    SEND = "keep it"

    def __init__(self, about: About, on: date | None) -> None:
        super().__init__(about)
        self._on = on

    def heading(self) -> str:
        return f"Look again at {self.about.name}"

    def fields(self) -> Iterable[Field]:
        value = self._on.isoformat() if self._on else ""
        yield Words("on", "On which day?", value, eg="31 mar, in 4 weeks", longest=40)

    def understood(self) -> str:
        on = self._read()
        if on is None:
            return "No day: it is to be checked again after 90 days, as all are."
        return f"On {date_words(on)} it comes up under To check."

    def _read(self) -> date | None:
        typed = self.typed("on")
        return read_date(typed, self.app.clock) if typed else None

    def gather(self) -> None:
        self._on = self._read()

    def work(self, by: str) -> Message:
        done = self.errands.review_on(self.about.code, self._on, by=by)
        when = f"on {date_words_short(self._on)}" if self._on else "after 90 days, as all are"
        return Done(f"To be looked at again {when}: {clean_line(done.name)}")


class WrongWindow(DirectoryForm):
    """Somebody says that a part of it is wrong."""

    SEND = "note it"

    def heading(self) -> str:
        return f"What is wrong? {self.about.name}"

    def fields(self) -> Iterable[Field]:
        options = [(part.value, words) for part, words in PARTS.items()]
        yield OneOf("part", "Which part?", options)
        yield Words("detail", "What is right?", eg="if they said so. No names of people")

    def understood(self) -> str:
        return (
            "It comes up under To check until somebody has looked into it. If you know what is"
            " right, press e in place of this, and put it right at once."
        )

    def work(self, by: str) -> Message:
        part = WrongPart(self.chosen("part"))
        noted = self.errands.note_wrong(self.about.code, part, self.typed("detail"), by=by)
        return Done(f"Noted: {PARTS[noted.part]} of {clean_line(noted.name)}")


class UnlistWindow(DirectoryForm):
    """Take it out for good; the reason is for volunteers."""

    SEND = "take it out for good"

    def heading(self) -> str:
        return f"Take out for good? {self.about.name}"

    def fields(self) -> Iterable[Field]:
        yield Words("reason", "Why?", eg="they asked us to; it is not safe", longest=300)

    def understood(self) -> str:
        return (
            "All that we know of it goes, and no feed brings it back. Only volunteers read why."
            " To leave it in but out of sight, hide it: Esc, then h."
        )

    def gather(self) -> None:
        if not clean_line(self.typed("reason")):
            raise BadInput("Say why, for whoever wonders next year.", hint="A few words will do.")

    def work(self, by: str) -> Message:
        done = self.errands.do_not_list(self.about.code, self.typed("reason"), by=by)
        return Done(f"Not listed any more: {clean_line(done.name)}. u takes it back.")


class ListAgainWindow(FormWindow):
    """Let it come in again."""

    SEND = "let it in again"

    def __init__(self, gone: NotListedView) -> None:
        super().__init__()
        self._gone = gone

    def heading(self) -> str:
        return clean_line(f"Let it in again? {self._gone.name}")

    def understood(self) -> str:
        why = f"It was taken out because: {self._gone.reason}. " if self._gone.reason else ""
        return clean_line(f"{why}It comes back with its feed, or when somebody writes it in (n).")

    def work(self, by: str) -> Message:
        done = DirectoryErrands(self.app.errands).list_again(self._gone.number, by=by)
        return Done(f"It may be listed again: {clean_line(done.name)}")


class UncheckedWindow(FormWindow):
    """Whether help that nobody has checked for long is hidden from everybody."""

    SEND = "keep it so"

    def __init__(self, hides: bool) -> None:
        super().__init__()
        self._hides = hides

    def heading(self) -> str:
        return "What nobody has checked for 100 days"

    def fields(self) -> Iterable[Field]:
        options = (("n", "show it last, and say so"), ("y", "hide it from visitors"))
        yield OneOf("hides", "What to do?", options, "y" if self._hides else "n")

    def understood(self) -> str:
        if self.chosen("hides") == "y":
            return (
                "Kiosk, paper and search leave out what was not checked for 100 days, or never."
                " Much may go at once. Urgent helplines never disappear."
            )
        return (
            "It comes after all that is checked, with the words that nobody has checked it."
            " Urgent helplines always come first."
        )

    def gather(self) -> None:
        self._hides = self.chosen("hides") == "y"

    def work(self, by: str) -> Message:
        DirectoryErrands(self.app.errands).set_hides_unchecked(self._hides, by=by)
        return Done("Hidden: what nobody has checked." if self._hides else "All is shown again.")


class TheirsWindow(DirectoryForm):
    """What the feed says of what we changed: take theirs for one part of it."""

    SEND = "use what the feed says"

    def __init__(self, about: About, edits: Sequence[EditView]) -> None:
        super().__init__(about)
        self._edits = edits

    def heading(self) -> str:
        return f"Changed by us: {self.about.name}"

    def fields(self) -> Iterable[Field]:
        yield OneOf("part", "Which part?", [(one.field, one.label) for one in self._edits])

    @property
    def _edit(self) -> EditView:
        return next(one for one in self._edits if one.field == self.chosen("part"))

    def understood(self) -> str:
        one = self._edit
        ours, theirs = (clean_line(text)[:150] or "nothing" for text in (one.ours, one.theirs))
        return f"We say: {ours}\nThe feed says: {theirs}"

    def work(self, by: str) -> Message:
        one = self._edit
        done = self.errands.use_theirs(self.about.code, one.field, by=by)
        return Done(f"{one.label} as the feed has it: {clean_line(done.name)}")
