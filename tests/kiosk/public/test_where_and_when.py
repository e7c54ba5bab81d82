"""Whoever types a day, a room, the lift or "open" is led there, whatever else has such words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hub.languages.catalogue import language_for
from hub.languages.language import ENGLISH
from hub.noticeboard.read import Noticeboard
from hub.views.floor import MarkKind, MarkView, Spot
from hub.views.place import HoursView, RoomView
from kiosk.public.page import Card
from kiosk.public.pages.search import search_page
from kiosk.public.places import Day, Hours, InRoom, Place, Rooms, Week, WhoCanHelp
from tests.noticeboard.builders import (
    TODAY,
    a_board,
    a_service,
    a_session,
    at,
    shipped_need_groups,
)

NOW = at(TODAY, "10:42")
TOMORROW, FRIDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=4)
GROUND, FIRST = "Ground floor", "First floor"


@pytest.fixture
def board(tmp_path: Path) -> Noticeboard:
    return a_board(
        tmp_path,
        need_groups=shipped_need_groups(),
        services=[a_service("Fridge Swap", 1), a_service("Hallway Housing", 2)],
        rooms=(
            RoomView("R1", "Hall A", 40, ("Hall A",), spot=Spot(GROUND, 0, 0)),
            RoomView("R2", "Hall B", 40, ("Hall B",), spot=Spot(GROUND, 1, 0)),
            RoomView("R3", "Kitchen", 8, ("Kitchen",), spot=Spot(FIRST, 0, 0)),
        ),
        marks=(
            MarkView(MarkKind.TOILETS, Spot(FIRST, 2, 0)),
            MarkView(MarkKind.TOILETS, Spot(GROUND, 2, 0)),
            MarkView(MarkKind.LIFT, Spot(FIRST, 3, 0)),
            MarkView(MarkKind.HERE, Spot(GROUND, 4, 0)),
        ),
        hours=tuple(HoursView(day, ((at(TODAY, "09:00").time(), at(TODAY, "17:00").time()),))
                    for day in range(5)),
        sessions=[a_session("Tea and Talk", TOMORROW)],
    )  # fmt: skip


def cards(board: Noticeboard, typed: str, code: str = "en") -> tuple[Card, ...]:
    language = ENGLISH if code == "en" else language_for(code)
    return search_page(board, typed, NOW, language).cards


def goes(board: Noticeboard, typed: str, code: str = "en") -> Place | None:
    return cards(board, typed, code)[0].goes


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("friday", Day(FRIDAY)),
        ("Frid", Day(FRIDAY)),
        ("next friday", Day(FRIDAY)),
        ("what is on tomorrow?", Day(TOMORROW)),
        ("tomorow", Day(TOMORROW)),
        ("events today", Day(TODAY)),
        ("this weekend", Week(TODAY)),
        ("this week", Week(TODAY)),
        ("next week", Week(TODAY + timedelta(days=7))),
        ("opening times", Hours()),
        ("when are you open", Hours()),
        ("hall b", InRoom("R2")),
        ("where is the kitchen", InRoom("R3")),
        ("toilet", Rooms(GROUND)),
        ("where are the loos", Rooms(GROUND)),
        ("lift", Rooms(FIRST)),
    ],
)
def test_a_day_a_room_and_the_hours_come_first(
    board: Noticeboard, typed: str, place: Place
) -> None:
    assert goes(board, typed) == place


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("piątek", "pl", Day(FRIDAY)),
        ("piatek", "pl", Day(FRIDAY)),
        ("mâine", "ro", Day(TOMORROW)),
        ("завтра", "uk", Day(TOMORROW)),
        ("yarin", "tr", Day(TOMORROW)),
        ("toiledau", "cy", Rooms(GROUND)),
        ("godziny otwarcia", "pl", Hours()),
        ("friday", "pl", Day(FRIDAY)),
    ],
)
def test_in_the_visitors_language_too(
    board: Noticeboard, typed: str, code: str, place: Place
) -> None:
    assert goes(board, typed, code) == place


def test_what_is_on_that_day_is_said(board: Noticeboard) -> None:
    assert cards(board, "tomorrow")[0].lines == ("Tea and Talk 10am",)
    assert cards(board, "friday")[0].lines == ("nothing on",)


def test_two_rooms_of_one_name_are_both_there_and_what_else_has_it_after_them(
    board: Noticeboard,
) -> None:
    found = [card.title for card in cards(board, "hall")]
    assert found[:2] == ["Hall A", "Hall B"]
    assert "Hallway Housing" in found


def test_no_day_is_a_slip_of_another_word(board: Noticeboard) -> None:
    assert "Fridge Swap" not in [card.title for card in cards(board, "friday")]
    assert "Fridge Swap" in [card.title for card in cards(board, "fridgr")]
    page = search_page(board, "my landlord wants me out friday", NOW)
    assert "fridge" not in page.hint
    assert "Fridge Swap" not in [card.title for card in page.cards]
    assert isinstance(page.cards[0].goes, WhoCanHelp)


def test_what_cannot_wait_stands_before_it(board: Noticeboard) -> None:
    first, second, *_ = cards(board, "tonight")
    assert (first.is_alarm, first.goes) == (True, WhoCanHelp("nowhere-to-stay-tonight"))
    assert second.goes == Day(TODAY)
    found = cards(board, "i have no food today")
    assert found[0].is_alarm or isinstance(found[0].goes, WhoCanHelp)
    assert not any(isinstance(card.goes, Day) for card in found)


def test_other_words_are_left_to_the_search(board: Noticeboard) -> None:
    for typed in ("open university", "money", "a", "hall of fame", "what", ""):
        first = cards(board, typed)[:1]
        assert not any(isinstance(card.goes, (Day, Hours, InRoom, Rooms)) for card in first), typed
