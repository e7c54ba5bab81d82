"""The hub's own card, ten on A4: name, address, phone, when it is open, and a code.

Decides how it looks; where ten lie on paper is decided by `printables.card_grid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hub.languages.capital import begun
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import Takeaway
from hub.signposting.explaining import short
from hub.views.place import HoursView, SiteView
from printables.boxes import Code, Outline, Piece, Sheet
from printables.breaks import kept_together, numbers_together
from printables.card_flow import CardFlow
from printables.card_grid import ACROSS, DOWN, INSIDE, Card, ten_up
from printables.column import Letters
from printables.fonts import Face, printable
from printables.scanning import small_code
from printables.sheets.cards import (
    CODE_MM,
    HEADING,
    LONGEST_NAME,
    LONGEST_NUMBER,
    TEXT,
    WIDEST_CODE_MM,
    name_on_cards,
    shorter,
)

_PHONE = Letters(17, 20, Face.BOLD)
_LONGEST_ADDRESS, _CUT = 110, 36
_GAPS = (9.0, 6.0, 3.0)
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to fill the card."""

    code: Code | None
    phone: Letters
    lines: tuple[str, ...]
    gap: float
    is_cut: bool = False
    """A very long name and address end early."""


def hub_card_pdf(
    site: SiteView,
    week: Sequence[HoursView],
    takeaway: Takeaway | None,
    *,
    language: Language = ENGLISH,
) -> bytes:
    """The cards, drawn."""
    from printables.drawing import pdf

    return pdf(hub_card_sheet(site, week, takeaway, language=language))


def hub_card_sheet(
    site: SiteView,
    week: Sequence[HoursView],
    takeaway: Takeaway | None,
    *,
    language: Language = ENGLISH,
) -> Sheet:
    """Ten cards. `week` is Monday to Sunday; nothing where nobody has set any hours.

    Refuses (`BadInput`) letters that no font of ours has, naming them.
    """
    name = name_on_cards(site, language)
    printable(" ".join(hours_in_short(week, language)), "The card")  # refused in words
    for way in _ways(site, week, takeaway, language):
        if _flow(name, site, way, Outline(), 0, takeaway, language).fits:
            break

    def lay(outline: Outline, section: int) -> Sequence[Piece]:
        return _flow(name, site, way, outline, section, takeaway, language).pieces()

    cards = [Card(name, lay)] * (ACROSS * DOWN)
    return ten_up(language.say("Cards to hand out, {name}", name=name), cards, language)


def _ways(
    site: SiteView, week: Sequence[HoursView], takeaway: Takeaway | None, language: Language
) -> Iterator[_Way]:
    """What is tried in turn: closer, then without web and email, then without hours, then without
    the code."""
    code: Code | None = None
    if takeaway is not None:
        code = small_code(takeaway.payload, wanted=CODE_MM, widest=WIDEST_CODE_MM)
    web = site.web_address.removeprefix("https://").removeprefix("http://").rstrip("/")
    reached = printable(short(web or site.email, LONGEST_NAME), "The web address of the hub")
    hours = hours_in_short(week, language)
    for one in dict.fromkeys((code, None)):
        for lines in dict.fromkeys(((*hours, reached), hours, (reached,), ())):
            for phone in (_PHONE, HEADING):
                for gap in _GAPS:
                    yield _Way(one, phone, tuple(filter(None, lines)), gap)
    yield _Way(None, HEADING, (), _GAPS[-1], is_cut=True)


def _flow(
    name: str,
    site: SiteView,
    way: _Way,
    outline: Outline,
    section: int,
    takeaway: Takeaway | None,
    language: Language,
) -> CardFlow:
    spoken = ""
    if way.code is not None and takeaway is not None:
        spoken = language.say(
            "Square code to scan with a phone: {words}",
            words=printable(takeaway.words, "The words of the code"),
        )
    flow = CardFlow(INSIDE, outline, section, way.code, spoken)
    flow.heading(shorter(name, _CUT) if way.is_cut else name, HEADING)
    flow.gap(way.gap / 2)
    longest = _CUT if way.is_cut else _LONGEST_ADDRESS
    address = printable(short(site.address, longest), "The address of the hub")
    flow.say(numbers_together(address), TEXT)
    flow.gap(way.gap)
    phone = printable(short(site.phone, LONGEST_NUMBER), "The phone number of the hub")
    flow.say(numbers_together(phone), way.phone)
    flow.gap(way.gap)
    for line in way.lines:
        flow.say(line, TEXT)
    return flow


def hours_in_short(week: Sequence[HoursView], language: Language) -> tuple[str, ...]:
    """Days that are alike and follow each other as one line: "Mon to Fri 9am to 5pm"."""
    stretches: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for day in week:
        if stretches and stretches[-1][2] == day.spans and stretches[-1][1] == day.weekday - 1:
            stretches[-1] = (stretches[-1][0], day.weekday, day.spans)
        else:
            stretches.append((day.weekday, day.weekday, day.spans))
    return tuple(
        f"{kept_together(_days(first, last, language))} {_spans(spans, language)}"
        for first, last, spans in stretches
    )


def _days(first: int, last: int, language: Language) -> str:
    if (first, last) == (0, 6):
        return language.say("Every day")
    begins, ends = (language.weekday_short(_A_MONDAY + timedelta(days=n)) for n in (first, last))
    if first == last:
        return begun(begins, language.code)
    return begun(language.say("{day} to {last_day}", day=begins, last_day=ends), language.code)


def _spans(spans: Sequence[tuple[time, time]], language: Language) -> str:
    """10am to 1pm, 2pm to 5pm; closed."""
    if not spans:
        return language.say("closed")
    return ", ".join(kept_together(_span(opens, closes, language)) for opens, closes in spans)


def _span(opens: time, closes: time, language: Language) -> str:
    if opens == closes == time(0):
        return language.say("all day")
    days = 1 if closes == time(0) else 0
    return language.span(
        datetime.combine(_A_MONDAY, opens),
        datetime.combine(_A_MONDAY + timedelta(days=days), closes),
    )
