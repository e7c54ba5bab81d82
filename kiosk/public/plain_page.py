"""A page of the kiosk in plain lines: its title, its hint, what is numbered and what is said. The
pages themselves are those of the screen; here only what needs eyes or hands is said otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.languages.language import ENGLISH, Language, to_say
from hub.views.words import clean_line
from kiosk.public.page import Article, Card, Page, Shape
from kiosk.public.places import Code, Home, ListCode, Place, Saying
from kiosk.shared.plain_lines import broken

MOST_CARDS = 12
"""So many at a time: more is a wall of words to listen to."""

FOR_HANDS = (
    to_say("Touch a box, or press its number."),
    to_say("Touch one to read more, or press its number."),
    to_say("Touch one to read more."),
    to_say("Touch one, or press its number."),
    to_say("Or use the arrows, then Enter."),
    to_say("Or just start to type: rent, carer, toddlers…"),
    to_say("or press Enter"),
)
"""What pages say to those who touch them. The prompt says how it is done here."""
_GLYPHS = str.maketrans("", "", "►◄▲▼▏")
"""Signs that point; a reader aloud would name each."""
_OTHER_WORDS = {
    to_say("The last box asks for a new group."): to_say("The last number asks for a new group."),
    to_say('Touch "Add to my list" beside whatever you like.'): to_say(
        "Each page of a group or of help has a number that adds it."
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that are never parted: one card, one fact."""

    lines: tuple[str, ...]
    is_card: bool = False
    number: int = 0
    """What is typed for it; 0 where there is nothing to choose."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A whole page, ready to be said part by part."""

    heading: tuple[str, ...]
    parts: tuple[Part, ...]
    cards: tuple[Card, ...] = ()
    """What can be chosen: number 1 first."""
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class Portion:
    """What is said at one time."""

    lines: tuple[str, ...]
    after: int | None
    """The part with which the next portion begins; None where this was all."""


def plain_page(
    page: Page,
    place: Place,
    width: int,
    language: Language = ENGLISH,
    *,
    welcome: str = "",
    others: str = "",
) -> PlainPage:
    """The lines of `page`, at most `width` cells each; `welcome` is the first line of the start,
    `others` says which languages there are."""
    title, hint = page.title, _without_hands(page.hint, language)
    if isinstance(place, Home):
        title, hint = welcome, f"{hint} {others}"
    elif isinstance(place, Code) and page.article is not None:
        title = language.say("What the code for phones says: {title}", title=page.title)
    heading = (*broken(title, width), *broken(hint, width))
    parts: list[Part] = []
    if isinstance(place, Code) and page.article is not None:
        said = _code_words(page.article, language)
        lines = tuple(Part(broken(line, width)) for line in said)
        return PlainPage(heading, lines, language=language)
    if page.article is not None:
        parts += _article_parts(page.article, place, width, language)
    # A code to page through is nothing to listen to: the list says its numbers itself.
    shown = tuple(card for card in page.cards if not isinstance(card.goes, ListCode))
    cards = tuple(card for card in shown if _is_choice(card))
    number = 0
    for card in shown:
        number += _is_choice(card)
        chosen_by = number if _is_choice(card) else 0
        is_tile = page.shape is Shape.TILES
        parts.append(_card_part(card, chosen_by, width, language, is_tile=is_tile))
    if not shown and page.nothing:
        parts.append(Part(broken(page.nothing, width)))
    return PlainPage(heading, tuple(part for part in parts if part.lines), cards, language)


def portion(page: PlainPage, first: int, *, width: int, rows: int | None) -> Portion:
    """From part `first` as much as is said at a time: twelve cards, and no more than `rows` lines
    where a screen has no more. At least one part, however long.
    """
    lines: list[str] = list(page.heading)
    cards = 0
    number = first
    for number in range(first, len(page.parts)):
        part = page.parts[number]
        is_full = rows is not None and len(lines) + len(part.lines) > rows
        if number > first and (cards == MOST_CARDS or is_full):
            break
        lines += part.lines
        cards += part.is_card
    else:
        number = len(page.parts)
    after = number if number < len(page.parts) else None
    said = [part.number for part in page.parts[first:number] if part.number]
    if said and len(said) < len(page.cards):
        which = _which(said[0], said[-1], len(page.cards), page.language)
        lines[len(page.heading) : len(page.heading)] = broken(which, width)
    return Portion(tuple(lines), after)


def _which(first: int, last: int, total: int, language: Language) -> str:
    """Which of all numbers are said here."""
    if first == last:
        return language.say("Number {number} of {total}.", number=first, total=total)
    return language.say(
        "Numbers {first} to {last} of {total}.", first=first, last=last, total=total
    )


def _is_choice(card: Card) -> bool:
    does = (card.goes, card.says, card.prints, card.changes, card.speaks or None)
    return any(one is not None for one in does)


def _plain(text: str) -> str:
    """Without signs that point, and with pauses where the screen has dots."""
    return clean_line(clean_line(text).translate(_GLYPHS)).replace(" · ", "; ")


def _without_hands(hint: str, language: Language) -> str:
    for sentence in FOR_HANDS:
        hint = hint.replace(language.say(sentence), "")
    for sentence, other in _OTHER_WORDS.items():
        hint = hint.replace(language.say(sentence), language.say(other))
    return _plain(hint)


def _card_part(card: Card, number: int, width: int, language: Language, *, is_tile: bool) -> Part:
    title, lines = _plain(card.title), [_plain(line) for line in card.lines if line]
    if isinstance(card.goes, Code):
        title, lines = language.say("What the code for phones says"), []
    mark = f"{_plain(card.mark).capitalize()}: " if card.mark else ""
    right = _plain(card.right)
    head = f"{mark}{title}" + (f", {right}" if right and right not in title else "")
    if number:
        head = f"{number}. {head}"
    elif len(lines) == 1:  # a room, a day: its question and its answer
        head, lines = f"{head}: {lines[0]}", []
    kept = [line for line in lines if line not in map(language.say, FOR_HANDS)]
    if is_tile:  # the whole start on a screen of 24 rows: its last words are "Call 999"
        kept = ["; ".join(kept)]
    said = (*broken(head, width), *(row for line in kept for row in broken(line, width)))
    return Part(said, is_card=True, number=number)


def _article_parts(article: Article, place: Place, width: int, language: Language) -> list[Part]:
    said: list[str] = []
    if article.under:
        said.append(_plain(article.under))
    if article.alert:
        said.append(language.say("Please note: {words}", words=_plain(article.alert)))
    if article.phone:
        note = f", {_plain(article.phone_note)}" if article.phone_note else ""
        said.append(f"{language.say('Phone')}: {_plain(article.phone)}{note}")
    for question, answer in article.facts:
        plain = _plain(answer)
        if plain:
            said.append(f"{_plain(question)}: {plain}")
    parts = [Part(broken(line, width)) for line in said]
    if isinstance(place, Saying) and place.words:
        return parts
    # Long words are parted anywhere: a line of them is as good a place as another.
    return parts + [Part((line,)) for line in broken(_plain(article.text), width)]


def _code_words(article: Article, language: Language) -> Sequence[str]:
    """What a phone would make of the code, for those who have it read to them."""
    payload, words = article.payload, _plain(article.payload_words)
    if not payload:
        return (language.say("There is no code for this. Please ask at the desk."),)
    if payload.startswith("BEGIN:VEVENT"):
        label = language.say("Where")
        where = next((fact[1] for fact in article.facts if fact[0] == label), "")
        noted = (language.say("It puts a date into the calendar of a phone:"), f"{words}.")
        return (*noted, f"{label}: {_plain(where)}") if where else noted
    if payload.startswith("BEGIN:VCARD"):
        return (language.say("It puts this into the address book of a phone:"), f"{words}.")
    if payload.startswith("http"):
        return (language.say("It opens this page:"), _plain(payload))
    return (f"{words}.",)
