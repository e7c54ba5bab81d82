"""How fast the kiosk and the desk open on the demo hub, beside a Textual app with one word."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.first_frame import BARE, BARE_WORDS, ROOT, Cost, python, start
from tests.bench.measure import Ratio

KIOSK_WORDS = ("What's on today", "I need help", "999")
DESK_WORDS = ("NOW ", "NEXT ", "FREE ")
NOW = "2026-11-23T10:42"

KIOSK = "import sys; sys.argv[1:] = ['kiosk']; from kiosk.start import main; main()"
DESK = "from kiosk.cli import main; main(['desk'])"


def demo_hub(folder: Path) -> dict[str, str]:
    """Makes the demo hub in `folder`; gives the variables that name it."""
    variables = {
        "HUB_DATA": str(folder / "hub"),
        "HUB_KEYS": str(folder / "keys"),
        "HUB_NOW": NOW,
        "HUB_DEMO": "1",
    }
    subprocess.run(
        [sys.executable, "-m", "kiosk", "init", "--from", "demo", "--json"],
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )
    return variables


def screens(folder: Path, *, rounds: int = 5) -> tuple[Ratio, ...]:
    """CPU and memory of the desk; of the kiosk, `tests.bench.kiosk` says."""
    hub = demo_hub(folder)
    programs = ((python(BARE), BARE_WORDS), (python(DESK), DESK_WORDS))
    for command, words in programs:
        start(command, words, hub)  # so that what Python compiles once is there
    turns = [[start(command, words, hub) for command, words in programs] for _ in range(rounds)]
    bare, desk = (middle([turn[place] for turn in turns]) for place in range(2))
    return (
        Ratio("desk to its first frame, CPU", desk.cpu_ms, bare.cpu_ms, 3.2, "ms"),
        Ratio("desk to its first frame, memory", desk.memory_mib, bare.memory_mib, 2.8, "MiB"),
    )


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians."""
    return Cost(median(one.cpu_ms for one in costs), median(one.memory_mib for one in costs))
