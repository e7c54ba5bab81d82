"""From a file to rows of services: a bare list, a page of 3.0 or 1.0, one service, services of an
organisation, or services at locations. What is none of these is refused whole, in words.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hub.errors import BadInput, NotFound

MAX_BYTES = 50_000_000
_NOT_SERVICES = (
    ("openapi_url", "details about a feed"),
    ("taxonomy_terms", "a taxonomy"),
    ("term_uri", "terms of a taxonomy"),
    ("version", "a taxonomy or details about a feed"),
    ("location_type", "places without services"),
)
_MARKS = {"status", "organization", "organization_id", "schedules", "service_at_locations"}
_ASK = "Ask for the file of services, as Open Referral UK 3.0 JSON."


def read_rows(path: Path) -> list[Any]:
    """The rows of services in a file, unchecked. Raises NotFound or BadInput."""
    if not path.is_file():
        raise NotFound(f"There is no file {path.name!r}.", hint="Check its name and folder.")
    if path.stat().st_size > MAX_BYTES:
        raise BadInput("The file is larger than 50 MB.", hint="Ask for it in several parts.")
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except RecursionError:
        raise BadInput("The file is nested too deep to be Open Referral.", hint=_ASK) from None
    except ValueError:
        raise BadInput("The file isn't JSON, or it is cut short.", hint=_ASK) from None
    rows: Any = document
    if isinstance(document, dict):
        pages = [document[key] for key in ("contents", "content") if key in document]
        rows = pages[0] if pages else [document]
    if not isinstance(rows, list):
        raise BadInput("The file isn't Open Referral.", hint=_ASK)
    found = [service for row in rows for service in _services_of(row)]
    if rows and not any(isinstance(row, dict) and _MARKS & row.keys() for row in found):
        raise BadInput(f"This is {_what(rows[0])}, not services.", hint=_ASK)
    return found


def _services_of(row: Any) -> list[Any]:
    if not isinstance(row, dict):
        return [row]
    if isinstance(row.get("services"), list):
        organisation = {key: value for key, value in row.items() if key != "services"}
        return [
            {"organization": organisation} | one if isinstance(one, dict) else one
            for one in row["services"]
        ]
    if isinstance(row.get("service"), dict):
        place = {key: value for key, value in row.items() if key != "service"}
        return [row["service"] | {"service_at_locations": [place]}]
    return [row]


def _what(row: Any) -> str:
    if isinstance(row, dict):
        for mark, words in _NOT_SERVICES:
            if mark in row:
                return words
        if {"name", "description"} <= row.keys():
            return "organisations or terms"
    return "something else than Open Referral"
