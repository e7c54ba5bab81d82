"""How an entry of the directory is answered by commands, as JSON and in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from hub.directory.assurance import assured_words, is_current, vanished_words
from hub.views.directory import PhoneView, ServiceStatus, ServiceView

_STATUS = {
    ServiceStatus.TEMPORARILY_CLOSED: "Closed for now",
    ServiceStatus.INACTIVE: "Closed",
    ServiceStatus.DEFUNCT: "Closed for good",
}


def entry_document(one: ServiceView) -> dict[str, Any]:
    """An entry in JSON."""
    return {
        "code": one.code,
        "id": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "description": one.description,
        "status": one.status.value,
        "phones": [phone.number for phone in one.phones],
        "email": one.email,
        "url": one.url,
        "who_for": one.who_for,
        "cost": one.cost,
        "when": one.when,
        "getting_in": one.getting_in,
        "address": one.address,
        "postcode": one.postcode,
        "area": one.area,
        "languages": list(one.languages),
        "accessibility": list(one.accessibility),
        "alert": one.alert,
        "needs": list(one.needs),
        "interests": list(one.interests),
        "local": one.is_local,
        "urgent": one.is_urgent,
        "hidden": one.is_hidden,
        "vanished": one.vanished_on.isoformat() if one.vanished_on else None,
        "assured": one.assured_on.isoformat() if one.assured_on else None,
    }


def entry_words(one: ServiceView, today: date, checked_by: str = "") -> str:
    """An entry on a page, with what people ask first."""
    lines = [f"{one.code}  {one.name}", one.organisation]
    lines += _warnings(one)
    rows = [
        ("What", one.description),
        ("Phone", ", ".join(map(_phone_words, one.phones))),
        ("Web", one.url),
        ("Email", one.email),
        ("When", one.when),
        ("Who for", one.who_for),
        ("Cost", one.cost),
        ("Getting in", one.getting_in),
        ("Where", one.address),
        ("Area", one.area),
        ("Languages", ", ".join(one.languages)),
        ("Access", "; ".join(one.accessibility)),
        ("Helps with", ", ".join(one.needs)),
        ("People who like", ", ".join(one.interests)),
        ("Please note", one.alert),
    ]
    lines += [f"{label}: {text}" for label, text in rows if text]
    checked = assured_words(one.assured_on, today)
    said_by = checked_by and is_current(one.assured_on, today)
    lines.append(f"{checked}, by {checked_by}" if said_by else checked)
    return "\n".join(lines)


def _warnings(one: ServiceView) -> list[str]:
    found = [_STATUS[one.status]] if one.status in _STATUS else []
    if one.is_urgent:
        found.append("Urgent help: always shown")
    elif one.is_hidden:
        found.append("Hidden: only volunteers see it")
    return found + list(filter(None, [vanished_words(one.vanished_on)]))


def _phone_words(phone: PhoneView) -> str:
    text = "text " if phone.is_text else ""
    return f"{text}{phone.number} ({phone.note})" if phone.note else f"{text}{phone.number}"


def entry_line(one: ServiceView) -> str:
    """An entry on one line."""
    return f"{one.code}  {one.name} ({one.organisation})"
