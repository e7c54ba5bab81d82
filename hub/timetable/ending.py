"""A group that stops, for good or for a while, and goes on again. What has begun is a record, and
is never touched; sessions with a life of their own are asked about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from hub.timetable.editing import Said, alter, transact
from hub.timetable.replanning import EVERYTHING, Change, lock_all_spaces
from hub.timetable.series import Series, load_series
from hub.timetable.wishes import HORIZON_DAYS
from hub.views.series import GroupChanged, Keep, OnClash
from hub.views.words import day_words_short

_DAY = timedelta(days=1)


def end_group(
    store: Store,
    clock: Clock,
    *,
    code: str,
    last_on: date,
    exceptions: Keep = Keep.ASK,
    by: str | None = None,
) -> GroupChanged:
    """A group meets on `last_on` at the latest. Its sessions after that go."""

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        if old.ended_on is not None and old.ended_on <= last_on:
            raise BadInput(
                f"{old.title} ends on {day_words_short(old.ended_on)} {old.ended_on.year} already."
            )
        _check(clock, last_on, "A group can't end")
        if last_on < old.parts[0].first - _DAY:
            raise BadInput(
                f"{old.title} begins on {day_words_short(old.parts[0].first)}"
                f" {old.parts[0].first.year} only.",
                hint="To take it away whole, end it the day before that.",
            )
        new = replace(old, ended_on=last_on)
        change = Change(
            old,
            new,
            last_on + _DAY,
            exceptions=exceptions,
            is_closed=lambda day: day > last_on,
            may_find_none=True,
        )
        label = f"Ended {old.title} after {day_words_short(last_on)}"
        said = Said("group.ended", label, {"until": last_on.isoformat()})
        return alter(session, clock, change, said, by=by)

    return transact(store, work)


def pause_group(
    store: Store,
    clock: Clock,
    *,
    code: str,
    first: date,
    until: date,
    exceptions: Keep = Keep.ASK,
    by: str | None = None,
) -> GroupChanged:
    """A group doesn't meet from `first` on; `until` is the first date it may meet on again."""
    _check(clock, first, "A pause can't begin")
    if until <= first:
        raise BadInput(
            "The pause ends before it begins.",
            hint="Give the first day of the pause, then the day on which it may meet again.",
        )
    if until.year > clock.today().year + 20:
        raise BadInput(f"{until.year} is too far ahead.", hint="Check the year, or end the group.")

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        if old.ended_on is not None and first > old.ended_on:
            raise BadInput(
                f"{old.title} ends on {day_words_short(old.ended_on)} {old.ended_on.year},"
                " before that pause."
            )
        last = until - _DAY
        pauses = _joined((*old.pauses, (first, last)))
        if pauses == old.pauses:
            raise BadInput(f"{old.title} is paused then already.")
        added = frozenset(day for day in old.added if not first <= day <= last)
        change = Change(
            old,
            replace(old, pauses=pauses, added=added),
            first,
            exceptions=exceptions,
            is_closed=lambda day: first <= day <= last,
            may_find_none=True,
        )
        label = f"Paused {old.title} from {day_words_short(first)} until {day_words_short(until)}"
        said = Said("group.paused", label, {"from": first.isoformat(), "until": until.isoformat()})
        return alter(session, clock, change, said, by=by)

    return transact(store, work)


def resume_group(
    store: Store,
    clock: Clock,
    *,
    code: str,
    on: date,
    on_clash: OnClash = OnClash.SKIP,
    anyway: bool = False,
    by: str | None = None,
) -> GroupChanged:
    """A group that is paused, or that has ended, meets again from `on`."""
    check_resuming(clock, on)

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        change = replace(
            resuming(clock, old, on),
            on_clash=on_clash,
            kinds=frozenset() if anyway else EVERYTHING,
        )
        said = Said(
            "group.resumed",
            f"{old.title} meets again from {day_words_short(on)}",
            {"from": on.isoformat()},
        )
        return alter(session, clock, change, said, by=by)

    return transact(store, work)


def check_resuming(clock: Clock, on: date) -> None:
    """Raise BadInput for a day on which no group can begin again."""
    _check(clock, on, "It can't begin again")


def resuming(clock: Clock, old: Series, on: date) -> Change:
    """The change that lets a group meet again. Raises BadInput where it meets anyway."""
    pauses = tuple((first, min(last, on - _DAY)) for first, last in old.pauses if first < on)
    ended_on = old.ended_on
    if ended_on is not None:
        if ended_on < on - _DAY:
            pauses = _joined((*pauses, (ended_on + _DAY, on - _DAY)))
        ended_on = None
    if pauses == old.pauses and ended_on == old.ended_on:
        raise BadInput(f"{old.title} is neither paused nor ended from then on.")
    # The horizon of a group that has ended stood still meanwhile.
    until = max(old.made_until, clock.today() + timedelta(days=HORIZON_DAYS))
    new = replace(old, pauses=pauses, ended_on=ended_on, made_until=until)
    return Change(old, new, on, may_find_none=True)


def _joined(pauses: tuple[tuple[date, date], ...]) -> tuple[tuple[date, date], ...]:
    """Pauses in order; those that meet are one."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(pauses):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def _check(clock: Clock, on: date, what: str) -> None:
    if on < clock.today() - _DAY:
        raise BadInput(
            f"{what} on {day_words_short(on)} {on.year}: what has been is left as it is.",
            hint="Choose today or a day to come.",
        )
    if on.year > clock.today().year + 20:
        raise BadInput(f"{what} in {on.year}.", hint="Check the year.")
