"""Views in, a noticeboard file out. Writes in the order given, a row at a time, so that a large
directory needs no memory.

Leaves what is public, and the swap with the file that is there, to `hub.noticeboard.publish`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from hub.errors import NoStorage
from hub.noticeboard import open_times
from hub.noticeboard.places import places_of
from hub.noticeboard.schema import APPLICATION, INDEXES, SCHEMA, SEARCH, TABLES, WORDS
from hub.views.directory import NeedGroupView, ServiceView
from hub.views.floor import MarkView, Spot
from hub.views.interests import InterestView
from hub.views.place import HoursView, RoomView, SiteView
from hub.views.timetable import ActivityView, SessionView

_DISK_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes on a noticeboard. Each iterable is read once."""

    site: SiteView
    published_at: datetime
    """Aware."""
    changes: int
    """The store's count of public changes at the same moment."""
    rooms: Iterable[RoomView] = ()
    marks: Iterable[MarkView] = ()
    hours: Iterable[HoursView] = ()
    """Of the building and of rooms; a day without spans leaves no trace."""
    need_groups: Iterable[NeedGroupView] = ()
    interests: Iterable[InterestView] = ()
    services: Iterable[ServiceView] = ()
    """Best first; every urgent one before the others."""
    activities: Iterable[ActivityView] = ()
    sessions: Iterable[SessionView] = ()
    """By start, then in the order of the rooms."""
    notices: Iterable[tuple[date, str]] = ()
    merged: Iterable[tuple[str, str]] = ()
    """Codes of services that turned out to be another one, and the code of that one."""


def write_noticeboard(path: Path, contents: Contents) -> None:
    """Make the file `path`, which must not hold anything yet.

    Raises NoStorage where the disk is full or read-only. What is then at `path` is no use.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise _no_storage(path) from error
    try:
        _write(connection, contents)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(_DISK_ERRORS):
            raise _no_storage(path) from error
        raise
    finally:
        connection.close()


def _no_storage(path: Path) -> NoStorage:
    return NoStorage(
        f"The noticeboard can't be written in {path.parent}: the disk is full or read-only.",
        hint="The one that is there stays as it is. Make room, then: hub publish",
    )


def _write(connection: sqlite3.Connection, contents: Contents) -> None:
    # A file that a power cut leaves half-written was never given its name: no journal is needed.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")  # publishing fsyncs the whole file once
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute("BEGIN")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    _Writer(connection).write(contents)
    for statement in (INDEXES + SEARCH).split(";\n"):
        connection.execute(statement)
    connection.execute("INSERT INTO entry_index (entry_index) VALUES ('rebuild')")
    connection.execute("INSERT INTO entry_index (entry_index) VALUES ('optimize')")
    for statement in WORDS.strip().split(";\n"):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


class _Writer:
    """Gives out the ids that put needs, interests, services and activities in one order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._last_id = 0
        self._need_ids: dict[str, int] = {}
        self._interest_ids: dict[str, int] = {}
        self._places: set[str] = set()

    def write(self, contents: Contents) -> None:
        """Everything but the indexes."""
        for room in contents.rooms:
            self._insert(
                "room",
                room.code,
                room.name,
                room.capacity,
                _json(room.spaces),
                _json(room.part_of),
                room.whereabouts,
                *_squares(room.spot),
            )
        for mark in contents.marks:
            self._insert("mark", mark.kind.value, *_squares(mark.spot)[:3])
        for one in contents.hours:
            for opens, closes in one.spans:
                self._insert("hours", one.room, one.weekday, f"{opens:%H:%M}", f"{closes:%H:%M}")
        for group in contents.need_groups:
            self._need_group(group)
        for interest in contents.interests:
            self._interest(interest)
        services = iter(contents.services)
        following = self._urgent(services)
        for activity in contents.activities:
            self._activity(activity)
        if following is not None:
            self._service(following)
        for service in services:
            if service.is_urgent:
                raise ValueError("urgent services must come before the others")
            self._service(service)
        for name in sorted(self._places):
            self._insert("place", name)
        self._count()
        longest = self._sessions(contents.sessions)
        for day, words in contents.notices:
            self._insert("notice", day.isoformat(), words)
        for code, into in contents.merged:
            self._insert("merged", code, into)
        site = contents.site
        self._insert(
            "card",
            site.name,
            site.zone,
            site.address,
            site.phone,
            site.email,
            site.web_address,
            site.area,
            int(contents.published_at.timestamp()),
            contents.changes,
            longest,
        )

    def _urgent(self, services: Iterator[ServiceView]) -> ServiceView | None:
        """Write the urgent ones; give back the first other one, which was read too."""
        for service in services:
            if not service.is_urgent:
                return service
            self._service(service)
        return None

    def _need_group(self, group: NeedGroupView) -> None:
        self._insert("need_group", group.slug, group.name, group.hint)
        for need in group.needs:
            number = self._need_ids[need.slug] = self._next()
            self._insert(
                "need",
                number,
                need.slug,
                need.name,
                group.slug,
                group.name,
                need.is_urgent,
                need.is_discreet,
                _json(need.words),
                0,
                0,
            )

    def _interest(self, interest: InterestView) -> None:
        number = self._interest_ids[interest.slug] = self._next()
        self._insert(
            "interest",
            number,
            interest.slug,
            interest.kind.value,
            interest.name,
            _json(interest.words),
            0,
            0,
        )

    def _activity(self, activity: ActivityView) -> None:
        number = self._next()
        self._insert(
            "activity",
            number,
            activity.code,
            activity.title,
            activity.summary,
            activity.who_for,
            activity.cost,
            activity.contact,
            activity.phone,
            activity.getting_in,
            self._tie("meets", number, self._need_ids, activity.needs),
            self._tie("suits", number, self._interest_ids, activity.interests),
        )

    def _service(self, service: ServiceView) -> None:
        number = self._next()
        self._places.update(places_of(service))
        spoken = next((phone.number for phone in service.phones if not phone.is_text), "")
        self._insert(
            "service",
            number,
            service.code,
            service.status.value,
            service.is_local,
            service.is_urgent,
            service.assured_on.isoformat() if service.assured_on else None,
            service.vanished_on.isoformat() if service.vanished_on else None,
            service.name,
            service.organisation,
            spoken or next((phone.number for phone in service.phones), ""),
            service.when,
            open_times.to_json(service.open_times),
            service.area,
            service.address,
            service.postcode,
            service.id,
            service.description,
            _json([(phone.number, phone.note, phone.is_text) for phone in service.phones]),
            service.email,
            service.url,
            service.who_for,
            service.cost,
            service.getting_in,
            _json(service.languages),
            _json(service.accessibility),
            service.alert,
            self._tie("meets", number, self._need_ids, service.needs),
            self._tie("suits", number, self._interest_ids, service.interests),
        )

    def _sessions(self, sessions: Iterable[SessionView]) -> int:
        """Write them; the longest in seconds."""
        longest = 0
        for number, session in enumerate(sessions, 1):
            starts_at, ends_at = int(session.starts.timestamp()), int(session.ends.timestamp())
            longest = max(longest, ends_at - starts_at)
            self._insert(
                "session",
                number,
                starts_at,
                ends_at,
                session.room,
                session.title,
                session.code,
                session.status.value,
                session.group,
                session.activity,
                session.who_for,
                session.cost,
                session.reason,
                session.is_private,
            )
        return longest

    def _tie(self, table: str, number: int, ids: dict[str, int], slugs: tuple[str, ...]) -> str:
        """Tie an entry to its needs or interests; the slugs of those that there are."""
        known = [slug for slug in dict.fromkeys(slugs) if slug in ids]
        for slug in known:
            self._insert(table, ids[slug], number)
        return _json(known)

    def _count(self) -> None:
        """Say at each need and interest how many it leads to."""
        for table, tie in (("need", "meets"), ("interest", "suits")):
            self._execute(
                f"""UPDATE {table} SET
                    services = (SELECT count(*) FROM {tie} JOIN service ON service.id = entry_id
                                WHERE {table}_id = {table}.id),
                    activities = (SELECT count(*) FROM {tie} JOIN activity
                                  ON activity.id = entry_id WHERE {table}_id = {table}.id)"""  # noqa: S608 # our own names
            )

    def _next(self) -> int:
        self._last_id += 1
        return self._last_id

    def _insert(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        self._execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 # our own names


def _squares(spot: Spot | None) -> tuple[object, ...]:
    if spot is None:
        return (None,) * 5
    return spot.floor, spot.across, spot.down, spot.width, spot.height


def _json(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))
