"""From a file to rows of services: a bare list, a page of 3.0 or 1.0, one service, services of an
organisation, or services at locations. What is none of these is refused whole, in words.

Nothing here recurses into the file: its depth is measured first. A large file is streamed.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import ijson

from hub.errors import BadInput, NotFound

MAX_BYTES = 200_000_000
STREAMED_FROM = 20_000_000
"""Up to this many bytes a file is read at once; a larger one is read row by row."""
MAX_DEPTH = 100

_BOM = b"\xef\xbb\xbf"
_ASK = "Ask for the file of services, as Open Referral UK 3.0 JSON."
LATER = frozenset({"service_taxonomys", "regular_schedules", "eligibilitys", "fundings"})
"""Keys that only Open Referral UK 1.0 has."""
MARKS = (
    frozenset({"status", "organization", "organization_id", "schedules"})
    | LATER
    | {"service_at_locations"}
)
"""A row that has one of these keys is meant to be a service."""

_ORGANISATION = frozenset(
    {"website", "uri", "logo", "email", "organization_identifiers", "services"}
)
_NOT_SERVICES = (
    ("openapi_url", "details about a feed"),
    ("taxonomy_terms", "a taxonomy"),
    ("term_uri", "a term of a taxonomy"),
    ("version", "a taxonomy or details about a feed"),
    ("location_type", "a place without services"),
)

# One bracket, and before it anything else; what stands in quotes is skipped whole. Possessive
# throughout, so that no file can make it go back.
_TO_BRACKET = re.compile(
    rb'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z))*+([\[\]{}])', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, unchecked."""

    value: Any
    is_one_place: bool = False
    """From a list of services at locations: it names one place, and says nothing of others."""
    is_old: bool = False
    """From a page of Open Referral UK 1.0, which may leave the status out."""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of services in a file, unchecked, in their order.

    Raises NotFound or BadInput if the file as a whole can't be read, at the latest after its last
    row: keep none of them before.
    """
    try:
        if path.is_dir():
            raise BadInput(f"{path.name!r} is a folder.", hint="Name the file in it.")
        if not path.is_file():
            raise NotFound(f"There is no file {path.name!r}.", hint="Check its name and folder.")
        with path.open("rb") as file:
            yield from _checked(_documents(file))
    except OSError as error:
        words = f"The file {path.name!r} can't be read: {error.strerror or 'the disk fails'}."
        raise BadInput(words, hint="Check that it belongs to you, or copy it again.") from error


def what_it_is(value: Any) -> str:
    """What a row that is no service seems to be; empty if nobody can tell."""
    if isinstance(value, dict):
        for mark, words in _NOT_SERVICES:
            if mark in value:
                return words
        if {"name", "description"} <= value.keys():
            return "an organisation without services" if _ORGANISATION & value.keys() else "a term"
    return ""


def _checked(rows: Iterator[Row]) -> Iterator[Row]:
    first: Any = None
    count, is_feed = 0, False
    for count, row in enumerate(rows, 1):
        first = row.value if count == 1 else first
        is_feed = is_feed or (isinstance(row.value, dict) and bool(MARKS & row.value.keys()))
        yield row
    if count and not is_feed:
        what = what_it_is(first)
        words = f"This is {what}: there are no services in it." if what else ""
        raise BadInput(words or "This isn't Open Referral: no service is in it.", hint=_ASK)


def _documents(file: BinaryIO) -> Iterator[Row]:
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        raise BadInput(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
            hint="Ask for it in several parts.",
        )
    if not size:
        raise BadInput("The file is empty.", hint=_ASK)
    _refuse_depth(file)
    file.seek(0)
    start = len(_BOM) if file.read(len(_BOM)) == _BOM else 0
    file.seek(start)
    if size > STREAMED_FROM:
        yield from _streamed(file, start)
        return
    document = _whole(file.read())
    if isinstance(document, dict):
        for key in ("contents", "content"):
            if key in document:
                rows = document[key]
                break
        else:
            rows = [document]
    else:
        key, rows = "", document
    if not isinstance(rows, list):
        raise BadInput("The file isn't Open Referral.", hint=_ASK)
    for row in rows:
        yield from _services_of(row, is_old=key == "content")


def _whole(data: bytes) -> Any:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise BadInput("The file isn't UTF-8 text.", hint=_ASK) from None
    if not text.strip():
        raise BadInput("The file is empty.", hint=_ASK)
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_number)
    except (ValueError, RecursionError):
        raise BadInput("The file isn't JSON, or it is cut short.", hint=_ASK) from None


def _no_number(name: str) -> NoReturn:
    raise BadInput(f"The file holds {name}, which JSON doesn't allow.", hint=_ASK)


def _number(digits: str) -> int | float:
    """A number too long for anything we keep becomes infinity, which no field accepts."""
    return int(digits) if len(digits) < 20 else float("inf")


def _streamed(file: BinaryIO, start: int) -> Iterator[Row]:
    head = file.read(4096).lstrip()[:1]
    found = False
    for prefix in ("item",) if head == b"[" else ("contents.item", "content.item"):
        file.seek(start)
        try:
            for row in ijson.items(file, prefix, use_float=True):
                found = True
                yield from _services_of(row, is_old=prefix == "content.item")
        except (ijson.JSONError, ValueError, RecursionError) as error:
            if "utf8" in str(error).lower() or isinstance(error, UnicodeDecodeError):
                raise BadInput("The file isn't UTF-8 text.", hint=_ASK) from None
            raise BadInput("The file isn't JSON, or it is cut short.", hint=_ASK) from None
        if found:
            return
    raise BadInput("The file isn't Open Referral.", hint=_ASK)


def _refuse_depth(file: BinaryIO) -> None:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        depth = 0
        found = _TO_BRACKET.match(data)
        while found:
            depth += 1 if found[1] in b"[{" else -1
            if depth > MAX_DEPTH:
                words = f"The file is nested deeper than {MAX_DEPTH} levels."
                raise BadInput(f"{words} No Open Referral file is.", hint=_ASK)
            found = _TO_BRACKET.match(data, found.end())


def _services_of(row: Any, *, is_old: bool) -> Iterator[Row]:
    if not isinstance(row, dict):
        yield Row(row)
        return
    services, service = row.get("services"), row.get("service")
    if isinstance(services, list) and services:
        organisation = {key: value for key, value in row.items() if key != "services"}
        for one in services:
            value = {"organization": organisation} | one if isinstance(one, dict) else one
            yield Row(value, is_old=is_old)
    elif isinstance(service, dict):
        place = {key: value for key, value in row.items() if key != "service"}
        yield Row(service | {"service_at_locations": [place]}, is_one_place=True, is_old=is_old)
    else:
        yield Row(row, is_old=is_old)
