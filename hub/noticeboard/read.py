"""The noticeboard as views: what anybody may see, without the store. Standard library only, so
that a kiosk starts fast and can't reach what is private.

Leaves what people type to `hub.noticeboard.search`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hub.directory.helplines import always_first
from hub.errors import Damaged
from hub.noticeboard import rows
from hub.noticeboard.file import PublishedFile
from hub.views.directory import NeedGroupView, NeedView, ServiceView
from hub.views.floor import MarkView
from hub.views.interests import InterestView
from hub.views.noticeboard import HubCard
from hub.views.place import HoursView, RoomView
from hub.views.timetable import ActivityView, BookingStatus, SessionView

if TYPE_CHECKING:  # searching and planning are loaded when somebody searches or plans
    from hub.noticeboard.lines import Lines
    from hub.noticeboard.wording import Wording
    from hub.views.noticeboard import Found
    from hub.views.plan import ActivityChoice, ServiceChoice

_INTEREST = "SELECT slug, kind, name, words, services, activities FROM interest"
_ONCE_UNDER = "code = (SELECT into_code FROM merged WHERE code = ?)"
_NEED = """SELECT slug, name, group_slug, group_name, is_urgent, is_discreet, words, services,
    activities FROM need"""
_SESSION = """SELECT code, title, room, starts_at, ends_at, status, group_code, activity_code,
    who_for, cost, reason, is_private FROM session"""

_MANY = 500
"""Helpers of one need that are looked at."""

_TIED = """SELECT {0}.id FROM {1} JOIN {0} ON {0}.id = entry_id WHERE {1}.{2} = ?
    ORDER BY entry_id LIMIT ?"""
_NEXT_DATES = 5
"""Dates of an activity that a plan may choose from."""

_MOST_KEPT = 16
"""Stretches of days whose sessions are kept at once."""

_STATUSES = {status.value: status for status in BookingStatus}


class Noticeboard:
    """One open noticeboard. A newer one that takes its place doesn't disturb it.

    Every instant it gives is in the hub's zone. Any read may raise Damaged.
    """

    def __init__(self, file: PublishedFile) -> None:
        self.file = file
        """The open file, for `hub.noticeboard.search`."""
        card = file.first(
            rows.card,
            "SELECT name, zone, address, phone, email, web_address, area, published_at FROM card",
        )
        if card is None:
            raise Damaged("The noticeboard is empty.", hint="Publish it again with: hub publish")
        self._card = card
        try:
            self.zone = ZoneInfo(card.site.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Damaged(
                "The noticeboard names no time zone.", hint="Publish it again with: hub publish"
            ) from error
        self._longest = file.number("SELECT longest_session FROM card")
        # The file never changes, and screens ask for the same days again and again.
        self._kept: dict[tuple[date, date], tuple[SessionView, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Noticeboard:
        """Open the published file. Raises NotFound or Damaged in plain words."""
        file = PublishedFile(path)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    @cached_property
    def wording(self) -> Wording:
        """Its words, read when they are first asked for."""
        from hub.noticeboard.wording import Wording

        return Wording(self.file)

    def is_newer_than_this(self) -> bool:
        """Whether the file at the path has been replaced: close this and open it again."""
        return self.file.is_replaced()

    def hub(self) -> HubCard:
        """Whose noticeboard it is, and when it was published."""
        return self._card

    # What's on

    def sessions(self, first: date, last: date) -> tuple[SessionView, ...]:
        """Everything on between two local days, both included, by start, then in the order of
        the rooms.

        What began on an earlier day and is still on is among it (an exhibition, a lock-in).
        """
        kept = self._kept.get((first, last))
        if kept is not None:
            return kept
        opens, closes = self._midnight(first), self._midnight(last + timedelta(days=1))
        found = self._sessions(
            "WHERE starts_at >= ? AND starts_at < ? AND ends_at > ? ORDER BY starts_at, id",
            opens - self._longest,
            closes,
            opens,
        )
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[first, last] = found
        return found

    def session(self, code: str) -> SessionView | None:
        """One public session by its code."""
        if not code:
            return None
        found = self._sessions("WHERE code = ? AND code <> ''", code)
        return found[0] if found else None

    def next_sessions(
        self, activity: str, after: datetime, limit: int = 5
    ) -> tuple[SessionView, ...]:
        """The next sessions of an activity that end after `after` (aware), cancelled ones too,
        so that nobody waits at a locked door."""
        return self._sessions(
            "WHERE activity_code = ? AND starts_at >= ? AND ends_at > ? ORDER BY starts_at LIMIT ?",
            activity,
            int(after.timestamp()) - self._longest,
            int(after.timestamp()),
            limit,
        )

    def notices(self, day: date) -> tuple[str, ...]:
        """What is special about a day: "Bank holiday: Christmas Day", closures."""
        return tuple(
            self.file.rows(
                str, "SELECT words FROM notice WHERE day = ? ORDER BY rowid", day.isoformat()
            )
        )

    def rooms(self) -> tuple[RoomView, ...]:
        """Every room, in the hub's own order."""
        return self._rooms

    @cached_property
    def _rooms(self) -> tuple[RoomView, ...]:
        return tuple(self.file.rows(rows.room, f"{rows.ROOM} ORDER BY rowid"))

    def marks(self) -> tuple[MarkView, ...]:
        """What lies on the plan of the building beside the rooms."""
        return tuple(self.file.rows(rows.mark, f"{rows.MARK} ORDER BY rowid"))

    def hours(self, room: str = "") -> tuple[HoursView, ...]:
        """Monday to Sunday of the building, or of a room by hours of its own; nothing where none
        are set."""
        found = self.file.rows(
            rows.opening,
            "SELECT weekday, opens, closes FROM hours WHERE room = ? ORDER BY weekday, opens",
            room,
        )
        if not found:
            return ()
        return tuple(
            HoursView(day, tuple(span for weekday, span in found if weekday == day), room)
            for day in range(7)
        )

    def activity(self, code: str) -> ActivityView | None:
        """One public activity by its code."""
        return self.file.first(rows.activity, f"{rows.ACTIVITY} WHERE code = ?", code)

    def activities(self) -> tuple[ActivityView, ...]:
        """Every public activity by its title."""
        return tuple(self.file.rows(rows.activity, f"{rows.ACTIVITY} ORDER BY id"))

    def how_many_activities(self) -> int:
        """How many there are of them."""
        return self.file.number("SELECT count(*) FROM activity")

    # Who can help

    def service(self, code: str) -> ServiceView | None:
        """One entry of the directory by its code, or by one that it had before."""
        return self.file.first(
            rows.service, f"{rows.SERVICE} WHERE code = ?", code
        ) or self.file.first(rows.service, f"{rows.SERVICE} WHERE {_ONCE_UNDER}", code)

    def services(self, offset: int = 0, limit: int = 100) -> tuple[ServiceView, ...]:
        """The directory, best first, a page at a time."""
        return tuple(
            self.file.rows(
                rows.service, f"{rows.SERVICE} ORDER BY id LIMIT ? OFFSET ?", limit, offset
            )
        )

    def helplines(self) -> tuple[ServiceView, ...]:
        """The urgent ones, which never disappear: 999, 111 and 116 123 before the others."""
        return self._helplines

    @cached_property
    def _helplines(self) -> tuple[ServiceView, ...]:
        urgent = self.file.rows(rows.service, f"{rows.SERVICE} WHERE is_urgent ORDER BY id")
        return always_first(urgent)

    def need(self, slug: str) -> NeedView | None:
        """One need by its slug."""
        return self.file.first(rows.need, f"{_NEED} WHERE slug = ?", slug)

    def needs(self) -> tuple[NeedView, ...]:
        """Every need, in the order of its group."""
        return self._needs

    @cached_property
    def _needs(self) -> tuple[NeedView, ...]:
        return tuple(self.file.rows(rows.need, f"{_NEED} ORDER BY id"))

    def names_of_need_groups(self) -> tuple[str, ...]:
        """In the hub's own order."""
        return tuple(self.file.rows(str, "SELECT name FROM need_group ORDER BY rowid"))

    def need_groups(self) -> tuple[NeedGroupView, ...]:
        """Every group with its needs, in the hub's own order."""
        members: dict[str, list[NeedView]] = {}
        for need in self.needs():
            members.setdefault(need.group, []).append(need)

        def group(slug: str, name: str, hint: str) -> NeedGroupView:
            return NeedGroupView(slug, name, hint, tuple(members.get(slug, ())))

        return tuple(
            self.file.rows(group, "SELECT slug, name, hint FROM need_group ORDER BY rowid")
        )

    def interests(self) -> tuple[InterestView, ...]:
        """Every interest, in the hub's own order."""
        return tuple(self.file.rows(rows.interest, f"{_INTEREST} ORDER BY id"))

    def interest(self, slug: str) -> InterestView | None:
        """One interest by its slug."""
        return self.file.first(rows.interest, f"{_INTEREST} WHERE slug = ?", slug)

    # What a plan may choose from

    def services_for(
        self,
        needs: Sequence[str],
        interests: Sequence[str],
        codes: Sequence[str],
        limit_each: int,
        *,
        today: date,
    ) -> tuple[ServiceChoice, ...]:
        """Who meets any of the needs and interests, at most `limit_each` for each of them, the
        best first; and whoever has one of the codes (or had it once)."""
        from hub.noticeboard.choices import chosen_services

        return chosen_services(self.file, needs, interests, codes, limit_each, today)

    def activities_for(
        self,
        needs: Sequence[str],
        interests: Sequence[str],
        codes: Sequence[str],
        limit_each: int = 20,
        *,
        after: datetime,
    ) -> tuple[ActivityChoice, ...]:
        """What to come to for any of the needs and interests, or by code, by title; each with its
        next dates that end after `after` (aware), cancelled ones too."""
        from hub.noticeboard.choices import chosen_activities
        from hub.views.plan import ActivityChoice

        found = chosen_activities(self.file, needs, interests, codes, limit_each)
        following: dict[str, list[SessionView]] = {one.code: [] for one in found}
        for session in self._sessions(
            """WHERE id IN (
                SELECT id FROM (
                    SELECT id, row_number() OVER (
                        PARTITION BY activity_code ORDER BY starts_at, id
                    ) AS place FROM session
                    WHERE activity_code IN (SELECT value FROM json_each(?))
                        AND starts_at >= ? AND ends_at > ?
                ) WHERE place <= ?
            ) ORDER BY starts_at, id""",
            json.dumps(list(following)),
            int(after.timestamp()) - self._longest,
            int(after.timestamp()),
            _NEXT_DATES,
        ):
            following[session.activity or ""].append(session)
        return tuple(
            ActivityChoice(one, tuple(following[one.code]), one.interests) for one in found
        )

    def for_need(
        self, slug: str, today: date, limit: int = 50, now: datetime | None = None
    ) -> tuple[Found, ...]:
        """Who can help with a need (urgent, checked, local first), then what to come to. With
        `now` (aware), each says whether it is open."""
        need_id = self.file.number("SELECT id FROM need WHERE slug = ?", slug)
        return self._for("meets", "need_id", need_id, (today, now), limit)

    def for_interest(
        self, slug: str, today: date, limit: int = 50, now: datetime | None = None
    ) -> tuple[Found, ...]:
        """Who is there for an interest, then what to come to, likewise."""
        interest_id = self.file.number("SELECT id FROM interest WHERE slug = ?", slug)
        return self._for("suits", "interest_id", interest_id, (today, now), limit)

    def _for(
        self, tie: str, wish: str, number: int, when: tuple[date, datetime | None], limit: int
    ) -> tuple[Found, ...]:
        from hub.noticeboard.lines import Moment

        moment = Moment(*when)
        helpers, activities = (
            self.file.rows(int, _TIED.format(table, tie, wish), number, most)
            for table, most in (("service", _MANY + limit), ("activity", limit))
        )
        # The order in the file is that of the day it was published; what has gone stale since
        # moves down here, without another publishing.
        found = self.lines.make(helpers, moment)
        found.sort(key=lambda one: (not one.is_urgent, not one.is_checked and not one.is_urgent))
        kept = max(limit - len(activities), (limit + 1) // 2)
        return tuple(found[:kept] + self.lines.make(activities, moment))[:limit]

    # Lines of results

    @cached_property
    def lines(self) -> Lines:
        """Makes the lines of results, for `hub.noticeboard.search`."""
        from hub.noticeboard.lines import Lines

        return Lines(self.file, self.zone, self._longest)

    def found(self, ids: Iterable[int], today: date, now: datetime | None = None) -> list[Found]:
        """Lines for entries of the index, in the order of their ids given."""
        from hub.noticeboard.lines import Moment

        return self.lines.make(ids, Moment(today, now))

    def _midnight(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp())

    def _sessions(self, where: str, *values: object) -> tuple[SessionView, ...]:
        # Written out, because a week of a large hub is a thousand rows and is read at each touch.
        local = rows.LocalTimes(self.zone)
        with self.file.reading(f"{_SESSION} {where}", *values) as found:
            return tuple(
                [
                    SessionView(
                        code,
                        title,
                        room,
                        local[starts_at],
                        local[ends_at],
                        _STATUSES[status],
                        group,
                        activity,
                        who_for,
                        cost,
                        reason,
                        is_private == 1,
                    )
                    for (
                        code,
                        title,
                        room,
                        starts_at,
                        ends_at,
                        status,
                        group,
                        activity,
                        who_for,
                        cost,
                        reason,
                        is_private,
                    ) in found
                ]
            )
