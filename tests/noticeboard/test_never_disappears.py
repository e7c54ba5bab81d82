"""Whatever is said of an urgent helpline, it stays on the noticeboard; the rest goes by a rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hub.clock import Clock
from hub.directory.assurance import is_shown, rank
from hub.noticeboard.search import search
from hub.settings import Settings
from hub.store import tables
from hub.store.engine import Store
from hub.views.directory import ServiceStatus
from tests.noticeboard.builders import TODAY
from tests.noticeboard.test_publish_help import add_entries, published

COMBINATIONS: list[dict[str, Any]] = [
    {
        "name": f"Help {urgent:d}{local:d}{hidden:d} {status.value} {checked} {vanished}",
        "status": status.value,
        "is_urgent": urgent,
        "is_local": local,
        "is_hidden": hidden,
        "assured_on": checked,
        "vanished_on": vanished,
    }
    for status in ServiceStatus
    for urgent in (False, True)
    for local in (False, True)
    for hidden in (False, True)
    for checked in (None, TODAY - timedelta(days=99), TODAY - timedelta(days=100))
    for vanished in (None, TODAY - timedelta(days=5))
]


@pytest.mark.parametrize("hides", [False, True])
def test_in_every_combination(store: Store, clock: Clock, settings: Settings, hides: bool) -> None:
    add_entries(store, *COMBINATIONS)
    with store.write() as session:
        session.execute(update(tables.Site).values(hides_unchecked=hides))
    board = published(store, clock, settings)
    expected = {
        one["name"]
        for one in COMBINATIONS
        if is_shown(
            status=ServiceStatus(one["status"]),
            is_urgent=one["is_urgent"],
            is_hidden=one["is_hidden"],
            assured_on=one["assured_on"],
            today=TODAY,
            hides_unchecked=hides,
        )
    }
    urgent = {one["name"] for one in COMBINATIONS if one["is_urgent"]}
    shown = board.services(limit=999)
    assert urgent <= expected
    assert {one.name for one in shown} == expected
    ranks = [
        rank(
            status=one.status,
            is_urgent=one.is_urgent,
            is_local=one.is_local,
            assured_on=one.assured_on,
            vanished_on=one.vanished_on,
            today=TODAY,
        )
        for one in shown
    ]
    assert ranks == sorted(ranks)
    found = search(board, "help", today=TODAY, limit=999).results
    assert urgent <= {one.name for one in found}
