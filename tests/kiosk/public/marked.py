"""A language that marks whatever goes through it, so that what doesn't is seen."""

from __future__ import annotations

import re
from datetime import date
from gettext import NullTranslations
from pathlib import Path

from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from tests.kiosk.public.boards import board_at

_INNERMOST = re.compile("«[^«»]*»")
_WORDS = re.compile("[A-Za-z]{2,}")


class _Marking(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


class Marked(Language, frozen=True):
    """«Every word» of ours between marks."""

    def _dated(self, day: date, pattern: str) -> str:
        return f"«{day:%A %d %B}»"


MARKED = Marked("pl", "Ω", "Ω", catalogue=_Marking())


def unmarked(text: str) -> list[str]:
    """The words in Latin letters that went through no catalogue."""
    while (bare := _INNERMOST.sub("", text)) != text:
        text = bare
    return _WORDS.findall(text)


def greek_board(path: Path) -> Noticeboard:
    """A library in which whatever people wrote is in Greek letters."""
    return Noticeboard.open(board_at(path, words=lambda text: re.sub("[A-Za-z]", "ω", text)))
