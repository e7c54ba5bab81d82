"""Which page a place shows. Pages not needed for the first screen are imported when asked for."""

from __future__ import annotations

from datetime import datetime

from hub.clock import Clock
from hub.noticeboard.read import Noticeboard
from kiosk.public import places
from kiosk.public.page import NOTHING_AROUND, Around, Page
from kiosk.public.pages.home import home_page
from kiosk.public.pages.whats_on import day_page, week_page


def make_page(
    place: places.Place, board: Noticeboard, clock: Clock, around: Around = NOTHING_AROUND
) -> Page:
    """What `place` shows now, with what is `around` it."""
    page = _page_of(place, board, clock, around)
    if any(card.offers is not None for card in page.cards):
        from kiosk.public.pages.my_list import with_adding

        return with_adding(page, around.kept)
    return page


def _page_of(place: places.Place, board: Noticeboard, clock: Clock, around: Around) -> Page:
    now = clock.now()
    match place:
        case places.Home():
            return home_page(board, now, around)
        case places.Day() | places.Week():
            return _whats_on(place, board, now, around)
        case places.Entry() as entry:
            return _entry(board, entry, clock, around)
        case places.Code(entry):
            return _entry(board, entry, clock, around)
        case places.MyList() | places.ListCode():
            return _list(place, board, around, now)
        case places.Paper(words, is_over):
            return Page(title="On paper" if is_over else "One moment…", nothing=words)
        case places.Wrong() | places.Saying() | places.Thanks():
            return _said(board, place)
    from kiosk.public.pages import help as helping

    match place:
        case places.NeedGroups():
            return helping.groups_page(board)
        case places.Needs(group):
            return helping.needs_page(board, group)
        case places.WhoCanHelp(need):
            return helping.helpers_page(board, need, now, prints=around.prints)
        case places.ForInterest(interest):
            return helping.interest_page(board, interest, now)
        case places.ThingsToDo():
            return helping.things_page(board, now)
        case places.Rooms():
            return helping.rooms_page(board)
        case places.Hours():
            return helping.hours_page(board)
        case places.Helplines():
            return helping.helplines_page(board)
        case places.Search(words):
            return helping.search_page(board, words, now)


def _whats_on(
    at: places.Day | places.Week, board: Noticeboard, now: datetime, around: Around
) -> Page:
    from kiosk.public.pages.for_me import with_wishes

    if isinstance(at, places.Day):
        page = day_page(board, at.on, now, at.only)
    else:
        page = week_page(board, at.monday, now.date(), at.only)
    return with_wishes(page, at, board, now, around.language)


def _entry(board: Noticeboard, entry: places.Entry, clock: Clock, around: Around) -> Page:
    from kiosk.public.pages.entries import entry_page

    return entry_page(board, entry, clock.now(), prints=around.prints, kept=around.kept)


def _list(
    place: places.MyList | places.ListCode, board: Noticeboard, around: Around, now: datetime
) -> Page:
    from kiosk.public.pages.my_list import list_code_page, list_page

    if isinstance(place, places.ListCode):
        return list_code_page(board, place.number, around, now)
    return list_page(board, around, now)


def _said(board: Noticeboard, place: places.Wrong | places.Saying | places.Thanks) -> Page:
    from kiosk.public.pages import saying

    match place:
        case places.Wrong(entry):
            return saying.wrong_page(board, entry)
        case places.Saying(kind, words):
            return saying.saying_page(kind, words)
        case places.Thanks(is_left):
            return saying.thanks_page(is_left=is_left)
