"""Which way the words of a line run that has Arabic or Urdu in it.

Order is the Unicode bidi algorithm's (UAX #9, through python-bidi), with what stands between two
Arabic words kept whole as by an isolate: "01632 960103" and "10:00–12:30" stay as they are. How
letters join is decided in `printables.shaping`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_BLOCKS = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
# Numbers run from left to right in Arabic, too, and keep their signs.
_NO_LETTERS = "\u0600-\u0605\u0609-\u060d\u0660-\u066c\u06dd-\u06de\u06e9\u06f0-\u06f9"
_ARABIC = re.compile(f"[{_BLOCKS}]")
# The comma parts a list, whose entries run from right to left; within a number it is a sign.
_COMMA = r"\u060c(?!\d)|(?<!\d)\u060c"
_WORD = re.compile(f"(?:{_COMMA}|(?![{_NO_LETTERS}])[{_BLOCKS}][\u200c\u200d]*)+")
_ONE_FONT = re.compile(f"[{_BLOCKS}]+|[^{_BLOCKS}]+")
_JOINERS = re.compile(f"(?<=[{_BLOCKS}])[\u200c\u200d]+")
_LOOSE_JOINERS = re.compile(f"(?<![{_BLOCKS}])[\u200c\u200d]+")
_RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "ps", "ckb", "sd", "ug"})
_NEUTRAL = frozenset({"ON", "WS", "CS", "ES", "ET", "B", "S", "BN"})
_SIGNS_BEFORE = "+£€$#@"
_SIGNS_BEHIND = "%°+"
_BRACKETS = dict(zip("([{<«‹", ")]}>»›", strict=True))
_PAIRED = frozenset("([{")
_MIRRORED = _BRACKETS | {closing: opening for opening, closing in _BRACKETS.items()}


def is_arabic(text: str) -> bool:
    """Whether something in it is of the Arabic script."""
    return _ARABIC.search(text) is not None


def runs_right_to_left(language: str) -> bool:
    """Whether a BCP 47 tag names a language that is written in the Arabic script."""
    return language.split("-")[0].lower() in _RIGHT_TO_LEFT


def without_joiners(text: str) -> str:
    """`text` without what joins or parts two Arabic letters, which draws nothing itself."""
    return _JOINERS.sub("", text)


def without_loose_joiners(text: str) -> str:
    """`text` without those that follow no Arabic letter: they join emoji."""
    return _LOOSE_JOINERS.sub("", text)


def parts_by_font(text: str) -> list[str]:
    """What keeps its order, in parts of one font each."""
    return _ONE_FONT.findall(text)


def parts_to_measure(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in the parts in which it is drawn, and whether each is a word of letters that join."""
    done = 0
    for word in _WORD.finditer(text):
        yield from ((part, False) for part in parts_by_font(text[done : word.start()]))
        yield word[0], True
        done = word.end()
    yield from ((part, False) for part in parts_by_font(text[done:]))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line that is drawn in one go: its text as it is read, a bracket turned."""

    text: str
    is_word: bool
    """Arabic letters, to be joined from right to left."""


def in_order(line: str, *, right_to_left: bool | None = None) -> tuple[Stretch, ...]:
    """The stretches of a line from left to right. `right_to_left` is the way of its paragraph;
    None: that of the line's first letter.
    """
    from bidi import get_display

    tokens = tuple(_tokens(line))
    if right_to_left is None:
        right_to_left = next((token.way for token in tokens if token.way in "RL"), "L") == "R"
    # Each token becomes one character of its kind, no two the same, so that the algorithm's order
    # can be read off them.
    shadow = _shadow(tokens)
    shown = get_display(shadow, base_dir="R" if right_to_left else "L")
    ranks = [shown.index(letter) for letter in shadow]
    # What runs leftwards is followed by what stands to the left of it.
    leftwards = [one - other == 1 for one, other in pairwise(ranks)] or [right_to_left]
    turned = [any(leftwards[max(at - 1, 0) : at + 1]) for at in range(len(ranks))]
    stretches = [
        (
            rank,
            Stretch(_MIRRORED.get(token.text, token.text) if turn else token.text, token.is_word),
        )
        for token, rank, turn in zip(tokens, ranks, turned, strict=True)
    ]
    return tuple(stretch for _, stretch in sorted(stretches, key=lambda one: one[0]))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    way: str
    """R: an Arabic word. L, N: what keeps its order, with letters or only numbers. O: one sign
    between them. Named as bidi classes begin."""

    @property
    def is_word(self) -> bool:
        return self.way == "R"


def _tokens(line: str) -> Iterator[_Token]:
    done = 0
    for word in _WORD.finditer(line):
        yield from _between(line[done : word.start()])
        yield _Token(word[0], "R")
        done = word.end()
    yield from _between(line[done:])


def _between(text: str) -> Iterator[_Token]:
    """What stands between two Arabic words. A bracket whose other half is elsewhere parts it."""
    start = 0
    for at in _unpaired(text):
        yield from _kept_together(text[start:at])
        yield _Token(text[at], "O")
        start = at + 1
    yield from _kept_together(text[start:])


def _unpaired(text: str) -> list[int]:
    opened: list[int] = []
    alone: list[int] = []
    for at, letter in enumerate(text):
        if letter in _BRACKETS:
            opened.append(at)
        elif letter in _MIRRORED:
            if opened and _BRACKETS[text[opened[-1]]] == letter:
                opened.pop()
            else:
                alone.append(at)
    return sorted(alone + opened)


def _kept_together(text: str) -> Iterator[_Token]:
    """Signs, then all from the first letter or number to the last in one token, then signs."""
    strong = [at for at, letter in enumerate(text) if not _is_neutral(letter)]
    if not strong:
        yield from (_Token(sign, "O") for sign in text)
        return
    first, last = strong[0], strong[-1] + 1
    while first and text[first - 1] in _SIGNS_BEFORE:
        first -= 1
    while text[last : last + 1] and text[last] in _SIGNS_BEHIND:
        last += 1
    # "(01632) 960103": a bracket is not parted from its other half.
    while first and _lacks(text[first:last], text[first - 1]):
        first -= 1
    while last < len(text) and _lacks(text[first:last], text[last]):
        last += 1
    yield from (_Token(sign, "O") for sign in text[:first])
    has_letters = any(unicodedata.bidirectional(letter) == "L" for letter in text[first:last])
    yield _Token(text[first:last], "L" if has_letters else "N")
    yield from (_Token(sign, "O") for sign in text[last:])


def _is_neutral(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _NEUTRAL


def _lacks(text: str, bracket: str) -> bool:
    """Whether `bracket` is the other half of one in `text` that has none."""
    other = _MIRRORED.get(bracket)
    return other is not None and text.count(other) > text.count(bracket)


@cache
def _kinds() -> dict[str, str]:
    """For each way of a token the characters that stand in for such tokens; for ( and ) those of
    brackets that belong together, in the same order."""
    blocks = ((0x600, 0x700), (0x2000, 0x2A00), (0x4E00, 0x5200), (0xFB50, 0xFE00))
    letters = [chr(code) for first, end in blocks for code in range(first, end)]
    kinds: dict[str, list[str]] = {"AL": [], "L": [], "EN": [], "ON": []}
    for letter in letters:
        kind = unicodedata.bidirectional(letter)
        if kind in kinds and not unicodedata.mirrored(letter):
            kinds[kind].append(letter)
    pairs = [
        opening
        for opening in letters
        if (unicodedata.category(opening), unicodedata.category(chr(ord(opening) + 1)))
        == ("Ps", "Pe")
        and unicodedata.mirrored(opening)
        and unicodedata.normalize("NFKD", opening) == opening
    ]
    return {
        "R": "".join(kinds["AL"]),
        "L": "".join(kinds["L"]),
        "N": "".join(kinds["EN"]),
        "O": "".join(kinds["ON"]),
        "(": "".join(pairs),
    }


def _shadow(tokens: tuple[_Token, ...]) -> str:
    taken = {kind: iter(letters) for kind, letters in _kinds().items()}
    opened: list[tuple[str, str]] = []
    shadow: list[str] = []
    for token in tokens:
        if opened and token.text == opened[-1][0]:
            shadow.append(opened.pop()[1])
            continue
        pair = next(taken["("], "") if token.text in _PAIRED else ""
        if pair:
            opened.append((_MIRRORED[token.text], chr(ord(pair) + 1)))
        # Numbers are few; a hundred of them in one line may as well be words.
        shadow.append(pair or next(taken[token.way], "") or next(taken["L"], "A"))
    return "".join(shadow)
