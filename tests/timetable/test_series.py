"""A group that changes: its sessions follow, keep their codes, and what people did to one of them
by hand stays.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from hub.clock import Clock
from hub.errors import BadInput, Clash, NeedsAnswer
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.bookings import cancel_booking, move_booking, show_booking
from hub.timetable.counts import note_session
from hub.timetable.ending import end_group
from hub.timetable.groups import list_groups, show_group
from hub.timetable.noted import session_marks
from hub.timetable.signups import session_details, sign_up
from hub.timetable.telling import list_to_tell
from hub.views.series import ExceptionView, Keep
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    FOLLOWING,
    THIS,
    change,
    knit,
    on,
    said,
    sessions,
    signed_up,
)
from tests.timetable.watching import a_projector, dump


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


def test_more_places_from_a_date_on_are_not_for_the_sessions_before_it(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, capacity=1).code
    before, after = (on(store, clock, code, day).code for day in ("08 Dec", "22 Dec"))
    signed_up(store, clock, before, "Ada", "Bob")
    signed_up(store, clock, after, "Ada", "Bob")
    change(store, clock, code, capacity=0, scope=FOLLOWING, on=date(2026, 12, 15))
    known = [session_details(store, clock, code=one) for one in (before, after)]
    assert [(one.capacity, one.places[1].is_waiting) for one in known] == [(1, True), (None, False)]
    assert sign_up(store, clock, code=before, name="Cy").is_waiting
    marks = session_marks(store, [before, after])
    assert [marks[one].capacity for one in (before, after)] == [1, None]
    change(store, clock, code, capacity=2, scope=FOLLOWING, on=date(2026, 12, 1))
    assert [one.is_waiting for one in session_details(store, clock, code=before).places] == [
        False,
        False,
        True,
    ]


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


def test_one_session_loses_its_own_name_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, scope=THIS, on=date(2026, 12, 8), title="Party")
    assert on(store, clock, code, "08 Dec").title == "Party"
    change(store, clock, code, scope=THIS, on=date(2026, 12, 8), title="")
    assert on(store, clock, code, "08 Dec").title == "Knit and Natter"
