"""Every sheet there is, each on a line of one table: what must hold for all of them is tested with
it, so that a new sheet is a new line here and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from hub.languages.catalogue import language_for
from hub.languages.language import ENGLISH, Language
from hub.languages.spoken import LANGUAGES
from printables.boxes import Sheet
from printables.bundle import bound
from printables.drawing import pdf
from printables.kinds import SheetKind
from printables.shaping import can_shape
from printables.sheets.board import board_sheet
from printables.sheets.card_words import Topic
from printables.sheets.cards import Helped, cards_sheet
from printables.sheets.confirmation import confirmation_sheet
from printables.sheets.door import door_sheets
from printables.sheets.hub_card import hub_card_sheet
from printables.sheets.leaflet import leaflet_sheet
from printables.sheets.leaflet_words import about_activity, about_service, about_session
from printables.sheets.next_steps import next_steps_sheet
from printables.sheets.recovery import recovery_sheet
from printables.sheets.timetable import timetable_sheet
from printables.sheets.timetable_grid import timetable_grid
from printables.side_by_side import side_by_side
from tests.printables.content import HUB_ID, Content, Typed, made_up

READ_FROM_THE_LEFT = tuple(language_for(one.code) for one in LANGUAGES if not one.is_right_to_left)
READ_FROM_THE_RIGHT = tuple(
    language_for(one.code) for one in LANGUAGES if one.is_right_to_left and can_shape()
)


@dataclass(frozen=True, slots=True)
class Every:
    """One sheet, in one size of print."""

    name: str
    """What its golden picture is called."""
    kind: SheetKind
    make: Callable[[Content, Language], Sheet | None]
    """None where the content doesn't fit on it and another sheet takes its place."""
    is_large: bool = False
    both_ways: bool = False
    """Whether there is one for languages that are read from the right, too."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """All that it can be had in on this machine."""
        return READ_FROM_THE_LEFT + (READ_FROM_THE_RIGHT if self.both_ways else ())

    @property
    def least(self) -> float:
        """The smallest letters that anybody has to read."""
        return 18.0 if self.is_large else 12.0

    @property
    def least_foot(self) -> float:
        """The smallest of what is said again on each page."""
        return self.least


def _timetable(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: timetable_sheet(
        hub.week,
        hub.site,
        correct_on=hub.today,
        qr=hub.qr,
        large=large,
        language=language,
    )


def _grid(hub: Content, language: Language) -> Sheet | None:
    made = timetable_grid(hub.week, hub.site, correct_on=hub.today, qr=hub.qr, language=language)
    return made if isinstance(made, Sheet) else None


def _of_help(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: leaflet_sheet(
        about_service(hub.service, today=hub.today, language=language),
        hub.site,
        large=large,
        language=language,
    )


def _of_an_activity(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: leaflet_sheet(
        about_activity(
            hub.activity,
            hub.dates,
            hub.site,
            whereabouts=hub.whereabouts,
            today=hub.today,
            language=language,
        ),
        hub.site,
        large=large,
        language=language,
    )


def _of_a_date(hub: Content, language: Language) -> Sheet:
    view = about_session(
        hub.dates[0],
        hub.site,
        whereabouts=hub.whereabouts,
        today=hub.today,
        language=language,
    )
    return leaflet_sheet(view, hub.site, language=language)


def _two_up(hub: Content, language: Language) -> Sheet:
    return side_by_side(_of_help(False)(hub, language), _of_an_activity(False)(hub, language))


def _cards(*topics: Topic) -> Callable[[Content, Language], Sheet]:
    def helped(hub: Content, topic: Topic, language: Language) -> Helped:
        if topic is Topic.ABUSE:
            number = hub.helpline.phones[0].number
            return Helped(hub.site, hub.helpline_code(language), number)
        return Helped(hub.site, hub.hub_code)

    return lambda hub, language: cards_sheet(
        [(topic, helped(hub, topic, language)) for topic in topics], language=language
    )


def _hub_card(hub: Content, language: Language) -> Sheet:
    return hub_card_sheet(hub.site, hub.hours, hub.hub_code, language=language)


def _next_steps(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: next_steps_sheet(
        hub.plan(language), hub.site, large=large, language=language
    )


def _door(hub: Content, language: Language) -> Sheet:
    return door_sheets(
        hub.day,
        hub.rooms,
        [room.name for room in hub.rooms[:2]],
        hub.site,
        correct_on=hub.today,
        language=language,
    )


def _board(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: board_sheet(
        hub.day,
        hub.site,
        correct_on=hub.today,
        rooms=hub.rooms,
        hours=hub.hours,
        qr=hub.qr,
        large=large,
        language=language,
    )


def _confirmation(large: bool) -> Callable[[Content, Language], Sheet]:
    return lambda hub, language: confirmation_sheet(
        hub.booking,
        hub.site,
        hub.rooms[0],
        correct_on=hub.today,
        large=large,
        language=language,
    )


def _recovery(hub: Content, language: Language) -> Sheet:
    made_on: date = hub.today
    return recovery_sheet(hub.words, hub.site.name, HUB_ID, made_on, language=language)


def _bundle(hub: Content, language: Language) -> Sheet:
    made = (_timetable(False), _timetable(True), _board(False), _door)
    return bound(language.say("The week on paper"), [make(hub, language) for make in made])


EVERY = (
    Every("timetable", SheetKind.TIMETABLE, _timetable(False)),
    Every("timetable-large", SheetKind.TIMETABLE, _timetable(True), is_large=True),
    Every("timetable-grid", SheetKind.TIMETABLE, _grid),
    Every("leaflet-help", SheetKind.LEAFLET, _of_help(False), both_ways=True),
    Every("leaflet-help-large", SheetKind.LEAFLET, _of_help(True), True, both_ways=True),
    Every("leaflet-activity", SheetKind.LEAFLET, _of_an_activity(False), both_ways=True),
    Every("leaflet-activity-large", SheetKind.LEAFLET, _of_an_activity(True), True, True),
    Every("leaflet-date", SheetKind.LEAFLET, _of_a_date, both_ways=True),
    Every("leaflets-two-up", SheetKind.LEAFLET, _two_up, both_ways=True),
    Every("cards", SheetKind.CARDS, _cards(*Topic), both_ways=True),
    *(Every(f"cards-{one}", SheetKind.CARDS, _cards(one), both_ways=True) for one in Topic),
    Every("hub-card", SheetKind.HUB_CARD, _hub_card, both_ways=True),
    Every("next-steps", SheetKind.NEXT_STEPS, _next_steps(False), both_ways=True),
    Every("next-steps-large", SheetKind.NEXT_STEPS, _next_steps(True), True, both_ways=True),
    Every("door", SheetKind.DOOR, _door),
    Every("board", SheetKind.BOARD, _board(False)),
    Every("board-large", SheetKind.BOARD, _board(True), is_large=True),
    Every("confirmation", SheetKind.CONFIRMATION, _confirmation(False)),
    Every("confirmation-large", SheetKind.CONFIRMATION, _confirmation(True), is_large=True),
    Every("recovery", SheetKind.RECOVERY, _recovery),
    Every("all", SheetKind.BUNDLE, _bundle),
)


def digests() -> Iterator[str]:
    """What each sheet comes to, byte for byte, in the last of its languages."""
    content = made_up(Typed(per_day=4))
    for one in EVERY:
        for language in {ENGLISH.code: ENGLISH, one.languages[-1].code: one.languages[-1]}.values():
            made = one.make(content, language)
            assert made is not None
            yield f"{one.name} {language.code} {hashlib.sha256(pdf(made)).hexdigest()}"
