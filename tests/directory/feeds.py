"""Makes the feeds that the tests of imports read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ORGANISATION = {"id": "o1", "name": "Advice", "description": "A charity."}


def row(uid: str, **more: Any) -> dict[str, Any]:
    """A service with nothing but what 3.0 requires."""
    return {"id": uid, "name": "Help", "status": "active", "organization": ORGANISATION} | more


def full_row(uid: str = "full") -> dict[str, Any]:
    """A service with something of everything that the hub keeps."""
    return row(
        uid,
        description="We listen.",
        url="https://help.example/",
        email="ask@help.example",
        minimum_age=18,
        assured_date="2026-11-01",
        assurer_email="pat@help.example",
        last_modified="2026-11-02T10:30:45.123Z",
        organization=ORGANISATION
        | {"logo": "https://help.example/logo.png", "uri": "https://help.example/id"},
        contacts=[
            {
                "id": "c1",
                "name": "Ann Persona",
                "title": "Reception",
                "email": "ann@help.example",
                "phones": [{"id": "p1", "number": "0117 496 0000", "description": "mornings"}],
            }
        ],
        phones=[{"id": "p2", "number": "0117 496 0001", "extension": "12"}],
        schedules=[
            {
                "id": "s1",
                "freq": "WEEKLY",
                "byday": "MO,TU",
                "opens_at": "10:00",
                "closes_at": "12:30Z",
            },
            {"id": "s2", "valid_to": "2026-11-22", "description": "Only last summer"},
        ],
        languages=[{"id": "l1", "name": "English"}, {"id": "l2", "name": "Welsh"}],
        service_areas=[{"id": "a1", "name": "Bristol"}, {"id": "a2", "service_area": "Bath"}],
        cost_options=[
            {"id": "k1", "option": "Under 18s", "amount": 3.5, "amount_description": "a session"},
            {"id": "k2", "amount": 0},
        ],
        attributes=[{"id": "t", "taxonomy_term": {"id": "openEligibility:1263", "name": "Debt"}}],
        service_at_locations=[place("1"), place("2")],
    )


def place(number: str, **more: Any) -> dict[str, Any]:
    """A service_at_location."""
    location: dict[str, Any] = {
        "id": f"loc{number}",
        "location_type": "physical",
        "name": f"House {number}",
        "latitude": 51.45,
        "longitude": -2.6,
        "addresses": [{"id": "x", "address_1": f"{number} High Street", "city": "Bristol"}],
        "accessibility": [{"id": "y", "description": f"A ramp at {number}"}],
    }
    return {"id": f"at{number}", "location": location} | more


def feed(folder: Path, document: Any) -> Path:
    """The document as a file."""
    path = folder / "feed.json"
    path.write_text(json.dumps(document))
    return path
