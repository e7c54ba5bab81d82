"""Places in a session: first names only, a queue that moves up, and never one place for two."""

from __future__ import annotations

import threading

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.bookings import cancel_booking, change_booking, move_booking
from hub.timetable.counts import count_heads, note_session
from hub.timetable.signups import give_up_place, session_details, sign_up
from hub.timetable.telling import list_to_tell, tick_told
from hub.views.sessions import PlaceView
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.test_changing import a_choir, council

MORNING = at("2026-11-25 10:30")


def names(store: Store, clock: Clock, code: str) -> list[tuple[str, bool, int]]:
    return [
        (one.name, one.is_waiting, one.place)
        for one in session_details(store, clock, code=code).places
    ]


def test_who_comes_first_has_a_place_and_the_others_wait(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=2)
    made = [sign_up(store, clock, code=first.code, name=name) for name in ("Asha", "12", "Cy", "D")]
    assert [(one.is_waiting, one.place) for one in made] == [
        (False, 1),
        (False, 2),
        (True, 1),
        (True, 2),
    ]
    details = session_details(store, clock, code=first.code)
    assert (details.capacity, details.places_left) == (2, 0)
    assert details.places == tuple(made)
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.fields) == ("place.taken", (("waiting", "True"),))


def test_the_next_in_line_moves_up_and_is_to_be_told(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=1)
    asha, bo, cy = (
        sign_up(store, clock, code=first.code, name=name, phone=phone)
        for name, phone in (("Asha", ""), ("Bo", "07700 900900"), ("Cy", ""))
    )
    assert give_up_place(store, clock, code=first.code, number=cy.number) is None
    cy = sign_up(store, clock, code=first.code, name="Cy")
    moved = give_up_place(store, clock, code=first.code, number=asha.number)
    assert moved == PlaceView(bo.number, "Bo", "07700 900900", is_waiting=False, place=1)
    (to_tell,) = list_to_tell(store, clock)
    assert (to_tell.who, to_tell.phone, to_tell.why, to_tell.words) == (
        "Bo",
        "07700 900900",
        "place",
        "a place is free in Choir on Wed 25 Nov",
    )
    assert names(store, clock, first.code) == [("Bo", False, 1), ("Cy", True, 1)]
    change_booking(store, clock, code=first.code, capacity=5)
    assert names(store, clock, first.code) == [("Bo", False, 1), ("Cy", False, 2)]
    with pytest.raises(NotFound, match=f"Nobody in Choir has the number {asha.number}"):
        give_up_place(store, clock, code=first.code, number=asha.number)


def test_a_session_without_a_number_of_places_is_never_full(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    for number in range(5):
        assert not sign_up(store, clock, code=made.code, name=str(number)).is_waiting
    assert session_details(store, clock, code=made.code).places_left is None


@pytest.mark.parametrize(
    ("name", "phone", "why"),
    [
        ("", "", "first name, or a number"),
        ("   ", "", "first name, or a number"),
        ("asha@example.org", "", "looks like an address"),
        ("www.asha", "", "looks like an address"),
        ("x" * 41, "", "at most 40 letters"),
        ("Asha", "asha@example.org", "not a phone number"),
        ("Asha", "ring me", "not a phone number"),
        ("Asha", "0" * 31, "not a phone number"),
    ],
)
def test_no_more_is_kept_than_is_needed(
    store: Store, clock: Clock, name: str, phone: str, why: str
) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    with pytest.raises(BadInput, match=why):
        sign_up(store, clock, code=made.code, name=name, phone=phone)
    assert dump(store)["sign_up"] == []


def test_nobody_signs_up_for_what_is_off_or_over(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    cancel_booking(store, clock, code=first.code, reason="Boiler")
    with pytest.raises(BadInput, match="cancelled already, so it can't be signed up for"):
        sign_up(store, clock, code=first.code, name="Asha")
    with pytest.raises(BadInput, match="Choir is over"):
        sign_up(store, clock.at(at("2026-12-02 11:00")), code=other.code, name="Asha")
    with pytest.raises(NotFound):
        sign_up(store, clock, code="NOPE!", name="Asha")


def test_the_last_places_are_never_given_twice(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=3)
    together = threading.Barrier(8)
    wrong: list[str] = []

    def want(number: int) -> None:
        together.wait()
        try:
            place = sign_up(store, clock, code=first.code, name=f"{number}")
            together.wait()
            if number % 2:
                give_up_place(store, clock, code=first.code, number=place.number)
        except Exception as error:  # whatever reaches a desk is the finding
            wrong.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=want, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    places = session_details(store, clock, code=first.code).places
    assert [(one.is_waiting, one.place) for one in places] == [
        (False, 1),
        (False, 2),
        (False, 3),
        (True, 1),
    ]


def test_heads_are_counted_on_the_day_and_put_right_later(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    with pytest.raises(BadInput, match="hasn't begun yet"):
        count_heads(store, clock, code=first.code, total=14)
    today = clock.at(MORNING)
    counted = count_heads(store, today, code=first.code, total=14, first_timers=2)
    assert (counted.head_count, counted.first_timers) == (14, 2)
    again = count_heads(store, today, code=first.code, total=15)
    assert (again.head_count, again.first_timers) == (15, 0)
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.fields) == (
        "session.counted",
        (("first_timers", "0"), ("total", "15")),
    )
    for total, new in ((-1, 0), (100_001, 0), (3, 4), (3, -1)):
        with pytest.raises(BadInput):
            count_heads(store, today, code=first.code, total=total, first_timers=new)
    cancel_booking(store, clock, code=other.code, reason="Snow")
    with pytest.raises(BadInput, match="cancelled already"):
        count_heads(store, clock.at(at("2026-12-02 10:00")), code=other.code, total=3)


def test_a_note_is_left_and_taken_away(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock)
    noted = note_session(store, clock, code=first.code, note="Radiator\nis off\x1b[2J")
    assert noted.booking.note == "Radiator\nis off [2J"
    assert note_session(store, clock, code=first.code, note="").booking.note == ""


def test_all_who_must_hear_of_it_are_listed_and_ticked_off(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name="Asha", phone="07700 900900")
    sign_up(store, clock, code=first.code, name="12")
    change_booking(store, clock, code=first.code, contact="Rosa")
    move_booking(store, clock, code=first.code, to=at("2026-11-26 14:00"))
    assert [(one.who, one.words) for one in list_to_tell(store, clock)] == [
        (who, "Choir has moved to Thu 26 Nov, 2pm, Hall A")
        for who in ("Asha", "12", "Rosa", "Joan")
    ]
    cancel_booking(store, clock, code=first.code, reason="Boiler")
    found = list_to_tell(store, clock, code=first.code)
    assert [(one.who, one.phone, one.why, one.told) for one in found] == [
        ("Asha", "07700 900900", "cancelled", False),
        ("12", "", "cancelled", False),
        ("Rosa", "", "cancelled", False),
        ("Joan", "01632 960199", "cancelled", False),
    ]
    assert list_to_tell(store, clock) == found
    assert found[0].words == "Choir on Thu 26 Nov is cancelled"
    ticked = tick_told(store, clock, number=found[0].number)
    assert (ticked.who, ticked.told) == ("Asha", True)
    assert [one.who for one in list_to_tell(store, clock)] == ["12", "Rosa", "Joan"]
    assert [one.told for one in list_to_tell(store, clock, code=first.code)] == [
        True,
        False,
        False,
        False,
    ]
    with pytest.raises(BadInput, match="Asha has been told already"):
        tick_told(store, clock, number=found[0].number)
    with pytest.raises(NotFound):
        tick_told(store, clock, number=10_000)
    assert list_to_tell(store, clock.at(at("2026-11-27 09:00"))) == ()


def test_nobody_moves_up_in_a_session_that_is_off(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=1)
    asha = sign_up(store, clock, code=first.code, name="Asha")
    bo = sign_up(store, clock, code=first.code, name="Bo", phone="07700 900900")
    sign_up(store, clock, code=first.code, name="Cy")
    assert give_up_place(store, clock, code=first.code, number=asha.number) is not None
    cancel_booking(store, clock, code=first.code, reason="Boiler")
    # Bo hears that it is off, and no longer that there is a place.
    assert [(one.who, one.why) for one in list_to_tell(store, clock)] == [
        ("Bo", "cancelled"),
        ("Cy", "cancelled"),
        ("Joan", "cancelled"),
    ]
    assert give_up_place(store, clock, code=first.code, number=bo.number) is None
    assert names(store, clock, first.code) == [("Cy", True, 1)]
    change_booking(store, clock, code=first.code, capacity=5)
    assert names(store, clock, first.code) == [("Cy", True, 1)]
