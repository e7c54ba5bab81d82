"""What a page holds, before anybody draws it: cards to touch, or an article about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.public.places import Entry, Place, Printable

if TYPE_CHECKING:
    from hub.noticeboard.dropbox import Line
    from kiosk.public.list_changes import ListChange


class Shape(Enum):
    """How large cards are."""

    TILES = auto()
    """Home: three to a row, several lines each."""
    SHORT = auto()
    """Few words each: two to a row."""
    LONG = auto()
    """A line each."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to touch. Texts are plain, straight from the noticeboard."""

    title: str
    lines: tuple[str, ...] = ()
    right: str = ""
    """A time or a phone number, in line with the title."""
    mark: str = ""
    """One word before the lines: "NOW", "CANCELLED"."""
    goes: Place | None = None
    says: Line | None = None
    """What it leaves for the volunteers."""
    prints: Printable | None = None
    """What it puts on paper."""
    changes: ListChange | None = None
    """What it does to the visitor's list."""
    offers: Entry | None = None
    """What may be put on the list from here."""
    beside: Card | None = None
    """A small card at its right end, to be touched by itself. Its title and lines are short."""


@dataclass(frozen=True, slots=True)
class Article:
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


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful or more."""

    title: str
    hint: str = ""
    shape: Shape = Shape.LONG
    cards: tuple[Card, ...] = ()
    head: int = 0
    """So many of the cards stand side by side above the others, on every screenful."""
    article: Article | None = None
    nothing: str = ""
    """What to say where there are no cards."""
    codes: int = 1
    """How many large codes there are to page through, one of which this page shows."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a page depends on beside its place and the noticeboard."""

    prints: bool = False
    """Whether there is a printer for visitors."""
    kept: tuple[Entry, ...] = ()
    """What is on the visitor's list."""
    is_roomy: bool = False
    """Whether the screen is tall enough for nine tiles."""
    code_room: tuple[int, int] = (0, 0)
    """Cells, across and down, for a code that fills the screen."""


NOTHING_AROUND = Around()
"""No printer, no list yet, a small screen."""
