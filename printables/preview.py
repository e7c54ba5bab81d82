"""A sheet as lines of text, for a screen that has only letters: made of the very boxes that are
drawn, so that what somebody sees is what is printed.

Decides which words stand beside and below each other; leaves drawing them to the screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from hub.views.words import clean_line
from printables.boxes import Band, Code, Page, Run, Sheet, Stroke
from printables.cells import CellPage, Line, Look, Words, length, wrapped
from printables.fonts import ASCENT, Face
from printables.fonts import width as printed_width

LEVEL = 3.5
"""Points between two baselines that are still seen as one line."""
SAME_EDGE = 3.0
"""Points between two left edges that are still seen as one."""
LEADING = 1.7
"""Of the size: the most between two lines of one paragraph."""
WORD_GAP = 0.8
"""Of the size: the most between two words of one line."""
PUSHED = 3
"""Cells that a column may be pushed aside, so that the one before it keeps its words on a line."""
PULLED = 8
"""Cells that it may be pulled from the right edge of the screen."""
LABEL = 12
"""Cells of words that aren't broken: times, labels."""
SHORT = 16
"""Cells of words that aren't broken at the right edge: rooms, the number of the page."""
NARROWEST = 6
"""Cells of a column."""
AIR = 1.2
"""Of the size: white above a line that shows as an empty line."""
CODE_TEXT = 14.0
CODE_LINES = 3
CUT = "- "
LONGEST_CUT = 400


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one paragraph below each other, or a code."""

    left: float
    right: float
    """Of its last line."""
    widest: float
    """Of all its lines."""
    baselines: tuple[float, ...]
    size: float
    lines: tuple[Line, ...]
    part: int | None

    @property
    def top(self) -> float:
        return self.baselines[0] - ASCENT * self.size

    @property
    def foot(self) -> float:
        return self.baselines[-1]

    @property
    def longest(self) -> int:
        return max(length(line) for line in self.lines)

    @property
    def look(self) -> Look:
        """Of its first words; what is on a band is so from end to end."""
        return self.lines[0][0].look


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block in its cells."""

    block: _Block
    row: int
    column: int
    lines: tuple[Line, ...]

    @property
    def below(self) -> int:
        return self.row + len(self.lines)

    @property
    def right(self) -> int:
        return self.column + max(length(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two blocks that share some height, by their numbers; the first is further left."""

    left: int
    right: int


def preview(sheet: Sheet, width: int) -> tuple[tuple[Line, ...], ...]:
    """The pages, each as lines of at most `width` cells."""
    return tuple(_page(page, sheet, max(width, NARROWEST)) for page in sheet.pages)


def _page(page: Page, sheet: Sheet, width: int) -> tuple[Line, ...]:
    blocks = _blocks(page, sheet)
    made = CellPage(width)
    scale = width / (page.inner.right - page.inner.left)
    placed = _place(blocks, page, width)
    for one in placed:
        for number, line in enumerate(one.lines):
            made.write(one.row + number, one.column, line)
    for band in page.bands():
        _draw_band(made, band, placed, page.inner.left, scale)
    for stroke in page.strokes():
        if stroke.is_dashed and stroke.box.bottom - stroke.box.top > page.height / 2:
            made.down(round((stroke.x - page.inner.left) * scale), "¦", Look.CUT)
    return made.lines()


def _draw_band(
    made: CellPage, band: Band, placed: Sequence[_Placed], edge: float, scale: float
) -> None:
    on_it = [
        one
        for one in placed
        if one.block.look is Look.BAND
        and band.box.top < one.block.baselines[0] < band.box.bottom
        and band.box.left - 1 < one.block.left < band.box.right
    ]
    if not on_it:
        return
    first = min(round((band.box.left - edge) * scale), *(one.column for one in on_it))
    last = max(round((band.box.right - edge) * scale), *(one.right for one in on_it))
    for row in range(min(one.row for one in on_it), max(one.below for one in on_it)):
        made.bar(row, first, last, Look.BAND)


# What there is


def _blocks(page: Page, sheet: Sheet) -> list[_Block]:
    """From the top down, and from left to right."""
    found: list[_Block] = []
    of_a_line = Counter((run.part, run.baseline) for run in page.runs())
    for piece in page.pieces:
        match piece:
            case Run():
                _take(found, piece, is_alone=of_a_line[piece.part, piece.baseline] == 1)
            case Stroke() if piece.is_dashed and abs(piece.y - piece.to_y) < 1:
                box = piece.box
                cut = ((Words(CUT * LONGEST_CUT, Look.CUT),),)
                found.append(
                    _Block(box.left, box.right, box.right, (piece.y,), CODE_TEXT, cut, None)
                )
    said = {" ".join(some.text for line in one.lines for some in line) for one in found}
    found += [_code(code, sheet, said) for code in page.codes()]
    return sorted(found, key=lambda one: (one.baselines[0], one.left))


def _take(found: list[_Block], run: Run, *, is_alone: bool) -> None:
    """Add a run to the line or the paragraph that it goes on with, else as a paragraph of its own:
    also what stands in columns, where each line is level with another.
    """
    said = clean_line(run.words)
    if not said:
        return
    look = Look.BAND if run.on_band else Look.BOLD if run.face is Face.BOLD else Look.PLAIN
    for place in range(len(found) - 1, max(-1, len(found) - 8), -1):
        one = found[place]
        if one.part != run.part or one.size != run.size or (one.look is Look.BAND) != run.on_band:
            continue
        line = (Words(said, look),)
        is_next_word = run.baseline == one.foot and -1 < run.x - one.right < WORD_GAP * run.size
        if is_next_word:
            lines = (*one.lines[:-1], (*one.lines[-1], Words(f" {said}", look)))
            right = run.box.right
            found[place] = replace(one, right=right, widest=max(one.widest, right), lines=lines)
            return
        is_next_line = (
            is_alone
            and abs(one.left - run.x) < 1
            and 0 < run.baseline - one.foot <= LEADING * run.size
        )
        if is_next_line and not _had_room(one, run):
            found[place] = replace(
                one,
                right=run.box.right,
                widest=max(one.widest, run.box.right),
                baselines=(*one.baselines, run.baseline),
                lines=(*one.lines, line),
            )
            return
    words = ((Words(said, look),),)
    right = run.box.right
    found.append(_Block(run.x, right, right, (run.baseline,), run.size, words, run.part))


def _had_room(block: _Block, run: Run) -> bool:
    """Whether the first word of the run would have fitted above: then the line was broken on
    purpose, like those of an address.
    """
    first = printed_width(f" {run.words.split(maxsplit=1)[0]}", run.face, run.size)
    return block.right + first <= max(block.widest, run.box.right)


def _code(code: Code, sheet: Sheet, said: Collection[str]) -> _Block:
    """In its place, with what it says unless that stands in print as well."""
    spoken = sheet.parts[code.part].spoken if code.part is not None else ""
    words = clean_line(spoken.partition(": ")[2])
    shown = f"[code: {words}]" if words and words not in said else "[code]"
    first = code.top + ASCENT * CODE_TEXT
    box = code.box
    lines = ((Words(shown, Look.CODE),),)
    baselines = (first, box.bottom)
    return _Block(box.left, box.right, box.right, baselines, CODE_TEXT, lines, code.part)


# Which columns


def _columns(
    blocks: Sequence[_Block], pairs: Sequence[_Pair], page: Page, width: int
) -> tuple[int, ...]:
    """The cell at which each block begins: the same for all that begin at one place on paper."""
    edges: list[float] = []
    for x in sorted({one.left for one in blocks}):
        if not edges or x - edges[-1] > SAME_EDGE:
            edges.append(x)
    edge_of = [bisect_right(edges, one.left + 0.01) - 1 for one in blocks]
    longest = [0] * len(edges)
    for one, edge in zip(blocks, edge_of, strict=True):
        if one.look not in (Look.CUT, Look.CODE) and one.longest <= SHORT:
            longest[edge] = max(longest[edge], one.longest)
    scale = width / (page.inner.right - page.inner.left)
    at = [max(0, round((x - page.inner.left) * scale)) for x in edges]
    # What is set against the right margin keeps its words on one line.
    at = [
        max(0, min(cell, max(width - words, cell - PULLED), width - NARROWEST))
        for cell, words in zip(at, longest, strict=True)
    ]
    most = [cell + PUSHED for cell in at]
    for pair in sorted(pairs, key=lambda one: edge_of[one.right]):
        here, there = edge_of[pair.left], edge_of[pair.right]
        words = blocks[pair.left].longest
        needs = at[here] + words + 1
        if words <= LABEL or needs <= most[there]:
            at[there] = max(at[there], min(needs, width - NARROWEST))
    return tuple(at[edge] for edge in edge_of)


def _pairs(blocks: Sequence[_Block]) -> list[_Pair]:
    """Which blocks stand beside each other. `blocks` go from the top down."""
    tallest = max((one.size for one in blocks), default=0.0)
    found: list[_Pair] = []
    for number, one in enumerate(blocks):
        for next_one in range(number + 1, len(blocks)):
            other = blocks[next_one]
            if other.baselines[0] - tallest > one.foot + LEVEL:
                break
            is_level = other.baselines[0] - one.baselines[0] < LEVEL
            if is_level or other.top < one.foot - LEVEL:
                pair = sorted((number, next_one), key=lambda n: blocks[n].left)
                if blocks[pair[1]].left - blocks[pair[0]].left > SAME_EDGE:
                    found.append(_Pair(*pair))
    return found


# Which rows


def _place(blocks: Sequence[_Block], page: Page, width: int) -> list[_Placed]:
    pairs = _pairs(blocks)
    columns = _columns(blocks, pairs, page, width)
    ends = [width] * len(blocks)
    for pair in pairs:
        if columns[pair.right] > columns[pair.left]:
            ends[pair.left] = min(ends[pair.left], columns[pair.right] - 1)
    placed: list[_Placed] = []
    under_way: list[_Placed] = []
    """What reaches down beside the line that is placed now."""
    floor, foot, number = 0, 0.0, 0
    while number < len(blocks):
        level = blocks[number].baselines[0]
        floor = max([floor, *(one.below for one in under_way if one.block.foot < level - LEVEL)])
        under_way = [one for one in under_way if one.block.foot >= level - LEVEL]
        laid: list[_Placed] = []
        while number < len(blocks) and blocks[number].baselines[0] - level < LEVEL:
            one = blocks[number]
            lines = _lines(one, max(1, ends[number] - columns[number]))
            laid.append(_Placed(one, 0, columns[number], lines))
            number += 1
        row = max(floor, *(_beside(one, under_way) for one in laid))
        nearest = min(one.block.top - AIR * one.block.size for one in laid)
        if placed and not under_way and nearest > foot:
            row += 1
        laid = _on_rows(laid, row)
        foot = max(foot, *(one.block.foot for one in laid))
        placed += laid
        under_way += laid
    return placed


def _on_rows(laid: Sequence[_Placed], row: int) -> list[_Placed]:
    """What is level on paper on one row, unless the screen is too narrow for it."""
    found: list[_Placed] = []
    for one in sorted(laid, key=lambda each: each.column):
        under = [other.below for other in found if one.column < other.right]
        found.append(replace(one, row=max([row, *under])))
    return found


def _lines(block: _Block, room: int) -> tuple[Line, ...]:
    """As on paper, or broken anew where that is too long."""
    if block.look is Look.CUT:
        return ((Words(block.lines[0][0].text[:room], Look.CUT),),)
    if block.longest <= room:
        return block.lines
    made = wrapped(block.lines, room)
    if block.look is Look.CODE and len(made) > CODE_LINES:
        return ((Words("[code]"[:room], Look.CODE),),)
    return made


def _beside(one: _Placed, under_way: Sequence[_Placed]) -> int:
    """The row at which it can begin, for all that began above it and isn't at its end."""
    row = 0
    for other in under_way:
        if other.column < one.right and one.column < other.right:
            row = max(row, other.below)
        else:
            above = bisect_left(other.block.baselines, one.block.baselines[0] - LEVEL)
            row = max(row, other.row + min(above, len(other.lines)))
    return row
