"""What an import costs over the least that it could: `json.load` and the same rows inserted; and
the memory of a large one, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from hub.directory.openreferral.saving import import_services
from tests.bench.measure import Ratio, cpu_seconds, turn_about
from tests.bench.storing import Bench, Statement, bare, heard, opened
from tests.directory.feeds import full_row

MEGABYTES = 200.0


def write_feed(path: Path, count: int) -> None:
    """A feed of so many services with something of everything."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"contents": [')
        for number in range(count):
            row = full_row(f"service-{number}") | {"name": f"Help number {number}"}
            row["organization"] |= {"id": f"organisation-{number // 5}"}
            file.write(f"{',' if number else ''}{json.dumps(row)}\n")
        file.write("]}")


def importing(bench: Bench, *, count: int = 10_000, rounds: int = 3) -> Ratio:
    """A feed that is new, over reading it with json.load and inserting the same rows."""
    path = bench.folder / "services.json"
    write_feed(path, count)
    with opened(bench.copy()) as store, heard(store) as statements:
        import_services(store, bench.clock, path=path)
    batches = list(_inserts(statements))

    def ours() -> float:
        with opened(bench.copy()) as store:
            with store.read() as session:
                session.connection()  # opening the file is no part of it
            return cpu_seconds(lambda: import_services(store, bench.clock, path=path))

    def theirs() -> float:
        with bare(bench.copy(), bench.key()) as connection:

            def work() -> None:
                with path.open(encoding="utf-8") as file:
                    json.load(file)
                connection.execute("BEGIN IMMEDIATE")
                for text, rows in batches:
                    connection.executemany(text, rows)
                connection.execute("COMMIT")

            return cpu_seconds(work)

    one, other = turn_about(ours, theirs, rounds)
    name = f"importing {count} services / json.load and INSERTs"
    return Ratio(name, one * 1000, other * 1000, 6.0, "ms")


def _inserts(statements: list[Statement]) -> Iterator[tuple[str, list[Any]]]:
    for text, some in groupby(statements, key=lambda one: one[0]):
        if text.startswith("INSERT"):
            yield text, [parameters for _, parameters in some]


def memory(bench: Bench, *, count: int = 100_000) -> Ratio:
    """The most memory that an import of so many services holds, over the limit of 200 MB."""
    path = bench.folder / "many.json"
    write_feed(path, count)
    settings = bench.copy()
    program = (
        "import sys; from pathlib import Path; from tests.bench.importing import measure;"
        "print(measure(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))"
    )
    arguments = [str(settings.folder), str(settings.key_folder), str(path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    path.unlink()
    return Ratio(f"memory of importing {count} services", float(done.stdout), MEGABYTES, 1.0, "MB")


def measure(folder: Path, keys: Path, path: Path) -> float:
    """Import into the hub in `folder`; the most memory in megabytes. For a fresh process."""
    from hub.clock import clock_for
    from hub.settings import load_settings
    from tests.directory.measured import megabytes

    settings = load_settings(folder, {"HUB_KEYS": str(keys)})
    with opened(settings) as store:
        report = import_services(store, clock_for(settings.zone), path=path, progress=_nobody)
    assert report.created > 0
    return megabytes()


def _nobody(_done: int, _whole: int) -> None:
    """The bar of somebody who isn't looking."""
