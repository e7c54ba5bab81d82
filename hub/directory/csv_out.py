"""Writes the directory as a CSV file for people with a spreadsheet. What is in a cell is decided by
`spreadsheet`, what is written out at all by `openreferral.writing`.
"""

from __future__ import annotations

import csv
from pathlib import Path

from hub.directory.openreferral.writing import Needs, chosen_services, entries_of
from hub.directory.spreadsheet import COLUMNS, cells_of, safe
from hub.directory.terms import NEED_PREFIX
from hub.errors import BadInput, NoStorage
from hub.store.engine import Store
from hub.views.feeds import ExportReport


def export_csv(store: Store, *, path: Path, code: str | None = None) -> ExportReport:
    """Write every service (or one) into the file, in place of what it holds. UTF-8 with the mark
    that Excel wants. Raises NotFound, BadInput, NoStorage.
    """
    if path.is_dir():
        raise BadInput(f"{path} is a folder.", hint="Name a file in it, such as directory.csv")
    part = path.with_name(f".{path.name}.part")
    with store.read() as session:
        chosen, hidden, vanished = chosen_services(session, code)
        needs = Needs(session)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(COLUMNS)
                for entry in entries_of(session, list(chosen.values())):
                    terms = needs.terms_of(entry)
                    own = {term: name for term, name in terms.items() if _is_own(term)}
                    cells = cells_of(entry, own)
                    writer.writerow([safe(cells[column]) for column in COLUMNS])
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise NoStorage(
                f"{path} can't be written: {error.strerror or 'the disk fails'}.",
                hint="Name another file, or make room on the disk.",
            ) from error
    return ExportReport(len(chosen), hidden, vanished)


def _is_own(term: str) -> bool:
    return term.startswith(f"{NEED_PREFIX}:")
