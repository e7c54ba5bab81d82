"""Pocket cards for shops, "spot the signs": ten on A4, of one topic or two of each of the five.

Decides how a card looks and what goes where it is full: the last sign, never the size of the
letters. What it says is decided by `printables.sheets.card_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import Takeaway
from hub.signposting.explaining import short
from hub.views.place import SiteView
from printables.boxes import Code, Outline, Piece, Sheet
from printables.breaks import numbers_together
from printables.card_flow import CardFlow
from printables.card_grid import ACROSS, DOWN, INSIDE, Card, ten_up
from printables.column import Letters
from printables.fonts import Face, printable
from printables.scanning import small_code
from printables.sheets.card_words import CardWords, Topic, words_for

CODE_MM = 26.0
WIDEST_CODE_MM = 31.0
HEADING = Letters(14, 17, Face.BOLD)
TEXT = Letters(12, 14.4)
LONGEST_NAME, LONGEST_NUMBER = 70, 30
_SHORT_NAMES = (36, 16)
"""Letters of a name that is cut rather than leave a card without its words."""
_GAPS = (5.8, 4.0, 2.0)


@dataclass(frozen=True, slots=True)
class Helped:
    """Where a card sends people."""

    site: SiteView
    takeaway: Takeaway | None
    """What its code says: how to reach the hub, or the helpline."""
    helpline: str = ""
    """The number of the helpline, where the topic is urgent."""


def cards_pdf(helped: Sequence[tuple[Topic, Helped]], *, language: Language = ENGLISH) -> bytes:
    """The cards, drawn."""
    from printables.drawing import pdf

    return pdf(cards_sheet(helped, language=language))


def cards_sheet(helped: Sequence[tuple[Topic, Helped]], *, language: Language = ENGLISH) -> Sheet:
    """Ten cards: of each topic that is given as many as there is room for.

    Refuses (`BadInput`) letters that no font of ours has, naming them.
    """
    each = ACROSS * DOWN // len(helped)
    cards = [card for topic, one in helped for card in [_card(topic, one, language)] * each]
    name = name_on_cards(helped[0][1].site, language)
    return ten_up(language.say("Pocket cards, {name}", name=name), cards, language)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to fill a card."""

    code: Code | None
    where: str
    signs: int
    gap: float


def _card(topic: Topic, helped: Helped, language: Language) -> Card:
    words = words_for(topic, language)
    for way in _ways(words, helped, language):
        if _flow(words, way, Outline(), 0, helped, language).fits:
            break

    def lay(outline: Outline, section: int) -> Sequence[Piece]:
        return _flow(words, way, outline, section, helped, language).pieces()

    return Card(words.heading, lay)


def _ways(words: CardWords, helped: Helped, language: Language) -> Iterator[_Way]:
    """What is tried in turn: closer, then fewer signs, then no address, then no code."""
    code: Code | None = None
    if helped.takeaway is not None:
        code = small_code(helped.takeaway.payload, wanted=CODE_MM, widest=WIDEST_CODE_MM)
    for one in dict.fromkeys((code, None)):
        for where in dict.fromkeys(_where(helped, language)):
            for signs in range(len(words.signs), 0, -1):
                for gap in _GAPS:
                    yield _Way(one, where, signs, gap)
    yield _Way(None, _where(helped, language)[-1], 0, _GAPS[-1])


def name_on_cards(site: SiteView, language: Language) -> str:
    """What the hub is called on a card, where there is little room."""
    name = printable(short(site.name, LONGEST_NAME), "The name of the hub")
    return name or language.say("This hub")


def shorter(name: str, most: int) -> str:
    """That name in so many letters at most. Cutting puts letters and their marks together."""
    return printable(short(name, most), "The name of the hub")


def _where(helped: Helped, language: Language) -> tuple[str, ...]:
    """Where to send people: with what the code says, and shorter."""
    site = helped.site
    name = name_on_cards(site, language)
    phone = numbers_together(
        printable(short(site.phone, LONGEST_NUMBER), "The phone number of the hub")
    )
    bare = site.web_address.removeprefix("https://").removeprefix("http://").rstrip("/")
    web = printable(short(bare, LONGEST_NAME), "The web address of the hub")
    if helped.helpline:
        number = numbers_together(
            printable(short(helped.helpline, LONGEST_NUMBER), "The number of the helpline")
        )
        return tuple(
            language.say(
                "{phone}, or {name}. In danger: 999.", phone=number, name=shorter(name, most)
            )
            for most in (LONGEST_NAME, *_SHORT_NAMES)
        )
    cut = ((shorter(name, most), phone) for most in _SHORT_NAMES)
    ways = ((name, phone, web), (name, phone), *cut)
    return tuple(", ".join(filter(None, way)) for way in ways)


def _flow(
    words: CardWords,
    way: _Way,
    outline: Outline,
    section: int,
    helped: Helped,
    language: Language,
) -> CardFlow:
    spoken = ""
    if way.code is not None and helped.takeaway is not None:
        spoken = language.say(
            "Square code to scan with a phone: {words}",
            words=printable(helped.takeaway.words, "The words of the code"),
        )
    flow = CardFlow(INSIDE, outline, section, way.code, spoken)
    flow.heading(words.heading, HEADING)
    flow.gap(way.gap / 2)
    if way.signs:
        signs = language.listed(words.signs[: way.signs])
        flow.say(f"{signs}.", TEXT, printable(language.say("You may notice"), "The card"))
    flow.gap(way.gap)
    flow.say(words.say, TEXT, words.say_label)
    flow.gap(way.gap)
    flow.say(way.where, TEXT.bold, printable(language.say("Who can help"), "The card"))
    return flow
