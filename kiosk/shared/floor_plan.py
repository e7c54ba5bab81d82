"""Draws a floor of the building in text: rooms as boxes that share their walls, names and numbers
in them, marks between them. Pure: a floor and a size in, cells out, or None where it doesn't fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from hub.views.words import clean_line
from kiosk.shared.drawing import fit
from kiosk.shared.floor_cells import Ink, Piece
from kiosk.shared.floor_sheet import FloorSheet
from kiosk.shared.floor_view import FloorPlan, PlanMark

MOST_LEGEND = 4
"""Lines below the plan, for names that don't fit into their rooms."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The plan. Each line has exactly the width that was asked for."""

    lines: tuple[tuple[Piece, ...], ...]
    boxes: tuple[tuple[int, int, int, int], ...]
    """Where each room lies, in cells: left, top, right, below. Of a whole: its name."""
    signs: tuple[tuple[int, int], ...]
    """The cell before each room's name, for the sign of the chosen one."""

    def room_at(self, x: int, y: int) -> int | None:
        """The room that a finger on this cell means; walls belong to whoever is written there."""
        if not 0 <= y < len(self.lines):
            return None
        for piece in self.lines[y]:
            x -= cell_len(piece.text)
            if x < 0:
                return piece.room
        return None


def draw_floor(plan: FloorPlan, width: int, height: int) -> Drawing | None:
    """The floor in lines of `width` cells, at most `height` of them; None where that is too small
    for it."""
    if not plan.rooms and not plan.marks:
        return None
    legend: tuple[str, ...] = ()
    for _ in range(MOST_LEGEND + 1):
        sheet = FloorSheet.laid_out(plan, width, height - len(legend))
        if sheet is None:
            return None
        sheet.draw()
        needed = _legend_lines(plan, sheet.unnamed, sheet.unmarked, width)
        if len(needed) > MOST_LEGEND:
            return None
        if len(needed) <= len(legend):
            lines = sheet.lines()
            lines += [(Piece(fit(line, width), Ink.LEGEND),) for line in needed]
            return Drawing(tuple(lines), tuple(sheet.boxes), tuple(sheet.signs))
        legend = needed
    return None


def _legend_lines(
    plan: FloorPlan, rooms: Sequence[int], marks: Sequence[PlanMark], width: int
) -> tuple[str, ...]:
    """ "4 Computer Corner · 7 Quiet Room", in as many lines as it takes."""
    entries = [f"{plan.sign(number)} {clean_line(plan.rooms[number].name)}" for number in rooms]
    entries += [f"{mark.labels[-1]} {mark.labels[0].strip('► ◄')}" for mark in marks]
    lines: list[str] = []
    for entry in entries:
        words = fit(entry, min(width, cell_len(entry)))
        if lines and cell_len(lines[-1]) + 3 + cell_len(words) <= width:
            lines[-1] += f" · {words}"
        else:
            lines.append(words)
    return tuple(lines)
