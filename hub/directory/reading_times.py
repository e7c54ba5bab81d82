"""Opening times as people write them ("Mon-Fri 9-5, Sat 10am-1pm") -> schedules of HSDS, and said
back in words that read the same again. A strict reader: what is unclear is refused, never guessed.
Store-free.

9-5 is 9am to 5pm: an end without am or pm is the first such time after its start. A start from 1 to
7 could be either and needs its am or pm, unless times of the same day stand before it: 9-12, 1-5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from hub.directory.entry import ScheduleEntry
from hub.directory.wording import WEEKDAY_CODES, schedule_words
from hub.errors import WrongField
from hub.views.words import DAYS, clean_line

_LONGEST = 500
_MOST = 40
"""Schedules that one entry may have."""

_DAY = {
    spelling: number
    for number, day in enumerate(DAYS)
    for name in (day.casefold(),)
    for spelling in {name, name[:3], f"{name}s", name[:4], name[:5]} - {"mond", "mondas"}
} | {"weds": 2, "thurs": 3, "tues": 1}
_SEVERAL = {
    "weekday": (0, 1, 2, 3, 4),
    "weekdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "weekends": (5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
}
_ORDINAL = {
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3",
    "fourth": "4", "4th": "4", "last": "-1",
}  # fmt: skip
_SILENT = frozenset(["from", "on", "open", "at", "the", "of", "month", "each", "every", "and"])
"""Words that say nothing that the others don't, once the phrases below are read."""
_PHRASES = (
    ("\u2013", "-"), ("\u2014", "-"), ("&", ","), (";", ","), ("+", ","), ("\n", ","),
    ("every day", "everyday"), ("7 days a week", "everyday"), ("seven days a week", "everyday"),
    ("24 hours a day", "24hours"), ("24 hours", "24hours"), ("24hrs", "24hours"),
    ("day and night", "24hours"), ("any time", "24hours"), ("24/7", "everyday 24hours"), ("/", ","),
    ("12 noon", "noon"), ("12 midnight", "midnight"), ("midday", "noon"), ("o'clock", ""),
    ("a.m.", "am"), ("p.m.", "pm"), (" a.m", "am"), (" p.m", "pm"),
)  # fmt: skip
_TOKEN = re.compile(
    r"24hours|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?(?![\da-z])|\d(?:st|nd|rd|th)|[a-z]+|[-,]",
    re.ASCII,
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII)
_UNCLEAR = range(1, 8)

_HINT = 'Write them like "Mon-Fri 9am-5pm, Sat 10am-1pm". What isn\'t times goes into words.'


def read_times(text: str) -> tuple[ScheduleEntry, ...]:
    """The schedules, in the order in which they are said; none for an empty text.

    Raises WrongField with what can't be read.
    """
    line = clean_line(text[: 4 * _LONGEST])
    if len(line) > _LONGEST:
        raise _refusal("that is too long.", f"Write them in at most {_LONGEST} letters.")
    reader = _Reader(_tokens(line), line)
    found = reader.read()
    if len(found) > _MOST:
        raise _refusal("those are too many.", "Say the usual week.")
    return found


def times_said(text: str) -> str:
    """What was understood, in words that read the same again."""
    return schedule_words(read_times(text))


def _tokens(line: str) -> list[str]:
    plain = line.casefold()
    for phrase, short in _PHRASES:
        plain = plain.replace(phrase, short)
    plain = re.sub(r"\b(to|until|till|til)\b", "-", plain)
    tokens: list[str] = []
    at = 0
    for match in _TOKEN.finditer(plain):
        if plain[at : match.start()].strip(" .:()'"):
            raise _cannot_read(plain[at : match.start()].strip())
        tokens.append(match[0].replace(" ", ""))
        at = match.end()
    if plain[at:].strip(" .:()'"):
        raise _cannot_read(plain[at:].strip())
    return [one for one in tokens if one not in _SILENT]


class _Reader:
    """Goes through the tokens once: some days, then their times, then the next days."""

    def __init__(self, tokens: Sequence[str], line: str) -> None:
        self._tokens = list(tokens)
        self._line = line
        self._at = 0

    def read(self) -> tuple[ScheduleEntry, ...]:
        found: list[ScheduleEntry] = []
        while self._skip(","):
            days = self._days()
            times = self._times()
            found += [_schedule(days, opens, closes) for opens, closes in times]
        return tuple(dict.fromkeys(found))

    def _now(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _skip(self, *what: str) -> bool:
        """Go past these tokens; whether anything is left."""
        while self._now() in what and self._now():
            self._at += 1
        return bool(self._now())

    def _days(self) -> list[str]:
        """Codes of RFC 5545: MO, or 1TU for the first Tuesday of the month."""
        codes: list[str] = []
        ordinals: list[str] = []
        while word := self._now():
            if word in _ORDINAL:
                ordinals.append(_ORDINAL[word])
                self._at += 1
            elif word in _DAY:
                numbers = self._range(_DAY[word])
                self._at += 1
                names = [WEEKDAY_CODES[number] for number in numbers]
                codes += [f"{which}{name}" for name in names for which in ordinals or [""]]
                ordinals = []
            elif word in _SEVERAL and not ordinals:
                codes += [WEEKDAY_CODES[number] for number in _SEVERAL[word]]
                self._at += 1
            elif word == "," and (codes or ordinals):
                self._at += 1
            else:
                break
        if ordinals or not codes:
            raise _no_days(self._now(), self._line)
        codes = list(dict.fromkeys(codes))
        if len({code in WEEKDAY_CODES for code in codes}) > 1:
            raise _refusal("weekly and monthly days are mixed.", "Say them one after the other.")
        return sorted(codes, key=_place)

    def _range(self, first: int) -> list[int]:
        """Of "mon - fri", with the reader on "mon"; it is left on "fri"."""
        if self._tokens[self._at + 1 : self._at + 2] != ["-"]:
            return [first]
        last = _DAY.get("".join(self._tokens[self._at + 2 : self._at + 3]))
        if last is None:
            return [first]  # "mon - 5pm": the times will refuse it
        self._at += 2
        return [(first + step) % 7 for step in range((last - first) % 7 + 1)]

    def _times(self) -> list[tuple[time, time]]:
        found: list[tuple[time, time]] = []
        self._skip(",")
        while word := self._now():
            if word == "24hours":
                found.append((time(0), time(0)))
                self._at += 1
            elif word == "closed":
                self._at += 1
                self._skip(",")
                return found
            elif _is_time(word):
                found.append(self._span(found[-1][1] if found else None))
            elif word == "," and found:
                self._at += 1
            else:
                break
        if not found:
            raise _no_times(self._now(), self._line)
        for (_, closes), (opens, _) in pairwise(found):
            if opens < closes or closes == time(0):
                raise _refusal("the times of one day overlap.", "Say the earlier ones first.")
        return found

    def _span(self, after: time | None) -> tuple[time, time]:
        first, dash, last = [*self._tokens[self._at : self._at + 3], "", "", ""][:3]
        if dash != "-" or not _is_time(last):
            raise _refusal(f"until when, after {first}?", _HINT)
        self._at += 3
        opens = _opens(first, last, after)
        closes = _closes(last, opens)
        if opens == closes:
            raise _refusal(f"{first} to {last} is no time at all.", _HINT)
        return opens, closes


def _schedule(days: Sequence[str], opens: time, closes: time) -> ScheduleEntry:
    weekly = all(day in WEEKDAY_CODES for day in days)
    return ScheduleEntry(
        uid="",
        freq="WEEKLY" if weekly else "MONTHLY",
        byday=",".join(days),
        opens_at=f"{opens:%H:%M}",
        closes_at=f"{closes:%H:%M}",
    )


def _place(code: str) -> tuple[int, int]:
    """Weekdays in their order; of a month the first ones first, the last one last."""
    return WEEKDAY_CODES.index(code[-2:]), int(code[:-2] or 0) % 9


def _is_time(word: str) -> bool:
    return word in ("noon", "midnight") or bool(_TIME.fullmatch(word))


def _opens(first: str, last: str, after: time | None) -> time:
    found, is_open_to_doubt = _clock(first)
    if not is_open_to_doubt:
        return found
    later = time((found.hour + 12) % 24, found.minute)
    if after is not None and found.hour in _UNCLEAR and found < after <= later:
        return later  # 9-12, 1-5
    closes, doubt = _clock(last)
    if not doubt and last not in ("noon", "midnight") and _TIME.fullmatch(last):
        if last.endswith("pm") and found.hour < 12 and later < closes:
            # 1-5pm is the afternoon; 9-5pm can't be, and is read below
            return later
        if last.endswith("am") and found < closes:
            return found
    if found.hour in _UNCLEAR:
        raise _refusal(f"is {first} in the morning or the afternoon?", _HINT)
    return found


def _closes(last: str, opens: time) -> time:
    found, is_open_to_doubt = _clock(last)
    if not is_open_to_doubt:
        return found
    later = time((found.hour + 12) % 24, found.minute)
    return found if found > opens else later


def _clock(word: str) -> tuple[time, bool]:
    """The time, and whether it could also be the one twelve hours later."""
    if word == "noon":
        return time(12), False
    if word == "midnight":
        return time(0), False
    match = _TIME.fullmatch(word)
    assert match is not None, word
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    try:
        if half:
            if not 1 <= hour <= 12:
                raise ValueError
            return time(hour % 12 + (12 if half == "pm" else 0), minute), False
        if hour == 24 and minute == 0:
            return time(0), False
        found = time(hour, minute)
    except ValueError:
        raise _refusal(f"{word} is not a time.", _HINT) from None
    # 09:00 and 14:00 are of the 24-hour clock.
    return found, not (match[1].startswith("0") or hour > 12 or hour == 0)


def _no_days(word: str, line: str) -> WrongField:
    if word and not _is_time(word) and word not in ("-", "24hours", "closed"):
        return _cannot_read(word)
    return _refusal(f"on which days, in {line[:60]!r}?", _HINT)


def _no_times(word: str, line: str) -> WrongField:
    if word and word not in ("-", ",") and word not in _DAY:
        return _cannot_read(word)
    return _refusal(f"from when until when, in {line[:60]!r}?", _HINT)


def _cannot_read(words: str) -> WrongField:
    return _refusal(f"{words[:40]!r} can't be read.", _HINT)


def _refusal(what: str, hint: str) -> WrongField:
    return WrongField(f"Opening times: {what}", field="times", hint=hint)
