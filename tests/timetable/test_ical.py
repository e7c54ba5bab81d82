"""The timetable goes out as iCalendar and comes back the same; other people's files come in entry
by entry.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.as_one import as_one_change
from hub.people.undo import list_undoable
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.editing import change_group
from hub.timetable.ending import end_group
from hub.timetable.groups import add_group, list_groups
from hub.timetable.ical_in import LARGEST, import_ical
from hub.timetable.ical_out import export_ical
from hub.timetable.weeks import bookings_between
from hub.upkeep.undoing import undo_last_change
from hub.views.exchange import CalendarRead
from hub.views.series import Keep, Scope, SeriesChange
from tests.conftest import ENGINES
from tests.soaking import tries
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.watching import dump, forget_what_was_done


def a_calendar(*lines: str) -> bytes:
    """A file of one entry with these lines."""
    event = ("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", "")).encode()


def the_timetable(store: Store, clock: Clock) -> list[tuple[Any, ...]]:
    """Everything that is booked, without codes."""
    found = bookings_between(
        store, clock, starts=at("2026-11-01 00:00"), ends=at("2028-12-31 00:00")
    )
    return [(one.title, one.room, one.starts, one.ends, one.status, one.reason) for one in found]


def choir(store: Store, clock: Clock, **changes: Any) -> str:
    made = add_group(
        store,
        clock,
        **{
            "title": "Choir",
            "room": "Hall A",
            "rule": "FREQ=WEEKLY;BYDAY=WE",
            "starts_on": date(2027, 1, 6),
            "at": time(19),
            "minutes": 90,
            **changes,
        },
    )
    return made.code


def test_what_goes_out_comes_back_as_it_was(
    new_store: Callable[[str], Store], clock: Clock
) -> None:
    ours, theirs = new_store("sqlcipher"), new_store("postgresql")
    for store in (ours, theirs):
        a_divisible_hall(store, clock)
    choir(ours, clock)
    choir(ours, clock, title="Chess", room="Quiet Room", rule="FREQ=MONTHLY;BYDAY=1MO")
    book_room(
        ours,
        clock,
        room="Main Hall",
        starts=at("2027-03-07 10:00"),
        ends=at("2027-03-07 16:00"),
        title="Spring fair; cakes, plants",
        is_public=True,
    )
    sessions = bookings_between(
        ours, clock, starts=at("2027-02-01 00:00"), ends=at("2027-03-01 00:00")
    )
    first, second, third = [one for one in sessions if one.title == "Choir"][:3]
    cancel_booking(ours, clock, code=first.code, reason="Boiler")
    move_booking(ours, clock, code=second.code, to=second.starts + timedelta(days=1))
    move_booking(ours, clock, code=third.code, to=third.starts, room="Hall B")
    done = import_ical(theirs, clock, content=export_ical(ours, clock))
    assert (done.read, len(done.created), done.refused, done.clashes) == (3, 3, (), ())
    assert the_timetable(theirs, clock) == the_timetable(ours, clock)


def test_only_what_the_public_may_know_goes_out(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    choir(store, clock, title="Secret choir", is_public=False)
    book_room(
        store,
        clock,
        room="Hall B",
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 11:00"),
        title="Family meeting",
    )
    assert export_ical(store, clock).count(b"BEGIN:VEVENT") == 0
    every = export_ical(store, clock, private_too=True)
    assert b"Secret choir" in every
    assert b"Family meeting" in every


def test_a_series_is_one_rule_with_its_exceptions(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    choir(store, clock, starts_on=date(2027, 12, 15), rule="FREQ=WEEKLY;BYDAY=SA;COUNT=4")
    event: Any  # icalendar gives each property every type that it may have
    (event,) = Calendar.from_ical(export_ical(store, clock)).walk("VEVENT")
    # Christmas Day 2027 is a Saturday: left out, and the rule still ends at the fourth date.
    assert event["RRULE"].to_ical() == (b"FREQ=WEEKLY;UNTIL=20280108T190000Z;BYDAY=SA;WKST=MO")
    assert [one.dt for one in event["EXDATE"].dts] == [
        at("2027-12-25 19:00"),
        at("2028-01-01 19:00"),
    ]
    assert event["DTSTART"].dt == at("2027-12-18 19:00")


STARTS = ("SUMMARY:Yoga", "LOCATION:Hall A", "DTSTART:20270302T100000", "DTEND:20270302T110000")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("SUMMARY:Yoga", "DTSTART:20270302T100000", "DTEND:20270302T110000"), "it names no room"),
        (
            ("SUMMARY:Yoga", "LOCATION:Village hall", *STARTS[2:]),
            "it is in 'Village hall', which is no room here",
        ),
        (("LOCATION:Hall A", "DTSTART;VALUE=DATE:20270302"), "it has no time of day"),
        (("LOCATION:Hall A", "DTSTART:20270302T100000"), "it has no end"),
        (
            ("LOCATION:Hall A", "DTSTART:20270302T100000", "DTEND:20270302T090000"),
            "it ends before it starts",
        ),
        ((*STARTS, "RRULE:FREQ=HOURLY"), "A group can't meet hourly."),
        (
            (
                "LOCATION:Hall A",
                "DTSTART;TZID=America/New_York:20270302T100000",
                "DURATION:PT1H",
                "RRULE:FREQ=WEEKLY",
            ),
            "it repeats by another clock than ours (America/New_York)",
        ),
    ],
)
def test_an_entry_that_we_cant_keep_is_refused_with_its_reason(
    store: Store, clock: Clock, lines: tuple[str, ...], why: str
) -> None:
    a_divisible_hall(store, clock)
    done = import_ical(store, clock, content=a_calendar(*lines))
    assert [one.why for one in done.refused] == [why]
    assert (done.created, the_timetable(store, clock)) == ((), [])


def test_what_clashes_is_named_and_the_rest_comes_in(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2027-03-09 10:00"),
        ends=at("2027-03-09 12:00"),
        title="Jumble sale",
    )
    done = import_ical(store, clock, content=a_calendar(*STARTS, "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert (done.sessions, done.clashes) == (
        2,
        ("Yoga, Tuesday 9 March 2027: Jumble sale in Main Hall, 10am to noon",),
    )


def test_a_file_that_is_no_calendar_is_refused_whole(store: Store, clock: Clock) -> None:
    for content in (b"", b"\xff\xfe\x00", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"):
        with pytest.raises(BadInput):
            import_ical(store, clock, content=content)
    with pytest.raises(BadInput, match="larger than 10 MB"):
        import_ical(store, clock, content=b" " * (LARGEST + 1))


LINES = st.sampled_from(
    [
        *STARTS,
        "RRULE:FREQ=DAILY;COUNT=3",
        "RRULE:",
        "EXDATE:20270303T100000",
        "RDATE;VALUE=PERIOD:20270304T100000/PT1H",
        "RECURRENCE-ID:20270302T100000",
        "DTSTART:",
        "DURATION:P-1D",
        "DURATION:PT99999999H",
        "STATUS:CANCELLED",
        "SUMMARY:[@click=app.quit]\x1b[31m",
        "DTSTART;TZID=Nowhere/Land:20270302T100000",
        "DTEND:99991231T235959",
        "BEGIN:VALARM",
        ":::::",
    ]
)


@settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=8))
def test_whatever_a_file_holds_it_is_taken_or_refused_in_words(
    hostile: tuple[Store, Clock], lines: list[str]
) -> None:
    store, clock = hostile
    content = a_calendar(*(line.replace("\n", " ") for line in lines))
    try:
        done = import_ical(store, clock, content=content, room="Quiet Room")
    except BadInput:
        return
    assert done.read == len(done.created) + done.known + len(done.refused)
    assert all("\x1b" not in one.title for one in list_groups(store, clock))


@pytest.fixture(params=ENGINES[:1])
def hostile(new_store: Callable[[str], Store], clock: Clock, request: Any) -> tuple[Store, Clock]:
    store = new_store(request.param)
    a_divisible_hall(store, clock)
    return store, clock


def test_sessions_outside_the_rule_of_their_group_go_out_too(
    new_store: Callable[[str], Store], clock: Clock
) -> None:
    """One before its first date, one moved here from an earlier week, one kept after the end."""
    ours, theirs = new_store("sqlcipher"), new_store("sqlcipher")
    for store in (ours, theirs):
        a_divisible_hall(store, clock)
    code = choir(ours, clock, starts_on=date(2026, 11, 25), added=(date(2026, 11, 24),))
    by_day = {
        one.starts.date(): one
        for one in bookings_between(
            ours, clock, starts=at("2026-11-23 00:00"), ends=at("2027-03-01 00:00")
        )
    }
    move_booking(ours, clock, code=by_day[date(2026, 11, 25)].code, to=at("2026-12-03 19:00"))
    move_booking(ours, clock, code=by_day[date(2027, 1, 20)].code, to=at("2027-01-22 19:00"))
    end_group(ours, clock, code=code, last_on=date(2026, 12, 9), exceptions=Keep.KEEP)
    whole = the_timetable(ours, clock)
    assert [one[2].date().isoformat() for one in whole] == [
        "2026-11-24",
        "2026-12-02",
        "2026-12-03",
        "2026-12-09",
        "2027-01-22",
    ]
    import_ical(theirs, clock, content=export_ical(ours, clock))
    assert the_timetable(theirs, clock) == whole
    next_week = clock.at(at("2026-11-30 09:00"))
    written = Calendar.from_ical(export_ical(ours, next_week))
    assert sorted(str(one.get("DTSTART").dt.date()) for one in written.walk("VEVENT")) == [
        "2026-12-02",  # the series, with 9 December
        "2026-12-03",
        "2027-01-22",
    ]


def test_one_session_of_another_length_or_name_comes_back_as_it_was(
    new_store: Callable[[str], Store], clock: Clock
) -> None:
    ours, theirs = new_store("sqlcipher"), new_store("sqlcipher")
    for store in (ours, theirs):
        a_divisible_hall(store, clock)
    code = choir(ours, clock)
    for day, what in (
        (date(2027, 1, 13), SeriesChange(minutes=30)),
        (date(2027, 1, 20), SeriesChange(minutes=120, at=time(17))),
        (date(2027, 1, 27), SeriesChange(title="Open evening", room="Hall B")),
    ):
        change_group(ours, clock, code=code, scope=Scope.THIS, on=day, change=what)
    done = import_ical(theirs, clock, content=export_ical(ours, clock))
    assert (done.read, done.clashes, done.refused) == (1, (), ())
    assert the_timetable(theirs, clock) == the_timetable(ours, clock)
    changed = [one for one in the_timetable(theirs, clock) if one[2].month == 1]
    assert [(one[0], (one[3] - one[2]) // timedelta(minutes=1)) for one in changed[1:4]] == [
        ("Choir", 30),
        ("Choir", 120),
        ("Open evening", 90),
    ]


GOOGLE = "UID:7kukuqrfedlm2f9t6h3pi1r5q8@google.com.and-longer-than-any-column-of-ours"


def a_busy_file(uid: str = GOOGLE) -> bytes:
    """A series with a cancelled, a moved and a renamed date; and one date of its own."""
    series = ("SUMMARY:Yoga", "LOCATION:Hall A", "DURATION:PT1H", uid)
    lines = [
        "BEGIN:VEVENT",
        *series,
        "DTSTART:20270302T100000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "END:VEVENT",
    ]
    for day, more in (
        ("09", ("DTSTART:20270309T100000", "STATUS:CANCELLED")),
        ("16", ("DTSTART:20270317T140000",)),
        ("23", ("DTSTART:20270323T100000", "SUMMARY:Open day")),
    ):
        own = [one for one in series if not (one.startswith("SUMMARY") and "SUMMARY" in more[-1])]
        lines += ["BEGIN:VEVENT", *own, f"RECURRENCE-ID:202703{day}T100000", *more, "END:VEVENT"]
    lines += [
        "BEGIN:VEVENT",
        "UID:fair@example.org",
        "SUMMARY:Fair",
        "LOCATION:Hall B",
        "DTSTART:20270306T100000",
        "DURATION:PT4H",
        "END:VEVENT",
    ]
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", "")).encode()


@pytest.mark.parametrize("uid", [GOOGLE, "UID:0550de69-407e-4767-87dc-63c8395d7d4d"])
def test_a_file_that_comes_in_twice_is_here_once(store: Store, clock: Clock, uid: str) -> None:
    a_divisible_hall(store, clock)
    first = import_ical(store, clock, content=a_busy_file(uid))
    assert (len(first.created), first.known, first.refused, first.clashes) == (2, 0, (), ())
    state = dump(store)
    again = import_ical(store, clock, content=a_busy_file(uid))
    assert again == CalendarRead(2, (), 0, (), (), 2)
    assert dump(store) == state


def test_what_went_out_of_here_is_here_already(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = choir(store, clock)
    move = SeriesChange(at=time(18))
    change_group(store, clock, code=code, scope=Scope.FOLLOWING, on=date(2027, 3, 3), change=move)
    starts = at("2027-03-07 10:00")
    book_room(
        store,
        clock,
        room="Hall B",
        starts=starts,
        ends=starts + timedelta(hours=1),
        title="Fair",
        is_public=True,
    )
    again = import_ical(store, clock, content=export_ical(store, clock))
    assert again == CalendarRead(3, (), 0, (), (), 3)


def test_a_file_is_undone_at_once_and_can_come_in_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    forget_what_was_done(store)
    before = dump(store)
    import_ical(store, clock, content=a_busy_file())
    whole = the_timetable(store, clock)
    assert [one.label for one in list_undoable(store, clock)] == [
        "Brought in a calendar: 2 entries"
    ]
    undo_last_change(store, clock)
    assert dump(store) == before
    import_ical(store, clock, content=a_busy_file())
    assert the_timetable(store, clock) == whole


def test_what_somebody_else_does_meanwhile_stays_their_own(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    forget_what_was_done(store)

    def book(day: int) -> None:
        starts = at(f"2027-03-{day:02} 10:00")
        ends = starts + timedelta(hours=1)
        book_room(store, clock, room="Hall A", starts=starts, ends=ends, title=f"No {day}")

    with as_one_change(store, clock, by=None, verb="calendar.imported", label="All"):
        book(1)
        somebody = Thread(target=book, args=(2,))
        somebody.start()
        somebody.join()
        book(3)
    labels = [one.label for one in list_undoable(store, clock)]
    assert labels == ["All", "Booked No 2, Hall A, Tue 2 Mar 10am to 11am"]
    undo_last_change(store, clock)
    assert [one[0] for one in the_timetable(store, clock)] == ["No 2"]
