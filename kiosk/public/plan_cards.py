"""The plan of a floor on screen: its rooms are cards that stand where they lie, and a row of other
cards is below it. How the plan is drawn, `kiosk.shared.floor_plan` decides.
"""

from __future__ import annotations

from rich.cells import cell_len

from kiosk.public.cards import Cards
from kiosk.public.grid import Grid, head_grid, plan_height
from kiosk.public.painting import Row
from kiosk.shared.floor_cells import Ink
from kiosk.shared.floor_plan import Drawing, draw_floor
from kiosk.shared.floor_view import FloorPlan

_STYLES = {
    Ink.GROUND: "$ink on $paper",
    Ink.WALL: "$quiet on $paper",
    Ink.NAME: "bold $ink",
    Ink.NOW: "$ink",
    Ink.WANTED: "bold $urgent",
    Ink.HERE: "bold $paper on $urgent",
    Ink.MARK: "bold $mark",
    Ink.LEGEND: "$ink on $paper",
}


class PlanCards(Cards):
    """The first cards are the rooms of the plan, in its order."""

    DEFAULT_CSS = "PlanCards { height: 1fr; text-wrap: nowrap; }"

    plan: FloorPlan | None = None
    _drawn: tuple[FloorPlan, int, int, Drawing | None] | None = None

    def show_plan(self, plan: FloorPlan) -> None:
        """Draw this floor; its cards are shown as any others."""
        self.plan = plan
        self.paint()

    def empty(self) -> None:
        """No plan."""
        self.plan = self._drawn = None
        super().empty()

    @property
    def drawing(self) -> Drawing | None:
        """The plan at the size that there is; None before it has one."""
        plan, width, height = self.plan, self.area.width, plan_height(self.area.height)
        if plan is None or width < 1 or height < 1:
            return None
        if self._drawn is None or self._drawn[:3] != (plan, width, height):
            self._drawn = plan, width, height, draw_floor(plan, width, height)
        return self._drawn[3]

    @property
    def _rooms(self) -> int:
        return len(self.plan.rooms) if self.plan else 0

    @property
    def grid(self) -> Grid:
        """The row of cards below the plan."""
        return head_grid(max(1, len(self.cards) - self._rooms), self.area.width, self.area.height)

    @property
    def _shown(self) -> tuple[int, ...]:
        keys = min(self.plan.keys, self._rooms) if self.plan else 0
        below = range(self._rooms, len(self.cards))
        return (*range(keys), *below, *range(keys, self._rooms))

    def has_more(self) -> bool:
        """A plan is one screenful."""
        return False

    def has_before(self) -> bool:
        """Likewise."""
        return False

    def turn(self, pages: int) -> None:
        """There is nothing to turn to."""

    def step(self, across: int, down: int, *, sideways: bool = True) -> bool:
        """To the room that lies there, or from the plan to the cards below it and back. Left and
        right come by everything, in reading order; so do up and down for whoever has not gone
        `sideways` yet, as there may be no other keys. False where there is nothing further."""
        to = self._towards(down) if down and sideways else self.cursor + (across or down)
        if to == self.cursor or not 0 <= to < len(self.cards):
            return False
        self._move(to)
        return True

    def _places(self) -> list[tuple[float, float, float, float]]:
        """Where each card lies: left, top, right, below."""
        drawing, grid = self.drawing, self.grid
        boxes: list[tuple[float, float, float, float]] = list(drawing.boxes) if drawing else []
        for number in range(len(self.cards) - self._rooms):
            left = number * grid.width
            boxes.append((left, self._foot, left + grid.across(number), self._foot + grid.height))
        return boxes

    def _towards(self, down: int) -> int:
        """The nearest card below (1) or above (-1): one that stands under it before one beside."""
        places = self._places()
        if self.cursor >= len(places):
            return self.cursor
        left, top, right, below = places[self.cursor]

        def distance(number: int) -> tuple[float, float]:
            there = places[number]
            gap = there[1] - below if down > 0 else top - there[3]
            aside = max(there[0] - right, left - there[2], 0)
            return gap + aside, abs(there[0] + there[2] - left - right)

        beyond = [
            number
            for number, there in enumerate(places)
            if (there[1] >= below if down > 0 else there[3] <= top)
        ]
        return min(beyond, key=distance, default=self.cursor)

    @property
    def _foot(self) -> int:
        """The row where the cards below the plan begin."""
        return self.area.height - self.grid.height

    def card_at(self, x: int, y: int) -> tuple[int, bool] | None:
        """The room, or the card below the plan."""
        if y >= self._foot:
            found = self.grid.place_at(x, y - self._foot)
            index = self._rooms + found[0] if found else len(self.cards)
        else:
            drawing = self.drawing
            room = drawing.room_at(x, y - self._top) if drawing else None
            index = len(self.cards) if room is None else room
        return (index, False) if index < len(self.cards) else None

    @property
    def _top(self) -> int:
        """Blank rows above the plan, so that it stands in the middle."""
        drawing = self.drawing
        return max(0, plan_height(self.area.height) - len(drawing.lines)) // 2 if drawing else 0

    def lines(self) -> list[Row]:
        """The plan, and the cards below it."""
        drawing = self.drawing
        lines: list[Row] = [[]] * self._top
        if drawing is not None:
            lines += [self._plan_line(drawing, y) for y in range(len(drawing.lines))]
        lines += [[]] * max(0, self._foot - len(lines))
        numbers = range(self._rooms, len(self.cards))
        return lines + self._rows(self.grid, numbers, self._shown.index(self._rooms) + 1)

    def _plan_line(self, drawing: Drawing, y: int) -> Row:
        cursor = -1 if self.is_away else self.cursor
        sign = drawing.signs[cursor] if 0 <= cursor < len(drawing.signs) else None
        line: Row = []
        x = 0
        for piece in drawing.lines[y]:
            style = _STYLES[piece.ink]
            if piece.room is not None and piece.ink is not Ink.HERE:
                style = self._room_style(piece.ink, chosen=piece.room == cursor)
            text = piece.text
            if sign is not None and sign[1] == y and x <= sign[0] < x + len(text):
                at = sign[0] - x
                if not text[at].strip():
                    text = f"{text[:at]}►{text[at + 1 :]}"
            line.append((text, style))
            x += cell_len(piece.text)
        return line

    @staticmethod
    def _room_style(ink: Ink, *, chosen: bool) -> str:
        if chosen:
            return "bold $on-bar on $bar" if ink is not Ink.NOW else "$on-bar on $bar"
        return f"{_STYLES[ink].removesuffix(' on $paper')} on $card"
