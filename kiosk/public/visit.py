"""What the screen may ask of the kiosk it is shown by, so that neither file needs the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hub.clock import Clock
from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from kiosk.public.places import Entry


class Visit(Protocol):
    """One visitor's time at the kiosk."""

    @property
    def board(self) -> Noticeboard | None:
        """The open noticeboard; None while there is none to read."""

    @property
    def clock(self) -> Clock:
        """The hub's clock."""

    @property
    def history(self) -> Sequence[object]:
        """Where Back leads to; empty where there is no way back."""

    @property
    def demo(self) -> bool:
        """Whether F2 leads to the desk."""

    @property
    def prints(self) -> bool:
        """Whether there is a printer for visitors."""

    @property
    def prints_arabic(self) -> bool:
        """Whether it can be asked for Arabic and Urdu."""

    @property
    def my_list(self) -> tuple[Entry, ...]:
        """What the visitor has put on her list."""

    @property
    def cleared(self) -> tuple[Entry, ...]:
        """What she took off it all at once, and may put back."""

    @property
    def language(self) -> Language:
        """What the hub speaks to the visitor."""

    @property
    def paper_language(self) -> Language | None:
        """What sheets are printed in, where that is another one."""

    def draw(self, cursor: int = 0) -> None:
        """Show the place where the visitor is."""

    def touched(self, what: str) -> None:
        """The visitor touched this part of the screen, where there is nothing to choose."""
