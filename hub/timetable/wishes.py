"""A group as it is asked for: checked, and made into a series that isn't saved yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.site import show_site
from hub.store.tables import Equipment
from hub.timetable.holding import Holding, what_is_held
from hub.timetable.placing import Rooms
from hub.timetable.rooms import FoundRoom, find_room
from hub.timetable.rules import Rule, read_rule
from hub.timetable.series import Kit, Part, Planned, Series, Way
from hub.timetable.sessions import Wanted
from hub.views.groups import BankHolidayRule, Weeks
from hub.views.words import clean_line

HORIZON_DAYS = 548
"""Sessions are made eighteen months ahead."""

LONGEST_MINUTES = 24 * 60
LONGEST_TITLE = 500
MOST_PLACES = 100_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants a group to be. Local dates and wall times."""

    title: str
    room: str
    rule: str
    starts_on: date
    at: time
    minutes: int
    setup_minutes: int | None
    tidy_minutes: int | None
    bank_holidays: BankHolidayRule
    is_public: bool
    weeks: Weeks
    added: Sequence[date]
    removed: Sequence[date]
    layout: str
    equipment: Sequence[str]
    capacity: int | None


def horizon(clock: Clock, starts_on: date) -> date:
    """The last local date up to which sessions of a group are made today."""
    return max(clock.today(), starts_on) + timedelta(days=HORIZON_DAYS)


def check_title(typed: str) -> str:
    words = clean_line(typed)
    if not words or len(words) > LONGEST_TITLE:
        raise BadInput(f"A group needs a title of 1 to {LONGEST_TITLE} letters.")
    return words


def check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise BadInput("A session lasts from 1 minute to 24 hours.", hint="For example: --for 90m")


def check_places(places: int) -> None:
    if not 1 <= places <= MOST_PLACES:
        raise BadInput(
            f"A session can't have {places} places.", hint="Give a number from 1, or leave it out."
        )


def check_year(clock: Clock, day: date, what: str) -> None:
    if not 2000 <= day.year <= clock.today().year + 20:
        raise BadInput(f"{what} {day.year}.", hint="Check the year.")


def check_wish(clock: Clock, wish: Wish) -> Rule:
    """The rule of a wish. Raises BadInput for anything that makes no sense."""
    check_title(wish.title)
    check_minutes(wish.minutes)
    pads = (wish.setup_minutes or 0, wish.tidy_minutes or 0)
    if not all(0 <= pad <= 720 for pad in pads):
        raise BadInput("Setting up and tidying up take from 0 minutes to 12 hours.")
    check_year(clock, wish.starts_on, "The group can't begin in")
    for day in (*wish.added, *wish.removed):
        check_year(clock, day, "A session can't be in")
    if wish.capacity is not None:
        check_places(wish.capacity)
    both = sorted({*wish.added} & {*wish.removed})
    if both:
        raise BadInput(f"{both[0].isoformat()} can't be both added and taken out.")
    return read_rule(wish.rule)


def draft(session: Session, clock: Clock, wish: Wish, rule: Rule) -> tuple[Series, FoundRoom]:
    """The series of a wish, not saved yet, called by the wish's title, and its room."""
    room = find_room(session, wish.room)
    held = what_is_held(
        session,
        room,
        layout=wish.layout,
        equipment=wish.equipment,
        setup_minutes=wish.setup_minutes,
        tidy_minutes=wish.tidy_minutes,
    )
    way = Way(
        room_id=room.id,
        rule=rule.text(),
        starts_on=wish.starts_on,
        at=wish.at,
        minutes=wish.minutes,
        setup_minutes=held.setup_minutes,
        tidy_minutes=held.tidy_minutes,
        bank_holidays=wish.bank_holidays.value,
        weeks=wish.weeks.value,
        title=None,
        capacity=wish.capacity,
        layout_id=held.layout_id,
    )
    series = Series(
        group=0,
        code="",
        activity=0,
        activity_title=check_title(wish.title),
        zone=show_site(session).zone,
        is_public=wish.is_public,
        ended_on=None,
        made_until=horizon(clock, wish.starts_on),
        parts=(Part(wish.starts_on, None, way),),
        added=frozenset(wish.added),
        removed=frozenset(wish.removed),
        kit=kit_of(session, held),
    )
    return series, room


def kit_of(session: Session, held: Holding) -> tuple[Kit, ...]:
    """The equipment of a holding. One statement, none where there is no equipment."""
    if not held.equipment_ids:
        return ()
    rows = session.execute(
        select(
            col(Equipment.id), col(Equipment.name), col(Equipment.space_id), col(Equipment.room_id)
        )
        .where(col(Equipment.id).in_(held.equipment_ids))
        .order_by(col(Equipment.id))
    )
    return tuple(Kit(*one) for one in rows)


def as_wanted(rooms: Rooms, series: Series, target: Planned) -> Wanted:
    """A new session on a date that the group gives."""
    way = target.way
    return Wanted(
        target.meant_for,
        rooms.by_id[way.room_id],
        target.starts,
        target.ends,
        way.setup_minutes,
        way.tidy_minutes,
        way.layout_id,
        series.kit,
        way,
    )
