"""The boxes of a sheet of next steps: one step each, as lines with a code beside them. No box is
taller than a page, whatever is in it.

Decides how a box looks; which boxes there are decides `printables.sheets.next_steps`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.errors import BadInput, HubError
from hub.noticeboard.takeaway import payload_for_step
from hub.signposting.explaining import NOT_ON_PAPER
from hub.views.directory import PhoneView
from hub.views.plan import PlanStep
from hub.views.words import clean_line, fold
from printables.boxes import MM, Code, Outline, Piece, Rule, Run
from printables.flow import Type
from printables.fonts import (
    ASCENT,
    CAP_HEIGHT,
    DESCENT,
    NO_BREAK,
    Face,
    break_lines,
    missing_glyphs,
    printable,
    width,
)
from printables.qr import Use, code_for
from printables.stacking import Chunk

CODE_MM = 30.0
_WIDEST_CODE_MM = 42.0
"""A wider code, or more words below it than `_MOST_CAPTION`, stays off the sheet."""
_MOST_CAPTION = 4
_SHORT = 30
"""Letters of a reason that stays on one line."""
_LONGEST_TEXT = 220
_MOST_PHONES = 2
_FOR_ALL = frozenset({"anyone", "anybody", "everyone", "everybody", "all"})
_SAID_ELSEWHERE = frozenset({"Serves"})


@dataclass(frozen=True, slots=True)
class Sizes:
    """What stands out in a box, in points."""

    numeral: float
    name: float
    phone: float


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words at one place of a line."""

    x: float
    words: str
    face: Face
    size: float


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a box, and the height that it takes."""

    cells: tuple[_Cell, ...]
    leading: float
    is_blank: bool = False
    """A line to write on follows the words."""

    @property
    def tallest(self) -> float:
        return max(cell.size for cell in self.cells)


_Coded = tuple[Code, list[Run]]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Makes the boxes of one sheet between two edges."""

    kind: Type
    sizes: Sizes
    outline: Outline
    left: float
    right: float
    tallest: float
    discreet: frozenset[str] = frozenset()
    """Slugs of needs that the sheet doesn't name: nor does it say for whom their helpers are."""

    def helper(self, number: int, step: PlanStep, listed: int, *, says_for: bool) -> Chunk:
        """Who can help: the phone large, why, how to get in, a line to write on, and a code."""
        part = self.outline.add("LBody", self.outline.add("LI", listed))
        code = self._code(step)
        right = code[0].quiet_box.left if code else self.right
        left = self._beside_numeral()
        room = right - left
        lines = self._named(step, left, room)
        lines += self._phones(step, left, room)
        lines += self._reasons(step, left, room, says_for=says_for)
        for label, words in _getting_in(step, _SAID_ELSEWHERE | self._unsaid(step)):
            lines += self._labelled(label, words, left, room)
        spoke = _Cell(left, "I spoke to ", Face.REGULAR, self.kind.text)
        lines.append(_Line((spoke,), 1.5 * self.kind.leading, is_blank=True))
        return self._box(lines, part, right, code, numeral=str(number))

    def group(self, number: int, step: PlanStep, listed: int, *, says_for: bool) -> Chunk:
        """What to come to: the date and the room in bold, why, and whom to ask."""
        part = self.outline.add("LBody", self.outline.add("LI", listed))
        left = self._beside_numeral()
        room = self.right - left
        lines = self._named(step, left, room)
        told = dict(step.getting_in)
        if step.next_on is not None:
            when = ", ".join(filter(None, (_clipped(told.get("When", "")), drawable(step.room))))
            lines += self._wrapped(when, Face.BOLD, self.kind.text, left, room)
        lines += self._reasons(step, left, room, says_for=says_for)
        said = {"Ask", "Where", "When"} if step.next_on else {"Ask"}
        for label, words in _getting_in(step, _SAID_ELSEWHERE | said | self._unsaid(step)):
            lines += self._labelled(label, words, left, room)
        numbers = [_phone_words(phone) for phone in step.phones[:_MOST_PHONES]]
        asked = ", ".join(filter(None, (drawable(told.get("Ask", "")), *numbers)))
        lines += self._labelled("Ask", asked, left, room)
        return self._box(lines, part, self.right, numeral=str(number))

    def line(self, step: PlanStep, listed: int) -> Chunk:
        """A number for emergencies, large, with whose it is beside or below it."""
        part = self.outline.add("LBody", self.outline.add("LI", listed))
        left = self.left + self.kind.inset
        beside = left + 62 * MM
        number = _phone_words(step.phones[0]) if step.phones else drawable(step.url)
        who_for = dict(step.getting_in).get("Who for", "")
        about = _clipped(who_for or ", ".join(step.why))
        name = _name(step)
        phone_fits = width(number, Face.BOLD, self.sizes.phone) < beside - left - 2 * MM
        if self.kind.room_below or not phone_fits or not number:
            room = self.right - left
            lines = self._wrapped(number, Face.BOLD, self.sizes.phone, left, room)
            names = self._wrapped(name, Face.BOLD, self.kind.text, left, room)
            lines += self._with(names, about, left, room)
        else:
            room, text = self.right - beside, self.kind.text
            names = self._wrapped(name, Face.BOLD, text, beside, room)
            first, *others = self._with(names, about, beside, room)
            large = _Cell(left, number, Face.BOLD, self.sizes.phone)
            lines = [_Line((large, *first.cells), 1.2 * self.sizes.phone), *others]
        return self._box(lines, part, self.right)

    def paragraph(self, words: str) -> Chunk:
        """Plain words, whole."""
        part = self.outline.add("P")
        left = self.left + self.kind.inset
        lines = self._wrapped(words, Face.REGULAR, self.kind.text, left, self.right - left)
        return self._box(lines, part, self.right)

    # Parts of a box

    def _unsaid(self, step: PlanStep) -> set[str]:
        return {"Who for"} if self.discreet.intersection(step.meets) else set()

    def _beside_numeral(self) -> float:
        return self.left + width("00", Face.BOLD, self.sizes.numeral) + 4 * MM

    def _named(self, step: PlanStep, left: float, room: float) -> list[_Line]:
        """The name, and whose it is beside it where that fits."""
        name, owner = _name(step), drawable(step.organisation)
        lines = self._wrapped(name, Face.BOLD, self.sizes.name, left, room)
        if not owner or fold(owner) in fold(name):
            return lines
        return self._with(lines, owner, left, room)

    def _with(self, lines: list[_Line], words: str, left: float, room: float) -> list[_Line]:
        """Plain words after the last line where they fit beside it, else below."""
        text = self.kind.text
        if lines and words:
            last = lines[-1].cells[-1]
            x = last.x + width(last.words.rstrip(), last.face, last.size) + 3 * MM
            if x + width(words, Face.REGULAR, text) <= left + room:
                cells = (*lines[-1].cells, _Cell(x, words, Face.REGULAR, text))
                return [*lines[:-1], replace(lines[-1], cells=cells)]
        return lines + self._wrapped(words, Face.REGULAR, text, left, room)

    def _phones(self, step: PlanStep, left: float, room: float) -> list[_Line]:
        """The numbers, each with its note beside or below it; a web address where there is none."""
        lines: list[_Line] = []
        for phone in step.phones[:_MOST_PHONES]:
            number = _phone_words(phone)
            numbers = self._wrapped(number, Face.BOLD, self.sizes.phone, left, room)
            note = "" if phone.is_text else _clipped(phone.note)
            if fold(note) in {fold(reason) for reason in step.why}:
                note = ""
            lines += self._with(numbers, note, left, room)
        if not step.phones and step.url:
            address = step.url.removeprefix("https://").removeprefix("http://").rstrip("/")
            lines += self._wrapped(drawable(address), Face.BOLD, self.kind.text, left, room)
        return lines

    def _reasons(self, step: PlanStep, left: float, room: float, *, says_for: bool) -> list[_Line]:
        told = [_together(drawable(one)) for one in step.why if one not in NOT_ON_PAPER]
        why = " · ".join(filter(None, told))
        lines = self._wrapped(why[:1].upper() + why[1:], Face.REGULAR, self.kind.text, left, room)
        if says_for:
            lines += self._labelled("For", "; ".join(step.meets_words), left, room)
        return lines

    def _wrapped(
        self, words: str, face: Face, size: float, left: float, room: float
    ) -> list[_Line]:
        leading = self.kind.leading if size == self.kind.text else 1.2 * size
        return [
            _Line((_Cell(left, _plain(line), face, size),), leading)
            for line in (break_lines(words, face, size, room) if words else ())
        ]

    def _labelled(self, label: str, text: str, left: float, room: float) -> list[_Line]:
        """ "When: Monday to Friday": the label in bold, the text running on below it."""
        words, size = _clipped(text), self.kind.text
        if not words:
            return []
        lead = f"{label}: "
        indent = width(lead, Face.BOLD, size)
        first, *others = break_lines(words, Face.REGULAR, size, room, indent=indent)
        begins = (
            _Cell(left, lead, Face.BOLD, size),
            *((_Cell(left + indent, first, Face.REGULAR, size),) if first else ()),
        )
        rows = [begins, *((_Cell(left, line, Face.REGULAR, size),) for line in others)]
        return [_Line(cells, self.kind.leading) for cells in rows]

    def _code(self, step: PlanStep) -> _Coded | None:
        """The code that rings the number or opens the page, at the right edge, and its words below;
        None where there is nothing safe to scan, or it would take the sheet over.
        """
        text = self.kind.text
        try:
            scanned = payload_for_step(step)
            words = _number_together(printable(scanned.words, "The words under the code"))
            level, wide = code_for(scanned.payload, Use.HAND, wanted=CODE_MM)
        except HubError:
            return None
        side, room = wide * MM, _WIDEST_CODE_MM * MM
        lines = break_lines(words, Face.REGULAR, text, room)
        if side > room or len(lines) > _MOST_CAPTION:
            return None
        widest = max(width(line.rstrip(), Face.REGULAR, text) for line in lines)
        # Its quiet zone keeps clear of what is above, below and beside it.
        code = Code(0, 0, side, scanned.payload, level=level)
        quiet = -code.quiet_box.top
        x = min(self.right - side - quiet, self.right - widest)
        code = replace(code, x=x, top=quiet)
        first = code.quiet_box.bottom + ASCENT * text
        caption = [
            Run(x, first + number * self.kind.leading, _plain(line), Face.REGULAR, text)
            for number, line in enumerate(lines)
        ]
        return code, caption

    def _box(
        self,
        lines: Sequence[_Line],
        part: int,
        right: float,
        code: _Coded | None = None,
        numeral: str = "",
    ) -> Chunk:
        """Lines below each other, as many as one page holds, and what stands beside them."""
        top = self.kind.unit
        kept = self._kept(lines, self.tallest - 3 * self.kind.unit)
        pieces: list[Piece] = []
        if numeral:
            first, size = kept[0], self.sizes.numeral
            middle = top + first.leading / 2 + CAP_HEIGHT * first.tallest / 2
            baseline = middle - CAP_HEIGHT * first.tallest + CAP_HEIGHT * size
            pieces.append(Run(self.left, baseline, f"{numeral} ", Face.BOLD, size, part))
        y = top
        for line in kept:
            baseline = y + (line.leading + CAP_HEIGHT * line.tallest) / 2
            pieces += [
                Run(cell.x, baseline, f"{cell.words.rstrip()} ", cell.face, cell.size, part)
                for cell in line.cells
            ]
            if line.is_blank:
                last = line.cells[-1]
                starts = last.x + width(last.words, last.face, last.size)
                pieces.append(Rule(starts, right, baseline + DESCENT * last.size))
            y += line.leading
        if numeral:
            y = max(y, top + self.sizes.numeral)
        if code is not None:
            square, caption = code
            spoken = (
                f"Square code to scan with a phone: {' '.join(r.words.strip() for r in caption)}"
            )
            figure = self.outline.add("Figure", part, spoken=spoken)
            below = self.outline.add("P", part)
            pieces.append(replace(square, top=square.top + top, part=figure))
            pieces += [replace(one, baseline=one.baseline + top, part=below) for one in caption]
            y = max(y, top + max(one.box.bottom for one in caption))
        return Chunk(y + self.kind.unit, tuple(pieces))

    def _kept(self, lines: Sequence[_Line], space: float) -> list[_Line]:
        """All lines, or those that fit and a word that there is more."""
        kept = list(lines)
        if sum(line.leading for line in kept) <= space:
            return kept
        more = self._wrapped(
            "There is more. Ask at the desk.",
            Face.REGULAR,
            self.kind.text,
            kept[0].cells[0].x,
            self.right - self.left,
        )
        while len(kept) > 1 and sum(line.leading for line in (*kept, *more)) > space:
            kept.pop()
        return kept + more


def _together(reason: str) -> str:
    """A short reason that no line breaks."""
    return reason.replace(" ", NO_BREAK) if len(reason) <= _SHORT else reason


def _number_together(words: str) -> str:
    """The words under a code, with the number on one line: "Call 01632 960100"."""
    begins, _, number = words.partition(" ")
    is_number = number.replace(" ", "").lstrip("+").isdigit()
    return f"{begins} {number.replace(' ', NO_BREAK)}" if is_number else words


def _plain(line: str) -> str:
    """A broken line as it is drawn."""
    return line.replace(NO_BREAK, " ")


def _getting_in(step: PlanStep, left_out: frozenset[str]) -> list[tuple[str, str]]:
    """What isn't said elsewhere."""
    said = {fold(reason) for reason in step.why}
    return [
        (label, text)
        for label, text in step.getting_in
        if label not in left_out
        and fold(text) not in said
        and not (label == "Who for" and fold(text).rstrip(".") in _FOR_ALL)
    ]


def _name(step: PlanStep) -> str:
    """Its name; where we have none of its letters, whatever else it goes by."""
    return drawable(step.name) or drawable(step.organisation) or f"Help {step.code}".strip()


def _phone_words(phone: PhoneView) -> str:
    """A number as it is dialled, or what to text to it."""
    number = drawable(phone.number)
    if not phone.is_text or not number:
        return number
    note = drawable(phone.note)
    return f"{number}: {note}" if note else f"Text {number}"


def _clipped(text: str) -> str:
    words = drawable(text)
    if len(words) <= _LONGEST_TEXT:
        return words
    return f"{words[: _LONGEST_TEXT - 1].rstrip()}…"


def drawable(text: str) -> str:
    """One line in letters that we have. Others are left out, so that one entry spoils no sheet."""
    line = clean_line(text[:1000])
    try:
        return printable(line, "The words")
    except BadInput:
        return clean_line("".join(letter for letter in line if not missing_glyphs(letter)))
