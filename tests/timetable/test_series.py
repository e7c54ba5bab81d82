"""A group that changes: its sessions follow, keep their codes, and what people did to one of them
by hand stays.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from hub.clock import Clock
from hub.errors import BadInput, Clash, NeedsAnswer
from hub.people.trail import read_trail
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import UndoEntry
from hub.timetable.bookings import book_room, cancel_booking, move_booking, show_booking
from hub.timetable.counts import note_session
from hub.timetable.editing import add_date, change_group, remove_date
from hub.timetable.ending import end_group, pause_group, resume_group
from hub.timetable.groups import add_group, extend_groups, group_sessions, list_groups, show_group
from hub.timetable.signups import session_details, sign_up
from hub.timetable.telling import list_to_tell
from hub.upkeep.undoing import undo_last_change
from hub.views.series import ExceptionView, GroupChanged, Keep, OnClash, Scope, SeriesChange
from hub.views.timetable import BankHolidayRule, BookingView, DateClash, GroupMade
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.test_any_sequence import a_projector, dump

ALL, FOLLOWING, THIS = Scope.ALL, Scope.FOLLOWING, Scope.THIS


def knit(store: Store, clock: Clock, **changes: Any) -> GroupMade:
    """Tuesdays at 10 in Hall A, six times, the first on 1 December 2026."""
    wanted: dict[str, Any] = {
        "title": "Knit and Natter",
        "room": "Hall A",
        "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        "starts_on": date(2026, 12, 1),
        "at": time(10),
        "minutes": 120,
        "bank_holidays": BankHolidayRule.KEEP,
        **changes,
    }
    return add_group(store, clock, **wanted)


def change(store: Store, clock: Clock, code: str, **what: Any) -> GroupChanged:
    """Change a group; what isn't said is as it usually is."""
    asked = {name: what.pop(name) for name in ("on", "on_clash", "exceptions") if name in what}
    scope = what.pop("scope", ALL)
    return change_group(store, clock, code=code, scope=scope, change=SeriesChange(**what), **asked)


def sessions(store: Store, clock: Clock, code: str) -> list[BookingView]:
    found = group_sessions(store, clock, code=code, first=date(2026, 1, 1), last=date(2029, 12, 31))
    return list(found)


def said(store: Store, clock: Clock, code: str) -> list[str]:
    """Each session in a few words."""
    return [
        f"{one.starts:%a %d %b %H:%M}-{one.ends:%H:%M} {one.room}"
        + ("" if one.status.value == "confirmed" else f" {one.status.value}")
        for one in sessions(store, clock, code)
    ]


def on(store: Store, clock: Clock, code: str, day: str) -> BookingView:
    return next(one for one in sessions(store, clock, code) if f"{one.starts:%d %b}" == day)


def signed_up(store: Store, clock: Clock, code: str, *names: str) -> None:
    for name in names:
        sign_up(store, clock, code=code, name=name, phone="01234 567890")


def test_all_sessions_to_come_move_and_keep_their_codes(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    codes = [one.code for one in sessions(store, clock, code)]
    done = change(store, clock, code, at=time(18), room="Hall B", minutes=90)
    assert (done.changed, done.made, done.removed, done.kept) == (6, 0, 0, 0)
    assert said(store, clock, code) == [
        "Tue 01 Dec 18:00-19:30 Hall B",
        "Tue 08 Dec 18:00-19:30 Hall B",
        "Tue 15 Dec 18:00-19:30 Hall B",
        "Tue 22 Dec 18:00-19:30 Hall B",
        "Tue 29 Dec 18:00-19:30 Hall B",
        "Tue 05 Jan 18:00-19:30 Hall B",
    ]
    assert [one.code for one in sessions(store, clock, code)] == codes


def test_another_weekday_takes_each_session_to_its_new_day_of_the_week(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    codes = [one.code for one in sessions(store, clock, code)]
    change(store, clock, code, rule="FREQ=WEEKLY;BYDAY=WE,FR;COUNT=12")
    found = sessions(store, clock, code)
    assert [one.code for one in found if f"{one.starts:%a}" == "Wed"] == codes
    assert [f"{one.starts:%a %d %b}" for one in found][:4] == [
        "Wed 02 Dec",
        "Fri 04 Dec",
        "Wed 09 Dec",
        "Fri 11 Dec",
    ]


def test_what_has_been_is_left_as_it_was(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    later = clock.at(at("2026-12-15 10:30"))  # the third session is on
    change(store, later, code, at=time(18))
    assert said(store, clock, code)[:4] == [
        "Tue 01 Dec 10:00-12:00 Hall A",
        "Tue 08 Dec 10:00-12:00 Hall A",
        "Tue 15 Dec 10:00-12:00 Hall A",
        "Tue 22 Dec 18:00-20:00 Hall A",
    ]


def test_this_and_the_following_leaves_those_before_it(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, scope=FOLLOWING, on=date(2026, 12, 22), room="Quiet Room")
    assert said(store, clock, code) == [
        "Tue 01 Dec 10:00-12:00 Hall A",
        "Tue 08 Dec 10:00-12:00 Hall A",
        "Tue 15 Dec 10:00-12:00 Hall A",
        "Tue 22 Dec 10:00-12:00 Quiet Room",
        "Tue 29 Dec 10:00-12:00 Quiet Room",
        "Tue 05 Jan 10:00-12:00 Quiet Room",
    ]
    shown = show_group(store, clock, code=code)
    assert (shown.room, shown.changes_on) == ("Hall A", date(2026, 12, 22))
    # and a change of all of them leaves each part its room
    change(store, clock, code, at=time(9))
    assert said(store, clock, code)[2:4] == [
        "Tue 15 Dec 09:00-11:00 Hall A",
        "Tue 22 Dec 09:00-11:00 Quiet Room",
    ]


def test_this_one_moves_alone_and_has_a_life_of_its_own_from_then_on(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    was = on(store, clock, code, "08 Dec")
    change(store, clock, code, scope=THIS, on=date(2026, 12, 8), at=time(14), room="Hall B")
    change(store, clock, code, at=time(9))
    assert said(store, clock, code)[:3] == [
        "Tue 01 Dec 09:00-11:00 Hall A",
        "Tue 08 Dec 14:00-16:00 Hall B",
        "Tue 15 Dec 09:00-11:00 Hall A",
    ]
    assert on(store, clock, code, "08 Dec").code == was.code


def test_moved_and_cancelled_sessions_survive_an_edit_of_the_series(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    moved, cancelled = on(store, clock, code, "08 Dec"), on(store, clock, code, "15 Dec")
    move_booking(store, clock, code=moved.code, to=at("2026-12-10 14:00"), room="Hall B")
    cancel_booking(store, clock, code=cancelled.code, reason="Boiler")
    before = [show_booking(store, clock, code=one.code) for one in (moved, cancelled)]
    done = change(store, clock, code, at=time(18), minutes=60)
    assert (done.changed, done.kept) == (4, 2)
    assert [show_booking(store, clock, code=one.code) for one in (moved, cancelled)] == before


def test_a_note_goes_with_its_session_to_the_new_time(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    note_session(
        store, clock, code=on(store, clock, code, "08 Dec").code, note="The radiator drips"
    )
    change(store, clock, code, at=time(18), rule="FREQ=WEEKLY;BYDAY=TH;COUNT=6")
    assert on(store, clock, code, "10 Dec").note == "The radiator drips"


def test_people_who_signed_up_expect_the_old_time_so_we_ask_first(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    theirs = on(store, clock, code, "08 Dec").code
    signed_up(store, clock, theirs, "Ada", "7")
    before = dump(store)
    with pytest.raises(NeedsAnswer) as question:
        change(store, clock, code, at=time(18))
    assert dump(store) == before
    assert question.value.exceptions == (
        ExceptionView(theirs, date(2026, 12, 8), date(2026, 12, 8), "2 signed up", fits=True),
    )
    assert str(question.value) == (
        "One session of Knit and Natter would be changed by this: Tue 8 Dec (2 signed up). Nothing"
        " was changed. Keep them as they are, or let them go with the rest (--exceptions keep, or"
        " drop)."
    )
    done = change(store, clock, code, at=time(18), exceptions=Keep.KEEP)
    assert (done.changed, done.kept) == (5, 1)
    assert said(store, clock, code)[:3] == [
        "Tue 01 Dec 18:00-20:00 Hall A",
        "Tue 08 Dec 10:00-12:00 Hall A",
        "Tue 15 Dec 18:00-20:00 Hall A",
    ]
    # it isn't asked about again
    assert change(store, clock, code, at=time(17)).kept == 1


def test_people_of_a_session_that_goes_with_the_rest_are_to_be_told(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    theirs = on(store, clock, code, "08 Dec").code
    signed_up(store, clock, theirs, "Ada")
    change(store, clock, code, at=time(18), exceptions=Keep.DROP)
    assert said(store, clock, code)[1] == "Tue 08 Dec 18:00-20:00 Hall A"
    assert [(one.who, one.why) for one in list_to_tell(store, clock)] == [("Ada", "moved")]
    end_group(store, clock, code=code, last_on=date(2026, 12, 1), exceptions=Keep.DROP)
    assert said(store, clock, code) == [
        "Tue 01 Dec 18:00-20:00 Hall A",
        "Tue 08 Dec 18:00-20:00 Hall A cancelled",
    ]
    assert [(one.who, one.why) for one in list_to_tell(store, clock)] == [("Ada", "cancelled")]


@pytest.mark.parametrize("answer", [Keep.KEEP, Keep.DROP])
def test_what_was_moved_by_hand_is_asked_about_when_its_week_gets_another_day(
    store: Store, clock: Clock, answer: Keep
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=2").code
    first = on(store, clock, code, "01 Dec")
    move_booking(store, clock, code=first.code, to=at("2026-12-03 14:00"))
    wednesdays = "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261209"
    with pytest.raises(NeedsAnswer, match=r"Thu 3 Dec \(moved to Thu 3 Dec 2pm\)"):
        change(store, clock, code, rule=wednesdays)
    change(store, clock, code, rule=wednesdays, exceptions=answer)
    assert said(store, clock, code) == [
        *(
            ["Thu 03 Dec 14:00-16:00 Hall A"]
            if answer is Keep.KEEP
            else ["Wed 02 Dec 10:00-12:00 Hall A"]
        ),
        "Wed 09 Dec 10:00-12:00 Hall A",
    ]
    assert sessions(store, clock, code)[0].code == first.code


def test_a_new_name_goes_on_every_session_that_has_none_of_its_own(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, scope=THIS, on=date(2026, 12, 8), title="Christmas knit")
    cancel_booking(store, clock, code=on(store, clock, code, "15 Dec").code, reason="Boiler")
    done = change(store, clock, code, title="Wool club")
    assert done.title == "Wool club"
    assert [one.title for one in sessions(store, clock, code)] == [
        "Wool club",
        "Christmas knit",
        "Wool club",
        "Wool club",
        "Wool club",
        "Wool club",
    ]
    assert [one.title for one in list_groups(store, clock)] == ["Wool club"]
    change(store, clock, code, title="")
    assert list_groups(store, clock)[0].title == "Knit and Natter"


def test_more_places_for_all_go_to_those_who_wait(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, capacity=1).code
    theirs = on(store, clock, code, "08 Dec").code
    signed_up(store, clock, theirs, "Ada", "Bob", "Cy")
    change(store, clock, code, capacity=2)
    places = session_details(store, clock, code=theirs).places
    assert [(one.name, one.is_waiting) for one in places] == [
        ("Ada", False),
        ("Bob", False),
        ("Cy", True),
    ]


def test_a_group_ends_and_its_sessions_after_that_go(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    note_session(store, clock, code=on(store, clock, code, "29 Dec").code, note="Party!")
    with pytest.raises(NeedsAnswer, match=r"Tue 29 Dec \(note\)"):
        end_group(store, clock, code=code, last_on=date(2026, 12, 15))
    done = end_group(store, clock, code=code, last_on=date(2026, 12, 15), exceptions=Keep.KEEP)
    assert (done.removed, done.kept) == (2, 1)
    assert said(store, clock, code) == [
        "Tue 01 Dec 10:00-12:00 Hall A",
        "Tue 08 Dec 10:00-12:00 Hall A",
        "Tue 15 Dec 10:00-12:00 Hall A",
        "Tue 29 Dec 10:00-12:00 Hall A",
    ]
    assert show_group(store, clock, code=code).ended_on == date(2026, 12, 15)
    assert extend_groups(store, clock.at(clock.now() + timedelta(days=14))) == ()


def test_what_was_moved_past_the_end_is_asked_about_too(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    move_booking(
        store, clock, code=on(store, clock, code, "15 Dec").code, to=at("2027-02-01 10:00")
    )
    with pytest.raises(NeedsAnswer, match="Mon 1 Feb"):
        end_group(store, clock, code=code, last_on=date(2027, 1, 5))


def test_a_group_pauses_and_begins_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    done = pause_group(store, clock, code=code, first=date(2026, 12, 8), until=date(2026, 12, 29))
    assert done.removed == 3
    assert [line[:10] for line in said(store, clock, code)] == [
        "Tue 01 Dec",
        "Tue 29 Dec",
        "Tue 05 Jan",
    ]
    assert show_group(store, clock, code=code).pauses == ((date(2026, 12, 8), date(2026, 12, 28)),)
    done = resume_group(store, clock, code=code, on=date(2026, 12, 20))
    assert done.made == 1
    assert [line[:10] for line in said(store, clock, code)][1] == "Tue 22 Dec"


def test_a_group_that_ended_may_begin_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    end_group(store, clock, code=code, last_on=date(2026, 12, 1))
    assert resume_group(store, clock, code=code, on=date(2026, 12, 29)).made == 2
    assert [line[:10] for line in said(store, clock, code)] == [
        "Tue 01 Dec",
        "Tue 29 Dec",
        "Tue 05 Jan",
    ]


def test_one_date_more_and_one_date_less(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    add_date(store, clock, code=code, on=date(2026, 12, 10))
    remove_date(store, clock, code=code, on=date(2026, 12, 15))
    assert [line[:16] for line in said(store, clock, code)][:4] == [
        "Tue 01 Dec 10:00",
        "Tue 08 Dec 10:00",
        "Thu 10 Dec 10:00",
        "Tue 22 Dec 10:00",
    ]
    shown = show_group(store, clock, code=code)
    assert (shown.added, shown.removed) == ((date(2026, 12, 10),), (date(2026, 12, 15),))
    change(store, clock, code, at=time(9))
    assert [line[:16] for line in said(store, clock, code)][2:4] == [
        "Thu 10 Dec 09:00",
        "Tue 22 Dec 09:00",
    ]
    with pytest.raises(BadInput, match="has a session for Tue 8 Dec already"):
        add_date(store, clock, code=code, on=date(2026, 12, 8))
    with pytest.raises(BadInput, match="no session to come on Wed 9 Dec"):
        remove_date(store, clock, code=code, on=date(2026, 12, 9))


@pytest.fixture
def busy(store: Store, clock: Clock) -> str:
    """Knit and Natter, and a wedding in the Main Hall on the evening of 8 December."""
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-08 17:00"),
        ends=at("2026-12-08 19:00"),
        title="Wedding",
    )
    return knit(store, clock).code


WEDDING = DateClash(date(2026, 12, 8), "Wedding in Main Hall, 5pm to 7pm")


def test_a_date_whose_new_place_is_taken_is_skipped_and_named(
    store: Store, clock: Clock, busy: str
) -> None:
    done = change(store, clock, busy, at=time(18))
    assert (done.changed, done.removed, done.clashes) == (5, 1, (WEDDING,))
    assert [line[:10] for line in said(store, clock, busy)] == [
        "Tue 01 Dec",
        "Tue 15 Dec",
        "Tue 22 Dec",
        "Tue 29 Dec",
        "Tue 05 Jan",
    ]


def test_a_date_with_a_note_is_not_skipped_but_stays_where_it_was(
    store: Store, clock: Clock, busy: str
) -> None:
    note_session(store, clock, code=on(store, clock, busy, "08 Dec").code, note="Cake!")
    done = change(store, clock, busy, at=time(18))
    assert (done.changed, done.removed, done.kept) == (5, 0, 1)
    assert said(store, clock, busy)[1] == "Tue 08 Dec 10:00-12:00 Hall A"


def test_another_room_is_found_for_a_date_that_is_taken(
    store: Store, clock: Clock, busy: str
) -> None:
    change_rooms = change(store, clock, busy, at=time(18), on_clash=OnClash.OTHER_ROOM)
    assert change_rooms.clashes == (WEDDING,)  # the Quiet Room holds 8: too few for Hall A's 40
    undo_last_change(store, clock)
    change(store, clock, busy, capacity=8)
    done = change(store, clock, busy, at=time(18), on_clash=OnClash.OTHER_ROOM)
    assert [f"{one.room} {one.starts:%d %b %H:%M}" for one in done.elsewhere] == [
        "Quiet Room 08 Dec 18:00"
    ]
    assert said(store, clock, busy)[1] == "Tue 08 Dec 18:00-20:00 Quiet Room"
    # it belongs to the series all the same, and goes with it next time
    change(store, clock, busy, at=time(14))
    assert said(store, clock, busy)[1] == "Tue 08 Dec 14:00-16:00 Hall A"


def test_the_nearest_time_is_found_for_a_date_that_is_taken(
    store: Store, clock: Clock, busy: str
) -> None:
    done = change(store, clock, busy, at=time(18), on_clash=OnClash.SHIFT)
    assert (done.changed, done.clashes) == (6, ())
    assert said(store, clock, busy)[:2] == [
        "Tue 01 Dec 18:00-20:00 Hall A",
        "Tue 08 Dec 19:00-21:00 Hall A",
    ]


def test_stop_means_that_nothing_is_changed(store: Store, clock: Clock, busy: str) -> None:
    before = dump(store)
    with pytest.raises(Clash) as refusal:
        change(store, clock, busy, at=time(18), on_clash=OnClash.STOP)
    assert str(refusal.value) == (
        "One date of Knit and Natter can't be had: Tuesday 8 December: Wedding in Main Hall, 5pm to"
        " 7pm. Nothing was changed. Choose another room or time, skip those dates, or take another"
        " room or time for them."
    )
    assert dump(store) == before


def test_a_change_that_no_date_survives_is_refused_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, title="Choir", at=time(18))
    code = knit(store, clock).code
    before = dump(store)
    with pytest.raises(Clash, match="6 dates of Knit and Natter can't be had"):
        change(store, clock, code, at=time(18))
    assert dump(store) == before


def test_two_sessions_may_change_places(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=DAILY;COUNT=5", minutes=24 * 60).code
    done = change(store, clock, code, at=time(12))
    assert (done.changed, done.clashes, done.skipped) == (5, (), ())


def test_equipment_is_held_with_each_session_and_let_go_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_projector(store)
    code = knit(store, clock, equipment=("projector",)).code
    with pytest.raises(Clash, match="Knit and Natter in Hall A, 10am to noon"):
        knit(store, clock, title="Film club", room="Hall B", equipment=("Projector",))
    change(store, clock, code, equipment=())
    knit(store, clock, title="Film club", room="Hall B", equipment=("Projector",))


def test_a_fortnight_stays_in_step_when_only_the_time_changes(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3").code
    change(store, clock, code, scope=FOLLOWING, on=date(2026, 12, 9), at=time(11))
    assert [line[:16] for line in said(store, clock, code)] == [
        "Tue 01 Dec 10:00",
        "Tue 15 Dec 11:00",
        "Tue 29 Dec 11:00",
    ]


def test_78_sessions_are_changed_and_put_back_exactly(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU", bank_holidays=BankHolidayRule.SKIP)
    assert made.sessions == 78
    before = dump(store)
    done = change(store, clock, made.code, at=time(18), rule="FREQ=WEEKLY;BYDAY=WE", room="Hall B")
    assert (done.changed, done.made, done.skipped) == (78, 1, ())
    after = dump(store)
    assert len(after["booking"]) == 79
    undo = undo_last_change(store, clock)
    assert undo.label == (
        "Changed Knit and Natter from Mon 23 Nov on: 6pm, Hall B, every Wednesday"
    )
    assert dump(store) == before


def test_adding_a_group_is_undone_with_the_activity_that_it_made(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    knit(store, clock)
    assert undo_last_change(store, clock).label == "Added Knit and Natter, Hall A, 6 sessions"
    assert dump(store) == before


def test_an_undo_whose_old_place_is_taken_meanwhile_changes_nothing(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, at=time(18))
    with store.write() as session:  # taken by something that undo knows nothing of
        entry = table_of(UndoEntry)
        session.execute(entry.delete().where(entry.c.verb == "group.added"))
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-15 11:00"),
        ends=at("2026-12-15 12:00"),
        title="Wedding",
    )
    with store.write() as session:
        session.execute(entry.delete().where(entry.c.verb == "booking.made"))
    before = dump(store)
    with pytest.raises(Clash, match="taken by Wedding, Main Hall, Tue 15 Dec 11am to noon"):
        undo_last_change(store, clock)
    assert dump(store) == before


def test_the_trail_says_what_changed_and_nothing_that_people_wrote(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, at=time(18), title="Mrs Smith's wool club")
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.code, dict(line.fields)) == (
        "group.changed",
        code,
        {
            "scope": "all",
            "what": "at, title",
            "at": "18:00",
            "sessions": "0",
            "moved": "6",
            "removed": "0",
            "kept": "0",
        },
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Nothing was to be changed"),
        ({"minutes": 0}, "lasts from 1 minute"),
        ({"scope": FOLLOWING, "at": time(9)}, "From which date on"),
        ({"scope": FOLLOWING, "on": date(2026, 11, 1), "at": time(9)}, "has been"),
        ({"scope": THIS, "at": time(9)}, "Which session is it"),
        ({"scope": THIS, "on": date(2026, 12, 2), "at": time(9)}, "no session on Wed 2 Dec"),
        (
            {"scope": THIS, "on": date(2026, 12, 1), "rule": "FREQ=DAILY"},
            "The rule can't be changed for one session",
        ),
        ({"rule": "FREQ=HOURLY"}, "can't meet hourly"),
        ({"capacity": -3}, "can't have -3 places"),
        ({"title": "x" * 501}, "needs a title"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, asked: dict[str, Any], words: str
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    before = dump(store)
    with pytest.raises(BadInput, match=words):
        change(store, clock, code, **asked)
    assert dump(store) == before


def statements(store: Store, work: Any) -> int:
    counted: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    return len(counted)


def test_three_years_of_dates_cost_as_many_statements_as_a_month(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    rules = ("FREQ=WEEKLY;BYDAY=MO;COUNT=4", "FREQ=DAILY;UNTIL=20280501")
    counted: list[list[int]] = []
    for room, text in zip(("Hall A", "Hall B"), rules, strict=True):
        mine: list[int] = []
        made: list[str] = []
        code = ""

        def add(room: str = room, text: str = text, made: list[str] = made) -> None:
            made.append(knit(store, clock, title=room, room=room, rule=text).code)

        mine.append(statements(store, add))
        code = made[0]
        for step in (
            lambda code=code: change(store, clock, code, at=time(15)),
            lambda code=code: change(
                store, clock, code, scope=FOLLOWING, on=date(2026, 12, 2), room="Quiet Room"
            ),
            lambda code=code: end_group(store, clock, code=code, last_on=date(2026, 12, 9)),
            lambda: undo_last_change(store, clock),
        ):
            mine.append(statements(store, step))
        undo_last_change(store, clock)
        counted.append(mine)
    short, long = counted
    assert short[:4] == long[:4]
