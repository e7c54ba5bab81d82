"""Imports one hostile thing in a process of its own and says what it cost: a program, so that the
memory it takes is nobody else's. `python -m tests.directory.measured FOLDER KIND WHAT`
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hub.clock import clock_for
from hub.directory.csv_in import import_csv
from hub.directory.openreferral.feeds import import_feed
from hub.directory.openreferral.saving import import_services
from hub.errors import HubError
from hub.store.engine import Store, embedded_engine
from hub.views.importing import ImportReport
from hub.views.limits import Limits
from tests.conftest import KEY_HEX
from tests.directory.feeds import full_row
from tests.directory.serving import Server
from tests.soaking import SOAK

LIMITS = Limits() if SOAK else Limits(bytes=20_000_000)
"""What never ends is read for a tenth of what a hub reads of it, but in a soak."""
MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def run(folder: Path, kind: str, what: str) -> dict[str, Any]:
    """Import it, and give what came of it with the seconds and the megabytes it took."""
    path = folder / "measured.db"
    shutil.copy(folder / "template.db", path)
    store = Store(embedded_engine(str(path), KEY_HEX))
    clock = clock_for("Europe/London", {}).at(MONDAY)
    before, began, wall = megabytes(), time.process_time(), time.monotonic()
    said, created, refused = "", 0, 0
    try:
        report = _imported(store, clock, folder, kind, what)
        created, refused = report.created, len(report.refused)
    except HubError as error:
        said = error.message
    found = {
        "said": said,
        "created": created,
        "refused": refused,
        "cpu": time.process_time() - began,
        "seconds": time.monotonic() - wall,
        "megabytes": megabytes(),
        "before": before,
    }
    store.close()
    return {**found, "plain": plain_reading()}


def plain_reading() -> float:
    """CPU seconds that this machine, as busy as it is now, needs to parse a quarter of what the hub
    takes of a feed, all of it entries, and do nothing with them."""
    text = json.dumps([full_row(f"{number:05}") for number in range(500)])
    began = time.process_time()
    for _ in range(LIMITS.bytes // 4 // len(text)):
        json.loads(text)
    return time.process_time() - began


def _imported(store: Store, clock: Any, folder: Path, kind: str, what: str) -> ImportReport:
    if kind == "file":
        return import_services(store, clock, path=Path(what), limits=LIMITS)
    if kind == "csv":
        return import_csv(store, clock, path=Path(what), limits=LIMITS)
    server = Server(int(what))
    address = server.address()
    return import_feed(
        store, clock, address=address, folder=folder / "feeds", limits=LIMITS, web=server.web()
    )


def megabytes() -> float:
    """The most memory that this process has held so far."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel doesn't say how much memory was used")


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))  # noqa: T201
