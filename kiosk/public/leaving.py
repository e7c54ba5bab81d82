"""What one visit leaves in the drop box: which needs were looked at, what was taken away, and what
the visitor says. Kept in memory until the visit ends, each thing once, and never who or when.

The counts of ended visits wait together and go into the box one at a time, drawn by lot, with a
pause of no set length between: so nothing on the disk says which of them belong together.
"""

from __future__ import annotations

import random

from hub.noticeboard.dropbox import DropBox, Line, What
from hub.views.sorts import Sheet
from kiosk.public.places import Code, ForInterest, ListCode, Place, WhoCanHelp

ONE_IN = 15
"""Each second one in so many chances that a count goes into the box."""
MOST_WAITING = 500
"""More counts than a busy hour leaves; what comes on top is not counted."""
MOST_SAID = 12
"""What visitors may say in an hour at one kiosk. More is somebody's joke."""
HOUR = 3600


class Leaving:
    """Between the visitors of one kiosk and the drop box."""

    def __init__(self, box: DropBox, *, chance: random.Random | None = None) -> None:
        self._box = box
        self._chance = chance or random.SystemRandom()
        self._visit: set[Line] = set()
        self._said: set[Line] = set()
        self._waiting: list[Line] = []
        self._said_at: list[float] = []

    def looked_at(self, place: Place) -> None:
        """A page was shown: some of them count."""
        match place:
            case WhoCanHelp(need):
                self._visit.add(Line(What.NEED, need))
            case ForInterest(interest):
                self._visit.add(Line(What.INTEREST, interest))
            case Code() | ListCode():
                self._visit.add(Line(What.SHEET, Sheet.QR))

    def took(self, sheet: Sheet) -> None:
        """Something was printed: it counts."""
        self._visit.add(Line(What.SHEET, sheet))

    def say(self, line: Line, now: float) -> bool:
        """Leave what a visitor says, at once; `now` in seconds, of any clock that only goes on.

        False where there is no room. The same said twice in a visit is left once.
        """
        if line in self._said:
            return True
        self._said_at = [at for at in self._said_at if at > now - HOUR]
        if len(self._said_at) >= MOST_SAID or not self._box.leave(line):
            return False
        self._said_at.append(now)
        if line.what is What.WRONG:  # never the words of an idea
            self._said.add(line)
        return True

    def end_visit(self) -> None:
        """The visitor has gone: her counts wait with the others."""
        self._waiting += sorted(self._visit, key=lambda line: (line.what, line.about))
        del self._waiting[MOST_WAITING:]
        self._visit.clear()
        self._said.clear()

    def tick(self) -> None:
        """A second has passed."""
        if self._waiting and self._chance.randrange(ONE_IN) == 0:
            self._leave_one()

    def close(self) -> None:
        """The kiosk stops: what waits is left now, in no order."""
        self.end_visit()
        while self._waiting:
            self._leave_one()

    def _leave_one(self) -> None:
        drawn = self._chance.randrange(len(self._waiting))
        self._box.leave(self._waiting.pop(drawn))
