"""The row above today and this week that narrows what's on: for children, free… Only what finds
something stands there, in an order of its own that stays; what it means is decided in
`hub.noticeboard.for_me`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.languages.language import Language, to_say
from hub.noticeboard.for_me import chosen, is_to_come
from hub.noticeboard.meetings import activities_of
from hub.noticeboard.read import Noticeboard
from hub.views.timetable import SessionView
from hub.views.wishes import Wish
from kiosk.public.page import Card, Page
from kiosk.public.places import Day, Week

FEW = 5
"""A list that is this short is read faster than it is narrowed."""
_NAMES = {
    Wish.CHILDREN: to_say("Children"),
    Wish.CARERS: to_say("Carers"),
    Wish.FREE: to_say("Free"),
    Wish.DROP_IN: to_say("Drop in"),
    Wish.SOON: to_say("Soon"),
}
"""Short: five of them stand side by side on 80 columns."""
_SAID = {
    Wish.CHILDREN: to_say("for children"),
    Wish.CARERS: to_say("for carers"),
    Wish.FREE: to_say("free"),
    Wish.DROP_IN: to_say("nothing to book"),
    Wish.SOON: to_say("within the hour"),
}


def wished(
    board: Noticeboard,
    sessions: tuple[SessionView, ...],
    only: tuple[Wish, ...],
    now: datetime | None,
) -> tuple[SessionView, ...]:
    """Those that somebody looks for."""
    return chosen(only, sessions, activities_of(board.file, sessions), now)


def with_wishes(
    page: Page, at: Day | Week, board: Noticeboard, now: datetime, language: Language
) -> Page:
    """That page with the row above, where there is enough to choose from."""
    first, days = (at.on, 0) if isinstance(at, Day) else (at.monday, 6)
    sessions = board.sessions(first, first + timedelta(days=days))
    coming = tuple(one for one in sessions if is_to_come(one, now))
    if len(coming) <= FEW and not at.only:
        return page
    activities = activities_of(board.file, coming)
    is_today = isinstance(at, Day) and at.on == now.date()
    offered = [
        wish
        for wish in Wish
        if wish in at.only
        or (
            (wish is not Wish.SOON or is_today)
            and 0 < len(chosen((wish,), coming, activities, now)) < len(coming)
        )
    ]
    if len(offered) < 2 and not at.only:
        return page
    cards = []
    for wish in offered:
        is_on = wish in at.only
        together = tuple(one for one in Wish if one is wish or one in at.only)
        found = len(chosen(together, coming, activities, now))
        after = tuple(one for one in together if one is not wish) if is_on else together
        cards.append(
            Card(
                language.say(_NAMES[wish]),
                (language.say("{number} of {total}", number=found, total=len(coming)),),
                mark=language.say("ON") if is_on else "",
                goes=replace(at, only=after) if found or is_on else None,
                is_instead=True,
            )
        )
    return replace(
        page,
        cards=(*cards, *page.cards),
        head=len(cards),
        first=len(cards) if page.cards else 0,
        list_first=isinstance(at, Week),
        hint=_hint(at.only, found=bool(page.cards), language=language) or page.hint,
    )


def _hint(only: tuple[Wish, ...], *, found: bool, language: Language) -> str:
    if not only:
        return ""
    what = language.listed(language.say(_SAID[wish]) for wish in only)
    if found:
        return language.say("Only: {what}. Choose it again to see everything.", what=what)
    return language.say("Nothing is all of this: {what}. Choose one again to see more.", what=what)
