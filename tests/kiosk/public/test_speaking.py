"""A visitor chooses a language: the hub speaks it until she goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.languages.catalogue import all_lines, language_for
from hub.languages.language import ENGLISH
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import folded
from hub.views.printing import Printing
from kiosk.public.app import KioskApp
from kiosk.public.furniture import LANGUAGE, LOOK, Buttons
from kiosk.public.page import Around
from kiosk.public.pages.also_called import _ALSO
from kiosk.public.pages.languages import languages_page
from kiosk.public.pages.search import search_page
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    Helplines,
    Home,
    Hours,
    Languages,
    MyList,
    NeedGroups,
    Needs,
    Place,
    Rooms,
    Saying,
    Search,
    Thanks,
    ThingsToDo,
    Week,
    WhoCanHelp,
    Wrong,
)
from tests.house.sources import ROOT
from tests.kiosk.public.boards import OPENS
from tests.kiosk.public.plain_talk import Visitor
from tests.kiosk.public.screens import seen, touch, typed, where
from tests.languages.catalogues import line, with_own
from tests.noticeboard.builders import ferry_road

HELP = Entry(EntryKind.SERVICE, "E2")
TODAY = OPENS.date()
PLACES: tuple[Place, ...] = (
    Home(),
    Day(TODAY),
    Week(TODAY),
    NeedGroups(),
    Needs("home"),
    WhoCanHelp("rent"),
    ThingsToDo(),
    Rooms(),
    Hours(),
    Helplines(),
    Search("xyz"),
    HELP,
    Entry(EntryKind.ACTIVITY, "A1"),
    Entry(EntryKind.SESSION, "S005"),
    Code(HELP),
    MyList(),
    Languages(),
    Wrong(HELP),
    Saying("idea"),
    Saying("group", "x"),
    Thanks(is_left=True),
)


def text(app: KioskApp) -> str:
    return "\n".join(seen(app))


async def test_a_visitor_changes_to_polish_in_two_touches_and_is_gone_without_a_trace(
    board_path: Path, clock: Clock
) -> None:
    english = [one[0] for one in all_lines() if len(one[0]) > 6 and "{" not in one[0]]
    polish = language_for("pl")
    changed = [words for words in english if words not in polish.say(words)]
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        first = text(app)
        assert "Polski · Română · Cymraeg" in first
        assert "Українська · Türkçe" in first
        await touch(app, pilot, 10, 22)
        assert where(app) == Languages()
        await touch(app, pilot, 20, 10)
        assert where(app) == Home()
        assert app.history == []
        assert "Co dziś w programie" in text(app)
        app.my_list = (HELP,)
        for place in PLACES:
            app.go(place)
            await pilot.pause()
            said = text(app)
            assert [words for words in changed if words in said] == [], place
        app.sheet.ask(9)
        await pilot.pause()
        assert "Czy ktoś tu jest?" in text(app)
        assert [words for words in changed if words in text(app)] == []
        app.sheet.stop_asking()
        await pilot.press("home")
        await pilot.pause()
        assert "Moja lista (1)" in text(app), "Start is no end of a visit"
        await pilot.press("f12")
        await pilot.pause()
        assert where(app) == Day(TODAY)
        assert text(app).splitlines()[1].strip() == "What's on today, Monday 23 November"
        await pilot.press("home")
        await pilot.pause()
        assert text(app) == first


async def test_the_language_is_a_key_away_from_everywhere_and_idle_ends_it(
    board_path: Path, clock: Clock
) -> None:
    at = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: at[0])
    async with app.run_test(size=(120, 40)) as pilot:
        app.go(HELP)
        await pilot.pause()
        shown = app.sheet.query_one(Buttons).touches
        assert [one.action for one in shown if one in (LANGUAGE, LOOK)] == ["languages", "look"]
        await pilot.press("f5", "f5")
        assert where(app) == Languages()
        names = [card.title for card in app.sheet.page.cards]
        assert names == ["English", "Polski", "Română", "Cymraeg", "Українська", "Türkçe"]
        await pilot.press("5")
        await pilot.pause()
        assert where(app) == HELP, "she goes on reading where she was"
        assert "Для кого" in text(app)
        await pilot.press("home")
        assert (where(app), app.language.code) == (Home(), "uk")
        at[0] += 100
        app.check_visitor()
        await pilot.pause()
        assert app.language == ENGLISH
        assert "What's on today" in text(app)


async def test_a_line_that_is_missing_is_said_in_english_and_the_hubs_own_goes_first(
    board_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_own(board_path.parent, line("My list", "Lista zakupów"))
    monkeypatch.setattr("hub.languages.catalogue._shipped", lambda path, code: {})
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.speak("pl")
        await pilot.pause()
        assert "Lista zakupów" in text(app)
        assert "What's on this week" in text(app)


# Searching


@pytest.mark.parametrize(
    ("code", "word"),
    [("pl", "czynsz"), ("pl", "CZYNSZU"), ("pl", "zalegam"), ("uk", "оренд"), ("ro", "chirie")],
)
def test_a_need_is_found_by_its_name_in_the_language(
    board_path: Path, clock: Clock, code: str, word: str
) -> None:
    board, language = Noticeboard.open(board_path), language_for(code)
    first, *others = search_page(board, word, clock.now(), language).cards
    assert first.goes == WhoCanHelp("rent"), first
    assert first.title == language.say("I am behind with my rent")
    assert HELP in [card.goes for card in others], "who can help is there at once"
    assert search_page(board, word, clock.now()).cards[0].goes != WhoCanHelp("rent")


@pytest.mark.parametrize(
    ("code", "typed", "need"),
    [
        ("pl", "eksmisja", "might-lose-home"),
        ("pl", "list o eksmisji", "might-lose-home"),
        ("pl", "zywnosc", "food-today"),
        ("pl", "angielski", "learn-english"),
        ("ro", "evacuare", "might-lose-home"),
        ("cy", "troi allan", "might-lose-home"),
        ("uk", "виселення", "might-lose-home"),
        ("uk", "борг", "debts"),
        ("tr", "tahliye", "might-lose-home"),
    ],
)
def test_a_need_is_found_by_what_else_people_call_it(
    tmp_path: Path, clock: Clock, code: str, typed: str, need: str
) -> None:
    board, language = ferry_road(tmp_path), language_for(code)
    found = search_page(board, typed, clock.now(), language).cards
    assert WhoCanHelp(need) in [card.goes for card in found[:3]], [card.title for card in found]


def test_whatever_is_called_otherwise_is_a_need_that_is_shipped(tmp_path: Path) -> None:
    assert set(_ALSO) <= {need.slug for need in ferry_road(tmp_path).needs()}


async def test_names_and_english_words_are_found_in_every_language(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.speak("pl")
        await typed(pilot, "Harbour")
        assert HELP in [card.goes for card in app.sheet.page.cards]
        app.go(Search("rent"))
        assert app.sheet.page.cards[0].goes == WhoCanHelp("rent")
        app.go(Search("mieszkanie"))
        assert Needs("home") in [card.goes for card in app.sheet.page.cards]
        app.go(Search("zzzz"))
        assert app.sheet.page.title == "Nic nie znaleziono: zzzz"


def test_accents_and_letters_with_strokes_are_no_hindrance() -> None:
    assert folded("Długi, ŁÓDŹ ığdır Їжа") == ["dlugi", "lodz", "igdir", "іжа"]


# On paper


def test_what_a_screen_cant_be_trusted_with_is_offered_on_paper_where_it_can_be_printed() -> None:
    def names(around: Around) -> list[tuple[str, tuple[str, ...]]]:
        return [(card.title, card.lines) for card in languages_page(around).cards][6:]

    assert names(Around(prints=True)) == []
    assert names(Around(prints=True, prints_arabic=True)) == [
        ("العربية (Arabic)", ("on paper",)),
        ("اردو (Urdu)", ("on paper",)),
    ]


async def test_choosing_arabic_keeps_the_screen_and_says_what_sheets_are_in(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(HELP)
        app.speak("ar")
        await pilot.pause()
        assert (app.language.code, app.on_paper.code) == ("en", "ar")
        assert app.sheet._around(app.size).paper_words == "Arabic"
        app.start_afresh()
        assert app.on_paper == ENGLISH


# Line by line


def test_whoever_types_the_name_of_a_language_hears_it(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        assert "Or type: Polski, Română, Cymraeg, Українська, Türkçe" in visitor.start
        said = visitor.types("polski")
        assert "Co dziś w programie" in said
        assert "Ferry Road. Poniedziałek, 23 listopada, 10:42." in said
        assert said.splitlines()[-1].startswith("Wpisz: numer, słowo, aby szukać")
        found = visitor.types("czynsz")
        assert "Zalegam z czynszem, kto pomoże" in found
        assert "Dla kogo: Anyone who rents" in visitor.chooses("Harbour Lights", found)
        assert "English" in visitor.types("język")
        visitor.types("l")
        assert "What's on today" in visitor.types("h")
        visitor.types("turkce")
        assert visitor.kiosk.language.code == "tr"
        assert "What's on today" in visitor.chooses("English", visitor.types("dil"))
        assert visitor.place == Home()


# What it costs


def test_nobody_who_reads_english_waits_for_a_catalogue(board_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from hub.clock import clock_for
from hub.noticeboard.read import Noticeboard
import kiosk.public.app
from kiosk.public.page import Around
from kiosk.public.pages.making import make_page
from kiosk.public.places import Home, Languages, Search, ThingsToDo
board = Noticeboard.open(Path(sys.argv[1]))
for place in (Home(), ThingsToDo(), Languages(), Search("rent")):
    make_page(place, board, clock_for("Europe/London"), Around())
late = ("babel", "hub.languages.catalogue", "hub.languages.reading", "hub.languages.plurals",
    "hub.languages.noticing", "kiosk.public.pages.other_words")
print([one for one in late if one in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(board_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "[]"
