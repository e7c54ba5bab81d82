"""Runs the command `hub` for tests, as scripts and new volunteers use it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hub.store.engine import Store
from kiosk.cli import main
from tests.conftest import ENGINES

NOW = "2026-11-23T10:42"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Hub = Callable[..., Said]


@pytest.fixture
def hub(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hub:
    """Runs `hub WORDS` on a hub in the test's own folder, on 23 November 2026."""
    monkeypatch.setenv("HUB_NOW", NOW)
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "data"))

    def run(*words: str) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(words)
        said = capsys.readouterr()
        code = end.value.code
        assert isinstance(code, int)
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def starter(hub: Hub) -> Hub:
    """A hub with the starter directory and a divisible hall."""
    assert hub("init", "--from", "starter", "--json").code == 0
    for words in (
        ("Main Hall", "--capacity", "90"),
        ("Hall A", "--capacity", "40", "--part-of", "Main Hall"),
        ("Hall B", "--capacity", "40", "--part-of", "Main Hall"),
    ):
        assert hub("room", "add", *words).code == 0
    return hub


@pytest.fixture(params=ENGINES if os.environ.get("HUB_TEST_SCREENS") == "both" else ENGINES[:1])
def store(request: pytest.FixtureRequest, new_store: Callable[[str], Store]) -> Store:
    """A filled store. Screens and commands hold no SQL and every service is tested on both
    engines, so they are tested on the embedded one; HUB_TEST_SCREENS=both tests them on both.
    """
    return new_store(request.param)
