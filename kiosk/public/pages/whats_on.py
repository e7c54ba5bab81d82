"""What is on: one day, one week, and the words about a session's time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hub.noticeboard.read import Noticeboard
from hub.views.hours import closed_words
from hub.views.notices import shuts_the_building
from hub.views.timetable import BookingStatus, SessionView
from hub.views.words import day_words, day_words_short, span_words, time_words
from kiosk.public.page import Card, Page, Shape
from kiosk.public.places import Day, Entry, EntryKind, Week

_TOUCH = "Touch one to read more, or press its number."
NOTHING = "Nothing is planned. The desk may know more."


def shut_words(board: Noticeboard, day: date, today: date) -> str:
    """Closed today. Open again on Monday, 9am to 5pm. Empty for a day on which it is open."""

    def is_shut(on: date) -> bool:
        return any(shuts_the_building(notice) for notice in board.notices(on))

    return closed_words(board.hours(), day, today, is_shut)


def is_cancelled(session: SessionView) -> bool:
    """Whether it will not happen."""
    return session.status is BookingStatus.CANCELLED


def session_mark(session: SessionView, now: datetime) -> str:
    """The word that stands before it: cancelled, now, finished, or none."""
    if is_cancelled(session):
        return "CANCELLED"
    if session.starts <= now < session.ends:
        return "NOW"
    return "FINISHED" if session.ends <= now else ""


NOT_CERTAIN = "not certain yet"


def session_card(session: SessionView, now: datetime) -> Card:
    """A session of a day's list."""
    facts = [session.room]
    if is_cancelled(session) and session.reason:
        facts.append(session.reason)
    if session.status is BookingStatus.PROVISIONAL:
        facts.append(NOT_CERTAIN)
    facts += [fact for fact in (session.who_for, session.cost) if fact]
    entry = Entry(EntryKind.SESSION, session.code)
    is_for_all = not (session.is_private or is_cancelled(session) or session.ends <= now)
    return Card(
        title=session.title,
        right=span_words(session.starts, session.ends),
        mark=session_mark(session, now),
        lines=(" · ".join(facts),),
        goes=entry,
        offers=entry if is_for_all else None,
    )


def day_page(board: Noticeboard, on: date, now: datetime) -> Page:
    """One day: what is still to come first, then what is over."""
    sessions = board.sessions(on, on)
    coming = [session for session in sessions if session.ends > now]
    over = [session for session in sessions if session.ends <= now]
    title = f"What's on today, {day_words(on)}" if on == now.date() else day_words(on)
    return Page(
        title=title,
        hint=" · ".join(board.notices(on)) or (_TOUCH if sessions else ""),
        cards=tuple(session_card(session, now) for session in [*coming, *over]),
        nothing=(not sessions and shut_words(board, on, now.date())) or NOTHING,
    )


def _in_few_words(sessions: tuple[SessionView, ...]) -> str:
    public = [session for session in sessions if not session.is_private]
    words = (
        f"{s.title} {'cancelled' if is_cancelled(s) else time_words(s.starts)}" for s in public
    )
    return ", ".join(dict.fromkeys(words))


def _none_on(board: Noticeboard, day: date, today: date) -> str:
    return "closed" if shut_words(board, day, today) else "nothing on"


def week_page(board: Noticeboard, monday: date, today: date) -> Page:
    """Seven days to choose from, and the week after."""
    cards = []
    for day in (monday + timedelta(days=number) for number in range(7)):
        sessions = board.sessions(day, day)
        notices = " · ".join(board.notices(day))
        count = sum(not is_cancelled(session) for session in sessions)
        cards.append(
            Card(
                title=day_words_short(day),
                mark="TODAY" if day == today else "",
                right=f"{count} on" if count else _none_on(board, day, today),
                lines=(notices or _in_few_words(sessions),),
                goes=Day(day),
            )
        )
    after = monday + timedelta(days=7)
    cards.append(
        Card("The week after", (f"from {day_words_short(after)}",), right="►", goes=Week(after))
    )
    this_week = monday <= today < after
    return Page(
        title="What's on this week" if this_week else f"Week from {day_words(monday)}",
        hint="Choose a day.",
        shape=Shape.SHORT,
        cards=tuple(cards),
    )
