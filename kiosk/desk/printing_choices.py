"""What can be printed at the desk, a line each: a new sheet is one line here, and how it is made a
method of `SheetErrands`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from kiosk.desk.errands_sheets import Asked, Hit, How, Made, SheetErrands
from kiosk.desk.paper_weeks import monday_week, week_name
from printables.kinds import SheetKind


class Spoken(Enum):
    """Which languages a sheet is made in."""

    ENGLISH = auto()
    LEFT_TO_RIGHT = auto()
    """All but Arabic and Urdu."""
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Layouts:
    """Two ways to lay a sheet out."""

    first: str
    other: str
    in_file: str
    """What a file of the other is called by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list."""

    name: str
    kind: SheetKind
    title: str
    make: Callable[[SheetErrands, Asked], Made]
    about: Callable[[date], str] = lambda _: ""
    """What its file is called after its kind, for the day on which it is asked for."""
    find: Callable[[SheetErrands, str], tuple[Hit, ...]] | None = None
    """Where it is about something that is looked for first."""
    asks: str = ""
    """What to type, then."""
    has_large: bool = False
    layouts: Layouts | None = None
    spoken: Spoken = Spoken.ENGLISH
    is_long: bool = False
    """Whether it takes so long to make that it is shown only to who stays on its line."""


@dataclass(frozen=True, slots=True)
class Order:
    """A sheet as it is wanted now."""

    choice: Choice
    asked: Asked
    about: str = ""
    """What it is about, by name."""

    @property
    def is_whole(self) -> bool:
        """Whether it is known what to make: a leaflet of nothing isn't."""
        return self.choice.find is None or bool(self.asked.code)

    @property
    def sheet(self) -> str:
        """Which sheet it is, however it is set: "timetable-2026-W48"."""
        # What is about somebody has one name: the next takes its place.
        about = "" if self.choice.kind.is_about_somebody else self.asked.code
        parts = (self.choice.kind.job_title, self.choice.about(self.asked.day), about)
        return "-".join(filter(None, parts))

    @property
    def file(self) -> str:
        """What its file is called."""
        how = self.asked.how
        parts = (
            self.sheet,
            self.choice.layouts.in_file if self.choice.layouts and how.is_other_layout else "",
            "large" if how.large else "",
            "" if how.language == "en" else how.language,
        )
        return "-".join(filter(None, parts)) + ".pdf"


def _next_week(day: date) -> str:
    return week_name(day + timedelta(days=7))


def _monday_week(day: date) -> str:
    return week_name(monday_week(day))


BY_DAY = Layouts("By day", "Grid", "grid")
TWO_UP = Layouts("Two on A4", "One on A5", "a5")

TIMETABLE = Choice(
    "this-week",
    SheetKind.TIMETABLE,
    "Timetable, this week",
    SheetErrands.timetable,
    week_name,
    has_large=True,
    layouts=BY_DAY,
    spoken=Spoken.LEFT_TO_RIGHT,
)
NEXT_TIMETABLE = Choice(
    "next-week",
    SheetKind.TIMETABLE,
    "Timetable, next week",
    SheetErrands.next_timetable,
    _next_week,
    has_large=True,
    layouts=BY_DAY,
    spoken=Spoken.LEFT_TO_RIGHT,
)
DOORS = Choice(
    "doors",
    SheetKind.DOOR,
    "Door sheets, today",
    SheetErrands.doors,
    date.isoformat,
    spoken=Spoken.LEFT_TO_RIGHT,
)
BOARD = Choice(
    "board",
    SheetKind.BOARD,
    "Board, today",
    SheetErrands.board,
    date.isoformat,
    has_large=True,
    spoken=Spoken.LEFT_TO_RIGHT,
)
BUNDLE = Choice(
    "bundle",
    SheetKind.BUNDLE,
    "Monday's bundle",
    SheetErrands.bundle,
    _monday_week,
    has_large=True,
    spoken=Spoken.LEFT_TO_RIGHT,
    is_long=True,
)
CONFIRMATION = Choice(
    "confirmation",
    SheetKind.CONFIRMATION,
    "Booking confirmation …",
    SheetErrands.confirmation,
    find=SheetErrands.find_booking,
    asks="Its code or its title?",
    has_large=True,
    spoken=Spoken.LEFT_TO_RIGHT,
)
LEAFLET = Choice(
    "leaflet",
    SheetKind.LEAFLET,
    "Leaflet of …",
    SheetErrands.leaflet,
    find=SheetErrands.find_leaflet,
    asks="Who can help, or what is on?",
    has_large=True,
    layouts=TWO_UP,
    spoken=Spoken.ALL,
)
CARDS = Choice(
    "cards",
    SheetKind.CARDS,
    "Pocket cards for shops",
    SheetErrands.cards,
    spoken=Spoken.LEFT_TO_RIGHT,
)
HUB_CARD = Choice(
    "hub-card",
    SheetKind.HUB_CARD,
    "Our own card",
    SheetErrands.hub_card,
    spoken=Spoken.LEFT_TO_RIGHT,
)

CHOICES = (
    TIMETABLE,
    NEXT_TIMETABLE,
    DOORS,
    BOARD,
    BUNDLE,
    CARDS,
    HUB_CARD,
    LEAFLET,
    CONFIRMATION,
)


def monday_timetable(day: date) -> Choice:
    """The timetable that hangs at the door from Monday on."""
    return TIMETABLE if monday_week(day) == day else NEXT_TIMETABLE


def plain_order(choice: Choice, day: date) -> Order:
    """A sheet as it is before anybody has said how."""
    return Order(choice, Asked(day, how=How()))
