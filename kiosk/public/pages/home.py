"""The first screen: six tiles that say what is going on right now, nine on a tall screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from hub.views.directory import NeedGroupView
from hub.views.hours import today_words
from hub.views.place import RoomView
from hub.views.timetable import SessionView
from hub.views.words import time_words
from kiosk.public.page import NOTHING_AROUND, Around, Card, Page, Shape
from kiosk.public.pages.whats_on import is_cancelled, shut_words
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


_KEEP = "put things on it and take them home"
_TAKE = {False: "scan it with your phone", True: "print it or scan it"}
"""By whether there is a printer."""
_TYPE = "Or just start to type: rent, carer, toddlers…"


def _today(sessions: tuple[SessionView, ...], now: datetime, closed: str) -> tuple[str, ...]:
    """What is on or comes next; where nothing is, that the doors are shut, and until when."""
    shown = [
        session
        for session in sessions
        if session.ends > now and not session.is_private and not is_cancelled(session)
    ]
    if not shown:
        return (closed,) if closed else ("nothing more today",)
    first = shown[0]
    if first.starts <= now:
        lines = [f"now: {first.title}", f"{first.room} until {time_words(first.ends)}"]
    else:
        lines = [f"next: {first.title}", f"{first.room} at {time_words(first.starts)}"]
    if len(shown) > 1:
        lines.append(f"and {len(shown) - 1} more today")
    return tuple(lines)


def _joined(named: tuple[NeedGroupView, ...] | tuple[RoomView, ...], most: int) -> str:
    """The first few names, and that there are more."""
    names = [one.name for one in named]
    return ", ".join(names[:most]) + (" and more" if len(names) > most else "")


def _open_words(board: Noticeboard, today: date) -> str:
    """What is special today, else until when the building is open; empty where nobody has said."""
    special = " · ".join(board.notices(today))
    return special or today_words(board.hours(), today.weekday())


def home_page(board: Noticeboard, now: datetime, around: Around = NOTHING_AROUND) -> Page:
    """The live tiles."""
    today = now.date()
    said = _open_words(board, today)
    monday = today - timedelta(days=today.weekday())
    week = board.sessions(monday, monday + timedelta(days=6))
    on = sum(not is_cancelled(session) for session in week)
    groups = board.need_groups()
    rooms = board.rooms()
    return Page(
        title="Touch a box, or press its number.",
        hint=f"{said}. {_TYPE}" if said else _TYPE,
        shape=Shape.TILES,
        cards=(
            Card(
                "What's on today",
                _today(
                    tuple(s for s in week if s.starts.date() <= today <= s.ends.date()),
                    now,
                    shut_words(board, today, today),
                ),
                goes=Day(today),
            ),
            Card(
                "What's on this week",
                (
                    around.language.count("{number} session", "{number} sessions", number=on),
                    "Monday to Sunday, day by day",
                ),
                goes=Week(monday),
            ),
            Card(
                "I need help with…",
                (_joined(groups, 5),),
                goes=NeedGroups(),
            ),
            Card(
                "Find something to do",
                (_to_do(len(board.activities()), around.language), "or ask for a new one"),
                goes=ThingsToDo(),
            ),
            Card(
                "Find your way around",
                (_joined(rooms, 4), "or tell us your ideas"),
                goes=Rooms(),
            ),
            _list_card(around),
            *(_more_cards(board, today) if around.is_roomy else ()),
        ),
    )


def _to_do(number: int, language: Language) -> str:
    return language.count(
        "{number} group or activity", "{number} groups and activities", number=number
    )


def _list_card(around: Around) -> Card:
    """What the visitor has put on her list so far."""
    count = len(around.kept)
    if not count:
        return Card("My list", ("nothing on it yet", _KEEP), goes=MyList())
    return Card(f"My list ({count})", (_TAKE[around.prints],), goes=MyList())


def _more_cards(board: Noticeboard, today: date) -> tuple[Card, ...]:
    """What is a touch further away where there is less room."""
    listed = sorted(board.helplines(), key=lambda one: one.name not in _FIRST)
    numbers = [
        f"{service.name} {service.phones[0].number}"
        for service in listed
        if service.phones and service.phones[0].number not in service.name
    ]
    opening = today_words(board.hours(), today.weekday()) or "please ask at the desk"
    return (
        Card("Help right now", ("In danger? Call 999", *numbers[:2]), goes=Helplines()),
        Card("When we are open", (opening,), goes=Hours()),
        Card("An idea for the hub", ("tell us what would be better",), goes=Saying("idea")),
    )
