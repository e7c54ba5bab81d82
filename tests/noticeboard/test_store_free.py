"""A visitor's process reads the noticeboard without anything that could open the store."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "alembic",
    "holidays",
    "psycopg",
    "pydantic",
    "rapidfuzz",
    "sqlalchemy",
    "sqlcipher3",
    "sqlmodel",
    "hub.store",
}


@pytest.mark.parametrize("module", ["read", "search", "takeaway", "dropbox"])
def test_reading_loads_no_store(module: str) -> None:
    script = f"import hub.noticeboard.{module}, sys; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()
    assert f"hub.noticeboard.{module}" in loaded
    assert HEAVY & set(loaded) == set()
