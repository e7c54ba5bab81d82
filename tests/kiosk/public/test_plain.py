"""The kiosk line by line: what it says, where lines lead, and that nothing of a visit stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.clock import Clock
from hub.languages.language import ENGLISH
from hub.views.printing import Printing
from kiosk.public import plain_words as plain
from kiosk.public.places import Entry, EntryKind, Home, Saying, Search, WhoCanHelp
from kiosk.public.plain_terminal import Heard
from tests.kiosk.public.boards import RENT_PHONE, board_at
from tests.kiosk.public.plain_talk import Visitor
from tests.kiosk.public.test_saying import left

ASKS = "Type a number, a word to search, b for back, h for start, l to leave: "


def test_the_start_says_where_and_when_one_is_and_what_can_be_typed(
    board_path: Path, clock: Clock
) -> None:
    with Visitor(board_path, clock) as visitor:
        assert visitor.start.splitlines() == [
            "",
            "Ferry Road. Monday 23 November, 10:42am.",
            "Early closing. Or type: Polski, Română, Cymraeg, Українська, Türkçe",
            "1. What's on today",
            "now: Group 5; Hall A until 11am; and 5 more today",
            "2. What's on this week",
            "11 sessions; Monday to Sunday, day by day",
            "3. I need help with…",
            "My home",
            "4. Find something to do",
            "1 group or activity; or ask for a new one",
            "5. Find your way around",
            "Hall A; or tell us your ideas",
            "6. My list",
            "nothing on it yet; put things on it and take them home",
            "7. Help right now",
            "In danger? Call 999; Samaritans 116 123",
            "8. When we are open",
            "Open today 9am to 5pm",
            "9. An idea for the hub",
            "tell us what would be better",
            "",
            "Type a number, a word to search, l to leave: ",
        ]


def test_a_list_is_kept_until_its_visitor_leaves(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.chooses("Harbour Lights", visitor.types("rent"))
        assert "2. Take off: my list" in visitor.types("2").replace("\n", ": ")
        assert "6. My list (1)\nwhat is on it\n" in visitor.types("h")
        kept = visitor.types("6").splitlines()
        assert kept[1] == "My list (1)"
        assert any("Harbour Lights" in line for line in kept)
        assert not any("Scan" in line for line in kept)
        visitor.types("l")
        assert "6. My list\n" in visitor.types("h")


def test_a_word_finds_help_and_its_page_answers_a_question_a_line(
    board_path: Path, clock: Clock
) -> None:
    with Visitor(board_path, clock) as visitor:
        found = visitor.types("rent")
        assert found.splitlines()[1:3] == [
            "Looking for: rent",
            "1. I am behind with my rent, who can help",
        ]
        assert visitor.chooses("Harbour Lights", found).splitlines() == [
            "",
            "Harbour Lights",
            "Harbour Lights Housing Help",
            "Please note: Closed on Friday",
            f"Phone: {RENT_PHONE}, ask for Jo",
            "Who for: Anyone who rents",
            "Where: 24 Quay Street",
            "Getting in: Just come.",
            "Checked: not yet",
            "Somebody to talk to about rent.",
            "1. What the code for phones says",
            "2. Add to my list",
            "to take away",
            "3. Is it wrong?",
            "please tell us",
            "",
            ASKS,
        ]


def test_a_code_is_said_in_words_and_counted_as_nothing_taken(
    board_path: Path, clock: Clock
) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("harbour lights")
        said = visitor.types("1")
        assert visitor.chooses("code for phones", said).splitlines() == [
            "",
            "What the code for phones says: Harbour Lights",
            "Harbour Lights Housing Help",
            f"Call {RENT_PHONE}.",
            "",
            "Type a word to search, b for back, h for start, l to leave: ",
        ]
    assert left(board_path) == []


def test_more_comes_twelve_at_a_time_and_numbers_go_on(tmp_path: Path, clock: Clock) -> None:
    board = board_at(tmp_path / "board.db", sessions=30)
    with Visitor(board, clock) as visitor:
        first = visitor.types("1")
        assert "Numbers 1 to 12 of 30." in first
        assert "m for more" in " ".join(first.split())
        second = visitor.types("m")
        assert "Numbers 13 to 24 of 30." in second
        last = visitor.types("M")
        assert "Numbers 25 to 30 of 30." in last
        assert "m for more" not in last
        assert visitor.types("m").splitlines()[0] == plain.NO_MORE
        assert "Numbers 13 to 24 of 30." in visitor.types("b")
        assert visitor.types("30").splitlines()[1].startswith("Group ")
        assert "Numbers 13 to 24 of 30." in visitor.types("back")


def test_back_at_the_start_says_that_there_is_no_way_back(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        assert visitor.types("b").splitlines()[0] == plain.NO_WAY_BACK
        visitor.types("3")
        visitor.types("1")
        visitor.types("b")
        assert "I need help with" in visitor.types("?")
        assert visitor.types("B") == visitor.start


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99", "The numbers here are 1 to 9."),
        ("0", "The numbers here are 1 to 9."),
        ("21234567890123", "The numbers here are 1 to 9."),
    ],
)
def test_a_number_that_is_not_there_is_told_and_a_library_card_is_not_repeated(
    board_path: Path, clock: Clock, typed: str, said: str
) -> None:
    with Visitor(board_path, clock) as visitor:
        answer = visitor.types(typed)
        assert answer.splitlines()[0] == said
        assert visitor.place == Home()
        assert len(typed) < 3 or typed not in answer


def test_a_helplines_number_is_looked_for(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("116 123")
        assert visitor.place == Search("116 123")
        visitor.types("999")
        assert visitor.place == Search("999")
        assert visitor.types("b") == visitor.start


def test_what_is_wrong_is_told_in_two_lines(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("harbour")
        asked = visitor.chooses("Is it wrong?", visitor.types("1"))
        assert asked.splitlines()[1:3] == [
            "What is wrong about Harbour Lights?",
            "A volunteer will check it.",
        ]
        assert "Thank you.\nA volunteer will look at it soon." in visitor.types("1")
        assert left(board_path) == ["wrong\tE2\tphone"]
        visitor.types("b")
        assert visitor.place == Entry(EntryKind.SERVICE, "E2")


def test_an_idea_is_a_line_then_a_number(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("5")
        asked = visitor.chooses("An idea", visitor.types("?"))
        assert asked.endswith("Type your words, b for back, h for start, l to leave: ")
        assert visitor.types("9").splitlines()[0] == plain.WRITE_WORDS
        said = visitor.types("2 bencches")
        assert said.splitlines()[1:] == [
            "An idea for the hub",
            "A volunteer reads it first. Please don't write names or phone numbers.",
            "Your idea: 2 bencches",
            "1. Send it",
            "",
            "Type a number, your words again, b for back, h for start, l to leave: ",
        ]
        visitor.types("2 benches by the door")
        assert "Thank you." in visitor.types("1")
        assert left(board_path) == ["idea\tidea\t2 benches by the door"]
        assert "benches" not in repr([visitor.kiosk.history, vars(visitor.kiosk.leaving)])
        visitor.types("b")
        assert visitor.place != Saying("idea", "2 benches by the door")


def test_a_group_can_be_asked_for(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.chooses("I'd like a group", visitor.types("4"))
        visitor.types("Chess")
        visitor.types("1")
    assert left(board_path) == ["idea\tgroup\tChess"]


def test_three_hundred_letters_are_taken_and_that_is_said(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("5")
        visitor.chooses("An idea", visitor.types(""))
        assert visitor.types("a" * 350).splitlines()[0] == plain.cut(ENGLISH)
        assert visitor.place == Saying("idea", "a" * 300)


def test_what_is_looked_for_is_short(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.types("rent " * 100)
        assert visitor.place == Search(("rent " * 12).strip())


def test_leaving_forgets_and_the_needs_looked_at_are_counted_once(
    board_path: Path, clock: Clock
) -> None:
    with Visitor(board_path, clock) as visitor:
        for line in ("rent", "1", "b", "1", "l"):
            said = visitor.types(line)
        assert said == f"{plain.LEFT}\n{visitor.start}"
        assert visitor.kiosk.history == []
        assert vars(visitor.kiosk.leaving)["_visit"] == set()
        assert visitor.types("b").splitlines()[0] == plain.NO_WAY_BACK
        held = {
            name: vars(visitor.kiosk)[name] for name in ("place", "history", "_page", "_portion")
        }
        assert "rent" not in repr(held)
    assert left(board_path) == ["need\trent\t"]


def test_a_noticeboard_that_comes_and_goes_is_borne(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "board.db"
    with Visitor(path, clock) as visitor:
        assert "Please ask at the desk meanwhile." in visitor.start
        assert "Please ask at the desk" in visitor.types("rent")
        board_at(path, name="Quay Road")
        assert "Looking for: rent" in visitor.types("rent")
        assert "Quay Road" in visitor.types("h")
        board_at(path, name="Ferry Road")
        assert "Ferry Road" in visitor.types("")
        path.write_bytes(b"not a noticeboard")
        assert "Ferry Road" in visitor.types("")


def test_who_walks_away_is_asked_and_then_forgotten(board_path: Path, clock: Clock) -> None:
    now = [0.0]
    with Visitor(board_path, clock, seconds=lambda: now[0]) as visitor:
        visitor.types("3")
        visitor.types("1")
        visitor.kiosk.terminal.wait = _nothing  # type: ignore[method-assign] # nobody types
        now[0] += 59
        visitor.kiosk.step()
        assert visitor.heard() == ""
        now[0] += 2
        visitor.kiosk.step()
        visitor.kiosk.step()
        assert visitor.heard() == f"\n{plain.still_there(ENGLISH)}\n"
        now[0] += 15
        visitor.kiosk.step()
        assert visitor.heard() == f"{plain.STARTED_AGAIN}\n{visitor.start}"
        now[0] += 1000
        visitor.kiosk.step()
        assert visitor.heard() == ""
        assert (visitor.place, visitor.kiosk.history) == (Home(), [])


def test_who_answers_in_time_goes_on_where_she_was(board_path: Path, clock: Clock) -> None:
    now = [0.0]
    with Visitor(board_path, clock, seconds=lambda: now[0]) as visitor:
        page = visitor.types("rent")
        page = visitor.types("1")
        listens = visitor.kiosk.terminal.wait
        visitor.kiosk.terminal.wait = _nothing  # type: ignore[method-assign] # nobody types
        now[0] += 61
        visitor.kiosk.step()
        visitor.heard()
        visitor.kiosk.terminal.wait = listens  # type: ignore[method-assign] # as before
        assert visitor.types("") == page
        assert visitor.place == WhoCanHelp("rent")


class Paper:
    """A printer that always prints."""

    def __init__(self, *_: object) -> None:
        self.is_there = self.prints_arabic = True
        self.asked: list[object] = []

    def look(self) -> None:
        """It is there."""

    def put_on_paper(self, asked: object, *_: object) -> tuple[str, bool]:
        self.asked.append(asked)
        return "It is coming out of the printer now.", True


def test_a_sheet_is_printed_and_counted(
    board_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.public.plain.VisitorsPrinter", Paper)
    with Visitor(board_path, clock, printing=Printing()) as visitor:
        visitor.types("rent")
        said = visitor.chooses("Print next steps", visitor.types("1"))
        assert said.splitlines()[:4] == [
            plain.ON_ITS_WAY,
            "",
            "On paper",
            "It is coming out of the printer now.",
        ]
        visitor.types("b")
        assert visitor.place == WhoCanHelp("rent")
        assert vars(visitor.kiosk)["_printer"].asked == [WhoCanHelp("rent")]
    assert left(board_path) == ["need\trent\t", "sheet\tnext-steps\t"]


def test_yesterdays_start_leads_to_today(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        visitor.kiosk.clock = clock.at(clock.now().replace(day=24))
        assert visitor.types("1").splitlines()[1] == "What's on today, Tuesday 24 November"


def _nothing(seconds: float) -> Heard:
    return Heard()


def test_a_page_is_hidden_until_enter_and_is_not_lost(board_path: Path, clock: Clock) -> None:
    with Visitor(board_path, clock) as visitor:
        page = visitor.types("rent")
        hidden = visitor.types("hide")
        assert (hidden.strip(), "rent" in hidden) == (plain.HIDDEN, False)
        assert visitor.types("") == page
