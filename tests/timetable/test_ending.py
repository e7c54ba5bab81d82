"""A group ends, pauses, begins again, and meets on one date more or less."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NeedsAnswer
from hub.store.engine import Store
from hub.timetable.bookings import book_room, move_booking
from hub.timetable.counts import note_session
from hub.timetable.ending import end_group, pause_group, resume_group
from hub.timetable.extra_dates import add_date, remove_date
from hub.timetable.groups import extend_groups, show_group
from hub.timetable.preview import preview_added, preview_resume
from hub.upkeep.undoing import undo_last_change
from hub.views.series import Keep
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    change,
    knit,
    on,
    said,
)
from tests.timetable.watching import dump


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


def test_every_date_is_seen_before_a_group_begins_again(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    pause_group(store, clock, code=code, first=date(2026, 12, 8), until=date(2026, 12, 29))
    starts = at("2026-12-22 11:00")
    film = book_room(
        store,
        clock,
        room="Main Hall",
        starts=starts,
        ends=starts + timedelta(hours=1),
        title="Film",
    )
    before = dump(store)
    seen = preview_resume(store, clock, code=code, on=date(2026, 12, 10))
    assert dump(store) == before
    assert [one.on for one in seen.dates] == [date(2026, 12, 15), date(2026, 12, 22)]
    assert [one.on for one in seen.clashes] == [date(2026, 12, 22)]
    assert film.title in str(seen.clashes[0])
    assert resume_group(store, clock, code=code, on=date(2026, 12, 10)).made == 1
    with pytest.raises(BadInput, match="neither paused nor ended"):
        preview_resume(store, clock, code=code, on=date(2026, 12, 29))
    with pytest.raises(BadInput, match="what has been is left as it is"):
        preview_resume(store, clock, code=code, on=date(2026, 11, 1))


def test_one_date_more_is_seen_before_it_is_added(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    before = dump(store)
    seen = preview_added(store, clock, code=code, on=date(2026, 12, 10))
    assert [(one.on, one.in_the_way) for one in seen.dates] == [(date(2026, 12, 10), ())]
    with pytest.raises(BadInput, match="has a session for Tue 8 Dec 2026 already"):
        preview_added(store, clock, code=code, on=date(2026, 12, 8))
    assert dump(store) == before


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
    with pytest.raises(BadInput, match="has a session for Tue 8 Dec 2026 already"):
        add_date(store, clock, code=code, on=date(2026, 12, 8))
    with pytest.raises(BadInput, match="no session to come on Wed 9 Dec"):
        remove_date(store, clock, code=code, on=date(2026, 12, 9))


def test_a_group_that_ended_long_ago_is_booked_eighteen_months_ahead_again(
    store: Store, clock: Clock
) -> None:
    """Nothing was made of it in the nights between."""
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU").code
    end_group(store, clock, code=code, last_on=date(2026, 12, 15))
    two_years_on = clock.at(clock.now() + timedelta(days=730))
    extend_groups(store, two_years_on)
    before = dump(store)
    done = resume_group(store, two_years_on, code=code, on=date(2028, 12, 1))
    assert (done.made, done.days[0], done.days[-1]) == (77, date(2028, 12, 5), date(2030, 5, 21))
    assert extend_groups(store, two_years_on) == ()
    undo_last_change(store, two_years_on)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 8), "has a session for Tue 8 Dec 2026 already"),
        (date(2027, 3, 28), "01:30 doesn't exist on 28 March 2027: the clocks go forward"),
        (date(2027, 10, 31), "01:30 happens twice on 31 October 2027: the clocks go back"),
    ],
)
def test_a_date_that_cant_be_added_is_refused_with_its_reason(
    store: Store, clock: Clock, day: date, why: str
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU", at=time(1, 30)).code
    with pytest.raises(BadInput, match=why):
        add_date(store, clock, code=code, on=day)


def test_a_pause_after_the_end_is_refused(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    end_group(store, clock, code=code, last_on=date(2026, 12, 15))
    with pytest.raises(BadInput, match="ends on Tue 15 Dec 2026, before that pause"):
        pause_group(store, clock, code=code, first=date(2027, 1, 1), until=date(2027, 2, 1))
