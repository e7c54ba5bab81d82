"""What is on: one day, one week, and the words about a session's time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hub.languages.capital import begun
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.read import Noticeboard
from hub.views.notices import shuts_the_building
from hub.views.timetable import BookingStatus, SessionView
from hub.views.wishes import Wish
from kiosk.public.opening import closed_in
from kiosk.public.page import Card, Page, Shape
from kiosk.public.places import Day, Entry, EntryKind, Week


def shut_words(board: Noticeboard, day: date, today: date, language: Language = ENGLISH) -> str:
    """Closed today. Open again on Monday, 9am to 5pm. Empty for a day on which it is open."""

    def is_shut(on: date) -> bool:
        return any(shuts_the_building(notice) for notice in board.notices(on))

    return closed_in(board.hours(), day, today, is_shut, language)


def notices_in(board: Noticeboard, day: date, language: Language) -> str:
    """What is special about a day."""
    notices = board.notices(day)
    if notices and not language.is_english:
        from hub.languages.noticing import notice_in

        notices = tuple(notice_in(notice, language) for notice in notices)
    return " · ".join(notices)


def is_cancelled(session: SessionView) -> bool:
    """Whether it will not happen."""
    return session.status is BookingStatus.CANCELLED


def is_for_all(session: SessionView) -> bool:
    """Whether it is one that anybody may come to: it happens, and is no private booking."""
    return not (session.is_private or is_cancelled(session))


def session_mark(session: SessionView, now: datetime, language: Language = ENGLISH) -> str:
    """The word that stands before it: cancelled, now, finished, or none."""
    if is_cancelled(session):
        return language.say("CANCELLED")
    if session.starts <= now < session.ends:
        return language.say("NOW")
    return language.say("FINISHED") if session.ends <= now else ""


def title_of(session: SessionView, language: Language) -> str:
    """Its title, which is ours where nobody else's is shown."""
    return language.say(session.title) if session.is_private else session.title


def session_card(
    session: SessionView,
    now: datetime,
    language: Language = ENGLISH,
    next_at: datetime | None = None,
) -> Card:
    """A session of a day's list; those that begin at `next_at` are the next ones."""
    is_next = session.starts == next_at
    facts = [session.room]
    if is_cancelled(session) and session.reason:
        facts.append(session.reason)
    if session.status is BookingStatus.PROVISIONAL:
        facts.append(language.say("not certain yet"))
    facts += [fact for fact in (session.who_for, session.cost) if fact]
    entry = Entry(EntryKind.SESSION, session.code)
    is_to_come = is_for_all(session) and session.ends > now
    return Card(
        title=title_of(session, language),
        right=language.span(session.starts, session.ends),
        mark=session_mark(session, now, language) or (language.say("NEXT") if is_next else ""),
        is_alarm=is_cancelled(session),
        lines=(" · ".join(facts),),
        goes=entry,
        offers=entry if is_to_come else None,
    )


def _only(
    board: Noticeboard,
    sessions: tuple[SessionView, ...],
    only: tuple[Wish, ...],
    now: datetime | None,
) -> tuple[SessionView, ...]:
    if not only:
        return sessions
    from kiosk.public.pages.for_me import wished

    return wished(board, sessions, only, now)


def _next_at(sessions: list[SessionView], now: datetime) -> datetime | None:
    """When the next one begins, today."""
    starts = (one.starts for one in sessions if is_for_all(one))
    return next((start for start in starts if start > now and start.date() == now.date()), None)


def day_page(
    board: Noticeboard,
    on: date,
    now: datetime,
    language: Language = ENGLISH,
    only: tuple[Wish, ...] = (),
) -> Page:
    """One day: what is still to come first, then what is over; of it what somebody looks for."""
    sessions = _only(board, board.sessions(on, on), only, now)
    coming = [session for session in sessions if session.ends > now]
    over = [session for session in sessions if session.ends <= now]
    if on == now.date():
        title = language.say("What's on today, {day}", day=language.day(on))
    else:
        title = language.heading(on)
    touch = language.say("Touch one to read more, or press its number.") if sessions else ""
    nothing = "" if sessions else shut_words(board, on, now.date(), language)
    return Page(
        title=title,
        hint=notices_in(board, on, language) or touch,
        cards=tuple(
            session_card(session, now, language, _next_at(coming, now))
            for session in [*coming, *over]
        ),
        nothing=nothing or language.say("Nothing is planned. The desk may know more."),
    )


def in_few_words(sessions: tuple[SessionView, ...], language: Language) -> str:
    """A day's public sessions in one line."""
    public = [session for session in sessions if not session.is_private]
    cancelled = language.say("cancelled") if any(map(is_cancelled, public)) else ""
    words = (
        f"{s.title} {cancelled if is_cancelled(s) else language.time(s.starts)}" for s in public
    )
    return ", ".join(dict.fromkeys(words))


def _none_on(board: Noticeboard, day: date, today: date, language: Language) -> str:
    if shut_words(board, day, today):
        return language.say("closed")
    return language.say("nothing on")


def week_page(
    board: Noticeboard,
    monday: date,
    today: date,
    language: Language = ENGLISH,
    only: tuple[Wish, ...] = (),
) -> Page:
    """Seven days to choose from, and the week after."""
    cards = []
    for day in (monday + timedelta(days=number) for number in range(7)):
        sessions = _only(board, board.sessions(day, day), only, None)
        count = sum(is_for_all(session) for session in sessions)
        on = language.count("{number} on", "{number} on", count) if count else ""
        cards.append(
            Card(
                title=begun(language.day_short(day), language.code),
                mark=language.say("TODAY") if day == today else "",
                right=on or _none_on(board, day, today, language),
                lines=(notices_in(board, day, language) or in_few_words(sessions, language),),
                goes=Day(day, only),
            )
        )
    after = monday + timedelta(days=7)
    cards.append(
        Card(
            language.say("The week after"),
            (language.say("from {day}", day=language.day_short(after)),),
            right="►",
            goes=Week(after, only),
        )
    )
    is_this_week = monday <= today < after
    return Page(
        title=language.say("What's on this week")
        if is_this_week
        else language.say("Week from {day}", day=language.day(monday)),
        hint=language.say("Choose a day."),
        shape=Shape.SHORT,
        cards=tuple(cards),
    )
