"""What publishing a large directory takes, in a process of its own: memory has a limit, time is
printed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.settings import Settings
from hub.store import tables
from tests.bench.first_frame import ROOT
from tests.bench.measure import Ratio
from tests.bench.searching import entries
from tests.bench.storing import Bench, opened

MOST_MIB = 200.0
_BATCH = 5_000

_PROGRAM = """
import sys, time
from pathlib import Path
from hub.clock import clock_for
from hub.noticeboard.publish import publish
from hub.settings import load_settings
from hub.store.opening import open_store
settings = load_settings(Path(sys.argv[1]), {"HUB_KEYS": sys.argv[2]})
store = open_store(settings)
began = time.process_time()
publish(store, clock_for("Europe/London", {}), settings)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time() - began, int(peak.split()[1]) / 1024)
"""


def _fill(session: Session, count: int) -> None:
    """Put so many services into the store, with what a feed gives each."""
    organisation = {"id": 1, "uid": "bench", "name": "Bench"}
    session.execute(insert(tables.Organisation), organisation)
    needs = dict(session.execute(select(col(tables.Need.slug), col(tables.Need.id))).all())
    made = enumerate(entries(count), 1)
    while batch := list(islice(made, _BATCH)):
        session.execute(
            insert(tables.Service),
            [
                {
                    "id": number,
                    "uid": one.id,
                    "code": one.code,
                    "organisation_id": 1,
                    "name": one.name,
                    "description": one.description,
                    "is_local": one.is_local,
                    "is_urgent": one.is_urgent,
                    "assured_on": one.assured_on,
                }
                for number, one in batch
            ],
        )
        session.execute(
            insert(tables.Phone),
            [
                {"uid": "x", "service_id": number, "number": one.phones[0].number}
                for number, one in batch
            ],
        )
        session.execute(
            insert(tables.Location),
            [
                {
                    "uid": "x",
                    "service_id": number,
                    "address_1": one.address,
                    "city": one.area,
                    "postal_code": one.postcode,
                }
                for number, one in batch
            ],
        )
        session.execute(
            insert(tables.Schedule),
            [
                {
                    "uid": "x",
                    "service_id": number,
                    "freq": "WEEKLY",
                    "byday": "MO,TU,WE,TH,FR",
                    "opens_at": "09:00",
                    "closes_at": "17:00",
                }
                for number, _ in batch
            ],
        )
        session.execute(
            insert(tables.ServiceNeed),
            [
                {"service_id": number, "need_id": needs[slug]}
                for number, one in batch
                for slug in one.needs
            ],
        )


def publishing(bench: Bench, count: int = 100_000) -> Iterator[Ratio]:
    """Peak memory of a process that opens the store and publishes."""
    from hub.directory.needs import load_needs

    settings: Settings = bench.copy()
    with opened(settings) as store, store.write() as session:
        if session.execute(select(col(tables.Need.id)).limit(1)).first() is None:
            load_needs(session)
        _fill(session, count)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(settings.folder), str(settings.key_file.parent)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    seconds, peak = map(float, done.stdout.split())
    name = f"publishing {count:,} entries ({seconds:.1f} s), memory"
    yield Ratio(name, peak, MOST_MIB, 1.0, "MiB")
