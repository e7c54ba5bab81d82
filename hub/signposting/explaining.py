"""Why a plan chose something and how to get in, in short plain words: "free", "in Doncaster",
"open now", "checked 3 Nov". Store-free; what is chosen is decided in `hub.signposting.plan`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from hub.directory.assurance import is_current
from hub.directory.open_now import is_open
from hub.languages.language import ENGLISH, Language, to_say
from hub.views.directory import NeedView, ServiceStatus, ServiceView
from hub.views.interests import InterestView
from hub.views.plan import ActivityChoice
from hub.views.timetable import BookingStatus, SessionView
from hub.views.words import clean_line, fold

HERE, ON_NOW, OPEN_NOW = to_say("here"), to_say("on now"), to_say("open now")
LABELS = frozenset(
    {
        to_say("Note"),
        to_say("When"),
        to_say("Not on"),
        to_say("Cost"),
        to_say("Who for"),
        to_say("How"),
        to_say("Bring"),
        to_say("Where"),
        to_say("Serves"),
        to_say("Languages"),
        to_say("Access"),
        to_say("Ask"),
    }
)
"""Of how to get in. In a plan they stay as they are in English, whatever its language, so that
screens and sheets know them: say them with `language.say(label)`."""
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


def not_on_paper(language: Language = ENGLISH) -> frozenset[str]:
    """Reasons that are true where and when somebody asks, and not on the kitchen table."""
    return frozenset(said for one in (HERE, ON_NOW, OPEN_NOW) for said in (one, language.say(one)))


def why_service(
    service: ServiceView,
    *,
    meets: int,
    asked: int,
    area: str,
    now: datetime,
    language: Language = ENGLISH,
) -> tuple[str, ...]:
    """Why this one, the most telling first."""
    return tuple(
        filter(
            None,
            (
                _helps_with(meets, asked, language),
                _closed(service, language),
                _cost(service.cost, language),
                _where(service, area, language),
                language.say(OPEN_NOW) if is_open(service.open_times, now) else "",
                checked_words(service, now, language),
            ),
        )
    )


def why_activity(
    choice: ActivityChoice,
    *,
    meets: int,
    asked: int,
    now: datetime,
    language: Language = ENGLISH,
) -> tuple[str, ...]:
    """Why to come to this, the most telling first."""
    coming = next_of(choice, now)
    is_on = coming is not None and coming.starts <= now
    return tuple(
        filter(
            None,
            (
                _helps_with(meets, asked, language),
                _cost(choice.activity.cost, language),
                language.say(HERE),
                language.say(ON_NOW) if is_on else "",
                "" if coming else language.say("no date yet"),
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


def checked_words(service: ServiceView, now: datetime, language: Language = ENGLISH) -> str:
    """What is known of its being right, in a few words."""
    if service.vanished_on is not None:
        return language.say("may have closed: call first")
    checked = service.assured_on
    if checked is None:
        return language.say("not checked yet")
    if is_current(checked, now.date()):
        is_this_year = checked.year == now.year
        day = language.day_and_month(checked) if is_this_year else language.date_short(checked)
        return language.say("checked {day}", day=day)
    return language.say("last checked {day}: call first", day=language.date_short(checked))


def getting_in_service(service: ServiceView) -> Lines:
    """How to get help there: only what is known, under its LABELS."""
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


def getting_in_activity(
    choice: ActivityChoice, now: datetime, language: Language = ENGLISH
) -> Lines:
    """When and where to come, and how, under LABELS."""
    activity = choice.activity
    coming = next_of(choice, now)
    how, bring = _apart(activity.getting_in)
    when = language.say("Ask at the desk for the next date.")
    where = ""
    if coming is not None:
        when = language.say(
            "{day}, {times}",
            day=language.day(coming.starts.date()),
            times=language.span(coming.starts, coming.ends),
        )
        when = when[:1].upper() + when[1:]
        where = coming.room
    return _lines(
        ("When", when),
        ("Not on", _called_off(choice, coming, now, language)),
        ("Where", where),
        ("Cost", activity.cost),
        ("Who for", activity.who_for),
        ("How", how),
        ("Bring", bring),
        ("Ask", activity.contact),
    )


def need_words(need: NeedView, language: Language = ENGLISH) -> str:
    """A need by its name; a discreet one by its group, so that the sheet can lie on a table.

    Those that a hub added itself are in no catalogue, and stay as they are.
    """
    return _said(need.group_name if need.is_discreet else need.name, language)


def meets_words(
    meets: Sequence[str],
    needs: Sequence[NeedView],
    interests: Sequence[InterestView],
    language: Language = ENGLISH,
) -> tuple[str, ...]:
    """Needs and interests in words, none twice."""
    names = {need.slug: need_words(need, language) for need in needs}
    names |= {interest.slug: _said(interest.name, language) for interest in interests}
    return tuple(dict.fromkeys(names[slug] for slug in meets if slug in names))


def short(text: str, longest: int = _LONGEST) -> str:
    """One line that is safe to draw and not too long."""
    line = clean_line(text[: 4 * longest])
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _lines(*lines: tuple[str, str]) -> Lines:
    return tuple((label, words) for label, text in lines if (words := short(text)))


def _said(name: str, language: Language) -> str:
    """A name from the hub's own lists. Asked for "", gettext answers with a catalogue's head."""
    words = clean_line(name)
    return clean_line(language.say(words)) if words else ""


def _helps_with(meets: int, asked: int, language: Language) -> str:
    if meets < 2:
        return ""
    if meets == asked == 2:
        return language.say("helps with both")
    if meets == asked:
        return language.count("helps with all {number}", "helps with all {number}", meets)
    return language.count("helps with {number} of these", "helps with {number} of these", meets)


def _closed(service: ServiceView, language: Language) -> str:
    return language.say("closed for now") if service.status is not ServiceStatus.ACTIVE else ""


def _cost(cost: str, language: Language) -> str:
    words = short(cost)
    if fold(words).rstrip(".") == "free":
        return language.say("free")
    if len(words) > _SHORT_COST:
        return ""
    return words[:1].lower() + words[1:] if fold(words).startswith("free") else words


def _where(service: ServiceView, area: str, language: Language) -> str:
    if _names(service, area):
        return language.say("in {place}", place=short(area, _SHORT_AREA))
    return language.say("near here") if service.is_local else ""


def _apart(getting_in: str) -> tuple[str, str]:
    """How to get in, and what to bring, where it says so in a sentence of its own."""
    text = clean_line(getting_in[: 4 * _LONGEST])
    bring = "; ".join(words.strip() for words in _TO_BRING.findall(text))
    return _TO_BRING.sub("", text).strip(), bring[:1].upper() + bring[1:]


def _beside_english(languages: Sequence[str]) -> tuple[str, ...]:
    others = [one for one in languages if fold(one) not in ("english", "en")]
    return tuple(languages) if others else ()


def _called_off(
    choice: ActivityChoice, coming: SessionView | None, now: datetime, language: Language
) -> str:
    """Dates before the next one on which people would stand before a locked door."""
    return language.listed(
        language.say(
            "{day} at {time}",
            day=language.day_short(one.starts.date()),
            time=language.time(one.starts),
        )
        for one in sorted(choice.next_sessions, key=lambda one: one.starts)
        if one.status is BookingStatus.CANCELLED
        and one.ends > now
        and (coming is None or one.starts < coming.starts)
    )
