"""Sunday's job prepares the week to come; caught up late, the week that has begun."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hub.clock import Clock
from hub.settings import Settings
from hub.store.engine import Store
from kiosk.commands.prepare_week import prepare_timetable


@pytest.mark.parametrize(
    ("days_after_monday", "week"), [(0, 48), (1, 48), (2, 48), (3, 49), (6, 49)]
)
def test_the_job_prints_the_week_that_people_need(
    store: Store, clock: Clock, settings: Settings, days_after_monday: int, week: int
) -> None:
    on_the_day = clock.at(clock.now() + timedelta(days=days_after_monday))
    prepare_timetable(store, on_the_day, settings)
    names = sorted(path.name for path in settings.printed_folder.iterdir())
    assert names == [
        f"bundle-2026-W{week}.pdf",
        f"timetable-2026-W{week}-large.pdf",
        f"timetable-2026-W{week}.pdf",
    ]
