"""What the desk hands over when help is added or changed, and what it is shown of it: forms, the
hub's values against a feed's, what looks alike, what isn't listed, and what is due for a check.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hub.views.directory import ServiceStatus, ServiceView
from hub.views.visits import WrongNoteView


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """A number to ring or to text."""

    number: str
    extension: str = ""
    note: str = ""
    """When or for whom: "mornings"."""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """Where people go, and what to know about getting in."""

    name: str = ""
    """Of the building."""
    address: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    accessibility: tuple[str, ...] = ()
    """Remarks like "Step-free from the car park"."""
    id: str = ""
    """Which place of the entry it is; empty for a new one. Not to be typed."""


@dataclass(frozen=True, slots=True)
class ContactForm:
    """Whom the hub rings there. Private: names of people are not published."""

    name: str = ""
    role: str = ""
    email: str = ""
    id: str = ""
    """Which contact of the entry it is; empty for a new one. Not to be typed."""


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """Everything of an entry that people can change. None leaves a field as it is; an empty text
    or tuple empties it.
    """

    name: str | None = None
    organisation: str | None = None
    """Who offers it, by name."""
    description: str | None = None
    url: str | None = None
    email: str | None = None
    status: ServiceStatus | None = None
    phones: tuple[PhoneForm, ...] | None = None
    places: tuple[PlaceForm, ...] | None = None
    contacts: tuple[ContactForm, ...] | None = None
    times: str | None = None
    """Opening times as people write them, "Mon-Fri 9-5, Sat 10-1": read, and said back."""
    opening: str | None = None
    """Words in place of times, for what times can't say: "Ring first". Takes the times away."""
    who_for: str | None = None
    ages: str | None = None
    """ "5 to 11", "18 and over", "up to 25"; empty for all ages."""
    cost: str | None = None
    languages: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None
    """Where it serves."""
    getting_in: str | None = None
    alert: str | None = None
    needs: tuple[str, ...] | None = None
    """Slugs of the needs it meets."""
    interests: tuple[str, ...] | None = None
    """Slugs of the interests it is for."""
    is_local: bool | None = None
    is_urgent: bool | None = None
    """An urgent helpline, which never disappears."""
    version: str = ""
    """Of the entry that the form was filled from: a change made meanwhile is not written over.
    Empty writes all the same.
    """


@dataclass(frozen=True, slots=True)
class EditView:
    """A field that the hub has changed for itself, against what the feed says of it."""

    field: str
    """As `use_theirs` takes it: "phones"."""
    label: str
    """In words: "Phone numbers"."""
    ours: str
    theirs: str
    """Both in words; empty where nothing is said."""
    edited_on: date

    @property
    def is_same(self) -> bool:
        """Whether the feed says the same by now."""
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class DuplicateView:
    """Two entries that may be one. `why` says in words what they share."""

    first: str
    second: str
    """Their codes."""
    first_name: str
    second_name: str
    first_organisation: str
    second_organisation: str
    why: tuple[str, ...]
    likeness: int
    """0 to 100; those likeliest to be one come first."""


@dataclass(frozen=True, slots=True)
class NotListedView:
    """Something that shall not come into the directory again."""

    number: int
    name: str
    reason: str
    since: date


class DueReason(StrEnum):
    """Why somebody should look at an entry."""

    REVIEW = "review"
    """Its day has come (`review_on`)."""
    CLOSED = "closed"
    """An urgent helpline that is said to be closed."""
    VANISHED = "vanished"
    """Its feed no longer has it."""
    FADED = "faded"
    """Its last check is 90 days old or older."""
    NEVER = "never"
    """Nobody has checked it yet."""


@dataclass(frozen=True, slots=True)
class DueView:
    """An entry that somebody should look at."""

    code: str
    name: str
    organisation: str
    phone: str
    """The number to ring for it."""
    reason: DueReason
    words: str
    """ "Not checked for 97 days"."""
    days: int
    """How long it has been due, or since the last check; 0 where nobody ever checked."""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """All that the desk shows of one entry."""

    service: ServiceView
    source: str
    """Where it came from, in a sentence."""
    checked_by: str = ""
    """Which volunteer confirmed what stands now; empty if the hub doesn't know."""
    review_on: date | None = None
    """When somebody shall look at it again."""
    places: tuple[PlaceForm, ...] = ()
    contacts: tuple[ContactForm, ...] = ()
    """Private: whom the hub rings there."""
    ages: str = ""
    needs: tuple[str, ...] = ()
    """What it helps with, in people's words."""
    interests: tuple[str, ...] = ()
    edits: tuple[EditView, ...] = ()
    """What the hub has changed of it, against what its feed says."""
    notes: tuple[WrongNoteView, ...] = ()
    """What somebody says is wrong with it."""
