"""Why a plan chose something and how to get in, in short plain words: "free", "in Doncaster",
"open now", "checked 3 Nov". Store-free; what is chosen is decided in `hub.signposting.plan`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from hub.directory.assurance import is_current
from hub.directory.open_now import is_open
from hub.views.directory import NeedView, ServiceStatus, ServiceView
from hub.views.interests import InterestView
from hub.views.plan import ActivityChoice
from hub.views.timetable import BookingStatus, SessionView
from hub.views.words import (
    clean_line,
    date_words_short,
    day_words,
    day_words_short,
    fold,
    span_words,
    time_words,
)

HERE, ON_NOW, OPEN_NOW = "here", "on now", "open now"
NOT_ON_PAPER = frozenset({HERE, ON_NOW, OPEN_NOW})
"""Reasons that are true where and when somebody asks, and not on the kitchen table."""
_SHORT_COST = 24
"""A cost that is longer is said below, among how to get in."""
_SHORT_AREA = 40
_LONGEST = 300
"""Letters of one line of how to get in."""
_TO_BRING = re.compile(r"(?:^|(?<=[.!?;] ))(?:Please )?[Bb]ring ([^.!?;]+)[.!?;]?\s*")

Lines = tuple[tuple[str, str], ...]


def is_near(service: ServiceView, area: str) -> bool:
    """Whether it is in the area of the hub, or the hub says so."""
    return service.is_local or _names(service, area)


def _names(service: ServiceView, area: str) -> bool:
    if not area:
        return False
    where = fold(f"{service.address[:1000]} {service.area[:1000]}")
    return re.search(rf"(?<!\w){re.escape(fold(area))}(?!\w)", where) is not None


def why_service(
    service: ServiceView, *, meets: int, asked: int, area: str, now: datetime
) -> tuple[str, ...]:
    """Why this one, the most telling first."""
    return tuple(
        filter(
            None,
            (
                _helps_with(meets, asked),
                _closed(service),
                _cost(service.cost),
                _where(service, area),
                OPEN_NOW if is_open(service.open_times, now) else "",
                checked_words(service, now),
            ),
        )
    )


def why_activity(
    choice: ActivityChoice, *, meets: int, asked: int, now: datetime
) -> tuple[str, ...]:
    """Why to come to this, the most telling first."""
    coming = next_of(choice, now)
    is_on = coming is not None and coming.starts <= now
    return tuple(
        filter(
            None,
            (
                _helps_with(meets, asked),
                _cost(choice.activity.cost),
                HERE,
                ON_NOW if is_on else "",
                "" if coming else "no date yet",
            ),
        )
    )


def next_of(choice: ActivityChoice, now: datetime) -> SessionView | None:
    """The next date to come to, of those that take place."""
    coming = [
        one
        for one in choice.next_sessions
        if one.ends > now and one.status is not BookingStatus.CANCELLED and not one.is_private
    ]
    return min(coming, key=lambda one: (one.starts, one.code), default=None)


def checked_words(service: ServiceView, now: datetime) -> str:
    """What is known of its being right, in a few words."""
    if service.vanished_on is not None:
        return "may have closed: call first"
    if service.assured_on is None:
        return "not checked yet"
    if is_current(service.assured_on, now.date()):
        day = day_words_short(service.assured_on).split(" ", 1)[1]
        if service.assured_on.year != now.year:
            day = date_words_short(service.assured_on)
        return f"checked {day}"
    return f"last checked {date_words_short(service.assured_on)}: call first"


def getting_in_service(service: ServiceView) -> Lines:
    """How to get help there: only what is known."""
    how, bring = _apart(service.getting_in)
    return _lines(
        ("Note", service.alert),
        ("When", service.when),
        ("Cost", service.cost),
        ("Who for", service.who_for),
        ("How", how),
        ("Bring", bring),
        ("Where", service.address),
        ("Serves", service.area),
        ("Languages", ", ".join(_beside_english(service.languages))),
        ("Access", "; ".join(service.accessibility)),
    )


def getting_in_activity(choice: ActivityChoice, now: datetime) -> Lines:
    """When and where to come, and how."""
    activity = choice.activity
    coming = next_of(choice, now)
    how, bring = _apart(activity.getting_in)
    when = "Ask at the desk for the next date."
    where = ""
    if coming is not None:
        when = f"{day_words(coming.starts.date())}, {span_words(coming.starts, coming.ends)}"
        where = coming.room
    return _lines(
        ("When", when),
        ("Not on", _called_off(choice, coming, now)),
        ("Where", where),
        ("Cost", activity.cost),
        ("Who for", activity.who_for),
        ("How", how),
        ("Bring", bring),
        ("Ask", activity.contact),
    )


def need_words(need: NeedView) -> str:
    """A need by its name; a discreet one by its group, so that the sheet can lie on a table."""
    return clean_line(need.group_name if need.is_discreet else need.name)


def meets_words(
    meets: Sequence[str], needs: Sequence[NeedView], interests: Sequence[InterestView]
) -> tuple[str, ...]:
    """Needs and interests in words, none twice."""
    names = {need.slug: need_words(need) for need in needs}
    names |= {interest.slug: clean_line(interest.name) for interest in interests}
    return tuple(dict.fromkeys(names[slug] for slug in meets if slug in names))


def short(text: str, longest: int = _LONGEST) -> str:
    """One line that is safe to draw and not too long."""
    line = clean_line(text[: 4 * longest])
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _lines(*lines: tuple[str, str]) -> Lines:
    return tuple((label, words) for label, text in lines if (words := short(text)))


def _helps_with(meets: int, asked: int) -> str:
    if meets < 2:
        return ""
    if meets == asked:
        return "helps with both" if meets == 2 else f"helps with all {meets}"
    return f"helps with {meets} of these"


def _closed(service: ServiceView) -> str:
    return "closed for now" if service.status is not ServiceStatus.ACTIVE else ""


def _cost(cost: str) -> str:
    words = short(cost)
    if fold(words).rstrip(".") == "free":
        return "free"
    if len(words) > _SHORT_COST:
        return ""
    return words[:1].lower() + words[1:] if fold(words).startswith("free") else words


def _where(service: ServiceView, area: str) -> str:
    if _names(service, area):
        return f"in {short(area, _SHORT_AREA)}"
    return "near here" if service.is_local else ""


def _apart(getting_in: str) -> tuple[str, str]:
    """How to get in, and what to bring, where it says so in a sentence of its own."""
    text = clean_line(getting_in[: 4 * _LONGEST])
    bring = "; ".join(words.strip() for words in _TO_BRING.findall(text))
    return _TO_BRING.sub("", text).strip(), bring[:1].upper() + bring[1:]


def _beside_english(languages: Sequence[str]) -> tuple[str, ...]:
    others = [one for one in languages if fold(one) not in ("english", "en")]
    return tuple(languages) if others else ()


def _called_off(choice: ActivityChoice, coming: SessionView | None, now: datetime) -> str:
    """Dates before the next one on which people would stand before a locked door."""
    return ", ".join(
        f"{day_words_short(one.starts.date())} at {time_words(one.starts)}"
        for one in sorted(choice.next_sessions, key=lambda one: one.starts)
        if one.status is BookingStatus.CANCELLED
        and one.ends > now
        and (coming is None or one.starts < coming.starts)
    )
