"""What visitors may print: next steps and leaflets, so many in an hour, and what they are told.

Everything here but `may` runs in a worker thread. A sheet is a file of its own for as long as CUPS
takes to read it; of the visit nothing stays, neither here nor, where no paper came, in CUPS.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.errors import HubError, NoPrinter
from hub.languages.language import ENGLISH, Language, to_say
from hub.noticeboard.read import Noticeboard
from hub.views.printing import Printing
from hub.views.sorts import Sheet
from kiosk.public.places import Entry, ListOnPaper, Printable, WhoCanHelp

if TYPE_CHECKING:
    from datetime import datetime

    from hub.views.plan import Plan
    from printables.printers import PrintJob

HOUR = 3600
NEWS_FOR = 10.0
"""Seconds in which a page comes out, or the printer says why not."""
LOOK_AGAIN = 0.5

COMING = to_say("It is coming out of the printer now.")
SOON = to_say("It comes out of the printer soon. If it doesn't, please ask at the desk.")
ENOUGH = to_say(
    "A lot has been printed here just now. Please ask at the desk: they can print it for you."
)
BUSY = to_say("The printer is still busy with the last sheet. Please try again in a minute.")
NOT_NOW = to_say("It couldn't be printed just now. Please ask at the desk.")
TELL = to_say("Please tell a volunteer at the desk.")


class VisitorsPrinter:
    """The printer of one kiosk."""

    def __init__(
        self,
        board_path: Path,
        clock: Clock,
        printing: Printing,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.is_there = False
        """Whether to offer it. Only `look` changes it."""
        self.prints_arabic = False
        """Whether to offer Arabic and Urdu. Only `look` changes it."""
        self._board_path = board_path
        self._clock = clock
        self._printing = printing
        self._seconds = seconds
        self._sent_at: list[float] = []
        self._at_work = threading.Lock()

    def look(self) -> None:
        """See whether the printer of the hub, or the usual one of this machine, is there."""
        from printables.printers import printers
        from printables.shaping import can_shape

        found = printers()
        named = self._printing.printer
        self.is_there = self._printing.per_hour > 0 and any(
            one.name == named if named else one.is_default for one in found
        )
        self.prints_arabic = self.is_there and can_shape()

    def put_on_paper(
        self, asked: Printable, language: Language = ENGLISH, on_paper: Language = ENGLISH
    ) -> tuple[str, bool]:
        """Print it in the language `on_paper`; the words for whoever waits, and whether paper
        comes."""
        words, comes = self._put(asked, on_paper)
        return " ".join(map(language.say, words)), comes

    def _put(self, asked: Printable, language: Language) -> tuple[tuple[str, ...], bool]:
        """The same with the words as sentences to say."""
        if not self._at_work.acquire(blocking=False):
            return (BUSY,), False
        try:
            now = self._seconds()
            self._sent_at = [at for at in self._sent_at if at > now - HOUR]
            if len(self._sent_at) >= self._printing.per_hour:
                return (ENOUGH,), False
            words, comes = self._print(asked, language)
            if comes:
                self._sent_at.append(now)
            return words, comes
        except (HubError, OSError, sqlite3.Error):
            return (NOT_NOW,), False
        finally:
            self._at_work.release()

    def _print(self, asked: Printable, language: Language) -> tuple[tuple[str, ...], bool]:
        from printables.kinds import SheetKind
        from printables.printers import send

        kind = SheetKind.LEAFLET if isinstance(asked, Entry) else SheetKind.NEXT_STEPS
        pages = self._pages(asked, language)
        # Readable for nobody else, and gone as soon as CUPS has read it.
        with tempfile.NamedTemporaryFile(prefix="sheet-", suffix=".pdf") as file:
            file.write(pages)
            file.flush()
            try:
                job = send(
                    Path(file.name),
                    kind,
                    queue=self._printing.printer,
                    two_sided=self._printing.two_sided,
                )
            except NoPrinter:  # its words say where the file is, which is no visitor's business
                return (NOT_NOW,), False
        return self._wait_for(job)

    def _pages(self, asked: Printable, language: Language) -> bytes:
        """The sheet. Reads the noticeboard by itself, so that the screen goes on meanwhile."""
        board = Noticeboard.open(self._board_path)
        try:
            now = self._clock.now()
            if isinstance(asked, Entry):
                from printables.drawing import pdf
                from printables.gathering import leaflet_of

                # Large print fills the A4 paper that lies in the printer.
                return pdf(leaflet_of(board, asked.code, now=now, large=True, language=language))
            from printables.sheets.next_steps import next_steps_pdf

            plan = self._plan(board, asked, now, language)
            return next_steps_pdf(plan, board.hub().site, language=language)
        finally:
            board.close()

    def _plan(
        self,
        board: Noticeboard,
        asked: WhoCanHelp | ListOnPaper,
        now: datetime,
        language: Language,
    ) -> Plan:
        """Next steps for a need, or of what the visitor chose herself."""
        if isinstance(asked, ListOnPaper):
            from kiosk.public.list_plan import plan_of_list

            return plan_of_list(board, asked.entries, now, language)
        from hub.noticeboard.planning import plan_for
        from hub.views.plan import PlanWishes

        return plan_for(board, PlanWishes(needs=(asked.need,)), now=now, language=language)

    def _wait_for(self, job: PrintJob) -> tuple[tuple[str, ...], bool]:
        """Until paper comes, or the printer says why not. A sheet that is stuck is taken back: the
        next visitor shall not find what somebody else needed.
        """
        from printables.printer_words import PrintState
        from printables.printers import news_of, take_back

        until = time.monotonic() + NEWS_FOR
        while True:
            news = news_of(job)
            if news.state is PrintState.STOPPED:
                take_back(job)
                return (news.words, TELL), False
            if news.state in (PrintState.PRINTING, PrintState.DONE):
                return (COMING,), True
            if time.monotonic() >= until:
                return (SOON,), True
            time.sleep(LOOK_AGAIN)


def sheet_counted(asked: Printable) -> Sheet:
    """What the hub counts that was taken away."""
    return Sheet.LEAFLET if isinstance(asked, Entry) else Sheet.NEXT_STEPS
