"""`make bench`: one table of ratios, each with its limit; exit 1 where one is over."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.measure import table
from tests.bench.screens import screens


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        ratios = list(screens(folder / "demo"))
        # Only now, so that the screens are started from a small process.
        from tests.bench.expanding import expanding
        from tests.bench.grid import grid
        from tests.bench.growing import growing
        from tests.bench.importing import importing, memory
        from tests.bench.kiosk import kiosk
        from tests.bench.printing import printing
        from tests.bench.publishing import publishing
        from tests.bench.searching import searching
        from tests.bench.series import weekly_year
        from tests.bench.storing import Bench, booking, week
        from tests.bench.visitors import visitors

        ratios.extend(kiosk(folder / "kiosk"))
        ratios.extend(visitors(folder / "visitors"))
        ratios.extend(printing())
        ratios.append(grid(folder / "grid"))  # before the process has held a million bookings
        bench = Bench(folder / "bench")
        ratios.append(booking(bench))
        ratios.extend(week(bench))
        ratios.extend(weekly_year(bench))
        ratios.extend(growing(bench))
        ratios.append(expanding(bench))
        ratios.extend((importing(bench), memory(bench)))
        ratios.extend(searching(folder / "boards"))
        ratios.extend(publishing(bench))
    print(table(ratios))
    return 0 if all(one.is_within() for one in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
