"""The places of the desk, in the order of their number keys. A new screen adds a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One screen of the desk."""

    key: str
    name: str
    """Its mode in `kiosk.desk.app`."""
    title: str


PLACES = (
    Place("1", "today", "Today"),
    Place("2", "rooms", "Rooms"),
    Place("3", "groups", "Groups"),
    Place("4", "signpost", "Signpost"),
    Place("5", "directory", "Directory"),
    Place("6", "print", "Print"),
)
