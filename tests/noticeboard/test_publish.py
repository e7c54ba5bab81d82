"""What is published of what is in the store, and in which order."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace
from sqlalchemy import insert, update
from sqlmodel import Session

from hub.clock import Clock
from hub.noticeboard.publish import publish, publish_if_changed
from hub.noticeboard.read import Noticeboard
from hub.settings import Settings
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import (
    Closure,
    Location,
    Need,
    NeedGroup,
    NeedWord,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceNeed,
)
from hub.timetable.bookings import book_room, cancel_booking, change_booking, mark_no_show
from hub.timetable.groups import add_group
from hub.timetable.hours import list_hours, set_hours
from hub.timetable.provisional import lapse_due
from hub.timetable.rooms import add_room
from hub.timetable.weeks import bookings_between, public_week
from hub.views.directory import OpenTime, PhoneView, ServiceStatus, ServiceView
from hub.views.place import HoursView
from hub.views.timetable import PRIVATE_TITLE, BookingStatus
from tests.noticeboard.builders import TODAY, add_tea, at, left_over


def test_what_is_public_is_published(store: Store, clock: Clock, settings: Settings) -> None:
    add_room(store, clock, name="Hall A", capacity=40)
    tea = add_tea(store, clock)
    public = book_room(
        store,
        clock,
        room="Hall A",
        starts=at(TODAY, "11:00"),
        ends=at(TODAY, "12:00"),
        title="Tea dance",
        is_public=True,
        contact="Pat",
    )
    book_room(
        store,
        clock,
        room="Hall A",
        starts=at(TODAY, "13:00"),
        ends=at(TODAY, "14:00"),
        title="Smith birthday",
    )
    path = publish(store, clock, settings)
    assert path == settings.noticeboard_file
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert left_over(settings) == ["noticeboard.lock", "noticeboard.sqlite"]
    board = Noticeboard.open(path)
    dance, hire = board.sessions(TODAY, TODAY)
    assert (dance.code, dance.title, dance.room) == (public.code, "Tea dance", "Hall A")
    assert dance.starts == at(TODAY, "11:00")
    assert (hire.code, hire.title, hire.is_private) == ("", PRIVATE_TITLE, True)
    assert [one.code for one in board.activities()] == [tea]
    assert [(room.name, room.capacity) for room in board.rooms()] == [("Hall A", 40)]
    assert board.notices(date(2026, 12, 25)) == ("Bank holiday: Christmas Day",)
    assert board.hub().published_at == clock.utc_now()


def test_the_hubs_own_web_address_wins(store: Store, clock: Clock, settings: Settings) -> None:
    settings = replace(settings, web_address="https://ferryroad.example")
    board = Noticeboard.open(publish(store, clock, settings))
    assert board.hub().site.web_address == "https://ferryroad.example"


def test_sessions_from_monday_of_last_week_to_26_weeks_ahead(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_room(store, clock, name="Hall A")
    days = [date(2026, 11, 15), date(2026, 11, 16), date(2027, 5, 24), date(2027, 5, 25)]
    for day in days:
        begin = at(day, "10:00")
        book_room(
            store,
            clock.at(datetime(2026, 11, 1, tzinfo=UTC)),
            room="Hall A",
            starts=begin,
            ends=begin + timedelta(hours=1),
            title=day.isoformat(),
            is_public=True,
        )
    board = Noticeboard.open(publish(store, clock, settings))
    shown = [one.title for one in board.sessions(date(2026, 1, 1), date(2028, 1, 1))]
    assert shown == ["2026-11-16", "2027-05-24"]


def test_cancelled_sessions_say_why_and_cancelled_hires_say_nothing(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_room(store, clock, name="Hall A")
    for hour, is_public in (("11", True), ("13", False)):
        made = book_room(
            store,
            clock,
            room="Hall A",
            starts=at(TODAY, f"{hour}:00"),
            ends=at(TODAY, f"{hour}:30"),
            title="Choir",
            is_public=is_public,
        )
        cancel_booking(store, clock, code=made.code, reason="Boiler")
    (shown,) = Noticeboard.open(publish(store, clock, settings)).sessions(TODAY, TODAY)
    assert (shown.title, shown.status, shown.reason) == ("Choir", BookingStatus.CANCELLED, "Boiler")


def test_the_noticeboard_and_the_printed_week_say_the_same(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_room(store, clock, name="Hall A")

    def book(
        at_: str, title: str, *, is_public: bool = True, lapses: datetime | None = None
    ) -> str:
        return book_room(
            store,
            clock,
            room="Hall A",
            starts=at(TODAY, f"{at_}:00"),
            ends=at(TODAY, f"{at_}:30"),
            title=title,
            is_public=is_public,
            lapses=lapses,
        ).code

    soon = clock.now() + timedelta(minutes=5)
    book("12", "Jumble sale", lapses=soon)
    book("13", "Wedding", is_public=False, lapses=soon)
    book("14", "Film", lapses=at(TODAY, "13:30"))
    mark_no_show(store, clock, code=book("10", "Yoga"))
    mark_no_show(store, clock, code=book("09", "Hire", is_public=False))
    add_group(
        store,
        clock,
        title="Recovery",
        room="Hall A",
        rule="FREQ=DAILY;COUNT=1",
        starts_on=TODAY,
        at=time(16),
        minutes=30,
        is_public=False,
    )
    (secret,) = bookings_between(store, clock, starts=at(TODAY, "16:00"), ends=at(TODAY, "16:30"))
    change_booking(store, clock, code=secret.code, is_public=True)
    late = clock.at(at(TODAY, "11:00"))
    board = Noticeboard.open(publish(store, late, settings))
    shown = board.sessions(TODAY, TODAY)
    assert [(one.title, one.status.value, one.reason) for one in shown] == [
        ("Yoga", "confirmed", ""),
        ("Jumble sale", "cancelled", "Not confirmed in time"),
        ("Film", "provisional", ""),
        ("Private booking", "confirmed", ""),
    ]
    year, week, weekday = TODAY.isocalendar()
    printed = public_week(store, late, year=year, week=week).days[weekday - 1]
    assert printed.sessions == shown
    assert lapse_due(store, late) == 2
    cleared = Noticeboard.open(publish(store, late, settings))
    assert cleared.sessions(TODAY, TODAY) == shown


def test_opening_hours_of_the_building_and_of_a_room_are_published(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_room(store, clock, name="Hall A")
    add_room(store, clock, name="Hall B")
    publish(store, clock, settings)
    mornings = ((time(9), time(12, 30)), (time(14), time(0)))
    set_hours(store, clock, weekdays=range(5), spans=mornings)
    set_hours(store, clock, weekdays=[6], spans=[(time(8), time(9))], room="Hall A")
    assert publish_if_changed(store, clock, settings)
    board = Noticeboard.open(settings.noticeboard_file)
    assert board.hours() == list_hours(store)
    assert board.hours() == (
        *(HoursView(day, mornings) for day in range(5)),
        HoursView(5, ()),
        HoursView(6, ()),
    )
    assert board.hours("Hall A") == list_hours(store, room="Hall A")
    assert board.hours("Hall B") == ()


def test_closures_are_notices(store: Store, clock: Clock, settings: Settings) -> None:
    add_room(store, clock, name="Hall A")
    tomorrow = TODAY + timedelta(days=1)
    rows = (
        (None, at(TODAY, "14:00"), at(tomorrow, "00:00"), "Boiler"),
        (1, at(tomorrow, "09:00"), at(tomorrow, "12:00"), ""),
    )
    with store.write() as session:
        for number, (room, starts, ends, reason) in enumerate(rows):
            values = {"site_id": 1, "code": f"C{number}", "room_id": room, "reason": reason}
            times = {"starts_at": starts.astimezone(UTC), "ends_at": ends.astimezone(UTC)}
            session.execute(insert(Closure).values({**values, **times}))
    board = Noticeboard.open(publish(store, clock, settings))
    assert board.notices(TODAY) == ("Closed from 2pm: Boiler",)
    assert board.notices(tomorrow) == ("Hall A is closed 9am to noon",)


def add_help(session: Session) -> None:
    """Six entries of one organisation; the first has everything."""
    session.execute(insert(NeedGroup), {"id": 1, "slug": "home", "name": "My home"})
    need = {"id": 1, "need_group_id": 1, "slug": "rent", "name": "Rent"}
    session.execute(insert(Need), need)
    session.execute(insert(NeedWord), {"need_id": 1, "word": "arrears"})
    organisation = {"id": 1, "uid": "o1", "name": "Shelter", "website": "https://s.example"}
    session.execute(insert(Organisation), organisation)
    checked, stale = TODAY - timedelta(days=99), TODAY - timedelta(days=100)
    entries: tuple[dict[str, object], ...] = (
        {"name": "Any stale one", "assured_on": stale},
        {"name": "Local", "assured_on": checked, "is_local": True},
        {"name": "National", "assured_on": checked},
        {"name": "Closed", "assured_on": checked, "status": "temporarily closed"},
        {"name": "Gone", "status": "defunct"},
        {"name": "Urgent", "is_urgent": True},
    )
    for number, entry in enumerate(entries, start=1):
        row = {"id": number, "uid": f"u{number}", "code": f"S{number}", "organisation_id": 1}
        session.execute(insert(Service), {**row, **entry})


def test_help_is_written_best_first(store: Store, clock: Clock, settings: Settings) -> None:
    with store.write() as session:
        add_help(session)
    board = Noticeboard.open(publish(store, clock, settings))
    names = [service.name for service in board.services()]
    assert names == ["Urgent", "Local", "National", "Any stale one", "Closed"]


def test_an_entry_is_published_whole(store: Store, clock: Clock, settings: Settings) -> None:
    with store.write() as session:
        add_help(session)
        tied = {"uid": "x", "service_id": 2}
        session.execute(insert(ServiceNeed), {"service_id": 2, "need_id": 1})
        for position, (number, kind) in enumerate(
            (("01632 960001", "voice"), ("85258", "text"), ("01632 960002", "fax"))
        ):
            row = {**tied, "number": number, "kind": kind, "position": 2 - position}
            session.execute(insert(Phone), {**row, "extension": "9" if kind == "voice" else ""})
        place = {**tied, "address_1": "1 High Street", "city": "Anytown", "postal_code": "AB1 2CD"}
        session.execute(insert(Location), {**place, "accessibility": "Ramp"})
        session.execute(insert(Location), {**tied, "location_type": "virtual", "name": "Zoom"})
        schedule = {**tied, "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "10:00"}
        session.execute(insert(Schedule), {**schedule, "closes_at": "12:30"})
        over = {**schedule, "description": "Fridays", "valid_to": TODAY - timedelta(days=1)}
        session.execute(insert(Schedule), over)
        for kind, text in (("language", "Polish"), ("area", "Anytown"), ("cost", "Free")):
            session.execute(insert(ServiceDetail), {"service_id": 2, "kind": kind, "text": text})
        session.execute(
            update(Service)
            .where(Service.id == 2)  # type: ignore[arg-type] # a column, not a bool
            .values(eligibility="Tenants", minimum_age=18, email="a@s.example", alert="Moving")
        )
    board = Noticeboard.open(publish(store, clock, settings))
    assert board.service("S2") == ServiceView(
        code="S2",
        id="u2",
        name="Local",
        organisation="Shelter",
        status=ServiceStatus.ACTIVE,
        phones=(PhoneView("85258", is_text=True), PhoneView("01632 960001 ext. 9")),
        email="a@s.example",
        url="https://s.example",
        who_for="Tenants",
        cost="Free",
        when="Monday and Wednesday, 10am to 12:30pm",
        address="1 High Street, Anytown, AB1 2CD",
        area="Anytown",
        languages=("Polish",),
        accessibility=("Ramp",),
        alert="Moving",
        is_local=True,
        assured_on=TODAY - timedelta(days=99),
        needs=("rent",),
        open_times=(OpenTime((0, 2), time(10), time(12, 30)),),
        postcode="AB1 2CD",
    )
    need = board.need("rent")
    assert need is not None
    assert (need.words, need.services, need.activities) == (("arrears",), 1, 0)


def test_the_file_is_in_order(store: Store, clock: Clock, settings: Settings) -> None:
    with store.write() as session:
        add_help(session)
        mark_public_change(session)
    connection = sqlite3.connect(publish(store, clock, settings))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.execute("INSERT INTO entry_index (entry_index, rank) VALUES ('integrity-check', 1)")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
