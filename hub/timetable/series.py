"""How a group meets, from when until when: its ways of meeting, one after the other, and the dates
they give. A change from a date on begins a new way; what held before it is kept.

Leaves which dates a rule gives to `hub.timetable.dates`, the sessions to `hub.timetable.sessions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.codes import tidy_code
from hub.store.core import run, table_of
from hub.store.tables import (
    Activity,
    Equipment,
    Group,
    GroupDate,
    GroupEquipment,
    GroupPause,
    GroupPhase,
)
from hub.timetable.dates import Meeting, Pattern, meetings_between
from hub.views.groups import SkippedDate
from hub.views.words import clean_line

_GROUPS, _PHASES, _DATES = table_of(Group), table_of(GroupPhase), table_of(GroupDate)
_PAUSES, _KIT = table_of(GroupPause), table_of(GroupEquipment)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of meeting."""

    room_id: int
    rule: str
    starts_on: date
    """From where the rule counts."""
    at: time
    minutes: int
    setup_minutes: int
    tidy_minutes: int
    bank_holidays: str
    weeks: str
    title: str | None
    capacity: int | None
    layout_id: int | None


_OF_A_WAY = tuple(one.name for one in fields(Way))


@dataclass(frozen=True, slots=True)
class Part:
    """A way of meeting with the local dates it speaks for."""

    first: date
    last: date | None
    """None: until further notice."""
    way: Way


class Kit(NamedTuple):
    """One thing that is lent with each session."""

    id: int
    name: str
    space: int
    stays_in: int | None = None
    """The room it can't leave."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One date that a group gives: when, and in which way."""

    meant_for: date
    starts: datetime
    ends: datetime
    way: Way

    @property
    def place(self) -> tuple[int, datetime, datetime]:
        return self.way.room_id, self.starts, self.ends


@dataclass(frozen=True, slots=True)
class Series:
    """All that is known of a group."""

    group: int
    code: str
    activity: int
    activity_title: str
    zone: str
    is_public: bool
    ended_on: date | None
    made_until: date
    parts: tuple[Part, ...]
    """In order; the last one is open."""
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()
    pauses: tuple[tuple[date, date], ...] = ()
    kit: tuple[Kit, ...] = field(default=())

    @property
    def way(self) -> Way:
        """How it meets once every change that is planned has come about."""
        return self.parts[-1].way

    @property
    def title(self) -> str:
        return self.called(self.way)

    def called(self, way: Way) -> str:
        """What a session of this way is called."""
        return way.title or self.activity_title

    def way_on(self, day: date) -> Way:
        """How it meets on a date."""
        for part in self.parts:
            if part.last is None or day <= part.last:
                return part.way
        return self.way


def load_series(session: Session, code: str) -> Series:
    """A group of this code. Raises NotFound. Five statements."""
    row = session.execute(
        select(_GROUPS, col(Activity.title).label("activity_title"))
        .join(Activity, col(Activity.id) == col(Group.activity_id))
        .where(col(Group.code) == tidy_code(code))
    ).first()
    if row is None:
        raise NotFound(
            f"There is no group with the code {clean_line(code)!r}.", hint="See: hub group list"
        )
    group = row.id
    phases = session.execute(
        select(_PHASES).where(_PHASES.c.group_id == group).order_by(_PHASES.c.from_on)
    ).all()
    parts = [Part(one.from_on, one.until_on, _way(one)) for one in phases]
    parts.append(Part(row.governs_from or row.starts_on, None, _way(row)))
    dates = session.execute(
        select(_DATES.c.on, _DATES.c.is_added).where(_DATES.c.group_id == group)
    ).all()
    pauses = session.execute(
        select(_PAUSES.c.first, _PAUSES.c.last)
        .where(_PAUSES.c.group_id == group)
        .order_by(_PAUSES.c.first)
    ).all()
    kit = session.execute(
        select(
            col(Equipment.id), col(Equipment.name), col(Equipment.space_id), col(Equipment.room_id)
        )
        .join(GroupEquipment, col(GroupEquipment.equipment_id) == col(Equipment.id))
        .where(col(GroupEquipment.group_id) == group)
        .order_by(col(Equipment.id))
    ).all()
    return Series(
        group=group,
        code=row.code,
        activity=row.activity_id,
        activity_title=row.activity_title,
        zone=row.zone,
        is_public=row.is_public,
        ended_on=row.ended_on,
        made_until=row.made_until,
        parts=tuple(parts),
        added=frozenset(on for on, is_added in dates if is_added),
        removed=frozenset(on for on, is_added in dates if not is_added),
        pauses=tuple((first, last) for first, last in pauses),
        kit=tuple(Kit(*one) for one in kit),
    )


def _way(row: Any) -> Way:
    return Way(*(getattr(row, name) for name in _OF_A_WAY))


def planned_dates(
    session: Session, series: Series, first: date, last: date
) -> tuple[dict[date, Planned], list[SkippedDate]]:
    """The dates that the group gives from `first` to `last`, and those it leaves out.

    A statement or two for each way of meeting.
    """
    found: dict[date, Planned] = {}
    skipped: list[SkippedDate] = []
    if series.ended_on is not None:
        last = min(last, series.ended_on)
    for place, part in enumerate(series.parts):
        begin = max(first, part.first) if place else first
        end = min(last, part.last or last)
        if begin > end:
            continue
        way = part.way
        pattern = Pattern(
            way.rule,
            way.starts_on,
            way.at,
            series.zone,
            way.minutes,
            way.bank_holidays,
            way.weeks,
            series.added,
            series.removed,
            series.pauses,
        )
        meetings, left_out = meetings_between(session, pattern, begin, end)
        skipped += left_out
        for one in meetings:
            found[one.meant_for] = _planned(one, way)
    return found, skipped


def _planned(one: Meeting, way: Way) -> Planned:
    return Planned(one.meant_for, one.starts, one.ends, way)


def changed_from(series: Series, since: date, ways: dict[Way, Way]) -> Series:
    """The series whose ways, from a date on, are replaced as `ways` says."""
    parts: list[Part] = []
    for part in series.parts:
        new = ways.get(part.way, part.way)
        if part.last is not None and part.last < since:
            parts.append(part)
        elif part.first < since:
            parts += [Part(part.first, since - _DAY, part.way), Part(since, part.last, new)]
        else:
            parts.append(Part(part.first, part.last, new))
    merged: list[Part] = []
    for part in parts:
        if merged and merged[-1].way == part.way:
            merged[-1] = Part(merged[-1].first, part.last, part.way)
        else:
            merged.append(part)
    return replace(series, parts=tuple(merged))


def save_series(session: Session, old: Series, new: Series) -> None:
    """Write what has changed about a group itself. At most eleven statements."""
    group = new.group
    if (new.parts, new.ended_on, new.is_public, new.made_until) != (
        old.parts,
        old.ended_on,
        old.is_public,
        old.made_until,
    ):
        last = new.parts[-1]
        run(
            session,
            update(_GROUPS)
            .where(_GROUPS.c.id == group)
            .values(
                **_columns(last.way),
                governs_from=last.first if len(new.parts) > 1 else None,
                ended_on=new.ended_on,
                is_public=new.is_public,
                made_until=new.made_until,
            ),
        )
    if new.parts[:-1] != old.parts[:-1]:
        run(session, delete(_PHASES).where(_PHASES.c.group_id == group))
        _insert(
            session,
            _PHASES,
            (
                {
                    "group_id": group,
                    "from_on": part.first,
                    "until_on": part.last,
                    **_columns(part.way),
                }
                for part in new.parts[:-1]
            ),
        )
    if (new.added, new.removed) != (old.added, old.removed):
        run(session, delete(_DATES).where(_DATES.c.group_id == group))
        days = sorted([(on, True) for on in new.added] + [(on, False) for on in new.removed])
        _insert(
            session,
            _DATES,
            ({"group_id": group, "on": on, "is_added": is_added} for on, is_added in days),
        )
    if new.pauses != old.pauses:
        run(session, delete(_PAUSES).where(_PAUSES.c.group_id == group))
        _insert(
            session,
            _PAUSES,
            ({"group_id": group, "first": first, "last": last} for first, last in new.pauses),
        )
    if new.kit != old.kit:
        run(session, delete(_KIT).where(_KIT.c.group_id == group))
        _insert(session, _KIT, ({"group_id": group, "equipment_id": one.id} for one in new.kit))


def _columns(way: Way) -> dict[str, Any]:
    return {name: getattr(way, name) for name in _OF_A_WAY}


def _insert(session: Session, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    listed: Sequence[dict[str, Any]] = list(rows)
    if listed:
        run(session, insert(table), listed)
