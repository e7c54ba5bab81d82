"""The way around the building: the plan of a floor, its rooms in words, what is on in one room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.languages.language import Language, to_say
from hub.noticeboard.read import Noticeboard
from hub.views.floor import MarkKind, MarkView, Spot, floor_level
from hub.views.place import RoomView
from hub.views.timetable import SessionView
from hub.views.words import fold
from kiosk.public.grid import plan_height
from kiosk.public.page import Around, Card, Page
from kiosk.public.pages import help as helping
from kiosk.public.pages.entries import gone_page
from kiosk.public.pages.whats_on import is_cancelled, session_card
from kiosk.public.places import Entry, InRoom, RoomList, Rooms
from kiosk.shared.floor_view import FloorPlan, beside, floor_plan, floors_of

DAYS_AHEAD = 7
"""Days whose sessions a room's page lists, today included."""
KEYS = 9
"""Cards that have a number. Those below the plan have the last ones."""
_FLOORS = {
    "ground floor": to_say("Ground floor"),
    "first floor": to_say("First floor"),
    "second floor": to_say("Second floor"),
    "basement": to_say("Basement"),
}
"""Names that most buildings have, which can be said in another language too."""


def plan_page(
    board: Noticeboard, now: datetime, around: Around, *, floor: str = "", wanted: str = ""
) -> Page:
    """The plan of a floor. Where there is none, or nobody to see it: the rooms in words."""
    rooms, marks, language = board.rooms(), board.marks(), around.language
    sought = next((room for room in rooms if room.code == wanted), None)
    placed = tuple(room for room in rooms if room.spot)
    if not placed or around.plan_room == (0, 0):
        return (
            rooms_page(board, now, around) if sought is None else _room(board, sought, now, around)
        )
    floors = floors_of(placed, marks)
    if floor not in floors:
        floor = _floor_to_show(sought, marks, floors)
    below = _below(floor, floors, wanted, language)
    plan = floor_plan(
        floor,
        placed,
        marks,
        now=_now_words(board, rooms, now, language),
        wanted=wanted,
        language=language,
        keys=KEYS - len(below),
    )
    if not _fits(plan, around.plan_room):
        page = rooms_page(board, now, around)
        return replace(
            page, hint=language.say("The plan needs a larger screen. Here are the rooms.")
        )
    by_spot = {(room.name, room.spot): room for room in placed}
    shown = [by_spot[room.name, room.spot] for room in plan.rooms]
    cards = [Card(room.name, goes=InRoom(room.code)) for room in shown]
    here = next((n for n, room in enumerate(shown) if room.code == wanted), 0)
    title = language.say("Find your way around")
    return Page(
        title=language.say("How to find {room}", room=sought.name)
        if sought
        else (f"{title}: {_floor(floor, language)}" if len(floors) > 1 else title),
        hint=(sought.whereabouts if sought else "")
        or language.say("Touch a room to see what is on in it, or press its number."),
        cards=(*cards, *below),
        plan=plan,
        first=here,
    )


def _fits(plan: FloorPlan, room: tuple[int, int]) -> bool:
    from kiosk.shared.floor_plan import draw_floor

    return draw_floor(plan, room[0], plan_height(room[1])) is not None


def _floor_to_show(
    sought: RoomView | None, marks: Sequence[MarkView], floors: Sequence[str]
) -> str:
    """The floor of the room that is sought; else where the kiosk stands; else the lowest that is
    no basement."""
    if sought is not None and sought.spot is not None:
        return sought.spot.floor
    here = [mark.spot.floor for mark in marks if mark.kind is MarkKind.HERE]
    above = [floor for floor in floors if floor_level(floor)[0] >= 0]
    return [*here, *above, *floors][0]


def _below(floor: str, floors: Sequence[str], wanted: str, language: Language) -> tuple[Card, ...]:
    """What can be chosen below the plan: the floors above and below, and what is said in words."""
    at = floors.index(floor)
    cards = []
    if at + 1 < len(floors):
        up = language.say("upstairs")
        name = _floor(floors[at + 1], language)
        cards.append(Card(name, (f"▲ {up}",), goes=Rooms(floors[at + 1], wanted)))
    if at:
        down = language.say("downstairs")
        name = _floor(floors[at - 1], language)
        cards.append(Card(name, (f"▼ {down}",), goes=Rooms(floors[at - 1], wanted)))
    said = language.say("in words, and when we are open")
    cards.append(Card(language.say("Rooms and times"), (said,), goes=RoomList()))
    return tuple(cards)


def rooms_page(board: Noticeboard, now: datetime, around: Around) -> Page:
    """Every room in words: where it is, what is beside it, what is on in it."""
    page = helping.rooms_page(board, around.language)
    rooms, marks, language = board.rooms(), board.marks(), around.language
    is_on = _now_words(board, rooms, now, language)
    left = list(rooms)
    cards = []
    for card in page.cards:
        if card.goes is None and left:
            room = left.pop(0)
            words = (where_is(room, rooms, marks, language), is_on(room))
            said = tuple(one for one in words if one) or card.lines
            card = replace(card, lines=said, goes=InRoom(room.code))
        cards.append(card)
    return replace(page, cards=tuple(cards))


def where_is(
    room: RoomView, rooms: Sequence[RoomView], marks: Sequence[MarkView], language: Language
) -> str:
    """Ground floor, left of the desk. Beside Hall B and Lift."""
    said = room.whereabouts or (_floor(room.spot.floor, language) if room.spot else "")
    near = beside(room, rooms, marks)[:3]
    if near:
        words = language.say("Beside {places}.", places=language.listed(near))
        said = f"{said.rstrip('.')}. {words}" if said else words
    return said


def _shares(room: RoomView, session: SessionView, rooms: Sequence[RoomView]) -> bool:
    """Whether the session takes any of the room: it is in it, in a part of it or in its whole."""
    other = next((one for one in rooms if one.name == session.room), None)
    return session.room == room.name or (
        other is not None and bool(set(room.spaces) & set(other.spaces))
    )


def _now_words(
    board: Noticeboard, rooms: Sequence[RoomView], now: datetime, language: Language
) -> Callable[[RoomView], str]:
    """Says what is on in a room at the moment."""
    on = [
        one
        for one in board.sessions(now.date(), now.date())
        if one.starts <= now < one.ends and not is_cancelled(one)
    ]

    def words(room: RoomView) -> str:
        found = next((one for one in on if _shares(room, one, rooms)), None)
        return language.say("now: {title}", title=found.title) if found else ""

    return words


def room_page(board: Noticeboard, code: str, now: datetime, around: Around) -> Page:
    """What is on in one room today and in the days after, and the way to it."""
    room = next((one for one in board.rooms() if one.code == code), None)
    return gone_page(around.language) if room is None else _room(board, room, now, around)


def _room(board: Noticeboard, room: RoomView, now: datetime, around: Around) -> Page:
    language, rooms, today = around.language, board.rooms(), now.date()
    cards = []
    if room.spot is not None and around.plan_room != (0, 0):
        cards.append(
            Card(
                language.say("Where it is"),
                (on_plan(room.spot, language),),
                right="►",
                goes=Rooms(wanted=room.code),
            )
        )
    for session in board.sessions(today, today + timedelta(days=DAYS_AHEAD - 1)):
        if session.ends <= now or not _shares(room, session, rooms):
            continue
        card = session_card(session, now, language)
        day = session.starts.date()
        if day > today:
            card = replace(card, right=f"{language.day_short(day)}, {card.right}")
        cards.append(card)
    if not any(isinstance(card.goes, Entry) for card in cards):
        cards.append(_nothing(language))
    return Page(
        title=room.name,
        hint=where_is(room, rooms, board.marks(), language),
        cards=tuple(cards),
    )


def on_plan(spot: Spot, language: Language) -> str:
    """Ground floor, on the plan."""
    return language.say("{floor}, on the plan", floor=_floor(spot.floor, language))


def _floor(name: str, language: Language) -> str:
    known = _FLOORS.get(fold(name))
    return name if known is None or language.is_english else language.say(known)


def _nothing(language: Language) -> Card:
    return Card(
        language.say("Nothing is on in it this week"), (language.say("The desk may know more."),)
    )
