"""The boxes of a sheet of next steps: one step each, as lines with a code beside them. No box is
taller than a page, whatever is in it.

Decides how a box looks; which boxes there are decides `printables.sheets.next_steps`, what they
say `printables.sheets.step_words`, where their lines break `printables.sheets.step_lines`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.errors import HubError
from hub.noticeboard.takeaway import payload_for_step
from hub.views.plan import PlanStep
from printables.boxes import MM, Box, Code, Outline, Piece, Rule, Run, shifted
from printables.flow import Type
from printables.fonts import ASCENT, CAP_HEIGHT, DESCENT, Face, break_lines, width
from printables.qr import Use, code_for
from printables.sheets.step_lines import Item, Lines
from printables.sheets.step_words import StepWords
from printables.stacking import Chunk

_WIDEST_CODE_MM = 42.0
"""A wider code stays off the sheet."""
_MOST_CAPTION = 3
_WIDER = 12 * MM
"""How much the words below a code may be wider than it."""
_BESIDE = 3 * MM
"""White between a code, quiet zone included, and words."""
_WIDEST_NUMBER = 58 * MM
"""Of a number for emergencies that has words beside it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How close a sheet is set."""

    kind: Type
    numeral: float
    name: float
    phone: float
    code_mm: float
    margin: float
    runs_on: bool
    """What there is to know runs on, instead of a line each."""
    by_need: bool
    """Helpers stand under the need that they are for."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Makes the boxes of one sheet between two edges."""

    look: Look
    words: StepWords
    outline: Outline
    right: float
    tallest: float
    digits: int = 1
    """Of the largest numeral."""

    def helper(self, number: int, step: PlanStep, listed: int, *, says_for: bool) -> Chunk:
        """Who can help: the phone large, a line to write on, why, how to get in, and a code."""
        label, part = self._item(listed)
        code, caption = self._code(step)
        corner = _round([code, *caption]) if code is not None else None
        lines = self._lines(corner)
        lines.say(self.words.name(step), Face.BOLD, self.look.name)
        owner = self.words.owner(step)
        owner = "" if lines.beside(owner) else owner
        notes: list[Item] = []
        spoke = self.words.language.say("I spoke to")
        numbers = self.words.numbers(step)
        is_blank_due = bool(numbers)
        for one in numbers:
            lines.say(one.words, Face.BOLD, self.look.phone)
            if one.note and not lines.beside(one.note):
                notes.append(Item("", one.note[:1].upper() + one.note[1:]))
            if is_blank_due and lines.blank_beside(spoke):
                is_blank_due = False
        if not numbers:
            lines.say(self.words.address(step), Face.BOLD, self.look.kind.text)
        run_on = self.look.runs_on
        told = self.words.helper(step, says_for=says_for, owner=owner, run_on=run_on)
        lines.items([*notes, *told], run_on=run_on)
        if is_blank_due:
            lines.blank(spoke)
        return self._box(lines, part, (str(number), label), code, caption)

    def group(self, number: int, step: PlanStep, listed: int, *, says_for: bool) -> Chunk:
        """What to come to: the date and the room in bold, why, and whom to ask."""
        label, part = self._item(listed)
        lines = self._lines(None)
        lines.say(self.words.name(step), Face.BOLD, self.look.name)
        lines.say(self.words.when(step), Face.BOLD, self.look.kind.text)
        lines.items(self.words.group(step, says_for=says_for), run_on=self.look.runs_on)
        return self._box(lines, part, (str(number), label))

    def emergencies(self, steps: Sequence[PlanStep], listed: int) -> tuple[Chunk, ...]:
        """Numbers for emergencies, large, with whose they are beside them; below where a number is
        too wide, or the print."""
        said = [self.words.line(step) for step in steps]
        widths = [width(number, Face.BOLD, self.look.phone) for number, _, _ in said]
        widest = max((wide for wide in widths if wide <= _WIDEST_NUMBER), default=0.0)
        left = self.look.margin + self.look.kind.inset
        beside = left + widest + 2 * self.look.kind.inset
        rows: list[Chunk] = []
        for (number, name, about), wide in zip(said, widths, strict=True):
            part = self.outline.add("LBody", self.outline.add("LI", listed))
            x = beside if wide <= widest else left
            row = self._emergency(number, name, about, part, x)
            if x > left and self.look.kind.room_below:
                below = self._emergency(number, name, about, part, left)
                row = min(row, below, key=lambda made: made.height)
            rows.append(row)
        if sum(row.height for row in rows) > self.tallest:
            return tuple(rows)
        pieces: list[Piece] = []
        down = 0.0
        for row in rows:
            pieces += [Rule(self.look.margin, self.right, down)] if down else []
            pieces += [shifted(piece, down=down) for piece in row.pieces]
            down += row.height
        return (Chunk(down, tuple(pieces)),)

    def _emergency(self, number: str, name: str, about: str, part: int, beside: float) -> Chunk:
        """One of them."""
        left, top = self.look.margin + self.look.kind.inset, self.look.kind.unit / 2
        numbers = Lines(self.look.kind, left, self.right, top)
        numbers.say(number, Face.BOLD, self.look.phone)
        if beside == left or not number:
            numbers.named(name, about)
            return Chunk(numbers.bottom + top, tuple(numbers.pieces(part)))
        names = Lines(self.look.kind, beside, self.right, top)
        names.named(name, about)
        names.lower(numbers.first_caps()[1] - names.first_caps()[1])
        bottom = max(numbers.bottom, names.bottom)
        return Chunk(bottom + top, (*numbers.pieces(part), *names.pieces(part)))

    def paragraph(self, words: str) -> Chunk:
        """Plain words, whole."""
        part = self.outline.add("P")
        kind = self.look.kind
        lines = Lines(kind, self.look.margin + kind.inset, self.right, kind.unit)
        lines.say(words, Face.REGULAR, kind.text)
        return Chunk(lines.bottom + kind.unit, tuple(lines.pieces(part)))

    # Parts of a box

    def _item(self, listed: int) -> tuple[int, int]:
        """An entry of a list: its numeral, which readers aloud say first, and its body."""
        item = self.outline.add("LI", listed)
        return self.outline.add("Lbl", item), self.outline.add("LBody", item)

    def _lines(self, corner: Box | None) -> Lines:
        numeral = width("0" * self.digits, Face.BOLD, self.look.numeral)
        left = self.look.margin + numeral + 4 * MM
        return Lines(self.look.kind, left, self.right, self.look.kind.unit, corner)

    def _code(self, step: PlanStep) -> tuple[Code | None, list[Run]]:
        """The code that rings the number or opens the page, in the top right corner, and what it
        does below; none where there is nothing safe to scan, or it would take the sheet over.
        """
        text, language = self.look.kind.text, self.words.language
        try:
            scanned = payload_for_step(step)
            level, wide = code_for(scanned.payload, Use.HAND, wanted=self.look.code_mm)
        except HubError:
            return None, []
        side = wide * MM
        if wide > _WIDEST_CODE_MM:
            return None, []
        if scanned.payload.startswith("tel:"):
            words = language.say("Scan to call")
        elif scanned.payload.startswith("sms:"):
            words = language.say("Scan to text")
        else:
            words = language.say("Scan to open")
        code = Code(self.right - side, 0, side, scanned.payload, level=level)
        # The white round it may reach into the margin, and keeps clear of everything else.
        code = replace(code, top=-code.quiet_box.top)
        lines = break_lines(words, Face.REGULAR, text, side + _WIDER)[:_MOST_CAPTION]
        widest = max(width(line.rstrip(), Face.REGULAR, text) for line in lines)
        x = min(code.x, self.right - widest)
        first = code.quiet_box.bottom + ASCENT * text
        return code, [
            Run(x, first + number * self.look.kind.leading, line, Face.REGULAR, text)
            for number, line in enumerate(lines)
        ]

    def _box(
        self,
        lines: Lines,
        part: int,
        numeral: tuple[str, int],
        code: Code | None = None,
        caption: Sequence[Run] = (),
    ) -> Chunk:
        """As many lines as one page holds, and what stands beside them."""
        unit, size = self.look.kind.unit, self.look.numeral
        lines.cut(
            self.tallest - 3 * unit, self.words.language.say("There is more. Ask at the desk.")
        )
        # The numeral hangs from the height of the capitals beside it.
        baseline = lines.first_caps()[0] + CAP_HEIGHT * size
        words, label = numeral
        number = Run(self.look.margin, baseline, f"{words} ", Face.BOLD, size, label)
        pieces: list[Piece] = [number, *lines.pieces(part)]
        bottom = max(lines.bottom, baseline + DESCENT * size)
        if code is not None:
            scanned = " ".join(run.words.strip() for run in caption)
            spoken = self.words.language.say(
                "Square code to scan with a phone: {words}", words=scanned
            )
            figure = self.outline.add("Figure", part, spoken=spoken)
            below = self.outline.add("P", part)
            pieces.append(replace(code, part=figure))
            pieces += [replace(run, part=below) for run in caption]
            bottom = max(bottom, *(run.box.bottom for run in caption))
        return Chunk(bottom + unit, tuple(pieces))


def _round(pieces: Sequence[Code | Run]) -> Box:
    """What words keep clear of: a code with the white round it, and the words below."""
    boxes = [piece.quiet_box if isinstance(piece, Code) else piece.box for piece in pieces]
    left = min(box.left for box in boxes)
    return Box(left - _BESIDE, 0, boxes[0].right, max(box.bottom for box in boxes))
