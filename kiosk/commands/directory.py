"""`hub directory list|show|needs|import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hub.views.directory import ServiceView
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.wrong_notes import wrong


@click.group("directory", epilog=example("hub directory list rent"))
def directory_command() -> None:
    """The directory: who can help."""


@directory_command.command("list", epilog=example("hub directory list", "hub directory list rent"))
@click.argument("words", nargs=-1)
@about_a_hub()
def list_(asked: Asked, *, words: tuple[str, ...]) -> None:
    """Every entry, or those in which the words occur."""
    from hub.directory.search import find_services, list_services

    with asked.store() as store:
        text = " ".join(words)
        today = asked.clock().today()
        found = (
            find_services(store, text, limit=1000, today=today)
            if text
            else list_services(store, today=today)
        )
    lines = [f"{one.code}  {one.name} ({one.organisation})" for one in found]
    asked.answer(
        {"services": [_document(one) for one in found]},
        "\n".join(lines) or "There is no such entry. Try other words.",
    )


@directory_command.command("show", epilog=example("hub directory show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One entry, and when it was last checked."""
    from hub.directory.assurance import assured_words
    from hub.directory.search import show_service

    with asked.store() as store:
        one = show_service(store, code, today=asked.clock().today())
    rows = [
        ("What", one.description),
        ("Phone", ", ".join(phone.number for phone in one.phones)),
        ("Web", one.url),
        ("Email", one.email),
        ("When", one.when),
        ("Who for", one.who_for),
        ("Cost", one.cost),
        ("Getting in", one.getting_in),
        ("Where", one.address),
        ("Area", one.area),
        ("Helps with", ", ".join(one.needs)),
        ("Please note", one.alert),
    ]
    lines = [f"{one.code}  {one.name}", one.organisation]
    lines += [f"{label}: {text}" for label, text in rows if text]
    lines.append(assured_words(one.assured_on, asked.clock().today()))
    asked.answer(_document(one), "\n".join(lines))


@directory_command.command("needs", epilog=example("hub directory needs"))
@about_a_hub()
def needs(asked: Asked) -> None:
    """The needs that activities and entries can meet, with their short names."""
    from hub.directory.needs import list_needs

    with asked.store() as store:
        found = [need for group in list_needs(store) for need in group.needs]
    asked.answer(
        {"needs": [{"need": one.slug, "name": one.name, "group": one.group} for one in found]},
        "\n".join(f"{one.slug}: {one.name} ({one.group_name})" for one in found),
    )


@directory_command.command("import", epilog=example("hub directory import services.json"))
@click.argument("file", type=click.Path(path_type=Path))
@about_a_hub(changes=True)
def import_(asked: Asked, *, file: Path) -> None:
    """Read Open Referral UK 3.0 services from FILE, row by row. Twice changes nothing."""
    from hub.directory.openreferral.saving import import_services

    with asked.changing() as store:
        report = import_services(store, asked.clock(), path=file, by=asked.by)
    document = {
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": [{"row": one.row, "why": one.why} for one in report.refused],
        "left_out": [{"row": one.row, "why": one.why} for one in report.left_out],
    }
    lines = [
        f"{report.read} read: {report.created} new, {report.updated} changed,"
        f" {report.unchanged} as they were, {len(report.refused)} refused."
    ]
    lines += [
        f"Row {one.row}{f' ({one.name})' if one.name else ''} was refused: {one.why}"
        for one in report.refused
    ]
    lines += [
        f"Row {one.row}{f' ({one.name})' if one.name else ''} came in without this: {one.why}"
        for one in report.left_out
    ]
    asked.answer(document, "\n".join(lines))


def _document(one: ServiceView) -> dict[str, Any]:
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
        "needs": list(one.needs),
        "assured": one.assured_on.isoformat() if one.assured_on else None,
    }


directory_command.add_command(wrong)
