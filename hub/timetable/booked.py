"""What is booked, as the desk reads it: rows into views, by code, and in the words of the trail.

A provisional booking past its time reads as cancelled, whether or not it has been cleared away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.store.codes import tidy_code
from hub.store.engine import Store
from hub.store.tables import (
    Activity,
    Booking,
    BookingEquipment,
    Equipment,
    Group,
    GroupSession,
    Occupancy,
    Room,
    RoomLayout,
)
from hub.timetable.occupancy import LONGEST, lock_spaces
from hub.timetable.walltime import in_zone
from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from hub.views.words import clean, clean_line, day_words, day_words_short, span_words

LONGEST_TITLE = 500
LONGEST_NOTE = 2_000
MOST_PEOPLE = 100_000

NOT_CONFIRMED = "Not confirmed in time"
"""The reason of a provisional booking that lapsed."""

_STATUSES = {status.value: status for status in BookingStatus}
LIVE = (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL)

BOOKING_COLUMNS: Select[*tuple[Any, ...]] = (
    select(
        col(Booking.code),
        col(Room.name),
        col(Booking.starts_at),
        col(Booking.ends_at),
        col(Booking.title),
        col(Booking.status),
        col(Booking.lapses_at),
        col(Booking.is_public),
        col(Group.code),
        col(Activity.code),
        col(Booking.reason),
        col(Booking.setup_minutes),
        col(Booking.tidy_minutes),
        col(Booking.note),
        col(Booking.people),
        col(RoomLayout.name),
    )
    .join(Room, col(Room.id) == col(Booking.room_id))
    .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
    .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
    .outerjoin(Activity, col(Activity.id) == col(Booking.activity_id))
    .outerjoin(RoomLayout, col(RoomLayout.id) == col(Booking.layout_id))
)


def booking_views(clock: Clock, rows: Sequence[Sequence[Any]]) -> tuple[BookingView, ...]:
    """Rows of `BOOKING_COLUMNS` as views, in the hub's zone. What they hold beside their rooms
    isn't read: `show_booking` knows it.

    Many bookings begin or end at one moment, so each instant is put into the zone once.
    """
    zone = clock.zone
    local = {
        moment: moment.astimezone(zone) for moment in {m for row in rows for m in (row[2], row[3])}
    }
    return tuple(_view(clock, local, *row) for row in rows)


def _view(
    clock: Clock,
    local: dict[datetime, datetime],
    code: str,
    room: str,
    starts: datetime,
    ends: datetime,
    title: str,
    status: str,
    lapses: datetime | None,
    is_public: bool,
    group: str | None,
    activity: str | None,
    reason: str,
    setup_minutes: int,
    tidy_minutes: int,
    note: str,
    people: int | None,
    layout: str | None,
) -> BookingView:
    its_status = _STATUSES[status]
    if lapses is not None:
        lapses = clock.local(lapses)
        if its_status is BookingStatus.PROVISIONAL and has_lapsed(clock, lapses):
            its_status, reason = BookingStatus.CANCELLED, NOT_CONFIRMED
    return BookingView(
        code,
        room,
        local[starts],
        local[ends],
        title,
        its_status,
        is_public,
        group,
        activity,
        reason,
        setup_minutes,
        tidy_minutes,
        note,
        people,
        layout or "",
        (),
        lapses,
    )


def has_lapsed(clock: Clock, lapses: datetime | None) -> bool:
    """Whether a provisional booking's time is over."""
    return lapses is not None and lapses <= clock.now()


def show_booking(store: Store, clock: Clock, *, code: str) -> BookingView:
    """One booking, with the equipment that it holds. Raises NotFound."""
    with store.read() as session:
        found = booking_in(session, clock, code=code)
        return replace(found, equipment=equipment_of(session, found.code))


def booking_in(session: Session, clock: Clock, *, code: str) -> BookingView:
    """The same within the caller's transaction, its equipment left out."""
    row = session.execute(BOOKING_COLUMNS.where(col(Booking.code) == tidy_code(code))).first()
    if row is None:
        raise no_such_booking(code)
    return booking_views(clock, [row])[0]


def equipment_of(session: Session, code: str) -> tuple[str, ...]:
    """The names of what a booking holds beside its room."""
    return tuple(
        session.scalars(
            select(col(Equipment.name))
            .join(BookingEquipment, col(BookingEquipment.equipment_id) == col(Equipment.id))
            .join(Booking, col(Booking.id) == col(BookingEquipment.booking_id))
            .where(col(Booking.code) == code)
            .order_by(col(Equipment.id))
        )
    )


def no_such_booking(code: str) -> NotFound:
    return NotFound(
        f"There is no booking with the code {clean_line(code)[:40]!r}.",
        hint="Codes have five letters and numbers, like A7KQ2.",
    )


def id_of(session: Session, code: str) -> int:
    """The id behind a code. Raises NotFound."""
    found = session.scalar(select(col(Booking.id)).where(col(Booking.code) == tidy_code(code)))
    if found is None:
        raise no_such_booking(code)
    return found


def hold_still(session: Session, code: str, spaces: Iterable[int] = ()) -> int:
    """A booking's id, once nobody else can change it: its spaces, and those it shall have, are
    locked first, in order, and then its row. Read it after this. Raises NotFound.
    """
    booking = id_of(session, code)
    own = session.scalars(
        select(col(Occupancy.space_id)).where(col(Occupancy.booking_id) == booking).distinct()
    )
    lock_spaces(session, {*own, *spaces})
    session.execute(select(col(Booking.id)).where(col(Booking.id) == booking).with_for_update())
    return booking


def live_booking(session: Session, clock: Clock, code: str, verb: str) -> BookingView:
    """A booking that is going to happen. Raises BadInput: "… is cancelled already"."""
    old = booking_in(session, clock, code=code)
    if old.status not in LIVE:
        raise BadInput(
            f"{old.title} on {day_words(old.starts.date())} is {status_words(old)} already, so it"
            f" can't be {verb}."
        )
    return old


def status_words(one: BookingView) -> str:
    """How a status is said in a sentence."""
    return "marked as no-show" if one.status is BookingStatus.NO_SHOW else one.status.value


def stretch_of(clock: Clock, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """Typed moments as instants in UTC. Raises BadInput for what is no stretch of time."""
    begin = moment_of(clock, starts)
    end = moment_of(clock, ends)
    if begin >= end:
        raise BadInput(
            "The end comes before the start.", hint="Give the start first, then the end."
        )
    if end - begin > LONGEST:
        raise BadInput(
            f"A booking can't be longer than {LONGEST.days} days.", hint="Book it month by month."
        )
    return begin, end


def moment_of(clock: Clock, typed: datetime) -> datetime:
    """A typed moment as an instant in UTC. Raises BadInput for one outside the calendar."""
    if not 1990 <= typed.year <= 2199:
        raise BadInput(f"The year {typed.year} can't be right.", hint="Check the year.")
    return in_zone(typed, clock.zone).astimezone(UTC)


def title_of(typed: str) -> str:
    """A title in one line. Raises BadInput."""
    words = clean_line(typed)
    if not words:
        raise BadInput("A booking needs a title.", hint='Say what it is: --title "Parish council"')
    if len(words) > LONGEST_TITLE:
        raise BadInput(f"A title can't be longer than {LONGEST_TITLE} letters.")
    return words


def note_of(typed: str) -> str:
    """A note to the next volunteer, newlines kept. Raises BadInput."""
    words = clean(typed)
    if len(words) > LONGEST_NOTE:
        raise BadInput(f"A note can't be longer than {LONGEST_NOTE} letters.")
    return words


def contact_of(typed: str, what: str) -> str:
    """Whom to ask, or their number, in one line. Raises BadInput."""
    words = clean_line(typed)
    if len(words) > 200:
        raise BadInput(f"{what} can't be longer than 200 letters.")
    return words


def check_people(people: int | None) -> None:
    """Raises BadInput for a number of people that can't be."""
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise BadInput("Give a number of people from 1.", hint="For example: --people 20")


def row_id(number: int) -> int:
    """A typed number as an id; 0, which nothing has, for one that no row can have."""
    return number if 0 < number < 2**31 else 0


def check_padding(setup_minutes: int, tidy_minutes: int) -> None:
    """Raises BadInput for set-up or tidy-up times that can't be."""
    if not (0 <= setup_minutes <= 24 * 60 and 0 <= tidy_minutes <= 24 * 60):
        raise BadInput("Setting up and tidying up take from 0 minutes to a day.")


def mark_exception(session: Session, booking: int) -> None:
    """Say that edits of its series leave this session alone."""
    session.execute(
        update(GroupSession)
        .where(col(GroupSession.booking_id) == booking)
        .values(is_exception=True)
    )


def label_of(clock: Clock, title: str, room: str, starts: datetime, ends: datetime) -> str:
    """Parish council, Hall A, Tue 2 Mar 10am to 11am: as undo names it."""
    begin, end = clock.local(starts), clock.local(ends)
    return f"{title}, {room}, {day_words_short(begin.date())} {span_words(begin, end)}"


def label_for(clock: Clock, one: BookingView) -> str:
    """The same for a view."""
    return label_of(clock, one.title, one.room, one.starts, one.ends)


def record_booking(
    session: Session,
    clock: Clock,
    by: str | None,
    verb: str,
    code: str,
    room: str,
    starts: datetime,
    ends: datetime,
) -> None:
    """A line of the trail: which room and when, nothing personal."""
    record(
        session,
        clock,
        by=by,
        verb=verb,
        code=code,
        room=room,
        starts=starts.astimezone(UTC).isoformat(),
        ends=ends.astimezone(UTC).isoformat(),
    )


def earliest_start(starts: datetime) -> datetime:
    """How far back a booking that reaches into `starts` may have begun."""
    return starts.astimezone(UTC) - LONGEST - timedelta(days=1)
