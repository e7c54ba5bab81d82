"""Prints a sheet that a command has made, and tells how it goes. Which options there are is decided
in `kiosk.commands.paper`, how CUPS is asked in `printables.printers`."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.commands.opening import Asked
from printables.kinds import SheetKind
from printables.printer_words import PrintState
from printables.printers import DEFAULT, PrintJob, news_of, send

NEWS_FOR = 8.0
"""Seconds that somebody at a terminal waits for news: a page comes out, or the paper is missing."""
LOOK_AGAIN = 0.5


@dataclass(frozen=True, slots=True)
class Copies:
    """How it is wanted on paper."""

    printer: str
    """A queue's name, or "default"."""
    copies: int
    two_sided: bool | None
    """None: as hub.toml says."""


def print_out(
    asked: Asked,
    path: Path,
    kind: SheetKind,
    wanted: Copies,
    document: dict[str, Any],
    words: str,
    *,
    stays: bool,
) -> None:
    """Print the file and tell. Once the printer has it, the file goes, unless it `stays`."""
    printing = asked.settings().printing
    job = send(
        path,
        kind,
        queue=printing.printer if wanted.printer == DEFAULT else wanted.printer,
        copies=wanted.copies,
        two_sided=printing.two_sided if wanted.two_sided is None else wanted.two_sided,
    )
    if not stays:
        path.unlink(missing_ok=True)
    file = path if stays else None
    lines = [words, f"Printing on {job.queue}…"] if stays else [f"Printing on {job.queue}…"]
    asked.answer(
        {
            "file": None if file is None else str(file),
            **document,
            "printer": job.queue,
            "job": job.number,
        },
        "\n".join(lines),
    )
    if not asked.as_json and sys.stdout.isatty():
        _tell(asked, job, file)


def _tell(asked: Asked, job: PrintJob, path: Path | None) -> None:
    """Wait for news, not for long: printed, stopped, or still on its way."""
    until = time.monotonic() + NEWS_FOR
    news = news_of(job, path)
    while news.state in (PrintState.WAITING, PrintState.PRINTING) and time.monotonic() < until:
        time.sleep(LOOK_AGAIN)
        news = news_of(job, path)
    if news.state is PrintState.PRINTING:
        news = replace(news, words="It is being printed.")
    asked.answer(None, news.words)
