"""Local wall time to instants. Two nights a year it has a gap or happens twice: refused in words.

Source: the IANA time zone database, through zoneinfo.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hub.errors import BadInput
from hub.views.words import date_words


def why_not(day: date, at: time, zone: ZoneInfo) -> str:
    """Why a wall time is no good: it never comes, or comes twice. Empty if it is fine."""
    wall = datetime.combine(day, at)
    early = wall.replace(tzinfo=zone, fold=0)
    late = wall.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return ""
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        return f"{at:%H:%M} doesn't exist on {date_words(day)}: the clocks go forward"
    return f"{at:%H:%M} happens twice on {date_words(day)}: the clocks go back"


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The aware instant of a wall time. Raises BadInput on the two odd nights."""
    problem = why_not(day, at, zone)
    if problem:
        raise BadInput(f"{problem}.", hint="Choose a time before 1am or after 2am that night.")
    return datetime.combine(day, at, tzinfo=zone)


@lru_cache(maxsize=8192)
def _steady_offset(day: date, zone: ZoneInfo) -> timedelta | None:
    """How far a zone is from UTC all through a local day; None where its clock changes."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=zone)
    offset = start.utcoffset()
    steady = offset == end.utcoffset() == start.replace(fold=1).utcoffset()
    return offset if steady else None


def steady_instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) of a wall time on a day on which no clock changes; None on the others."""
    offset = _steady_offset(day, zone)
    return None if offset is None else datetime.combine(day, at, UTC) - offset


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """A typed moment as an instant: as it stands with an offset, else the hub's wall time."""
    if moment.tzinfo is None:
        return instant(moment.date(), moment.time(), zone)
    return moment.astimezone(zone)


def later(starts: datetime, minutes: int) -> datetime:
    """`minutes` of real time after an instant, in the same zone."""
    return (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)
