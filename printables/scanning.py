"""A code and the words below it: how large, how they stand together, and when there is none.

What a code says is decided by `hub.noticeboard.takeaway`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hub.errors import HubError
from hub.languages.language import Language
from hub.noticeboard.takeaway import Takeaway
from printables.boxes import MM, Code, Outline, Piece, lines_down, shifted
from printables.breaks import parts_together
from printables.column import Letters
from printables.fonts import ASCENT, DESCENT, NO_BREAK, break_lines, printable, width
from printables.qr import Use, code_for

_FEW_LINES, _MOST_LINES = 2, 4
_SHARES = (1.0, 1.25, 1.5)
"""How much wider than the code its words may be, so that they are few lines."""
_WIDEST_WORDS = 60 * MM


@dataclass(frozen=True, slots=True)
class Scan:
    """A code at 0, 0 with its words below, and what they take. The quiet zone is outside."""

    code: Code
    pieces: tuple[Piece, ...]
    width: float
    height: float

    def at(self, x: float, top: float) -> tuple[Piece, ...]:
        """The pieces at another place."""
        return tuple(shifted(piece, x, top) for piece in self.pieces)

    @property
    def quiet(self) -> float:
        """The white that must stay round the pattern."""
        return -self.code.quiet_box.left


def small_code(payload: str, *, wanted: float, widest: float) -> Code | None:
    """A code for the hand: `wanted` mm wide, up to `widest` where its modules need it.

    None where it may not be made or would be too wide.
    """
    try:
        level, side = code_for(payload, Use.HAND, wanted=wanted)
    except HubError:
        return None
    return Code(0, 0, side * MM, payload, None, level) if side <= widest else None


def scan(
    takeaway: Takeaway | None,
    letters: Letters,
    outline: Outline,
    language: Language,
    *,
    wanted: float,
    widest: float,
) -> Scan | None:
    """The code with its words below it, both beginning at the left; None where there is nothing to
    scan, or the words would take the sheet over."""
    if takeaway is None:
        return None
    code = small_code(takeaway.payload, wanted=wanted, widest=widest)
    words = parts_together(printable(takeaway.words, "The words under the code"))
    if code is None or not words:
        return None
    # Of a web address the part before its first slash: who types it reads that in one go.
    begins = [word[: word.find("/") + 1] or word for word in words.split(" ")]
    longest = max(width(word, letters.face, letters.size) for word in begins)
    for share in _SHARES:
        room = max(share * code.side, min(longest, _WIDEST_WORDS))
        lines = break_lines(words, letters.face, letters.size, room)
        if len(lines) <= _FEW_LINES:
            break
    if len(lines) > _MOST_LINES:
        return None
    spoken = language.say("Square code to scan with a phone: {words}", words=words)
    figure = outline.add("Figure", spoken=spoken.replace(NO_BREAK, " "))
    top = code.quiet_box.bottom
    caption = lines_down(
        lines,
        x=0,
        first_baseline=top + ASCENT * letters.size,
        leading=letters.leading,
        face=letters.face,
        size=letters.size,
        part=outline.add("P"),
    )
    return Scan(
        code,
        (replace(code, part=figure), *caption),
        max(code.side, *(run.box.right for run in caption)),
        caption[-1].baseline + DESCENT * letters.size,
    )
