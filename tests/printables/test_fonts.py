"""Letters we have, letters we refuse by name, and lines that lose nothing."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.errors import BadInput
from printables.fonts import Face, break_lines, missing_glyphs, printable, width

PRINTED = "".join(chr(c) for c in range(0x20, 0x250) if chr(c).isprintable()) + "–—’“”…\u0301\u0323"


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "Ştefan și mămăligă, țară",
        "Tŷ Gŵyl y Môr, ŵ ŷ",
        "Işık, İstanbul, ğ",
        "Ačiū, žąsų",
        "Tiếng Việt, ủ ỡ",
        "Ελληνικά",
        "Українська",
        "½ price → £3 ✓ “now”…",
    ],
)
def test_the_languages_of_a_town_can_be_printed(words: str) -> None:
    assert missing_glyphs(words) == ()
    assert printable(words, "The title") == words


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Baby Rhymes 🎵👶🏽", "Baby Rhymes"),
        ("👨‍👩‍👧 Family 🇬🇧 fun", "Family fun"),
        ("1️⃣ Choir ☎️ 123", "1 Choir 123"),
        ("𝓚𝓷𝓲𝓽 and Ｎａｔｔｅｒ", "Knit and Natter"),
        ("drop\u2011in\u200b and so\u00adon", "drop-in and soon"),
        ("C♯ choir", "C# choir"),
        ("🎉", "party popper"),
        ("\x1b[31mred\u202e\x07", "[31mred"),
        ("two\nlines", "two lines"),
        ("\u01de and s\u0323\u0307", "A\u0308\u0304 and s\u0323\u0307"),
        ("", ""),
    ],
)
def test_pictures_go_and_words_stay(words: str, printed: str) -> None:
    assert printable(words, "The title") == printed


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ספרייה", "ס (U+05E1, HEBREW LETTER SAMEKH)"),
        ("Chai चाय", "च (U+091A, DEVANAGARI LETTER CA)"),
        ("太極 class", "太 (U+592A, CJK UNIFIED IDEOGRAPH-592A)"),
    ],
)
def test_letters_that_no_font_has_are_refused_by_name(words: str, named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        printable(words, "The title on Tue 1 Dec at 10am")
    assert refusal.value.message == (
        f"The title on Tue 1 Dec at 10am “{words}” has a character we cannot print: {named}."
    )
    assert refusal.value.hint == "Write it in Latin, Greek or Cyrillic letters, then print again."


@pytest.mark.usefixtures("no_arabic_font")
def test_where_there_is_no_arabic_font_arabic_is_refused_with_what_to_install() -> None:
    with pytest.raises(BadInput) as refusal:
        printable("Sewing مكتبة", "The title")
    assert refusal.value.message == (
        "The title “Sewing مكتبة” has a character we cannot print: م (U+0645, ARABIC LETTER MEEM)."
    )
    assert refusal.value.hint == (
        "To print Arabic and Urdu, install the extra “scripts” (pip install "
        "community-hub[scripts]) and the font Noto Sans Arabic (on Debian: apt install "
        "fonts-noto-core)."
    )


def test_width_is_that_of_reportlab() -> None:
    from reportlab.pdfbase import pdfmetrics

    words = "12:30pm to 12:30pm, Łódź"
    for face in Face:
        theirs = pdfmetrics.stringWidth(words, face.value, 14)
        assert width(words, face, 14) == pytest.approx(theirs)
    assert width("12:30pm to 12:30pm", Face.BOLD, 14) == pytest.approx(44.6 * 72 / 25.4, rel=0.01)


@given(
    words=st.text(alphabet=PRINTED, max_size=200),
    room=st.floats(min_value=60, max_value=400),
    indent=st.floats(min_value=0, max_value=59),
)
@example(words="W" * 200, room=60, indent=59)
@example(words="  two  and   three ", room=60, indent=0)
@example(words="q\u0323\u0301" * 60, room=60, indent=0)
def test_lines_fit_and_joined_they_are_the_words_again(
    words: str, room: float, indent: float
) -> None:
    lines = break_lines(words, Face.REGULAR, 14, room, indent=indent)
    assert "".join(lines) == words
    for number, line in enumerate(lines):
        space = room - (indent if number == 0 else 0)
        assert width(line.rstrip(" "), Face.REGULAR, 14) <= space + 0.01
    for before, after in pairwise(line for line in lines if line):
        if unicodedata.combining(after[0]):
            assert not before[-1].isalpha(), "a mark parted from its letter"


def test_a_long_address_breaks_after_a_slash() -> None:
    address = "https://ferryroad.example/whatson/today"
    assert break_lines(address, Face.REGULAR, 14, 190) == (
        "https://ferryroad.example/",
        "whatson/today",
    )
