"""The visitor's list: what is on it, how it is taken away, and the cards that add to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from hub.errors import HubError
from hub.languages.language import ENGLISH, Language, to_say
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
from kiosk.public.list_changes import MOST_KEPT, Add, Clear, PutBack, TakeOff
from kiosk.public.page import Around, Article, Card, Page, Shape
from kiosk.public.pages.whats_on import is_cancelled, title_of
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

TOO_LARGE = to_say("This code is too large for this screen. Ask at the desk for it on paper.")
NO_CODE = to_say("There is nothing to scan here. Ask at the desk for it on paper.")
NO_CODE_PRINT = to_say("There is nothing to scan here. Go back and print the list.")
TOO_LARGE_PRINT = to_say("This code is too large for this screen. Go back and print the list.")

Item = ServiceView | ActivityView | SessionView


def titled(kept: tuple[Entry, ...], language: Language = ENGLISH) -> str:
    """My list (2)"""
    if kept:
        return language.say("My list ({number})", number=len(kept))
    return language.say("My list")


def full(language: Language = ENGLISH) -> str:
    """Why nothing more can be put on it."""
    return language.say(
        "Your list is full: {number} is the most. Take one off to add another.", number=MOST_KEPT
    )


# Adding


def add_card(entry: Entry, around: Around) -> Card:
    """What puts an entry on the list from its page; once it is there, the way to the list."""
    kept, language = around.kept, around.language
    if entry in kept and around.is_plain:  # its list has no small cards
        off = language.say("my list")
        return Card(language.say("Take off"), (off,), changes=TakeOff(entry))
    if entry in kept:
        return Card(language.say("On my list"), (language.say("see my list"),), goes=MyList())
    if len(kept) >= MOST_KEPT:
        return Card(language.say("My list"), (language.say("is full: see it"),), goes=MyList())
    return Card(language.say("Add to my list"), (language.say("to take away"),), changes=Add(entry))


def with_adding(page: Page, around: Around) -> Page:
    """A list of entries, each with a small card that puts it on the visitor's list, or takes it
    off again."""
    return replace(
        page,
        cards=tuple(
            replace(card, beside=_beside(card.offers, around)) if card.offers else card
            for card in page.cards
        ),
    )


def _beside(entry: Entry, around: Around) -> Card:
    kept, language = around.kept, around.language
    if entry in kept:
        return Card(language.say("On my list"), (language.say("take off"),), changes=TakeOff(entry))
    if len(kept) >= MOST_KEPT:
        return Card(language.say("My list"), (language.say("is full"),), goes=MyList())
    return Card(language.say("Add to"), (language.say("my list"),), changes=Add(entry))


# The list


def list_page(board: Noticeboard, around: Around, now: datetime) -> Page:
    """What is on it; above, the ways to take it away."""
    kept, language = around.kept, around.language
    if not kept:
        return _empty_page(now, around)
    head = [
        Card(language.say("Scan the list"), (language.say("with your phone"),), goes=ListCode())
    ]
    if around.prints:
        words = around.paper_words or language.say("no name is on it")
        head.append(Card(language.say("Print the list"), (words,), prints=ListOnPaper(kept)))
    head.append(
        Card(language.say("Clear the list"), (language.say("take all of it off"),), changes=Clear())
    )
    return Page(
        title=titled(kept, language),
        hint=full(language)
        if len(kept) >= MOST_KEPT
        else language.say("It is only here, and gone when you leave. Take it with you."),
        shape=Shape.LONG,
        cards=(*head, *(_kept_card(board, entry, now, language) for entry in kept)),
        head=len(head),
        small_too=True,
    )


def _empty_page(now: datetime, around: Around) -> Page:
    """Where to look for what may be put on it; first, what was on it just now."""
    language = around.language
    number = len(around.cleared)
    back = Card(
        language.say("Put it back"),
        (language.count("{number} thing was on it", "{number} things were on it", number),),
        changes=PutBack(around.cleared),
    )
    hints = (
        language.say("Nothing is on it yet."),
        language.say('Touch "Add to my list" beside whatever you like.'),
    )
    return Page(
        title=language.say("My list"),
        hint=" ".join(hints),
        cards=(
            *((back,) if number else ()),
            Card(
                language.say("What's on today"),
                (language.say("groups and events, hour by hour"),),
                goes=Day(now.date()),
            ),
            Card(
                language.say("Find something to do"),
                (language.say("every group and activity"),),
                goes=ThingsToDo(),
            ),
            Card(
                language.say("I need help with…"),
                (language.say("choose from a list"),),
                goes=NeedGroups(),
            ),
        ),
    )


def _kept_card(board: Noticeboard, entry: Entry, now: datetime, language: Language) -> Card:
    off = Card(language.say("Take off"), (language.say("my list"),), changes=TakeOff(entry))
    title, words, right = _in_short(board, entry, now, language)
    return Card(title, (words,), right=right, goes=entry, beside=off)


def _in_short(
    board: Noticeboard, entry: Entry, now: datetime, language: Language
) -> tuple[str, str, str]:
    """Name, a line about it, and its number or its time."""
    match _item(board, entry):
        case ServiceView() as service:
            phone = service.phones[0].number if service.phones else ""
            about = service.organisation if service.organisation != service.name else ""
            return service.name, _joined(about, service.when, service.cost), phone
        case ActivityView() as activity:
            coming = board.next_sessions(activity.code, now, 1)
            when = _starts(coming[0], language) if coming else ""
            return activity.title, _joined(activity.who_for, activity.cost), when
        case SessionView() as session:
            cancelled = language.say("CANCELLED") if is_cancelled(session) else ""
            span = language.span(session.starts, session.ends)
            words = _joined(cancelled, session.room, span, session.cost)
            day = language.day_short(session.starts.date())
            return title_of(session, language), words, day
        case None:
            gone = language.say("This is not on the noticeboard any more")
            return gone, language.say("Please ask at the desk."), ""


def _starts(session: SessionView, language: Language) -> str:
    return f"{language.day_short(session.starts.date())} {language.time(session.starts)}"


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
    board: Noticeboard,
    kept: tuple[Entry, ...],
    now: datetime,
    fits: Callable[[str], bool],
    language: Language = ENGLISH,
) -> tuple[Scannable, ...]:
    """One code for the whole list where it holds nothing but numbers and the code fits the screen;
    else one for each thing. What is for the calendar can't be joined: a phone reads one date.
    """
    items = [_item(board, entry) for entry in kept]
    services = [item for item in items if isinstance(item, ServiceView)]
    if len(services) == len(items) > 1:
        taken = _taken(lambda: payload_for_list(services, board.hub().site, language))
        if taken is not None and fits(taken.payload):
            return (Scannable(titled(kept, language), taken.words, taken.payload),)
    return tuple(
        _scannable(board, entry, item, now, language)
        for entry, item in zip(kept, items, strict=True)
    )


def _scannable(
    board: Noticeboard, entry: Entry, item: Item | None, now: datetime, language: Language
) -> Scannable:
    site = board.hub().site
    title, words, right = _in_short(board, entry, now, language)
    taken: Takeaway | None = None
    match item:
        case ServiceView() as service:
            taken = _taken(lambda: payload_for_service(service, language))
        case ActivityView() as activity:
            coming = board.next_sessions(activity.code, now, 1)
            first = coming[0] if coming else None
            taken = _taken(lambda: payload_for_activity(activity, first, site, language))
        case SessionView() as session if not session.is_private:
            taken = _taken(lambda: payload_for_session(session, site, language))
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
    from kiosk.shared.code_cells import code_that_fits, payload_that_fits

    language = around.language

    def fits(payload: str) -> bool:
        return bool(code_that_fits(payload, *around.code_room))

    codes = codes_for(board, around.kept, now, fits, language)
    if not codes:
        return list_page(board, around, now)
    number = max(1, min(number, len(codes)))
    code = codes[number - 1]
    is_last = number == len(codes)
    if is_last:
        after = language.say("Touch anywhere to go back.")
    else:
        after = language.say("Touch anywhere for the next one.")
    if len(codes) > 1:
        which = language.say("{number} of {total}.", number=number, total=len(codes))
        after = f"{which} {after}"
    if around.prints:
        instead = TOO_LARGE_PRINT if code.payload else NO_CODE_PRINT
    else:
        instead = TOO_LARGE if code.payload else NO_CODE
    payload = payload_that_fits(code.payload, *around.code_room) if code.payload else ""
    return Page(
        title=code.title,
        article=Article(
            payload=payload,
            payload_words=code.words,
            instead=language.say(instead),
            after=after,
        ),
        codes=len(codes),
    )
