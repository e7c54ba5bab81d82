"""What came of adding or changing a group, and what would: in JSON, and for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hub.views.bookings import FreeStretch
from hub.views.groups import DateClash, GroupMade, GroupView, Obstacle, SkippedDate, Weeks
from hub.views.series import DatePreview, GroupChanged, SeriesPreview
from hub.views.words import date_words, day_words_short, span_words

_KINDS = {
    Obstacle.BOOKING: "Taken",
    Obstacle.CLOSURE: "Closed",
    Obstacle.BANK_HOLIDAY: "Bank holiday",
    Obstacle.HOURS: "Outside the opening hours",
    Obstacle.TOO_SMALL: "Too small",
}
_WEEKS = {
    Weeks.ALL: "",
    Weeks.TERM: "in term time only",
    Weeks.A: "in A weeks",
    Weeks.B: "in B weeks",
}


_MANY = 4
"""Dates that say the same and are told in one line."""


def made_document(made: GroupMade) -> dict[str, Any]:
    """What came of adding a group, in JSON."""
    return {
        "code": made.code,
        "title": made.title,
        "sessions": made.sessions,
        "first": made.first.isoformat() if made.first else None,
        "last": made.last.isoformat() if made.last else None,
        **_dates(made.clashes, made.skipped, made.elsewhere),
    }


def made_words(made: GroupMade) -> str:
    """What came of adding a group, for people: what was left out comes last and in full."""
    assert made.first is not None
    assert made.last is not None
    lines = [
        f"{made.code}  {made.title}: {_sessions(made.sessions)}, from {date_words(made.first)}"
        f" to {date_words(made.last)}."
    ]
    return "\n".join(lines + _date_lines(made.clashes, made.skipped, made.elsewhere))


def changed_document(done: GroupChanged) -> dict[str, Any]:
    """What came of changing a group, in JSON."""
    return {
        "code": done.code,
        "title": done.title,
        "changed": done.changed,
        "made": done.made,
        "removed": done.removed,
        "kept": done.kept,
        **_dates(done.clashes, done.skipped, done.elsewhere),
    }


def changed_words(done: GroupChanged, word: str) -> str:
    """What came of changing a group, for people."""
    counts = [
        f"{count} {what}"
        for count, what in (
            (done.changed, "changed"),
            (done.made, "added"),
            (done.removed, "taken away"),
            (done.kept, "kept as they were"),
        )
        if count
    ]
    what = f"Sessions: {', '.join(counts)}." if counts else "No session had to change."
    lines = [f"{word} {done.title} ({done.code}). {what}"]
    return "\n".join(lines + _date_lines(done.clashes, done.skipped, done.elsewhere))


def preview_document(seen: SeriesPreview) -> dict[str, Any]:
    """Every date with what is in its way, in JSON."""
    return {
        "code": seen.code,
        "title": seen.title,
        "room": seen.room,
        "dates": [
            {
                "date": one.on.isoformat(),
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "in_the_way": [
                    {"kind": thing.kind.value, "what": thing.words} for thing in one.in_the_way
                ],
                "other_room": one.other_room.room if one.other_room else None,
                "shifted": _stretch(one.shifted) if one.shifted else None,
            }
            for one in seen.dates
        ],
        "skipped": [{"date": one.on.isoformat(), "why": one.why} for one in seen.skipped],
        "exceptions": [
            {"code": one.code, "date": one.on.isoformat(), "what": one.what, "fits": one.fits}
            for one in seen.exceptions
        ],
        "removed": [day.isoformat() for day in seen.removed],
    }


def preview_words(seen: SeriesPreview) -> str:
    """The same for people: what is in the way comes sorted by its kind, with a way out."""
    clashes = seen.clashes
    lines = [f"{seen.title}, {seen.room}: {_sessions(len(seen.dates))}"]
    if seen.dates:
        first, last = seen.dates[0].on, seen.dates[-1].on
        lines[0] += f", from {date_words(first)} to {date_words(last)}"
    lines[0] += f"; {len(clashes)} with something in the way." if clashes else ", all free."
    for kind, words in _KINDS.items():
        mine = [one for one in clashes if one.in_the_way[0].kind is kind]
        if mine:
            lines.append(f"{words} ({len(mine)}):")
            lines += _told_once([(one.on, _clash_words(one)) for one in mine])
    if seen.skipped:
        lines.append(f"Left out ({len(seen.skipped)}):")
        lines += _told_once([(one.on, one.why) for one in seen.skipped])
    if seen.removed:
        lines.append(f"Taken away ({len(seen.removed)}):")
        lines += [f"  {day_words_short(day)} {day.year}" for day in seen.removed]
    if seen.exceptions:
        lines.append(f"To be asked about ({len(seen.exceptions)}; say --exceptions keep, or drop):")
        lines += [
            f"  {one.code}  {day_words_short(one.on)} {one.on.year}: {one.what}"
            for one in seen.exceptions
        ]
    return "\n".join([*lines, "Nothing was changed."])


def group_document(one: GroupView) -> dict[str, Any]:
    """One group in JSON."""
    return {
        "code": one.code,
        "title": one.title,
        "room": one.room,
        "rule": one.rule,
        "in_words": one.in_words,
        "from": one.starts_on.isoformat(),
        "at": f"{one.at:%H:%M}",
        "minutes": one.minutes,
        "bank_holidays": one.bank_holidays.value,
        "public": one.is_public,
        "activity": one.activity,
        "last": one.last_session.isoformat() if one.last_session else None,
        "next": one.next_session.isoformat() if one.next_session else None,
        "weeks": one.weeks.value,
        "places": one.capacity,
        "layout": one.layout,
        "with": list(one.equipment),
        "ended": one.ended_on.isoformat() if one.ended_on else None,
        "changes": one.changes_on.isoformat() if one.changes_on else None,
        "pauses": [[first.isoformat(), last.isoformat()] for first, last in one.pauses],
        "added": [day.isoformat() for day in one.added],
        "removed": [day.isoformat() for day in one.removed],
    }


def group_line(one: GroupView) -> str:
    """One group in a line."""
    weeks = f", {_WEEKS[one.weeks]}" if _WEEKS[one.weeks] else ""
    ended = f", until {date_words(one.ended_on)}" if one.ended_on else ""
    return f"{one.code}  {one.title}: {one.in_words}{weeks}, {one.room}{ended}"


def group_words(one: GroupView) -> str:
    """One group with all that is known of it."""
    lines = [group_line(one)]
    if one.next_session:
        lines.append(f"Next: {day_words_short(one.next_session)} {one.next_session.year}")
    if one.changes_on:
        lines.append(f"It changes on {day_words_short(one.changes_on)} {one.changes_on.year}.")
    if one.capacity:
        lines.append(f"Places: {one.capacity}")
    if one.layout:
        lines.append(f"Set up as: {one.layout}")
    if one.equipment:
        lines.append(f"With: {', '.join(one.equipment)}")
    for first, last in one.pauses:
        lines.append(f"Paused from {date_words(first)} to {date_words(last)}.")
    if one.added:
        lines.append(f"Also on: {', '.join(date_words(day) for day in one.added)}")
    if one.removed:
        lines.append(f"Not on: {', '.join(date_words(day) for day in one.removed)}")
    return "\n".join(lines)


def _dates(
    clashes: Sequence[DateClash],
    skipped: Sequence[SkippedDate],
    elsewhere: Sequence[FreeStretch],
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "clashes": [{"date": one.on.isoformat(), "with": one.with_what} for one in clashes],
        "skipped": [{"date": one.on.isoformat(), "why": one.why} for one in skipped],
    }
    if elsewhere:
        document["elsewhere"] = [_stretch(one) for one in elsewhere]
    return document


def _date_lines(
    clashes: Sequence[DateClash],
    skipped: Sequence[SkippedDate],
    elsewhere: Sequence[FreeStretch],
) -> list[str]:
    lines: list[str] = []
    if elsewhere:
        lines.append(f"In another room or at another time ({len(elsewhere)}):")
        lines += [f"  {_where(one)}" for one in elsewhere]
    if skipped:
        lines.append("Left out:")
        lines += _told_once([(one.on, one.why) for one in skipped])
    if clashes:
        lines.append(f"Not booked, because something is in the way ({len(clashes)}):")
        lines += _told_once([(one.on, one.with_what) for one in clashes])
    return lines


def _told_once(dates: Sequence[tuple[date, str]]) -> list[str]:
    """A line for each date; where many say the same, one line for all of them."""
    days: dict[str, list[date]] = {}
    for on, words in dates:
        days.setdefault(words, []).append(on)
    lines: list[tuple[date, str]] = []
    for words, mine in days.items():
        if len(mine) >= _MANY:
            first, last = (f"{day_words_short(day)} {day.year}" for day in (mine[0], mine[-1]))
            lines.append((mine[0], f"  {len(mine)} dates from {first} to {last}: {words}"))
        else:
            lines += [(on, f"  {day_words_short(on)} {on.year}: {words}") for on in mine]
    return [line for _, line in sorted(lines)]


def _clash_words(one: DatePreview) -> str:
    ways_out = []
    if one.other_room:
        ways_out.append(one.other_room.room)
    if one.shifted:
        ways_out.append(span_words(one.shifted.starts, one.shifted.ends))
    free = f" (free: {', or '.join(ways_out)})" if ways_out else ""
    return f"{one.in_the_way[0].words}{free}"


def _stretch(one: FreeStretch) -> dict[str, Any]:
    return {"room": one.room, "starts": one.starts.isoformat(), "ends": one.ends.isoformat()}


def _where(one: FreeStretch) -> str:
    day = one.starts.date()
    return f"{day_words_short(day)} {day.year}: {one.room}, {span_words(one.starts, one.ends)}"


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"
