"""An iCalendar file (RFC 5545) as groups and bookings: each entry is taken whole or refused with
its reason, and the rest comes in all the same.

What we can't keep exactly we refuse: all-day entries, rules that `hub.timetable.rules` refuses, a
series in a time zone whose clock runs otherwise than the hub's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from icalendar import Calendar
from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput, HubError
from hub.people.as_one import as_one_change
from hub.people.trail import record
from hub.store.engine import Store
from hub.timetable import ical_values
from hub.timetable.booked import LONGEST_TITLE
from hub.timetable.bookings import book_room, cancel_booking, change_booking, move_booking
from hub.timetable.editing import change_group
from hub.timetable.groups import add_group, group_sessions
from hub.timetable.ical_known import keep_uid, known_uids
from hub.timetable.ical_values import Event
from hub.timetable.rooms import list_rooms
from hub.views.bookings import BookingView
from hub.views.exchange import CalendarRead, RefusedRow
from hub.views.groups import BankHolidayRule
from hub.views.series import Scope, SeriesChange
from hub.views.words import clean_line, day_words, fold

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
    uid: str = ""
    """Empty: it has none, or another entry of the file has it."""
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
    of our rooms. What came in before is left as it is. All of it is undone at once.

    Raises BadInput for a file that is too large or isn't iCalendar at all.
    """
    entries, lost = _entries(content)
    known = known_uids(store, [one.uid for one in entries if one.uid])
    there = [one for one in entries if one.uid in known]
    names = [one.name for one in list_rooms(store)]
    created: list[str] = []
    clashes: list[str] = []
    refused = [
        RefusedRow(row, _title(event), "its series isn't in the file") for row, event in lost
    ]
    sessions = 0
    label = "Brought in a calendar"
    with as_one_change(store, clock, by=by, verb="calendar.imported", label=label) as named:
        for entry in entries:
            if entry.uid in known:
                continue
            try:
                code, many, left_out = _take(store, clock, entry, names, room, is_public, by)
            except HubError as error:
                refused.append(RefusedRow(entry.row, _title(entry.main), error.message))
                continue
            if entry.uid:
                keep_uid(store, clock, code=code, uid=entry.uid, by=by)
            created.append(code)
            sessions += many
            clashes += left_out
        named.label = f"{label}: {len(created)} {'entry' if len(created) == 1 else 'entries'}"
    refused.sort(key=lambda one: one.row)
    done = CalendarRead(
        len(entries) + len(lost),
        tuple(created),
        sessions,
        tuple(clashes),
        tuple(refused),
        len(there),
    )
    if created:
        store.transact(partial(_record, clock=clock, done=done, by=by))
    return done


def _record(session: Session, *, clock: Clock, done: CalendarRead, by: str | None) -> None:
    record(
        session,
        clock,
        by=by,
        verb="calendar.imported",
        read=done.read,
        created=len(done.created),
        unchanged=done.known,
        refused=len(done.refused),
    )


def _take(
    store: Store,
    clock: Clock,
    entry: _Entry,
    names: Sequence[str],
    room: str | None,
    is_public: bool,
    by: str | None,
) -> tuple[str, int, list[str]]:
    """Add one entry: its code, how many dates it has, and which are left out."""
    _check_readable(entry.main)
    title, where = _title(entry.main), _room(entry.main, names, room)
    if entry.main.get("RRULE") is None and entry.main.get("RDATE") is None:
        return _one_off(store, clock, entry.main, title, where, is_public, by), 1, []
    return _series(store, clock, entry, title, names, where, is_public, by)


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
            is_own = event.get("UID") is not None and uid not in mains
            entry = _Entry(row, event, uid if is_own else "")
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
    starts, ends = ical_values.stretch(event, clock)
    made = book_room(
        store, clock, room=room, starts=starts, ends=ends, title=title, is_public=is_public, by=by
    )
    if ical_values.is_cancelled(event):
        cancel_booking(store, clock, code=made.code, reason=ical_values.comment(event), by=by)
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
    starts, ends = ical_values.stretch(event, clock)
    ical_values.check_zone(event, clock)
    rules = event.get("RRULE")
    if isinstance(rules, list):
        raise BadInput("it has more than one rule")
    rule = rules.to_ical().decode() if rules is not None else "FREQ=DAILY;COUNT=1"
    made = add_group(
        store,
        clock,
        title=title,
        room=room,
        rule=ical_values.until_as_date(rule, clock),
        starts_on=starts.date(),
        at=starts.time(),
        minutes=ical_values.minutes(ends - starts),
        setup_minutes=0,
        tidy_minutes=0,
        bank_holidays=BankHolidayRule.KEEP,  # the file says itself what is left out
        added=ical_values.dates(event, "RDATE", clock),
        removed=ical_values.dates(event, "EXDATE", clock),
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
                day = ical_values.local(ical_values.value(other, "RECURRENCE-ID"), clock).date()
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
    if ical_values.is_cancelled(other):
        return
    begins, ends = ical_values.stretch(other, clock)
    minutes = ical_values.minutes(ends - begins)
    if minutes != ical_values.minutes(booking.ends - booking.starts):
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
    if ical_values.is_cancelled(other):
        cancel_booking(store, clock, code=booking.code, reason=ical_values.comment(other), by=by)
        return
    if other.get("SUMMARY") is not None and _title(other) != booking.title:
        change_booking(store, clock, code=booking.code, title=_title(other), by=by)
    begins, _ = ical_values.stretch(other, clock)
    where = _room(other, names, booking.room)
    if (begins, where) != (booking.starts, booking.room):
        move_booking(store, clock, code=booking.code, to=begins, room=where, by=by)
