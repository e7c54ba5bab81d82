"""How the desk writes a file: whole or not at all, for this user only."""

from __future__ import annotations

import os
from pathlib import Path

from hub.errors import NoStorage


def write_privately(path: Path, content: bytes) -> None:
    """Put it there; what was there before stays until all of it is written. Raises NoStorage."""
    draft = path.with_name(f".part-{path.name}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        draft.replace(path)
    except OSError as error:
        raise NoStorage(
            f"The sheet can't be saved in {path.parent}: {error.strerror}.",
            hint="Make room on the disk, or ask whoever looks after this machine.",
        ) from None
