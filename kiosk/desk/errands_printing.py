"""How a sheet gets from the desk to paper: laid out, shown, sent to a printer or saved, and what
the printer says of it. Runs in worker threads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.errors import NoPrinter, NoStorage
from hub.languages.catalogue import language_for
from hub.views.printing import Printing
from hub.views.words import clean_line
from kiosk.desk.errands_sheets import Hit, SheetErrands
from kiosk.desk.printed_before import Before, note_printed, printed_before
from kiosk.desk.printing_choices import CHOICES, Choice, Order, plain_order
from kiosk.desk.writing import write_privately
from printables.cells import Line
from printables.printer_words import PrintState
from printables.printers import DEFAULT, Printer, PrintJob, news_of, printers, send

if TYPE_CHECKING:
    from printables.boxes import Sheet

NO_PRINTER = "No printer is set up here: s saves the page. To set one up, see: hub printers"
ONLY_ON_PAPER = "On paper this is in {language}. A screen can't write that: here it is in English."
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Paper:
    """What there is to print with, and what was printed before."""

    printers: tuple[Printer, ...]
    before: tuple[Before, ...]
    waiting: tuple[str, ...]
    """Sheets whose file lies ready and that nobody has printed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as lines of text, and what was said while it was made."""

    pages: tuple[tuple[Line, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Went:
    """Where a sheet is, in words, and the job to ask the printer about."""

    words: str
    job: PrintJob | None = None
    path: Path | None = None
    is_over: bool = True
    """Whether there is nothing more to hear of it."""
    news: str = ""
    """What the printer said last."""


class PrintErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(
        self, sheets: SheetErrands, clock: Clock, folder: Path | None, printing: Printing
    ) -> None:
        self._sheets = sheets
        self._clock = clock
        self._folder = folder
        self._printing = printing

    def paper(self) -> Paper:
        """What a volunteer should know before printing."""
        return Paper(printers(), *ready_sheets(self._folder, self._clock))

    def find(self, choice: Choice, words: str) -> tuple[Hit, ...]:
        return choice.find(self._sheets, words) if choice.find is not None else ()

    def show(self, order: Order, width: int) -> Shown:
        """The very sheet that would be printed, for a screen `width` cells wide; one that runs from
        right to left in English, as no terminal can write it.
        """
        from printables.preview import preview

        sheet, notes = self._make(order)
        language = language_for(order.asked.how.language)
        if language.is_right_to_left:
            in_english = replace(order.asked, how=replace(order.asked.how, language="en"))
            sheet, notes = self._make(replace(order, asked=in_english))
            notes = (ONLY_ON_PAPER.format(language=language.in_english), *notes)
        return Shown(preview(sheet, width), notes)

    def send(self, order: Order, copies: int) -> Went:
        """To the printer; where none takes it, saved."""
        path, sheet, notes = self._write(order)
        try:
            job = send(
                path,
                order.choice.kind,
                queue=self._printing.printer or DEFAULT,
                copies=copies,
                two_sided=self._printing.two_sided,
                paper="A5" if _is_a5(sheet) else "A4",
            )
        except NoPrinter as error:
            words = f"No printer took it: saved as {path}. {error.message} See: hub printers"
            return Went(_with(words, notes))
        now = self._clock.now()
        if order.choice.kind.is_about_somebody:
            # The printer has its own copy, and no shelf of people's papers grows.
            path.unlink(missing_ok=True)
        else:
            note_printed(path.parent, Before(order.sheet, now, job.queue))
        many = f", {copies} copies" if copies > 1 else ""
        words = _with(f"On {clean_line(job.queue)}, {now:%H:%M}{many}.", notes)
        kept = path if path.exists() else None
        return Went(words, job, kept, is_over=False, news="Printing…")

    def save(self, order: Order) -> Went:
        path, _, notes = self._write(order)
        return Went(_with(f"Saved as {path}.", notes))

    def news(self, went: Went) -> Went:
        """The same, with what the printer says now."""
        assert went.job is not None
        heard = news_of(went.job, went.path)
        return replace(went, news=clean_line(heard.words), is_over=heard.state is PrintState.DONE)

    def _write(self, order: Order) -> tuple[Path, Sheet, tuple[str, ...]]:
        from printables.drawing import pdf

        if self._folder is None:
            raise NoStorage("This desk has no folder for paper.", hint="Start it with: hub desk")
        sheet, notes = self._make(order)
        path = self._folder / order.file
        write_privately(path, pdf(sheet))
        return path, sheet, notes

    def _make(self, order: Order) -> tuple[Sheet, tuple[str, ...]]:
        made = order.choice.make(self._sheets, order.asked)
        said = (*made.notes, *made.sheet.left_out)
        return made.sheet, tuple(clean_line(words)[:LONGEST_NOTE] for words in said)


def ready_sheets(folder: Path | None, clock: Clock) -> tuple[tuple[Before, ...], tuple[str, ...]]:
    """What was printed before, and which sheets lie ready in the folder unprinted."""
    before = printed_before(folder)
    if folder is None:
        return before, ()
    printed = {one.sheet for one in before}
    orders = (plain_order(choice, clock.today()) for choice in CHOICES if choice.find is None)
    ready = (one.sheet for one in orders if (folder / one.file).exists())
    return before, tuple(one for one in ready if one not in printed)


def _is_a5(sheet: Sheet) -> bool:
    from printables.paper import A5

    page = sheet.pages[0]
    return sorted((page.width, page.height)) == sorted(A5)


def _with(words: str, notes: tuple[str, ...]) -> str:
    return " ".join((words, *notes))
