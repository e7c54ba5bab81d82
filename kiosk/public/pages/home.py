"""The first screen: six tiles that say what is going on right now, nine on a tall screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from hub.views.timetable import SessionView
from kiosk.public.opening import today_in
from kiosk.public.page import NOTHING_AROUND, Around, Card, Page, Shape
from kiosk.public.pages.whats_on import is_for_all, notices_in, shut_words
from kiosk.public.places import (
    Day,
    Helplines,
    Hours,
    MyList,
    NeedGroups,
    Rooms,
    Saying,
    ThingsToDo,
    Week,
)

_FIRST = ("Samaritans", "Childline")
"""Helplines that anybody may need, named on the first screen where the hub has them."""


def _today(
    sessions: tuple[SessionView, ...], now: datetime, closed: str, language: Language
) -> tuple[str, ...]:
    """What is on or comes next; where nothing is, that the doors are shut, and until when."""
    shown = [session for session in sessions if session.ends > now and is_for_all(session)]
    if not shown:
        return (closed or language.say("nothing more today"),)
    first = shown[0]
    if first.starts <= now:
        lines = [
            language.say("now: {title}", title=first.title),
            language.say("{room} until {time}", room=first.room, time=language.time(first.ends)),
        ]
    else:
        lines = [
            language.say("next: {title}", title=first.title),
            language.say("{room} at {time}", room=first.room, time=language.time(first.starts)),
        ]
    if len(shown) > 1:
        more = len(shown) - 1
        lines.append(language.count("and {number} more today", "and {number} more today", more))
    return tuple(lines)


def named(names: Sequence[str], most: int, language: Language) -> str:
    """The first few names, and that there are more."""
    named = ", ".join(names[:most])
    return language.say("{names} and more", names=named) if len(names) > most else named


def _open_words(board: Noticeboard, today: date, language: Language) -> str:
    """What is special today, else until when the building is open; empty where nobody has said."""
    special = notices_in(board, today, language)
    return special or today_in(board.hours(), today.weekday(), language)


def home_page(board: Noticeboard, now: datetime, around: Around = NOTHING_AROUND) -> Page:
    """The live tiles."""
    today = now.date()
    language = around.language
    said = _open_words(board, today, language)
    typing = language.say("Or just start to type: rent, carer, toddlers…")
    monday = today - timedelta(days=today.weekday())
    week = board.sessions(monday, monday + timedelta(days=6))
    on = sum(is_for_all(session) for session in week)
    groups = [language.say(name) for name in board.names_of_need_groups()]
    rooms = [room.name for room in board.rooms()]
    things = language.count(
        "{number} group or activity", "{number} groups and activities", board.how_many_activities()
    )
    return Page(
        title=language.say("Touch a box, or press its number."),
        hint=f"{said}. {typing}" if said else typing,
        shape=Shape.TILES,
        cards=(
            Card(
                language.say("What's on today"),
                _today(
                    tuple(s for s in week if s.starts.date() <= today <= s.ends.date()),
                    now,
                    shut_words(board, today, today, language),
                    language,
                ),
                goes=Day(today),
            ),
            Card(
                language.say("What's on this week"),
                (
                    language.count("{number} session", "{number} sessions", on),
                    language.say("Monday to Sunday, day by day"),
                ),
                goes=Week(monday),
            ),
            Card(
                language.say("I need help with…"),
                (named(groups, 5, language),),
                goes=NeedGroups(),
            ),
            Card(
                language.say("Find something to do"),
                (things, language.say("or ask for a new one")),
                goes=ThingsToDo(),
            ),
            Card(
                language.say("Find your way around"),
                (named(rooms, 3, language), language.say("or tell us your ideas")),
                goes=Rooms(),
            ),
            _list_card(around),
            *(_more_cards(board, today, language) if around.is_roomy else ()),
        ),
    )


def _list_card(around: Around) -> Card:
    """What the visitor has put on her list so far."""
    count, language = len(around.kept), around.language
    if count:
        if around.is_plain:
            take = language.say("what is on it")
        elif around.prints:
            take = language.say("print it or scan it")
        else:
            take = language.say("scan it with your phone")
        return Card(language.say("My list ({number})", number=count), (take,), goes=MyList())
    words = (
        language.say("nothing on it yet"),
        language.say("put things on it and take them home"),
    )
    return Card(language.say("My list"), words, goes=MyList())


def numbers_to_call(board: Noticeboard) -> tuple[str, ...]:
    """Helplines with their numbers, those first that anybody may need. None that is for texts
    alone: here is no room to say so."""
    listed = sorted(board.helplines(), key=lambda one: one.name not in _FIRST)
    return tuple(
        f"{service.name} {service.phones[0].number}"
        for service in listed
        if service.phones
        and not service.phones[0].is_text
        and service.phones[0].number not in service.name
    )


def _more_cards(board: Noticeboard, today: date, language: Language) -> tuple[Card, ...]:
    """What is a touch further away where there is less room."""
    numbers = numbers_to_call(board)
    opening = today_in(board.hours(), today.weekday(), language) or language.say(
        "please ask at the desk"
    )
    return (
        Card(
            language.say("Help right now"),
            (language.say("In danger? Call 999"), *numbers[:2]),
            goes=Helplines(),
        ),
        Card(language.say("When we are open"), (opening,), goes=Hours()),
        Card(
            language.say("An idea for the hub"),
            (language.say("tell us what would be better"),),
            goes=Saying("idea"),
        ),
    )
