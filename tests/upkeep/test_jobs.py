"""A due job runs once: on the nights when the clock changes too, and after a week without power."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock
from hub.errors import NoStorage
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.keys import write_key
from hub.upkeep.due import run_due
from hub.upkeep.jobs import HUB_JOBS, Due, daily, extend_words, weekly
from hub.upkeep.ledger import claim, finish
from hub.views.groups import DateClash, GroupMade
from tests.upkeep.jobs_to_run import Counted, at, ledger

KEY = bytes.fromhex("11" * 32)


def watch(
    store: Store, settings: Settings, counted: Counted, first: Clock, *, hours: int, minutes: int
) -> None:
    """Ask what is due every so many minutes."""
    start = first.utc_now()
    for tick in range(hours * 60 // minutes + 1):
        now = first.at(start + timedelta(minutes=tick * minutes))
        run_due(store, now, settings, [counted.job()])


@pytest.mark.parametrize(
    ("noon_before", "due", "ran_at"),
    [
        # The clocks go back: 01:30 is shown twice, and the first one counts.
        ("2026-10-24T12:00", "01:30", "2026-10-25 01:30 BST"),
        ("2026-10-24T12:00", "02:15", "2026-10-25 02:15 GMT"),
        # They go forward: 01:30 is not shown at all.
        ("2027-03-27T12:00", "01:30", "2027-03-28 02:30 BST"),
        ("2027-03-27T12:00", "02:15", "2027-03-28 02:15 BST"),
        ("2026-12-31T12:00", "00:00", "2027-01-01 00:00 GMT"),
    ],
)
def test_each_night_has_a_daily_job_once(
    store: Store, clock: Clock, settings: Settings, noon_before: str, due: str, ran_at: str
) -> None:
    counted = Counted(daily(due))
    noon = at(clock, noon_before)
    run_due(store, noon, settings, [counted.job()])  # what was due before
    counted.runs.clear()
    watch(store, settings, counted, noon, hours=24, minutes=15)
    assert counted.walls() == [ran_at]


def test_a_week_has_a_weekly_job_once_across_the_end_of_the_year(
    store: Store, clock: Clock, settings: Settings
) -> None:
    counted = Counted(weekly("SU", "18:00"))
    watch(store, settings, counted, at(clock, "2026-12-20T18:00"), hours=15 * 24, minutes=120)
    assert counted.walls() == [
        "2026-12-20 18:00 GMT",
        "2026-12-27 18:00 GMT",
        "2027-01-03 18:00 GMT",
    ]


def test_what_was_missed_while_the_machine_was_off_is_caught_up_once(
    store: Store, clock: Clock, settings: Settings
) -> None:
    counted = Counted(daily("02:15"))
    for wall in ("2026-11-23T10:42", "2026-11-28T09:00", "2026-11-28T09:01", "2026-11-29T02:15"):
        run_due(store, at(clock, wall), settings, [counted.job()])
    assert ledger(store) == [
        ("count", "2026-11-23T02:15", "done: run 1"),  # it had never run
        ("count", "2026-11-28T02:15", "done: run 2"),
        ("count", "2026-11-29T02:15", "done: run 3"),
    ]


def test_four_schedulers_run_a_job_once(store: Store, clock: Clock, settings: Settings) -> None:
    counted = Counted()
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: run_due(store, clock, settings, [counted.job()]), range(4)))
    assert sorted(said) == [(), (), (), ("count: done: run 1",)]
    assert ledger(store) == [("count", "2026-11-23T02:15", "done: run 1")]


def test_a_run_that_was_cut_off_is_done_again_once_it_must_be_dead(
    store: Store, clock: Clock, settings: Settings
) -> None:
    counted = Counted()
    assert claim(store, clock, job="count", due_local="2026-11-23T02:15") is not None
    assert run_due(store, clock, settings, [counted.job()]) == ()
    later = at(clock, "2026-11-23T13:43")
    assert run_due(store, later, settings, [counted.job()]) == ("count: done: run 1",)


def test_a_job_that_is_moved_to_an_earlier_hour_is_not_run_twice_that_day(
    store: Store, clock: Clock, settings: Settings
) -> None:
    run_due(store, clock, settings, [Counted(daily("02:45")).job()])
    assert run_due(store, clock, settings, [Counted(daily("02:15")).job()]) == ()


def test_a_job_that_fails_is_written_down_and_stops_no_other(
    store: Store, clock: Clock, settings: Settings
) -> None:
    full = Counted(name="full", fault=NoStorage("The disk is full.", hint="Make room."))
    broken = Counted(name="broken", fault=KeyError("Ada Lovelace"))
    last = Counted(name="last")
    jobs = [full.job(), broken.job(), last.job()]
    assert run_due(store, clock, settings, jobs) == (
        "full: failed: The disk is full. Make room.",
        "broken: failed: an unexpected fault (KeyError)",
        "last: done: run 1",
    )
    assert [(job, outcome) for job, _, outcome in ledger(store)] == [
        ("full", "failed: The disk is full. Make room."),
        ("broken", "failed: an unexpected fault (KeyError)"),
        ("last", "done: run 1"),
    ]
    assert run_due(store, clock, settings, jobs) == ()


def test_nothing_runs_by_itself_while_the_clock_cannot_be_right(
    store: Store, clock: Clock, settings: Settings
) -> None:
    counted = Counted()
    run_due(store, clock, settings, [counted.job()])
    counted.runs.clear()
    assert run_due(store, at(clock, "2019-05-01T12:00"), settings, [counted.job()]) == (
        "The clock says 1 May 2019, but the newest record is later: 23 November 2026."
        " Not run: count. Set the clock right. If it is right: hub jobs run count",
    )
    assert counted.runs == []
    assert len(ledger(store)) == 1


def test_runs_of_a_day_when_the_clock_was_ahead_do_not_stand_for_todays(
    store: Store, clock: Clock, settings: Settings
) -> None:
    run = claim(store, clock, job="count", due_local="2027-06-01T02:15")
    assert run is not None
    finish(store, clock, run=run, outcome="done: run 0")
    assert run_due(store, clock, settings, [Counted().job()]) == ("count: done: run 1",)


def test_the_hubs_own_jobs_all_run_at_the_first_start(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    write_key(settings.key_file, KEY)
    extended, published, backed_up, forgot, *hourly = run_due(store, clock, settings, HUB_JOBS)
    assert (extended, published) == (
        "extend-groups: done: nothing to add",
        "publish: done: noticeboard.sqlite",
    )
    assert (forgot, hourly) == (
        "forget: done: nothing to forget",
        ["lapse: done: nothing lapsed", "dropbox: done: nothing was left"],
    )
    assert backed_up.startswith("backup: done: hub-2026-11-23T1042.backup, ")
    assert settings.noticeboard_file.is_file()
    assert (settings.backup_folder / "hub-2026-11-23T1042.backup").is_file()


@given(
    instant=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - made UTC
    zone=st.sampled_from(["Europe/London", "America/St_Johns", "Australia/Lord_Howe", "UTC"]),
    at_time=st.times(),
    weekday=st.none() | st.integers(0, 6),
)
def test_the_last_due_time_the_next_and_now_are_in_order(
    instant: datetime, zone: str, at_time: time, weekday: int | None
) -> None:
    clock = Clock(ZoneInfo(zone), instant.replace(tzinfo=UTC))
    due = Due(at_time.replace(second=0, microsecond=0), weekday)
    last, following = due.last(clock), due.next(clock)
    assert last.replace(tzinfo=clock.zone).astimezone(UTC) <= clock.utc_now() < following
    # Nothing lies between them: a moment before the next, the last is still the last.
    assert due.last(clock.at(following.astimezone(UTC) - timedelta(seconds=1))) == last
    assert due.last(clock.at(following)) > last


def test_what_came_of_extending_groups_is_said_in_a_few_words() -> None:
    day = date(2028, 5, 1)
    clashes = tuple(DateClash(day + timedelta(days=n), "Ada's party") for n in range(7))
    quiet = GroupMade("G1", "Choir", 13, day, day)
    assert extend_words([]) == "nothing to add"
    assert extend_words([quiet]) == "1 group, 13 sessions"
    assert extend_words([quiet, GroupMade("G2", "Chess", 1, day, day, clashes[:1])]) == (
        "2 groups, 14 sessions; 1 clash: Chess on 1 May 2028"
    )
    assert extend_words([GroupMade("G2", "Chess", 1, day, day, clashes)]) == (
        "1 group, 1 session; 7 clashes: Chess on 1 May 2028, Chess on 2 May 2028,"
        " Chess on 3 May 2028, Chess on 4 May 2028, Chess on 5 May 2028 and 2 more"
    )
