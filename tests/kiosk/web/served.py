"""`hub serve` as a program, on a free port of loopback, with its visitors' kiosks to look at."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    address: str
    process: asyncio.subprocess.Process

    def kiosks(self) -> list[int]:
        """The processes of its visitors."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]


def is_running(number: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def memory_of(number: int) -> int:
    """What a process would give back if it ended, and its share of what it has with others, KiB."""
    rollup = Path(f"/proc/{number}/smaps_rollup").read_text()
    return int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[0])


@asynccontextmanager
async def served(board: Path, *words: str, heard: bool = False) -> AsyncIterator[Served]:
    """Serves this noticeboard for the length of a test; `heard` where it is listened to."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "kiosk", "serve", "--port", "0"),
        *("--noticeboard", str(board)),
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE if heard else asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HUB_NOW": "2026-11-23T10:42"},
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        said = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        found = re.search(r"http://\S+", said)
        assert found, said
        yield Served(found.group(), process)
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.communicate(), 20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
