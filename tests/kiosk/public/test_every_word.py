"""No page says a word of ours that can't be said in another language."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from rich.cells import cell_len

from hub.clock import Clock
from hub.languages.catalogue import language_for
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.read import Noticeboard
from kiosk.public import furniture, plain_words
from kiosk.public.article import ArticleSheet
from kiosk.public.code import CodeSheet
from kiosk.public.page import Around, Page, one_moment
from kiosk.public.pages.making import make_page
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    ForInterest,
    Helplines,
    Home,
    Hours,
    InRoom,
    Languages,
    ListCode,
    MyList,
    NeedGroups,
    Needs,
    Paper,
    Place,
    RoomList,
    Rooms,
    Saying,
    Search,
    Thanks,
    ThingsToDo,
    Week,
    WhoCanHelp,
    Wrong,
)
from kiosk.public.plain_page import plain_page, portion
from tests.kiosk.public.boards import OPENS, board_at
from tests.kiosk.public.marked import MARKED, greek_board, unmarked

HELP, GROUP = Entry(EntryKind.SERVICE, "E2"), Entry(EntryKind.ACTIVITY, "A1")
NOW, OVER, OFF = (Entry(EntryKind.SESSION, f"S{number:03}") for number in (5, 0, 7))
GONE = Entry(EntryKind.SERVICE, "GONE")
TODAY = OPENS.date()
PLACES: tuple[Place, ...] = (
    Home(),
    Day(TODAY),
    Day(TODAY + timedelta(days=1)),
    Day(TODAY + timedelta(days=6)),
    Week(TODAY),
    Week(TODAY + timedelta(days=7)),
    NeedGroups(),
    Needs("home"),
    Needs("none"),
    WhoCanHelp("rent"),
    WhoCanHelp("none"),
    ForInterest("none"),
    ThingsToDo(),
    Rooms(),
    Rooms(wanted="R1"),
    RoomList(),
    InRoom("R1"),
    InRoom("none"),
    Hours(),
    Helplines(),
    Search("rent"),
    Search("«rennt»"),
    Search("«»"),
    HELP,
    GROUP,
    NOW,
    OVER,
    OFF,
    GONE,
    Code(HELP),
    MyList(),
    ListCode(),
    ListCode(2),
    Languages(),
    Wrong(HELP),
    Wrong(GONE),
    Saying("idea"),
    Saying("group", "ω"),
    Thanks(is_left=True),
    Thanks(is_left=False),
    Paper("ω"),
    Paper("ω", is_over=True),
)
KEPT = (
    (),
    (HELP, GROUP, NOW, GONE),
    (HELP, *(Entry(EntryKind.SERVICE, f"{n}") for n in range(19))),
)
AROUND = (
    Around(kept=KEPT[0], is_roomy=True, code_room=(99, 99), language=MARKED),
    Around(kept=KEPT[1], prints=True, is_roomy=True, code_room=(99, 99), language=MARKED),
    Around(kept=KEPT[2], prints=True, is_roomy=True, language=MARKED),
)


def said_by(page: Page) -> list[str]:
    """Every text of a page, but for numbers and web addresses."""
    texts = [page.title, page.hint, page.nothing]
    for card in page.cards:
        small = card.beside
        texts += [card.title, *card.lines, card.right, card.mark]
        texts += [small.title, *small.lines] if small else []
    article = page.article
    if article is not None:
        texts += [article.under, article.alert, article.phone_note, article.text]
        texts += [article.payload_words, article.instead, article.after]
        texts += [text for fact in article.facts for text in fact]
    return [text for text in texts if text]


def made(place: Place, board: Noticeboard, clock: Clock, around: Around) -> Page:
    return make_page(place, board, clock, around)


def test_every_place_is_among_those_looked_at() -> None:
    assert {type(place) for place in PLACES} == set(get_args(Place))


@pytest.fixture
def greek(tmp_path: Path) -> Noticeboard:
    return greek_board(tmp_path / "greek.db")


def test_every_word_of_every_page_can_be_said_in_another_language(
    greek: Noticeboard, clock: Clock
) -> None:
    known = {"ω", "English", "Polish", "Romanian", "Welsh", "Ukrainian", "Turkish", "Arabic"}
    known |= {"Urdu", "Polski", "Rom", "Cymraeg", "rk", "rent", "rennt", "Enter"}
    for around in AROUND:
        for place in PLACES:
            page = made(place, greek, clock, around)
            left = [word for text in said_by(page) for word in unmarked(text) if word not in known]
            assert left == [], (place, page)
            lines = plain_page(page, place, 70, MARKED, welcome="ω", others="ω")
            spoken = " ".join(portion(lines, 0, width=70, rows=20).lines)
            assert [word for word in unmarked(spoken) if word not in known] == [], (place, spoken)
    assert unmarked(" ".join(said_by(one_moment(MARKED)))) == []


def test_every_word_round_a_page_can_be_said_in_another_language(
    greek: Noticeboard, clock: Clock
) -> None:
    now = clock.now()
    later = now + timedelta(days=3)
    texts = [
        furniture.top_line("ω", later, 200, OPENS, 2, MARKED),
        furniture.helplines_line(greek.helplines(), 200, MARKED),
        furniture.helplines_line((), 200, MARKED),
        *(
            touch.said(MARKED)
            for touch in vars(furniture).values()
            if isinstance(touch, furniture.Touch)
        ),
        furniture.list_touch(2).said(MARKED),
        plain_words.still_there(MARKED),
        plain_words.cut(MARKED),
        *(plain_words.numbers_here(most, MARKED) for most in (0, 1, 2)),
        *(
            plain_words.prompt(place, MARKED, cards=cards, goes_back=True, goes_on=True)
            for place in (Home(), Day(TODAY), Saying("idea"))
            for cards in (True, False)
        ),
    ]
    assert [word for text in texts for word in unmarked(text)] == []


def test_what_draws_an_item_says_it_in_the_language(greek: Noticeboard, clock: Clock) -> None:
    page = made(HELP, greek, clock, AROUND[0])
    assert page.article is not None
    sheet = ArticleSheet(id="a")
    sheet.show(page.article, MARKED)
    lines = [text for line in vars(type(sheet))["_text"](sheet, 90, ()) for text, _ in line]
    assert unmarked(" ".join(lines)) == []
    code = CodeSheet(id="c")
    code.show("ω", page.article, MARKED)
    assert unmarked(f"{code.how} {code.instead} {code.after}") == []


# Room at 80 × 24

WIDTH = 78
TILE, ACTION, BESIDE, HEAD, BUTTON = 20, 14, 11, 18, 12
ALONE = 70
"""Cells of a card that stands above a list by itself."""
OTHERS = ("pl", "ro", "cy", "uk", "tr")


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_of_ours_is_too_long_for_the_smallest_screen(
    code: str, tmp_path: Path, clock: Clock
) -> None:
    language = language_for(code)
    board = Noticeboard.open(board_at(tmp_path / "board.db"))
    too_long: list[tuple[str, str]] = []

    def fits(text: str, room: int, where: str) -> None:
        if cell_len(text) > room:
            too_long.append((where, text))

    for kept in KEPT:
        around = Around(prints=True, kept=kept, code_room=(99, 99), language=language)
        for place in PLACES:
            page = made(place, board, clock, around)
            fits(page.hint, WIDTH, f"{place} hint")
            fits(page.title, WIDTH, f"{place} title")
            for number, card in enumerate(page.cards):
                if card.beside:
                    fits(card.beside.title, BESIDE, "beside")
                    fits(card.beside.lines[0], BESIDE, "beside")
                if page.article is not None and not isinstance(place, Saying):
                    fits(card.title, ACTION, "action")
                    fits(card.lines[0], ACTION, "action")
                if number < page.head:
                    room = HEAD if page.head > 1 else ALONE
                    fits(card.title, room, "head")
                    fits(card.lines[0], room, "head")
                if isinstance(place, Home):
                    for word in card.title.split():
                        fits(word, TILE, "tile")
    for touch in vars(furniture).values():
        if isinstance(touch, furniture.Touch):
            fits(touch.said(language), BUTTON, "button")
    line = furniture.helplines_line(board.helplines(), WIDTH, language)
    assert "116 123" in line
    assert "999" in line
    assert too_long == []


def test_dates_and_times_are_said_as_they_are_there(tmp_path: Path, clock: Clock) -> None:
    board = Noticeboard.open(board_at(tmp_path / "board.db"))
    polish: Language = language_for("pl")

    def in_polish(place: Place) -> Page:
        return made(place, board, clock, Around(language=polish))

    assert (
        in_polish(Day(date(2026, 11, 23))).title
        == "Co dziś w programie: poniedziałek, 23 listopada"
    )
    assert in_polish(Day(date(2026, 11, 24))).title == "Wtorek, 24 listopada"
    assert in_polish(Day(TODAY)).cards[0].right == "10:30–11:00"
    assert in_polish(Hours()).cards[0].title == "Poniedziałek – piątek"
    assert in_polish(Hours()).cards[0].lines == ("9:00–17:00",)
    sunday = in_polish(Day(TODAY + timedelta(days=6)))
    assert sunday.nothing == "Zamknięte. Znów otwarte: poniedziałek, 9:00–17:00."
    english = made(Day(TODAY), board, clock, Around(language=ENGLISH))
    assert english.title == "What's on today, Monday 23 November"
