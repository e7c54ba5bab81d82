"""The small windows of the directory: it is right, it is wrong, look again, hide, do not list, what
the feed says. Each asks one thing, and Enter does it.

Leaves what is allowed to `hub.directory`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.message import Message

from hub.errors import BadInput
from hub.timetable.typed import read_date
from hub.timetable.typed_past import read_past_date
from hub.views.visits import WrongPart
from hub.views.words import clean_line, date_words, day_words
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
