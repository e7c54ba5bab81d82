"""One date more for a group, or one less. Leaves what becomes of the session to `editing`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NoReturn

from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from hub.timetable.editing import Said, alter, check_to_come, transact
from hub.timetable.replanning import EVERYTHING, Change, lock_all_spaces
from hub.timetable.series import Series, load_series, planned_dates
from hub.views.series import GroupChanged, Keep, OnClash
from hub.views.words import day_words_short


def add_date(
    store: Store,
    clock: Clock,
    *,
    code: str,
    on: date,
    on_clash: OnClash = OnClash.STOP,
    anyway: bool = False,
    by: str | None = None,
) -> GroupChanged:
    """A group meets on one more date, at its usual time in its usual room.

    Raises Clash where its room is taken then; BadInput where it meets on that date anyway.
    """
    check_to_come(clock, on)

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        change = replace(
            adding(old, on), on_clash=on_clash, kinds=frozenset() if anyway else EVERYTHING
        )
        label = f"Added {day_words_short(on)} to {old.title}"
        said = Said("group.changed", label, {"scope": "this", "what": "date added"})
        done = alter(session, clock, change, said, by=by)
        if not done.made:
            refuse_no_date(session, change.new, on)
        return done

    return transact(store, work)


def adding(old: Series, on: date) -> Change:
    """The change that gives a group one more date. Raises BadInput for one it can't have."""
    if old.ended_on is not None and on > old.ended_on:
        raise BadInput(
            f"{old.title} ends on {day_words_short(old.ended_on)}.",
            hint="Choose a date before that.",
        )
    if on > old.made_until:
        raise BadInput(
            f"{day_words_short(on)} {on.year} is too far ahead.",
            hint=f"Sessions are booked up to {day_words_short(old.made_until)}"
            f" {old.made_until.year}.",
        )
    new = replace(old, added=old.added | {on}, removed=old.removed - {on})
    return Change(old, new, on, on_clash=OnClash.STOP, may_find_none=True)


def refuse_no_date(session: Session, new: Series, on: date) -> NoReturn:
    """Say why a date that was to be added isn't one more. Raises BadInput."""
    _, skipped = planned_dates(session, new, on, on)
    raise BadInput(
        f"{skipped[0].why}."
        if skipped
        else f"{new.title} has a session for {day_words_short(on)} {on.year} already,"
        " if only one that was moved or cancelled.",
        hint=f"See its dates: hub group show {new.code}",
    )


def remove_date(
    store: Store,
    clock: Clock,
    *,
    code: str,
    on: date,
    exceptions: Keep = Keep.ASK,
    by: str | None = None,
) -> GroupChanged:
    """A group doesn't meet on one date, without a word to the public (who would be told that a
    session is cancelled: see `cancel_booking`).

    Raises NeedsAnswer where that session has a life of its own; BadInput where there is none.
    """
    check_to_come(clock, on)

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        is_extra = on in old.added
        new = replace(old, added=old.added - {on}, removed=old.removed | {on})
        label = f"Took {day_words_short(on)} out of {old.title}"
        said = Said(
            "group.changed",
            label,
            {"scope": "this", "what": "added date taken back" if is_extra else "date taken out"},
        )
        change = Change(old, new, on, exceptions=exceptions, may_find_none=True)
        done = alter(session, clock, change, said, by=by)
        if not done.removed and not done.kept:
            raise BadInput(
                f"{old.title} has no session to come on {day_words_short(on)} {on.year}.",
                hint=f"See its dates: hub group show {old.code}",
            )
        return done

    return transact(store, work)
