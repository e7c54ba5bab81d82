"""Leaflets and cards from what is published: any code will do, and nothing private comes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from hub.errors import BadInput, NotFound
from hub.languages.catalogue import language_for
from hub.noticeboard.read import Noticeboard
from hub.views.directory import PhoneView
from hub.views.place import HoursView, RoomView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from printables.boxes import MM
from printables.gathering import cards_of, hub_card_of, leaflet_of, leaflet_view
from printables.shaping import can_shape
from printables.sheets.card_words import Topic
from printables.side_by_side import side_by_side
from tests.noticeboard.builders import TODAY, a_board, a_need, a_service, a_session, home
from tests.printables.checking import check_sheet, said

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
CAFE = ActivityView("A0010", "Carers' Café", "Tea", "Anyone", "Free", "Pat", "01632 960115")
UNSAFE = home(a_need("not-safe-at-home", "I am not safe at home", is_urgent=True))
HELPLINE = a_service(
    "National Domestic Abuse Helpline",
    number=2,
    phones=(PhoneView("0808 2000 247", "free"),),
    needs=("not-safe-at-home",),
    is_urgent=True,
)
EMERGENCY = a_service(
    "999", number=1, phones=(PhoneView("999"),), needs=("not-safe-at-home",), is_urgent=True
)


def weekly() -> list[SessionView]:
    return [
        a_session(
            "Carers' Café",
            TODAY + timedelta(days=7 * week),
            code=f"B{week:04d}",
            activity="A0010",
            group="G0010",
            status=BookingStatus.CANCELLED if week == 2 else BookingStatus.CONFIRMED,
        )
        for week in range(8)
    ]


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    made = a_board(
        tmp_path_factory.mktemp("board"),
        rooms=(RoomView("R0001", "Hall A", 40, ("Hall A",), whereabouts="Left of the desk"),),
        hours=[HoursView(day, ((time(9), time(17)),)) for day in range(7)],
        need_groups=(UNSAFE,),
        activities=(CAFE,),
        services=(EMERGENCY, HELPLINE, a_service("Harbour Lights", number=3)),
        sessions=[
            *weekly(),
            a_session("Jumble sale", TODAY + timedelta(days=2), code="C0001"),
            a_session("Private booking", TODAY, "15:00", "16:00", code="", is_private=True),
        ],
    )
    yield made
    made.close()


@pytest.mark.parametrize("code", ["A0010", "B0003", "G0010", "a0010", "AOO1O", " a00-10 "])
def test_an_activity_its_sessions_and_its_group_have_one_leaflet(
    board: Noticeboard, code: str
) -> None:
    view = leaflet_view(board, code, now=NOW)
    assert (view.code, view.name) == ("A0010", "Carers' Café")
    assert [fact.texts for fact in view.facts[:3]] == [
        (
            "10am to noon",
            "Monday 23 November",
            "Monday 30 November",
            "Monday 14 December",
            "Monday 21 December",
        ),
        ("Monday 7 December",),
        ("Hall A: Left of the desk",),
    ]


def test_who_can_help_has_a_leaflet_in_both_sizes_and_any_language(board: Noticeboard) -> None:
    for large in (False, True):
        made = leaflet_of(board, "S0003", now=NOW, language=language_for("pl"), large=large)
        check_sheet(made, least=18 if large else 12)
        assert said(made.pages[0])[0] == "Harbour Lights"
        assert made.language == "pl"


@pytest.mark.parametrize("code", ["ar", "ur"])
def test_sheets_are_laid_from_right_to_left_in_arabic_and_urdu(
    board: Noticeboard, code: str
) -> None:
    if not can_shape():
        pytest.skip("there is no Arabic font, or uharfbuzz is missing")
    language = language_for(code)
    for large in (False, True):
        made = leaflet_of(board, "A0010", now=NOW, language=language, large=large)
        check_sheet(made, least=18 if large else 12)
        (square,) = made.pages[0].codes()
        assert square.box.right < made.pages[0].width / 2
        assert made.language == code
        two = side_by_side(made, made) if not large else made
        check_sheet(two, least=18 if large else 12)
    for cards in (cards_of(board, language=language), hub_card_of(board, language=language)):
        check_sheet(cards, least=12)
        assert min(square.x for square in cards.pages[0].codes()) < 35 * MM


def test_without_an_arabic_font_an_arabic_sheet_is_refused(
    board: Noticeboard, no_arabic_font: None
) -> None:
    with pytest.raises(BadInput, match="a character we cannot print"):
        leaflet_of(board, "A0010", now=NOW, language=language_for("ar"))


def test_one_date_that_belongs_to_nothing_has_a_leaflet_of_its_own(board: Noticeboard) -> None:
    view = leaflet_view(board, "C0001", now=NOW)
    assert view.name == "Jumble sale"
    assert view.facts[0].texts == ("Wednesday 25 November, 10am to noon",)
    assert view.takeaway is not None
    assert view.takeaway.words == "Jumble sale, Wed 25 Nov, 10am"


@pytest.mark.parametrize("code", ["", "ZZZZZ", "Private booking", "x" * 400, "\udce9", "' OR 1=1"])
def test_what_is_not_published_is_not_found(board: Noticeboard, code: str) -> None:
    with pytest.raises(NotFound, match="Nothing that is published has the code") as refused:
        leaflet_of(board, code, now=NOW)
    assert refused.value.hint == "See: hub find WORDS"


def test_the_card_on_abuse_leads_to_the_helpline_and_the_others_to_the_hub(
    board: Noticeboard,
) -> None:
    made = cards_of(board)
    check_sheet(made, least=12)
    payloads = [code.payload for code in made.pages[0].codes()]
    assert payloads[-2:] == ["tel:+448082000247"] * 2
    assert len(set(payloads[:-2])) == 1
    assert payloads[0].startswith("BEGIN:VCARD")
    assert "abuse" not in " ".join(said(made.pages[0])).casefold()
    ten = cards_of(board, Topic.DEBT)
    assert [mark.words for mark in ten.pages[0].bookmarks()] == ["Money worries"]
    assert len(ten.pages[0].codes()) == 10


def test_a_hub_that_lost_its_helplines_sends_people_to_one_that_always_answers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    empty = a_board(tmp_path_factory.mktemp("empty"), services=(EMERGENCY,), need_groups=(UNSAFE,))
    try:
        made = cards_of(empty, Topic.ABUSE)
        check_sheet(made, least=12)
        assert {code.payload for code in made.pages[0].codes()} == {"tel:116123"}
        assert "116 123" in " ".join(said(made.pages[0]))
    finally:
        empty.close()


def test_the_hubs_card_says_what_the_noticeboard_says(board: Noticeboard) -> None:
    made = hub_card_of(board)
    check_sheet(made, least=12)
    words = " ".join(said(made.pages[0]))
    assert words.count("Every day 9am to 5pm") == 10
