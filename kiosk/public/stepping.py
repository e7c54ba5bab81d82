"""Where the arrows lead: from card to card, through an article, into the row of buttons and back.
So four buttons are enough: up and down (or left and right), Enter and Escape.
"""

from __future__ import annotations

from kiosk.public.cards import Cards
from kiosk.public.covering import CoveredScreen
from kiosk.public.furniture import Buttons
from kiosk.public.page import Page


class SteppedScreen(CoveredScreen, inherit_bindings=False):
    """The part of the screen that follows the arrows."""

    page: Page
    sideways = False
    """Whether left or right was pressed in this visit. Who has both pairs of arrows goes straight
    up and down; who may have only one pair goes through everything with it."""

    @property
    def cards(self) -> Cards:
        """The cards on screen."""
        raise NotImplementedError

    @property
    def is_code(self) -> bool:
        """Whether a code fills the screen."""
        raise NotImplementedError

    def can_turn(self, pages: int) -> bool:
        """Whether there is more of an article that way."""
        raise NotImplementedError

    def turn(self, pages: int) -> None:
        """The next page of cards or text, or the one before."""
        raise NotImplementedError

    def _fill_buttons(self) -> None:
        """Say what the buttons do now."""
        raise NotImplementedError

    @property
    def _buttons(self) -> Buttons:
        return self.query_one(Buttons)

    @property
    def is_at_buttons(self) -> bool:
        """Whether a button is chosen, and no card."""
        return self._buttons.chosen is not None

    def step(self, across: int, down: int) -> None:
        """One step on."""
        self.sideways = self.sideways or bool(across)
        chosen = self._buttons.chosen
        if chosen is not None:
            self._step_along(chosen, across, down)
        elif not self._step_in_page(across, down):
            self._choose_button(0)
        self._fill_buttons()

    def _step_in_page(self, across: int, down: int) -> bool:
        if self.is_code:
            return False
        if self.page.article is None or across:
            return self.cards.step(across, down, sideways=self.sideways)
        is_first = self.sideways or self.cards.cursor == 0
        if (down > 0 or is_first) and self.can_turn(down):
            self.turn(down)
            return True
        return not self.sideways and self.cards.step(down, 0)

    def _step_along(self, chosen: int, across: int, down: int) -> None:
        by = across or (0 if self.sideways else down)
        if chosen + by < 0 or (down < 0 and self.sideways):
            self.back_to_cards(sideways=self.sideways)
        else:
            self._choose_button(chosen + by)

    def _choose_button(self, number: int) -> None:
        self._buttons.choose(number)
        self._tell_cards()

    def back_to_cards(self, *, sideways: bool) -> None:
        """A card is chosen again, the one that was."""
        self.sideways = sideways
        self._buttons.choose(None)
        self._tell_cards()

    def _tell_cards(self) -> None:
        """One thing looks chosen, never two."""
        if self.cards.is_away is not self.is_at_buttons:
            self.cards.is_away = self.is_at_buttons
            self.cards.paint()

    @property
    def action(self) -> str | None:
        """What the chosen button does; None where none is."""
        return self._buttons.action
