"""Reads a spreadsheet of services, saved as CSV. Each row becomes a service of Open Referral and is
checked as such; the file as a whole is refused where nobody could tell what its cells mean.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from hub.clock import Clock
from hub.directory.keeping import FEED
from hub.directory.openreferral.reading import Progress, Row
from hub.directory.openreferral.saving import Origin, take_in
from hub.directory.spreadsheet import COLUMNS, as_it_was, column_of, object_of
from hub.errors import BadInput, NotFound
from hub.store.engine import Store
from hub.views.importing import ImportReport
from hub.views.limits import Limits
from hub.views.words import clean_line

_MOST_COLUMNS = 200
_MUST = ("name", "organisation")
_CUT = "\x1b too long \x1b"
"""Stands for a line that is too long. The worst that a file can do with it is to lose a row."""
_AT_ONCE = 1_000_000
_HINT = (
    "The first row names the columns; name and organisation must be there. To see them all, write"
    " out what the hub has: hub directory export --csv -o directory.csv"
)


def import_csv(
    store: Store,
    clock: Clock,
    *,
    path: Path,
    by: str | None = None,
    is_local: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Create, update or leave each row of the file; say why one was refused. Rows are counted as a
    spreadsheet counts them, its headings being row 1.

    Raises NotFound or BadInput if the file as a whole can't be read; then nothing is written.
    """
    limits = limits or Limits()
    return take_in(
        store,
        clock,
        rows=lambda: read_rows(path, limits, progress),
        origin=Origin(f"{FEED}{clean_line(path.name)}"),
        by=by,
        is_local=is_local,
        limits=limits,
    )


def read_rows(path: Path, limits: Limits, progress: Progress | None = None) -> Iterator[Row]:
    """The rows of the file, unchecked. Raises as `import_csv` does."""
    try:
        if path.is_dir():
            raise BadInput(f"{path.name!r} is a folder.", hint="Name the file in it.")
        if not path.is_file():
            raise NotFound(f"There is no file {path.name!r}.", hint="Check its name and folder.")
        size = path.stat().st_size
        if size > limits.bytes:
            raise BadInput(
                f"The file is larger than {limits.bytes // 1_000_000} MB.",
                hint="Save it in several parts.",
            )
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(file, limits, size, progress)
    except UnicodeDecodeError:
        raise BadInput(
            "The file isn't UTF-8 text.",
            hint='In Excel, save it as "CSV UTF-8"; in LibreOffice, choose UTF-8.',
        ) from None
    except OSError as error:
        words = f"The file {path.name!r} can't be read: {error.strerror or 'the disk fails'}."
        raise BadInput(words, hint="Check that it belongs to you, or copy it again.") from error


def _rows(file: TextIO, limits: Limits, size: int, progress: Progress | None) -> Iterator[Row]:
    lines = _lines(file, limits, size, progress)
    head = next(lines, "")
    if not head.strip():
        raise BadInput("The file is empty.", hint=_HINT)
    mark, columns = _headings(head)
    # strict: a quote that never ends is a mistake, not a very long cell
    csv.field_size_limit(max(csv.field_size_limit(), limits.row_bytes))
    reader = csv.reader(lines, delimiter=mark, strict=True)
    number = 1
    try:
        for cells in reader:
            number += 1
            if not any(cell.strip() for cell in cells):
                continue
            if any(_CUT in cell for cell in cells):
                yield Row(
                    {"name": ""},
                    refused=f"It has a line of more than {limits.row_bytes:,} letters.",
                    number=number,
                )
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                yield Row(
                    {"name": cells[0]},
                    refused="It has more cells than there are headings.",
                    number=number,
                )
                continue
            named = {
                column: as_it_was(cell)
                for column, cell in zip(columns, cells, strict=False)
                if column
            }
            yield Row(object_of(dict.fromkeys(filter(None, columns), "") | named), number=number)
    except csv.Error:
        raise BadInput(
            f"After row {number} the quotes don't match, or a cell is too long.",
            hint="Open it in a spreadsheet, and save it as CSV again.",
        ) from None


def _headings(head: str) -> tuple[str, list[str]]:
    """What parts the cells, and which column each of them is; empty where nobody knows it."""
    found: tuple[str, list[str]] = (",", [])
    for mark in (",", ";", "\t"):
        try:
            cells = next(csv.reader([head], delimiter=mark), [])
        except csv.Error:
            continue
        columns = [column_of(cell) for cell in cells[: _MOST_COLUMNS + 1]]
        if len(list(filter(None, columns))) > len(list(filter(None, found[1]))):
            found = (mark, columns)
    known = [column for column in found[1] if column]
    if len(found[1]) > _MOST_COLUMNS:
        raise BadInput(f"There are more than {_MOST_COLUMNS} columns.", hint=_HINT)
    missing = [column for column in _MUST if column not in known]
    if missing:
        raise BadInput(f"There is no column called {missing[0]}.", hint=_HINT)
    twice = next((column for column in COLUMNS if known.count(column) > 1), None)
    if twice:
        raise BadInput(f"There are two columns for {twice}.", hint="Take one of them out.")
    return found


def _lines(file: TextIO, limits: Limits, size: int, progress: Progress | None) -> Iterator[str]:
    """The lines of the file, none of them longer than an entry may be: one that is comes as
    `_CUT`, so that its row is refused and the rest comes in.
    """
    done = count = 0
    while line := file.readline(limits.row_bytes + 1):
        count += 1
        done += len(line)
        if len(line) > limits.row_bytes:
            quotes, length = (1, 0) if count == 1 else _skip(file, line)
            done += length
            if quotes % 2:  # no headings, or a cell that goes on, and nobody knows to where
                raise BadInput(
                    f"Line {count} is longer than {limits.row_bytes:,} letters.",
                    hint="It's no list.",
                )
            line = f"{_CUT}\n"
        if "\0" in line:
            raise BadInput("The file isn't text.", hint="Save it from a spreadsheet, as CSV.")
        yield line
        if progress and not count % 500:
            progress(min(done, size), size)
    if progress:
        progress(size, size)


def _skip(file: TextIO, line: str) -> tuple[int, int]:
    """Read on to the end of a line that has begun: its quotes in all, and the letters read."""
    quotes, length = line.count('"'), 0
    while line and not line.endswith("\n"):
        line = file.readline(_AT_ONCE)
        quotes += line.count('"')
        length += len(line)
    return quotes, length
