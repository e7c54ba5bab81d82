"""Asks every half minute which jobs are due, until it is told to stop.

What is due and what has run, `hub.upkeep.due` and the ledger decide: nothing is kept here, so a
scheduler may be stopped, started twice or left off for a week.
"""

from __future__ import annotations

import logging
import queue
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from hub.clock import Clock
from hub.errors import HubError
from hub.settings import Settings
from hub.store.opening import open_store
from hub.upkeep.due import run_due
from hub.upkeep.jobs import Job
from hub.views.words import clean_line

EVERY_SECONDS = 30

_TICK = "tick"


class Ticker:
    """One look at what is due. Says each thing once, not every half minute."""

    def __init__(self, settings: Settings, clock: Clock, jobs: Sequence[Job]) -> None:
        self._settings = settings
        self._clock = clock
        self._jobs = tuple(jobs)
        self._said: tuple[str, ...] = ()

    def tick(self) -> None:
        """Run what is due, with the store opened anew: a restore puts another in its place."""
        try:
            store = open_store(self._settings)
            try:
                lines = run_due(store, self._clock, self._settings, self._jobs)
            finally:
                store.close()
        except HubError as refusal:
            lines = (f"No job can run: {refusal}",)
        except Exception as fault:  # the next tick may go well
            lines = (f"No job can run: an unexpected fault ({type(fault).__name__})",)
        if lines != self._said:
            for line in lines:
                say(f"{self._clock.now():%Y-%m-%d %H:%M} {line}")
        self._said = lines


def say(line: str) -> None:
    """A line in the log: standard error, which systemd keeps."""
    sys.stderr.write(f"{clean_line(line)}\n")
    sys.stderr.flush()


def run_scheduler(settings: Settings, clock: Clock, *, jobs: Sequence[Job]) -> None:
    """Run the jobs as they come due, until SIGTERM or SIGINT; then end what is running first.

    Call it from the main thread. Raises what opening the store raises, once, at the start.
    """
    open_store(settings).close()
    stopped: queue.SimpleQueue[int] = queue.SimpleQueue()  # a signal may come in mid-put
    before = {
        number: signal.signal(number, lambda received, _frame: stopped.put(received))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    # A tick that lasts longer than half a minute is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(
        Ticker(settings, clock, jobs).tick,
        "interval",
        seconds=EVERY_SECONDS,
        id=_TICK,
        next_run_time=datetime.now(UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    ending = threading.Event()
    nudging = threading.Thread(target=_nudge, args=(scheduler, ending), daemon=True)
    try:
        scheduler.start()
        nudging.start()
        say("The scheduler is running. Stop it with Ctrl+C.")
        stopped.get()
        say("The scheduler stops when what is running has ended.")
    finally:
        ending.set()
        scheduler.shutdown(wait=True)
        nudging.join()
        for number, handler in before.items():
            signal.signal(number, handler)


def _nudge(scheduler: BackgroundScheduler, ending: threading.Event) -> None:
    """Bring the next tick near again where the clock was set back.

    APScheduler waits for a time of day; this wait goes by the monotonic clock.
    """
    while not ending.wait(EVERY_SECONDS):
        bring_near(scheduler, datetime.now(UTC))


def bring_near(scheduler: BackgroundScheduler, now: datetime) -> None:
    """Have the next tick now if it is further off than ticks are apart."""
    tick = scheduler.get_job(_TICK)
    if tick is not None and tick.next_run_time > now + timedelta(seconds=EVERY_SECONDS):
        scheduler.modify_job(_TICK, next_run_time=now)
