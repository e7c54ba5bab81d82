"""Where a visitor can be. A place is all that Back needs to remember."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hub.views.wishes import Wish


@dataclass(frozen=True, slots=True)
class Home:
    """The first screen."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is on, on one day."""

    on: date
    only: tuple[Wish, ...] = ()
    """What somebody looks for; nothing for all that is on."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    monday: date
    only: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedGroups:
    """I need help with…"""


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


@dataclass(frozen=True, slots=True)
class ThingsToDo:
    """Every activity."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where the rooms are."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the building is open."""


@dataclass(frozen=True, slots=True)
class Helplines:
    """Numbers to call at once."""


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


@dataclass(frozen=True, slots=True)
class MyList:
    """What the visitor has put on her list."""


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
