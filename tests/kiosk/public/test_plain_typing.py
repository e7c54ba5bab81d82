"""What is typed, byte by byte; what is shown of it; lines that a reader can take in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.public.plain_typing import MOST_AHEAD, Typing
from kiosk.shared.plain_lines import broken, cells, in_ascii, takes_utf8


def typed(*chunks: bytes, by_hand: bool = True) -> tuple[list[str], str]:
    """The whole lines, and what was shown."""
    typing = Typing(by_hand=by_hand)
    shown = "".join(typing.take(chunk) for chunk in chunks)
    return [words for words, _ in typing.lines], shown


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (b"rent\n", ["rent"]),
        (b"rent\r\nb\r", ["rent", "b"]),
        (b"rnet\x7f\x7f\x7fent\n", ["rent"]),
        (b"rent\x15food\n", ["food"]),
        ("pożyczka\n".encode(), ["pożyczka"]),
        ("poż\x7f\n".encode(), ["po"]),
        (b"\x1b[A\x1b[1;5Bre\x1b[Dnt\x1bOP\x1b[200~\n", ["rent"]),
        (b"\x1brent\x1b\n", ["rent"]),
        (b"\x1b[24~", ["l"]),
        (b"rent\x03", ["l"]),
        (b"rent\x04", ["l"]),
        (b"\x1a\x1c\x00\x07re\x9b\xffnt\n", ["rent"]),
        ("re\x9b31mnt\u202e\n".encode(), ["re31mnt"]),
    ],
)
def test_keys_become_lines(keys: bytes, lines: list[str]) -> None:
    assert typed(keys)[0] == lines
    assert typed(*(bytes([key]) for key in keys))[0] == lines


def test_what_is_rubbed_out_is_rubbed_out_on_the_screen_as_well() -> None:
    assert typed("ab語\x7f\x7f\n".encode())[1] == "ab語\b\b  \b\b\b \b\n"


def test_in_a_pipe_no_byte_means_leave() -> None:
    assert typed(b"re\x03\x04nt\n\x1b[24~", by_hand=False)[0] == ["rent"]


def test_a_paste_gone_wrong_is_dropped_and_lines_in_a_pipe_are_not() -> None:
    assert typed(b"rent\n" * (MOST_AHEAD + 1))[0] == []
    assert len(typed(b"rent\n" * 500, by_hand=False)[0]) == 500


def test_no_line_grows_for_ever() -> None:
    typing = Typing(by_hand=True)
    for _ in range(100):
        typing.take(b"x" * 4096)
    assert typing.words == "x" * 300
    typing.take(b"\n")
    assert list(typing.lines) == [("x" * 300, True)]


@given(st.binary(max_size=300), st.booleans())
def test_nothing_that_is_shown_commands_a_terminal(keys: bytes, by_hand: bool) -> None:
    lines, shown = typed(keys, by_hand=by_hand)
    assert all(letter in "\n\b" or letter.isprintable() for letter in shown)
    assert all(line.isprintable() for line in lines)


@given(st.text(max_size=200), st.integers(2, 80))
def test_lines_are_no_longer_than_they_may_be_and_nothing_is_lost(text: str, width: int) -> None:
    lines = broken(text, width)
    assert all(cells(line) <= width for line in lines)
    once = broken(text, 10_000)
    assert "".join(lines).replace(" ", "") == "".join(once).replace(" ", "")


def test_a_phone_number_stays_on_one_line() -> None:
    assert broken("Call 01632 960103", 14) == ("Call", "01632 960103")


@given(st.text(max_size=200))
def test_ascii_is_ascii(text: str) -> None:
    assert in_ascii(text).isascii()
    assert all(
        unicodedata.category(letter) != "Cc" for letter in in_ascii(text) if text.isprintable()
    )


def test_words_are_still_words_in_ascii() -> None:
    assert in_ascii("Carers’ Café – £3, £1 or €1.50 · Łódź… Київ") == (
        "Carers' Cafe - 3 pounds, 1 pound or 1.50 euros ; Lodz... Kyiv"
    )


@pytest.mark.parametrize(
    ("encoding", "variables", "takes"),
    [
        ("utf-8", {"LANG": "en_GB.UTF-8"}, True),
        ("UTF8", {}, True),
        ("utf-8", {"LC_CTYPE": "C.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "C"}, False),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, True),
        ("utf-8", {"LANG": "en_GB.UTF-8", "LC_CTYPE": "POSIX"}, False),
        ("iso8859-1", {"LANG": "en_GB"}, False),
        ("ascii", {}, False),
        (None, {}, False),
    ],
)
def test_a_terminal_without_every_letter_is_known(
    encoding: str | None, variables: dict[str, str], takes: bool
) -> None:
    assert takes_utf8(encoding, variables) is takes
