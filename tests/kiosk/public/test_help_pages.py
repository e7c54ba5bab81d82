"""From what a visitor types or touches to who can help: what is open, and no dead ends."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from hub.noticeboard.lines import NOTHING_YET
from hub.noticeboard.read import Noticeboard
from hub.views.directory import OpenTime
from hub.views.interests import InterestKind, InterestView
from hub.views.timetable import ActivityView
from kiosk.public.page import Card
from kiosk.public.pages.entries import entry_page
from kiosk.public.pages.help import helpers_page, interest_page, needs_page
from kiosk.public.pages.search import search_page
from kiosk.public.places import (
    Entry,
    EntryKind,
    ForInterest,
    Helplines,
    Languages,
    NeedGroups,
    ThingsToDo,
    WhoCanHelp,
)
from tests.noticeboard.builders import (
    TODAY,
    a_board,
    a_need,
    a_service,
    a_session,
    at,
    ferry_road,
    home,
)

NOW = at(TODAY, "10:42")
INSTEAD = (NeedGroups(), ThingsToDo(), Helplines())
MORNING = (OpenTime((0,), time(9), time(12)),)


def a_library(folder: Path) -> Noticeboard:
    return a_board(
        folder,
        need_groups=[home(a_need("rent", "Behind with the rent"), a_need("pets", "My dog"))],
        interests=[
            InterestView("wool", InterestKind.DO, "I like knitting"),
            InterestView("chess", InterestKind.DO, "I like chess"),
        ],
        services=[
            a_service("Rent Rights", 1, needs=("rent",), open_times=MORNING, when="Mon 9am"),
            a_service("Rent Line", 2, needs=("rent",), assured_on=None),
            a_service("Rent Shop", 3, needs=("rent",), vanished_on=TODAY),
        ],
        activities=[ActivityView("A0001", "Knit", who_for="Anyone", interests=("wool",))],
        sessions=[a_session("Knit", activity="A0001")],
    )


def test_what_is_open_says_so_in_the_list_and_on_the_needs_page(tmp_path: Path) -> None:
    board = a_library(tmp_path)
    rights = Card(
        "Rent Rights",
        ("open now · Rent Rights · Mon 9am",),
        goes=(entry := Entry(EntryKind.SERVICE, "S0001")),
        offers=entry,
    )
    found = search_page(board, "rent", NOW).cards
    assert found[1] == rights
    assert helpers_page(board, "rent", NOW).cards == (
        rights,
        *(
            Card(
                name,
                (f"{name} · {checked}",),
                goes=Entry(EntryKind.SERVICE, code),
                offers=Entry(EntryKind.SERVICE, code),
            )
            for name, checked, code in (
                ("Rent Line", "not checked yet", "S0002"),
                ("Rent Shop", "please check before you go", "S0003"),
            )
        ),
    )
    evening = search_page(board, "rent", at(TODAY, "20:00")).cards
    assert evening[1].lines == ("Rent Rights · Mon 9am",)


def test_what_vanished_from_its_list_says_so_on_its_page(tmp_path: Path) -> None:
    page = entry_page(a_library(tmp_path), Entry(EntryKind.SERVICE, "S0003"), NOW)
    assert page.article is not None
    assert page.article.facts[-1] == (
        "Checked",
        "Gone from the list it came from (23 Nov 2026): please check before you go",
    )


def test_an_interest_leads_to_what_suits_it(tmp_path: Path) -> None:
    board = a_library(tmp_path)
    (interest,) = (c for c in search_page(board, "knitting", NOW).cards if c.title[:2] == "I ")
    assert interest == Card("I like knitting", ("",), "what there is ►", goes=ForInterest("wool"))
    page = interest_page(board, "wool", NOW)
    assert (page.title, [(c.title, c.lines) for c in page.cards]) == (
        "I like knitting",
        [("Knit", ("on now · Anyone · Mon 23 Nov 10am",))],
    )
    nothing = interest_page(board, "chess", NOW)
    assert tuple(card.goes for card in nothing.cards) == INSTEAD
    assert nothing.hint.startswith("Nothing yet.")


def test_a_need_that_nobody_meets_says_so_and_leads_on(tmp_path: Path) -> None:
    board = a_library(tmp_path)
    assert [card.lines for card in needs_page(board, "home").cards] == [
        ("3 who can help",),
        (NOTHING_YET,),
    ]
    page = helpers_page(board, "pets", NOW)
    assert page.hint == "Nothing yet. We know of nobody: please ask at the desk."
    assert tuple(card.goes for card in page.cards) == INSTEAD


def test_a_search_that_finds_nothing_leads_on(tmp_path: Path) -> None:
    board = ferry_road(tmp_path)
    page = search_page(board, "zzxxqq", NOW)
    assert page.title == "We found nothing for: zzxxqq"
    assert "ask at the desk" in page.hint
    helplines = tuple(Entry(EntryKind.SERVICE, one.code) for one in board.helplines())
    assert tuple(card.goes for card in page.cards) == (*INSTEAD, Languages(), *helplines)


def test_every_need_of_a_fresh_hub_leads_to_somebody_or_says_nothing_yet(tmp_path: Path) -> None:
    board = ferry_road(tmp_path)
    for need in board.needs():
        page = helpers_page(board, need.slug, NOW)
        nobody = need.services + need.activities == 0
        assert page.hint.startswith("Nothing yet") == nobody, need.slug
        assert (tuple(card.goes for card in page.cards) == INSTEAD) == nobody
        cards = search_page(board, need.name, NOW).cards
        (own,) = (card for card in cards if card.goes == WhoCanHelp(need.slug))
        assert own.lines[0].endswith(NOTHING_YET) == nobody
