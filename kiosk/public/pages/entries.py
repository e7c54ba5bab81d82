"""The page of one service, activity or session: who for, when, where, cost, getting in, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hub.directory.assurance import assured_words
from hub.errors import HubError
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_activity,
    payload_for_service,
    payload_for_session,
)
from hub.views.directory import ServiceView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.words import day_words, day_words_short, span_words
from kiosk.public.page import Article, Card, Page, Shape
from kiosk.public.pages.my_list import add_card
from kiosk.public.pages.whats_on import NOT_CERTAIN, is_cancelled, session_mark
from kiosk.public.places import Code, Entry, EntryKind, Wrong

GONE = Page(
    title="This is not on the noticeboard any more",
    nothing="It may have moved or ended. Please ask at the desk.",
)


_TIME_WORDS = {"NOW": "It is on now.", "FINISHED": "It is over."}


def entry_page(
    board: Noticeboard,
    entry: Entry,
    now: datetime,
    *,
    prints: bool = False,
    kept: tuple[Entry, ...] = (),
) -> Page:
    """The page of whatever `entry` names: with a card that puts it on the list, where it isn't
    `kept` there, and one to print its leaflet where it `prints`."""
    page = _page_of(board, entry, now)
    if page is GONE:
        return page
    first = 1 if page.cards and isinstance(page.cards[0].goes, Code) else 0
    more: list[Card] = []
    if first or not _is_nobodys_business(board, entry):
        more.append(add_card(entry, kept))
    if prints:
        more.append(Card("Print it", ("to take home",), prints=entry))
    return replace(page, cards=(*page.cards[:first], *more, *page.cards[first:]))


def _is_nobodys_business(board: Noticeboard, entry: Entry) -> bool:
    """Whether it is a private hire, or a date that was cancelled: nothing to keep."""
    session = board.session(entry.code) if entry.kind is EntryKind.SESSION else None
    return session is not None and (session.is_private or is_cancelled(session))


def _page_of(board: Noticeboard, entry: Entry, now: datetime) -> Page:
    if entry.kind is EntryKind.SERVICE:
        service = board.service(entry.code)
        if service is None:
            return GONE
        needs = (board.need(slug) for slug in service.needs)
        is_discreet = any(need.is_discreet for need in needs if need)
        return replace(_service_page(entry, service, now), is_discreet=is_discreet)
    if entry.kind is EntryKind.ACTIVITY:
        activity = board.activity(entry.code)
        return GONE if activity is None else _activity_page(board, entry, activity, now)
    session = board.session(entry.code)
    return GONE if session is None else _session_page(board, entry, session, now)


def _answered(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])


def _taken(make: Callable[[], Takeaway]) -> Takeaway | None:
    """What its code says; None where there is nothing that is safe to take away."""
    try:
        return make()
    except HubError:
        return None


def _scan(entry: Entry, takeaway: Takeaway | None) -> tuple[Card, ...]:
    if takeaway is None or not takeaway.payload:
        return ()
    return (Card("Show the code", ("for your phone",), goes=Code(entry)),)


def _wrong(entry: Entry) -> Card:
    return Card("Is it wrong?", ("please tell us",), goes=Wrong(entry))


def _service_page(entry: Entry, service: ServiceView, now: datetime) -> Page:
    takeaway = _taken(lambda: payload_for_service(service))
    first, *others = service.phones or (None,)
    return Page(
        title=service.name,
        hint=service.organisation if service.organisation != service.name else "",
        shape=Shape.SHORT,
        cards=(*_scan(entry, takeaway), _wrong(entry)),
        article=Article(
            alert=service.alert,
            phone=first.number if first else "",
            phone_note=first.note if first else "",
            facts=_answered(
                ("Who for", service.who_for),
                ("When", service.when),
                ("Where", service.address or service.area),
                ("Cost", service.cost),
                ("Getting in", service.getting_in),
                ("Access", ", ".join(service.accessibility)),
                ("Languages", ", ".join(service.languages)),
                ("Also", " · ".join(f"{p.number} {p.note}".strip() for p in others if p)),
                ("Email", service.email),
                ("Web", service.url),
                ("Checked", assured_words(service.assured_on, now.date(), service.vanished_on)),
            ),
            text=service.description,
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )


def _activity_page(board: Noticeboard, entry: Entry, activity: ActivityView, now: datetime) -> Page:
    coming = board.next_sessions(activity.code, now)
    first = coming[0] if coming else None
    takeaway = _taken(lambda: payload_for_activity(activity, first, board.hub().site))
    dates = [f"{day_words(s.starts.date())}, {span_words(s.starts, s.ends)}" for s in coming[:1]]
    dates += [day_words_short(session.starts.date()) for session in coming[1:]]
    return Page(
        title=activity.title,
        shape=Shape.SHORT,
        cards=(*_scan(entry, takeaway), _wrong(entry)),
        article=Article(
            phone=activity.phone,
            phone_note=activity.contact,
            facts=_answered(
                ("Who for", activity.who_for),
                ("Next", "; then ".join(dates[:2]) + "".join(f", {day}" for day in dates[2:])),
                ("Where", first.room if first else ""),
                ("Cost", activity.cost),
                ("Getting in", activity.getting_in),
                ("Ask", activity.contact if not activity.phone else ""),
            ),
            text=activity.summary,
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )


def _session_page(board: Noticeboard, entry: Entry, session: SessionView, now: datetime) -> Page:
    takeaway = _taken(lambda: payload_for_session(session, board.hub().site))
    activity = board.activity(session.activity) if session.activity else None
    room = next((room for room in board.rooms() if room.name == session.room), None)
    where = session.room + (f" ({room.whereabouts})" if room and room.whereabouts else "")
    cards = _scan(entry, takeaway)
    if activity is not None:
        about = Entry(EntryKind.ACTIVITY, activity.code)
        cards += (Card("More about it", ("when it's next",), goes=about),)
    mark = session_mark(session, now)
    alert = " · ".join(word for word in (mark, session.reason) if word)
    when = f"{day_words(session.starts.date())}, {span_words(session.starts, session.ends)}"
    if session.status is BookingStatus.PROVISIONAL:
        when += f" ({NOT_CERTAIN})"
    return Page(
        title=session.title,
        hint=_TIME_WORDS.get(mark, ""),
        shape=Shape.SHORT,
        cards=cards,
        article=Article(
            alert=alert if is_cancelled(session) else "",
            phone=activity.phone if activity else "",
            phone_note=activity.contact if activity else "",
            facts=_answered(
                ("Who for", session.who_for or (activity.who_for if activity else "")),
                ("When", when),
                ("Where", where),
                ("Cost", session.cost or (activity.cost if activity else "")),
                ("Getting in", activity.getting_in if activity else ""),
            ),
            text=activity.summary if activity else "",
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )
