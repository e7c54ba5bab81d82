"""Who was found, a line each: only as many lines as there is room for, whatever is behind them."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hub.directory.assurance import is_current
from hub.views.directory import ServiceView
from kiosk.shared.drawing import fit

MARK, PHONE = 8, 18
NARROW = 100
"""Columns below which the organisation is left out of the line."""


class Results(Widget, can_focus=True):
    """A window on the entries found, with a cursor."""

    class Touched(Message):
        """An entry was clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._services: tuple[ServiceView, ...] = ()
        self._today: date | None = None
        self._top = 0
        self._cursor = 0
        self._numbers = False

    @property
    def chosen(self) -> ServiceView | None:
        """The entry at the cursor."""
        return self._services[self._cursor] if self._services else None

    def show(self, services: tuple[ServiceView, ...], today: date) -> None:
        """Show these from their beginning."""
        self._services = services
        self._today = today
        self._top = self._cursor = 0
        self.refresh()

    def show_numbers(self, wanted: bool) -> None:
        """Number the lines in sight, while number keys pick one."""
        if self._numbers != wanted:
            self._numbers = wanted
            self.refresh()

    def step(self, down: int) -> bool:
        """Move the cursor; False where there is nothing further up."""
        if self._cursor + down < 0:
            return False
        self._cursor = max(0, min(len(self._services) - 1, self._cursor + down))
        self._keep_in_sight()
        return True

    def turn(self, pages: int) -> None:
        """A windowful on, or back."""
        self.step(max(-self._cursor, pages * max(1, self.size.height)))

    def pick(self, number: int) -> bool:
        """Put the cursor on the line with this number; False where there is none."""
        place = self._top + number - 1
        if number > self.size.height or place >= len(self._services):
            return False
        self._cursor = place
        self.refresh()
        return True

    def _keep_in_sight(self) -> None:
        height = max(1, self.size.height)
        self._top = max(min(self._top, self._cursor), self._cursor - height + 1)
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        shown = self._services[self._top : self._top + height]
        return Content("\n").join(
            self._line(one, self._top + place, width) for place, one in enumerate(shown)
        )

    def _line(self, service: ServiceView, place: int, width: int) -> Content:
        here = place == self._cursor
        number = place - self._top + 1
        sign = "›" if here else " "
        digit = str(number) if self._numbers and number <= 9 else " "
        phone = service.phones[0].number if service.phones else ""
        mark = "URGENT" if service.is_urgent else "local" if service.is_local else ""
        room = width - 4 - MARK - PHONE - 1
        unsure = self._doubt(service)
        name = fit(service.name, max(0, room - len(unsure) - (room // 3 if width >= NARROW else 0)))
        by = f" {fit(service.organisation, room // 3 - 1)}" if width >= NARROW else ""
        words = f"{sign} {digit} {fit(mark, MARK)}{name}{unsure}{by} {fit(phone, PHONE)}"
        return Content.styled(words, "reverse bold" if here and self.has_focus else "")

    def _doubt(self, service: ServiceView) -> str:
        assert self._today is not None
        if is_current(service.assured_on, self._today):
            return ""
        return " (not checked)" if service.assured_on is None else " (checked long ago)"

    def on_click(self, event: events.Click) -> None:
        if self.pick(event.y + 1):
            self.post_message(self.Touched())
