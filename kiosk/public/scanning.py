"""A library card under the scanner at a kiosk: its number is dropped, and the visitor is told where
cards are shown. What a burst is is decided in `kiosk.shared.scanner`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events

from kiosk.public.calming import CalmApp
from kiosk.public.places import Saying, Search

if TYPE_CHECKING:
    from kiosk.shared.scanner import Burst


class ScannedApp(CalmApp):
    """The part of the kiosk that tells scanners from fingers."""

    scanner: Burst | None = None
    """None where digits are taken as they come."""

    def action_erase(self) -> None:
        """Rub out the last letter."""
        raise NotImplementedError

    def expect_scanners(self) -> None:
        """Hold digits back for a moment from now on."""
        from kiosk.shared.scanner import Burst

        self.scanner = Burst()

    async def hears(self, event: events.Key) -> bool:
        """Whether that key means now what it always means."""
        if self.scanner is None:
            return True
        from kiosk.shared.scanner import HOLD, Heard

        letter = event.character or ""
        heard = self.scanner.hear(
            event,
            is_digit=letter.isascii() and letter.isdigit(),
            is_enter=event.key == "enter",
            now=self.seconds(),
        )
        if heard is Heard.HELD:
            self.set_timer(HOLD, self.let_digits_go)
        elif heard is Heard.CARD:
            if self.scanner.has_letter and isinstance(self.place, (Search, Saying)):
                self.action_erase()
            self.sheet.tell_about_card()
        elif heard is Heard.NOT_OURS:
            await self._pass_on(self.scanner.let_go(self.seconds(), at_once=True))
            return True
        return False

    async def let_digits_go(self) -> None:
        """What was held back was a finger's."""
        if self.scanner is not None:
            await self._pass_on(self.scanner.let_go(self.seconds()))
            if self.scanner.held:
                from kiosk.shared.scanner import HOLD

                self.set_timer(HOLD, self.let_digits_go)

    async def _pass_on(self, held: list[object]) -> None:
        for event in held:
            await super().on_event(cast("events.Key", event))
