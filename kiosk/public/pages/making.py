"""Which page a place shows. Pages not needed for the first screen are imported when asked for."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from hub.clock import Clock
from hub.languages.language import Language
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

        return with_adding(page, around)
    return page


def _page_of(place: places.Place, board: Noticeboard, clock: Clock, around: Around) -> Page:
    now, language = clock.now(), around.language
    match place:
        case places.Home():
            return _home(board, now, around)
        case places.Day() | places.Week():
            return _whats_on(place, board, now, around)
        case places.Entry() as entry:
            return _entry(board, entry, clock, around)
        case places.Code(entry):
            return _code(board, entry, clock, around)
        case places.MyList() | places.ListCode():
            return _list(place, board, around, now)
        case places.Paper(words, is_over):
            title = language.say("On paper") if is_over else language.say("One moment…")
            return Page(title=title, nothing=words)
        case places.Languages():
            from kiosk.public.pages.languages import languages_page

            return languages_page(around)
        case places.Rooms() | places.RoomList() | places.InRoom():
            return _building(place, board, around, now)
        case places.Wrong() | places.Saying() | places.Thanks():
            return _said(board, place, language)
    if isinstance(place, places.Search):
        from kiosk.public.pages.search import search_page

        return search_page(board, place.words, now, language)
    from kiosk.public.pages import help as helping

    match place:
        case places.NeedGroups():
            return helping.groups_page(board, language)
        case places.Needs(group):
            return helping.needs_page(board, group, language)
        case places.WhoCanHelp(need):
            return helping.helpers_page(board, need, now, around)
        case places.ForInterest(interest):
            return helping.interest_page(board, interest, now, language)
        case places.ThingsToDo():
            return helping.things_page(board, now, language)
        case places.Hours():
            return helping.hours_page(board, language)
        case places.Helplines():
            return helping.helplines_page(board, language)


def _home(board: Noticeboard, now: datetime, around: Around) -> Page:
    page = home_page(board, now, around)
    if not around.tile_lines:
        return page
    from kiosk.public.pages.wall import said_in_full

    return said_in_full(page, board, now, around)


def _whats_on(
    at: places.Day | places.Week, board: Noticeboard, now: datetime, around: Around
) -> Page:
    from kiosk.public.pages.for_me import with_wishes

    if isinstance(at, places.Day):
        page = day_page(board, at.on, now, around.language, at.only)
    else:
        page = week_page(board, at.monday, now.date(), around.language, at.only)
    return with_wishes(page, at, board, now, around.language)


def _entry(board: Noticeboard, entry: places.Entry, clock: Clock, around: Around) -> Page:
    from kiosk.public.pages.entries import entry_page

    return entry_page(board, entry, clock.now(), around)


def _code(board: Noticeboard, entry: places.Entry, clock: Clock, around: Around) -> Page:
    """The same page, of which the screen shows the code; a long date in short on a small one."""
    page = _entry(board, entry, clock, around)
    article = page.article
    if article is None or around.code_room == (0, 0):
        return page
    from kiosk.shared.code_cells import payload_that_fits

    payload = payload_that_fits(article.payload, *around.code_room)
    return replace(page, article=replace(article, payload=payload))


def _list(
    place: places.MyList | places.ListCode, board: Noticeboard, around: Around, now: datetime
) -> Page:
    from kiosk.public.pages.my_list import list_code_page, list_page

    if isinstance(place, places.ListCode):
        return list_code_page(board, place.number, around, now)
    return list_page(board, around, now)


def _building(
    place: places.Rooms | places.RoomList | places.InRoom,
    board: Noticeboard,
    around: Around,
    now: datetime,
) -> Page:
    from kiosk.public.pages import rooms

    match place:
        case places.Rooms(floor, wanted):
            return rooms.plan_page(board, now, around, floor=floor, wanted=wanted)
        case places.RoomList():
            return rooms.rooms_page(board, now, around)
        case places.InRoom(room):
            return rooms.room_page(board, room, now, around)


def _said(
    board: Noticeboard, place: places.Wrong | places.Saying | places.Thanks, language: Language
) -> Page:
    from kiosk.public.pages import saying

    match place:
        case places.Wrong(entry):
            return saying.wrong_page(board, entry, language)
        case places.Saying(kind, words):
            return saying.saying_page(kind, words, language)
        case places.Thanks(is_left):
            return saying.thanks_page(language, is_left=is_left)
