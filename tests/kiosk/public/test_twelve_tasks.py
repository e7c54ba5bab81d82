"""Twelve things that people come for, on the made-up library: each by touch, by arrows and Enter,
and by numbers and typing, in at most six touches.

A touch is a finger on the glass; a walk of arrows to a box with its Enter; a number, a key that
turns a page, or a word that is typed. Run with `-s` to see the counts, the arrows' keys beside.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from hub.clock import clock_for
from hub.views.printing import Printing
from kiosk.public import printing as printing_here
from kiosk.public.app import KioskApp
from kiosk.public.furniture import Buttons
from kiosk.public.places import Day, Entry, Hours, Search, Thanks, WhoCanHelp
from tests.house.sources import ROOT
from tests.kiosk.public.screens import seen, touch, typed
from tests.printables.fake_cups import FakeCups

THURSDAY = datetime(2026, 11, 26, 9, 40, tzinfo=UTC)
MOST = 6
SCREENS = [(80, 24), (120, 40)] if os.environ.get("HUB_TEST_SCREENS") == "both" else [(80, 24)]
"""The smallest is the hardest."""


class Way(Enum):
    """How somebody uses the kiosk."""

    TOUCH = auto()
    ARROWS = auto()
    KEYS = auto()
    """Numbers, and typing."""


@dataclass(frozen=True)
class Card:
    """Choose the card with this title; the small one at its end."""

    title: str
    beside: bool = False


@dataclass(frozen=True)
class Button:
    """Touch this button, or press its key."""

    words: str
    key: str


@dataclass(frozen=True)
class Word:
    """Type this."""

    words: str


Step = Card | Button | Word
LIST = Button("My list", "f4")
HELP, TODAY = Card("I need help with…"), Card("What's on today")


@dataclass(frozen=True)
class Task:
    """What somebody wants, the way to it by boxes, and by typing where that is another."""

    name: str
    steps: tuple[Step, ...]
    is_done: Callable[[KioskApp, str], bool]
    typing: tuple[Step, ...] = ()


def reads(*words: str) -> Callable[[KioskApp, str], bool]:
    """Whether these stand on the page of an entry."""
    return lambda app, text: isinstance(app.place, Entry) and all(word in text for word in words)


def is_at(place: object) -> Callable[[KioskApp, str], bool]:
    return lambda app, text: app.place == place


TASKS = (
    Task(
        "today's toddler group",
        (TODAY, Card("Stay and Play")),
        reads("Stay and Play", "Thursday 26 November, 9:30am"),
    ),
    Task(
        "help with an eviction letter",
        (HELP, Card("My home"), Card("I might lose my home"), Card("Housing Drop-in")),
        reads("Housing Drop-in"),
        (Word("eviction letter"), Card("Housing Drop-in")),
    ),
    Task(
        "print two things",
        (
            TODAY,
            Card("Stay and Play", beside=True),
            Card("Cook and Eat", beside=True),
            LIST,
            Card("Print the list"),
        ),
        lambda app, text: "coming out of the printer" in text,
        (
            Word("stay and play"),
            Card("Stay and Play", beside=True),
            Card("Family hub", beside=True),
            LIST,
            Card("Print the list"),
        ),
    ),
    Task(
        "a phone number large",
        (HELP, Card("Numbers to call now"), Card("Samaritans")),
        reads("Call 116 123", "┗━╸╺━┛"),
    ),
    Task(
        "next week's Friday",
        (Card("What's on this week"), Card("The week after"), Card("Fri 4 Dec")),
        is_at(Day(date(2026, 12, 4))),
    ),
    Task(
        "a place to learn English",
        (
            HELP,
            Card("Work and learning"),
            Card("I want to learn English"),
            Card("English Conversation"),
        ),
        reads("English Conversation", "Where"),
        (Word("english"), Card("English Conversation")),
    ),
    Task(
        "who can help a carer",
        (HELP, Card("Caring for someone"), Card("I look after someone")),
        is_at(WhoCanHelp("carer")),
    ),
    Task(
        "change to Polish",
        (Button("Language", "f5"), Card("Polski")),
        lambda app, text: "Co dziś w programie" in text,
    ),
    Task(
        "where the Meeting Room is",
        (Card("Find your way around"), Card("Meeting Room")),
        lambda app, text: "Ground floor, the door to the right of the desk." in text,
    ),
    Task(
        "opening hours",
        (Card("Find your way around"), Card("Rooms and times"), Card("When we are open")),
        is_at(Hours()),
    ),
    Task(
        "leave at once",
        (Button("Leave", "f12"),),
        is_at(Day(THURSDAY.date())),
    ),
    Task(
        "tell us something is wrong",
        (
            TODAY,
            Card("Stay and Play"),
            Card("More about it"),
            Card("Is it wrong?"),
            Card("The day or the time"),
        ),
        is_at(Thanks(is_left=True)),
    ),
)


class Visitor:
    """Somebody at the kiosk who uses it in one way, and what it took."""

    def __init__(self, app: KioskApp, pilot: Pilot[int], way: Way) -> None:
        self.app, self.pilot, self.way = app, pilot, way
        self.touches = 0
        self.keys = 0

    async def press(self, key: str) -> None:
        self.keys += 1
        await self.pilot.press(key)
        await self.pilot.pause()

    async def take(self, step: Step) -> None:
        match step:
            case Word(words):
                self.touches += 1
                self.keys += len(words)
                await typed(self.pilot, words)
            case Button(words, key):
                self.touches += 1
                if self.way is Way.TOUCH:
                    await self.touch_button(words)
                else:
                    await self.press(key)
            case Card():
                await self.choose(step)

    async def choose(self, wanted: Card) -> None:
        cards = self.app.sheet.cards
        while not cards.size.height:  # a plan is laid out a moment after its page is there
            await self.pilot.pause()
        titles = [card.title for card in cards.cards]
        index = titles.index(wanted.title)
        is_search = isinstance(self.app.place, Search)
        if self.way is Way.ARROWS or (self.way is Way.KEYS and (is_search or wanted.beside)):
            await self.walk(index, beside=wanted.beside)
            return
        while index not in cards._shown:
            self.touches += 1
            if self.way is Way.TOUCH:
                await self.touch_button("▼ More")
            else:
                await self.press("pagedown")
        card = cards.cards[index]
        does = (card.goes, card.prints, card.says, card.changes, card.speaks)
        if not (wanted.beside or any(does)):
            return  # there is nothing to choose: it is read
        self.touches += 1
        if self.way is Way.KEYS:
            number = cards._shown.index(index) + 1
            assert number <= 9, wanted
            await self.press(f"{number}")
            return
        for y in range(cards.region.height):
            for x in range(0, cards.region.width, 2):
                if cards.card_at(x, y) == (index, wanted.beside):
                    await touch(
                        self.app, self.pilot, cards.region.x + x + 1, cards.region.y + y + 1
                    )
                    return
        raise AssertionError(wanted)

    async def walk(self, to: int, *, beside: bool) -> None:
        """Arrows to a card, and Enter."""
        cards = self.app.sheet.cards
        self.touches += 1
        while (cards.cursor, cards.is_beside) != (to, beside):
            before = (cards.cursor, cards.is_beside)
            if cards.cursor == to:
                await self.press("right" if beside else "left")
            elif self.app.sheet.page.article is not None or cards.cursor < cards.head > to:
                await self.press("right" if cards.cursor < to else "left")
            else:
                far = abs(to - cards.cursor) >= cards.grid.columns and cards.grid.by_row
                down = far or not cards.grid.by_row
                keys = ("down", "up") if down else ("right", "left")
                await self.press(keys[0] if cards.cursor < to else keys[1])
            assert (cards.cursor, cards.is_beside) != before, (to, beside)
        await self.press("enter")

    async def touch_button(self, words: str) -> None:
        buttons = self.app.sheet.query_one(Buttons)
        edges = buttons._edges()
        names = [one.said(self.app.language) for one in buttons.touches]
        number = next(n for n, name in enumerate(names) if name.startswith(words))
        await touch(self.app, self.pilot, buttons.region.x + edges[number] + 1, buttons.region.y)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The noticeboard of the made-up library."""
    folder = tmp_path_factory.mktemp("demo")
    given = {"HUB_KEYS": f"{folder}/keys", "HUB_DATA": f"{folder}/hub"}
    subprocess.run(
        [sys.executable, "-P", "-m", "kiosk", "init", "--from", "demo", "--json"],
        env={**os.environ, **given, "HUB_NOW": "2026-11-26T09:40", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return folder / "hub" / "noticeboard.sqlite"


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("way", Way)
async def test_twelve_tasks_in_at_most_six_touches(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(printing_here, "NEWS_FOR", 0.0)
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    cups.has("Office", default="Office")
    clock = clock_for("Europe/London", {}).at(THURSDAY)
    app = KioskApp(demo, clock, dropbox=tmp_path / "box", printing=Printing())
    counted: dict[str, int] = {}
    async with app.run_test(size=size) as pilot:
        app.look_for_printer()
        await app.workers.wait_for_complete()
        for task in TASKS:
            app.start_afresh()
            await pilot.pause()
            visitor = Visitor(app, pilot, way)
            for step in (way is Way.KEYS and task.typing) or task.steps:
                await visitor.take(step)
            await app.workers.wait_for_complete()
            await pilot.pause()
            text = " ".join("\n".join(seen(app)).split())
            assert task.is_done(app, text), (task.name, app.place, text)
            counted[task.name] = visitor.touches
            keys = f"{visitor.keys} keys" if visitor.keys else ""
            line = f"{way.name:7} {size[0]:3}×{size[1]} {visitor.touches}  {task.name:30} {keys}"
            print(line)  # noqa: T201 # whoever runs it with -s asks for the counts
    assert len(counted) == 12
    assert {name: count for name, count in counted.items() if count > MOST} == {}
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(cups.sheet)).pages)
    assert "Your list" in paper
    assert "Stay and Play" in paper
