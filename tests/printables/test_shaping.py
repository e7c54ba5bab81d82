"""Which way words run, how letters join, and that numbers stay the right way round."""

from __future__ import annotations

import pytest

from printables.direction import in_order, runs_right_to_left
from printables.fonts import Face, break_lines, printable, width
from printables.shaping import shaped
from tests.printables.arabic import ASK, NEEDS_ARABIC, WHEN

WORD, OTHER = "سلام", "غرفة"


def seen(line: str, right_to_left: bool | None = True) -> str:
    """What stands on paper from left to right; ^ for an Arabic word, ~ for another one."""
    line = line.replace("^", WORD).replace("~", OTHER)
    shown = "".join(part.text for part in in_order(line, right_to_left=right_to_left))
    return shown.replace(WORD, "^").replace(OTHER, "~")


@pytest.mark.parametrize(
    ("line", "on_paper"),
    [
        ("^ ~", "~ ^"),
        ("^: 01632 960103", "01632 960103 :^"),
        ("^ 10:00–12:30 ~", "~ 10:00–12:30 ^"),
        ("^ (01632) 960103.", ".(01632) 960103 ^"),
        ("^ +44 1632 960103، ~", "~ ،+44 1632 960103 ^"),
        ("^ 10:00–12:30، 14:00–16:00", "14:00–16:00 ،10:00–12:30 ^"),
        ("^ Hall A، Hall B", "Hall B ،Hall A ^"),
        ("^ 2،50 ~", "~ 2،50 ^"),
        ("(^) [~]", "[~] (^)"),
        ("^ (~ 5) 01632 960103", "01632 960103 (5 ~) ^"),
        ("^ (Hall A) ~", "~ (Hall A) ^"),
        ("12 Ferry Road ^", "^ 12 Ferry Road"),
        ("«^» £5.50 (10%)", "£5.50 (10%) «^»"),
        ("^ desk@ferryroad.example", "desk@ferryroad.example ^"),
        ("^ ٠١٦٣٢ ٩٦٠١٠٣ ~", "~ ٠١٦٣٢ ٩٦٠١٠٣ ^"),
        ("^ ۱۲:۳۰ ~", "~ ۱۲:۳۰ ^"),
        ("^)", "(^"),
        ("(", ")"),
        ("", ""),
    ],
)
def test_an_arabic_line_runs_from_right_to_left_and_its_numbers_do_not(
    line: str, on_paper: str
) -> None:
    assert seen(line) == on_paper


@pytest.mark.parametrize(
    ("line", "on_paper"),
    [
        ("Sewing ^ ~ group", "Sewing ~ ^ group"),
        ("Sewing ^ (~) group", "Sewing (~) ^ group"),
        ("Sewing ^ 12 ~ group", "Sewing ~ 12 ^ group"),
        ("Sewing (^), Hall A", "Sewing (^), Hall A"),
        ("^ (sewing)", "(sewing) ^"),
    ],
)
def test_an_english_line_keeps_its_way_round_an_arabic_name(line: str, on_paper: str) -> None:
    assert seen(line, None) == on_paper


def test_a_line_of_more_signs_than_there_are_stand_ins_is_not_lost() -> None:
    line = " ".join(f"({number} {WORD})" for number in range(90))
    shown = in_order(line, right_to_left=True)
    assert sorted("".join(part.text for part in shown)) == sorted(line)
    assert shown[0].text == "("


def test_languages_that_run_from_right_to_left_are_known_by_their_tag() -> None:
    tags = ("ar", "ur", "ur-PK", "fa", "en-GB", "pl", "cy", "uk")
    assert [tag for tag in tags if runs_right_to_left(tag)] == ["ar", "ur", "ur-PK", "fa"]


@NEEDS_ARABIC
def test_letters_join_and_a_ligature_says_both_its_letters() -> None:
    alone = [shaped(letter, Face.REGULAR, right_to_left=True).glyphs[0].number for letter in WORD]
    joined = [glyph.number for glyph in shaped(WORD, Face.REGULAR, right_to_left=True).glyphs]
    assert len(joined) == 3, "lam and alef are one"
    assert not set(alone) & set(joined[1:]), "each has another shape within a word"
    assert [glyph.text for glyph in shaped("بلا", Face.BOLD, right_to_left=True).glyphs] == [
        "\ufefb",
        "ب",
    ]


@NEEDS_ARABIC
def test_the_width_of_a_line_is_that_of_what_is_drawn() -> None:
    for face in Face:
        for line in (WHEN, ASK, "Sewing ١٢٪ مُحَمَّد می\u200cخواهم"):
            parts = in_order(line)
            assert width(line, face, 14) == pytest.approx(
                sum(width(part.text, face, 14) for part in parts)
            )
    assert width(WORD, Face.REGULAR, 14) < sum(width(one, Face.REGULAR, 14) for one in WORD)


@NEEDS_ARABIC
def test_arabic_lines_fit_and_joined_they_are_the_words_again() -> None:
    words = printable(f"{ASK} {WHEN}", "The words")
    lines = break_lines(words, Face.REGULAR, 14, 150)
    assert "".join(lines) == words
    assert len(lines) > 4
    assert all(width(line.rstrip(), Face.REGULAR, 14) <= 150 for line in lines)
    long = break_lines("سلام" * 40, Face.REGULAR, 14, 150)
    assert "".join(long) == "سلام" * 40
    assert all(width(line, Face.REGULAR, 14) <= 150 for line in long)
