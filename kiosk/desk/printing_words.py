"""The words of the Print screen: what a line of its list says, and how a sheet is set."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hub.languages.language import Language
from hub.languages.spoken import LANGUAGES
from hub.views.words import day_words_short
from kiosk.desk.errands_sheets import How
from kiosk.desk.printed_before import Before, last_time
from kiosk.desk.printing_choices import Choice, Order, Spoken
from kiosk.shared.drawing import fit

if TYPE_CHECKING:
    from kiosk.desk.errands_printing import Paper

NOT_YET = "not printed yet"
READY = "ready, not printed yet"
A_WEEK = 7


def printed_words(one: Before, today: date) -> str:
    """ "printed Mon 10:42", and with the date where that was long ago."""
    day = day_words_short(one.at.date())
    if 0 <= (today - one.at.date()).days < A_WEEK:
        return f"printed {day.partition(' ')[0]} {one.at:%H:%M}"
    return f"printed {day}"


def state_words(order: Order, paper: Paper | None, today: date) -> str:
    """What is known of it: when it was printed, or that it wasn't."""
    if paper is None or order.choice.find is not None:
        return ""
    before = last_time(paper.before, order.sheet)
    if before is not None:
        return printed_words(before, today)
    if not order.choice.about(today):
        return ""  # it is printed when it runs out, and not each week
    return READY if order.sheet in paper.waiting else NOT_YET


def choice_line(order: Order, state: str, width: int) -> str:
    """The title at the left, what is known of it at the right."""
    title = order.choice.title
    if order.about:
        title = f"{title.removesuffix('…').removesuffix('of ').rstrip()}: {order.about}"
    room = width - cell_len(state) - 1 if state else width
    return f"{fit(title, room)} {state}" if state else fit(title, width)


def languages_of(choice: Choice) -> tuple[Language, ...]:
    """Those in which the sheet can be printed; one of them alone is no choice."""
    match choice.spoken:
        case Spoken.ENGLISH:
            return ()
        case Spoken.LEFT_TO_RIGHT:
            return tuple(one for one in LANGUAGES if not one.is_right_to_left)
        case Spoken.ALL:
            return LANGUAGES


def language_after(code: str, choice: Choice) -> str:
    """The code of the next one in turn."""
    codes = [one.code for one in languages_of(choice)]
    return codes[(codes.index(code) + 1) % len(codes)] if code in codes else "en"


def how_words(choice: Choice, how: How, copies: int) -> list[tuple[str, str]]:
    """Each setting with its key."""
    said = []
    if choice.has_large:
        said.append(("l", "Large print" if how.large else "Normal print"))
    if languages_of(choice):
        said.append(("y", next(one.in_english for one in LANGUAGES if one.code == how.language)))
    if choice.layouts is not None:
        layouts = choice.layouts
        said.append(("g", layouts.other if how.is_other_layout else layouts.first))
    said.append(("c", "1 copy" if copies == 1 else f"{copies} copies"))
    return said


def ready_words(paper: Paper, printer: str) -> str:
    """Where a sheet would go, before anything was printed."""
    from kiosk.desk.errands_printing import NO_PRINTER

    if not paper.printers:
        return NO_PRINTER
    for one in paper.printers:
        if one.name == printer or (one.is_default and not printer):
            return f"Prints on {one.name}. {one.words}"
    if printer:
        return f"There is no printer called {printer}. See: hub printers"
    return "No printer is chosen to be the usual one. See: hub printers"
