"""How one entry of the directory reads at the desk: phone first, then the questions people ask,
then what only the desk needs: what is said to be wrong, our edits, where it came from.
"""

from __future__ import annotations

from datetime import date

from textual.content import Content

from hub.directory.assurance import vanished_words
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.editing import DeskEntry, PlaceForm
from hub.views.words import date_words_short
from kiosk.desk.directory_words import PARTS, check_line
from kiosk.shared.drawing import wrap

QUESTION = 14
WIDEST = 92
"""Cells of a line that is easy to read."""


def entry_lines(entry: DeskEntry, today: date, width: int) -> Content:
    """The page of one entry, in lines of at most `width` cells."""
    service = entry.service
    width = max(QUESTION + 10, min(width, WIDEST))
    lines = [Content.styled(line, "bold") for line in wrap(service.name, width)]
    if service.organisation != service.name:
        lines += [Content.styled(line, "$quiet") for line in wrap(service.organisation, width)]
    lines.append(Content(""))
    for warning in (*_warnings(service), *_said_wrong(entry)):
        lines += [Content.styled(line, "bold $urgent") for line in wrap(warning, width)]
    if not lines[-1].plain:
        lines.pop()
    lines.append(Content(""))
    for phone in service.phones:
        lines += _answer("Text" if phone.is_text else "Phone", _phone_words(phone), width, "bold")
    for question, answer in _facts(entry):
        lines += _answer(question, answer, width)
    lines += _answer("Code", service.code, width)
    checked, style = check_line(service, today, entry.checked_by)
    lines += [Content(""), *(Content.styled(line, style) for line in wrap(checked, width))]
    if service.description:
        lines.append(Content(""))
        for paragraph in service.description.split("\n"):
            lines += [Content(line) for line in wrap(paragraph, width)] or [Content("")]
    return Content("\n").join([*lines, Content(""), *_for_the_desk(entry, width)])


def _warnings(service: ServiceView) -> list[str]:
    found = []
    if service.status is ServiceStatus.TEMPORARILY_CLOSED:
        found.append("CLOSED for now. Please ring before you send anybody.")
    elif service.status is not ServiceStatus.ACTIVE:
        found.append("CLOSED. This help isn't there any more.")
    if service.is_urgent:
        found.append("URGENT HELP: it is always shown.")
    elif service.is_hidden:
        found.append("HIDDEN: only we at the desk see it.")
    if service.vanished_on is not None:
        found.append(f"{vanished_words(service.vanished_on)}.")
    if service.alert:
        found.append(service.alert)
    return found


def _said_wrong(entry: DeskEntry) -> list[str]:
    found = []
    for one in entry.notes:
        who = f"{one.times} people say" if one.times > 1 else "Somebody says"
        detail = f" ({one.detail})" if one.detail else ""
        found.append(f"{who} this is wrong: {PARTS[one.part]}{detail}. Settled? Press s.")
    return found


def _facts(entry: DeskEntry) -> tuple[tuple[str, str], ...]:
    service = entry.service
    ages = entry.ages if entry.ages != service.who_for else ""
    places = tuple(("Where", place_words(one)) for one in entry.places)
    return (
        ("When", service.when),
        ("Who for", service.who_for),
        ("Ages", ages),
        ("Cost", service.cost),
        *places,
        ("Area", service.area),
        ("Getting in", service.getting_in),
        ("Access", "; ".join(service.accessibility)),
        ("Languages", ", ".join(service.languages)),
        ("Email", service.email),
        ("Web", service.url),
        ("Helps with", "; ".join(entry.needs)),
        ("For who likes", "; ".join(entry.interests)),
    )


def _for_the_desk(entry: DeskEntry, width: int) -> list[Content]:
    """What only volunteers read."""
    lines: list[Content] = []
    for one in entry.contacts:
        who = ", ".join(filter(None, (one.name, one.role, one.email)))
        lines += _answer("Only for us", who, width)
    for edit in entry.edits:
        says = "says the same by now" if edit.is_same else f"says: {edit.theirs or 'nothing'}"
        words = (
            f"{edit.label}. We say: {edit.ours or 'nothing'} (since"
            f" {date_words_short(edit.edited_on)}). Its feed {says}"
        )
        lines += _answer("Changed by us", words, width)
    if entry.review_on is not None:
        lines += _answer("Look again", date_words_short(entry.review_on), width)
    return [*lines, *(Content.styled(line, "$quiet") for line in wrap(entry.source, width))]


def place_words(one: PlaceForm) -> str:
    return ", ".join(filter(None, (one.name, one.address, one.town, one.county, one.postcode)))


def _phone_words(phone: PhoneView) -> str:
    return f"{phone.number} ({phone.note})" if phone.note else phone.number


def _answer(question: str, answer: str, width: int, style: str = "") -> list[Content]:
    """The question on the left of its answer; nothing where nobody knows."""
    lines = wrap(answer, width - QUESTION)
    return [
        Content.styled(f"{question if place == 0 else '':{QUESTION}}", "bold $quiet")
        + Content.styled(line, style)
        for place, line in enumerate(lines)
    ]
