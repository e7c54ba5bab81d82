"""What was typed, and what there is for it. How it is understood is decided in
`hub.noticeboard.search`; here stands what a visitor sees of it, in her language.
"""

from __future__ import annotations

from datetime import datetime

from hub.languages.language import ENGLISH, Language
from hub.languages.spoken import other_names
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.views.noticeboard import Answer, Kind
from kiosk.public.page import Card, Page
from kiosk.public.pages.found import found_card
from kiosk.public.pages.help import where_else
from kiosk.public.pages.where_and_when import shown_by
from kiosk.public.places import Languages


def search_page(
    board: Noticeboard, words: str, now: datetime, language: Language = ENGLISH
) -> Page:
    """What was typed, in one list: the day or the room that it names, what it means in the
    visitor's language, then in English. What can't wait comes before all of it.
    """
    answer = search(board, words, today=now.date(), now=now)
    meant = answer.understood.casefold() != answer.query.strip().casefold()
    named = shown_by(board, words, now, language)
    ours: tuple[Card, ...] = ()
    if not language.is_english:
        from kiosk.public.pages.other_words import meant_in

        ours = meant_in(board, words, now, language)
    # What the same letters would mean with a slip is nobody's wish, where they are right as they
    # stand.
    theirs = () if meant and (ours or named) else tuple(answer.results)
    found = (*ours, *(found_card(one, language) for one in theirs))
    cards = tuple({card.goes: card for card in (*_first(found), *named, *found)}.values())
    if not cards:
        return _nothing(words, answer, language)
    if not found:
        cards += where_else(language)
    understood = answer.understood if meant and theirs else ""
    return Page(
        title=language.say("Looking for: {words}", words=words),
        hint=language.say("We looked for: {words}", words=understood)
        if understood
        else _ask(language),
        cards=cards,
    )


def _first(found: tuple[Card, ...]) -> tuple[Card, ...]:
    """Those at the top that can't wait."""
    urgent = next((number for number, card in enumerate(found) if not card.is_alarm), len(found))
    return found[:urgent]


def _ask(language: Language) -> str:
    """What can be done with what was found; numbers are letters of a search."""
    touch = language.say("Touch one to read more.")
    return f"{touch} {language.say('Or use the arrows, then Enter.')}"


def _nothing(words: str, answer: Answer, language: Language) -> Page:
    """What to try instead; whoever typed another language than the screen's finds hers."""
    needs = [found for found in answer.nearest if found.kind is Kind.NEED]
    helplines = [found for found in answer.nearest if found.kind is not Kind.NEED]
    first, second = other_names(language)
    speaks = Card(language.say("Language"), (f"{first} · {second}",), right="►", goes=Languages())
    return Page(
        title=language.say("We found nothing for: {words}", words=words),
        hint=language.say("Try another word, ask at the desk, or choose one of these."),
        cards=(
            *(found_card(found, language) for found in needs),
            *where_else(language),
            speaks,
            *(found_card(found, language) for found in helplines),
        ),
    )
