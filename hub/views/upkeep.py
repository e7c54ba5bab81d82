"""Backups and jobs, as the desk and the commands show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupView:
    """A copy that was opened and read again before it counted."""

    path: Path
    made_at: datetime
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class JobView:
    """A thing the scheduler does, with its last and next run (aware, hub's zone)."""

    name: str
    about: str
    last_run: datetime | None
    last_outcome: str
    """"done: …", "failed: …", "running", or empty if it never ran."""
    next_run: datetime | None
