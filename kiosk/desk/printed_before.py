"""When a sheet was last printed here, and where: a short list beside the sheets, so that Monday's
volunteer knows what Sunday's has done. Never whose sheet it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hub.errors import NoStorage
from hub.views.words import clean_line
from kiosk.desk.writing import write_privately

LIST = "printed.txt"
MOST = 60
"""Lines: some months of a hub's paper."""


@dataclass(frozen=True, slots=True)
class Before:
    """One sheet that a printer took."""

    sheet: str
    """What the file is called, without its ending and however it was set."""
    at: datetime
    """Wall time of the hub, aware."""
    where: str
    """The printer."""


def printed_before(folder: Path | None) -> tuple[Before, ...]:
    """Each sheet once, the latest first. What can't be read is left out: it is only a reminder."""
    if folder is None:
        return ()
    lines: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    found = [one for line in lines if (one := _read(line)) is not None]
    found.sort(key=lambda one: one.at, reverse=True)
    return tuple({one.sheet: one for one in reversed(found)}.values())[::-1]


def last_time(sheets: Sequence[Before], sheet: str) -> Before | None:
    """When this one was printed last."""
    return next((one for one in sheets if one.sheet == sheet), None)


def note_printed(folder: Path, one: Before) -> None:
    """Remember it. A full disk costs the reminder and not the paper."""
    others = [other for other in printed_before(folder) if other.sheet != one.sheet]
    lines = [
        "\t".join((each.at.isoformat(timespec="minutes"), each.sheet, clean_line(each.where)))
        for each in (one, *others)[:MOST]
    ]
    with suppress(NoStorage):
        write_privately(folder / LIST, ("\n".join(lines) + "\n").encode())


def _read(line: str) -> Before | None:
    when, _, rest = line.partition("\t")
    sheet, _, where = rest.partition("\t")
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        return None
    return Before(sheet, at, clean_line(where)) if at.tzinfo and sheet else None
