"""How one entry of the directory reads at the desk: phone first, then the questions people ask."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from hub.directory.assurance import assured_words
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from kiosk.shared.drawing import wrap

QUESTION = 14
WIDEST = 92
"""Cells of a line that is easy to read."""


def entry_lines(service: ServiceView, today: date, width: int) -> Content:
    """The page of one entry, in lines of at most `width` cells."""
    width = min(width, WIDEST)
    lines = [Content.styled(line, "bold") for line in wrap(service.name, width)]
    if service.organisation != service.name:
        lines += [Content.styled(line, "$quiet") for line in wrap(service.organisation, width)]
    lines.append(Content(""))
    for warning in _warnings(service):
        lines += [Content.styled(line, "bold $urgent") for line in wrap(warning, width)]
        lines.append(Content(""))
    for phone in service.phones:
        lines += _answer("Text" if phone.is_text else "Phone", _phone_words(phone), width, "bold")
    for question, answer in _facts(service):
        lines += _answer(question, answer, width)
    lines += _answer("Code", service.code, width)
    checked = assured_words(service.assured_on, today)
    lines += [Content(""), *(Content.styled(line, "bold") for line in wrap(checked, width))]
    if service.description:
        lines.append(Content(""))
        for paragraph in service.description.split("\n"):
            lines += [Content(line) for line in wrap(paragraph, width)] or [Content("")]
    return Content("\n").join(lines)


def _warnings(service: ServiceView) -> list[str]:
    found = []
    if service.status is ServiceStatus.TEMPORARILY_CLOSED:
        found.append("CLOSED for now. Please ring before you send anybody.")
    elif service.status is not ServiceStatus.ACTIVE:
        found.append("CLOSED. This help isn't there any more.")
    if service.is_urgent:
        found.append("URGENT HELP")
    if service.alert:
        found.append(service.alert)
    return found


def _facts(service: ServiceView) -> tuple[tuple[str, str], ...]:
    return (
        ("When", service.when),
        ("Who for", service.who_for),
        ("Cost", service.cost),
        ("Where", service.address),
        ("Area", service.area),
        ("Getting in", service.getting_in),
        ("Access", "; ".join(service.accessibility)),
        ("Languages", ", ".join(service.languages)),
        ("Email", service.email),
        ("Web", service.url),
    )


def _phone_words(phone: PhoneView) -> str:
    return f"{phone.number} ({phone.note})" if phone.note else phone.number


def _answer(question: str, answer: str, width: int, style: str = "") -> list[Content]:
    """The question on the left of its answer; nothing where nobody knows."""
    lines = wrap(answer, width - QUESTION)
    return [
        Content.styled(f"{question if place == 0 else '':{QUESTION}}", "bold $mark")
        + Content.styled(line, style)
        for place, line in enumerate(lines)
    ]
