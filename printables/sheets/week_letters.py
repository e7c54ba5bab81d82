"""A week in letters that we have and in one language, so that one title that can't be drawn doesn't
keep the whole week from the door. What is left out is collected in `LeftOut`."""

from __future__ import annotations

from msgspec.structs import replace

from hub.languages.language import Language
from hub.languages.noticing import notice_in
from hub.views.timetable import DayView, SessionView, WeekView
from hub.views.words import day_words, day_words_short, time_words
from printables.left_out import LeftOut


def week_in_our_letters(week: WeekView, language: Language, left_out: LeftOut) -> WeekView:
    """The week as it is printed: its notices in the language, all else as people wrote it."""
    return replace(week, days=tuple(_day(day, language, left_out) for day in week.days))


def _day(day: DayView, language: Language, left_out: LeftOut) -> DayView:
    notices = (
        left_out.line(notice_in(one, language), f"The notice on {day_words(day.on)}")
        for one in day.notices
    )
    return replace(
        day,
        notices=tuple(filter(None, notices)),
        sessions=tuple(_session(one, day, language, left_out) for one in day.sessions),
    )


def _session(
    session: SessionView, day: DayView, language: Language, left_out: LeftOut
) -> SessionView:
    begins = f"on {day_words_short(day.on)} at {time_words(session.starts)}"
    instead = language.say("Ask at the desk")
    reason = session.reason
    # Why somebody's private hire fell through is nobody's business.
    if reason and not session.is_private:
        reason = left_out.line(reason, f"The reason {begins}")
    return session._replace(
        title=session.title
        if session.is_private
        else left_out.line(session.title, f"The title {begins}", instead),
        room=left_out.line(session.room, f"The room {begins}", instead),
        reason=reason,
    )
