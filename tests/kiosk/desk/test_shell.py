"""The desk as a whole: its keys, its noticeboard, its first frame and its end."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.errors import NoStorage
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from kiosk.desk import desk
from kiosk.desk.app import TO_THE_KIOSK, DeskApp
from kiosk.desk.keys import KeyLine
from kiosk.desk.screen import Hints, fitting
from tests.kiosk.desk.trying import press, seen, settle, status, until
from tests.timetable.library import a_divisible_hall

FIRST_FRAME = """
import sys
from kiosk.desk.app import DeskApp
from kiosk.desk.today import TodayScreen
from kiosk.desk.whoson import WhosOn
from kiosk.desk.directory import DirectoryScreen
from kiosk.desk.keys import KeysWindow
print([name for name in ("sqlalchemy", "sqlmodel", "hub.store.engine") if name in sys.modules])
"""

BREAKING = """
import sys
from pathlib import Path
from hub.clock import clock_for
from kiosk.desk.app import DeskApp

def broken(app):
    visitor = "Mrs Jones 07700 900123"
    raise ValueError(visitor)

DeskApp.tick = broken
app = DeskApp(lambda: None, clock_for("Europe/London"), broken_path=Path(sys.argv[1]))
app.run(headless=True)
sys.exit(app.return_code)
"""


KEY = re.compile(r"^(← → Space|← →|↑ ↓|\S+) ")


@pytest.fixture
def store(new_store: Callable[[str], Store]) -> Store:
    return new_store("sqlcipher")


def test_the_first_frame_needs_no_store() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_FRAME], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_crash_ends_in_plain_words_without_anybodys_name(tmp_path: Path) -> None:
    note = tmp_path / "desk-broke.txt"
    done = subprocess.run(
        [sys.executable, "-c", BREAKING, str(note)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.split("\n") == [
        "",
        "The desk has stopped: something in it is broken.",
        "What you saved before is safe. Open it again with: hub desk",
        "For whoever mends it: where it broke is in desk-broke.txt, in the hub's folder.",
        "",
    ]
    assert done.stdout == ""
    assert "ValueError" in note.read_text()
    assert "Jones" not in note.read_text()


async def test_question_mark_lists_every_key(store: Store, clock: Clock) -> None:
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        words = [str(line.content).rstrip() for line in app.screen.query(KeyLine)]
        assert words[:-1] == [
            "On this screen",
            "r       Look again",
            "c       Count heads: of what is on now",
            "f       Find a room: in plain words",
            "t       Tell them: who must hear of a change",
            "k       Check entries: of the directory",
            "p       Print: what is due this week",
            "+       At the door: one more came in",
            "o       Referrals: what became of them",
            "i       Ideas: what visitors would like",
            "l       Waiting list: who would take a full time",
            "",
            "Everywhere",
            "1       Today",
            "2       Rooms",
            "3       Groups",
            "4       Signpost",
            "5       Directory",
            "6       Print",
            "w       Who's on: sign on, hand over, end the shift",
            "u       Undo: shows the last change first",
            "?       Keys",
            "F3      Colours",
            "q       Leave",
        ]
        await press(pilot, "end")
        assert "q       Leave" in seen(app)
        await press(pilot, "escape")
        assert "On this screen" not in seen(app)


async def test_changes_are_published_together_soon_after(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PUBLISH_AFTER", 0.01)
    published: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=published.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.changed()
        app.changed()
        await until(pilot, lambda: published == [store])
        await settle(pilot)
        app.changed()
        await until(pilot, lambda: published == [store, store])


async def test_a_full_disk_is_said_when_publishing(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PUBLISH_AFTER", 0.01)

    def full(_: Store) -> None:
        raise NoStorage("The noticeboard can't be written.", hint="Make room.")

    app = DeskApp(lambda: store, clock, after_change=full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.changed()
        await until(pilot, lambda: status(app) == "The noticeboard can't be written. Make room.")


async def test_leaving_at_once_still_publishes(store: Store, clock: Clock) -> None:
    published: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=published.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.changed()
        await pilot.press("q")
    app.leave_tidily()
    assert published == [store]


@pytest.mark.parametrize(("demo", "code"), [(True, TO_THE_KIOSK), (False, None)])
async def test_f2_leads_to_the_kiosk_only_in_a_demo(
    store: Store, clock: Clock, demo: bool, code: int | None
) -> None:
    app = DeskApp(lambda: store, clock, demo=demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
    assert app.return_value == code


async def test_how_to_list_all_keys_is_said_on_the_narrowest_screen(
    store: Store, clock: Clock
) -> None:
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for place in ("1", "2", "3"):
            await press(pilot, place)
            assert "? " in seen(app).split("\n")[-1]


def test_of_many_hints_the_first_fit_and_the_one_that_lists_the_rest() -> None:
    keys = (("a", "Add"), ("b", "Book"), ("c", "Cancel"), ("?", "Keys"), ("q", "Leave"))
    assert fitting(keys, 80) == list(keys)
    assert fitting(keys, 24) == [("a", "Add"), ("b", "Book"), ("?", "Keys")]
    assert fitting((("a", "Add"), ("b", "Book")), 6) == [("a", "Add")]


async def test_what_a_key_does_begins_with_a_capital_everywhere(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    a_divisible_hall(store, clock)
    app = DeskApp(lambda: store, clock)
    said: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for way in ("2", "enter", "escape c", "a"):
            await press(pilot, *way.split())
            line = str(app.screen.query_one(Hints).content)
            said += [KEY.sub("", one) for one in re.split(r"\s{2,}", line.strip())]
    assert {"Book", "Book it", "Close something", "See what is inside"} <= set(said)
    assert [one for one in said if not one[:1].isupper()] == []
