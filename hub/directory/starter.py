"""Loads services from our own TOML: the national starter every hub begins with, and the demo's
local ones. Nothing in the starter is marked as checked: that is for a coordinator.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from hub.clock import Clock
from hub.directory.entry import (
    DetailEntry,
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
)
from hub.directory.interests import tie_interests
from hub.directory.keeping import keep
from hub.directory.reading_times import read_times
from hub.errors import WrongField
from hub.resources import read_toml
from hub.store.changes import mark_public_change
from hub.views.words import clean, clean_line

_OURS = uuid.UUID("3c5d9b0e-0f0e-5a55-9a0e-6f0b7a5f7c11")
"""Namespace of ids for rows that state none, the same each time."""


def load_starter(session: Session, clock: Clock) -> None:
    """Put the national starter directory into the store. The needs must be there."""
    load_services(session, clock, read_toml("starter.toml"), source="starter")


def load_services(
    session: Session, clock: Clock, table: dict[str, Any], *, source: str = "desk"
) -> None:
    """Put the services of a TOML table into the store, with links to needs and interests that
    are there.
    """
    organisations = {row["slug"]: _organisation(row) for row in table.get("organisation", ())}
    entries = [
        _service(row, organisations[row["organisation"]], clock) for row in table.get("service", ())
    ]
    kept = keep(session, entries, source=source, today=clock.today())
    tie_interests(
        session,
        {
            entry.uid: row["interests"]
            for entry, row in zip(entries, table.get("service", ()), strict=True)
            if row.get("interests")
        },
    )
    if kept.created or kept.updated:
        mark_public_change(session)


def _organisation(row: dict[str, Any]) -> OrganisationEntry:
    return OrganisationEntry(
        uid=row.get("id") or str(uuid.uuid5(_OURS, row["slug"])),
        name=clean_line(row["name"]),
        description=clean(row.get("description", "")),
        website=clean_line(row.get("website", "")),
    )


def _service(row: dict[str, Any], organisation: OrganisationEntry, clock: Clock) -> ServiceEntry:
    uid = row.get("id") or str(uuid.uuid5(_OURS, f"{row['organisation']}/{row['name']}"))

    def line(name: str) -> str:
        return clean_line(row.get(name, ""))

    def texts(name: str) -> list[str]:
        value = row.get(name, ())
        return [clean_line(text) for text in ([value] if isinstance(value, str) else value) if text]

    def child(what: str) -> str:
        return str(uuid.uuid5(uuid.UUID(uid), what))

    days = row.get("assured_days_ago")
    remarks = "\n".join(texts("accessibility"))
    has_place = bool(line("address") or remarks)
    place = LocationEntry(child("place"), address_1=line("address"), accessibility=remarks)
    times = _times(line("when"))
    return ServiceEntry(
        uid=uid,
        organisation=organisation,
        name=line("name"),
        description=clean(row.get("description", "")),
        url=line("url"),
        email=line("email"),
        fees=line("cost"),
        eligibility=line("who_for"),
        opening="" if times else line("when"),
        schedules=tuple(
            replace(one, uid=child(f"times {number}")) for number, one in enumerate(times)
        ),
        getting_in=clean(row.get("getting_in", "")),
        alert=line("alert"),
        is_local=row.get("local", False),
        is_urgent=row.get("urgent", False),
        assured_on=None if days is None else clock.today() - timedelta(days=days),
        phones=tuple(
            PhoneEntry(
                child(f"phone {number}"),
                clean_line(phone["number"]),
                kind="text" if phone.get("text") else "voice",
                note=clean_line(phone.get("note", "")),
            )
            for number, phone in enumerate(row.get("phones", ()))
        ),
        locations=(place,) if has_place else (),
        details=tuple(
            DetailEntry(kind, text)
            for kind, name in (("area", "area"), ("language", "languages"))
            for text in texts(name)
        ),
        needs=tuple(row.get("needs", ())),
    )


def _times(words: str) -> tuple[ScheduleEntry, ...]:
    """Opening times for machines too, where the words are times; else they stay words."""
    try:
        return read_times(words)
    except WrongField:
        return ()
