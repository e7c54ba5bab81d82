"""An iCalendar file (RFC 5545) as groups and bookings: each entry is taken whole or refused with
its reason, and the rest comes in all the same.

What we can't keep exactly we refuse: all-day entries, rules that `hub.timetable.rules` refuses, a
series in a time zone whose clock runs otherwise than the hub's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Calendar

from hub.clock import Clock
from hub.errors import BadInput, HubError
from hub.store.engine import Store
from hub.timetable.booked import LONGEST_TITLE
from hub.timetable.bookings import book_room, cancel_booking, change_booking, move_booking
from hub.timetable.editing import change_group
from hub.timetable.groups import add_group, group_sessions
from hub.timetable.occupancy import LONGEST
from hub.timetable.rooms import list_rooms
from hub.views.exchange import CalendarRead, RefusedRow
from hub.views.series import Scope, SeriesChange
from hub.views.timetable import BankHolidayRule, BookingView
from hub.views.words import clean_line, day_words, fold

# icalendar gives each property every type that it may have: what a file holds is checked here.
Event = Any

LARGEST = 10_000_000
"""Bytes of a file that we read."""
_NEEDED = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
MOST = 5_000
"""Entries of a file that we read."""


@dataclass(slots=True)
class _Entry:
    """One thing of the file: its main event, and the dates that differ from it."""

    row: int
    main: Event
    others: list[Event] = field(default_factory=list)


def import_ical(
    store: Store,
    clock: Clock,
    *,
    content: bytes,
    room: str | None = None,
    is_public: bool = True,
    by: str | None = None,
) -> CalendarRead:
    """Add what an iCalendar file holds. `room` is where an entry goes whose LOCATION names none
    of our rooms.

    Raises BadInput for a file that is too large or isn't iCalendar at all.
    """
    entries, lost = _entries(content)
    names = [one.name for one in list_rooms(store)]
    created: list[str] = []
    clashes: list[str] = []
    refused = [
        RefusedRow(row, _title(event), "its series isn't in the file") for row, event in lost
    ]
    sessions = 0
    for entry in entries:
        title = _title(entry.main)
        try:
            _check_readable(entry.main)
            where = _room(entry.main, names, room)
            if entry.main.get("RRULE") is None and entry.main.get("RDATE") is None:
                code = _one_off(store, clock, entry.main, title, where, is_public, by)
                sessions += 1
            else:
                code, many, named = _series(store, clock, entry, title, names, where, is_public, by)
                sessions += many
                clashes += named
            created.append(code)
        except HubError as error:
            refused.append(RefusedRow(entry.row, title, error.message))
    refused.sort(key=lambda one: one.row)
    return CalendarRead(
        len(entries) + len(lost), tuple(created), sessions, tuple(clashes), tuple(refused)
    )


def _entries(content: bytes) -> tuple[list[_Entry], list[tuple[int, Event]]]:
    if len(content) > LARGEST:
        raise BadInput(
            f"The file is larger than {LARGEST // 1_000_000} MB.", hint="Export fewer calendars."
        )
    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig"), multiple=True)
        events = [one for calendar in calendars for one in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise BadInput(
            "This is not an iCalendar file that we can read.",
            hint="It begins with BEGIN:VCALENDAR, and its name often ends in .ics",
        ) from None
    if not calendars:
        raise BadInput("There is no calendar in this file.", hint="Is it the right one?")
    if len(events) > MOST:
        raise BadInput(f"The file has more than {MOST} entries.", hint="Export a shorter time.")
    mains: dict[str, _Entry] = {}
    found: list[_Entry] = []
    others: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    for row, event in enumerate(events, 1):
        uid = str(event.get("UID", f"row {row}"))
        if event.get("RECURRENCE-ID") is not None:
            others[uid].append((row, event))
        else:
            entry = _Entry(row, event)
            found.append(entry)
            mains.setdefault(uid, entry)
    lost: list[tuple[int, Event]] = []
    for uid, differing in others.items():
        if uid in mains:
            mains[uid].others = [event for _, event in differing]
        else:
            lost += differing
    return found, lost


def _check_readable(event: Event) -> None:
    """icalendar keeps what it can't read, and names it."""
    broken = sorted({str(name) for name, _ in event.errors} & _NEEDED)
    if broken:
        raise BadInput(f"its {' and '.join(broken)} can't be read")


def _title(event: Event) -> str:
    return clean_line(str(event.get("SUMMARY", "")))[:LONGEST_TITLE] or "(no title)"


def _room(event: Event, names: Sequence[str], otherwise: str | None) -> str:
    place = fold(str(event.get("LOCATION", "")))
    # The longest name first, so that "Hall A kitchen" isn't taken for Hall A.
    for name in sorted(names, key=len, reverse=True):
        if place == fold(name) or place.startswith(f"{fold(name)},"):
            return name
    if otherwise:
        return otherwise
    said = clean_line(str(event.get("LOCATION", "")))[:80]
    raise BadInput(f"it is in {said!r}, which is no room here" if said else "it names no room")


def _one_off(
    store: Store,
    clock: Clock,
    event: Event,
    title: str,
    room: str,
    is_public: bool,
    by: str | None,
) -> str:
    starts, ends = _stretch(event, clock)
    made = book_room(
        store, clock, room=room, starts=starts, ends=ends, title=title, is_public=is_public, by=by
    )
    if _is_cancelled(event):
        cancel_booking(store, clock, code=made.code, reason=_comment(event), by=by)
    return made.code


def _series(
    store: Store,
    clock: Clock,
    entry: _Entry,
    title: str,
    names: Sequence[str],
    room: str,
    is_public: bool,
    by: str | None,
) -> tuple[str, int, list[str]]:
    event = entry.main
    starts, ends = _stretch(event, clock)
    _check_zone(event, clock)
    rules = event.get("RRULE")
    if isinstance(rules, list):
        raise BadInput("it has more than one rule")
    rule = rules.to_ical().decode() if rules is not None else "FREQ=DAILY;COUNT=1"
    made = add_group(
        store,
        clock,
        title=title,
        room=room,
        rule=_until_as_date(rule, clock),
        starts_on=starts.date(),
        at=starts.time(),
        minutes=_minutes(ends - starts),
        setup_minutes=0,
        tidy_minutes=0,
        bank_holidays=BankHolidayRule.KEEP,  # the file says itself what is left out
        added=_dates(event, "RDATE", clock),
        removed=_dates(event, "EXDATE", clock),
        is_public=is_public,
        by=by,
    )
    clashes = [
        f"{title}, {day_words(one.on)} {one.on.year}: {one.with_what}" for one in made.clashes
    ]
    if made.first is not None and made.last is not None and entry.others:
        by_day = {
            one.starts.date(): one
            for one in group_sessions(
                store, clock, code=made.code, first=made.first, last=made.last
            )
        }
        differing: list[tuple[date, BookingView, Event]] = []
        for other in entry.others:
            try:
                _check_readable(other)
                day = _local(_value(other, "RECURRENCE-ID"), clock).date()
            except HubError as error:
                clashes.append(f"{title}, a date that differs: {error.message}")
                continue
            if day in by_day:  # else it is beyond what is booked, or clashed and was named
                differing.append((day, by_day[day], other))
        # What is found by its day comes before anything moves to another day.
        for step in (_resize, _settle):
            for day, booking, other in differing:
                try:
                    step(store, clock, made.code, booking, other, names, by)
                except HubError as error:
                    clashes.append(f"{title}, {day_words(day)} {day.year}: {error.message}")
    return made.code, made.sessions, clashes


def _resize(
    store: Store,
    clock: Clock,
    group: str,
    booking: BookingView,
    other: Event,
    names: Sequence[str],
    by: str | None,
) -> None:
    """Give one session the length that its own entry says."""
    if _is_cancelled(other):
        return
    begins, ends = _stretch(other, clock)
    minutes = _minutes(ends - begins)
    if minutes != _minutes(booking.ends - booking.starts):
        change_group(
            store,
            clock,
            code=group,
            scope=Scope.THIS,
            on=booking.starts.date(),
            change=SeriesChange(minutes=minutes),
            by=by,
        )


def _settle(
    store: Store,
    clock: Clock,
    group: str,
    booking: BookingView,
    other: Event,
    names: Sequence[str],
    by: str | None,
) -> None:
    """Cancel, rename or move one session as its own entry says."""
    if _is_cancelled(other):
        cancel_booking(store, clock, code=booking.code, reason=_comment(other), by=by)
        return
    if other.get("SUMMARY") is not None and _title(other) != booking.title:
        change_booking(store, clock, code=booking.code, title=_title(other), by=by)
    begins, _ = _stretch(other, clock)
    where = _room(other, names, booking.room)
    if (begins, where) != (booking.starts, booking.room):
        move_booking(store, clock, code=booking.code, to=begins, room=where, by=by)


def _stretch(event: Event, clock: Clock) -> tuple[datetime, datetime]:
    """Start and end in the hub's zone."""
    if event.get("DTSTART") is None:
        raise BadInput("it has no start")
    starts = _local(_value(event, "DTSTART"), clock)
    if event.get("DTEND") is not None:
        ends = _local(_value(event, "DTEND"), clock)
    elif event.get("DURATION") is not None:
        length = _value(event, "DURATION")
        if not isinstance(length, timedelta) or not timedelta(0) < length < LONGEST:
            raise BadInput("its length can't be read")
        ends = clock.local(starts + length)
    else:
        raise BadInput("it has no end")
    if ends <= starts:
        raise BadInput("it ends before it starts")
    return starts, ends


def _value(event: Event, name: str) -> Any:
    """What a property says that stands once."""
    given = event.get(name)
    if isinstance(given, list):
        raise BadInput(f"it says {name} twice")
    value = getattr(given, "dt", None)
    if value is None:
        raise BadInput(f"its {name} can't be read")
    return value


def _local(moment: Any, clock: Clock) -> datetime:
    if not isinstance(moment, datetime):
        raise BadInput("it has no time of day")
    if not 2000 <= moment.year <= 2200:
        raise BadInput(f"it is in the year {moment.year}")
    if moment.tzinfo is None:
        return moment.replace(tzinfo=clock.zone)
    return clock.local(moment)


def _minutes(length: timedelta) -> int:
    return max(1, round(length.total_seconds() / 60))


def _dates(event: Event, name: str, clock: Clock) -> tuple[date, ...]:
    """The local dates of every EXDATE or RDATE line."""
    given = event.get(name)
    lines = given if isinstance(given, list) else [given] if given is not None else []
    found: list[date] = []
    for line in lines:
        for one in getattr(line, "dts", ()):
            value = one.dt
            if isinstance(value, tuple):
                raise BadInput("it adds a date with a length of its own")
            found.append(_local(value, clock).date() if isinstance(value, datetime) else value)
    return tuple(dict.fromkeys(found))


def _check_zone(event: Event, clock: Clock) -> None:
    """A rule in a zone whose clock changes on other nights would drift against ours."""
    start = _value(event, "DTSTART")
    zone: tzinfo | None = start.tzinfo if isinstance(start, datetime) else None
    if zone is None:
        return
    for months in range(24):
        moment = start + timedelta(days=30 * months)
        if moment.utcoffset() != moment.replace(tzinfo=clock.zone).utcoffset():
            raise BadInput(f"it repeats by another clock than ours ({zone})")


def _until_as_date(rule: str, clock: Clock) -> str:
    """UNTIL as a local date: in the file it may be an instant in UTC."""
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 # made aware below
            value = f"{clock.local(moment.replace(tzinfo=UTC)):%Y%m%d}"
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _comment(event: Event) -> str:
    given = event.get("COMMENT", "")
    return clean_line(str(given[0] if isinstance(given, list) and given else given))[:200]
