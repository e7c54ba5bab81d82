"""How groups and their sessions read on the Groups screen and in its windows."""

from __future__ import annotations

from datetime import date, datetime

from hub.views.bookings import BookingView
from hub.views.groups import BankHolidayRule, GroupView
from hub.views.series import ExceptionView, GroupChanged
from hub.views.timetable import BookingStatus
from hub.views.words import (
    clean_line,
    day_words,
    day_words_short,
    span_words,
    time_words,
)
from kiosk.desk.errands_groups import Met
from kiosk.shared.drawing import fit

NEXT, PLACES = 11, 11
"""Columns of the next date and of the places."""
NARROW, WIDE = 60, 96
"""Columns below which only title and next date are listed, and from which places are too."""

DAY, SPAN = 16, 19
"""Columns of a session's day and of its times."""

HOLIDAYS = (
    (BankHolidayRule.SKIP, "left out on bank holidays"),
    (BankHolidayRule.KEEP, "goes on over bank holidays"),
    (BankHolidayRule.MOVE, "moves to the day after a bank holiday"),
)


def group_line(group: GroupView, width: int, this_year: int) -> str:
    """Title, rule, room, next date, places: as many as there is room for."""
    if width < NARROW:
        return f"{fit(group.title, width - NEXT - 1)} {fit(when_next(group, this_year), NEXT)}"
    is_wide = width >= WIDE
    room = max(10, width // 6)
    rule = max(18, width // 3)
    title = width - room - rule - NEXT - (PLACES if is_wide else 0) - 3
    words = f"{fit(group.title, title)} {fit(group.in_words, rule)} {fit(group.room, room)} "
    words += fit(when_next(group, this_year), NEXT)
    return words + (fit(places_words(group.capacity), PLACES) if is_wide else "")


def when_next(group: GroupView, this_year: int) -> str:
    """The next date."""
    return near_day(group.next_session, this_year) if group.next_session else "no date"


def near_day(day: date, this_year: int) -> str:
    """Tue 1 Dec; 1 Dec 2028 where that isn't this year or the next."""
    if day.year - this_year in (0, 1):
        return day_words_short(day)
    return f"{day.day}/{day.month}/{day.year}"


def places_words(capacity: int | None) -> str:
    """8 places; nothing where as many come as like."""
    return "" if capacity is None else f"{capacity} place{'' if capacity == 1 else 's'}"


def minutes_words(minutes: int) -> str:
    """1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    if rest or not hours:
        said.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return " ".join(said)


def about(group: GroupView) -> str:
    """What there is to say about a group; its title stands apart."""
    holidays = dict(HOLIDAYS)[group.bank_holidays]
    places = places_words(group.capacity)
    first = f"{_capital(group.in_words)}, for {minutes_words(group.minutes)}, in {group.room}."
    second = f"{_capital(holidays)}. {f'{places}. ' if places else ''}"
    for away, last in group.pauses[:1]:
        second += f"Paused from {day_words_short(away)} to {day_words_short(last)}. "
    if group.ended_on is not None:
        second += f"Ends on {full_day(group.ended_on)}. "
    second += f"{'Public' if group.is_public else 'Private'}. Code {group.code}"
    return clean_line(f"{first} {second}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def session_line(met: Met, width: int, now: datetime) -> str:
    """The day, the time, and what is out of the ordinary."""
    one = met.booking
    day = day_words_short(one.starts.date())
    if one.starts.year != now.year:
        day = f"{day} {one.starts.year}"
    span = span_words(one.starts, one.ends)
    is_on = one.starts <= now < one.ends
    said = "; ".join([*(["ON NOW"] if is_on else []), *session_marks(met)])
    return f"{fit(day, DAY)} {fit(span, SPAN)} {fit(said, width - DAY - SPAN - 2)}"


def session_marks(met: Met) -> list[str]:
    """moved from Mon 30 Nov, in Hall B, cancelled: boiler, 3 of 8 places, counted 14, note."""
    one, marks = met.booking, met.marks
    said: list[str] = []
    if one.status is BookingStatus.CANCELLED:
        said.append(f"cancelled: {one.reason}" if one.reason else "cancelled")
    if one.status is BookingStatus.NO_SHOW:
        said.append("nobody came")
    if marks is not None:
        if marks.meant_for != one.starts.date():
            said.append(f"moved from {day_words_short(marks.meant_for)}")
        if one.room != marks.meant_room:
            said.append(f"in {one.room}")
        if marks.capacity is not None and one.status is not BookingStatus.CANCELLED:
            said.append(f"{marks.places} of {places_words(marks.capacity)}")
        elif marks.places:
            said.append(f"{marks.places} signed up")
        if marks.waiting:
            said.append(f"{marks.waiting} waiting")
        if marks.head_count is not None:
            new = f", {marks.first_timers} new" if marks.first_timers else ""
            said.append(f"counted {marks.head_count}{new}")
    if one.note:
        said.append(f"note: {one.note}")
    return [clean_line(words) for words in said]


def exception_line(one: ExceptionView) -> str:
    """Tue 1 Dec: moved to Hall B."""
    return clean_line(f"{day_words_short(one.on)}: {one.what}")


def named(booking: BookingView) -> str:
    """Choir, Tue 1 Dec 10am."""
    when = f"{day_words_short(booking.starts.date())} {time_words(booking.starts)}"
    return clean_line(f"{booking.title}, {when}")


def group_named(group: GroupView) -> str:
    return clean_line(group.title)


def changed_words(changed: GroupChanged, what: str) -> str:
    """What came of it, in one line: "Choir ended: 12 dates taken out."."""
    said = []
    for number, one, many in (
        (changed.changed, "date changed", "dates changed"),
        (changed.made, "date made", "dates made"),
        (changed.removed, "date taken out", "dates taken out"),
        (changed.kept, "date left as it was", "dates left as they were"),
        (len(changed.elsewhere), "date in another place", "dates in another place"),
        (len(changed.clashes), "date not free, left out", "dates not free, left out"),
    ):
        if number:
            said.append(f"{number} {one if number == 1 else many}")
    told = f": {', '.join(said)}" if said else ""
    return clean_line(f"{changed.title} {what}{told}.")


def full_day(day: date) -> str:
    """Tuesday 1 December 2026."""
    return f"{day_words(day)} {day.year}"


def list_words(shown: int, everything: int, typed: str) -> str:
    """What the list is."""
    if not everything:
        return "No groups yet. Press n to make one."
    groups = f"{everything} group{'' if everything == 1 else 's'}"
    if not typed.strip():
        return f"{groups}, by name."
    if not shown:
        return f"None of {groups} matches that. Try fewer letters."
    return f"{shown} of {groups}."
