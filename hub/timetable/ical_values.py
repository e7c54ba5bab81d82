"""What the properties of an iCalendar entry (RFC 5545 §3.8) say, in the hub's zone; BadInput says
what can't be read.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.occupancy import LONGEST
from hub.views.words import clean_line

Event = Any
"""icalendar gives each property every type that it may have: what a file holds is checked here."""


def stretch(event: Event, clock: Clock) -> tuple[datetime, datetime]:
    """Start and end in the hub's zone."""
    if event.get("DTSTART") is None:
        raise BadInput("it has no start")
    starts = local(value(event, "DTSTART"), clock)
    if event.get("DTEND") is not None:
        ends = local(value(event, "DTEND"), clock)
    elif event.get("DURATION") is not None:
        length = value(event, "DURATION")
        if not isinstance(length, timedelta) or not timedelta(0) < length < LONGEST:
            raise BadInput("its length can't be read")
        ends = clock.local(starts + length)
    else:
        raise BadInput("it has no end")
    if ends <= starts:
        raise BadInput("it ends before it starts")
    return starts, ends


def value(event: Event, name: str) -> Any:
    """What a property says that stands once."""
    given = event.get(name)
    if isinstance(given, list):
        raise BadInput(f"it says {name} twice")
    found = getattr(given, "dt", None)
    if found is None:
        raise BadInput(f"its {name} can't be read")
    return found


def local(moment: Any, clock: Clock) -> datetime:
    if not isinstance(moment, datetime):
        raise BadInput("it has no time of day")
    if not 2000 <= moment.year <= 2200:
        raise BadInput(f"it is in the year {moment.year}")
    if moment.tzinfo is None:
        return moment.replace(tzinfo=clock.zone)
    return clock.local(moment)


def minutes(length: timedelta) -> int:
    return max(1, round(length.total_seconds() / 60))


def dates(event: Event, name: str, clock: Clock) -> tuple[date, ...]:
    """The local dates of every EXDATE or RDATE line."""
    given = event.get(name)
    lines = given if isinstance(given, list) else [given] if given is not None else []
    found: list[date] = []
    for line in lines:
        for one in getattr(line, "dts", ()):
            day = one.dt
            if isinstance(day, tuple):
                raise BadInput("it adds a date with a length of its own")
            found.append(local(day, clock).date() if isinstance(day, datetime) else day)
    return tuple(dict.fromkeys(found))


def check_zone(event: Event, clock: Clock) -> None:
    """A rule in a zone whose clock changes on other nights would drift against ours."""
    start = value(event, "DTSTART")
    zone: tzinfo | None = start.tzinfo if isinstance(start, datetime) else None
    if zone is None:
        return
    for months in range(24):
        moment = start + timedelta(days=30 * months)
        if moment.utcoffset() != moment.replace(tzinfo=clock.zone).utcoffset():
            raise BadInput(f"it repeats by another clock than ours ({zone})")


def until_as_date(rule: str, clock: Clock) -> str:
    """UNTIL as a local date: in the file it may be an instant in UTC."""
    parts = []
    for part in rule.split(";"):
        name, _, said = part.partition("=")
        if name.upper() == "UNTIL" and said.endswith("Z"):
            moment = datetime.strptime(said, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 # made aware below
            said = f"{clock.local(moment.replace(tzinfo=UTC)):%Y%m%d}"
        parts.append(f"{name}={said}")
    return ";".join(parts)


def is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def comment(event: Event) -> str:
    given = event.get("COMMENT", "")
    return clean_line(str(given[0] if isinstance(given, list) and given else given))[:200]
