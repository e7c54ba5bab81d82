"""The hub's own jobs, and when each is due on the wall clock of the hub.

Whether a due job has run, `hub.upkeep.ledger` knows. Loads nothing heavy: `hub jobs --help` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.settings import Settings
from hub.views.words import date_words

if TYPE_CHECKING:
    from hub.store.engine import Store
    from hub.views.groups import GroupMade

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545 §3.3.10
_NAMED_CLASHES = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A wall time, every day or on one weekday.

    Where the wall clock shows a time twice, the first counts; where it leaves one out, the
    instant that it would have been. So each night has it once.
    """

    at: time
    weekday: int | None = None
    """0 is Monday; None is every day."""
    is_hourly: bool = False
    """Every hour, at the minute of `at`."""

    def last(self, clock: Clock) -> datetime:
        """The newest due time that is not in the future, as the wall shows it (naive)."""
        now = clock.utc_now()
        return next(wall for wall in self._walls(clock.today(), -1) if _instant(wall, clock) <= now)

    def next(self, clock: Clock) -> datetime:
        """The instant of the next due time (aware, in the hub's zone)."""
        now = clock.utc_now()
        instants = (_instant(wall, clock) for wall in self._walls(clock.today(), +1))
        return clock.local(next(instant for instant in instants if instant > now))

    def _walls(self, today: date, step: int) -> Iterator[datetime]:
        """Due times one by one, from a day on the other side of today."""
        hours = range(24) if self.is_hourly else (self.at.hour,)
        for days in range(-1, 10):
            day = today + timedelta(days=days * step)
            if self.weekday in (None, day.weekday()):
                for hour in hours[::step]:
                    yield datetime.combine(day, self.at.replace(hour=hour))


def _instant(wall: datetime, clock: Clock) -> datetime:
    # In UTC: Python compares two times of one zone by what the wall shows.
    return wall.replace(tzinfo=clock.zone, fold=0).astimezone(UTC)


def daily(at: str) -> Due:
    """Every day at a wall time such as "02:15"."""
    return Due(time.fromisoformat(at))


def hourly(minute: int) -> Due:
    """Every hour at a minute; once where the wall clock shows an hour twice."""
    return Due(time(0, minute), is_hourly=True)


def weekly(weekday: str, at: str) -> Due:
    """Every week on "MO" … "SU" at a wall time."""
    return Due(time.fromisoformat(at), _WEEKDAYS.index(weekday))


@dataclass(frozen=True, slots=True)
class Job:
    """Something the hub does by itself."""

    name: str
    """As people type it after `hub jobs run`."""
    about: str
    due: Due
    run: Callable[[Store, Clock, Settings], str]
    """Does it and says in a few words what was done. Raises a HubError where it can't be done."""
    deletes: bool = False
    """Whether it throws things away for good: never while the clock is in doubt."""


def extend_words(made: Sequence[GroupMade]) -> str:
    """What came of extending groups. Who is in the way isn't named: this goes into logs too."""
    if not made:
        return "nothing to add"
    sessions = sum(group.sessions for group in made)
    words = f"{_count(len(made), 'group')}, {_count(sessions, 'session')}"
    clashes = [f"{group.title} on {date_words(one.on)}" for group in made for one in group.clashes]
    if not clashes:
        return words
    named = ", ".join(clashes[:_NAMED_CLASHES])
    more = len(clashes) - _NAMED_CLASHES
    rest = f" and {more} more" if more > 0 else ""
    return f"{words}; {_count(len(clashes), 'clash', 'clashes')}: {named}{rest}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _extend_groups(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.timetable.groups import extend_groups

    return extend_words(extend_groups(store, clock))


def _publish(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.noticeboard.publish import publish

    return publish(store, clock, settings).name


def _back_up(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.upkeep.backup import job

    return job(store, clock, settings)


def _lapse(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.noticeboard.publish import publish_if_changed
    from hub.timetable.provisional import lapse_due

    lapsed = lapse_due(store, clock)
    if not lapsed:
        return "nothing lapsed"
    publish_if_changed(store, clock, settings)
    return f"{_count(lapsed, 'booking')} not confirmed in time"


def _forget(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.upkeep.erased import keep_erased
    from hub.upkeep.retention import forget_people

    words = forget_people(store, clock)
    return " ".join((words, *keep_erased(store, settings)))


def _empty_drop_box(store: Store, clock: Clock, settings: Settings) -> str:
    from hub.upkeep.emptying import empty_drop_box

    return empty_drop_box(store, clock, settings)


HUB_JOBS: tuple[Job, ...] = (
    Job("extend-groups", "Book the groups' rooms 18 months ahead", daily("02:15"), _extend_groups),
    Job("publish", "Put out the noticeboard of the day", daily("02:30"), _publish),
    Job("backup", "Make a checked copy of the hub", daily("02:45"), _back_up),
    Job(
        "forget",
        "Delete names and numbers whose time is over",
        daily("03:15"),
        _forget,
        deletes=True,
    ),
    Job("lapse", "Let go of bookings not confirmed in time", hourly(5), _lapse),
    Job("dropbox", "Count what visitors left at the kiosk", hourly(20), _empty_drop_box),
)
"""In the order in which they run when several were missed."""
