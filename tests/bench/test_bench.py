"""A small run of `make bench`, so that it can't rot. It prints, and fails only where a ratio is
several times over: a busy machine must not fail a good change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.first_frame import BARE, BARE_WORDS, python, start
from tests.bench.measure import Ratio, table

SLACK = 5.0
"""How many times its limit a ratio may be in a small run, beside three other processes."""

pytestmark = pytest.mark.bench


def test_a_ratio_over_its_limit_says_so() -> None:
    over = Ratio("reading", 11.0, 2.0, 5.0, "ms")
    assert not over.is_within()
    assert over.is_within(slack=2.0)
    assert table([over]).endswith("  OVER")
    assert not table([Ratio("reading", 10.0, 2.0, 5.0, "ms")]).endswith("OVER")


def test_a_bare_app_draws_its_frame_and_costs_something() -> None:
    cost = start(python(BARE), BARE_WORDS)
    assert cost.cpu_ms > 0
    assert cost.memory_mib > 1


def test_a_program_that_never_draws_fails() -> None:
    with pytest.raises(RuntimeError, match="never drew"):
        start(python("print('Something else')"), BARE_WORDS)


def test_screens_open_within_a_few_times_their_limits(tmp_path: Path) -> None:
    from tests.bench.screens import screens

    ratios = screens(tmp_path, rounds=1)
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)


def test_the_kiosk_stays_within_a_few_times_its_limits(tmp_path: Path) -> None:
    from tests.bench.kiosk import kiosk

    ratios = list(kiosk(tmp_path, entries=1_000, rounds=1, times=1, alone=3.0))
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)


def test_a_visitor_in_a_browser_costs_little_more_than_a_kiosk(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="the part for browsers isn't installed")
    from tests.bench.visitors import visitors

    ratios = list(visitors(tmp_path, many=2))
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)


def test_our_layers_stay_within_a_few_times_their_limits(tmp_path: Path) -> None:
    from tests.bench.expanding import expanding
    from tests.bench.growing import growing
    from tests.bench.importing import importing, memory
    from tests.bench.series import weekly_year
    from tests.bench.storing import Bench, booking, week

    bench = Bench(tmp_path)
    ratios = [
        booking(bench, count=10, rounds=1),
        *week(bench, bookings=20_000, rounds=1),
        *weekly_year(bench, times=2, rounds=1),
        *growing(bench, few=100, many=5_000, count=10, rounds=1),
        expanding(bench, groups=20, rounds=1),
        importing(bench, count=500, rounds=5),
        memory(bench, count=500),
    ]
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)


def test_search_stays_within_a_few_times_its_limits(tmp_path: Path) -> None:
    from tests.bench.searching import searching

    ratios = list(searching(tmp_path, (2_000,), queries=20))
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)


def test_publishing_needs_little_memory(tmp_path: Path) -> None:
    from tests.bench.publishing import publishing
    from tests.bench.storing import Bench

    ratios = list(publishing(Bench(tmp_path), count=500))
    assert [one.name for one in ratios if not one.is_within()] == [], table(ratios)


def test_a_key_on_the_grid_stays_within_a_few_times_its_limit(tmp_path: Path) -> None:
    from tests.bench.grid import grid

    ratio = grid(tmp_path, rounds=1, times=2)
    assert ratio.is_within(SLACK), table([ratio])


def test_paper_stays_within_a_few_times_its_limits() -> None:
    from tests.bench.printing import printing

    ratios = list(printing(sessions=30, count=5, rounds=1))
    assert [one.name for one in ratios if not one.is_within(SLACK)] == [], table(ratios)
