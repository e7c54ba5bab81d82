"""What "for children", "free" and the like mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.noticeboard.for_me import chosen, is_to_come, suits
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.wishes import Wish

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


def session(who_for: str = "", cost: str = "", **more: Any) -> SessionView:
    made = SessionView(
        "S1", "Group", "Hall A", NOW + timedelta(hours=2), NOW + timedelta(hours=3),
        BookingStatus.CONFIRMED, activity="A1", who_for=who_for, cost=cost,
    )  # fmt: skip
    return made._replace(**more)


@pytest.mark.parametrize(
    ("who", "is_for_them"),
    [
        ("Babies under 2 with a grown-up", True),
        ("Under-fives with a grown-up", True),
        ("Ages 7 to 14", True),
        ("Anyone aged 8 and up", True),
        ("Families", True),
        ("Teens", True),
        ("Adults", False),
        ("Ages 18 to 25", False),
        ("Anyone aged 50 and up", False),
        ("Everyone", False),
        ("", False),
    ],
)
def test_who_is_a_child(who: str, is_for_them: bool) -> None:
    assert suits(Wish.CHILDREN, session(who), None, NOW) is is_for_them
    assert suits(Wish.CHILDREN, session(), ActivityView("A1", "x", who_for=who), NOW) is is_for_them


def test_interests_and_needs_say_it_too() -> None:
    chess = ActivityView("A1", "Chess", interests=("games", "young-people"), needs=("carer",))
    assert suits(Wish.CHILDREN, session("Anyone"), chess, NOW)
    assert suits(Wish.CARERS, session("Anyone"), chess, NOW)
    assert suits(Wish.CARERS, session("Anyone who looks after someone"), None, NOW)
    assert suits(Wish.CARERS, session("People with dementia and their carers"), None, NOW)
    assert not suits(Wish.CARERS, session("Anyone who takes care"), None, NOW)


@pytest.mark.parametrize(
    ("cost", "is_free"),
    [
        ("Free", True),
        ("free; pay for parts", True),
        ("Free; tea included", True),
        ("No charge", True),
        ("£2, members free", False),
        ("Free for members", False),
        ("Free, or £2 with lunch", False),
        ("£3 a bag, free if you can't", False),
        ("Pay what you can", False),
        ("Freeform", False),
        ("", False),
    ],
)
def test_what_is_free_is_free_for_everybody(cost: str, is_free: bool) -> None:
    assert suits(Wish.FREE, session(cost=cost), None, NOW) is is_free


@pytest.mark.parametrize(
    ("way", "is_open"),
    [
        ("Just come.", True),
        ("Just come, by noon if it is electric.", True),
        ("Drop in any time", True),
        ("No need to book", True),
        ("Book at the desk: eight places.", False),
        ("Ask at the desk for a time, or take your chance.", False),
        ("Call first, or have a word at the desk.", False),
        ("", False),
    ],
)
def test_what_needs_no_booking(way: str, is_open: bool) -> None:
    group = ActivityView("A1", "Group", getting_in=way)
    assert suits(Wish.DROP_IN, session(), group, NOW) is is_open


def test_soon_is_within_the_hour_and_not_what_has_begun() -> None:
    def at(minutes: int) -> bool:
        return suits(Wish.SOON, session(starts=NOW + timedelta(minutes=minutes)), None, NOW)

    assert [at(minutes) for minutes in (-1, 0, 1, 60, 61)] == [False, False, True, True, False]


def test_several_wishes_are_meant_together_and_a_private_hire_meets_none() -> None:
    one, two, three = (
        session("Toddlers", "Free", code="1"),
        session("Toddlers", "£1", code="2"),
        session("Toddlers", "Free", code="3", is_private=True),
    )
    found = chosen((Wish.CHILDREN, Wish.FREE), (one, two, three), {}, NOW)
    assert found == (one,)
    assert chosen((), (one, two, three), {}, NOW) == (one, two, three)
    assert [is_to_come(each, NOW) for each in (one, three)] == [True, False]
    assert not is_to_come(one, NOW + timedelta(hours=3))
    assert not is_to_come(session(status=BookingStatus.CANCELLED), NOW)


@given(st.text(), st.text(), st.text())
def test_whatever_people_write_it_is_yes_or_no(who: str, cost: str, way: str) -> None:
    group = ActivityView("A1", "Group", getting_in=way)
    for wish in Wish:
        assert suits(wish, session(who, cost), group, NOW) in (True, False)
