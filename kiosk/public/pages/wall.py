"""What the first page's tiles say on a screen as large as a wall, where each has room for more: all
that is on today, each day of the week, every group of needs, room and hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.languages.capital import begun
from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from hub.views.timetable import SessionView
from kiosk.public.opening import days_in
from kiosk.public.page import Around, Card, Page
from kiosk.public.pages.home import named, numbers_to_call
from kiosk.public.pages.whats_on import is_for_all
from kiosk.public.places import Day, Helplines, Hours, NeedGroups, Rooms, ThingsToDo, Week


def said_in_full(home: Page, board: Noticeboard, now: datetime, around: Around) -> Page:
    """The same tiles, each with as many lines as there is room for."""
    most, language = around.tile_lines, around.language
    monday = now.date() - timedelta(days=now.weekday())
    week = board.sessions(monday, monday + timedelta(days=6))
    cards = (
        replace(card, lines=lines[:most])
        if (lines := _lines(card, board, week, now, most, language))
        else card
        for card in home.cards
    )
    return replace(home, cards=tuple(cards))


def _lines(
    card: Card,
    board: Noticeboard,
    week: Sequence[SessionView],
    now: datetime,
    most: int,
    language: Language,
) -> tuple[str, ...]:
    """Nothing where the tile says all that there is to say."""
    if isinstance(card.goes, Day):
        return _today(week, now, most, language)
    if isinstance(card.goes, Week):
        return (card.lines[0], *_days(week, now, language))
    if isinstance(card.goes, NeedGroups):
        groups = [language.say(name) for name in board.names_of_need_groups()]
        return (named(groups, 2 * most, language),)
    if isinstance(card.goes, ThingsToDo):
        coming = [one.title for one in week if is_for_all(one) and one.starts > now]
        return (card.lines[0], named(coming, 9, language), *card.lines[1:])
    if isinstance(card.goes, Rooms):
        rooms = [room.name for room in board.rooms()]
        return (named(rooms, 2 * most, language), *card.lines[1:])
    if isinstance(card.goes, Hours):
        days = days_in(board.hours(), language)
        return (*card.lines, *(f"{day}: {hours}" for day, hours in days))
    if isinstance(card.goes, Helplines):
        return (card.lines[0], *numbers_to_call(board))
    return ()


def _today(
    week: Sequence[SessionView], now: datetime, most: int, language: Language
) -> tuple[str, ...]:
    """What is on and what comes, a line each."""
    shown = [
        one
        for one in week
        if is_for_all(one) and one.starts.date() <= now.date() and one.ends > now
    ]
    told = shown if len(shown) <= most else shown[: most - 1]
    lines = []
    for one in told:
        if one.starts <= now:
            title = language.say("now: {title}", title=one.title)
            where = language.say("{room} until {time}", room=one.room, time=language.time(one.ends))
        else:
            title, where = f"{language.time(one.starts)} {one.title}", one.room
        lines.append(f"{title} · {where}")
    more = len(shown) - len(told)
    if more:
        lines.append(language.count("and {number} more today", "and {number} more today", more))
    return tuple(lines)


def _days(week: Sequence[SessionView], now: datetime, language: Language) -> tuple[str, ...]:
    """How many are on, for each day that is left."""
    lines = []
    for day in (now.date() + timedelta(days=number) for number in range(7 - now.weekday())):
        count = sum(is_for_all(one) and one.starts.date() == day for one in week)
        if count:
            on = language.count("{number} on", "{number} on", count)
            lines.append(f"{begun(language.day_short(day), language.code)}: {on}")
    return tuple(lines)
