"""The files of leaflets and cards: the same each time, tagged, and their codes scan."""

from __future__ import annotations

from typing import Any

import pytest

from hub.languages.language import ENGLISH
from hub.noticeboard.takeaway import payload_for_hub
from printables.drawing import pdf
from printables.sheets.cards import cards_pdf
from printables.sheets.hub_card import hub_card_pdf
from printables.sheets.leaflet import leaflet_pdf, leaflet_sheet
from printables.sheets.leaflet_words import about_activity, about_service
from printables.side_by_side import side_by_side
from tests.printables.checking import codes_at, read, sizes_in, tree_of, words_of
from tests.printables.leaflets import CAFE, HELP, OFFLINE, TODAY, WEEK, dates
from tests.printables.test_cards import FIVE
from tests.printables.weeks import SITE

OF_HELP = about_service(HELP, today=TODAY, language=ENGLISH)
OF_CAFE = about_activity(CAFE, dates(2), OFFLINE, today=TODAY, language=ENGLISH)
EVENT = (
    "BEGIN:VEVENT\r\nSUMMARY:Carers’ Café\r\nDTSTART:20261124T110000Z\r\n"
    "DTEND:20261124T123000Z\r\nLOCATION:Hall B\\, Ferry Road Community Library\r\nEND:VEVENT"
)


def two_up() -> bytes:
    return pdf(
        side_by_side(leaflet_sheet(OF_HELP, SITE), leaflet_sheet(OF_CAFE, OFFLINE, large=False))
    )


def test_the_same_leaflet_is_the_same_file() -> None:
    assert leaflet_pdf(OF_HELP, SITE) == leaflet_pdf(OF_HELP, SITE)
    assert leaflet_pdf(OF_HELP, SITE) != leaflet_pdf(OF_HELP, SITE, large=True)
    assert cards_pdf(FIVE) == cards_pdf(FIVE)
    assert two_up() == two_up()


def test_a_leaflet_is_read_aloud_in_the_order_in_which_it_is_read() -> None:
    file = leaflet_pdf(OF_HELP, SITE)
    words = words_of(file)
    wanted = [
        "Harbour Lights advice",
        "When Tuesday and Thursday, 10am to 3pm",
        "Getting in Just come.",
        "Phone 01632 960103",
        "Checked 3 November 2026",
        "Ferry Road Community Library",
    ]
    places = [words.index(part) for part in wanted]
    assert places == sorted(places)
    assert tree_of(file) == (
        "/Document",
        ("/H1",),
        *[("/P",)] * 14,
        ("/Figure",),
        *[("/P",)] * 3,
    )


def test_title_and_contents_say_what_it_is() -> None:
    reader = read(two_up())
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Harbour Lights advice, Ferry Road Community Library; "
        "Carers’ Café, Ferry Road Community Library"
    )
    outline: list[Any] = reader.outline
    assert [entry.title for entry in outline] == [
        "Harbour Lights advice",
        "Carers’ Café",
    ]


def test_each_of_two_and_each_card_is_a_section_of_its_own() -> None:
    assert [kid[:2] for kid in tree_of(two_up())[1:]] == [("/Part", ("/H1",))] * 2
    card = ("/Sect", ("/H1",), ("/P",), ("/P",), ("/P",), ("/Figure",))
    assert tree_of(cards_pdf(FIVE)) == ("/Document", *[card] * 10)


def test_nothing_is_printed_smaller_than_people_can_read() -> None:
    assert min(sizes_in(leaflet_pdf(OF_HELP, SITE))) >= 12
    assert min(sizes_in(leaflet_pdf(OF_HELP, SITE, large=True))) >= 18
    assert sizes_in(cards_pdf(FIVE)) == {12.0, 14.0}


@pytest.mark.parametrize("dpi", [96, 150, 300])
def test_codes_of_leaflets_scan(dpi: int) -> None:
    assert codes_at(leaflet_pdf(OF_HELP, SITE), dpi) == ["tel:+441632960103"]
    assert codes_at(leaflet_pdf(OF_CAFE, OFFLINE, large=True), dpi) == [EVENT]
    assert sorted(codes_at(two_up(), dpi)) == [EVENT, "tel:+441632960103"]


@pytest.mark.parametrize("dpi", [96, 150, 300])
def test_codes_of_cards_scan(dpi: int) -> None:
    card = payload_for_hub(OFFLINE).payload
    assert sorted(codes_at(cards_pdf(FIVE), dpi)) == [card] * 8 + ["tel:+448082000247"] * 2
    assert codes_at(hub_card_pdf(OFFLINE, WEEK, payload_for_hub(OFFLINE)), dpi) == [card] * 10
