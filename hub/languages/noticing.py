"""The notices of a day in other languages: bank holidays and closures, which are published in
English sentences (`hub.timetable.notices`). Names and reasons stay as they are, and a sentence that
isn't known is said as it is.
"""

from __future__ import annotations

import re
from datetime import time

from hub.languages.language import Language

_AT = r"(?:[0-9]{1,2}(?::[0-9]{2})?[ap]m|noon|midnight)"
_HOLIDAY = re.compile(r"Bank holiday: (?P<name>.+)")
_CLOSED = re.compile(
    rf"(?:Closed|(?P<room>.+?) is closed)"
    rf"(?: all day| from (?P<after>{_AT})| until (?P<before>{_AT})"
    rf"| (?P<starts>{_AT}) to (?P<ends>{_AT}))(?P<reason>: .+)?"
)
_NAMED = {"noon": time(12), "midnight": time(0)}


def notice_in(notice: str, language: Language) -> str:
    """What a notice says, in this language as far as it is our own words."""
    if language.is_english:
        return notice
    holiday = _HOLIDAY.fullmatch(notice)
    if holiday:
        return language.say("Bank holiday: {name}", name=holiday["name"])
    closed = _CLOSED.fullmatch(notice)
    if closed is None:
        return notice
    room = closed["room"]
    starts, ends = (closed["starts"] or closed["after"]), (closed["ends"] or closed["before"])
    said = _closed_room(room, starts, ends, language) if room else _closed(starts, ends, language)
    return f"{said}{closed['reason'] or ''}"


def _closed(starts: str | None, ends: str | None, language: Language) -> str:
    if starts and ends:
        return language.say(
            "Closed from {starts} to {ends}",
            starts=_time(starts, language),
            ends=_time(ends, language),
        )
    if starts:
        return language.say("Closed from {time}", time=_time(starts, language))
    if ends:
        return language.say("Closed until {time}", time=_time(ends, language))
    return language.say("Closed all day")


def _closed_room(room: str, starts: str | None, ends: str | None, language: Language) -> str:
    if starts and ends:
        return language.say(
            "{room} is closed from {starts} to {ends}",
            room=room,
            starts=_time(starts, language),
            ends=_time(ends, language),
        )
    if starts:
        return language.say("{room} is closed from {time}", room=room, time=_time(starts, language))
    if ends:
        return language.say("{room} is closed until {time}", room=room, time=_time(ends, language))
    return language.say("{room} is closed all day", room=room)


def _time(said: str, language: Language) -> str:
    """A time in English words, as it is said there."""
    if said in _NAMED:
        return language.time(_NAMED[said])
    hour, _, minute = said[:-2].partition(":")
    half = 12 if said.endswith("pm") else 0
    return language.time(time(int(hour) % 12 + half, int(minute or 0)))
