"""Whatever stands beside them, good rows come in, and nothing raises; on both engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub.clock import Clock
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services
from hub.store.changes import public_changes
from hub.store.engine import Store
from tests.conftest import ENGINES
from tests.directory.feeds import ORGANISATION, full_row, place, row
from tests.soaking import tries

NASTY = [
    "\x00\x1b[2J\x9b\x7f\r\n",
    "[bold red]@click=app.quit[/]",
    "<script>alert(1)</script>",
    "'; DROP TABLE service; --",
    "\ud800",
    "\U0010ffff\ufffe\u202e",
    "e\u0301" * 70,
    "x" * 1_000_000,
    "javascript:alert(1)",
    "http://[",
    "https://user:pw@x:99999999/",
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "25:61",
    "10:00:00.000001+00:00",
    "active",
    "good1",
    "%s %(x)s {0} \\",
]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(NASTY),
    st.text(max_size=10),
    st.integers(),
    st.sampled_from([10**400, -(10**30), 2**63, 1e308, -0.0]),
    st.floats(allow_nan=False, allow_infinity=False),
)
KEYS = sorted(
    {
        key
        for owner in (full_row(), place("1"), place("1")["location"], ORGANISATION)
        for key in owner
    }
    | {
        "number",
        "phones",
        "opens_at",
        "valid_to",
        "interval",
        "amount",
        "taxonomy_term",
        "services",
    }
    | {"eligibilitys", "regular_schedules", "service_taxonomys", "service", "minimum_age", "byday"}
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=4)), inner, max_size=6),
    ),
    max_leaves=20,
)
UIDS = st.sampled_from(["full", "h1", "h2", "good1", "o1", "\x00h1", "x" * 65])


def spoilt(whole: Any, path: list[int], junk: Any) -> Any:
    """`whole` with junk somewhere inside, found by the numbers of `path`."""
    if not path or not isinstance(whole, dict | list) or not whole:
        return junk
    step, rest = path[0], path[1:]
    if isinstance(whole, dict):
        key = sorted(whole)[step % len(whole)]
        return whole | {key: spoilt(whole[key], rest, junk)}
    position = step % len(whole)
    return [*whole[:position], spoilt(whole[position], rest, junk), *whole[position + 1 :]]


SPOILT = st.builds(
    spoilt,
    st.builds(full_row, UIDS),
    st.lists(st.integers(0, 99), min_size=1, max_size=5),
    JUNK,
)
AT_PLACE = st.builds(lambda at, service: at | {"service": service}, st.just(place("1")), SPOILT)
HOSTILE = st.one_of(
    JUNK,
    SPOILT,
    AT_PLACE,
    st.builds(
        lambda uid, more: row(uid) | more,
        UIDS,
        st.dictionaries(st.sampled_from(KEYS), JUNK, max_size=4),
    ),
)


@pytest.mark.parametrize("engine", ENGINES)
def test_good_rows_come_in_beside_hostile_ones(
    new_store: Callable[[str], Store], clock: Clock, tmp_path: Path, engine: str
) -> None:
    store = new_store(engine)  # one for all examples: what came in before is there to be met again
    path = tmp_path / "feed.json"

    @settings(
        max_examples=tries(60),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.lists(HOSTILE, max_size=4))
    def check(hostile: list[Any]) -> None:
        path.write_text(json.dumps([row("good0"), *hostile, row("good9")]))
        first = import_services(store, clock, path=path)
        for report in (first, import_services(store, clock, path=path)):
            told = report.created + report.updated + report.unchanged + len(report.refused)
            assert report.read == told
            numbers = {one.row for one in report.refused}
            last = len(hostile) + 2
            assert 1 not in numbers
            assert all(number >= 1 for number in numbers)
            assert last not in numbers or any(
                "services" in one for one in hostile if isinstance(one, dict)
            )
        assert (report.created, report.updated) == (0, 0)
        ids = {one.id for one in list_services(store, everything=True)}
        assert {"good0", "good9"} <= ids

    check()
    with store.read() as session:
        assert public_changes(session) > 0
