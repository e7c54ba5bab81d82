"""Today: what is to do about rooms, what was counted, what the last ones wrote down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.directory.starter import load_starter
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.signposting.referrals import set_status
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking, change_booking
from hub.timetable.closures import add_closure
from hub.timetable.counts import count_heads
from hub.timetable.rooms import add_room
from hub.timetable.waiting import list_waiting, wait_for
from hub.views.bookings import BookingView
from hub.views.referrals import ReferralStatus
from kiosk.desk.app import DeskApp
from kiosk.desk.finding import FindWindow
from tests.kiosk.desk.trying import press, rows, seen, settle, status
from tests.signposting.people_who_ask import asha

Booker = Callable[..., BookingView]


@pytest.fixture
def book(store: Store, clock: Clock) -> Booker:
    """Books an hour of today in Hall A; Sam is on."""
    add_room(store, clock, name="Hall A", capacity=40)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")

    def it(title: str, hour: int, *, days: int = 0, lapses: datetime | None = None) -> BookingView:
        starts = clock.now().replace(hour=hour, minute=0) + timedelta(days=days)
        ends = starts + timedelta(hours=1)
        return book_room(
            store,
            clock,
            room="Hall A",
            starts=starts,
            ends=ends,
            title=title,
            lapses=lapses,
            by="Sam",
        )

    return it


def page_from(app: DeskApp, word: str) -> list[str]:
    """The lines of Today from a word to the next gap."""
    page = seen(app).split("\n")
    start = next(place for place, line in enumerate(page) if line.strip().startswith(word))
    found: list[str] = []
    for line in page[start:]:
        if not line.strip():
            return found
        found.append(line[2:].removeprefix(word).strip())
    return found


async def test_now_says_how_many_were_counted(store: Store, clock: Clock, book: Booker) -> None:
    baby = book("Baby Rhymes", 10)
    count_heads(store, clock, code=baby.code, total=14, first_timers=2, by="Sam")
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (line,) = page_from(app, "NOW")
        assert line.startswith("Baby Rhymes, counted: 14")


async def test_to_do_names_what_lapses_who_waits_and_what_a_closure_met(
    store: Store, clock: Clock, book: Booker
) -> None:
    book("Film", 20, lapses=clock.now().replace(hour=16, minute=0))
    choir = book("Choir", 12)
    wait_for(
        store,
        clock,
        room="Hall A",
        starts=choir.starts,
        ends=choir.ends,
        title="Parish council",
        contact="Ann",
        contact_phone="01632 960123",
        by="Sam",
    )
    cancel_booking(store, clock, code=choir.code, reason="Ill", by="Sam")
    tea = book("Tea", 15, days=1)
    add_closure(
        store,
        clock,
        starts=tea.starts,
        ends=tea.ends,
        room="Hall A",
        reason="Leak",
        then="leave",
        by="Sam",
    )
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        said = " ".join(page_from(app, "TO DO"))
        assert "Film, Hall A, Mon 23 Nov is not sure yet: it is let go at 4pm. Ring them." in said
        assert "Parish council waits for Hall A, Mon 23 Nov noon to 1pm: it is free now." in said
        assert "Tea, Hall A, Tue 24 Nov is on while that is closed." in said

        await press(pilot, "l")
        listed = "\n".join(rows(app.screen))
        await press(pilot, "x")
        assert "Parish council" in listed
        assert "free now" in listed
        assert "Ring: Ann 01632 960123" in listed
        assert list_waiting(store, clock) == ()
        assert status(app) == "Off the list: Parish council"


async def test_the_notes_of_what_is_over_are_handed_on(
    store: Store, clock: Clock, book: Booker
) -> None:
    yoga = book("Yoga", 19, days=-1)
    change_booking(store, clock, code=yoga.code, note="The radiator is off again", by="Sam")
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert page_from(app, "NOTES") == ["Yoga: The radiator is off again"]


async def test_f_finds_a_room_from_today_as_well(store: Store, clock: Clock, book: Booker) -> None:
    book("Tea", 15)
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert isinstance(app.screen, FindWindow)
        await press(pilot, *"40", "space", *"tom", "enter")
        await press(pilot, "1")
        assert "Book Hall A, Tue 24 Nov" in seen(app)


async def test_to_do_says_where_to_ask_about_a_referral_and_never_for_whom(
    store: Store, clock: Clock, book: Booker
) -> None:
    with store.write() as session:
        load_needs(session)
        load_starter(session, clock)
    weeks_ago = clock.at(clock.now() - timedelta(days=14))
    made = asha(store, weeks_ago)
    set_status(store, weeks_ago, number=made.number, status=ReferralStatus.SENT, by="Sam")
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        said = " ".join(page_from(app, "TO DO"))
        assert said == "Ask StepChange debt advice what became of a referral: 1 due. Press o."
        assert "Asha" not in seen(app)
