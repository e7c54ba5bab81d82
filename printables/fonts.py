"""The letters of every sheet: which there are, how wide they run, where lines break.

Source Sans Pro (SIL OFL) covers Latin, Greek and Cyrillic scripts; Arabic and Urdu come from a font
of the machine where there is one. A letter that no font has is refused by name, because an empty
box on the door helps nobody; pictures are left out quietly. How Arabic letters join is decided in
`printables.shaping`, which way they run in `printables.direction`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hub.errors import BadInput
from hub.views.words import clean_line
from printables import direction, shaping
from printables.font_files import HOW_TO_GET_ARABIC, latin_file
from printables.font_files import Face as Face  # every sheet asks for faces and widths at once

if TYPE_CHECKING:
    from printables.embedding import Embedded


CAP_HEIGHT = 0.66
ASCENT = 0.75
DESCENT = 0.25
"""Of the size, the same in both faces: what a line of letters takes above and below."""

NO_BREAK = "\u00a0"
"""A space at which no line breaks; drawn as a plain one."""

_PICTURES = frozenset({"So", "Sk", "Cs", "Co", "Cf", "Cn"})
"""Categories that carry no words: emoji, their skin tones and joiners, private and unassigned."""
_PICTURE_PARTS = frozenset("\ufe0e\ufe0f\u20e3\u25fd\u25fe")
"""The same by name: how to show an emoji, a key cap's frame, and two squares filed under sums."""
_STAND_INS = str.maketrans({"\u2010": "-", "\u2011": "-", "●": "•", "♯": "#", "\u00ad": None})
_BREAK_AFTER = frozenset("/-–_.@&=?")


@cache
def font(face: Face) -> Embedded:
    """The font itself, parsed and registered once; reportlab embeds the letters that are used."""
    from reportlab.pdfbase import pdfmetrics

    from printables.embedding import Embedded

    made = Embedded(face.value, str(latin_file(face)))
    pdfmetrics.registerFont(made)
    return made


@cache
def _advances(face: Face) -> dict[int, float]:
    """Width of each character that the face has, in thousandths of the size."""
    shape = font(face).face
    return {code: shape.charWidths.get(code, shape.defaultWidth) for code in shape.charToGlyph}


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text` that one of our faces cannot draw, each once, in order."""
    if text.isascii() and text.isprintable():
        return ()  # nearly all text is like that
    faces = [_advances(face) for face in Face]
    return tuple(
        dict.fromkeys(
            letter
            for letter in direction.without_joiners(text)
            if not all(ord(letter) in advances for advances in faces)
            and not shaping.has_arabic_glyph(letter)
        )
    )


def printable(text: str, what: str) -> str:
    """One line of `text` that we can draw whole.

    Pictures go, letters in fancy dress ("𝓚𝓷𝓲𝓽") become plain ones, and a letter whose accented
    form is missing is drawn as letter and mark. A letter that no font has is
    refused (`BadInput`); `what` says in the refusal where it stands: "The title".
    """
    line = direction.without_loose_joiners(clean_line(text.translate(_STAND_INS)))
    missing = missing_glyphs(line)
    if not missing:
        return line
    kept: list[str] = []
    for letter in line:
        if letter not in missing:
            kept.append(letter)
            continue
        plainer = (
            unicodedata.normalize(form, letter).translate(_STAND_INS)
            for form in ("NFKC", "NFD", "NFKD")
        )
        drawn = next((plain for plain in plainer if not missing_glyphs(plain)), None)
        if drawn is not None:
            kept.append(drawn)
        elif letter not in _PICTURE_PARTS and unicodedata.category(letter) not in _PICTURES:
            name = unicodedata.name(letter, "a character without a name")
            raise BadInput(
                f"{what} “{line}” has a character we cannot print: "
                f"{letter} (U+{ord(letter):04X}, {name}).",
                hint=HOW_TO_GET_ARABIC
                if direction.is_arabic(letter) and not shaping.can_shape()
                else "Write it in Latin, Greek or Cyrillic letters, then print again.",
            )
    # Not composed again: a letter and its mark may be there where the two in one are not.
    words = " ".join(direction.without_loose_joiners("".join(kept)).split())
    # A title of nothing but pictures still has to say something in its place.
    return words or clean_line(
        ", ".join(
            unicodedata.name(letter, "").lower()
            for letter in missing
            if unicodedata.category(letter) == "So"
        )
    )


@lru_cache(maxsize=8192)
def width(words: str, face: Face, size: float) -> float:
    """How far `words` run in points. Memoised: a week repeats itself."""
    if not direction.is_arabic(words):
        return _thousandths(words, face) * size / 1000
    parts = direction.parts_to_measure(words)
    return (
        sum(
            shaping.shaped(part, face, right_to_left=is_word).width
            if direction.is_arabic(part)
            else _thousandths(part, face)
            for part, is_word in parts
        )
        * size
        / 1000
    )


def _thousandths(words: str, face: Face) -> float:
    advances = _advances(face)
    return sum(advances.get(ord(letter), 0) for letter in words)


def _break_word(word: str, face: Face, size: float, room: float) -> list[str]:
    """An overlong word in pieces that fit: after a slash or full stop where one is near."""
    pieces: list[str] = []
    piece = ""
    # A mark has no width of its own, so it never parts from its letter.
    for letter in word:
        if piece and width(piece + letter, face, size) > room:
            at = max((i for i, sign in enumerate(piece, 1) if sign in _BREAK_AFTER), default=0)
            cut = at if at > len(piece) // 2 else len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]


def break_lines(
    words: str, face: Face, size: float, room: float, *, indent: float = 0.0
) -> tuple[str, ...]:
    """`words` in lines no wider than `room` points; the first has `indent` points less.

    Nothing is lost: the lines joined are `words` again, each keeping the space it broke at. The
    first line is empty where not even one word fits beside the indent.
    """
    lines: list[str] = []
    line = ""
    for word in re.findall(" *[^ ]+ *| +", words):
        space = room - (indent if not lines else 0.0)
        if width(f"{line}{word}".rstrip(" "), face, size) <= space:
            line += word
            continue
        if line or (not lines and indent):
            lines.append(line)
        bare = word.rstrip(" ")
        *full, line = _break_word(bare, face, size, room)
        lines.extend(full)
        line += word[len(bare) :]
    return (*lines, line)
