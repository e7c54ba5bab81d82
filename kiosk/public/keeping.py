"""The visitor's list while she is here, and the large codes she pages through. In memory, nowhere
else: it goes when she does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.public.paper import PaperApp
from kiosk.public.places import Code, Entry, Helplines, ListCode, MyList, Place
from kiosk.public.showing import KioskScreen

if TYPE_CHECKING:
    from kiosk.public.list_changes import ListChange


class ListApp(PaperApp):
    """The part of the kiosk that keeps a list."""

    my_list: tuple[Entry, ...] = ()
    cleared: tuple[Entry, ...] = ()
    """What was on it until all of it was taken off, while that was the last thing done to it."""
    history: list[tuple[Place, int]]

    def draw(self, cursor: int = 0, *, again: bool = False) -> None:
        """Show the place we are at."""
        raise NotImplementedError

    def go_back(self) -> None:
        """To where the visitor was before."""
        raise NotImplementedError

    @property
    def sheet(self) -> KioskScreen:
        """The only screen there is."""
        assert isinstance(self.screen, KioskScreen)
        return self.screen

    def change_list(self, change: ListChange) -> None:
        """Add something, take it off, take everything off; the page says so."""
        from kiosk.public.list_changes import changed

        self.my_list, self.cleared = changed(self.my_list, change)
        self.draw(self.sheet.cursor, again=True)

    def action_my_list(self) -> None:
        """The list, from wherever the visitor is."""
        if not isinstance(self.place, MyList):
            self.go(MyList())

    def turn_code(self, by: int) -> bool:
        """The next code of the list, or the one before; False where there is none."""
        if isinstance(self.place, ListCode):
            number = self.place.number + by
            if 1 <= number <= self.sheet.page.codes:
                self.go(ListCode(number), instead=True)
                return True
        return False

    def touch_code(self) -> bool:
        """A large code was touched: on to the next, else back. False where there is no code."""
        is_code = isinstance(self.place, (Code, ListCode))
        if is_code and not self.turn_code(1):
            self.go_back()
        return is_code

    def touched(self, what: str) -> None:
        """A part of the screen where there is nothing to choose: the numbers at its foot lead to
        more of them."""
        if what == "helplines":
            if not isinstance(self.place, Helplines):
                self.go(Helplines())
        else:
            self.touch_code()
