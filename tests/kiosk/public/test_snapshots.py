"""Key screens in every size and look: whatever the page, what a visitor sees is whole, readable and
large enough to touch. A share of them each time, all in a soak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from hub.clock import Clock
from hub.languages.catalogue import language_for
from kiosk.public import furniture
from kiosk.public.app import KioskApp
from kiosk.public.furniture import LEAST_TOUCH, Buttons
from kiosk.public.grid import ROW_HEIGHT
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    Helplines,
    Home,
    MyList,
    NeedGroups,
    Needs,
    Place,
    Rooms,
    Saying,
    Search,
    ThingsToDo,
    Week,
    WhoCanHelp,
    Wrong,
)
from kiosk.shared.looks import has_sixteen
from kiosk.shared.themes import THEMES
from tests.kiosk.public.boards import board_at
from tests.kiosk.shared.test_themes import contrast, on_a_console, rgb
from tests.soaking import SOAK

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]
LARGEST = (320, 100)
"""Where nothing needs to be cut."""
TOUCHES = (furniture.BEFORE, furniture.MORE, furniture.NEXT_CODE, furniture.CODE_BEFORE)
"""Buttons that there are only where a page is cut in screens."""
LOOKS = [theme.name for theme in THEMES]
READABLE = 7.0
HELP = Entry(EntryKind.SERVICE, "E2")
LONG = " Kingfishers and bookbinders of Ferry Road, who meet upstairs beside the lending library"


def places(clock: Clock) -> list[Place]:
    today = clock.today()
    return [
        *(Home(), Day(today), Week(today), NeedGroups(), Needs("home"), WhoCanHelp("rent")),
        *(ThingsToDo(), Rooms(), Helplines(), HELP, Code(HELP), MyList(), Search("rent")),
        *(Search("zq"), Saying("idea", "more tea"), Wrong(HELP)),
    ]


def pieces(app: KioskApp) -> Iterator[Segment]:
    for strip in app.screen._compositor.render_strips():
        yield from strip


def rows(app: KioskApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def words(app: KioskApp) -> set[str]:
    """What is written, but for what is cut and says so."""
    text = "\n".join(rows(app))
    return set(re.findall(r"(?<![\w…])[^\W\d_]{3,}(?![\w…])", text))


def unreadable(app: KioskApp) -> list[str]:
    """Pieces of text that don't stand out from what lies below them."""
    found = []
    for text, style, _ in pieces(app):
        if not text.strip() or style is None or not (style.color and style.bgcolor):
            continue
        if has_sixteen(app):
            ink, ground = on_a_console(style)
        else:
            ink, ground = rgb(style.color), rgb(style.bgcolor)
        if contrast(ink, ground) < READABLE:
            found.append(f"{text} {style} {ink} {ground}")
    return found


async def goes(app: KioskApp, pilot: Pilot[int], place: Place) -> None:
    app.go(place, instead=True)
    await pilot.pause()


@pytest.mark.soak
@pytest.mark.parametrize("colours", ["truecolor", ""], ids=["all colours", "16 colours"])
@pytest.mark.parametrize("code", ["en", "pl"])
async def test_every_screen_is_whole_readable_and_large_enough_to_touch(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, colours: str, code: str
) -> None:
    language = language_for(code)
    monkeypatch.setenv("COLORTERM", colours)
    monkeypatch.setenv("TERM", "xterm")
    app = KioskApp(board_at(tmp_path / "board.db", traps=LONG), clock)
    async with app.run_test(size=LARGEST) as pilot:
        app.language = language
        app.my_list = (HELP, Entry(EntryKind.ACTIVITY, "A1"))
        whole = {touch.said(language).split()[-1] for touch in TOUCHES} | {"PgUp", "PgDn"}
        for place in places(clock):
            await goes(app, pilot, place)
            whole |= words(app) | set(re.findall(r"\w+", f"{app.sheet.page}"))
        cut = set[object]()
        for number, (size, look) in enumerate(product(SIZES, LOOKS)):
            if not SOAK and number % 4 != (2 if colours else 0) + (code == "pl"):
                continue  # every size and every look all the same
            await pilot.resize_terminal(*size)
            app.theme = look
            for place in places(clock):
                await goes(app, pilot, place)
                which = (size, look, place)
                assert {len(row) for row in rows(app)} <= {size[0]}, which
                of_the_page = set(re.findall(r"\w+", f"{app.sheet.page}"))
                cut |= {(word, *which) for word in words(app) - whole - of_the_page}
                assert (unreadable(app), which) == ([], which)
                cards, screen = app.sheet.cards, "\n".join(rows(app))
                if cards.display and cards.cards:
                    assert screen.count("►") >= 1, which
                    assert cards.card_at(0, 0) is not None, which
                    grid = cards.grid
                    assert grid.height >= ROW_HEIGHT, which
                    assert min(map(grid.inside, range(grid.columns))) >= LEAST_TOUCH, which
                    assert cards.region.bottom <= size[1], which
                buttons = app.sheet.query_one(Buttons)
                edges = buttons._edges()
                assert buttons.size.height >= ROW_HEIGHT, which
                assert all(b - a >= LEAST_TOUCH for a, b in pairwise(edges))
                assert "999" in screen, which
                assert language.say("Leave") in screen, which
        assert cut == set()
