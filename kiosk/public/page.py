"""What a page holds, before anybody draws it: cards to touch, or an article about one thing."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from hub.languages.language import ENGLISH, Language
from kiosk.public.places import Entry, Place, Printable

if TYPE_CHECKING:
    from hub.noticeboard.dropbox import Line
    from kiosk.public.list_changes import ListChange
    from kiosk.shared.floor_view import FloorPlan


class Shape(Enum):
    """How large cards are."""

    TILES = auto()
    """Home: three to a row, several lines each."""
    SHORT = auto()
    """Few words each: two to a row."""
    LONG = auto()
    """A line each."""


class Card(Struct, frozen=True):
    """Something to touch. Texts are plain, straight from the noticeboard."""

    title: str
    lines: tuple[str, ...] = ()
    right: str = ""
    """A time or a phone number, in line with the title."""
    mark: str = ""
    """One word before the lines: "NOW", "CANCELLED"."""
    is_alarm: bool = False
    """Whether that word must not be missed."""
    goes: Place | None = None
    is_instead: bool = False
    """Whether Back doesn't return from there to here: it is the same page, narrowed."""
    says: Line | None = None
    """What it leaves for the volunteers."""
    prints: Printable | None = None
    """What it puts on paper."""
    changes: ListChange | None = None
    """What it does to the visitor's list."""
    speaks: str = ""
    """The code of the language that it changes to."""
    offers: Entry | None = None
    """What may be put on the list from here."""
    beside: Card | None = None
    """A small card at its right end, to be touched by itself. Its title and lines are short."""


class Article(Struct, frozen=True):
    """One service, activity or session."""

    under: str = ""
    """The line below the name."""
    alert: str = ""
    phone: str = ""
    phone_note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """Question and answer: ("Where", "Hall A")."""
    text: str = ""
    payload: str = ""
    """What its QR code says; empty where there is nothing to take away."""
    payload_words: str = ""
    instead: str = ""
    """What to say where its code is not to be had or too large, if not the usual."""
    after: str = ""
    """What a touch on the large code does, if not the usual."""


class Page(Struct, frozen=True):
    """One screenful or more."""

    title: str
    hint: str = ""
    shape: Shape = Shape.LONG
    cards: tuple[Card, ...] = ()
    head: int = 0
    """So many of the cards stand side by side above the others, on every screenful."""
    list_first: bool = False
    """Whether the others are numbered before those of the head."""
    small_too: bool = False
    """Whether up and down alone come by the small cards: what those do is done nowhere else."""
    first: int = 0
    """The card that is chosen until somebody chooses another."""
    article: Article | None = None
    plan: FloorPlan | None = None
    """A floor of the building: the first cards are its rooms, in its order."""
    nothing: str = ""
    """What to say where there are no cards."""
    is_discreet: bool = False
    """Whether a way to hide it belongs on it, however narrow the screen."""
    codes: int = 1
    """How many large codes there are to page through, one of which this page shows."""


class Around(Struct, frozen=True):
    """What a page depends on beside its place and the noticeboard."""

    prints: bool = False
    """Whether there is a printer for visitors."""
    prints_arabic: bool = False
    """Whether it can print what is read from the right."""
    kept: tuple[Entry, ...] = ()
    """What is on the visitor's list."""
    cleared: tuple[Entry, ...] = ()
    """What was on it until she took all of it off just now."""
    is_plain: bool = False
    """Whether it is said line by line, and there is nothing to scan or to touch."""
    is_roomy: bool = False
    """Whether the screen is tall enough for nine tiles."""
    tile_lines: int = 0
    """Lines of a tile where there is room for all that can be said; 0 where it says the most
    important."""
    code_room: tuple[int, int] = (0, 0)
    """Cells, across and down, for a code that fills the screen."""
    plan_room: tuple[int, int] = (0, 0)
    """Cells, across and down, for a plan of the building with what can be chosen below it."""
    language: Language = ENGLISH
    """What the hub says it in."""
    on_paper: Language | None = None
    """What sheets are printed in, where that is another one."""

    @property
    def paper_words(self) -> str:
        """The English name of the language of sheets, where that is another one than the
        screen's."""
        return self.on_paper.in_english if self.on_paper else ""


NOTHING_AROUND = Around()
"""No printer, no list yet, a small screen."""


def one_moment(language: Language = ENGLISH) -> Page:
    """While there is no noticeboard to read."""
    return Page(
        title=language.say("One moment…"),
        nothing=language.say("What's on is being got ready. Please ask at the desk meanwhile."),
    )
