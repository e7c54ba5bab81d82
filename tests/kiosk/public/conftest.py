"""A kiosk in front of a small library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.public.boards import board_at


@pytest.fixture
def board_path(tmp_path: Path) -> Path:
    """The noticeboard of the small library."""
    return board_at(tmp_path / "board.db")
