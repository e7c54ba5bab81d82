"""Lines for screen readers and braille lines: broken between words, in letters that the terminal
has. Loads nothing that draws.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from hub.views.words import clean_line

_SIGNS = str.maketrans(
    {
        "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": ";", "•": "*",
        "£": " pounds ", "€": " euros ", "×": "x", "½": " 1/2", "¼": " 1/4", "¾": " 3/4",
        "°": " degrees ",
    }
)  # fmt: skip
_POUNDS = re.compile("([£€])([0-9][0-9.,]*[0-9]|[0-9])")
_PLAIN_NAMES = ("C", "POSIX")
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself sets where it finds the locale C (PEP 538)."""
_NUMBER = re.compile(r"\+?[0-9][0-9 ]{4,17}[0-9]")
_NO_BREAK = "\u00a0"


def takes_utf8(encoding: str | None, environment: Mapping[str, str]) -> bool:
    """Whether a terminal of this encoding and locale has every letter.

    Python says UTF-8 in the locale C as well, where the terminal may know only ASCII: there the
    environment is believed.
    """
    if (encoding or "").replace("-", "").replace("_", "").casefold() != "utf8":
        return False
    language = environment.get("LANG", "")
    if environment.get("LC_ALL"):
        return environment["LC_ALL"] not in _PLAIN_NAMES
    if language in _PLAIN_NAMES:
        return environment.get("LC_CTYPE", "") not in ("", *_PLAIN_NAMES, *_COERCED)
    return environment.get("LC_CTYPE", "") not in _PLAIN_NAMES


def in_ascii(text: str) -> str:
    """The same in ASCII: £3 as 3 pounds, é as e, Ukrainian in Latin letters; what has no plain
    letter is left out.
    """
    if text.isascii():
        return text
    from printables.slip_letters import SlipLetters

    spelled = _POUNDS.sub(lambda found: f"{found[2]} {_coins(found[1], found[2])}", text)
    western = SlipLetters().write(spelled).translate(_SIGNS)
    bare = unicodedata.normalize("NFKD", western)
    return " ".join(bare.encode("ascii", "ignore").decode("ascii").split())


def _coins(sign: str, amount: str) -> str:
    coin = "pound" if sign == "£" else "euro"
    return coin if amount == "1" else f"{coin}s"


def cells(text: str) -> int:
    """How many cells it takes: letters of East Asia take two, accents that go on top none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def broken(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` cells. A phone number stays on one line; what is longer than a line
    is cut in pieces.
    """
    whole = _NUMBER.sub(lambda found: found[0].replace(" ", _NO_BREAK), clean_line(text))
    lines: list[str] = []
    line = ""
    for word in whole.split(" "):
        if line and cells(line) + 1 + cells(word) <= width:
            line += f" {word}"
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, width)
        lines += pieces
    if line:
        lines.append(line)
    return tuple(one.replace(_NO_BREAK, " ") for one in lines)


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and cells(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
