"""Short questions about one session: why it is cancelled, what the next volunteer should know, who
wants a place.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from hub.errors import BadInput
from hub.views.bookings import BookingView
from hub.views.words import clean_line
from kiosk.desk.errands_groups import GroupErrands
from kiosk.desk.forms import Done, Field, FormWindow, Words
from kiosk.desk.groups_words import named

LONGEST_NOTE = 1000
LONGEST_NAME = 60


class AboutSession(FormWindow):
    """A form about one session."""

    def __init__(self, booking: BookingView) -> None:
        super().__init__()
        self.booking = booking
        self.text = ""

    @property
    def group_errands(self) -> GroupErrands:
        return GroupErrands(self.app.errands)


class CancelSession(AboutSession):
    SEND = "cancel this date"

    def heading(self) -> str:
        return f"Cancel {named(self.booking)}"

    def fields(self) -> Iterable[Field]:
        yield Words("reason", "Why?", eg="Boiler, tutor ill")

    def understood(self) -> str:
        if self.typed("reason"):
            return f"Everybody reads: Cancelled: {clean_line(self.typed('reason'))}"
        return "Everybody may read the reason: Boiler, Tutor ill. Leave names out."

    def gather(self) -> None:
        self.text = self.typed("reason")

    def work(self, by: str) -> Message:
        gone = self.group_errands.cancel(self.booking.code, self.text, by=by)
        return Done(f"Cancelled: {named(gone)}. Who must be told: press t.")


class NoteSession(AboutSession):
    SEND = "keep the note"

    def heading(self) -> str:
        return f"Note for {named(self.booking)}"

    def fields(self) -> Iterable[Field]:
        yield Words("note", "Note", self.booking.note, "Key is in the blue tin", LONGEST_NOTE)

    def understood(self) -> str:
        if not self.typed("note") and self.booking.note:
            return "The note goes away."
        return "The next volunteer reads it. Nobody else does."

    def gather(self) -> None:
        self.text = self.typed("note")

    def work(self, by: str) -> Message:
        self.group_errands.note(self.booking.code, self.text, by=by)
        what = "Noted at" if self.text else "Took away the note at"
        return Done(f"{what} {named(self.booking)}.")


class SignUpForm(AboutSession):
    SEND = "give a place"

    def __init__(self, booking: BookingView, *, is_full: bool) -> None:
        super().__init__(booking)
        self._is_full = is_full
        self._phone = ""

    def heading(self) -> str:
        return f"A place in {named(self.booking)}"

    def fields(self) -> Iterable[Field]:
        yield Words("name", "First name", eg="Ann, or a number: 7", longest=LONGEST_NAME)
        yield Words("phone", "Phone", eg="only if they want to be told", longest=40)

    def understood(self) -> str:
        if self._is_full:
            return "It is full: they go on the waiting list, and move up when a place comes free."
        return "A first name or a number is enough."

    def gather(self) -> None:
        self.text, self._phone = self.typed("name"), self.typed("phone")
        if not clean_line(self.text):
            raise BadInput("Write a first name, or a number.")

    def work(self, by: str) -> Message:
        place = self.group_errands.sign_up(self.booking.code, self.text, self._phone, by=by)
        if place.is_waiting:
            return Done(f"{place.name} is number {place.place} on the waiting list.")
        return Done(f"{place.name} has place {place.place}.")
