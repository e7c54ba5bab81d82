"""The visitor's list: what is on it, how it is taken away, and the cards that add to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hub.errors import HubError
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_activity,
    payload_for_list,
    payload_for_service,
    payload_for_session,
)
from hub.views.directory import ServiceView
from hub.views.timetable import ActivityView, SessionView
from hub.views.words import day_words_short, span_words, time_words
from kiosk.public.list_changes import MOST_KEPT, Add, Clear, TakeOff
from kiosk.public.page import Around, Article, Card, Page, Shape
from kiosk.public.pages.whats_on import is_cancelled
from kiosk.public.places import (
    Day,
    Entry,
    EntryKind,
    ListCode,
    ListOnPaper,
    MyList,
    NeedGroups,
    ThingsToDo,
)

FULL = f"Your list is full: {MOST_KEPT} is the most. Take one off to add another."
HINT = "It is only here, and gone when you leave. Take it with you."
EMPTY = 'Nothing is on it yet. Touch "Add to my list" beside whatever you like.'
NO_LONGER = "This is not on the noticeboard any more"
NO_CODE = "There is nothing to scan here. Ask at the desk for it on paper."
TOO_LARGE = "This code is too large for this screen. Ask at the desk for it on paper."
NO_CODE_PRINT = "There is nothing to scan here. Go back and print the list."
TOO_LARGE_PRINT = "This code is too large for this screen. Go back and print the list."

Item = ServiceView | ActivityView | SessionView


def titled(kept: tuple[Entry, ...]) -> str:
    """My list (2)"""
    return f"My list ({len(kept)})" if kept else "My list"


# Adding


def add_card(entry: Entry, kept: tuple[Entry, ...]) -> Card:
    """What puts an entry on the list from its page; once it is there, the way to the list."""
    if entry in kept:
        return Card("On my list", ("see my list",), goes=MyList())
    if len(kept) >= MOST_KEPT:
        return Card("My list", ("is full: see it",), goes=MyList())
    return Card("Add to my list", ("to take away",), changes=Add(entry))


def with_adding(page: Page, kept: tuple[Entry, ...]) -> Page:
    """A list of entries, each with a small card that puts it on the visitor's list, or takes it
    off again."""
    return replace(
        page,
        cards=tuple(
            replace(card, beside=_beside(card.offers, kept)) if card.offers else card
            for card in page.cards
        ),
    )


def _beside(entry: Entry, kept: tuple[Entry, ...]) -> Card:
    if entry in kept:
        return Card("On my list", ("take off",), changes=TakeOff(entry))
    if len(kept) >= MOST_KEPT:
        return Card("My list", ("is full",), goes=MyList())
    return Card("Add to", ("my list",), changes=Add(entry))


# The list


def list_page(board: Noticeboard, around: Around, now: datetime) -> Page:
    """What is on it; above, the ways to take it away."""
    kept = around.kept
    if not kept:
        return Page(
            title="My list",
            hint=EMPTY,
            cards=(
                Card("What's on today", ("groups and events, hour by hour",), goes=Day(now.date())),
                Card("Find something to do", ("every group and activity",), goes=ThingsToDo()),
                Card("I need help with…", ("choose from a list",), goes=NeedGroups()),
            ),
        )
    head = [Card("Scan the list", ("with your phone",), goes=ListCode())]
    if around.prints:
        head.append(Card("Print the list", ("no name is on it",), prints=ListOnPaper(kept)))
    head.append(Card("Clear the list", ("take all of it off",), changes=Clear()))
    return Page(
        title=titled(kept),
        hint=FULL if len(kept) >= MOST_KEPT else HINT,
        shape=Shape.LONG,
        cards=(*head, *(_kept_card(board, entry, now) for entry in kept)),
        head=len(head),
    )


def _kept_card(board: Noticeboard, entry: Entry, now: datetime) -> Card:
    off = Card("Take off", ("my list",), changes=TakeOff(entry))
    title, words, right = _in_short(board, entry, now)
    return Card(title, (words,), right=right, goes=entry, beside=off)


def _in_short(board: Noticeboard, entry: Entry, now: datetime) -> tuple[str, str, str]:
    """Name, a line about it, and its number or its time."""
    match _item(board, entry):
        case ServiceView() as service:
            phone = service.phones[0].number if service.phones else ""
            about = service.organisation if service.organisation != service.name else ""
            return service.name, _joined(about, service.when, service.cost), phone
        case ActivityView() as activity:
            coming = board.next_sessions(activity.code, now, 1)
            when = _starts(coming[0]) if coming else ""
            return activity.title, _joined(activity.who_for, activity.cost), when
        case SessionView() as session:
            cancelled = "CANCELLED" if is_cancelled(session) else ""
            span = span_words(session.starts, session.ends)
            words = _joined(cancelled, session.room, span, session.cost)
            return session.title, words, day_words_short(session.starts.date())
        case None:
            return NO_LONGER, "Please ask at the desk.", ""


def _starts(session: SessionView) -> str:
    return f"{day_words_short(session.starts.date())} {time_words(session.starts)}"


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _item(board: Noticeboard, entry: Entry) -> Item | None:
    match entry.kind:
        case EntryKind.SERVICE:
            return board.service(entry.code)
        case EntryKind.ACTIVITY:
            return board.activity(entry.code)
        case EntryKind.SESSION:
            return board.session(entry.code)


# For a phone


@dataclass(frozen=True, slots=True)
class Scannable:
    """One code of the list: all of it, or one thing on it."""

    title: str
    words: str
    payload: str = ""


def codes_for(
    board: Noticeboard, kept: tuple[Entry, ...], now: datetime, fits: Callable[[str], bool]
) -> tuple[Scannable, ...]:
    """One code for the whole list where it holds nothing but numbers and the code fits the screen;
    else one for each thing. What is for the calendar can't be joined: a phone reads one date.
    """
    items = [_item(board, entry) for entry in kept]
    services = [item for item in items if isinstance(item, ServiceView)]
    if len(services) == len(items) > 1:
        taken = _taken(lambda: payload_for_list(services, board.hub().site))
        if taken is not None and fits(taken.payload):
            return (Scannable(titled(kept), taken.words, taken.payload),)
    return tuple(
        _scannable(board, entry, item, now) for entry, item in zip(kept, items, strict=True)
    )


def _scannable(board: Noticeboard, entry: Entry, item: Item | None, now: datetime) -> Scannable:
    site = board.hub().site
    title, words, right = _in_short(board, entry, now)
    taken: Takeaway | None = None
    match item:
        case ServiceView() as service:
            taken = _taken(lambda: payload_for_service(service))
        case ActivityView() as activity:
            coming = board.next_sessions(activity.code, now, 1)
            first = coming[0] if coming else None
            taken = _taken(lambda: payload_for_activity(activity, first, site))
        case SessionView() as session if not session.is_private:
            taken = _taken(lambda: payload_for_session(session, site))
    if taken is None:
        return Scannable(title, _joined(right, words))
    return Scannable(title, taken.words.removeprefix(f"{title}, "), taken.payload)


def _taken(make: Callable[[], Takeaway]) -> Takeaway | None:
    try:
        return make()
    except HubError:
        return None


def list_code_page(board: Noticeboard, number: int, around: Around, now: datetime) -> Page:
    """The code with this number, from 1. Of an empty list there is none."""
    from kiosk.shared.code_cells import code_that_fits

    codes = codes_for(
        board, around.kept, now, lambda payload: bool(code_that_fits(payload, *around.code_room))
    )
    if not codes:
        return list_page(board, around, now)
    number = max(1, min(number, len(codes)))
    code = codes[number - 1]
    is_last = number == len(codes)
    after = "Touch anywhere to go back." if is_last else "Touch anywhere for the next one."
    if around.prints:
        instead = TOO_LARGE_PRINT if code.payload else NO_CODE_PRINT
    else:
        instead = TOO_LARGE if code.payload else NO_CODE
    return Page(
        title=code.title,
        article=Article(
            payload=code.payload,
            payload_words=code.words,
            instead=instead,
            after=f"{number} of {len(codes)}. {after}" if len(codes) > 1 else after,
        ),
        codes=len(codes),
    )
