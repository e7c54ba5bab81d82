"""From a need to who can help, and lists of everything there is."""

from __future__ import annotations

from datetime import datetime

from hub.noticeboard.lines import NOTHING_YET
from hub.noticeboard.read import Noticeboard
from hub.views.directory import ServiceView
from hub.views.hours import week_in_short, week_words
from hub.views.noticeboard import Found, Kind
from hub.views.place import RoomView
from hub.views.words import day_words_short, time_words
from kiosk.public.page import Card, Page, Shape
from kiosk.public.places import (
    Entry,
    EntryKind,
    ForInterest,
    Helplines,
    Hours,
    NeedGroups,
    Needs,
    Saying,
    ThingsToDo,
    WhoCanHelp,
)

ASK = "Touch one to read more, or press its number."
OPEN_WORDS = {Kind.SERVICE: "open now", Kind.ACTIVITY: "on now"}
ASK_WHILE_TYPING = "Touch one to read more. Or use the arrows, then Enter."


def needs_card(found: Found) -> Card:
    """A need or an interest among results: it leads on to who can help, or what suits it."""
    is_need = found.kind is Kind.NEED
    return Card(
        title=found.name,
        lines=(found.detail,),
        right="who can help ►" if is_need else "what there is ►",
        mark="URGENT" if found.is_urgent else "",
        goes=WhoCanHelp(found.code) if is_need else ForInterest(found.code),
    )


def found_card(found: Found) -> Card:
    """A line of results; what is open says so, and what nobody has checked."""
    if found.kind in (Kind.NEED, Kind.INTEREST):
        return needs_card(found)
    is_service = found.kind is Kind.SERVICE
    words = [OPEN_WORDS[found.kind] if found.is_open else "", found.detail, found.when]
    if is_service and not found.is_checked:
        words.append("please check before you go" if found.assured else "not checked yet")
    entry = Entry(EntryKind.SERVICE if is_service else EntryKind.ACTIVITY, found.code)
    return Card(
        title=found.name,
        lines=(" · ".join(word for word in words if word),),
        right=found.phone,
        mark="URGENT" if found.is_urgent else "",
        goes=entry,
        offers=entry,
    )


def groups_page(board: Noticeboard) -> Page:
    """The groups of needs, after the numbers for what can't wait."""
    groups = board.need_groups()
    return Page(
        title="I need help with…",
        hint="Choose what comes nearest. Nobody is told what you choose.",
        shape=Shape.SHORT,
        cards=(
            Card("Numbers to call now", (_at_once(board.helplines()),), goes=Helplines()),
            *(Card(group.name, (group.hint,), goes=Needs(group.slug)) for group in groups),
        ),
    )


def _at_once(helplines: tuple[ServiceView, ...]) -> str:
    """The first numbers of the helplines."""
    numbers = [one.phones[0].number for one in helplines if one.phones]
    return " · ".join(("999", *(number for number in numbers if number != "999"))[:3])


def needs_page(board: Noticeboard, slug: str) -> Page:
    """The needs of one group."""
    group = next((group for group in board.need_groups() if group.slug == slug), None)
    needs = group.needs if group else ()
    return Page(
        title=group.name if group else "I need help with…",
        hint="What is it about?",
        shape=Shape.SHORT,
        is_discreet=any(need.is_discreet for need in needs),
        cards=tuple(
            Card(
                need.name,
                (_how_many(need.services, need.activities),),
                mark="URGENT" if need.is_urgent else "",
                goes=WhoCanHelp(need.slug),
            )
            for need in needs
        ),
        nothing="Please ask at the desk.",
    )


def _how_many(services: int, activities: int) -> str:
    parts = []
    if services:
        parts.append(f"{services} who can help")
    if activities:
        parts.append(f"{activities} to come to")
    return " · ".join(parts) or NOTHING_YET


def helpers_page(board: Noticeboard, slug: str, now: datetime, *, prints: bool = False) -> Page:
    """Who can help with one need, urgent first. Where there is nobody, where to turn instead."""
    need = board.need(slug)
    found = board.for_need(slug, now.date(), now=now)
    head = (_paper_card(slug),) if found and prints else ()
    return Page(
        title="Who can help" if need is None or need.is_discreet else f"Who can help: {need.name}",
        hint=ASK if found else "Nothing yet. We know of nobody: please ask at the desk.",
        cards=(*head, *map(found_card, found)) or _INSTEAD,
        head=len(head),
        first=len(head),
        is_discreet=need is not None and need.is_discreet,
    )


def _paper_card(slug: str) -> Card:
    """What prints next steps. It stands above the list, as on the visitor's own; whoever presses
    Enter twice reads about the first helper all the same, and prints nothing."""
    words = ("who to ring and what to do, to take home. No name is on it.",)
    return Card("Print next steps", words, prints=WhoCanHelp(slug))


def interest_page(board: Noticeboard, slug: str, now: datetime) -> Page:
    """What suits one interest: who is there for it, and what to come to."""
    interest = board.interest(slug)
    found = board.for_interest(slug, now.date(), now=now)
    return Page(
        title=interest.name if interest else "Find something to do",
        hint=ASK if found else "Nothing yet. Would you like to start something? Ask at the desk.",
        cards=tuple(map(found_card, found)) or _INSTEAD,
    )


_INSTEAD = (
    Card("I need help with…", ("choose from a list",), goes=NeedGroups()),
    Card("Find something to do", ("every group and activity",), goes=ThingsToDo()),
    Card("Help right now", ("numbers to call at once",), goes=Helplines()),
)
"""Where to go from a search that found nothing."""


def search_page(board: Noticeboard, words: str, now: datetime) -> Page:
    """What was typed, in one list."""
    from hub.noticeboard.search import search

    answer = search(board, words, today=now.date(), now=now)
    if not answer.results:
        needs = [found for found in answer.nearest if found.kind is Kind.NEED]
        helplines = [found for found in answer.nearest if found.kind is not Kind.NEED]
        return Page(
            title=f"We found nothing for: {words}",
            hint="Try another word, ask at the desk, or choose one of these.",
            cards=(*map(found_card, needs), *_INSTEAD, *map(found_card, helplines)),
        )
    understood = answer.understood
    meant = understood.casefold() != answer.query.strip().casefold()
    return Page(
        title=f"Looking for: {words}",
        hint=f"We looked for: {understood}" if meant and understood else ASK_WHILE_TYPING,
        cards=tuple(found_card(found) for found in answer.results),
    )


def helplines_page(board: Noticeboard) -> Page:
    """Numbers that answer when it cannot wait."""

    def card(service: ServiceView) -> Card:
        phone = service.phones[0] if service.phones else None
        words = (service.who_for, phone.note if phone else "")
        return Card(
            title=service.name,
            lines=(" · ".join(word for word in words if word),),
            right=phone.number if phone else "",
            goes=(entry := Entry(EntryKind.SERVICE, service.code)),
            offers=entry,
        )

    return Page(
        title="Help right now",
        hint="In danger now? Call 999.",
        cards=tuple(card(service) for service in board.helplines()),
        nothing="In danger now? Call 999. To talk to somebody: 116 123 (Samaritans).",
    )


def things_page(board: Noticeboard, now: datetime) -> Page:
    """Every activity with its next date."""
    cards = []
    for activity in board.activities():
        coming = board.next_sessions(activity.code, now, 1)
        when = (
            f"{day_words_short(coming[0].starts.date())} {time_words(coming[0].starts)}"
            if coming
            else ""
        )
        cards.append(
            Card(
                title=activity.title,
                lines=(
                    " · ".join(w for w in (activity.who_for, activity.cost, activity.summary) if w),
                ),
                right=when,
                goes=(entry := Entry(EntryKind.ACTIVITY, activity.code)),
                offers=entry,
            )
        )
    wish = Card("I'd like a group for…", ("tell us what you would come to",), goes=Saying("group"))
    return Page(
        title="Find something to do",
        hint="Touch one to read more. Nothing for you? The last box asks for a new group.",
        cards=(*cards, wish),
    )


def rooms_page(board: Noticeboard) -> Page:
    """Where the rooms are, in words, and the way to the opening hours."""
    week = board.hours()
    opening = (Card("When we are open", (week_in_short(week),), right="►", goes=Hours()),)
    idea = Card("An idea for the hub", ("tell us what would be better",), goes=Saying("idea"))
    return Page(
        title="Find your way around",
        hint="Lost? The desk will show you.",
        cards=(*(opening if week else ()), *map(_room_card, board.rooms()), idea),
    )


def _room_card(room: RoomView) -> Card:
    part = f"part of {', '.join(room.part_of)}" if room.part_of else "ask at the desk"
    return Card(room.name, (room.whereabouts or part,))


def hours_page(board: Noticeboard) -> Page:
    """When the building is open, day by day, and each room that has hours of its own."""
    week = week_words(board.hours())
    own = [(room.name, board.hours(room.name)) for room in board.rooms()]
    return Page(
        title="When we are open",
        hint="On bank holidays, please ask at the desk.",
        shape=Shape.SHORT,
        cards=tuple(Card(days, (spans[:1].upper() + spans[1:],)) for days, spans in week)
        + tuple(Card(name, (week_in_short(week),)) for name, week in own if week),
        nothing="Please ask at the desk.",
    )
