"""What the Groups screen and its windows ask of the store. Runs in worker threads; leaves the
store's opening to `kiosk.desk.errands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from hub.views.bookings import BookingView
from hub.views.directory import NeedGroupView
from hub.views.groups import BankHolidayRule, GroupMade, GroupView, Weeks
from hub.views.noted import SessionMarks
from hub.views.place import RoomView
from hub.views.series import GroupChanged, Keep, OnClash, Scope, SeriesChange, SeriesPreview
from hub.views.sessions import PlaceView, SessionDetails, TellView
from hub.views.timetable import ActivityView, BookingStatus
from hub.views.words import fold
from kiosk.desk.errands import Errands

BACK, AHEAD = timedelta(days=28), timedelta(days=548)
"""How far the sessions of a group are listed from today."""


@dataclass(frozen=True, slots=True)
class Met:
    """One session of a group, with what was noted at it."""

    booking: BookingView
    marks: SessionMarks | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form about a group offers."""

    rooms: tuple[RoomView, ...]
    layouts: dict[str, tuple[str, ...]]
    """Names of the layouts of each room."""
    kit: tuple[str, ...]
    """What can be lent, by name."""


@dataclass(frozen=True, slots=True)
class GroupWish:
    """A group to be made."""

    title: str
    room: str
    rule: str
    starts_on: date
    at: time
    minutes: int
    weeks: Weeks = Weeks.ALL
    layout: str = ""
    equipment: tuple[str, ...] = ()
    capacity: int | None = None
    bank_holidays: BankHolidayRule = BankHolidayRule.SKIP
    is_public: bool = True
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """A group to be changed: which sessions, from which date, and how."""

    code: str
    title: str
    scope: Scope
    on: date | None
    change: SeriesChange


@dataclass(frozen=True, slots=True)
class ResumeWish:
    """A group that shall meet again."""

    code: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class AddWish:
    """One more date of a group."""

    code: str
    title: str
    on: date


SeriesWish = GroupWish | ChangeWish | ResumeWish | AddWish


class GroupErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    # Looking

    def groups(self) -> tuple[GroupView, ...]:
        """Every group by title."""
        from hub.timetable.groups import list_groups

        return list_groups(self._desk.store, self._desk.clock)

    def sessions(self, code: str) -> tuple[Met, ...]:
        """What a group had lately and has ahead."""
        from hub.timetable.groups import group_sessions
        from hub.timetable.noted import session_marks

        store, clock = self._desk.store, self._desk.clock
        today = clock.today()
        found = group_sessions(store, clock, code=code, first=today - BACK, last=today + AHEAD)
        marks = session_marks(store, [one.code for one in found])
        return tuple(Met(one, marks.get(one.code)) for one in found)

    def facts(self) -> Facts:
        from hub.timetable.equipment import list_equipment
        from hub.timetable.layouts import list_layouts
        from hub.timetable.rooms import list_rooms

        store = self._desk.store
        rooms = list_rooms(store)
        return Facts(
            rooms,
            {
                room.name: tuple(one.name for one in list_layouts(store, room=room.code))
                for room in rooms
            },
            tuple(one.name for one in list_equipment(store)),
        )

    def on_now(self) -> tuple[BookingView, ...]:
        """Sessions of groups, and public events, that are on now."""
        return tuple(one for one in self._desk.today().now if one.group or one.is_public)

    # Series

    def preview(self, wish: SeriesWish) -> SeriesPreview:
        from hub.timetable.preview import (
            preview_added,
            preview_change,
            preview_group,
            preview_resume,
        )

        store, clock = self._desk.store, self._desk.clock
        if isinstance(wish, AddWish):
            return preview_added(store, clock, code=wish.code, on=wish.on)
        if isinstance(wish, ResumeWish):
            return preview_resume(store, clock, code=wish.code, on=wish.on)
        if isinstance(wish, ChangeWish):
            return preview_change(
                store, clock, code=wish.code, scope=wish.scope, on=wish.on, change=wish.change
            )
        return preview_group(
            store,
            clock,
            title=wish.title,
            room=wish.room,
            rule=wish.rule,
            starts_on=wish.starts_on,
            at=wish.at,
            minutes=wish.minutes,
            weeks=wish.weeks,
            layout=wish.layout,
            equipment=wish.equipment,
            capacity=wish.capacity,
            bank_holidays=wish.bank_holidays,
            is_public=wish.is_public,
            activity=wish.activity,
        )

    def make(
        self, wish: GroupWish, on_clash: OnClash, *, anyway: bool = False, by: str | None
    ) -> GroupMade:
        from hub.timetable.groups import add_group

        return add_group(
            self._desk.store,
            self._desk.clock,
            title=wish.title,
            room=wish.room,
            rule=wish.rule,
            starts_on=wish.starts_on,
            at=wish.at,
            minutes=wish.minutes,
            weeks=wish.weeks,
            layout=wish.layout,
            equipment=wish.equipment,
            capacity=wish.capacity,
            bank_holidays=wish.bank_holidays,
            is_public=wish.is_public,
            activity=wish.activity,
            on_clash=on_clash,
            anyway=anyway,
            by=by,
        )

    def change(
        self,
        wish: ChangeWish,
        on_clash: OnClash,
        exceptions: Keep,
        *,
        anyway: bool = False,
        by: str | None,
    ) -> GroupChanged:
        from hub.timetable.editing import change_group

        return change_group(
            self._desk.store,
            self._desk.clock,
            code=wish.code,
            scope=wish.scope,
            on=wish.on,
            change=wish.change,
            on_clash=on_clash,
            exceptions=exceptions,
            anyway=anyway,
            by=by,
        )

    def end(self, code: str, last_on: date, exceptions: Keep, *, by: str | None) -> GroupChanged:
        from hub.timetable.ending import end_group

        return end_group(
            self._desk.store,
            self._desk.clock,
            code=code,
            last_on=last_on,
            exceptions=exceptions,
            by=by,
        )

    def pause(
        self, code: str, first: date, until: date, exceptions: Keep, *, by: str | None
    ) -> GroupChanged:
        from hub.timetable.ending import pause_group

        return pause_group(
            self._desk.store,
            self._desk.clock,
            code=code,
            first=first,
            until=until,
            exceptions=exceptions,
            by=by,
        )

    def resume(
        self, wish: ResumeWish, on_clash: OnClash, *, anyway: bool = False, by: str | None
    ) -> GroupChanged:
        from hub.timetable.ending import resume_group

        return resume_group(
            self._desk.store,
            self._desk.clock,
            code=wish.code,
            on=wish.on,
            on_clash=on_clash,
            anyway=anyway,
            by=by,
        )

    def add_date(
        self, wish: AddWish, on_clash: OnClash, *, anyway: bool = False, by: str | None
    ) -> GroupChanged:
        from hub.timetable.extra_dates import add_date

        store, clock = self._desk.store, self._desk.clock
        return add_date(
            store, clock, code=wish.code, on=wish.on, on_clash=on_clash, anyway=anyway, by=by
        )

    def take_out(self, code: str, on: date, exceptions: Keep, *, by: str | None) -> GroupChanged:
        from hub.timetable.extra_dates import remove_date

        return remove_date(
            self._desk.store, self._desk.clock, code=code, on=on, exceptions=exceptions, by=by
        )

    # One session

    def cancel(self, code: str, reason: str, *, by: str | None) -> BookingView:
        from hub.timetable.bookings import cancel_booking

        return cancel_booking(self._desk.store, self._desk.clock, code=code, reason=reason, by=by)

    def details(self, code: str) -> SessionDetails:
        from hub.timetable.signups import session_details

        return session_details(self._desk.store, self._desk.clock, code=code)

    def sign_up(self, code: str, name: str, phone: str, *, by: str | None) -> PlaceView:
        from hub.timetable.signups import sign_up

        return sign_up(self._desk.store, self._desk.clock, code=code, name=name, phone=phone, by=by)

    def give_up(self, code: str, number: int, *, by: str | None) -> PlaceView | None:
        """Who moved up into the place, or None."""
        from hub.timetable.signups import give_up_place

        return give_up_place(self._desk.store, self._desk.clock, code=code, number=number, by=by)

    def count(self, code: str, total: int, first_timers: int, *, by: str | None) -> SessionDetails:
        from hub.timetable.counts import count_heads

        return count_heads(
            self._desk.store,
            self._desk.clock,
            code=code,
            total=total,
            first_timers=first_timers,
            by=by,
        )

    def note(self, code: str, note: str, *, by: str | None) -> None:
        from hub.timetable.counts import note_session

        note_session(self._desk.store, self._desk.clock, code=code, note=note, by=by)

    def to_tell(self, code: str | None) -> tuple[TellView, ...]:
        from hub.timetable.telling import list_to_tell

        return list_to_tell(self._desk.store, self._desk.clock, code=code)

    def told(self, number: int, *, by: str | None) -> None:
        from hub.timetable.telling import tick_told

        tick_told(self._desk.store, self._desk.clock, number=number, by=by)

    # Activities

    def activity(self, code: str | None) -> tuple[ActivityView | None, tuple[NeedGroupView, ...]]:
        """The activity, and every need that one can meet."""
        from hub.directory.needs import list_needs
        from hub.timetable.activities import show_activity

        store = self._desk.store
        return (show_activity(store, code=code) if code else None), list_needs(store)

    def activities(self) -> tuple[ActivityView, ...]:
        from hub.timetable.activities import list_activities

        return list_activities(self._desk.store)

    def save_activity(
        self,
        code: str | None,
        texts: dict[str, str],
        needs: Sequence[str],
        *,
        is_public: bool,
        by: str | None,
    ) -> ActivityView:
        """Add one, or change what differs."""
        from hub.timetable.activities import add_activity, change_activity

        store, clock = self._desk.store, self._desk.clock
        if code is None:
            return add_activity(store, clock, needs=needs, is_public=is_public, by=by, **texts)
        return change_activity(
            store, clock, code=code, changes=texts, needs=needs, is_public=is_public, by=by
        )


def matching(listed: Sequence[GroupView], typed: str) -> tuple[GroupView, ...]:
    """The groups whose title, room or rule has all the words that were typed."""
    words = fold(typed).split()
    if not words:
        return tuple(listed)
    return tuple(
        one
        for one in listed
        if all(word in fold(f"{one.title} {one.room} {one.in_words}") for word in words)
    )


def next_place(sessions: Sequence[Met], now_or_later: date) -> int:
    """Where the sessions of today or later begin."""
    for place, one in enumerate(sessions):
        if one.booking.starts.date() >= now_or_later:
            return place
    return max(0, len(sessions) - 1)


def is_live(booking: BookingView) -> bool:
    return booking.status in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL)
