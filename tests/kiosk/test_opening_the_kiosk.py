"""However the kiosk is opened, it is the kiosk that hub.toml describes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.views.kiosk import KioskLook
from hub.views.printing import Printing
from kiosk import cli, start
from kiosk.public import run
from tests.house.sources import ROOT

HUB_TOML = """
id = "a-hub"
zone = "Europe/Dublin"

[kiosk]
accent = "#8a2b4f"
rest_after = 7

[printing]
printer = "Attic"
"""


@pytest.fixture
def rubbish_is_collected() -> Iterator[None]:
    """Opening the kiosk turns it off until the first page is drawn."""
    yield
    gc.enable()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """What a kiosk was opened with."""
    found: list[dict[str, Any]] = []

    def instead(board: Path, clock: Any, **how: Any) -> int:
        found.append({"board": board, "zone": clock.zone.key, **how})
        return 0

    (tmp_path / "hub.toml").write_text(HUB_TOML, encoding="utf-8")
    monkeypatch.setenv("HUB_DATA", str(tmp_path))
    monkeypatch.setattr(run, "run_kiosk", instead)
    return found


def at_once(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["hub", *words])
    start.main()


def by_the_command(words: list[str], _: pytest.MonkeyPatch) -> None:
    cli.main(words)


@pytest.mark.usefixtures("rubbish_is_collected")
@pytest.mark.parametrize("way", [at_once, by_the_command])
def test_it_has_the_hubs_colour_rest_and_printer(
    way: Callable[[list[str], pytest.MonkeyPatch], None],
    opened: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        way(["kiosk"], monkeypatch)
    assert opened == [
        {
            "board": tmp_path / "noticeboard.sqlite",
            "zone": "Europe/Dublin",
            "dropbox": tmp_path / "dropbox",
            "printing": Printing(printer="Attic"),
            "look": KioskLook(accent="#8a2b4f", rest_after=7),
            "demo": False,
        }
    ]


@pytest.mark.parametrize("options", [(), ("--no-paper",)])
def test_where_there_is_no_screen_it_says_so_and_ends(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "hub.toml").write_text(HUB_TOML, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "kiosk", *options],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HUB_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The kiosk needs a screen and keys, and here are none.\n"
        "Type hub kiosk at the screen itself. For browsers there is hub serve.\n"
    )
