"""Fills a store with the made-up library of data/demo, around today: the same every time for the
same day and the same seed. Goes through the rooms' own verbs, so that nothing in it breaks a rule.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import update

from hub.clock import Clock
from hub.directory.starter import load_services
from hub.errors import Clash
from hub.people.volunteers import add_volunteer
from hub.resources import read_toml
from hub.store.engine import Store
from hub.store.tables import Site
from hub.timetable.activities import add_activity
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.closures import add_closure
from hub.timetable.equipment import add_equipment
from hub.timetable.groups import add_group
from hub.timetable.hours import set_hours
from hub.timetable.layouts import add_layout
from hub.timetable.rooms import add_room
from hub.timetable.rules import CODES
from hub.timetable.telling import list_to_tell, tick_told
from hub.timetable.terms import add_term
from hub.timetable.walltime import instant
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView
from hub.views.groups import BankHolidayRule

SEED = 1926
"""What the demo's codes are drawn from, so that its pictures and QR codes never change."""


_SCHOOL_BEGINS = 8
"""The month in which one school year gives way to the next."""


def fill_demo(store: Store, clock: Clock) -> None:
    """Put the made-up library into a fresh store that has the needs and the starter directory."""
    place = read_toml("demo/place.toml")
    plan = read_toml("demo/timetable.toml")
    activities = {row["slug"]: row for row in read_toml("demo/activities.toml")["activity"]}
    with store.write() as session:
        site = place["site"]
        session.execute(update(Site).values(site))
        load_services(session, clock, read_toml("demo/directory.toml"), source="desk")
    for room in place["room"]:
        add_room(store, clock, **room)
    for person in place["volunteer"]:
        add_volunteer(store, clock, name=person["name"], role=person["role"])
    codes = {slug: _add_activity(store, clock, row) for slug, row in activities.items()}
    for row in plan["group"]:
        _add_group(store, clock, row, activities[row["activity"]]["title"], codes[row["activity"]])
    for row in plan["hire"]:
        _add_hire(store, clock, row)
    starts, _ = clock.day_bounds(clock.today() + timedelta(days=1))
    coming = bookings_between(store, clock, starts=starts, ends=starts + timedelta(days=120))
    for row in plan["cancelled"]:
        one = _nth(coming, codes[row["group"]], row["nth"])
        cancel_booking(store, clock, code=one.code, reason=row["reason"])
    for row in plan["moved"]:
        _move(store, clock, row, _nth(coming, codes[row["group"]], row["nth"]))
    _set_up(store, clock, place)
    for row in plan["closure"]:
        _close(store, clock, row)
    # A new hub shouldn't begin with other people's chores: one is left, to see what it is like.
    for chore in list_to_tell(store, clock)[1:]:
        tick_told(store, clock, number=chore.number)


def _set_up(store: Store, clock: Clock, place: dict[str, Any]) -> None:
    for row in place["hours"]:
        set_hours(
            store,
            clock,
            weekdays=[CODES.index(day) for day in row["weekdays"]],
            spans=[
                (time.fromisoformat(opens), time.fromisoformat(closes))
                for opens, closes in row["spans"]
            ],
        )
    for row in place["layout"]:
        add_layout(
            store,
            clock,
            room=row["room"],
            name=row["name"],
            capacity=row["capacity"],
            setup_minutes=row["setup"],
            tidy_minutes=row["tidy"],
        )
    for row in place["equipment"]:
        add_equipment(store, clock, name=row["name"], room=row.get("room"))
    for row in place["term"]:
        _add_terms(store, clock, row)


def _add_terms(store: Store, clock: Clock, row: dict[str, Any]) -> None:
    """One term of this school year, and the same of the next."""
    today = clock.today()
    autumn = today.year - (today.month < _SCHOOL_BEGINS)
    for ahead in range(2):

        def on(day: str, year: int = autumn + ahead) -> date:
            month = int(day[:2])
            return date.fromisoformat(f"{year + (month < _SCHOOL_BEGINS)}-{day}")

        add_term(
            store,
            clock,
            name=f"{row['name']} {on(row['starts']).year}",
            starts_on=on(row["starts"]),
            ends_on=on(row["ends"]),
            half_starts_on=on(row["half"][0]),
            half_ends_on=on(row["half"][1]),
        )


def _close(store: Store, clock: Clock, row: dict[str, Any]) -> None:
    starts, ends = clock.day_bounds(_day_of(clock, row))
    add_closure(
        store,
        clock,
        starts=starts,
        ends=ends,
        room=row["room"],
        reason=row["reason"],
        then=row["then"],
    )


def _add_activity(store: Store, clock: Clock, row: dict[str, Any]) -> str:
    wanted = {name: value for name, value in row.items() if name != "slug"}
    return add_activity(store, clock, **wanted).code


def _add_group(store: Store, clock: Clock, row: dict[str, Any], title: str, activity: str) -> None:
    monday = clock.today() - timedelta(days=clock.today().weekday())
    add_group(
        store,
        clock,
        title=title,
        activity=activity,
        room=row["room"],
        rule=row["rule"],
        starts_on=monday - timedelta(days=14),
        at=time.fromisoformat(row["at"]),
        minutes=row["minutes"],
        setup_minutes=row.get("setup", 0),
        tidy_minutes=row.get("tidy", 0),
        bank_holidays=BankHolidayRule(row.get("bank_holidays", "skip")),
    )


def _add_hire(store: Store, clock: Clock, row: dict[str, Any]) -> None:
    day = _day_of(clock, row)
    starts = instant(day, time.fromisoformat(row["at"]), clock.zone)
    wanted = {
        "room": row["room"],
        "starts": starts,
        "ends": starts + timedelta(minutes=row["minutes"]),
    }
    try:
        _book(store, clock, row, wanted)
    except Clash as taken:  # a monthly or moved session happens to be there this week
        if taken.alternatives:
            free = taken.alternatives[0]
            wanted = {"room": free.room, "starts": free.starts, "ends": free.ends}
            _book(store, clock, row, wanted)


def _day_of(clock: Clock, row: dict[str, Any]) -> date:
    """The first such weekday after today, or so many weeks later."""
    first = clock.today() + timedelta(days=1)
    ahead = (CODES.index(row["weekday"]) - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * row["weeks_from_now"])


def _book(store: Store, clock: Clock, row: dict[str, Any], wanted: dict[str, Any]) -> None:
    book_room(
        store,
        clock,
        title=row["title"],
        contact=row["contact"],
        contact_phone=row["contact_phone"],
        **wanted,
    )


def _nth(coming: tuple[BookingView, ...], activity: str, nth: int) -> BookingView:
    return [one for one in coming if one.activity == activity][nth - 1]


def _move(store: Store, clock: Clock, row: dict[str, Any], one: BookingView) -> None:
    day: date = one.starts.date() + timedelta(days=row["to_days"])
    to: datetime = instant(day, time.fromisoformat(row["at"]), clock.zone)
    try:
        move_booking(store, clock, code=one.code, to=to, room=row.get("room"))
    except Clash as taken:  # as above
        if taken.alternatives:
            free = taken.alternatives[0]
            move_booking(store, clock, code=one.code, to=free.starts, room=free.room)
