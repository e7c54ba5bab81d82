"""What a page holds, before anybody draws it: cards to touch, or an article about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from hub.noticeboard.dropbox import Line
from kiosk.public.places import Entry, Place, WhoCanHelp


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
    prints: Entry | WhoCanHelp | None = None
    """What it puts on paper."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful or more."""

    title: str
    hint: str = ""
    shape: Shape = Shape.LONG
    cards: tuple[Card, ...] = ()
    article: Article | None = None
    nothing: str = ""
    """What to say where there are no cards."""
