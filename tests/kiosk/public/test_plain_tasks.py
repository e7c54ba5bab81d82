"""Twelve things people come to the kiosk for, done by typed lines at the demo library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hub.clock import Clock
from kiosk.cli import main
from tests.kiosk.conftest import NOW
from tests.kiosk.public.plain_talk import Visitor
from tests.kiosk.public.test_saying import left

MOST_LINES = 6


def babies(one: Visitor) -> None:
    said = one.chooses("Baby Rhymes", one.types("1"))
    assert "When: Monday 23 November, 10am to 11am\nWhere: Hall A" in said


def eviction_letter(one: Visitor) -> None:
    said = one.chooses("I might lose my home", one.types("eviction letter"))
    assert "Phone: 0808 800 4444" in one.chooses("Shelter helpline", said)


def no_words_for_it(one: Visitor) -> None:
    said = one.chooses("My home", one.types("3"))
    said = one.chooses("I am behind with my rent", said)
    assert "Phone: 01632 960103" in one.chooses("Harbour Lights advice", said)


def somebody_to_talk_to(one: Visitor) -> None:
    assert "Samaritans, 116 123" in one.types("7")


def friday(one: Visitor) -> None:
    said = one.chooses("Fri 27 Nov", one.types("2"))
    assert "Food Pantry, 10am to noon" in said


def next_week(one: Visitor) -> None:
    said = one.chooses("The week after", one.types("2"))
    assert "Tai Chi" in one.chooses("Tue 1 Dec", said)


def opening_hours(one: Visitor) -> None:
    assert "Monday to Friday: 9am to 9pm" in one.chooses("When we are open", one.types("5"))


def garden_room(one: Visitor) -> None:
    assert "Garden Room\nGround floor, at the back. Doors to the garden" in one.types("5")


def something_to_do(one: Visitor) -> None:
    one.types("4")
    said = one.chooses("Knit and Natter", one.types("m"))
    assert "Next: Tuesday 24 November, 10am to noon" in said
    assert "Cost: Free" in said


def take_it_away(one: Visitor) -> None:
    said = one.chooses("Chess Club", one.types("chess"))
    said = one.chooses("What the code for phones says", said)
    assert "It puts a date into the calendar of a phone:\nChess Club, Mon 23 Nov, 6:30pm." in said


def wrong_number(one: Visitor) -> None:
    said = one.chooses("Is it wrong?", one.chooses("Housing options", one.types("council")))
    assert "Thank you." in one.chooses("The phone number", said)


def an_idea(one: Visitor) -> None:
    one.chooses("An idea for the hub", one.types("5"))
    assert "Thank you." in one.chooses("Send it", one.types("A bench by the door"))


TASKS: dict[str, Callable[[Visitor], None]] = {
    "find today's group for babies": babies,
    "get help with an eviction letter": eviction_letter,
    "get help without a word for it": no_words_for_it,
    "find somebody to talk to now": somebody_to_talk_to,
    "see what is on next Friday": friday,
    "see what is on next Tuesday week": next_week,
    "see when the library is open": opening_hours,
    "find the Garden Room": garden_room,
    "find something to do": something_to_do,
    "take a date away": take_it_away,
    "say that a phone number is wrong": wrong_number,
    "leave an idea": an_idea,
}


@pytest.fixture(scope="module")
def demo_board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The noticeboard of the demo library."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_NOW", NOW)
        patch.setenv("HUB_DATA", str(folder / "hub"))
        patch.setenv("HUB_KEYS", str(folder / "keys"))
        with pytest.raises(SystemExit) as end:
            main(["init", "--from", "demo", "--json"])
    assert end.value.code == 0
    return folder / "hub" / "noticeboard.sqlite"


def test_twelve_tasks_take_six_lines_at_most(
    demo_board: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {}
    with Visitor(demo_board, clock) as visitor:
        for task, do in TASKS.items():
            visitor.lines = 0
            do(visitor)
            counts[task] = visitor.lines
            visitor.types("l")
            assert visitor.kiosk.history == []
    with capsys.disabled():
        print(*(f"\n{count} lines: {task}" for task, count in counts.items()), sep="")  # noqa: T201 # the count is asked for
    assert {task: count for task, count in counts.items() if count > MOST_LINES} == {}
    said = [line for line in left(demo_board) if line.startswith(("wrong", "idea"))]
    assert [line.split("\t")[0] for line in said] == ["idea", "wrong"]


def test_no_page_tells_a_reader_to_touch_or_to_look(demo_board: Path, clock: Clock) -> None:
    with Visitor(demo_board, clock) as visitor:
        said = f"{visitor.start}\n"
        for first in range(1, 7):
            for second in range(1, 13):
                for lines in ((first, second), (first, second, 1), (first, second, 2)):
                    said += "\n".join(visitor.types(f"{line}") for line in (*lines, "h")) + "\n"
    hands = ("touch", "press its", "press enter", "arrow", "tap ", "start to type", "box")
    signs = ("►", "◄", "▏", "·")
    wrong = {
        line for line in said.splitlines() for word in (*hands, *signs) if word in line.casefold()
    }
    assert wrong == set()
    assert max(map(len, said.splitlines())) <= 80
