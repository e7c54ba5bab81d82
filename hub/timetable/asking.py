"""What somebody asks for in one line, as when, how many, with what: "20 people tomorrow afternoon
projector". Says back what was understood, and names every word that wasn't.

Dates and times are read by `hub.timetable.typed`; finding is left to `hub.timetable.finding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.typed import (
    read_date,
    read_minutes,
    read_moment,
    read_span,
    understood_day,
    understood_span,
)
from hub.timetable.walltime import in_zone
from hub.views.words import DAYS, MONTHS, clean_line, fold

USUAL_MINUTES = 60
"""For how long, where somebody names a day or a part of it and nothing else."""
LONGEST_ASKED = 200
MOST_PEOPLE = 100_000

_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "room",
        "rooms",
        "somewhere",
        "place",
        "for",
        "with",
        "and",
        "need",
        "needs",
        "want",
        "wants",
        "we",
        "i",
        "please",
        "find",
        "book",
        "of",
        "us",
        "me",
        "there",
        "any",
        "some",
        "using",
    ]
)
_PEOPLE = frozenset(
    ["people", "persons", "person", "ppl", "seats", "chairs", "children", "adults", "guests"]
)
_LENGTHS = re.compile(r"h|hrs?|hours?|m|mins?|minutes?")
_WHOLE_LENGTH = re.compile(r"\d{1,3}h(?:\d{1,2}m?)?|\d{1,4}(?:m|mins?)|\d{1,3}hrs?")
_PARTS = ("morning", "afternoon", "evening")
_TIME_WORDS = frozenset(
    [
        "today",
        "tomorrow",
        "tonight",
        "noon",
        "midday",
        "midnight",
        "next",
        "this",
        "coming",
        "on",
        "from",
        "to",
        "until",
        "till",
        "at",
        "in",
        "week",
        "weeks",
        "day",
        "days",
        *_PARTS,
    ]
)
_BESIDE_TIMES = frozenset(["to", "until", "till", "from", "at", "in", "-", "–"])
_NAMES = (
    *(day.lower() for day in DAYS),
    *(month.lower() for month in MONTHS),
    "today",
    "tomorrow",
    "tonight",
    *_PARTS,
)
_MONTHS = frozenset([month.lower() for month in MONTHS] + [month[:3].lower() for month in MONTHS])
_NUMBERED = re.compile(
    r"\d{1,2}(?:[:.]\d{2})?(?:am|pm)|\d{1,2}[:.]\d{2}|\d{1,2}(?:st|nd|rd|th)|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}(?:[:.]\d{2})?(?:am|pm)?[-–]\d{1,2}(?:[:.]\d{2})?(?:am|pm)?"
)
_SHORT = {"tmw": "tomorrow", "tmrw": "tomorrow", "arvo": "afternoon", "pm": "afternoon"}
_HAS_TIMES = re.compile(r"\d[:.]\d|\dam\b|\dpm\b|\bnoon|midday| to |until|till|\d[-–]\d\b")
_SPLIT = re.compile(r"[\s,;·]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A room that somebody asks for."""

    starts: datetime
    ends: datetime
    """Aware, in the hub's zone: the window in which it may lie."""
    minutes: int | None
    """How long within the window; None: all of it."""
    people: int | None = None
    equipment: tuple[str, ...] = ()
    layout: str = ""
    unknown: tuple[str, ...] = ()
    """Words that mean nothing to us. Nothing should be looked for before they are gone."""

    @property
    def words(self) -> str:
        """20 people, 1 hour some time on Tuesday 24 November 2026, noon to 5pm, with Projector."""
        said = (
            [f"{self.people} {'person' if self.people == 1 else 'people'}"] if self.people else []
        )
        when = understood_span(self.starts, self.ends)
        if self.ends - self.starts >= timedelta(hours=20):
            when = understood_day(self.starts.date())
        length = "" if self.minutes is None else f"{_length(self.minutes)} some time on "
        said.append(f"{length}{when}")
        said += [f"set up as {self.layout}"] if self.layout else []
        said += [f"with {' and '.join(self.equipment)}"] if self.equipment else []
        return ", ".join(said)


def read_asked(
    typed: str, clock: Clock, *, kit: Sequence[str] = (), layouts: Sequence[str] = ()
) -> Asked:
    """One line in plain words. `kit` and `layouts` are what the hub has.

    Without a day it is today; with no more than a day or a part of it, an hour in it. Raises
    BadInput where the time makes no sense; words that mean nothing are in `unknown`.
    """
    if len(typed) > LONGEST_ASKED:
        raise BadInput("That is too long to read.", hint="Write: 20 people tomorrow afternoon")
    words = _words_of(typed)
    layout = _take_names(words, layouts)[:1]
    equipment = _take_names(words, kit)
    minutes = _take_length(words)
    people = _take_people(words)
    rest = [_whole(word) for word in words if word is not None and word not in _FILLERS]
    unknown = [word for word in rest if not _is_time(word)]
    phrase = " ".join(
        word
        for place, word in enumerate(rest)
        if _is_time(word) and (word != "in" or _counts(rest, place))
    )
    starts, ends, is_loose = _window(phrase, minutes, clock)
    if minutes is None and is_loose:
        minutes = USUAL_MINUTES
    return Asked(
        in_zone(starts, clock.zone),
        in_zone(ends, clock.zone),
        minutes if is_loose else None,
        people,
        equipment,
        layout[0] if layout else "",
        tuple(dict.fromkeys(unknown)),
    )


def _window(phrase: str, minutes: int | None, clock: Clock) -> tuple[datetime, datetime, bool]:
    """From when until when, and whether it is only within that."""
    has_times = bool(_HAS_TIMES.search(phrase))
    if not phrase:
        return clock.now(), _end_of_day(clock.today()), True
    if phrase == "tonight":
        phrase = "today evening"
    if phrase in _PARTS:
        phrase = f"today {phrase}"
    phrase = re.sub(r"\bthis (morning|afternoon|evening)\b", r"today \1", phrase)
    try:
        starts, ends = read_span(phrase, clock)
    except BadInput as no_span:
        try:
            day = read_date(phrase, clock)
        except BadInput:
            return (*_from_moment(phrase, minutes, clock, no_span), False)
        return datetime.combine(day, time(0)), _end_of_day(day), True
    return starts, ends, not has_times or minutes is not None


def _from_moment(
    phrase: str, minutes: int | None, clock: Clock, no_span: BadInput
) -> tuple[datetime, datetime]:
    for tried in (phrase, f"today {phrase}"):
        try:
            starts = read_moment(tried, clock)
        except BadInput:
            continue
        return starts, starts + timedelta(minutes=minutes or USUAL_MINUTES)
    try:
        return read_span(f"today {phrase}", clock)
    except BadInput:
        raise no_span from None


def _counts(words: Sequence[str], place: int) -> bool:
    """Whether a number follows: "in 2 weeks"."""
    return any(word.isdecimal() for word in words[place + 1 : place + 2])


def _end_of_day(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0))


# Words, one by one. A word that was taken is None from then on.

Words = list[str | None]


def _words_of(typed: str) -> Words:
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", fold(typed))
    text = re.sub(r"\bbetween (\S+) and (\S+)", r"\1 to \2", text)
    text = re.sub(r"\bin an? (week|day)\b", r"in 1 \1", text)
    return [word for word in _SPLIT.split(text) if word]


def _take_names(words: Words, names: Sequence[str]) -> tuple[str, ...]:
    """Names of the hub's own in the line: whole, as "projector" for Projector 2, in the plural with
    a number before it, or by their first four letters where only one begins like that.
    """
    many: dict[str, int] = {}
    real: dict[str, str] = {}
    for name in names:
        family = re.sub(r"\s*\d+$", "", clean_line(name))
        for said in {fold(name), fold(family)} - {""}:
            many[said] = many.get(said, 0) + 1
            real.setdefault(said, clean_line(name) if said == fold(name) else family)
    found: list[str] = []
    for place in range(len(words)):
        for said in sorted(many, key=len, reverse=True):
            parts = said.split()
            here = words[place : place + len(parts)]
            if not _says(here, parts, alone=_begins_alone(here, many)):
                continue
            count = 1
            before = words[place - 1] if place else None
            if before is not None and before.isdecimal() and 0 < int(before) <= many[said]:
                count = int(before)
                words[place - 1] = None
            words[place : place + len(parts)] = [None] * len(parts)
            found += [real[said]] * count
            break
    return tuple(found)


def _says(here: Words, parts: Sequence[str], *, alone: bool) -> bool:
    if len(here) < len(parts) or None in here:
        return False
    if here[:-1] != parts[:-1]:
        return False
    last = here[-1] or ""
    if last in (parts[-1], f"{parts[-1]}s"):
        return True
    return alone and len(parts) == 1 and parts[0].startswith(last)


def _begins_alone(here: Words, names: Iterable[str]) -> bool:
    """Whether a single word is the beginning of one name only, and long enough to be meant."""
    word = here[0] if len(here) == 1 else None
    if word is None or len(word) < 4:
        return False
    return sum(one.startswith(word) for one in names if " " not in one) == 1


def _take_length(words: Words) -> int | None:
    """2h, 90m, 2 hours, an hour, half an hour: in minutes."""
    for place, word in enumerate(words):
        if word is None:
            continue
        after = words[place + 1] if place + 1 < len(words) else None
        before = words[place - 1] if place else None
        if word in ("hour", "hours"):
            half = before in ("a", "an") and place > 1 and words[place - 2] == "half"
            words[place] = None
            if half:
                words[place - 2] = None
            return 30 if half else 60
        if word.isdecimal() and after is not None and _LENGTHS.fullmatch(after):
            words[place] = words[place + 1] = None
            return _checked_length(int(word) * (60 if after.startswith("h") else 1))
        if _WHOLE_LENGTH.fullmatch(word):
            words[place] = None
            return _checked_length(read_minutes(re.sub(r"hrs?$", "h", word)))
    return None


def _checked_length(minutes: int) -> int:
    if minutes == 0:
        raise BadInput("Give a length longer than nothing.", hint="Write it like 2h or 90m.")
    return minutes


def _take_people(words: Words) -> int | None:
    """20 people, for 20, or a number that is no time."""

    def at(place: int) -> str:
        return (words[place] if 0 <= place < len(words) else None) or ""

    def may_be(place: int) -> bool:
        before, after = _whole(at(place - 1)) or "", _whole(at(place + 1)) or ""
        return not (
            before in _BESIDE_TIMES
            or after in _BESIDE_TIMES
            or before in _MONTHS
            or after in _MONTHS
            or after in ("week", "weeks", "day", "days")
        )

    numbers = [place for place, word in enumerate(words) if word is not None and word.isdecimal()]
    for place in numbers:
        if at(place + 1) in _PEOPLE:
            return _taken_people(words, place, place + 1)
    for place in numbers:
        if at(place - 1) == "for" and may_be(place):
            return _taken_people(words, place)
    for place in numbers:
        if may_be(place):
            return _taken_people(words, place)
    return None


def _taken_people(words: Words, *places: int) -> int:
    number = int(words[places[0]] or 0)
    if not 0 < number < MOST_PEOPLE:
        raise BadInput(f"{number} people is not a number we can look for.", hint="Write: 20 people")
    for place in places:
        words[place] = None
    return number


def _whole(word: str) -> str:
    """A day, month or part of the day by its first three letters or more, in full."""
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < 3:
        return word
    found = [name for name in _NAMES if name.startswith(word)]
    return found[0] if len(found) == 1 else word


def _is_time(word: str) -> bool:
    return (
        word in _TIME_WORDS
        or word in _NAMES
        or word in _MONTHS
        or word.isdecimal()
        or _NUMBERED.fullmatch(word) is not None
    )


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    words += [f"{rest} minutes"] if rest else []
    return " ".join(words)
