"""How far a command has got, on the error output and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hub.directory.openreferral.reading import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress | None]:
    """Tells how much is done of how much; None where no terminal shows it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, label=label, file=sys.stderr) as bar:

        def progress(done: int, whole: int) -> None:
            reached = min(1000, done * 1000 // whole) if whole else bar.pos
            bar.update(max(0, reached - bar.pos))

        yield progress
