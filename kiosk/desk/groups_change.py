"""Change a group: one of its dates, one and all after it, or all to come.

Leaves the lines that a new group has too to `groups_forms`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from hub.errors import BadInput
from hub.timetable.choosing import WEEKS_WORDS, HowOften, choice_of, how_often_words
from hub.timetable.typed import read_date
from hub.views.bookings import BookingView
from hub.views.groups import BankHolidayRule, GroupView, Weeks
from hub.views.series import Scope, SeriesChange
from hub.views.words import clean_line, date_words, time_words
from kiosk.desk.errands_groups import ChangeWish
from kiosk.desk.forms import Field, OneOf, Words
from kiosk.desk.groups_forms import GroupForm, rest_lines
from kiosk.desk.groups_words import HOLIDAYS, full_day, minutes_words
from kiosk.desk.rooms_forms import length_words

Answer = TypeVar("Answer")
_OF_THE_RULE = ("often", "days", "rule", "weeks", "until", "holidays")


class ChangeGroup(GroupForm):
    """A group to be changed: one of its dates, one and the following, or all to come."""

    def __init__(self, group: GroupView, session: BookingView | None) -> None:
        super().__init__()
        self._group = group
        self._session = session
        self._anchor = session.starts.date() if session else group.next_session

    def heading(self) -> str:
        return f"Change {clean_line(self._group.title)}"

    def fields(self) -> Iterable[Field]:
        group = self._group
        on_day = self._anchor or self.app.clock.today()
        scopes = (
            (Scope.FOLLOWING, "this date and all after it"),
            (Scope.THIS, "this date only"),
            (Scope.ALL, "all from today"),
        )
        yield OneOf("scope", "Which dates", scopes, Scope.THIS if self._session else Scope.ALL)
        yield Words("date", "The date", date_words(on_day), "tomorrow, next tue", 40)
        yield Words("title", "What is it?", group.title)
        yield OneOf("room", "Room", ((group.room, group.room),), group.room)
        yield Words("at", "At", f"{group.at:%H:%M}", longest=20)
        yield Words("long", "How long", length_words(group.minutes), longest=12)
        yield from self.when_lines()
        places = str(group.capacity or "")
        yield from rest_lines(places, group.equipment, is_public=group.is_public)

    def chosen_before(self, anchor: date) -> HowOften:
        return choice_of(self._group.rule, anchor)

    def weeks_before(self) -> Weeks:
        return self._group.weeks

    def holidays_before(self) -> BankHolidayRule:
        return self._group.bank_holidays

    def room_before(self) -> str:
        return self._group.room

    def layout_before(self) -> str:
        return self._group.layout

    @property
    def _scope(self) -> Scope:
        return Scope(self.chosen("scope"))

    def _show_lines(self) -> None:
        super()._show_lines()
        self.show_line("date", self._scope is not Scope.ALL)
        if self._scope is Scope.THIS:
            for name in _OF_THE_RULE:
                self.show_line(name, False)
        else:
            for name in ("often", "weeks", "until", "holidays"):
                self.show_line(name, True)

    def _day(self) -> date | None:
        if self._scope is Scope.ALL:
            return None
        return read_date(self.typed("date"), self.app.clock)

    def _change(self) -> SeriesChange:
        """Only what differs from how it is."""
        group = self._group
        got = self.answers(self._anchor or group.starts_on)
        change = SeriesChange(
            at=_if_new(got.at, group.at),
            minutes=_if_new(got.minutes, group.minutes),
            room=_if_new(got.room, group.room),
            title=_if_new(got.title, group.title),
            capacity=_if_new(got.capacity or 0, group.capacity or 0),
            layout=_if_new(got.layout, self.layout_before()),
            equipment=_if_new(got.kit, group.equipment),
            is_public=_if_new(got.is_public, group.is_public),
            rule=None if self._scope is Scope.THIS else _if_new(got.rule, group.rule),
            bank_holidays=(
                None if self._scope is Scope.THIS else _if_new(got.holidays, group.bank_holidays)
            ),
            weeks=None if self._scope is Scope.THIS else _if_new(got.weeks, self.weeks_before()),
        )
        if change == SeriesChange():
            raise BadInput("Nothing is different yet.", hint="Change a line, then press Enter.")
        return change

    def understood(self) -> str:
        day = self._day()
        which = {
            Scope.THIS: f"Only {full_day(day)}" if day else "",
            Scope.FOLLOWING: f"From {full_day(day)} on" if day else "",
            Scope.ALL: "All dates from today",
        }[self._scope]
        change = self._change()
        said = [
            *([f"called {change.title}"] if change.title is not None else []),
            *([how_often_words(change.rule)] if change.rule is not None else []),
            *([WEEKS_WORDS[change.weeks]] if change.weeks is not None else []),
            *([f"at {time_words(change.at)}"] if change.at is not None else []),
            *([f"for {minutes_words(change.minutes)}"] if change.minutes is not None else []),
            *([f"in {change.room}"] if change.room is not None else []),
            *([_places(change.capacity)] if change.capacity is not None else []),
            *([dict(HOLIDAYS)[change.bank_holidays]] if change.bank_holidays else []),
            *([f"set up as {change.layout or 'it is'}"] if change.layout is not None else []),
            *(["with other kit"] if change.equipment is not None else []),
            *([_seen(change.is_public)] if change.is_public is not None else []),
        ]
        return clean_line(f"{which}: {', '.join(said)}.")

    def make_wish(self) -> ChangeWish:
        return ChangeWish(
            self._group.code, self._group.title, self._scope, self._day(), self._change()
        )


def _places(capacity: int) -> str:
    return f"{capacity} places" if capacity else "as many as come"


def _seen(is_public: bool) -> str:
    return "everybody may see it" if is_public else "only the desk sees it"


def _if_new(new: Answer, old: Answer) -> Answer | None:
    return None if new == old else new
