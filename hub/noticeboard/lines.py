"""Entries of the index as lines of a list of results: who it is, when, whether it is open now.

Leaves which entries, and their order, to `.search` and `.read`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from hub.directory.assurance import is_current
from hub.directory.open_now import is_open
from hub.languages.language import to_say
from hub.noticeboard.file import PublishedFile
from hub.noticeboard.open_times import from_json
from hub.views.directory import ServiceStatus
from hub.views.noticeboard import Found, Kind
from hub.views.words import day_words_short, time_words

_NEEDS = """SELECT id, slug, name, group_name, is_urgent, services + activities FROM need
    WHERE id IN (SELECT value FROM json_each(?))"""
_INTERESTS = """SELECT id, slug, name, services + activities FROM interest
    WHERE id IN (SELECT value FROM json_each(?))"""
_SERVICES = """SELECT id, code, name, organisation, phone, opening, status, assured_on, vanished_on,
    is_urgent, open_times FROM service
    WHERE id IN (SELECT value FROM json_each(?))"""
# The next time that it starts, or started where it is still on; whether it is on at this moment.
_ACTIVITIES = """SELECT id, activity.code, activity.title, activity.who_for, phone,
        (SELECT min(starts_at) FROM session WHERE activity_code = activity.code
         AND starts_at >= ? AND ends_at > ? AND status <> 'cancelled'),
        EXISTS (SELECT 1 FROM session WHERE activity_code = activity.code
         AND starts_at <= ? AND starts_at >= ? AND ends_at > ? AND status <> 'cancelled')
    FROM activity WHERE id IN (SELECT value FROM json_each(?))"""
_CLOSED = ServiceStatus.TEMPORARILY_CLOSED.value
_MANY = 500
"""Entries that are fetched at once."""
NOTHING_YET = to_say("nothing yet: please ask at the desk")
"""What is said of a need that nobody is known to meet."""


@lru_cache(512)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody looks."""

    today: date
    now: datetime | None = None
    """Aware; None where nobody asks what is open."""


class Lines:
    """Makes the lines of one noticeboard."""

    def __init__(self, file: PublishedFile, zone: ZoneInfo, longest: int) -> None:
        self._file = file
        self._zone = zone
        self._longest = longest
        """The longest session in seconds."""

    @cached_property
    def _bounds(self) -> tuple[int, int, int, int]:
        """The last need, the last interest, the first activity and the last: ids run through them
        in this order, urgent helplines between interests and activities."""
        number = self._file.number
        needs = number("SELECT coalesce(max(id), 0) FROM need")
        return (
            needs,
            max(needs, number("SELECT coalesce(max(id), 0) FROM interest")),
            number("SELECT coalesce(min(id), 0) FROM activity"),
            number("SELECT coalesce(max(id), 0) FROM activity"),
        )

    def make(self, ids: Iterable[int], moment: Moment) -> list[Found]:
        """Lines for entries, in the order of their ids given; what isn't there is left out."""
        wanted = list(ids)
        last_need, last_interest, first_activity, last_activity = self._bounds
        lines: dict[int, Found] = {}
        for start in range(0, len(wanted), _MANY):
            batch = wanted[start : start + _MANY]
            needs = [one for one in batch if one <= last_need]
            interests = [one for one in batch if last_need < one <= last_interest]
            activities = [one for one in batch if first_activity <= one <= last_activity]
            apart = {*needs, *interests, *activities}
            services = [one for one in batch if one not in apart]
            if needs:
                lines.update(self._file.rows(_need, _NEEDS, json.dumps(needs)))
            if interests:
                lines.update(self._file.rows(_interest, _INTERESTS, json.dumps(interests)))
            if services:
                lines.update(self._services(services, moment))
            if activities:
                lines.update(self._activities(activities, moment))
        return [lines[number] for number in wanted if number in lines]

    def _is_bank_holiday(self, day: date) -> bool:
        """On one nobody can tell by the times of a plain week."""
        return day.isoformat() in self._bank_holidays

    @cached_property
    def _bank_holidays(self) -> frozenset[str]:
        words = "SELECT day FROM notice WHERE words LIKE 'Bank holiday:%'"
        return frozenset(self._file.rows(str, words))

    def _services(self, ids: list[int], moment: Moment) -> list[tuple[int, Found]]:
        local_now = moment.now.astimezone(self._zone) if moment.now else None
        is_plain_day = local_now is None or not self._is_bank_holiday(local_now.date())

        def line(
            number: int,
            code: str,
            name: str,
            organisation: str,
            phone: str,
            opening: str,
            status: str,
            assured_on: str | None,
            vanished_on: str | None,
            is_urgent: int,
            times: str,
        ) -> tuple[int, Found]:
            assured = _day(assured_on)
            open_now: bool | None = None
            if local_now is not None:
                if status == _CLOSED:
                    open_now = False
                elif is_plain_day and vanished_on is None:
                    open_now = is_open(from_json(times), local_now)
            found = Found(
                Kind.SERVICE,
                code,
                name,
                phone=phone,
                when=opening,
                assured=assured,
                detail=organisation,
                is_urgent=is_urgent == 1,
                is_checked=vanished_on is None and is_current(assured, moment.today),
                is_open=open_now,
            )
            return number, found

        return self._file.rows(line, _SERVICES, json.dumps(ids))

    def _activities(self, ids: list[int], moment: Moment) -> list[tuple[int, Found]]:
        today = datetime(moment.today.year, moment.today.month, moment.today.day, tzinfo=self._zone)
        midnight = int(today.timestamp())
        second = int(moment.now.timestamp()) if moment.now else 0

        def line(
            number: int,
            code: str,
            title: str,
            who_for: str,
            phone: str,
            starts_at: int | None,
            is_on: int,
        ) -> tuple[int, Found]:
            when, starts = "", None
            if starts_at is not None:
                starts = datetime.fromtimestamp(starts_at, self._zone)
                when = f"{day_words_short(starts.date())} {time_words(starts)}"
            found = Found(
                Kind.ACTIVITY,
                code,
                title,
                phone=phone,
                when=when,
                starts=starts,
                detail=who_for,
                is_open=is_on == 1 if moment.now else None,
            )
            return number, found

        return self._file.rows(
            line,
            _ACTIVITIES,
            midnight,
            second or midnight,
            second,
            second - self._longest,
            second,
            json.dumps(ids),
        )


def _need(
    number: int, slug: str, name: str, group_name: str, is_urgent: int, helpers: int
) -> tuple[int, Found]:
    detail = group_name if helpers else f"{group_name} · {NOTHING_YET}"
    found = Found(Kind.NEED, slug, name, detail=detail, is_urgent=is_urgent == 1, helpers=helpers)
    return number, found


def _interest(number: int, slug: str, name: str, helpers: int) -> tuple[int, Found]:
    found = Found(Kind.INTEREST, slug, name, detail="" if helpers else NOTHING_YET, helpers=helpers)
    return number, found
