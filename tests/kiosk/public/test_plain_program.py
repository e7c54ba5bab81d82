"""The plain kiosk as a program: in pipes and at a terminal, under every key and signal."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.languages.language import ENGLISH
from kiosk.public.plain_words import BROKEN, LEFT, STARTED_AGAIN, still_there
from tests.kiosk.public.boards import TRAP, board_at
from tests.kiosk.public.plain_talk import (
    PROMPT_ENDS,
    START,
    WIPED,
    Console,
    Visitor,
    environment,
    through_pipes,
)

BREAKS = START.replace(
    "sys.exit",
    "import kiosk.public.plain\n"
    "def breaks(*a, **b):\n    secret_of_mine = 'hunter2'\n    raise RuntimeError(secret_of_mine)\n"
    "kiosk.public.plain.PlainKiosk._go_back = breaks\n"
    "sys.exit",
)
HURRIED = START.replace(
    "sys.exit",
    "import kiosk.public.plain\n"
    "kiosk.public.plain.IDLE_SECONDS = kiosk.public.plain.ASKING_SECONDS = 1\n"
    "sys.exit",
)
LOADED = START.replace("sys.exit(", "print(") + (
    "\nprint('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
)
A_VISIT = "1 1 2 h 2 1 h 3 1 1 1 1 h 4 1 2 1 h 5 1 b 2 bench 1 h 6 1 rent zzz l ".replace(
    " ", "\n"
).encode()


def test_a_whole_visit_loads_neither_textual_nor_store(board_path: Path) -> None:
    code, said, complaint = through_pipes(board_path, A_VISIT, program=LOADED)
    assert (code, complaint) == (0, b"")
    loaded = set(said.decode().rsplit("LOADED", 1)[1].split())
    assert "kiosk" in loaded
    unwanted = {"textual", "rich", "sqlmodel", "sqlalchemy", "sqlcipher3", "pydantic", "reportlab"}
    assert loaded & unwanted == set()


@pytest.mark.parametrize("typed", [b"", b"rent", b"rent\n", b"l\n", b"\xff\xfe\x00\n"])
def test_the_end_of_what_comes_is_the_end(board_path: Path, typed: bytes) -> None:
    code, said, complaint = through_pipes(board_path, typed)
    assert (code, complaint) == (0, b"")
    assert (b"Looking for: rent" in said) is (b"rent" in typed)
    assert (LEFT.encode() in said) is (b"l\n" in typed)
    assert b"\x1b" not in said


def test_in_a_pipe_no_line_is_longer_than_eighty(tmp_path: Path, clock: Clock) -> None:
    board = board_at(tmp_path / "board.db", sessions=40, traps=" Kräftig" * 30 + "x" * 200)
    _, said, _ = through_pipes(board, A_VISIT)
    assert max(map(len, said.decode().splitlines())) <= 80


def test_a_terminal_of_plain_letters_gets_plain_letters(tmp_path: Path) -> None:
    board = board_at(tmp_path / "board.db", name="Café – Łódź")
    code, said, complaint = through_pipes(board, "żółw\nh\n".encode(), LC_ALL="C")
    assert (code, complaint, said.isascii()) == (0, b"", True)
    assert b"Cafe - Lodz. " in said
    assert b"3. I need help with..." in said


def test_nobody_who_listens_is_the_end_too(board_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", START, str(board_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.close()
    _, complaint = child.communicate(b"1\n" * 50, timeout=30)
    assert (child.returncode, complaint) == (0, b"")


def test_words_of_data_command_no_terminal(tmp_path: Path) -> None:
    board = board_at(tmp_path / "board.db", traps=TRAP)
    code, said, complaint = through_pipes(board, A_VISIT + b"harbour\n1\n1\n")
    assert (code, complaint) == (0, b"")
    text = said.decode()
    assert "[2J ]0;owned" in text
    assert {letter for letter in text if not letter.isprintable()} == {"\n"}


def test_a_crash_says_one_moment_and_nothing_else(board_path: Path) -> None:
    code, said, complaint = through_pipes(board_path, b"rent\nb\n", program=BREAKS)
    assert (code, complaint) == (1, b"")
    assert said.decode().endswith(f"\n{BROKEN}\n")
    assert b"hunter2" not in said


# At a terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_runs_the_machine_can_end_it_and_the_terminal_is_as_before(
    board_path: Path, number: signal.Signals
) -> None:
    with Console(board_path) as console:
        console.hears(PROMPT_ENDS)
        console.types(b"rent\n")
        console.hears(b"Looking for: rent")
        console.child.send_signal(number)
        assert console.ends() == 0
        assert termios.tcgetattr(console.theirs) == console.before
        assert console.said.endswith(WIPED)


def test_no_signal_of_a_key_leads_out(board_path: Path) -> None:
    with Console(board_path) as console:
        console.hears(PROMPT_ENDS)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN):
            console.child.send_signal(number)
        console.types(b"rent\x1a\x1c\x13\n")
        console.hears(b"Looking for: rent")
        console.quiet()
        before = len(console.said)
        console.types(b"\x03")
        said = console.hears(PROMPT_ENDS, since=before)
        assert WIPED in said
        assert LEFT.encode() in said
        assert console.child.poll() is None


def test_who_is_gone_is_wiped_off_the_terminal(board_path: Path) -> None:
    with Console(board_path, program=HURRIED) as console:
        console.hears(PROMPT_ENDS)
        console.types(b"rent\nhalf a wor")
        console.hears(still_there(ENGLISH)[:30].encode())
        said = console.hears(STARTED_AGAIN.encode())
        console.quiet()
        before, wiped, after = console.said.partition(b"\r\n" * 24 + WIPED)
        assert wiped
        assert b"half a wor" in before
        assert b"rent" not in after
        assert said
        before_count = len(console.said)
        console.types(b"\n")  # what the last visitor began is no answer of the next one
        assert b"half" not in console.hears(PROMPT_ENDS, since=before_count)


def test_a_dumb_terminal_gets_empty_lines_and_no_sequence(board_path: Path) -> None:
    with Console(board_path, TERM="dumb") as console:
        console.hears(PROMPT_ENDS)
        console.types(b"rent\nl\n")
        console.hears(LEFT.encode())
        console.quiet()
        assert b"\r\n" * 24 in console.said
        assert b"\x1b" not in console.said


def test_the_whole_start_is_on_the_smallest_screen(board_path: Path) -> None:
    with Console(board_path) as console:
        start = console.hears(PROMPT_ENDS).decode()
        assert len(start.split("\r\n")) <= 24
        assert "In danger? Call 999" in start


@pytest.mark.parametrize("rows", [12, 24, 50])
def test_a_page_is_no_longer_than_the_screen(tmp_path: Path, rows: int) -> None:
    board = board_at(tmp_path / "board.db", sessions=40)
    with Console(board, rows=rows) as console:
        console.hears(PROMPT_ENDS)
        before = len(console.said)
        console.types(b"1\n")
        page = console.hears(PROMPT_ENDS, since=before).decode()
        assert len(page.split("\r\n")) <= rows + 1
        assert "m for more" in " ".join(page.split())


KEYS = (
    [bytes([one]) for one in range(256)]
    + [b"\x1b" + bytes([one]) for one in range(256)]
    + [f"\x1b[{n};{m}~".encode() for n in range(1, 35) for m in range(1, 9)]
    + [f"\x1b[1;{m}{end}".encode() for m in range(1, 9) for end in "ABCDEFHPQRS"]
    + [f"\x1bO{end}".encode() for end in "ABCDEFHMPQRSjklmnopqrstuvwxyX"]
    + [b"\x1b[<0;10;10M", b"\x1b[M !!", b"\x1b[200~", b"\x1b[201~", b"\x1b[?1;2c", b"\x1b]0;x\x07"]
    + [b"\x1bP$q\x1b\\", b"\x1b[I", b"\x1b[O", b"\x1b[97;5u", b"\n", b"\r", b"\n1\n", b"\n99\n"]
)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_key_and_no_chord_leads_out_or_breaks_it(board_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = chance.sample(KEYS, len(KEYS)) + chance.choices(KEYS, k=len(KEYS))
    with Console(board_path) as console:
        console.hears(PROMPT_ENDS)
        console.types(b"".join(keys))
        console.types(chance.randbytes(8_000))
        console.quiet()
        before = len(console.said)
        console.types(b"\nh\nrent\n")
        console.hears(b"Looking for: rent", since=before)
        assert console.child.poll() is None
        clean = console.said.replace(WIPED, b"").decode()
        odd = {letter for letter in clean if not letter.isprintable()} - set("\r\n\b")
        assert odd == set()
        assert "Traceback" not in clean
        assert BROKEN not in clean
        console.child.send_signal(signal.SIGTERM)
        assert console.ends() == 0


def test_a_terminal_that_is_let_go_of_is_the_end(board_path: Path) -> None:
    with Console(board_path) as console:
        console.hears(PROMPT_ENDS)
        spare = os.open(os.devnull, os.O_RDWR)
        os.dup2(spare, console.theirs)
        os.dup2(spare, console._ours)
        os.close(spare)
        assert console.child.wait(30) == 0


def test_hostile_lines_break_nothing(board_path: Path, clock: Clock) -> None:
    chance = random.Random(3)
    letters = [*map(chr, range(32, 127)), *map(chr, range(160, 0xD7FF, 7)), "\u202e", "\U0001f600"]
    with Visitor(board_path, clock) as visitor:
        for number in range(300):
            line = "".join(chance.choices(letters, k=number % 60))
            visitor.types(chance.choice([line, f"{number % 9}", "b", "m", '"', "²", "٣", "-1"]))
