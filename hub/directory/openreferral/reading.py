"""From a document to rows of services: a bare list, a page of 3.0 or 1.0, one service, services of
an organisation, or services at locations. What is none of these is refused whole, in words.

How a document is taken apart without holding it is decided by `splitting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from hub.directory.openreferral.splitting import ASK, Splitter
from hub.errors import BadInput, NotFound
from hub.views.limits import Limits

CHUNK = 256 * 1024
Progress = Callable[[int, int], None]
"""Told how much was read, and of how much; 0 where nobody knows."""
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


@dataclass(frozen=True, slots=True)
class Row:
    """One row, unchecked."""

    value: Any
    is_one_place: bool = False
    """From a list of services at locations: it names one place, and says nothing of others."""
    is_old: bool = False
    """From a page of Open Referral UK 1.0, which may leave the status out."""
    refused: str = ""
    """Why it was skipped unread; then `value` has no more than its id and its name."""
    number: int = 0
    """Where people find it; 0 if that is its place among the rows."""


def read_rows(
    path: Path, limits: Limits | None = None, progress: Progress | None = None
) -> Iterator[Row]:
    """The rows of services in a file, unchecked, in their order.

    Raises NotFound or BadInput if the file as a whole can't be read, at the latest after its last
    row: keep none of them before.
    """
    limits = limits or Limits()
    try:
        if path.is_dir():
            raise BadInput(f"{path.name!r} is a folder.", hint="Name the file in it.")
        if not path.is_file():
            raise NotFound(f"There is no file {path.name!r}.", hint="Check its name and folder.")
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size > limits.bytes:
                raise BadInput(
                    f"The file is larger than {limits.bytes // 1_000_000} MB.",
                    hint="Ask for it in several parts.",
                )
            file.seek(0)
            splitter = Splitter(limits)
            yield from refused_if_no_feed(rows_of(splitter, _chunks(file, size, progress)))
    except OSError as error:
        words = f"The file {path.name!r} can't be read: {error.strerror or 'the disk fails'}."
        raise BadInput(words, hint="Check that it belongs to you, or copy it again.") from error


def rows_of(splitter: Splitter, chunks: Iterable[bytes]) -> Iterator[Row]:
    """The rows of one document. Raises BadInput as `read_rows` does."""
    for element in splitter.elements(chunks):
        if element.skipped:
            yield Row(element.value, refused=element.skipped)
        else:
            yield from _services_of(element.value, is_old=splitter.key == "content")
    around = splitter.around
    if splitter.has_list:
        return
    if not isinstance(around, dict) or {"contents", "content"} & around.keys():
        raise BadInput(f"{splitter.what} isn't Open Referral.", hint=ASK)
    yield from _services_of(around, is_old=False)


def what_it_is(value: Any) -> str:
    """What a row that is no service seems to be; empty if nobody can tell."""
    if isinstance(value, dict):
        for mark, words in _NOT_SERVICES:
            if mark in value:
                return words
        if {"name", "description"} <= value.keys():
            return "an organisation without services" if _ORGANISATION & value.keys() else "a term"
    return ""


def refused_if_no_feed(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows. Raises BadInput after the last one if there was no service among them."""
    first: Any = None
    count, is_feed = 0, False
    for count, row in enumerate(rows, 1):
        first = row.value if count == 1 else first
        is_feed = is_feed or bool(row.refused) or is_marked(row.value)
        yield row
    if count and not is_feed:
        what = what_it_is(first)
        words = f"This is {what}: there are no services in it." if what else ""
        raise BadInput(words or "This isn't Open Referral: no service is in it.", hint=ASK)


def is_marked(value: Any) -> bool:
    """Whether a row is meant to be a service."""
    return isinstance(value, dict) and not MARKS.isdisjoint(value)


def _chunks(file: BinaryIO, size: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    while chunk := file.read(CHUNK):
        yield chunk
        done += len(chunk)
        if progress:
            progress(done, size)


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
