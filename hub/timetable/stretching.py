"""From when until when something lasts that may take days: two lines of plain words as instants."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.typed import (
    read_date,
    read_moment,
    read_span,
    read_time,
    understood_day,
    understood_span,
)
from hub.timetable.walltime import in_zone


def read_stretch(since: str, until: str, clock: Clock) -> tuple[datetime, datetime]:
    """ "tomorrow" and nothing is all of that day; "thu" until "fri" takes in Friday; "thu 2pm"
    until "5pm" is that day's; "thu 2pm-4pm" needs no second line. Aware, in the hub's zone.

    Raises BadInput.
    """
    if not until.strip():
        return _whole(since, clock)
    begin, on = _begin(since, clock)
    end = _end(until, on, clock)
    if end <= begin:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    return begin, end


def read_end(typed: str, starts: datetime, clock: Clock) -> datetime:
    """A moment, or only a time: then it is on the day of the start. Aware where `starts` is, or
    where an offset is given. Raises BadInput.
    """
    try:
        return read_moment(typed, clock)
    except BadInput as unclear:
        try:
            at = read_time(typed)
        except BadInput:
            raise unclear from None
    return datetime.combine(starts.date(), at, starts.tzinfo)


def understood_stretch(starts: datetime, ends: datetime) -> str:
    """Thursday 24 December 2026 to Monday 28 December 2026, all day: what it was taken for."""
    if starts.time() != time(0) or ends.time() != time(0):
        return understood_span(starts, ends)
    first, last = starts.date(), ends.date() - timedelta(days=1)
    until = "" if first == last else f" to {understood_day(last)}"
    return f"{understood_day(first)}{until}, all day"


def _whole(typed: str, clock: Clock) -> tuple[datetime, datetime]:
    """A stretch in one line, or a day."""
    try:
        starts, ends = read_span(typed, clock)
    except BadInput:
        try:
            day = read_date(typed, clock)
        except BadInput as unclear:
            try:
                read_moment(typed, clock)
            except BadInput:
                raise unclear from None
            raise BadInput(
                "Say until when.", hint="Give the end after the start, or name a whole day."
            ) from None
        return clock.day_bounds(day)
    return in_zone(starts, clock.zone), in_zone(ends, clock.zone)


def _begin(typed: str, clock: Clock) -> tuple[datetime, date]:
    """A moment, or the first of a day; and the day."""
    try:
        moment = in_zone(read_moment(typed, clock), clock.zone)
    except BadInput:
        day = read_date(typed, clock)
        return clock.day_bounds(day)[0], day
    return moment, moment.date()


def _end(typed: str, on: date, clock: Clock) -> datetime:
    """A moment, the end of a day, or a time on the day of the start."""
    try:
        return in_zone(read_moment(typed, clock), clock.zone)
    except BadInput:
        pass
    try:
        at = read_time(typed)
    except BadInput:
        return clock.day_bounds(read_date(typed, clock))[1]
    return in_zone(datetime.combine(on, at), clock.zone)
