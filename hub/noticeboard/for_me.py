"""What "for children", "free" and the like mean, from what the noticeboard says about a session and
its activity. Rather too few than too many: nobody should come for nothing. Pure.

Children: said in who it is for ("toddlers", "ages 8 to 13", "families"), or an interest of theirs.
Carers: said in who it is for, or a need of theirs. Free: the cost begins with "free" and names no
sum and no members. Drop-in: how to get in begins with "just come" or says that there is nothing to
book. Soon: begins within the hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.wishes import Wish

SOON = timedelta(hours=1)
_CHILDRENS = frozenset({"with-my-children", "young-people"})
_CARERS = frozenset({"carer", "break-from-caring", "young-carer"})
_CHILD = re.compile(
    r"\b(bab(y|ies)|toddlers?|child(ren)?|kids?|teen(ager)?s?|famil(y|ies)|young people|parents?"
    r"|under[- ](1?\d|ones?|twos?|threes?|fours?|fives?)s?)\b"
)
_AGES = re.compile(r"\bage[sd]? (\d+)")
_GROWN = 16
"""Whoever begins at this age or later is no child."""
_CARER = re.compile(r"\b(carers?|caring for|looks? after)\b")
_FREE = re.compile(r"(free|no charge|no cost|nothing to pay)\b")
_NOT_FOR_ALL = re.compile(r"[£$€]|\d|\bmembers?\b|\bconcession|\bfor (under|over)")
_DROP_IN = re.compile(r"^(just (come|turn up|drop in)|drop in|come along|turn up)\b")
_NOTHING_TO_BOOK = re.compile(r"\b(no need to book|no booking|nothing to book|walk in)\b")


def suits(
    wish: Wish, session: SessionView, activity: ActivityView | None, now: datetime | None
) -> bool:
    """Whether that session is what somebody looks for. A private hire never is. Without `now`
    (aware) nothing is soon."""
    if session.is_private:
        return False
    who = (session.who_for or (activity.who_for if activity else "")).casefold()
    match wish:
        case Wish.CHILDREN:
            age = _AGES.search(who)
            is_young = age is not None and int(age[1][:3]) < _GROWN
            listed = activity is not None and not _CHILDRENS.isdisjoint(activity.interests)
            return listed or is_young or _CHILD.search(who) is not None
        case Wish.CARERS:
            listed = activity is not None and not _CARERS.isdisjoint(activity.needs)
            return listed or _CARER.search(who) is not None
        case Wish.FREE:
            cost = (session.cost or (activity.cost if activity else "")).casefold().strip()
            return _FREE.match(cost) is not None and _NOT_FOR_ALL.search(cost) is None
        case Wish.DROP_IN:
            way = (activity.getting_in if activity else "").casefold().strip()
            return bool(_DROP_IN.match(way) or _NOTHING_TO_BOOK.search(way))
        case Wish.SOON:
            return now is not None and now < session.starts <= now + SOON


def is_to_come(session: SessionView, now: datetime) -> bool:
    """Whether somebody can still go to it: what is over, cancelled or private is not counted."""
    is_off = session.status is BookingStatus.CANCELLED or session.is_private
    return not is_off and session.ends > now


def chosen(
    wishes: Iterable[Wish],
    sessions: Iterable[SessionView],
    activities: Mapping[str, ActivityView],
    now: datetime | None,
) -> tuple[SessionView, ...]:
    """Those sessions that are all of it at once; every one where nothing is wished for."""
    wanted = tuple(wishes)
    return tuple(
        one
        for one in sessions
        if all(suits(wish, one, activities.get(one.activity or ""), now) for wish in wanted)
    )
