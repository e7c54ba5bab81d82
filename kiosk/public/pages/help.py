"""From a need to who can help, and lists of everything there is."""

from __future__ import annotations

from datetime import datetime

from hub.languages.capital import begun
from hub.languages.language import ENGLISH, Language, to_say
from hub.noticeboard.lines import NOTHING_YET
from hub.noticeboard.read import Noticeboard
from hub.views.directory import ServiceView
from hub.views.place import RoomView
from kiosk.public.opening import days_in, week_in_short
from kiosk.public.page import NOTHING_AROUND, Around, Card, Page, Shape
from kiosk.public.pages.found import found_card, group_card, starts_words
from kiosk.public.places import (
    Entry,
    EntryKind,
    Helplines,
    Hours,
    NeedGroups,
    Saying,
    ThingsToDo,
    WhoCanHelp,
)

ASK = to_say("Touch one to read more, or press its number.")


def groups_page(board: Noticeboard, language: Language = ENGLISH) -> Page:
    """The groups of needs, after the numbers for what can't wait."""
    groups = board.need_groups()
    return Page(
        title=language.say("I need help with…"),
        hint=language.say("Choose what comes nearest. Nobody is told what you choose."),
        shape=Shape.SHORT,
        cards=(
            Card(
                language.say("Numbers to call now"),
                (_at_once(board.helplines()),),
                goes=Helplines(),
            ),
            *(group_card(group, language) for group in groups),
        ),
    )


def _at_once(helplines: tuple[ServiceView, ...]) -> str:
    """The first numbers of the helplines."""
    numbers = [one.phones[0].number for one in helplines if one.phones]
    return " · ".join(("999", *(number for number in numbers if number != "999"))[:3])


def needs_page(board: Noticeboard, slug: str, language: Language = ENGLISH) -> Page:
    """The needs of one group."""
    group = next((group for group in board.need_groups() if group.slug == slug), None)
    needs = group.needs if group else ()
    return Page(
        title=language.say(group.name) if group else language.say("I need help with…"),
        hint=language.say("What is it about?"),
        shape=Shape.SHORT,
        is_discreet=any(need.is_discreet for need in needs),
        cards=tuple(
            Card(
                language.say(need.name),
                (_how_many(need.services, need.activities, language),),
                mark=language.say("URGENT") if need.is_urgent else "",
                is_alarm=need.is_urgent,
                goes=WhoCanHelp(need.slug),
            )
            for need in needs
        ),
        nothing=language.say("Please ask at the desk."),
    )


def _how_many(services: int, activities: int, language: Language) -> str:
    parts = []
    if services:
        parts.append(language.count("{number} who can help", "{number} who can help", services))
    if activities:
        parts.append(language.count("{number} to come to", "{number} to come to", activities))
    return " · ".join(parts) or language.say(NOTHING_YET)


def helpers_page(
    board: Noticeboard, slug: str, now: datetime, around: Around = NOTHING_AROUND
) -> Page:
    """Who can help with one need, urgent first. Where there is nobody, where to turn instead."""
    need = board.need(slug)
    found = board.for_need(slug, now.date(), now=now)
    language = around.language
    if need is None or need.is_discreet:
        title = language.say("Who can help")
    else:
        title = language.say("Who can help: {need}", need=language.say(need.name))
    head = (_paper_card(slug, around),) if found and around.prints else ()
    return Page(
        title=title,
        hint=language.say(ASK)
        if found
        else language.say("Nothing yet. We know of nobody: please ask at the desk."),
        cards=(*head, *(found_card(one, language) for one in found)) or where_else(language),
        head=len(head),
        first=len(head),
        is_discreet=need is not None and need.is_discreet,
    )


def _paper_card(slug: str, around: Around) -> Card:
    """What prints next steps. It stands above the list, as on the visitor's own; whoever presses
    Enter twice reads about the first helper all the same, and prints nothing."""
    words = around.language.say("who to ring and what to do, to take home. No name is on it.")
    return Card(
        around.language.say("Print next steps"),
        (words,),
        around.paper_words,
        prints=WhoCanHelp(slug),
    )


def interest_page(
    board: Noticeboard, slug: str, now: datetime, language: Language = ENGLISH
) -> Page:
    """What suits one interest: who is there for it, and what to come to."""
    interest = board.interest(slug)
    found = board.for_interest(slug, now.date(), now=now)
    return Page(
        title=language.say(interest.name) if interest else language.say("Find something to do"),
        hint=language.say(ASK)
        if found
        else language.say("Nothing yet. Would you like to start something? Ask at the desk."),
        cards=tuple(found_card(one, language) for one in found) or where_else(language),
    )


def where_else(language: Language) -> tuple[Card, ...]:
    """Where to go from a page that found nothing."""
    return (
        Card(
            language.say("I need help with…"),
            (language.say("choose from a list"),),
            goes=NeedGroups(),
        ),
        Card(
            language.say("Find something to do"),
            (language.say("every group and activity"),),
            goes=ThingsToDo(),
        ),
        Card(
            language.say("Help right now"),
            (language.say("numbers to call at once"),),
            goes=Helplines(),
        ),
    )


def helplines_page(board: Noticeboard, language: Language = ENGLISH) -> Page:
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
        title=language.say("Help right now"),
        hint=language.say("In danger now? Call 999."),
        cards=tuple(card(service) for service in board.helplines()),
        nothing=language.say("In danger now? Call 999. To talk to somebody: 116 123 (Samaritans)."),
    )


def things_page(board: Noticeboard, now: datetime, language: Language = ENGLISH) -> Page:
    """Every activity with its next date."""
    cards = []
    for activity in board.activities():
        coming = board.next_sessions(activity.code, now, 1)
        when = starts_words(coming[0].starts, language) if coming else ""
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
    wish = Card(
        language.say("I'd like a group for…"),
        (language.say("tell us what you would come to"),),
        goes=Saying("group"),
    )
    hints = (
        language.say("Touch one to read more."),
        language.say("Nothing for you?"),
        language.say("The last box asks for a new group."),
    )
    return Page(
        title=language.say("Find something to do"),
        hint=" ".join(hints),
        cards=(*cards, wish),
    )


def rooms_page(board: Noticeboard, language: Language = ENGLISH) -> Page:
    """Where the rooms are, in words, and the way to the opening hours."""
    week = board.hours()
    when, words = language.say("When we are open"), week_in_short(week, language)
    opening = (Card(when, (words,), right="►", goes=Hours()),)
    idea = Card(
        language.say("An idea for the hub"),
        (language.say("tell us what would be better"),),
        goes=Saying("idea"),
    )
    rooms = (_room_card(room, language) for room in board.rooms())
    return Page(
        title=language.say("Find your way around"),
        hint=language.say("Lost? The desk will show you."),
        cards=(*(opening if week else ()), *rooms, idea),
    )


def _room_card(room: RoomView, language: Language) -> Card:
    if room.whereabouts:
        words = room.whereabouts
    elif room.part_of:
        words = language.say("part of {rooms}", rooms=", ".join(room.part_of))
    else:
        words = language.say("ask at the desk")
    return Card(room.name, (words,))


def hours_page(board: Noticeboard, language: Language = ENGLISH) -> Page:
    """When the building is open, day by day, and each room that has hours of its own."""
    week = days_in(board.hours(), language)
    own = [(room.name, board.hours(room.name)) for room in board.rooms()]
    return Page(
        title=language.say("When we are open"),
        hint=language.say("On bank holidays, please ask at the desk."),
        shape=Shape.SHORT,
        cards=tuple(Card(days, (begun(spans, language.code),)) for days, spans in week)
        + tuple(Card(name, (week_in_short(week, language),)) for name, week in own if week),
        nothing=language.say("Please ask at the desk."),
    )
