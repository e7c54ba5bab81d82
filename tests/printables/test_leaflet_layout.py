"""Leaflets as numbers: what they say, and that nothing overlaps, is cut off or too small."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from hub.views.directory import PhoneView, ServiceStatus
from hub.views.timetable import BookingStatus
from printables.boxes import MM, Sheet
from printables.paper import A4, A4_LANDSCAPE, A5
from printables.sheets.leaflet import leaflet_sheet
from printables.sheets.leaflet_words import about_activity, about_service, about_session
from printables.side_by_side import in_order, side_by_side
from tests.printables.checking import check_sheet, said
from tests.printables.leaflets import (
    CAFE,
    HELP,
    OFFLINE,
    TODAY,
    dates,
    hostile_service,
    hostile_site,
    left_to_right,
)
from tests.printables.weeks import LONG_TITLES, SITE, session
from tests.soaking import tries

LANGUAGES = left_to_right()


def of_service(large: bool = False, language: Language = ENGLISH, **changes: Any) -> Sheet:
    service = replace(HELP, **changes)
    view = about_service(service, today=TODAY, language=language)
    return leaflet_sheet(view, SITE, large=large, language=language)


def of_activity(*cancelled: int, large: bool = False, language: Language = ENGLISH) -> Sheet:
    view = about_activity(
        CAFE, dates(*cancelled), OFFLINE, whereabouts="Ground floor", today=TODAY, language=language
    )
    return leaflet_sheet(view, OFFLINE, large=large, language=language)


def test_a_leaflet_of_who_can_help_reads_so() -> None:
    assert said(of_service().pages[0]) == [
        "Harbour Lights advice",
        "Harbour Trust",
        "Help with rent, repairs and letters from a landlord.",
        "When | Tuesday and Thursday, 10am to 3pm",
        "Where | 3 Quay Street, Wherrybridge, WY1 2QS",
        "Who for | Tenants and lodgers",
        "Cost | Free",
        "Getting in | Just come.",
        "Access | No steps; Lift",
        "Languages | English, Polish",
        "Also | 01632 960104 evenings",
        "Web | harbour.example",
        "Phone",
        "01632 960103",
        "ask for Jo",
        "Call 01632 960103",
        "Checked 3 November 2026",
        "Ferry Road Community Library",
        "12 Ferry Road, Marlow Bridge, MB4 7QT · Phone 01632 960123",
    ]


def test_a_leaflet_of_an_activity_has_its_next_dates_and_those_that_are_off() -> None:
    assert said(of_activity(2).pages[0]) == [
        "Carers’ Café",
        "Tea, cake and people who know what it is like.",
        "When | 11am to 12:30pm",
        "Tuesday 24 November",
        "Tuesday 1 December",
        "Tuesday 15 December",
        "Tuesday 22 December",
        "Not on | Tuesday 8 December: The boiler is",
        "being mended.",
        "Where | Hall B: Ground floor",
        "Who for | Anyone who looks after someone",
        "Cost | Free",
        "Getting in | Just come.",
        "Phone",
        "01632 960115",
        "Ask: Pat",
        "Carers’ Café,",
        "Tue 24 Nov, 11am",
        "Correct on 23 November 2026",
        "Ferry Road Community Library",
        "12 Ferry Road, Marlow Bridge, MB4 7QT · Phone 01632 960123",
    ]


def test_where_there_is_little_room_dates_stand_behind_each_other() -> None:
    long = replace(CAFE, summary="Tea and cake. " * 18, getting_in="Just come. " * 12)
    polish = next(one for one in LANGUAGES if one.code == "pl")
    for language, dates_said in (
        (ENGLISH, "Tuesday 24 November, Tuesday 1 December"),
        (polish, "Wtorek, 24 listopada; Wtorek, 1 grudnia"),
    ):
        view = about_activity(long, dates(), OFFLINE, today=TODAY, language=language)
        page = leaflet_sheet(view, OFFLINE, language=language).pages[0]
        said_together = " ".join(run.words.strip() for run in page.runs())
        assert f"{language.span(dates()[0].starts, dates()[0].ends)} {dates_said}" in said_together


def test_dates_that_differ_say_their_times_and_rooms() -> None:
    mixed = (
        session(date(2026, 11, 24), "10:00", room="Hall A"),
        session(date(2026, 11, 25), "14:00", room="Hall B", status=BookingStatus.PROVISIONAL),
    )
    view = about_activity(CAFE, mixed, SITE, today=TODAY, language=ENGLISH)
    assert view.facts[0].texts == (
        "Tuesday 24 November, 10am to 11am, Hall A",
        "Wednesday 25 November, 2pm to 3pm, Hall B (not certain yet)",
    )
    assert "Where" not in [fact.label for fact in view.facts]


def test_without_a_date_people_are_sent_to_the_desk() -> None:
    view = about_activity(CAFE, (), OFFLINE, today=TODAY, language=ENGLISH)
    assert view.facts[0].texts == ("Ask at the desk for the next date.",)
    assert view.takeaway is not None
    assert view.takeaway.words == "Call 01632 960115"


def test_what_is_private_has_no_leaflet() -> None:
    hidden = replace(CAFE, is_public=False)
    hire = session(date(2026, 11, 24), "10:00", title="Private booking", is_private=True)
    with pytest.raises(BadInput, match="is private: there is no leaflet"):
        about_activity(hidden, (), SITE, today=TODAY, language=ENGLISH)
    with pytest.raises(BadInput, match="is private: there is no leaflet"):
        about_activity(CAFE, (hire,), SITE, today=TODAY, language=ENGLISH)
    with pytest.raises(BadInput, match="is private: there is no leaflet"):
        about_session(hire, SITE, today=TODAY, language=ENGLISH)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"assured_on": None}, "Not checked yet"),
        (
            {"assured_on": date(2026, 8, 1)},
            "Last checked 1 August 2026: please check before you go",
        ),
        (
            {"vanished_on": date(2026, 11, 1)},
            "Gone from the list it came from (1 November 2026): please check before you go",
        ),
    ],
)
def test_what_nobody_checked_lately_says_so(changes: dict[str, Any], words: str) -> None:
    page = of_service(**changes).pages[0]
    assert words in " ".join(run.words.strip() for run in page.runs())


def test_closed_for_now_stands_in_bold_before_all_else() -> None:
    lines = said(of_service(status=ServiceStatus.TEMPORARILY_CLOSED, alert="Flood.").pages[0])
    assert lines[1:4] == ["Harbour Trust", "Closed for now: please call first", "Flood."]


def test_where_there_is_nothing_to_scan_the_words_have_the_room() -> None:
    page = of_service(phones=(), url="", email="").pages[0]
    assert page.codes() == ()
    assert "Phone" not in said(page)
    long = PhoneView("01632 960103", "from Monday to Friday in the mornings, ask for Jo or Sam")
    alone = of_service(phones=(long,), url="javascript:alert(1)").pages[0]
    assert [code.payload for code in alone.codes()] == ["tel:+441632960103"]


def test_the_code_is_36_mm_and_its_words_stand_below_it() -> None:
    for made in (of_service(), of_service(large=True), of_activity()):
        (code,) = made.pages[0].codes()
        assert code.side >= 36 * MM - 0.001
        below = [run for run in made.pages[0].runs() if abs(run.x - code.x) < 0.01]
        assert below
        assert all(run.box.top >= code.quiet_box.bottom - 0.01 for run in below)


def test_a_name_gets_smaller_before_a_word_of_it_stands_alone() -> None:
    def lines(name: str) -> list[tuple[str, float]]:
        runs = of_service(name=name).pages[0].runs()
        return [(run.words.strip(), run.size) for run in runs if run.on_band]

    assert lines("Money advice") == [("Money advice", 28)]
    ((words, size),) = lines("999: police, ambulance, fire")
    assert words == "999: police, ambulance, fire"
    assert 24 < size < 28
    assert lines("Help for people who look after someone at home") == [
        ("Help for people who look after", 24),
        ("someone at home", 24),
    ]


def test_a_web_address_below_a_code_breaks_after_its_name() -> None:
    page = of_service(phones=(), url="https://www.harbour.example/help-with-rent").pages[0]
    (code,) = page.codes()
    below = [run.words.strip() for run in page.runs() if abs(run.x - code.x) < 0.01]
    assert below == ["www.harbour.example/", "help-with-rent"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
@pytest.mark.parametrize("large", [False, True])
def test_every_language_fits_in_both_sizes(language: Language, large: bool) -> None:
    for made in (
        of_service(large=large, language=language),
        of_activity(1, large=large, language=language),
    ):
        check_sheet(made, least=18 if large else 12)
        assert (made.pages[0].width, made.pages[0].height) == (A4 if large else A5)
        assert made.language == language.tag
        if language.is_english:
            sizes = {run.size for run in made.pages[0].runs()}
            assert sizes <= ({38, 18, 40} if large else {28, 14, 12})


@pytest.mark.parametrize("words", LONG_TITLES)
@pytest.mark.parametrize("language", LANGUAGES[::3], ids=lambda one: one.code)
@pytest.mark.parametrize("large", [False, True])
def test_two_hundred_letters_everywhere_fit(words: str, language: Language, large: bool) -> None:
    view = about_service(hostile_service(words), today=TODAY, language=language)
    made = leaflet_sheet(view, hostile_site(words), large=large, language=language)
    check_sheet(made, least=18 if large else 12)
    assert made.pages[0].bands()


NASTY = st.text(alphabet=st.sampled_from("aW 🎉\u202e\x1bż/.-;1q\u0323"), max_size=250)


@settings(max_examples=tries(40), deadline=None)
@given(words=NASTY, name=NASTY, language=st.sampled_from(LANGUAGES), large=st.booleans())
def test_any_words_fit(words: str, name: str, language: Language, large: bool) -> None:
    view = about_service(replace(hostile_service(words), name=name), today=TODAY, language=language)
    made = leaflet_sheet(view, hostile_site(name), large=large, language=language)
    check_sheet(made, least=18 if large else 12)


def test_a_letter_that_no_font_has_is_refused_by_its_name() -> None:
    with pytest.raises(BadInput, match=r"The name “ꦲ” .* \(U\+A9B2, JAVANESE LETTER HA\)"):
        of_service(name="ꦲ")
    with pytest.raises(BadInput, match="“Cost” “ꦲ”"):
        of_service(cost="ꦲ")


def test_what_does_not_fit_is_left_away_whole_and_said() -> None:
    words = "and so on " * 20
    view = about_service(hostile_service(words), today=TODAY, language=ENGLISH)
    lines = said(leaflet_sheet(view, SITE).pages[0])
    more = lines.index("There is more. Ask at the desk.")
    # The last fact before it is there to its last word.
    assert lines[more - 1].endswith("and so on")
    assert lines[more + 1] == "Phone"


def test_two_leaflets_share_a_sheet_and_nothing_crosses_the_cut() -> None:
    left, right = of_service(), of_activity(2)
    made = side_by_side(left, right)
    check_sheet(made, least=12)
    (page,) = made.pages
    assert (page.width, page.height) == A4_LANDSCAPE
    (cut,) = page.strokes()
    assert cut.is_dashed
    assert (cut.x, cut.to_x, cut.y, cut.to_y) == (
        A4_LANDSCAPE[0] / 2,
        A4_LANDSCAPE[0] / 2,
        0,
        A4_LANDSCAPE[1],
    )
    boxes = [run.box for run in page.runs()] + [code.quiet_box for code in page.codes()]
    assert all(box.right < cut.x - 8 or box.left > cut.x + 8 for box in boxes)
    assert [run.words for run in page.runs()] == [
        run.words for sheet in (left, right) for run in sheet.pages[0].runs()
    ]
    assert made.title == f"{left.title}; {right.title}"
    assert [mark.words for mark in page.bookmarks()] == ["Harbour Lights advice", "Carers’ Café"]


def test_the_same_leaflet_twice_has_one_title_and_one_bookmark() -> None:
    made = side_by_side(of_service(), of_service())
    check_sheet(made, least=12)
    assert made.title == of_service().title
    assert len(made.pages[0].bookmarks()) == 1
    assert len(made.pages[0].codes()) == 2


def test_leaflets_in_order_are_a_page_each() -> None:
    made = in_order((of_service(), of_activity()))
    check_sheet(made, least=12)
    assert [said(page)[0] for page in made.pages] == ["Harbour Lights advice", "Carers’ Café"]
