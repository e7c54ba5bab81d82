"""The page of one service, activity or session: who for, when, where, cost, getting in, checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from hub.directory.assurance import is_current
from hub.errors import HubError
from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_activity,
    payload_for_service,
    payload_for_session,
)
from hub.views.directory import ServiceView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from kiosk.public.page import NOTHING_AROUND, Around, Article, Card, Page, Shape
from kiosk.public.pages.my_list import add_card
from kiosk.public.pages.whats_on import is_cancelled, session_mark, title_of
from kiosk.public.places import Code, Entry, EntryKind, Rooms, Wrong


def gone_page(language: Language) -> Page:
    """What was there when the visitor put it on her list, and isn't any more."""
    return Page(
        title=language.say("This is not on the noticeboard any more"),
        nothing=language.say("It may have moved or ended. Please ask at the desk."),
    )


def entry_page(
    board: Noticeboard, entry: Entry, now: datetime, around: Around = NOTHING_AROUND
) -> Page:
    """The page of whatever `entry` names: with a card that puts it on the list, where it isn't
    there, and one to print its leaflet where there is a printer."""
    language = around.language
    page = _page_of(board, entry, now, language)
    if page is None:
        return gone_page(language)
    first = 1 if page.cards and isinstance(page.cards[0].goes, Code) else 0
    more: list[Card] = []
    if first or not _is_nobodys_business(board, entry):
        more.append(add_card(entry, around))
    if around.prints:
        words = around.paper_words or language.say("on paper")
        more.append(Card(language.say("Print it"), (words,), prints=entry))
    return replace(page, cards=(*page.cards[:first], *more, *page.cards[first:]))


def _is_nobodys_business(board: Noticeboard, entry: Entry) -> bool:
    """Whether it is a private hire, or a date that was cancelled: nothing to keep."""
    session = board.session(entry.code) if entry.kind is EntryKind.SESSION else None
    return session is not None and (session.is_private or is_cancelled(session))


def _page_of(board: Noticeboard, entry: Entry, now: datetime, language: Language) -> Page | None:
    if entry.kind is EntryKind.SERVICE:
        service = board.service(entry.code)
        if service is None:
            return None
        needs = (board.need(slug) for slug in service.needs)
        is_discreet = any(need.is_discreet for need in needs if need)
        return replace(_service_page(entry, service, now, language), is_discreet=is_discreet)
    if entry.kind is EntryKind.ACTIVITY:
        activity = board.activity(entry.code)
        return _activity_page(board, entry, activity, now, language) if activity else None
    session = board.session(entry.code)
    return _session_page(board, entry, session, now, language) if session else None


def _answered(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])


def _taken(make: Callable[[], Takeaway]) -> Takeaway | None:
    """What its code says; None where there is nothing that is safe to take away."""
    try:
        return make()
    except HubError:
        return None


def _scan(entry: Entry, takeaway: Takeaway | None, language: Language) -> tuple[Card, ...]:
    if takeaway is None or not takeaway.payload:
        return ()
    words = language.say("for your phone")
    return (Card(language.say("Show the code"), (words,), goes=Code(entry)),)


def _wrong(entry: Entry, language: Language) -> Card:
    words = language.say("please tell us")
    return Card(language.say("Is it wrong?"), (words,), goes=Wrong(entry))


def _checked(service: ServiceView, now: datetime, language: Language) -> str:
    """How far it can be trusted."""
    if service.vanished_on is not None:
        day = language.date_short(service.vanished_on)
        return language.say(
            "Gone from the list it came from ({date}): please check before you go", date=day
        )
    if service.assured_on is None:
        return language.say("not yet")
    day = language.date_short(service.assured_on)
    if is_current(service.assured_on, now.date()):
        return day
    return language.say("{date}: please check before you go", date=day)


def _service_page(entry: Entry, service: ServiceView, now: datetime, language: Language) -> Page:
    takeaway = _taken(lambda: payload_for_service(service, language))
    first, *others = service.phones or (None,)
    return Page(
        title=service.name,
        hint=service.organisation if service.organisation != service.name else "",
        shape=Shape.SHORT,
        cards=(*_scan(entry, takeaway, language), _wrong(entry, language)),
        article=Article(
            alert=service.alert,
            phone=first.number if first else "",
            phone_note=first.note if first else "",
            facts=_answered(
                (language.say("Who for"), service.who_for),
                (language.say("When"), service.when),
                (language.say("Where"), service.address or service.area),
                (language.say("Cost"), service.cost),
                (language.say("Getting in"), service.getting_in),
                (language.say("Access"), ", ".join(service.accessibility)),
                (language.say("Languages"), ", ".join(service.languages)),
                (
                    language.say("Also"),
                    " · ".join(f"{p.number} {p.note}".strip() for p in others if p),
                ),
                (language.say("Email"), service.email),
                (language.say("Web"), service.url),
                (language.say("Checked"), _checked(service, now, language)),
            ),
            text=service.description,
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )


def _activity_page(
    board: Noticeboard, entry: Entry, activity: ActivityView, now: datetime, language: Language
) -> Page:
    coming = board.next_sessions(activity.code, now)
    first = coming[0] if coming else None
    takeaway = _taken(lambda: payload_for_activity(activity, first, board.hub().site, language))
    dates = [
        f"{language.day(s.starts.date())}, {language.span(s.starts, s.ends)}" for s in coming[:1]
    ]
    dates += [language.day_short(session.starts.date()) for session in coming[1:]]
    # Elsewhere a date has a comma of its own.
    after = ("; " if any("," in date for date in dates[1:]) else ", ").join(dates[1:])
    following = language.say("{date}; then {dates}", date=dates[0], dates=after) if after else ""
    return Page(
        title=activity.title,
        shape=Shape.SHORT,
        cards=(*_scan(entry, takeaway, language), _wrong(entry, language)),
        article=Article(
            phone=activity.phone,
            phone_note=activity.contact,
            facts=_answered(
                (language.say("Who for"), activity.who_for),
                (language.say("Next"), following or "".join(dates)),
                (language.say("Where"), first.room if first else ""),
                (language.say("Cost"), activity.cost),
                (language.say("Getting in"), activity.getting_in),
                (language.say("Ask"), activity.contact if not activity.phone else ""),
            ),
            text=activity.summary,
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )


def _session_page(
    board: Noticeboard, entry: Entry, session: SessionView, now: datetime, language: Language
) -> Page:
    takeaway = _taken(lambda: payload_for_session(session, board.hub().site, language))
    activity = board.activity(session.activity) if session.activity else None
    room = next((room for room in board.rooms() if room.name == session.room), None)
    whereabouts = room.whereabouts.rstrip(".") if room else ""
    where = session.room + (f" ({whereabouts})" if whereabouts else "")
    cards = _scan(entry, takeaway, language)
    if activity is not None:
        about = Entry(EntryKind.ACTIVITY, activity.code)
        when_next = language.say("when it's next")
        cards += (Card(language.say("More about it"), (when_next,), goes=about),)
    if room is not None and room.spot is not None:
        on_plan = language.say("on the plan")
        cards += (Card(language.say("Where it is"), (on_plan,), goes=Rooms(wanted=room.code)),)
    mark = session_mark(session, now, language)
    alert = " · ".join(word for word in (mark, session.reason) if word)
    when = f"{language.day(session.starts.date())}, {language.span(session.starts, session.ends)}"
    if session.status is BookingStatus.PROVISIONAL:
        when = language.say("{date} (not certain yet)", date=when)
    return Page(
        title=title_of(session, language),
        hint=_time_words(session, now, language),
        shape=Shape.SHORT,
        cards=cards,
        article=Article(
            alert=alert if is_cancelled(session) else "",
            phone=activity.phone if activity else "",
            phone_note=activity.contact if activity else "",
            facts=_answered(
                (
                    language.say("Who for"),
                    session.who_for or (activity.who_for if activity else ""),
                ),
                (language.say("When"), when),
                (language.say("Where"), where),
                (language.say("Cost"), session.cost or (activity.cost if activity else "")),
                (language.say("Getting in"), activity.getting_in if activity else ""),
            ),
            text=activity.summary if activity else "",
            payload=takeaway.payload if takeaway else "",
            payload_words=takeaway.words if takeaway else "",
        ),
    )


def _time_words(session: SessionView, now: datetime, language: Language) -> str:
    """Whether it is on now, or over."""
    if is_cancelled(session) or session.starts > now:
        return ""
    return language.say("It is on now.") if session.ends > now else language.say("It is over.")
