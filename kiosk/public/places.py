"""Where a visitor can be. A place is all that Back needs to remember."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Spot:
    """A place of which there is one. Not a dataclass, as a kiosk has half of its places before it
    draws its first page, and a dataclass takes longer to make than the whole of this file."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Home(Spot):
    """The first screen."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What is on, on one day."""

    on: date


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    monday: date


class NeedGroups(Spot):
    """I need help with…"""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of one group."""

    group: str


@dataclass(frozen=True, slots=True)
class WhoCanHelp:
    """Services and activities that meet one need."""

    need: str


@dataclass(frozen=True, slots=True)
class ForInterest:
    """What suits one interest."""

    interest: str


class ThingsToDo(Spot):
    """Every activity."""

    __slots__ = ()


class Rooms(Spot):
    """Where the rooms are."""

    __slots__ = ()


class Hours(Spot):
    """When the building is open."""

    __slots__ = ()


class Helplines(Spot):
    """Numbers to call at once."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed."""

    words: str


class EntryKind(StrEnum):
    """What an item's page is about."""

    SERVICE = "service"
    ACTIVITY = "activity"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item's page."""

    kind: EntryKind
    code: str


@dataclass(frozen=True, slots=True)
class Code:
    """The QR code of an entry, as large as the screen."""

    entry: Entry


class MyList(Spot):
    """What the visitor has put on her list."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ListCode:
    """The list for a phone: one code, or one after another, each as large as the screen."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class ListOnPaper:
    """The list as it is printed. No place to be at."""

    entries: tuple[Entry, ...]


Printable = Entry | WhoCanHelp | ListOnPaper
"""What visitors print: a leaflet, next steps for one need, their list."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Choosing what is wrong about an entry."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Saying:
    """Writing an idea for the hub, or which group one would like."""

    kind: str
    """"idea" or "group"."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """What was said was left for the volunteers, or there was no room for it."""

    is_left: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that somebody asked for is on its way to the printer, or it is over."""

    words: str
    is_over: bool = False


Place = (
    Home
    | Day
    | Week
    | NeedGroups
    | Needs
    | WhoCanHelp
    | ForInterest
    | ThingsToDo
    | Rooms
    | Hours
    | Helplines
    | Search
    | Entry
    | Code
    | MyList
    | ListCode
    | Wrong
    | Saying
    | Thanks
    | Paper
)
