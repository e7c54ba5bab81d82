"""Where a visitor can be. A place is all that Back needs to remember.

What the kiosk loads before it draws its first page are Structs, not dataclasses: they are made in
a fortieth of the time, and there are as many as make half of what the kiosk costs to start.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from hub.views.wishes import Wish


class Home(Struct, frozen=True):
    """The first screen."""


class Day(Struct, frozen=True):
    """What is on, on one day."""

    on: date
    only: tuple[Wish, ...] = ()
    """What somebody looks for; nothing for all that is on."""


class Week(Struct, frozen=True):
    """Seven days from a Monday."""

    monday: date
    only: tuple[Wish, ...] = ()


class NeedGroups(Struct, frozen=True):
    """I need help with…"""


class Needs(Struct, frozen=True):
    """The needs of one group."""

    group: str


class WhoCanHelp(Struct, frozen=True):
    """Services and activities that meet one need."""

    need: str


class ForInterest(Struct, frozen=True):
    """What suits one interest."""

    interest: str


class ThingsToDo(Struct, frozen=True):
    """Every activity."""


class Rooms(Struct, frozen=True):
    """Where the rooms are: the plan of a floor, where there is one."""

    floor: str = ""
    """Empty: where the kiosk stands."""
    wanted: str = ""
    """The code of the room that somebody looks for."""


class InRoom(Struct, frozen=True):
    """What is on in one room, by its code."""

    room: str


class RoomList(Struct, frozen=True):
    """Where the rooms are, in words."""


class Hours(Struct, frozen=True):
    """When the building is open."""


class Helplines(Struct, frozen=True):
    """Numbers to call at once."""


class Search(Struct, frozen=True):
    """What was typed."""

    words: str


class EntryKind(StrEnum):
    """What an item's page is about."""

    SERVICE = "service"
    ACTIVITY = "activity"
    SESSION = "session"


class Entry(Struct, frozen=True):
    """One item's page."""

    kind: EntryKind
    code: str


class Code(Struct, frozen=True):
    """The QR code of an entry, as large as the screen."""

    entry: Entry


class MyList(Struct, frozen=True):
    """What the visitor has put on her list."""


class ListCode(Struct, frozen=True):
    """The list for a phone: one code, or one after another, each as large as the screen."""

    number: int = 1


class ListOnPaper(Struct, frozen=True):
    """The list as it is printed. No place to be at."""

    entries: tuple[Entry, ...]


Printable = Entry | WhoCanHelp | ListOnPaper
"""What visitors print: a leaflet, next steps for one need, their list."""


class Languages(Struct, frozen=True):
    """Choosing in which language the hub speaks."""


class Wrong(Struct, frozen=True):
    """Choosing what is wrong about an entry."""

    entry: Entry


class Saying(Struct, frozen=True):
    """Writing an idea for the hub, or which group one would like."""

    kind: str
    """"idea" or "group"."""
    words: str = ""


class Thanks(Struct, frozen=True):
    """What was said was left for the volunteers, or there was no room for it."""

    is_left: bool


class Paper(Struct, frozen=True):
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
    | RoomList
    | InRoom
    | Hours
    | Helplines
    | Search
    | Entry
    | Code
    | MyList
    | ListCode
    | Languages
    | Wrong
    | Saying
    | Thanks
    | Paper
)
