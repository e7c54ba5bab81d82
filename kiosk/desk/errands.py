"""What the desk asks of the store (the rooms: `errands_rooms`). Runs in worker threads, never on
the event loop; the store is opened and its libraries imported on the first errand.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.views.bookings import BookingView, FreeStretch
from hub.views.directory import ServiceView
from hub.views.people import ShiftView, UndoView, VolunteerView
from hub.views.timetable import BookingStatus
from hub.views.today import DeskDay
from hub.views.words import day_words_short, time_words

if TYPE_CHECKING:
    from hub.store.engine import Store

SHORTEST_FREE = 15
"""Minutes below which a free room isn't worth telling."""
MOST_OF_A_KIND = 3
"""So many of one kind are named under TO DO."""
NOTICEBOARD_OLD = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """What "Who's on?" needs."""

    site: str
    shift: ShiftView | None
    volunteers: tuple[VolunteerView, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """One day as the first screen tells it, at the moment `at`."""

    at: datetime
    now: tuple[BookingView, ...]
    later: tuple[BookingView, ...]
    cancelled: tuple[BookingView, ...]
    free: tuple[FreeStretch, ...]
    """Rooms that are free now, and until when."""
    notices: tuple[str, ...]
    to_do: tuple[str, ...]
    counted: tuple[tuple[str, int], ...] = ()
    """Codes of bookings, and how many came."""
    notes: tuple[str, ...] = ()
    """What the last volunteers wrote down for the next."""


def to_do_words(day: DeskDay) -> tuple[str, ...]:
    """What is to do about bookings, the most pressing first."""

    def when(one: BookingView) -> str:
        return f"{one.title}, {one.room}, {day_words_short(one.starts.date())}"

    said = [
        f"{when(one)} is not sure yet: it is let go at {time_words(one.lapses)}. Ring them."
        for one in day.lapsing
        if one.lapses is not None
    ]
    many = len(day.to_tell)
    if many:
        first = day.to_tell[0]
        people = f"{many} {'person' if many == 1 else 'people'}"
        said.append(f"Tell {people}: {first.words}{' …' if many > 1 else '.'} Press t.")
    said += [one.words for one in day.waiting[:MOST_OF_A_KIND]]
    said += [
        f"{when(one)} is on while that is closed. Move, cancel or keep it."
        for one in day.left_inside[:MOST_OF_A_KIND]
    ]
    return tuple(said)


class Errands:
    """The desk's way to the store. Each method is one errand and may raise HubError."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        clock: Clock,
        board_path: Path | None = None,
        printed_folder: Path | None = None,
    ) -> None:
        self.clock = clock
        self._printed_folder = printed_folder
        self._open_store = open_store
        self.board_path = board_path
        self._opening = threading.Lock()
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        with self._opening:
            if self._store is None:
                self._store = self._open_store()
            return self._store

    def close(self) -> None:
        if self._store is not None:
            self._store.close()

    def on_duty(self) -> OnDuty:
        from hub.people.shifts import who_is_on
        from hub.people.volunteers import list_volunteers
        from hub.store.site import show_site

        with self.store.read() as session:
            site = show_site(session).name
        return OnDuty(site, who_is_on(self.store, self.clock), list_volunteers(self.store))

    def sign_on(self, name: str, *, is_new: bool = False) -> ShiftView:
        """Begin a shift; with `is_new`, put the name on the list first."""
        from hub.people.shifts import start_shift
        from hub.people.volunteers import add_volunteer

        if is_new:
            name = add_volunteer(self.store, self.clock, name=name).name
        return start_shift(self.store, self.clock, name=name)

    def sign_off(self) -> None:
        from hub.people.shifts import end_shift

        end_shift(self.store, self.clock)

    def undoable(self) -> tuple[UndoView, ...]:
        """What can be undone, the next one first."""
        from hub.people.undo import list_undoable

        return list_undoable(self.store, self.clock)

    def undo(self, *, number: int, by: str) -> UndoView:
        """Put back the change that was shown, and no other one."""
        from hub.upkeep.undoing import undo_last_change

        return undo_last_change(self.store, self.clock, by=by, only=number)

    def today(self) -> Today:
        from hub.timetable.desk_day import desk_day
        from hub.timetable.free import free_rooms
        from hub.timetable.notices import notices_between
        from hub.timetable.weeks import bookings_between

        now = self.clock.now()
        day = now.date()
        starts, ends = self.clock.day_bounds(day)
        bookings = bookings_between(self.store, self.clock, starts=starts, ends=ends)
        live = [one for one in bookings if one.status is not BookingStatus.CANCELLED]
        free = free_rooms(self.store, self.clock, starts=now, ends=ends, minutes=SHORTEST_FREE)
        with self.store.read() as session:
            notices = notices_between(session, self.clock, first=day, last=day).get(day, ())
        beside = desk_day(self.store, self.clock)
        return Today(
            at=now,
            now=tuple(one for one in live if one.starts <= now < one.ends),
            later=tuple(one for one in live if one.starts > now),
            cancelled=tuple(
                one
                for one in bookings
                if one.status is BookingStatus.CANCELLED and one.is_public and one.ends > now
            ),
            free=tuple(one for one in free if one.starts <= now),
            notices=notices,
            to_do=(*to_do_words(beside), *self._to_do(now)),
            counted=beside.counted,
            notes=tuple(f"{one.title}: {one.note}" for one in beside.notes[:MOST_OF_A_KIND]),
        )

    def find_help(self, words: str, limit: int) -> tuple[ServiceView, ...]:
        from hub.directory.search import find_services

        return find_services(self.store, words, limit=limit)

    def _to_do(self, now: datetime) -> tuple[str, ...]:
        from hub.directory.due import checks_due
        from kiosk.desk.errands_visitors import visitors_say
        from kiosk.desk.paper_weeks import paper_to_do

        due = checks_due(self.store, today=now.date())
        checks = tuple(f"{one.name}: {one.words}" for one in due)
        if checks:
            checks = (f"{checks[0]} Press k.", *checks[1:])
        return (
            *self._noticeboard_to_do(now),
            *paper_to_do(self._printed_folder, now.date()),
            *self._people_to_do(),
            *visitors_say(self.store),
            *checks,
        )

    def _people_to_do(self) -> tuple[str, ...]:
        """Referrals to ask about, and the lead on safeguarding."""
        from hub.signposting.chasing import referrals_to_do
        from hub.signposting.safeguarding import safeguarding_to_do

        referrals = referrals_to_do(self.store, self.clock)[:MOST_OF_A_KIND]
        pressed = (f"{words.rstrip('.')}. Press o." for words in referrals)
        return (*pressed, *safeguarding_to_do(self.store))

    def _noticeboard_to_do(self, now: datetime) -> tuple[str, ...]:
        if self.board_path is None:
            return ()
        from hub.errors import HubError
        from hub.noticeboard.read import Noticeboard

        try:
            board = Noticeboard.open(self.board_path)
        except HubError:
            return ("The noticeboard isn't there: the kiosk shows nothing. Run: hub publish",)
        try:
            made = self.clock.local(board.hub().published_at)
        finally:
            board.close()
        if now - made < NOTICEBOARD_OLD:
            return ()
        on = day_words_short(made.date())
        return (f"The noticeboard is from {on}: the kiosk shows old news. Run: hub publish",)
