"""The lists of the directory, and how their lines read: never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hub.directory.assurance import AMBER_AFTER, STALE_AFTER, Freshness, freshness
from hub.views.directory import ServiceView
from hub.views.editing import DueReason, DueView, DuplicateView, NotListedView
from hub.views.sorts import WrongPart
from hub.views.visits import WrongNoteView
from hub.views.words import clean_line, date_words_short
from kiosk.desk.errands_directory import MOST, Listed
from kiosk.shared.drawing import fit

PHONE = 16
WHY = 22
"""Columns of a number, and of why somebody should look."""
WIDE = 64
"""Columns from which a line has room for the number."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the lists."""

    name: str
    key: str
    title: str
    about: str
    """What it holds, and what to do with it."""
    none: str
    """What is said where it is empty."""


FIND = Section("find", "/", "Find", "", "")
ALL = Section(
    "all", "l", "All", "Everything that people are shown.", "The directory is empty. Press n."
)
DUE = Section(
    "due",
    "t",
    "To check",
    "Ring them. If all of it is right: a, then Enter.",
    "Nothing is to be checked now.",
)
ALIKE = Section(
    "alike",
    "p",
    "Look alike",
    "These may be one. Enter puts two side by side.",
    "No two entries look like one.",
)
OUT = Section(
    "out",
    "o",
    "Out of sight",
    "What only the desk sees, and what must not come in again.",
    "Nothing is hidden, and everything may be listed.",
)
SECTIONS = (FIND, ALL, DUE, ALIKE, OUT)

PARTS = {
    WrongPart.PHONE: "the phone number",
    WrongPart.TIMES: "the times",
    WrongPart.ADDRESS: "the address",
    WrongPart.CLOSED: "it has closed",
    WrongPart.COST: "the cost",
    WrongPart.OTHER: "something else",
}
"""What somebody says is wrong, as it is chosen."""


def told(section: Section, items: Sequence[Listed]) -> str:
    """The line above a list."""
    if not items:
        return section.none
    many = f"The first {MOST}" if len(items) >= MOST else str(len(items))
    return f"{many}. {section.about}"


def code_of(one: Listed | None) -> str:
    """The code of the entry that a line is about; empty where it is about none, or two."""
    return getattr(one, "code", "")


def same(one: Listed, other: Listed | None) -> bool:
    """Whether two lines are about the same thing, looked at again."""
    if type(one) is not type(other):
        return False
    names = (
        ("number", "first", "second") if not isinstance(one, DueView | ServiceView) else ("code",)
    )
    return all(getattr(one, name, None) == getattr(other, name, None) for name in names)


def name_of(one: Listed | None) -> str:
    return clean_line(getattr(one, "name", ""))


def phone_of(one: Listed | None) -> str:
    """The number to ring."""
    match one:
        case DueView():
            return one.phone
        case ServiceView():
            return one.phones[0].number if one.phones else ""
        case _:
            return ""


def line_of(one: Listed, width: int, today: date) -> str:
    """A line of any list."""
    match one:
        case DueView():
            return _columns(one.name, due_words(one), one.phone, width)
        case WrongNoteView():
            times = f" ({one.times} say so)" if one.times > 1 else ""
            detail = f": {one.detail}" if one.detail else ""
            why = f"WRONG? {PARTS[one.part]}{times}{detail}"
            room = _name_room(width)
            return f"{fit(one.name, room)} {fit(why, max(0, width - room - 1))}"
        case DuplicateView():
            half = max(8, (width - 3 - WHY) // 2)
            why = fit(one.why[0] if one.why else "", max(0, width - 2 * half - 4))
            return f"{fit(one.first_name, half)} = {fit(one.second_name, half)} {why}"
        case NotListedView():
            why = f": {one.reason}" if one.reason else ""
            words = f"NOT LISTED since {date_words_short(one.since)}{why}"
            room = max(12, width // 2)
            return f"{fit(one.name, room)} {fit(words, max(0, width - room - 1))}"
        case ServiceView():
            mark = "HIDDEN" if one.is_hidden else checked_words(one, today)
            phone = one.phones[0].number if one.phones else ""
            return _columns(one.name, mark, phone, width)


def _columns(name: str, why: str, phone: str, width: int) -> str:
    number = f" {fit(phone, PHONE)}" if width >= WIDE else ""
    return f"{fit(name, _name_room(width))} {fit(why, WHY)}{number}"


def _name_room(width: int) -> int:
    return max(8, width - WHY - 1 - (PHONE + 1 if width >= WIDE else 0))


def due_words(one: DueView) -> str:
    """Why somebody should look, in a few words."""
    match one.reason:
        case DueReason.CLOSED:
            return "URGENT: closed?"
        case DueReason.REVIEW:
            return "look again: its day"
        case DueReason.VANISHED:
            return "left its feed"
        case DueReason.FADED:
            return f"{one.days} days: {'check now' if one.days >= STALE_AFTER else 'check soon'}"
        case DueReason.NEVER:
            return "never checked"


def checked_words(one: ServiceView, today: date) -> str:
    """When it was checked, in a few words."""
    if one.assured_on is None:
        return "never checked"
    days = (today - one.assured_on).days
    match freshness(one.assured_on, today):
        case Freshness.STALE:
            return f"{days} days: check now"
        case Freshness.AMBER:
            return f"{days} days: check soon"
        case Freshness.FRESH:
            return f"checked {date_words_short(one.assured_on)}"


def check_line(one: ServiceView, today: date, by: str) -> tuple[str, str]:
    """The same on its page, as a sentence, and the colour that goes with it."""
    if one.assured_on is None:
        return "NOT CHECKED YET. Ring them; if all of it is right, press a.", "bold $urgent"
    days = (today - one.assured_on).days
    who = f" by {by}" if by else ""
    ago = "today" if not days else f"{days} day{'s' if days != 1 else ''} ago"
    when = f"{date_words_short(one.assured_on)}{who}, {ago}"
    match freshness(one.assured_on, today):
        case Freshness.STALE:
            return f"CHECK NOW: last checked {when}.", "bold $urgent"
        case Freshness.AMBER:
            return f"CHECK SOON (after {AMBER_AFTER} days): checked {when}.", "bold"
        case Freshness.FRESH:
            return f"Checked {when}.", "bold"
