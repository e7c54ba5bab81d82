"""A visitor's list as a plan, so that it is printed like next steps: all that she chose, and else
only the lines for emergencies that every sheet has.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hub.languages.language import ENGLISH, Language
from hub.noticeboard.planning import plan_for
from hub.noticeboard.read import Noticeboard
from hub.views.plan import Plan, PlanWishes
from hub.views.timetable import BookingStatus, SessionView
from kiosk.public.places import Entry, EntryKind
from printables.left_out import LeftOut


def plan_of_list(
    board: Noticeboard, entries: tuple[Entry, ...], now: datetime, language: Language = ENGLISH
) -> Plan:
    """Who can help and what to come to; a chosen date is a line of its own, unless it is the next
    one, which is said anyhow."""
    codes: list[str] = []
    dates: list[SessionView] = []
    for entry in entries:
        if entry.kind is not EntryKind.SESSION:
            codes.append(entry.code)
        elif session := board.session(entry.code):
            codes.append(session.activity or "")
            dates.append(session)
    plan = plan_for(
        board, PlanWishes(pinned=tuple(filter(None, codes))), now=now, language=language
    )
    said = {(step.code, step.next_on) for step in plan.groups}
    others = [date for date in dates if (date.activity, date.starts) not in said]
    return replace(
        plan,
        heading=language.say("Your list"),
        lines=tuple(_date(one, language) for one in others),
    )


def _date(session: SessionView, language: Language) -> str:
    when = f"{language.day(session.starts.date())}, {language.span(session.starts, session.ends)}"
    words = f"{session.title}: {when}, {session.room}"
    if session.status is BookingStatus.CANCELLED:
        words = f"{language.say('CANCELLED')}: {words}"
    # A title in letters that no font of ours has spoils nobody's sheet.
    return LeftOut().line(words, "The date", session.code)
