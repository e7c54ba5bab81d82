"""Whatever comes from a terminal – keys, bytes, signals, sizes – the kiosk stays a kiosk."""

from __future__ import annotations

import random
import signal
import termios
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual import events

from kiosk.shared.hearing import LONGEST_PASTE, PASTE_BEGINS, PASTE_ENDS, Hearing
from tests.kiosk.public.boards import HOSTILE, TRAP, board_at
from tests.kiosk.public.glass import F12, PAGE_OF_HOME, PAGE_OF_TODAY, START, Glass
from tests.kiosk.public.test_plain_program import KEYS
from tests.soaking import SOAK, tries

RANDOM_BYTES = 1_000_000 if SOAK else 10_000
"""With the keys below they are ten thousand each time."""
AT_A_SIZE = 1_000
"""Random bytes before the window has another size."""
DEAF_AT_MOST = 10
CHORDS = (
    [f"\x1b[{code};{m}u".encode() for code in (*range(32, 127), 13, 27, 9) for m in (1, 3, 5, 7)]
    + [f"\x1b[{code};{m}{end}".encode() for code in (1, 57358) for m in (2, 9) for end in "u~AP"]
    + [f"\x1b[<{b};{at}{end}".encode() for b in (0, 2, 32, 35, 64, 65, 128) for at in
       ("1;1", "40;12", "999;999", "0;0", "-3;999999999") for end in "Mm"]
    + [b"\x1b[99999999999u", b"\x1b[1:2:3;4:5u", b"\x1b[;u", b"\x1b[55296u", b"\x1b[97;1;1114112u"]
    + [b"\x1b[48;0;0;0;0t", b"\x1b[48;90000;90000;1;1t", b"\x1b[5;5R", b"\x1b[8;1;1t"]
    + [b"\x1b[?2048;1$y", b"\x1b[?2026;0$y", b"\x1b[21t", b"\x1b[6n", b"\x1b[c"]
    + [b"\x1b[", b"\x1bO", b"\x1b[<0;1", b"\x1b]", b"\x1bP", b"\xe2\x82", b"\xf0", b"\xff\xfe"]
    + [b"\x9b", b"\x1b]52;c;?\x07", b"\x1b[200~a\x03\x1ab\x1b[201~"]
)  # fmt: skip
PRESSED = [key for key in (*KEYS, *CHORDS) if key != b"\x1b[200~"]
"""A paste that never ends has a test of its own."""
CALM = START.replace(
    "sys.exit(", "import textual.constants\ntextual.constants.MAX_FPS = 3\nsys.exit("
)
"""Draws three times a second, which is as much as somebody who presses a thousand keys sees."""
SIZES = [(1, 1), (10, 3), (80, 24), (500, 200), (79, 24), (40, 300), (65535, 65535), (2, 1000)]
HEARD_AND_STAYS = [
    number
    for number in signal.valid_signals()
    if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGXCPU)
    and number not in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
    and number not in (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)
    and number not in (signal.SIGABRT, signal.SIGTRAP, signal.SIGSYS)
]
"""All but those that ask it to end, that nobody can catch, or that say that it is broken."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A noticeboard on which every text would command a terminal, or a parser."""
    return board_at(tmp_path / "board.db", traps=f"{TRAP}{HOSTILE}\x1b]8;;http://x\x1b\\", name="A")


@pytest.mark.soak
def test_no_key_byte_signal_or_size_leads_out(hostile: Path) -> None:
    chance = random.Random(None if SOAK else 6)
    with Glass(hostile, program=CALM) as glass:
        for key in chance.sample(PRESSED, len(PRESSED)):
            glass.types(key)
        glass.answers(patience=60)
        for sent in chance.sample(HEARD_AND_STAYS, len(HEARD_AND_STAYS)):
            glass.sends(sent)
        glass.answers(patience=60)
        for size in chance.sample(SIZES, len(SIZES)):
            glass.resize(*size)
            glass.types(chance.choice(PRESSED))
        glass.answers(patience=60)
        for number in range(RANDOM_BYTES // AT_A_SIZE):
            glass.resize(*((80, 24) if number % 3 == 0 else chance.choice([(60, 20), (30, 9)])))
            glass.types(chance.randbytes(AT_A_SIZE).replace(PASTE_BEGINS.encode(), b""))
            assert glass.child.poll() is None
        glass.answers(patience=60)
        glass.types(b"".join(b"\x1b[<35;%d;%dM" % (n % 80, n % 24) for n in range(2_000)))
        glass.types(b"".join(b"\x1b[<0;%d;9M\x1b[<0;%d;9m" % (n, n) for n in range(80)))
        glass.answers()
        glass.child.send_signal(signal.SIGTERM)
        assert glass.ends() == 0
        assert glass.whole() == ""
        assert b"\x1b[?1049l" in glass.said
        assert termios.tcgetattr(glass.theirs) == glass.before


def test_a_paste_that_never_ends_leaves_it_deaf_for_ten_seconds_at_most(hostile: Path) -> None:
    with Glass(hostile) as glass:
        began = time.monotonic()
        glass.types(b"\x1b[200~" + b"never mind " * 200)
        glass.said = b""
        while PAGE_OF_TODAY not in glass.said:
            glass.types(b"x" + F12)
            glass.waits(0.2, PAGE_OF_TODAY)
            assert time.monotonic() - began <= DEAF_AT_MOST
        assert time.monotonic() - began >= LONGEST_PASTE  # it was one
        glass.answers()


def test_whoever_stopped_it_and_lets_it_go_on_finds_a_whole_kiosk(hostile: Path) -> None:
    with Glass(hostile) as glass:
        raw = termios.tcgetattr(glass.theirs)
        glass.sends(signal.SIGSTOP)
        glass.waits(0.2)
        termios.tcsetattr(glass.theirs, termios.TCSANOW, glass.before)
        glass.said = b""
        glass.sends(signal.SIGCONT)
        until = time.monotonic() + 30
        while termios.tcgetattr(glass.theirs) != raw:
            assert time.monotonic() < until
            glass.waits(0.1)
        glass.hears(PAGE_OF_HOME)
        glass.answers()


BREAKS = START.replace(
    "sys.exit(",
    "from kiosk.public.pages import making\n"
    "def breaks(*a, **b):\n    secret_of_mine = 'hunter2'\n    raise RuntimeError(secret_of_mine)\n"
    "making.day_page = breaks\n"
    "sys.exit(",
)


def test_a_page_that_breaks_says_one_moment_and_gives_the_terminal_back(hostile: Path) -> None:
    with Glass(hostile, program=BREAKS) as glass:
        glass.said = b""
        glass.types(F12)
        assert glass.ends() == 1
        after = glass.said.partition(b"\x1b[?1049l")[2]
        assert "One moment… this screen is starting again." in after.decode()
        assert b"\x1b[?25h" in after
        assert termios.tcgetattr(glass.theirs) == glass.before
        assert b"hunter2" not in glass.said
        assert glass.whole() == ""


BEGINS = f"import gc\ngc.disable = lambda: print('begins', flush=True)\n{START}"
"""Says when `run_kiosk` has begun."""


@pytest.mark.soak
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTSTP])
def test_a_signal_while_it_starts_shows_no_traceback(hostile: Path, number: signal.Signals) -> None:
    for moment in range(0, 600, 20 if SOAK else 250):
        with Glass(hostile, program=BEGINS, waits=False) as glass:
            glass.hears(b"begins")
            glass.waits(moment / 1000)
            glass.sends(number)
            glass.waits(0.3)
            assert not glass.is_stopped
            assert "Traceback" not in glass.said.decode()


# What is heard


def keys(hearing: Hearing, written: bytes, now: float = 0.0) -> list[str]:
    return [one.key for one in hearing.heard(written, now) if isinstance(one, events.Key)]


@settings(max_examples=tries(400), deadline=None)
@given(st.lists(st.binary(max_size=40) | st.sampled_from(PRESSED), max_size=20))
@example([b"\x1b[200~"])
@example([b"\x1b[99999999999u", b"\xff"])
def test_no_bytes_make_it_deaf(written: list[bytes]) -> None:
    hearing = Hearing()
    for one in written:
        list(hearing.heard(one, 0.0))
    later = LONGEST_PASTE + 1
    list(hearing.heard(b"\x1b[201~\x1b[0m", later))
    assert keys(hearing, b"q", later) == ["q"]


@given(st.data())
def test_what_is_pasted_is_left_out_in_however_many_pieces_it_comes(data: st.DataObject) -> None:
    whole = f"a{PASTE_BEGINS}\x1b[20pasted\x1b{PASTE_ENDS}b{PASTE_BEGINS}{PASTE_ENDS}c".encode()
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=8).map(sorted))
    hearing, heard = Hearing(), list[str]()
    for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        heard += keys(hearing, whole[begin:end])
    assert heard == ["a", "b", "c"]


def test_letters_in_two_pieces_are_heard_and_a_lone_escape_too() -> None:
    hearing = Hearing()
    assert keys(hearing, b"\xc5") == []
    assert keys(hearing, b"\x82") == ["ł"]
    assert keys(hearing, b"\x1b") == []
    until = time.monotonic() + 5
    heard: list[str] = []
    while not heard and time.monotonic() < until:
        heard = [one.key for one in hearing.nothing_came() if isinstance(one, events.Key)]
    assert heard == ["escape"]
