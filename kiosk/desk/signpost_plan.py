"""The plan at the side: a list whose cursor goes from step to step."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from hub.views.plan import Plan
from kiosk.desk.lines import Lines
from kiosk.desk.signpost_words import PlanRow, RowKind, plan_rows, row_line

FIRST_KEYS = ("x", "k", "F5", "F6", "F7", "F8", "F4")
_STYLES = {
    RowKind.HEADING: "bold $mark",
    RowKind.STEP: "bold",
    RowKind.DETAIL: "$quiet",
    RowKind.LINE: "",
    RowKind.NOTHING: "bold $urgent",
}


class PlanLines(Lines[PlanRow]):
    """Next steps, growing while somebody ticks."""

    def __init__(self, *, id: str) -> None:
        super().__init__(row_line, id=id)

    def show_plan(self, plan: Plan | None) -> None:
        """Show this plan; the cursor stays with its step where it can."""
        before, place = self.chosen, self.place
        rows = plan_rows(plan) if plan else ()
        self.show(rows, place=_place_of(before, place, rows))

    def go_to(self, place: int) -> None:
        """Only steps and lines of one's own can be chosen."""
        step = 1 if place >= self.place else -1
        last = len(self.items) - 1
        place = max(0, min(place, last))
        ahead = range(place, last + 1) if step > 0 else range(place, -1, -1)
        found = next((one for one in ahead if self.items[one].can_be_chosen), None)
        if found is None:
            back = range(place, -1, -1) if step > 0 else range(place, last + 1)
            found = next((one for one in back if self.items[one].can_be_chosen), self.place)
        super().go_to(found)

    def _line(self, item: PlanRow, place: int, width: int) -> Content:
        here = place == self.place and self.has_focus
        sign = "› " if place == self.place and item.can_be_chosen else "  "
        words = sign + self._draw(item, max(0, width - len(sign)))
        return Content.styled(words, "reverse bold" if here else _STYLES[item.kind])


def _place_of(before: PlanRow | None, was: int, rows: tuple[PlanRow, ...]) -> int:
    if before is not None:
        for place, row in enumerate(rows):
            if not row.can_be_chosen:
                continue
            if before.step is not None and row.step and row.step.code == before.step.code:
                return place
            if before.step is None and row.number == before.number:
                return place
    choices = [place for place, row in enumerate(rows) if row.can_be_chosen]
    return next((place for place in choices if place >= was), choices[-1] if choices else 0)


def plan_keys_first(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The hints while somebody is in the plan: what is done with it before the rest."""
    offered = list(keys)
    first = {key: place for place, key in enumerate(FIRST_KEYS)}
    return sorted(offered, key=lambda one: first.get(one[0], len(first)))
