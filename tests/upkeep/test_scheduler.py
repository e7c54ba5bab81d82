"""The scheduler as people leave it running: a real process that is started, watched and stopped."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from hub.clock import Clock
from hub.errors import NotFound
from hub.settings import Settings
from hub.store.opening import open_store
from hub.upkeep.jobs import HUB_JOBS
from hub.upkeep.making import make_hub
from hub.upkeep.scheduler import EVERY_SECONDS, Ticker, bring_near, run_scheduler
from tests.upkeep.jobs_to_run import Counted, at, ledger

PATIENCE_SECONDS = 60

PROGRAM = """
import sys
from pathlib import Path
from hub.clock import clock_for
from hub.settings import load_settings
from hub.upkeep.jobs import HUB_JOBS
from hub.upkeep.scheduler import run_scheduler
run_scheduler(load_settings(Path(sys.argv[1])), clock_for("Europe/London"), jobs=HUB_JOBS)
"""


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Settings:
    return make_hub(tmp_path / "hub", content="empty", clock=clock).settings


class Running:
    """Schedulers of one hub, and what they say, line by line."""

    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self.processes = processes
        self.heard: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._listening = [
            threading.Thread(target=self._listen, args=(process,)) for process in processes
        ]
        for thread in self._listening:
            thread.start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        with process.stderr as said:
            for line in said:
                self._lines.put(line.rstrip("\n"))

    def wait_for(self, *words: str) -> None:
        """Listen until each of `words` was said."""
        while not all(any(word in line for line in self.heard) for word in words):
            try:
                self.heard.append(self._lines.get(timeout=PATIENCE_SECONDS))
            except queue.Empty:
                pytest.fail(f"they never said {words}, only {self.heard}")

    def stop(self, number: signal.Signals) -> list[int]:
        """Send each the signal; how they ended, when all that they said was heard."""
        for process in self.processes:
            process.send_signal(number)
        ends = [process.wait(PATIENCE_SECONDS) for process in self.processes]
        for thread in self._listening:
            thread.join()
        while not self._lines.empty():
            self.heard.append(self._lines.get())
        return ends


@contextmanager
def running(settings: Settings, count: int = 1) -> Iterator[Running]:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(settings.folder)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "HUB_NOW": "2026-11-23T10:42"},
        )
        for _ in range(count)
    ]
    try:
        yield Running(processes)
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_catches_up_what_is_due_and_stops_when_told(
    made: Settings, number: signal.Signals
) -> None:
    with running(made) as scheduler:
        scheduler.wait_for("dropbox: ")
        assert scheduler.stop(number) == [0]
    assert [line[:40] for line in scheduler.heard] == [
        "The scheduler is running. Stop it with C",
        "2026-11-23 10:42 extend-groups: done: no",
        "2026-11-23 10:42 publish: done: noticebo",
        "2026-11-23 10:42 backup: done: hub-2026-",
        "2026-11-23 10:42 forget: done: nothing t",
        "2026-11-23 10:42 lapse: done: nothing la",
        "2026-11-23 10:42 dropbox: done: nothing ",
        "The scheduler stops when what is running",
    ]
    assert [path.name for path in made.backup_folder.iterdir()] == ["hub-2026-11-23T1042.backup"]
    store = open_store(made)
    found = [(job, due) for job, due, outcome in ledger(store) if outcome.startswith("done")]
    store.close()
    assert found == [
        ("extend-groups", "2026-11-23T02:15"),
        ("publish", "2026-11-23T02:30"),
        ("backup", "2026-11-23T02:45"),
        ("forget", "2026-11-23T03:15"),
        ("lapse", "2026-11-23T10:05"),
        ("dropbox", "2026-11-23T10:20"),
    ]


def test_two_schedulers_of_one_hub_run_each_job_once(made: Settings) -> None:
    with running(made, 2) as schedulers:
        schedulers.wait_for(*(f"{job.name}: " for job in HUB_JOBS))
        assert schedulers.stop(signal.SIGTERM) == [0, 0]
    assert len([line for line in schedulers.heard if ": done: " in line]) == 6
    store = open_store(made)
    assert [job for job, _, _ in ledger(store)] == [
        "extend-groups",
        "publish",
        "backup",
        "forget",
        "lapse",
        "dropbox",
    ]
    store.close()


def test_it_does_not_start_where_there_is_no_store(settings: Settings, clock: Clock) -> None:
    with pytest.raises(NotFound, match="store of this hub is not in"):
        run_scheduler(settings, clock, jobs=())


def test_a_store_that_goes_away_is_said_once_and_found_again(
    made: Settings, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = Counted()
    ticker = Ticker(made, clock, [counted.job()])
    away = made.folder / "away"
    made.store_file.parent.rename(away)
    ticker.tick()
    ticker.tick()
    away.rename(made.store_file.parent)
    ticker.tick()
    ticker.tick()
    told, ran = capsys.readouterr().err.splitlines()
    assert told.startswith("2026-11-23 10:42 No job can run: The store of this hub is not in")
    assert ran == "2026-11-23 10:42 count: done: run 1"


def test_doubt_about_the_clock_is_said_once(
    made: Settings, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = Counted()
    ticker = Ticker(made, at(clock, "2019-05-01T12:00"), [counted.job()])
    ticker.tick()
    ticker.tick()
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("2019-05-01 12:00 The clock says 1 May 2019, but the newest record")
    assert counted.runs == []


def test_a_fault_of_ours_does_not_end_the_scheduler_and_tells_nothing_personal(
    made: Settings,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_settings: Settings) -> None:
        raise RuntimeError("Ada Lovelace")

    monkeypatch.setattr("hub.upkeep.scheduler.open_store", fail)
    Ticker(made, clock, ()).tick()
    assert capsys.readouterr().err == (
        "2026-11-23 10:42 No job can run: an unexpected fault (RuntimeError)\n"
    )


def test_a_clock_that_was_set_back_does_not_put_the_next_tick_off() -> None:
    """APScheduler would wait until the old time of day comes round again."""
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.start(paused=True)
    now = datetime.now(UTC)
    far, near = now + timedelta(hours=5), now + timedelta(seconds=EVERY_SECONDS)
    tick = scheduler.add_job(print, "interval", hours=5, id="tick", next_run_time=far)
    bring_near(scheduler, now)
    assert tick.next_run_time == now
    tick.modify(next_run_time=near)
    bring_near(scheduler, now)
    assert tick.next_run_time == near
    scheduler.shutdown()
