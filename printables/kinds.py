"""Which sheets there are. Their names are those of the commands, and a print job's title: it says
what is printed and never for whom."""

from __future__ import annotations

from enum import StrEnum


class SheetKind(StrEnum):
    """One kind of paper. The value is its command, and its files begin with it."""

    TIMETABLE = "timetable"
    LEAFLET = "leaflet"
    NEXT_STEPS = "next-steps"
    DOOR = "door"
    BOARD = "board"
    CARDS = "cards"
    HUB_CARD = "hub-card"
    CONFIRMATION = "confirmation"
    RECOVERY = "recovery"
    BUNDLE = "all"

    @property
    def job_title(self) -> str:
        """What the printer's own list shows."""
        return "bundle" if self is SheetKind.BUNDLE else self.value

    @property
    def is_about_somebody(self) -> bool:
        """Whether the sheet is one person's: once the printer has it, no copy stays with us."""
        return self in (SheetKind.NEXT_STEPS, SheetKind.CONFIRMATION, SheetKind.RECOVERY)
