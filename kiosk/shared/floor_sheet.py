"""The cells of one floor while it is drawn: walls, marks, names. Where a wall stands follows from
the squares as far as the words allow. What doesn't fit is said, for `kiosk.shared.floor_plan`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len

from hub.views.floor import MarkKind, Spot
from hub.views.words import clean_line
from kiosk.shared.drawing import fit, wrap
from kiosk.shared.floor_cells import Ink, Piece, cells_of, cells_of_words, spread, steps
from kiosk.shared.floor_view import FloorPlan, PlanMark, PlanRoom

LEAST_ACROSS, LEAST_DOWN = 4, 2
"""Cells from wall to wall: a number, or one line of words, and the wall."""
MOST_ACROSS, MOST_DOWN = 10, 4
"""Cells of a square on a large screen."""
LEAST_WORDS = 4
"""Cells in which anything but a number is worth saying."""
AIRY = 4
"""Rows of a room above which its first one stays blank."""
SPARED = 4
"""Cells that a mark leaves free in a room, for the room's number."""
_WALLS = " │─└││┌├─┘─┴┐┤┬┼"
"""By which arms a wall has: 1 up, 2 right, 4 down, 8 left."""


@dataclass(slots=True)
class FloorSheet:
    """The cells of one floor while it is drawn."""

    plan: FloorPlan
    width: int
    left: int
    """Blank cells before it, so that it stands in the middle."""
    xs: dict[int, int]
    """Cell of each wall by its square."""
    ys: dict[int, int]
    text: list[list[str]] = field(default_factory=list)
    ink: list[list[Ink]] = field(default_factory=list)
    owner: list[list[int | None]] = field(default_factory=list)
    boxes: list[tuple[int, int, int, int]] = field(default_factory=list)
    signs: list[tuple[int, int]] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    """Rooms whose name doesn't fit: their number stands there instead."""
    unmarked: list[PlanMark] = field(default_factory=list)
    """Marks that are only a sign on the plan."""

    @classmethod
    def laid_out(cls, plan: FloorPlan, width: int, height: int) -> FloorSheet | None:
        """Where each wall stands; None where there is too little room."""
        spots = [plan.outline, *(room.spot for room in plan.rooms)]
        across = sorted({edge for one in spots for edge in (one.across, one.right)})
        down = sorted({edge for one in spots for edge in (one.down, one.below)})
        wide = spread(steps(across), [LEAST_ACROSS] * (len(across) - 1), MOST_ACROSS, width - 1)
        if wide is None:
            return None
        xs = {edge: sum(wide[:n]) for n, edge in enumerate(across)}
        least = _least_rows(plan, down)
        high = None
        for wishes in (_wishes(plan, xs, all_of_it=True), _wishes(plan, xs, all_of_it=False), {}):
            wished = [
                max(rows, wishes.get((top, below), 0))
                for rows, (top, below) in zip(least, pairwise(down), strict=True)
            ]
            high = high or spread(steps(down), wished, MOST_DOWN, height - 1)
        if high is None:
            return None
        left = (width - sum(wide) - 1) // 2
        xs = {edge: left + cell for edge, cell in xs.items()}
        ys = {edge: sum(high[:n]) for n, edge in enumerate(down)}
        total = sum(high) + 1
        return cls(
            plan,
            width,
            left,
            xs,
            ys,
            [[" "] * width for _ in range(total)],
            [[Ink.GROUND] * width for _ in range(total)],
            [[None] * width for _ in range(total)],
        )

    def draw(self) -> None:
        """Everything, in an order in which nothing is drawn over."""
        rooms = self.plan.rooms
        for number in sorted(range(len(rooms)), key=lambda n: -_area(rooms[n].spot)):
            self._own(number, rooms[number].spot)
        self._walls()
        for mark in self.plan.marks:
            self._mark(mark)
        for number, room in enumerate(rooms):
            is_whole = _is_whole(room, rooms)
            self.boxes.append(
                self._name_in_wall(number, room) if is_whole else self._name(number, room)
            )

    def lines(self) -> list[tuple[Piece, ...]]:
        """The cells as pieces of text."""
        lines = []
        for text, ink, owner in zip(self.text, self.ink, self.owner, strict=True):
            pieces: list[Piece] = []
            for cell, of, whose in zip(text, ink, owner, strict=True):
                last = pieces[-1] if pieces else None
                if last is not None and last.ink is of and last.room == whose:
                    pieces[-1] = Piece(last.text + cell, of, whose)
                else:
                    pieces.append(Piece(cell, of, whose))
            lines.append(tuple(pieces))
        return lines

    def _edges(self, spot: Spot) -> tuple[int, int, int, int]:
        """Cells of its walls: left, top, right, bottom."""
        return self.xs[spot.across], self.ys[spot.down], self.xs[spot.right], self.ys[spot.below]

    def _own(self, number: int, spot: Spot) -> None:
        left, top, right, bottom = self._edges(spot)
        for y in range(top + 1, bottom):
            self.owner[y][left + 1 : right] = [number] * (right - left - 1)

    def _walls(self) -> None:
        arms = [[0] * self.width for _ in self.text]
        for spot in (self.plan.outline, *(room.spot for room in self.plan.rooms)):
            left, top, right, bottom = self._edges(spot)
            for y in (top, bottom):
                for x in range(left, right):
                    arms[y][x] |= 2
                    arms[y][x + 1] |= 8
            for x in (left, right):
                for y in range(top, bottom):
                    arms[y][x] |= 4
                    arms[y + 1][x] |= 1
        for y, row in enumerate(arms):
            for x, arm in enumerate(row):
                if arm:
                    self.text[y][x], self.ink[y][x] = _WALLS[arm], Ink.WALL
                    self.owner[y][x] = None

    def _put(self, x: int, y: int, cells: Sequence[str], ink: Ink, owner: int | None) -> None:
        for number, cell in enumerate(cells):
            self.text[y][x + number], self.ink[y][x + number] = cell, ink
            self.owner[y][x + number] = owner

    # Rooms

    def _name(self, number: int, room: PlanRoom) -> tuple[int, int, int, int]:
        """Its name, then what is on in it; only its number where the name doesn't fit."""
        left, top, right, bottom = self._edges(room.spot)
        box = (left + 1, top + 1, right, bottom)
        rows = [y for y in range(top + 1, bottom) if self._is_blank(left + 1, right, y)]
        inside = right - left - 1
        words = inside - 2  # a cell for the sign of the chosen one, and one that stays blank
        lines = _unbroken(self.plan.label(number), words)
        if not lines or len(lines) > len(rows):
            self.unnamed.append(number)
            lines = [self.plan.sign(number)]
            if not rows:  # a mark takes its only row: the number goes before or after it
                self.signs.append(self._number_beside_a_mark(number, box))
                return box
        extra: list[tuple[str, Ink]] = []
        spare = len(rows) - len(lines)
        if room.wanted and words >= LEAST_WORDS:
            extra += [(line, Ink.WANTED) for line in wrap(room.wanted, words)[:spare]]
        if room.now:
            said = wrap(room.now, words) if words >= LEAST_WORDS else []
            left_over = spare - len(extra)
            if left_over and len(said) > left_over:
                said = [*said[: left_over - 1], fit(" ".join(said[left_over - 1 :]), words)]
            extra += [(line, Ink.NOW) for line in said[: max(0, left_over)]]
        shown = [*((line, Ink.NAME) for line in lines), *extra]
        first = 1 if len(rows) > max(AIRY, len(shown)) else 0
        self.signs.append((left + 1, rows[first]))
        for (line, ink), y in zip(shown, rows[first:], strict=False):
            self._put(left + 2, y, cells_of_words(line), ink, number)
        return box

    def _number_beside_a_mark(self, number: int, box: tuple[int, int, int, int]) -> tuple[int, int]:
        digits = cells_of(self.plan.sign(number))
        for y in range(box[1], box[3]):
            for x in range(box[0], box[2] - len(digits) + 1):
                if all(not self.text[y][x + n].strip() for n in range(len(digits))):
                    self._put(x, y, digits, Ink.NAME, number)
                    return x, y
        return box[0], box[1]

    def _name_in_wall(self, number: int, room: PlanRoom) -> tuple[int, int, int, int]:
        """A room that is the sum of others says its name in its own wall."""
        left, top, right, bottom = self._edges(room.spot)
        label = self.plan.label(number)
        wanted = f" · {room.wanted}" if room.wanted else ""
        bare = self.plan.sign(number)
        for words in (f" {label}{wanted} ", f" {label} ", f" {bare} ", bare):
            cells = cells_of(words)
            for y in (top, bottom):
                x = self._free_wall(left + 1, right, y, len(cells))
                if x is not None:
                    if words.strip() == bare:
                        self.unnamed.append(number)
                    self._put(x, y, cells, Ink.NAME, number)
                    self.signs.append((x, y))
                    return (x, y, x + len(cells), y + 1)
        self.unnamed.append(number)
        self.signs.append((left, top))
        return (left, top, left + 1, top + 1)

    def _free_wall(self, left: int, right: int, y: int, size: int) -> int | None:
        """The first cells of a wall that nothing is written on; a corner is kept before them where
        there is room."""
        starts: list[int] = [*range(left + 1, right - size), left]
        for x in starts:
            if left <= x <= right - size and all(
                self.ink[y][cell] is Ink.WALL for cell in range(x, x + size)
            ):
                return x
        return None

    def _is_blank(self, left: int, right: int, y: int) -> bool:
        return all(self.text[y][x] == " " for x in range(left, right))

    # Marks

    def _mark(self, mark: PlanMark) -> None:
        """As near to its square as there is room for the best of its labels."""
        ink = Ink.HERE if mark.kind is MarkKind.HERE else Ink.MARK
        side = _in_wall(mark, self.plan.outline)
        x = self._middle(self.xs, mark.spot.across)
        if side:
            y = self.ys[self.plan.outline.below if side > 0 else self.plan.outline.down]
            words = cells_of(f" {'▲' if side > 0 else '▼'} {mark.labels[0]} ")
            left, _, right, _ = self._edges(self.plan.outline)
            first = max(left + 2, min(x - len(words) // 2, right - 1 - len(words)))
            if first + len(words) < right and all(
                self.ink[y][cell] is Ink.WALL for cell in range(first, first + len(words))
            ):
                self._put(first, y, words, ink, None)
                return
        rows = self._rows_of(mark.spot)
        for label in mark.labels:
            for padded in (f" {label} ", label):
                cells = cells_of(padded)
                for y in rows:
                    start = self._free_run(x, y, len(cells))
                    if start is not None:
                        self._put(start, y, cells, ink, self.owner[y][start])
                        if len(mark.labels) > 1 and label is mark.labels[-1]:
                            self.unmarked.append(mark)
                        return
        self.unmarked.append(mark)

    def _middle(self, walls: dict[int, int], square: int) -> int:
        """The cell in the middle of a square, between the walls that stand round it."""
        before = max(edge for edge in walls if edge <= square)
        after = min(edge for edge in walls if edge > square)
        share = (square - before + 0.5) / (after - before)
        cells = walls[after] - walls[before]
        return walls[before] + max(1, min(cells - 1, round(share * cells)))

    def _rows_of(self, spot: Spot) -> list[int]:
        """Rows between the walls round its square, the nearest to it first."""
        best = self._middle(self.ys, spot.down)
        before = self.ys[max(edge for edge in self.ys if edge <= spot.down)]
        after = self.ys[min(edge for edge in self.ys if edge > spot.down)]
        return sorted(range(before + 1, after), key=lambda y: abs(y - best))

    def _free_run(self, x: int, y: int, size: int) -> int | None:
        """Where `size` blank cells about x begin, all of one room or of none."""
        row, owner = self.text[y], self.owner[y]
        if not 0 <= x < self.width or row[x] != " ":
            return None
        left = right = x
        while left > 0 and row[left - 1] == " " and owner[left - 1] == owner[x]:
            left -= 1
        while right + 1 < self.width and row[right + 1] == " " and owner[right + 1] == owner[x]:
            right += 1
        if right - left + 1 < size + (SPARED if owner[x] is not None else 0):
            return None
        first: int = max(left, min(x - size // 2, right + 1 - size))
        return first


def _least_rows(plan: FloorPlan, down: Sequence[int]) -> list[int]:
    """Rows from wall to wall, so that each mark has one to stand in; a room with a mark in it has
    one for its name as well."""
    within = [mark.spot for mark in plan.marks if _in_wall(mark, plan.outline) == 0]
    rows: set[float] = {spot.down for spot in within}
    rows |= {
        spot.down + 0.5 for spot in within if any(room.spot.holds(spot) for room in plan.rooms)
    }
    return [
        max(LEAST_DOWN, 1 + sum(top <= row < below for row in rows))
        for top, below in pairwise(down)
    ]


def _wishes(plan: FloorPlan, xs: dict[int, int], *, all_of_it: bool) -> dict[tuple[int, int], int]:
    """Rows from wall to wall that rooms would like for their names, or for `all_of_it`."""
    wishes: dict[tuple[int, int], int] = {}
    for number, room in enumerate(plan.rooms):
        if _is_whole(room, plan.rooms):
            continue
        words = xs[room.spot.right] - xs[room.spot.across] - 3
        rows = len(_unbroken(plan.label(number), words)) or 1
        if all_of_it:
            rows += bool(room.wanted)
            rows += min(2, len(wrap(room.now, words))) if words >= LEAST_WORDS else 0
        edges = room.spot.down, room.spot.below
        wishes[edges] = max(wishes.get(edges, 0), 1 + rows)
    return wishes


def _is_whole(room: PlanRoom, rooms: Sequence[PlanRoom]) -> bool:
    """Whether other rooms lie inside it."""
    return any(room.spot.holds(other.spot) and other.spot != room.spot for other in rooms)


def _unbroken(label: str, width: int) -> list[str]:
    """The label in lines of `width` cells; nothing where a word of it would have to be cut."""
    if width < 1 or any(cell_len(word) > width for word in clean_line(label).split()):
        return []
    return wrap(label, width)


def _area(spot: Spot) -> int:
    return spot.width * spot.height


def _in_wall(mark: PlanMark, outline: Spot) -> int:
    """1 where it is a way in through the lower outer wall, -1 through the upper one, else 0."""
    if mark.kind is not MarkKind.ENTRANCE:
        return 0
    if mark.spot.below == outline.below:
        return 1
    return -1 if mark.spot.down == outline.down else 0
