"""Undo: what each change did to which rows, kept for the length of a shift, and put back in order.

Leaves what a row means to the rooms above: they say which rows a change may touch (`undoable`),
and may ask to be heard before and after rows are put back (`Guardian`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, select, tuple_, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, HubError
from hub.people.by_itself import BY_ITSELF, Entry, InTheWay, built_on
from hub.people.erasing import hold_erasing_off
from hub.people.images import Change, Values, all_tables, read_images, table_called, write_images
from hub.people.shifts import LONGEST
from hub.people.trail import record, volunteer_id
from hub.store.changes import mark_public_change
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import Row, UndoEntry, Volunteer
from hub.views.people import UndoView

_WRITE = insert(table_of(UndoEntry)).returning(table_of(UndoEntry).c.id)
_GATHERED: ContextVar[dict[int, str] | None] = ContextVar("gathered", default=None)
_AT_ONCE = 2000
_TAKEN_IN_ORDER = "occupancy"
"""Its rows are written space by space, as everybody writes them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of one table that a change may touch, before it and after it."""

    table: type[Row]
    where: ColumnElement[bool]


@dataclass(slots=True)
class Touched:
    """What a change touches, added to while it goes on."""

    scopes: list[Scope]
    code: str = ""
    label: str = ""
    """What was done, in words, said at the end: "Booked Parish council, Hall A, Tue 2 Mar"."""
    seen: dict[str, dict[tuple[Any, ...], Values]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guardian:
    """What a room of the hub does when its rows are put back."""

    before: Callable[[Session], None]
    """Called first in the transaction, before the last change is looked for: takes the locks that
    it needs, so that no change to these rows is under way.
    """
    explain: Callable[[Store, Clock, Sequence[Change], DBAPIError], HubError | None]
    """The words for a database's refusal; None where it isn't about these rows."""
    in_the_way: InTheWay
    """Whether what the hub did by itself keeps other rows from being put back."""


@contextmanager
def undoable(
    session: Session,
    clock: Clock,
    *,
    by: str | None,
    verb: str,
    scopes: Sequence[Scope],
    code: str = "",
    label: str = "",
) -> Iterator[Touched]:
    """Keep what the block does to the rows of `scopes`, so that it can be undone.

    Two looks at each scope, however many rows. The block may set `code` and `label`. A block that
    raises keeps nothing; one that changes nothing neither.
    """
    touched = Touched(list(scopes), code, label)
    hold_erasing_off(session)
    before = _look(session, touched.scopes)
    yield touched
    after = _look(session, touched.scopes)
    changes = [
        Change(table, before.get(table, {}).get(key), after.get(table, {}).get(key))
        for table in sorted({*before, *after})
        for key in sorted(
            {*before.get(table, {}), *after.get(table, {})}, key=lambda key: tuple(map(str, key))
        )
        if before.get(table, {}).get(key) != after.get(table, {}).get(key)
    ]
    if changes:
        remember(
            session,
            clock,
            by=by,
            verb=verb,
            code=touched.code,
            label=touched.label,
            changes=changes,
        )


def remember(
    session: Session,
    clock: Clock,
    *,
    by: str | None,
    verb: str,
    code: str,
    label: str,
    changes: Sequence[Change],
) -> None:
    """Keep changes whose rows the caller knows. One statement."""
    images = write_images(changes)
    number: int = run(
        session,
        _WRITE,
        {
            "at": clock.utc_now(),
            "volunteer_id": volunteer_id(session, by),
            "verb": verb,
            "code": code,
            "label": label or verb,
            "images": images,
        },
    ).scalar_one()
    gathered = _GATHERED.get()
    if gathered is not None:
        gathered[number] = images


@contextmanager
def gathering() -> Iterator[dict[int, str]]:
    """What this thread keeps in the block: the number of each change, and its rows as written."""
    gathered: dict[int, str] = {}
    token = _GATHERED.set(gathered)
    try:
        yield gathered
    finally:
        _GATHERED.reset(token)


def list_undoable(store: Store, clock: Clock, *, limit: int = 20) -> tuple[UndoView, ...]:
    """What can be undone, the next one first."""
    with store.read() as session:
        rows = session.execute(
            select(col(UndoEntry.id), col(UndoEntry.at), col(Volunteer.name), col(UndoEntry.label))
            .outerjoin(Volunteer, col(Volunteer.id) == col(UndoEntry.volunteer_id))
            .where(*_can_be_undone(clock))
            .order_by(col(UndoEntry.id).desc())
            .limit(max(1, limit))
        ).all()
    return tuple(
        UndoView(number, clock.local(at), by or "", label) for number, at, by, label in rows
    )


def undo_last(
    store: Store,
    clock: Clock,
    *,
    guardians: Sequence[Guardian],
    by: str | None = None,
    only: int | None = None,
) -> UndoView:
    """Put the last change back, whole or not at all; and before it what the hub has done by itself
    since that was made from it.

    `only` is the number of the change that was shown to whoever said yes: another one that came
    in between is not undone in its place. Raises BadInput where there is nothing to undo, and
    HubError where what was changed has been changed again by something that has no undo; Clash
    where its place has been taken.
    """
    taken: list[Change] = []
    last = (
        select(
            col(UndoEntry.id),
            col(UndoEntry.at),
            col(UndoEntry.verb),
            col(UndoEntry.code),
            col(UndoEntry.label),
            col(UndoEntry.images),
        )
        .where(*_can_be_undone(clock))
        .order_by(col(UndoEntry.id).desc())
        .limit(1)
        .with_for_update()
    )

    def in_the_way(later: Sequence[Change], older: Sequence[Change]) -> bool:
        return any(guardian.in_the_way(later, older) for guardian in guardians)

    def work(session: Session) -> UndoView:
        for guardian in guardians:
            guardian.before(session)
        hold_erasing_off(session)
        # Two who undo at once stand in line; who comes second finds that entry gone, and the next.
        row = session.execute(last).first() or session.execute(last).first()
        if row is None:
            raise BadInput(
                "There is nothing to undo.", hint="A change can be undone until the shift ends."
            )
        if only is not None and row.id != only:
            raise BadInput(
                "Somebody has made another change since.", hint="Nothing was undone. Look again."
            )
        entry = Entry(row.id, row.verb, row.code, row.label, read_images(row.images))
        for one in (*built_on(session, entry, in_the_way), entry):
            taken[:] = one.changes
            _check_unchanged(session, one.changes, entry.label)
            _put_back(session, one.changes)
            session.execute(delete(UndoEntry).where(col(UndoEntry.id) == one.number))
            record(session, clock, by=by, verb="change.undone", code=one.code, what=one.verb)
        mark_public_change(session)
        return UndoView(row.id, clock.local(row.at), by or "", row.label)

    try:
        return store.transact(work)
    except DBAPIError as error:
        for guardian in guardians:
            words = guardian.explain(store, clock, taken, error)
            if words is not None:
                raise words from None
        if isinstance(error, IntegrityError):
            raise HubError(
                "That can't be undone: something made since depends on it.",
                hint="Nothing was changed.",
            ) from None
        raise


def can_undo(session: Session, clock: Clock) -> bool:
    """Whether there is a change that somebody may still undo. One statement."""
    return bool(session.scalar(select(exists().where(*_can_be_undone(clock)))))


def _can_be_undone(clock: Clock) -> tuple[ColumnElement[bool], ...]:
    return (
        col(UndoEntry.at) > clock.utc_now() - LONGEST,
        col(UndoEntry.verb).not_in(BY_ITSELF),
    )


def forget_undo(session: Session, clock: Clock, *, all_of_it: bool = False) -> None:
    """Empty what undo keeps: all of it when a shift ends, else what is older than a shift."""
    query = delete(UndoEntry)
    if not all_of_it:
        query = query.where(col(UndoEntry.at) <= clock.utc_now() - LONGEST)
    session.execute(query)


def _look(session: Session, scopes: Sequence[Scope]) -> dict[str, dict[tuple[Any, ...], Values]]:
    """The rows of every scope, by table and key."""
    found: dict[str, dict[tuple[Any, ...], Values]] = {}
    for scope in scopes:
        table = table_of(scope.table)
        keys = [column.name for column in table.primary_key.columns]
        mine = found.setdefault(table.name, {})
        for row in run(session, select(table).where(scope.where)).mappings():
            mine[tuple(row[key] for key in keys)] = dict(row)
    return found


def _check_unchanged(session: Session, changes: Sequence[Change], label: str) -> None:
    by_table: dict[str, dict[tuple[Any, ...], Change]] = {}
    for one in changes:
        if one.after is not None:  # where it was gone, the database says if its place is taken
            by_table.setdefault(one.table, {})[one.key] = one
    for name, wanted in by_table.items():
        table = table_called(name)
        columns = list(table.primary_key.columns)
        current: dict[tuple[Any, ...], Values] = {}
        keys = list(wanted)
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            chosen = (
                columns[0].in_([key[0] for key in part])
                if len(columns) == 1
                else tuple_(*columns).in_(part)
            )
            found = select(table).where(chosen).with_for_update()  # they stay so until put back
            for row in run(session, found).mappings():
                current[tuple(row[column.name] for column in columns)] = dict(row)
        if any(current.get(key) != one.after for key, one in wanted.items()):
            raise HubError(
                f"This can't be undone, because it has been changed again since: {label}.",
                hint="Nothing was undone. Somebody, or the hub at night, has gone on from there:"
                " change it back by hand.",
            )


def _put_back(session: Session, changes: Sequence[Change]) -> None:
    """Rows that nothing points to are deleted and inserted, never updated: so the guard of
    `occupancy` sees them, and two that swap a unique value don't meet on the way. The others are
    put back where they are, and rows that point to them follow or go before.
    """
    pointed_at = {key.column.table.name for table in all_tables() for key in table.foreign_keys}
    order = [table.name for table in all_tables()]
    mine = {name: [one for one in changes if one.table == name] for name in order}
    leaves = [name for name in order if name not in pointed_at and mine[name]]
    others = [name for name in order if name in pointed_at and mine[name]]
    for name in leaves:
        _delete(session, name, [one.key for one in mine[name] if one.after is not None])
    for name in others:
        _insert(session, name, [one.before for one in mine[name] if one.before and not one.after])
        for one in mine[name]:
            if one.before is not None and one.after is not None:
                _update(session, one.table, one.key, one.before, one.after)
    for name in reversed(others):
        _delete(session, name, [one.key for one in mine[name] if one.before is None])
    for name in leaves:
        rows = [one.before for one in mine[name] if one.before is not None]
        if name == _TAKEN_IN_ORDER:
            rows.sort(key=lambda row: (row["space_id"], row["starts_at"]))
        _insert(session, name, rows)


def _insert(session: Session, name: str, rows: Sequence[Values]) -> None:
    if rows:
        run(session, insert(table_called(name)), list(rows))


def _update(session: Session, name: str, key: Sequence[Any], before: Values, after: Values) -> None:
    table = table_called(name)
    values = {column: value for column, value in before.items() if after[column] != value}
    keys = dict(zip((column.name for column in table.primary_key.columns), key, strict=True))
    query = update(table).values(**values)
    for column, value in keys.items():
        query = query.where(table.c[column] == value)
    run(session, query)


def _delete(session: Session, name: str, keys: Sequence[tuple[Any, ...]]) -> None:
    if not keys:
        return
    columns = list(table_called(name).primary_key.columns)
    query = delete(table_called(name))
    for column in columns:
        query = query.where(column == bindparam(f"the_{column.name}"))
    names = [f"the_{column.name}" for column in columns]
    run(session, query, [dict(zip(names, key, strict=True)) for key in keys])
