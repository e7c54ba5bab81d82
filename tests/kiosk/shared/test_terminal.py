"""`hub kiosk --check`: what a terminal says of itself, and the plain words that follow."""

from __future__ import annotations

import json
import os
import pty
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import hub
from kiosk.shared.asking_terminal import ask
from kiosk.shared.terminal import TRUE_COLOURS, Replies, TerminalView, advice, findings, look
from tests.kiosk.public.boards import board_at

WELL = {"TERM": "foot", "COLORTERM": "truecolor"}
GOOD = Replies(mouse=True, block_width=1)


def seen(
    environment: dict[str, str],
    replies: Replies = GOOD,
    *,
    size: tuple[int, int] = (120, 40),
    encoding: str = "utf-8",
) -> TerminalView:
    return look(environment, is_terminal=True, size=size, encoding=encoding, replies=replies)


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE_COLOURS),
        ({"TERM": "foot", "COLORTERM": "24bit"}, TRUE_COLOURS),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "dumb"}, 1),
        ({}, 1),
        ({"TERM": "foot", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 1),
        ({"TERM": "foot", "COLORTERM": "truecolor", "NO_COLOR": ""}, TRUE_COLOURS),
    ],
)
def test_colours_are_what_the_terminal_is_said_to_have(
    environment: dict[str, str], colours: int
) -> None:
    assert seen(environment).colours == colours


def test_a_good_terminal_needs_no_change() -> None:
    assert findings(seen(WELL)) == (
        "120 columns and 40 rows: enough.",
        "All colours.",
        "Touch and mouse work.",
        "Boxes and codes are drawn as they should be.",
    )
    assert advice(seen(WELL), WELL) == ()


def test_the_bare_console_is_told_from_the_others() -> None:
    bare = seen({"TERM": "linux"}, Replies(block_width=1))
    assert (bare.is_bare_console, bare.has_mouse, bare.draws_blocks) == (True, False, True)
    assert findings(bare)[1:3] == ("16 colours.", "Touch and mouse don't work here.")
    (said,) = advice(bare, {"TERM": "linux"})
    assert said.startswith("This is the bare console")


@pytest.mark.parametrize(
    ("environment", "replies", "size", "encoding", "says"),
    [
        (WELL, GOOD, (79, 24), "utf-8", "Make the letters smaller"),
        (WELL, GOOD, (80, 23), "utf-8", "Make the letters smaller"),
        ({**WELL, "NO_COLOR": "1"}, GOOD, (80, 24), "utf-8", "NO_COLOR is set"),
        ({"TERM": "xterm-256color"}, GOOD, (80, 24), "utf-8", "If this terminal knows all colours"),
        ({"TERM": "dumb"}, GOOD, (80, 24), "utf-8", "TERM names no terminal"),
        (WELL, GOOD, (80, 24), "ascii", "The language settings know no UTF-8"),
        (WELL, Replies(True, 3), (80, 24), "UTF-8", "The terminal isn't set to UTF-8"),
        (WELL, Replies(False, 1), (80, 24), "UTF-8", "For touch"),
    ],
)
def test_each_thing_that_is_wrong_has_one_sentence(
    environment: dict[str, str],
    replies: Replies,
    size: tuple[int, int],
    encoding: str,
    says: str,
) -> None:
    (said,) = advice(seen(environment, replies, size=size, encoding=encoding), environment)
    assert said.startswith(says)


def answering(answers: bytes) -> tuple[Replies, bytes]:
    """Asks a terminal that answers so; what came of it, and what was drawn."""
    ours, theirs = pty.openpty()
    drawn: list[bytes] = []

    def terminal() -> None:
        while b"\x1b[c" not in b"".join(drawn):
            drawn.append(os.read(ours, 1024))
        os.write(ours, answers)

    playing = threading.Thread(target=terminal)
    playing.start()
    try:
        return ask(theirs, theirs, patience=5 if answers.endswith(b"c") else 0.05), b"".join(drawn)
    finally:
        playing.join()
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(
    ("answers", "replies"),
    [
        (b"\x1b[?1006;2$y\x1b[5;2R\x1b[?62;4c", Replies(mouse=True, block_width=1)),
        (b"\x1b[?1006;0$y\x1b[5;4R\x1b[?6c", Replies(mouse=False, block_width=3)),
        (b"\x1b[?6c", Replies()),
        (b"rubbish", Replies()),
    ],
)
def test_a_terminal_is_asked_and_believed(answers: bytes, replies: Replies) -> None:
    assert answering(answers)[0] == replies


def test_what_was_drawn_to_ask_is_wiped_away() -> None:
    assert answering(b"\x1b[?6c")[1].endswith(b"\r\x1b[K\x1b[c")


def test_what_is_no_terminal_cannot_be_asked() -> None:
    reader, writer = os.pipe()
    assert ask(reader, writer) == Replies()
    os.close(reader)
    os.close(writer)


def test_on_a_narrow_screen_no_word_of_the_answer_is_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = board_at(tmp_path / "board.sqlite")
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "20")
    done = CliRunner().invoke(
        hub, ["kiosk", "--check", "--noticeboard", str(board)], standalone_mode=False
    )
    rows = done.output.splitlines()
    assert max(map(len, rows)) <= 30
    assert "The noticeboard of Ferry Road," in rows


def test_it_answers_in_json_and_says_that_a_pipe_is_no_screen(tmp_path: Path) -> None:
    board = board_at(tmp_path / "board.sqlite")
    done = CliRunner().invoke(
        hub, ["kiosk", "--check", "--json", "--noticeboard", str(board)], standalone_mode=False
    )
    assert done.return_value == 1
    answer = json.loads(done.output)
    assert answer["is_terminal"] is False
    assert answer["findings"] == [
        "This isn't a terminal: there is nobody to draw for.",
        "The noticeboard of Ferry Road, as of 23 November 2026.",
    ]
    assert answer["change"] == [
        "Type this at the screen itself, not from a script or through a pipe."
    ]
