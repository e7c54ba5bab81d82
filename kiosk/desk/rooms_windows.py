"""The forms of Rooms that open in a window: edit what a booking says, wait for a time."""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from hub.errors import BadInput, NeedsAnyway
from hub.views.bookings import BookingView
from hub.views.words import clean_line, day_words_short, span_words
from kiosk.desk.errands_rooms import RoomErrands, Saying, Slot
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words
from kiosk.desk.panels import named

LONGEST_NOTE = 1000
WHO_SEES = (("n", "Private: only the desk sees what it is"), ("y", "Public: everybody may see it"))


def read_people(typed: str) -> int | None:
    """How many people; None where nothing was typed. Raises BadInput."""
    text = typed.strip()
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 100_000:
        raise BadInput(f"{clean_line(typed)!r} is not a number of people.", hint="Write: 20")
    return int(text)


class EditBooking(FormWindow):
    """Its title, who may see it, how many come, and a note."""

    SEND = "keep it"

    def __init__(self, booking: BookingView) -> None:
        super().__init__()
        self._booking = booking
        self._saying = Saying()
        self._doubted: Saying | None = None
        """What the room is too small for. Sent once more, it is kept all the same."""

    def heading(self) -> str:
        return f"Edit {named(self._booking)}"

    def fields(self) -> Iterable[Field]:
        one = self._booking
        people = "" if one.people is None else str(one.people)
        yield Words("title_typed", "What is it?", clean_line(one.title))
        yield OneOf("seen", "Who sees it?", WHO_SEES, "y" if one.is_public else "n")
        yield Words("people", "How many?", people, eg="20", longest=5)
        yield Words("note", "Note", one.note, eg="for the next volunteer", longest=LONGEST_NOTE)

    def understood(self) -> str:
        read_people(self.typed("people"))
        return "The note is only for us at the desk. Leave out what is private."

    def gather(self) -> None:
        one = self._booking
        title, note = self.typed("title_typed"), self.typed("note")
        public = self.chosen("seen") == "y"
        people = read_people(self.typed("people"))
        if not title:
            raise BadInput("Say what it is.", hint="For example: Parish council")
        self._saying = Saying(
            title=title if title != clean_line(one.title) else None,
            is_public=public if public != one.is_public else None,
            note=note if note != one.note else None,
            people=people if people != one.people else None,
        )

    def work(self, by: str) -> Message:
        rooms = RoomErrands(self.app.errands)
        code, saying = self._booking.code, self._saying
        try:
            changed = rooms.change(code=code, to=saying, by=by, anyway=saying == self._doubted)
        except NeedsAnyway as doubt:
            self._doubted = saying
            raise BadInput(doubt.message, hint="To keep it all the same, press Enter.") from None
        return Done(f"Changed: {named(changed)}")


class WaitForm(FormWindow):
    """Somebody would take a time if it came free."""

    SEND = "put them on the list"

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self._slot = slot

    def heading(self) -> str:
        slot = self._slot
        when = f"{day_words_short(slot.starts.date())} {span_words(slot.starts, slot.ends)}"
        return clean_line(f"Wait for {slot.room}, {when}")

    def fields(self) -> Iterable[Field]:
        yield Words("what", "What for?", clean_line(self._slot.title), eg="Parish council")
        yield Words("who", "Whom to ring?", eg="a first name", longest=60)
        yield Words("phone", "Phone", longest=40)

    def understood(self) -> str:
        return "Today tells us under TO DO as soon as it is free."

    def gather(self) -> None:
        if not self.typed("what"):
            raise BadInput("Say what it is for.", hint="For example: Parish council")
        slot = self._slot
        self._slot = Slot(
            slot.room,
            slot.starts,
            slot.ends,
            self.typed("what"),
            contact=self.typed("who"),
            phone=self.typed("phone"),
            people=slot.people,
        )

    def work(self, by: str) -> Message:
        one = RoomErrands(self.app.errands).wait_for(self._slot, by=by)
        return Done(f"On the list: {one.words}")
