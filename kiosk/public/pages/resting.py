"""What a screen says that nobody uses: the time, what is on now and next, what can be done here.
Harmless to whoever reads it, so that it also covers a page that somebody hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.languages.language import ENGLISH, Language
from hub.noticeboard.read import Noticeboard
from hub.views.timetable import SessionView
from kiosk.public.opening import today_in
from kiosk.public.pages.whats_on import is_cancelled, notices_in, shut_words

ON_A_PAGE = 3
"""Sessions that are shown at a time: more can't be read in passing."""
DAYS_AHEAD = 6
MOST_PAGES_OF_SESSIONS = 2


@dataclass(frozen=True, slots=True)
class RestEntry:
    """A session, or something that can be done here."""

    mark: str
    """NOW, NEXT, or which day."""
    title: str
    lines: tuple[str, ...]
    clock: str = ""
    """When it begins: "12:30"."""


@dataclass(frozen=True, slots=True)
class Rest:
    """One page of it."""

    name: str
    """Of the hub."""
    day: str
    clock: str
    opening: str
    """Until when the building is open, or that it is closed."""
    heading: str
    entries: tuple[RestEntry, ...]
    begin: str
    """How to begin, or to go on."""
    others: tuple[str, ...] = ()
    """The same in other languages."""


def rest_pages(
    board: Noticeboard | None,
    now: datetime,
    language: Language = ENGLISH,
    *,
    begin: str,
    others: tuple[str, ...] = (),
) -> tuple[Rest, ...]:
    """The pages that follow each other; at least one."""

    def page(heading: str, entries: tuple[RestEntry, ...]) -> Rest:
        return Rest(
            name=board.hub().site.name if board else "Community Hub",
            day=language.heading(now.date()),
            clock=f"{now:%H:%M}",
            opening=_opening(board, now.date(), language) if board else "",
            heading=heading,
            entries=entries,
            begin=begin,
            others=others,
        )

    if board is None:
        return (page("", ()),)
    found = _coming(board, now)
    pages = []
    for number in range(MOST_PAGES_OF_SESSIONS):
        shown = found[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
        if shown:
            heading = language.say("What's on now and next")
            if number:
                heading = language.say("What comes later")
            elif shown[0].starts > now:
                heading = language.say("What's on next")
            entries = tuple(_entry(one, found, now, language) for one in shown)
            pages.append(page(heading, entries))
    return (*pages, page(language.say("What you can do here"), _ways(board, language)))


def _opening(board: Noticeboard, today: date, language: Language) -> str:
    shut = shut_words(board, today, today, language)
    special = shut or notices_in(board, today, language)
    return special or today_in(board.hours(), today.weekday(), language)


def _coming(board: Noticeboard, now: datetime) -> list[SessionView]:
    """The next sessions that anybody may come to, those that are on before the others."""
    today, most = now.date(), ON_A_PAGE * MOST_PAGES_OF_SESSIONS
    found: list[SessionView] = []
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        found += [
            one
            for one in board.sessions(day, day)
            if one.ends > now and one not in found and not one.is_private and not is_cancelled(one)
        ]
        if len(found) >= most:
            break
    on = sum(one.starts <= now for one in found)
    if on >= ON_A_PAGE and len(found) > on:  # what comes next is seen beside what is on
        found.insert(ON_A_PAGE - 1, found.pop(on))
    return found[:most]


def _entry(
    session: SessionView, found: list[SessionView], now: datetime, language: Language
) -> RestEntry:
    first = next((one.starts for one in found if one.starts > now), None)
    day = session.starts.date()
    if session.starts <= now:
        mark = language.say("NOW")
    elif session.starts == first:
        mark = language.say("NEXT")
    elif day == now.date():
        mark = language.say("Later today")
    else:
        mark = language.day_short(day)
    if day == now.date() + timedelta(days=1):
        mark = language.say("Tomorrow")
    span = language.span(session.starts, session.ends)
    lines = (f"{session.room} · {span}", session.who_for, session.cost)
    clock = f"{session.starts:%H:%M}"
    return RestEntry(mark, session.title, tuple(filter(None, lines)), clock)


def _ways(board: Noticeboard, language: Language) -> tuple[RestEntry, ...]:
    number = board.how_many_activities()
    groups = language.listed(language.say(name) for name in board.names_of_need_groups()[1:5])
    to_do = language.count("{number} group or activity", "{number} groups and activities", number)
    return (
        RestEntry("", language.say("Find who can help"), (groups, language.say("Nobody is told."))),
        RestEntry("", language.say("Find something to do"), (to_do,)),
        RestEntry(
            "",
            language.say("Take it home"),
            (language.say("scan it with your phone, or ask for it on paper"),),
        ),
    )
