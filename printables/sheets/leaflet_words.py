"""What a leaflet says: of who can help, of what people come to, or of one date of it.

It names no need. Titles, names and costs stay as the hub wrote them; the rest is in the language of
the sheet. How it looks decides `printables.sheets.leaflet`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hub.directory.assurance import is_current
from hub.errors import BadInput, HubError
from hub.languages.language import Language
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_activity,
    payload_for_service,
    payload_for_session,
)
from hub.signposting.explaining import short
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.place import SiteView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.words import clean_line, fold

_LONGEST_NAME = 200
_LONGEST_NUMBER = 60
_MOST_ALSO = 2
"""Other numbers beside the large one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it, each text on a line of its own."""

    label: str
    texts: tuple[str, ...]
    alone: int = 0
    """How many of the first stand alone even where there is little room for the others."""


@dataclass(frozen=True, slots=True)
class LeafletView:
    """One leaflet, in words. Empty is what isn't known."""

    code: str
    name: str
    owner: str = ""
    """Whose it is, where the name doesn't say so."""
    alerts: tuple[str, ...] = ()
    about: str = ""
    facts: tuple[Fact, ...] = ()
    number_label: str = ""
    number: str = ""
    """The phone number, or what to text to, in large letters."""
    number_note: str = ""
    correct: str = ""
    """When somebody checked it, or when it was printed."""
    takeaway: Takeaway | None = None
    """What its code says; None where there is nothing to scan."""


def about_service(service: ServiceView, *, today: date, language: Language) -> LeafletView:
    """A leaflet of who can help."""
    is_closed = service.status is not ServiceStatus.ACTIVE
    first, *others = service.phones or (None,)
    also = tuple(
        f"{clean_line(one.number)} {clean_line(one.note)}".strip() for one in others if one
    )
    label, number, note = _number(first, language)
    languages = [clean_line(one) for one in service.languages]
    speaks_others = any(fold(one) not in ("english", "en") for one in languages)
    owner = short(service.organisation, _LONGEST_NAME)
    return LeafletView(
        service.code,
        short(service.name, _LONGEST_NAME),
        owner="" if fold(owner) in fold(service.name) else owner,
        alerts=_said(
            language.say("Closed for now: please call first") if is_closed else "",
            short(service.alert),
        ),
        about=short(service.description),
        facts=_facts(
            (language.say("When"), (service.when,)),
            (language.say("Where"), (service.address or service.area,)),
            (language.say("Who for"), (service.who_for,)),
            (language.say("Cost"), (service.cost,)),
            (language.say("Getting in"), (service.getting_in,)),
            (language.say("Access"), ("; ".join(service.accessibility),)),
            (language.say("Languages"), (", ".join(languages) if speaks_others else "",)),
            (language.say("Also"), also[:_MOST_ALSO]),
            (language.say("Email"), ("" if number else service.email,)),
            (language.say("Web"), (_bare(service.url),)),
        ),
        number_label=label,
        number=number,
        number_note=note,
        correct=_checked(service, today, language),
        takeaway=_taken(lambda: payload_for_service(service, language)),
    )


def about_activity(
    activity: ActivityView,
    dates: Sequence[SessionView],
    site: SiteView,
    *,
    whereabouts: str = "",
    today: date,
    language: Language,
) -> LeafletView:
    """A leaflet of what people come to, with its next dates, those that are called off among them.

    `whereabouts`: how to get to its room. Refuses (`BadInput`) what is private.
    """
    if not activity.is_public or any(one.is_private for one in dates):
        raise _private(activity.title)
    coming = [one for one in dates if one.status is not BookingStatus.CANCELLED]
    first = coming[0] if coming else None
    phone = PhoneView(activity.phone) if clean_line(activity.phone) else None
    label, number, _ = _number(phone, language)
    contact = short(activity.contact)
    return LeafletView(
        activity.code,
        short(activity.title, _LONGEST_NAME),
        about=short(activity.summary),
        facts=_facts(
            (language.say("Where"), (_where(coming, whereabouts),)),
            (language.say("Who for"), (activity.who_for,)),
            (language.say("Cost"), (activity.cost,)),
            (language.say("Getting in"), (activity.getting_in,)),
            (language.say("Ask"), ("" if number else contact,)),
            first=_dates(dates, language),
        ),
        number_label=label,
        number=number,
        number_note=language.say("Ask: {name}", name=contact) if contact and number else "",
        correct=language.say("Correct on {date}", date=language.full_date(today)),
        takeaway=_taken(lambda: payload_for_activity(activity, first, site, language)),
    )


def about_session(
    session: SessionView,
    site: SiteView,
    *,
    whereabouts: str = "",
    today: date,
    language: Language,
) -> LeafletView:
    """A leaflet of one date that belongs to no activity. Refuses (`BadInput`) a private one."""
    if session.is_private:
        raise _private(session.title)
    return LeafletView(
        session.code,
        short(session.title, _LONGEST_NAME),
        facts=_facts(
            (language.say("Where"), (_where((session,), whereabouts),)),
            (language.say("Who for"), (session.who_for,)),
            (language.say("Cost"), (session.cost,)),
            first=_dates((session,), language),
        ),
        correct=language.say("Correct on {date}", date=language.full_date(today)),
        takeaway=_taken(lambda: payload_for_session(session, site, language)),
    )


def _private(title: str) -> BadInput:
    return BadInput(
        f"{clean_line(title)} is private: there is no leaflet of it.",
        hint="Make it public first, if everybody may come.",
    )


def _dates(sessions: Sequence[SessionView], language: Language) -> tuple[Fact, ...]:
    """When it is on and when it is not: the time once where it is always the same."""
    on = [one for one in sessions if one.status is not BookingStatus.CANCELLED]
    times = {language.span(one.starts, one.ends) for one in on}
    rooms = {one.room for one in on}
    is_alike = len(times) == 1 and len(on) > 1

    def line(session: SessionView) -> str:
        words = [language.heading(session.starts.date())]
        if not is_alike:
            words.append(language.span(session.starts, session.ends))
        if len(rooms) > 1:
            words.append(clean_line(session.room))
        told = ", ".join(words)
        if session.status is BookingStatus.PROVISIONAL:
            return language.say("{date} (not certain yet)", date=told)
        return told

    when = tuple(map(line, on))
    if is_alike:
        when = (*times, *when)
    if not when:
        when = (language.say("Ask at the desk for the next date."),)
    off = tuple(
        ": ".join(_said(language.heading(one.starts.date()), short(one.reason)))
        for one in sessions
        if one.status is BookingStatus.CANCELLED
    )
    facts = (Fact(language.say("When"), when, int(is_alike)), Fact(language.say("Not on"), off))
    return tuple(fact for fact in facts if fact.texts)


def _where(sessions: Sequence[SessionView], whereabouts: str) -> str:
    """The room and how to get there; nothing where the dates name their rooms."""
    rooms = {clean_line(one.room) for one in sessions}
    if len(rooms) != 1:
        return ""
    return ": ".join(_said(*rooms, whereabouts))


def _number(phone: PhoneView | None, language: Language) -> tuple[str, str, str]:
    """Label, number and note."""
    if phone is None:
        return "", "", ""
    label = language.say("Text") if phone.is_text else language.say("Phone")
    return label, short(phone.number, _LONGEST_NUMBER), short(phone.note, 2 * _LONGEST_NUMBER)


def _checked(service: ServiceView, today: date, language: Language) -> str:
    """How far it can be trusted, as the kiosk says it."""
    if service.vanished_on is not None:
        day = language.full_date(service.vanished_on)
        return language.say(
            "Gone from the list it came from ({date}): please check before you go", date=day
        )
    if service.assured_on is None:
        return language.say("Not checked yet")
    day = language.full_date(service.assured_on)
    if is_current(service.assured_on, today):
        return language.say("Checked {date}", date=day)
    return language.say("Last checked {date}: please check before you go", date=day)


def _facts(*facts: tuple[str, tuple[str, ...]], first: tuple[Fact, ...] = ()) -> tuple[Fact, ...]:
    told = (Fact(label, _said(*map(short, texts))) for label, texts in facts)
    return (*first, *(fact for fact in told if fact.texts))


def _said(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, words)))


def _bare(url: str) -> str:
    return clean_line(url).removeprefix("https://").removeprefix("http://").rstrip("/")


def _taken(make: Callable[[], Takeaway]) -> Takeaway | None:
    """What its code says; None where there is nothing that is safe to take away."""
    try:
        return make()
    except HubError:
        return None
