"""One key for everybody who comes in. Leaves the counting to `hub.signposting.footfall`."""

from __future__ import annotations

from functools import partial

from textual.message import Message

from kiosk.desk.desk import Told
from kiosk.desk.errands_signpost import count_at_the_door, door_words
from kiosk.desk.screen import DeskScreen


def count_one(screen: DeskScreen) -> None:
    """One more came in: counted, and said at once."""
    screen.with_somebody_on(lambda by: screen.ask(partial(_count, screen, by)))


def _count(screen: DeskScreen, by: str) -> Message:
    return Told(door_words(count_at_the_door(screen.app.errands, by=by)))
