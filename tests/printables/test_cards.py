"""Pocket cards and the hub's card: ten on a sheet, kind words, nothing on a cut."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import Takeaway, payload_for_hub
from hub.views.place import HoursView, SiteView
from printables.boxes import MM, Box, Page, Sheet
from printables.card_grid import CARD, PADDING
from printables.sheets.card_words import Topic, words_for
from printables.sheets.cards import Helped, cards_sheet
from printables.sheets.hub_card import hours_in_short, hub_card_sheet
from tests.printables.checking import check_sheet
from tests.printables.leaflets import OFFLINE, WEEK, hostile_site, left_to_right
from tests.printables.weeks import LONG_TITLES, SITE
from tests.soaking import tries

LANGUAGES = left_to_right()
HELPLINE = Takeaway("tel:+448082000247", "Call 0808 2000 247")
FIVE = tuple(
    (
        topic,
        Helped(OFFLINE, HELPLINE, "0808 2000 247")
        if topic is Topic.ABUSE
        else Helped(OFFLINE, payload_for_hub(OFFLINE)),
    )
    for topic in Topic
)


def places() -> list[Box]:
    """Where the ten cards lie, row by row."""
    left, top = 20 * MM, 11 * MM
    return [
        Box(x, y, x + CARD[0], y + CARD[1])
        for row in range(5)
        for x, y in ((left, top + row * CARD[1]), (left + CARD[0], top + row * CARD[1]))
    ]


def on(page: Page, place: Box) -> str:
    """What one card says."""
    return " ".join(run.words.strip() for run in page.runs() if run.box.within(place))


def check_cards(made: Sheet) -> None:
    """As every sheet, and each thing lies on a card with white round it."""
    check_sheet(made, least=12)
    (page,) = made.pages
    inside = [
        Box(p.left + PADDING, p.top + PADDING, p.right - PADDING, p.bottom - PADDING)
        for p in places()
    ]
    for box in [run.box for run in page.runs()] + [code.box for code in page.codes()]:
        assert any(box.within(place, slack=0.2) for place in inside), box
    for stroke in page.strokes():
        assert not any(stroke.box.overlaps(place, -0.1) for place in places()), stroke
    headings = [part for part in made.parts if part.kind == "H1"]
    assert len(headings) == 10


def test_the_five_cards_read_so_twice_each() -> None:
    made = cards_sheet(FIVE)
    check_cards(made)
    (page,) = made.pages
    words = [on(page, place) for place in places()]
    assert words[::2] == words[1::2]
    hub = "Who can help: Ferry Road Community Library, 01632 960123"
    assert words[::2] == [
        "A safe home You may notice: all their bags with them, sleeping in a car. "
        f"You could say: “Is all well where you live?” {hub}",
        "Money worries You may notice: putting food back, counting every coin, "
        f"afraid to open letters. You could say: “I know who can help.” {hub}",
        "Caring for someone You may notice: always in a hurry, very tired, no time for a chat. "
        f"You could say: “And who helps you?” {hub}",
        "Good company You may notice: stays to talk, comes in every day, has nobody to visit. "
        f"You could say: “I know a friendly place nearby.” {hub}",
        "Somebody to talk to You may notice: seems afraid, is never alone, must hurry home. "
        "When they are alone: “Are you all right?” "
        "Who can help: 0808 2000 247, or Ferry Road Community Library. In danger: 999.",
    ]
    payloads = [code.payload for code in page.codes()]
    assert payloads == [payload_for_hub(OFFLINE).payload] * 8 + ["tel:+448082000247"] * 2


def test_the_card_on_abuse_never_says_so() -> None:
    made = cards_sheet([FIVE[-1]])
    check_cards(made)
    told = " ".join(
        [on(made.pages[0], place) for place in places()]
        + [made.title]
        + [part.spoken for part in made.parts]
        + [mark.words for mark in made.pages[0].bookmarks()]
    )
    assert "abuse" not in told.casefold()
    assert "violence" not in told.casefold()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_no_language_names_abuse_on_its_card(language: Language) -> None:
    made = cards_sheet([FIVE[-1]], language=language)
    told = " ".join(run.words for run in made.pages[0].runs()).casefold() + made.title.casefold()
    for word in ("abus", "abuz", "przemoc", "cam-drin", "trais", "насил", "istismar", "şiddet"):
        assert word not in told


def test_a_hub_with_a_website_has_its_address_on_the_card() -> None:
    made = cards_sheet([(Topic.DEBT, Helped(SITE, payload_for_hub(SITE)))])
    check_cards(made)
    assert all("ferryroad.example" in on(made.pages[0], place) for place in places())
    assert {code.payload for code in made.pages[0].codes()} == {"https://ferryroad.example"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_cards_fit_in_every_language_and_drop_signs_before_they_shrink(language: Language) -> None:
    made = cards_sheet(FIVE, language=language)
    check_cards(made)
    assert {run.size for run in made.pages[0].runs()} == {14, 12}
    for topic, place in zip(Topic, places()[::2], strict=True):
        assert words_for(topic, language).signs[0] in on(made.pages[0], place)
    assert made.language == language.tag


@pytest.mark.parametrize("name", LONG_TITLES)
@pytest.mark.parametrize("language", LANGUAGES[::3], ids=lambda one: one.code)
def test_the_longest_names_fit(name: str, language: Language) -> None:
    site = hostile_site(name)
    takeaway = payload_for_hub(site)
    check_cards(cards_sheet([(t, Helped(site, takeaway)) for t in Topic], language=language))
    check_cards(hub_card_sheet(site, WEEK, takeaway, language=language))


@settings(max_examples=tries(20), deadline=None)
@given(st.text(alphabet=st.sampled_from("aW 🎉\u202e\x1bż/.-;1q\u0323"), max_size=200))
def test_any_name_fits(words: str) -> None:
    site = hostile_site(words)
    takeaway = payload_for_hub(site)
    check_sheet(cards_sheet([(Topic.DEBT, Helped(site, takeaway))]), least=12)
    check_sheet(hub_card_sheet(site, WEEK, takeaway), least=12)


def test_a_letter_that_no_font_has_is_refused_by_its_name() -> None:
    with pytest.raises(BadInput, match=r"The name of the hub “ꦲ” .* JAVANESE LETTER HA"):
        cards_sheet([(Topic.DEBT, Helped(replace(SITE, name="ꦲ"), None))])
    with pytest.raises(BadInput, match=r"The name of the hub “ꦲ” .* JAVANESE LETTER HA"):
        hub_card_sheet(replace(SITE, name="ꦲ"), (), None)


def test_the_hubs_card_says_where_and_when() -> None:
    made = hub_card_sheet(SITE, WEEK, payload_for_hub(SITE))
    check_cards(made)
    assert {on(made.pages[0], place) for place in places()} == {
        "Ferry Road Community Library 12 Ferry Road, Marlow Bridge, MB4 7QT 01632 960123 "
        "Mon to Fri 9am to 5pm Sat to Sun closed ferryroad.example"
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_hubs_card_fits_in_every_language(language: Language) -> None:
    made = hub_card_sheet(OFFLINE, WEEK, payload_for_hub(OFFLINE), language=language)
    check_cards(made)
    assert made.pages[0].codes()


def test_a_hub_with_little_to_say_has_a_card_too() -> None:
    made = hub_card_sheet(SiteView("Tea", "Europe/London"), (), None)
    check_cards(made)
    assert {on(made.pages[0], place) for place in places()} == {"Tea"}
    assert made.pages[0].codes() == ()


def test_hours_in_short_words() -> None:
    midnight, noon = time(0), time(12)
    days = (
        ((time(9), noon), (time(14), time(17, 30))),
        ((time(9), noon), (time(14), time(17, 30))),
        ((midnight, midnight),),
        ((time(18), midnight),),
        (),
        ((noon, time(13)),),
        (),
    )
    week = tuple(HoursView(day, spans) for day, spans in enumerate(days))
    lines = [line.replace("\u00a0", " ") for line in hours_in_short(week, ENGLISH)]
    assert lines == [
        "Mon to Tue 9am to noon, 2pm to 5:30pm",
        "Wed all day",
        "Thu 6pm to midnight",
        "Fri closed",
        "Sat noon to 1pm",
        "Sun closed",
    ]
    always = tuple(HoursView(day, ((time(9), noon),)) for day in range(7))
    assert hours_in_short(always, ENGLISH) == ("Every\u00a0day 9am\u00a0to\u00a0noon",)
    assert hours_in_short((), ENGLISH) == ()
