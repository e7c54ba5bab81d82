"""Every place in the store where a person may be named, and what is done there to forget them.

A column that holds text of people and isn't here is named in `HARMLESS` in the tests, with its
reason: so nothing new is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.store.tables import (
    Activity,
    Booking,
    Contact,
    DoNotList,
    Idea,
    Referral,
    Row,
    Service,
    SignUp,
    SlotWait,
    ToTell,
    Volunteer,
    WrongNote,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One table, and where in it a person is."""

    table: type[Row]
    kind: str
    """What a row of it is, in words."""
    names: tuple[str, ...] = ()
    """Columns that hold a name."""
    contacts: tuple[str, ...] = ()
    """Columns that hold a phone number or an email address."""
    texts: tuple[str, ...] = ()
    """Columns that may speak of anybody."""
    blanks: tuple[str, ...] = ()
    """What is emptied to forget somebody; nothing: the row is deleted."""
    uid: str = ""
    """The column with its id of a standard; empty: its key says which it is."""
    made: str = ""
    """The column that says when it was made."""
    is_public: bool = False
    """Whether the noticeboard shows some of it."""

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.names, *self.contacts, *self.texts)


PLACES = (
    Place(Referral, "a referral", ("who",), ("contact",), uid="uid"),
    Place(SignUp, "a place in a session", ("name",), ("phone",), made="signed_at"),
    Place(ToTell, "somebody to be told", ("who",), ("phone",), made="asked_at"),
    Place(
        SlotWait,
        "somebody who waits for a room",
        ("contact",),
        ("contact_phone",),
        ("title",),
        made="asked_at",
    ),
    Place(
        Booking,
        "who booked a room, and the note",
        ("contact",),
        ("contact_phone",),
        ("note",),
        blanks=("contact", "contact_phone", "note"),
        uid="uid",
    ),
    Place(
        Activity,
        "whom to ask about an activity",
        ("contact",),
        ("phone",),
        blanks=("contact", "phone"),
        uid="uid",
        is_public=True,
    ),
    Place(Contact, "a contact in the directory", ("name",), ("email",), blanks=("name", "email")),
    Place(
        Service,
        "who confirmed an entry",
        contacts=("assurer_email",),
        blanks=("assurer_email",),
        uid="uid",
    ),
    Place(Idea, "an idea somebody left", texts=("words",)),
    Place(WrongNote, "a note that an entry is wrong", texts=("detail",), blanks=("detail",)),
    Place(
        DoNotList,
        "why an entry isn't listed",
        texts=("reason",),
        blanks=("reason",),
        uid="uid",
    ),
    Place(Volunteer, "a volunteer", ("name",)),
)
BY_NAME = {place.name: place for place in PLACES}

SOMEBODY = "Somebody who left"
"""What the trail calls a volunteer whose name was erased."""
