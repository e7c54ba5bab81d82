"""What a visitor types that is a day, a room, the lift or when we are open: cards that lead there.
Leaves help and groups to the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from hub.languages.capital import begun
from hub.languages.language import ENGLISH, Language, to_say
from hub.noticeboard.mending import nearest
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import STOP_WORDS, folded
from hub.views.floor import MarkKind, MarkView
from hub.views.place import RoomView
from kiosk.public.opening import week_in_short
from kiosk.public.page import Card
from kiosk.public.pages.rooms import on_plan, where_is
from kiosk.public.pages.whats_on import in_few_words
from kiosk.public.places import Day, Hours, InRoom, Place, Rooms, Week
from kiosk.shared.floor_view import mark_labels

MOST = 4
"""Cards: whoever types "hall" where there are nine of them reads the plan."""
_HALF_TYPED = 4
"""Letters from which the beginning of a word is taken for it: "mon" may become money."""
_MENDED = 5
TODAY, TOMORROW, WEEKEND = to_say("today"), to_say("tomorrow"), to_say("weekend")
_BESIDE = """
next this coming morning afternoon evening night room rooms floor way where whats happening event
events activities groups there
"""
_ASIDES = frozenset(_BESIDE.split())
"""Words that may stand beside."""
_OPEN = frozenset({"open", "opens", "opening", "closed", "closes", "closing", "hours", "times"})
_CALLED = {
    MarkKind.ENTRANCE: "entrance exit door way in out",
    MarkKind.DESK: "desk reception counter front staff volunteer volunteers",
    MarkKind.TOILETS: "toilet toilets loo loos wc lavatory bathroom",
    MarkKind.ACCESSIBLE_TOILET: "accessible disabled toilet toilets loo wc wheelchair",
    MarkKind.LIFT: "lift elevator",
    MarkKind.STAIRS: "stairs staircase steps upstairs",
}
"""What people call them in English."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """Something that can be shown, and the words for it."""

    words: frozenset[str]
    card: Callable[[], Card]
    """Made where it is shown: this is asked at each letter."""


def shown_by(board: Noticeboard, typed: str, now: datetime, language: Language) -> tuple[Card, ...]:
    """Cards for what all of the typed words name; none where any of them says something else."""
    asked = folded(typed)
    if all(len(word) == 1 for word in asked):  # the beginning of anything
        return ()
    every = list(_everything(board, now, language))
    cards = _named(asked, every)
    if not cards:
        known = sorted({word for one in every for word in one.words if len(word) >= _MENDED})
        mended = [_mended(word, known, board) for word in asked]
        cards = _named(mended, every) if mended != asked else []
    return tuple(cards)


def _named(asked: list[str], every: Iterable[_Meant]) -> list[Card]:
    """Of what fits, that of which most words are named: Hall A where "hall a" was typed."""
    hits = [(_hits(asked, one.words), one.card) for one in every]
    best = max((count for count, _ in hits), default=0)
    return [make() for count, make in hits if count == best > 0][:MOST]


def _hits(asked: list[str], names: frozenset[str]) -> int:
    """How many words name it; 0 where one says something else."""
    count = 0
    for word in asked:
        is_half = len(word) >= _HALF_TYPED
        if word in names or (is_half and any(name.startswith(word) for name in names)):
            count += 1
        elif word not in STOP_WORDS and word not in _ASIDES:
            return 0
    return count


def _mended(word: str, known: list[str], board: Noticeboard) -> str:
    """A slip of the finger in a word that nothing else on the noticeboard has."""
    if len(word) < _MENDED or board.wording.has(word) or board.wording.meanings.begins(word):
        return word
    return nearest(word, [known], 1) or word


def _everything(board: Noticeboard, now: datetime, language: Language) -> Iterator[_Meant]:
    yield from _days(board, now.date(), language)
    title = language.say("When we are open")
    if week := board.hours():
        words = _OPEN.union(() if language.is_english else folded(title))
        yield _Meant(words, lambda: _card(title, week_in_short(week, language), Hours(), language))
    yield from _places(board, language)


def _days(board: Noticeboard, today: date, language: Language) -> Iterator[_Meant]:
    """Today and the six days after it, and the week."""

    def said(english: str) -> list[str]:
        return [*folded(english), *folded(language.say(english))]

    for ahead in range(7):
        day = today + timedelta(days=ahead)
        words = {*folded(ENGLISH.weekday(day)), *folded(language.weekday(day))}
        words.update((said(TODAY), said(TOMORROW))[ahead] if ahead < 2 else ())
        words.update({"tonight"} if not ahead else ())
        yield _Meant(frozenset(words), partial(_day, board, day, language))
    monday = today - timedelta(days=today.weekday())
    yield _Meant(frozenset({"week", *said(WEEKEND)}), partial(_week, monday, language))
    yield _Meant(frozenset({"next", "week"}), partial(_week_after, monday, language))


def _day(board: Noticeboard, day: date, language: Language) -> Card:
    about = in_few_words(board.sessions(day, day), language) or language.say("nothing on")
    return _card(language.day(day), about, Day(day), language)


def _week(monday: date, language: Language) -> Card:
    title = language.say("What's on this week")
    return _card(title, language.say("Monday to Sunday, day by day"), Week(monday), language)


def _week_after(monday: date, language: Language) -> Card:
    after = monday + timedelta(days=7)
    about = language.say("from {day}", day=language.day_short(after))
    return _card(language.say("The week after"), about, Week(after), language)


def _card(title: str, about: str, goes: Place, language: Language) -> Card:
    return Card(begun(title, language.code), (about,), right="►", goes=goes)


def _places(board: Noticeboard, language: Language) -> Iterator[_Meant]:
    """Rooms, and what else is on the plan: of stairs and lifts those where the visitor stands."""
    rooms, marks = board.rooms(), board.marks()

    def room_card(room: RoomView) -> Card:
        about = where_is(room, rooms, marks, language) or language.say("what is on in it")
        return _card(room.name, about, InRoom(room.code), language)

    for room in rooms:
        yield _Meant(frozenset(folded(room.name)), partial(room_card, room))
    here = next((mark.spot.floor for mark in marks if mark.kind is MarkKind.HERE), "")
    nearest_first = sorted(marks, key=lambda mark: mark.spot.floor != here)
    first: dict[MarkKind, MarkView] = {}
    for mark in nearest_first:
        first.setdefault(mark.kind, mark)
    for kind, called in _CALLED.items():
        if kind in first:
            spot, name = first[kind].spot, mark_labels(kind, language)[0]
            card = partial(_card, name, on_plan(spot, language), Rooms(spot.floor), language)
            yield _Meant(frozenset({*called.split(), *folded(name)}), card)
