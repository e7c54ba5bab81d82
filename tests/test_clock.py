"""The hub's clock: the machine's, or the one that HUB_NOW says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock, clock_for
from hub.errors import BadInput


def now_with(hub_now: str, zone: str = "Europe/London") -> str:
    return clock_for(zone, {"HUB_NOW": hub_now}).now().isoformat()


@pytest.mark.parametrize(
    ("hub_now", "now"),
    [
        ("2026-11-23T10:42", "2026-11-23T10:42:00+00:00"),
        ("2026-07-01T10:42", "2026-07-01T10:42:00+01:00"),
        ("2026-07-01T10:42Z", "2026-07-01T11:42:00+01:00"),
        ("2026-07-01T10:42:31.9+02:00", "2026-07-01T09:42:31+01:00"),
        ("  2026-11-23 10:42 ", "2026-11-23T10:42:00+00:00"),
        ("2026-11-23", "2026-11-23T00:00:00+00:00"),
    ],
    ids=["winter", "summer", "UTC", "another offset", "with spaces", "only a day"],
)
def test_the_clock_stands_where_hub_now_says(hub_now: str, now: str) -> None:
    assert now_with(hub_now) == now


def test_a_standing_clock_tells_the_same_time_in_every_way() -> None:
    clock = clock_for("Europe/London", {"HUB_NOW": "2026-07-01T00:30"})
    assert (clock.now().isoformat(), clock.utc_now().isoformat(), clock.today()) == (
        "2026-07-01T00:30:00+01:00",
        "2026-06-30T23:30:00+00:00",
        date(2026, 7, 1),
    )


@pytest.mark.parametrize("hub_now", ["", "   "])
def test_without_hub_now_the_clock_goes(hub_now: str) -> None:
    clock = clock_for("Europe/London", {"HUB_NOW": hub_now})
    assert clock.frozen_at is None
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= clock.utc_now() <= datetime.now(UTC)


@pytest.mark.parametrize("hub_now", ["yesterday", "23/11/2026", "2026-13-01", "10:42"])
def test_a_hub_now_that_is_no_time_is_refused(hub_now: str) -> None:
    with pytest.raises(BadInput) as caught:
        now_with(hub_now)
    assert str(caught.value) == (
        f"HUB_NOW says {hub_now!r}, which is not a date and time. "
        "Write it like 2026-11-23T10:00, or unset it."
    )


@pytest.mark.parametrize("hub_now", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_hub_now_outside_of_the_calendar_is_refused(hub_now: str) -> None:
    with pytest.raises(BadInput) as caught:
        now_with(hub_now)
    assert caught.value.message == f"HUB_NOW says {hub_now!r}, which is not a date and time."


@pytest.mark.parametrize("zone", ["Europe/Londn", "", "Europe", "../../etc/passwd", "/etc/passwd"])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(BadInput) as caught:
        clock_for(zone, {})
    assert caught.value.message == f"There is no time zone called {zone!r}."


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)],
    ids=["clocks go forward", "clocks go back", "an ordinary day"],
)
def test_a_day_is_as_long_as_the_wall_clock_makes_it(clock: Clock, day: date, hours: int) -> None:
    start, end = clock.day_bounds(day)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)
    assert (start.isoformat()[:19], end.isoformat()[:19]) == (
        f"{day}T00:00:00",
        f"{day + timedelta(days=1)}T00:00:00",
    )


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_one_day_ends_where_the_next_begins(day: date) -> None:
    clock = clock_for("Europe/London", {})
    assert clock.day_bounds(day)[1] == clock.day_bounds(day + timedelta(days=1))[0]


def test_a_moment_elsewhere_is_shown_as_the_hubs_wall_clock_shows_it(clock: Clock) -> None:
    assert clock.local(datetime(2026, 7, 1, 9, tzinfo=UTC)).isoformat() == (
        "2026-07-01T10:00:00+01:00"
    )
