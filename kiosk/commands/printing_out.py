"""Prints a sheet that a command has made, and tells how it goes. Which options there are is decided
in `kiosk.commands.paper`, how CUPS is asked in `printables.printers`."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.commands.opening import Asked
from kiosk.commands.paper import Wanted, write_whole
from printables.kinds import SheetKind
from printables.printer_words import PrintState
from printables.printers import DEFAULT, PrintJob, news_of, send

NEWS_FOR = 8.0
"""Seconds that somebody at a terminal waits for news: a page comes out, or the paper is missing."""
LOOK_AGAIN = 0.5


def print_out(
    asked: Asked,
    wanted: Wanted,
    kind: SheetKind,
    pages: bytes,
    document: dict[str, Any],
    words: str,
    *,
    about: str = "",
) -> None:
    """Write the file, where it was said or in the hub's own folder, print it, and tell.

    A sheet about somebody doesn't stay in the hub's folder once the printer has it.
    """
    settings = asked.settings()
    path = wanted.path(kind, about)
    stays = wanted.output is not None or not kind.is_about_somebody
    if wanted.output is None:
        path = settings.printed_folder / path
        with suppress(OSError):  # writing says what is the matter
            settings.printed_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, pages, 0o644 if wanted.output is not None else 0o600)
    named = settings.printing.printer if wanted.printer == DEFAULT else wanted.printer
    job = send(
        path,
        kind,
        queue=named,
        copies=wanted.copies,
        two_sided=settings.printing.two_sided if wanted.two_sided is None else wanted.two_sided,
    )
    if not stays:
        path.unlink(missing_ok=True)
    file = path if stays else None
    lines = [words.replace("{path}", str(path))] if stays else []
    asked.answer(
        {
            "file": None if file is None else str(file),
            **document,
            "printer": job.queue,
            "job": job.number,
        },
        "\n".join([*lines, f"Printing on {job.queue}…"]),
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
