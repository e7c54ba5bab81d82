"""What stands at the top of every sheet of a week: whose it is, which week, where, and the code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from hub.signposting.explaining import short
from hub.views.place import SiteView
from hub.views.timetable import WeekView
from hub.views.words import clean_line, day_words
from printables.boxes import MM, Code, Outline, Piece, lines_down
from printables.flow import Type
from printables.fonts import ASCENT, DESCENT, NO_BREAK, Face, break_lines, printable, width
from printables.paper import MARGIN
from printables.qr import Use, code_for

CODE_MM = 30.0
CAPTION_MM = 60.0
"""How far the words under the code may run before they break."""
LOW_CAPTION_MM = 42.0
"""The same for the words beside it."""
GAP = 8 * MM
"""Between title and code: more than any code's quiet zone."""
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_PHONE, LONGEST_CAPTION = 120, 200, 60, 120
"""Letters of each: more would leave no room for the week."""


def check_language(language: Language) -> None:
    """Refuse (`BadInput`) one that reads from right to left: the columns would stand the wrong way
    round."""
    if language.is_right_to_left:
        raise BadInput(
            f"The timetable can't be printed in {language.in_english}.",
            hint="Leaflets, next steps and cards can.",
        )


def name_on_walls(site: SiteView) -> str:
    """What the hub is called at the head of a page."""
    return printable(short(site.name, LONGEST_NAME), "The name of the hub")


def week_words(week: WeekView, language: Language = ENGLISH) -> str:
    """Monday 21 to Sunday 27 December 2026, 21–27 grudnia 2026; with month and year where they
    differ.

    No line breaks inside a date: its spaces are no-break spaces.
    """
    first, last = week.days[0].on, week.days[-1].on
    if not language.is_english:
        return language.stretch(first, last).replace(" ", NO_BREAK).replace("–" + NO_BREAK, "– ")
    begins = day_words(first)
    if first.year != last.year:
        begins = f"{begins} {first.year}"
    elif first.month == last.month:
        begins = begins.rsplit(" ", 1)[0]
    ends = f"{day_words(last)} {last.year}"
    return f"{begins.replace(' ', NO_BREAK)} to {ends.replace(' ', NO_BREAK)}"


def week_head(
    site: SiteView,
    name: str,
    dates: str,
    *,
    qr: tuple[str, str] | None,
    kind: Type,
    outline: Outline,
    language: Language,
    right: float,
) -> tuple[list[Piece], float]:
    """Name, dates, address and, up to `right`, the code; and the y below them all."""
    pieces: list[Piece] = []
    # Where a paragraph must end: left of the code, and left of the words below it.
    edges = [(float("inf"), right)]
    below = 0.0
    if qr is not None:
        words_below = _caption(qr[1], "The words under the code")
        level, wide = code_for(qr[0], Use.WALL, wanted=CODE_MM)
        side = wide * MM
        longest = max(
            (width(word, Face.REGULAR, kind.text) for word in words_below.split(" ")), default=0
        )
        room = max(side, min(longest, CAPTION_MM * MM))
        caption = break_lines(words_below, Face.REGULAR, kind.text, room)
        widest = max(width(line.rstrip(), Face.REGULAR, kind.text) for line in caption)
        code = Code(right - side, MARGIN, side, qr[0], level=level)
        left, top = right - max(widest, side), code.quiet_box.bottom
        below = top + ASCENT * kind.text + (len(caption) - 1) * kind.leading
        edges = [(top, code.box.left - GAP), (float("inf"), left - GAP)]

    lines = [
        ("H1", name, Face.BOLD),
        ("P", language.say("What’s on, {dates}", dates=dates), Face.BOLD),
    ]
    phone = clean_line(site.phone) and language.say(
        "Phone {number}", number=short(site.phone, LONGEST_PHONE)
    )
    lines += [
        ("P", printable(line, "The address of the hub"), Face.REGULAR)
        for line in (short(site.address, LONGEST_ADDRESS), phone)
        if clean_line(line)
    ]
    # Capitals of the title stand level with the top of the code.
    baseline = MARGIN + ASCENT * kind.title
    for tag, words, face in lines:
        if not words:
            continue
        size = kind.title if tag == "H1" else kind.text
        leading = kind.title_leading if tag == "H1" else kind.leading
        for ceiling, edge in edges:
            wrapped = break_lines(words, face, size, edge - MARGIN)
            last = baseline + (len(wrapped) - 1) * leading
            if last + DESCENT * size <= ceiling:
                break
        pieces += lines_down(
            wrapped,
            x=MARGIN,
            first_baseline=baseline,
            leading=leading,
            face=face,
            size=size,
            part=outline.add(tag),
        )
        below = max(below, last)
        baseline = last + kind.leading + (kind.unit if tag == "H1" else 0.0)
    if qr is not None:
        # Read aloud after the words at its left.
        pieces += _with_words(code, caption, left, top, kind, outline, language)
    return pieces, below + DESCENT * kind.text + 3 * kind.unit


def _caption(words: str, what: str) -> str:
    """What the code says, for people; no number breaks."""
    return re.sub(r"(?<=[0-9]) (?=[0-9])", NO_BREAK, printable(short(words, LONGEST_CAPTION), what))


def _with_words(
    code: Code,
    caption: Sequence[str],
    left: float,
    top: float,
    kind: Type,
    outline: Outline,
    language: Language,
) -> list[Piece]:
    """The code and the lines that say what it is, from `left` and `top`."""
    words = "".join(caption).replace(NO_BREAK, " ")
    spoken = language.say("Square code to scan with a phone: {words}", words=words)
    figure = replace(code, part=outline.add("Figure", spoken=spoken))
    if not words.strip():
        return [figure]
    lines = lines_down(
        caption,
        x=left,
        first_baseline=top + ASCENT * kind.text,
        leading=kind.leading,
        face=Face.REGULAR,
        size=kind.text,
        part=outline.add("P"),
    )
    return [figure, *lines]


def low_head(
    site: SiteView,
    name: str,
    dates: str,
    *,
    qr: tuple[str, str] | None,
    kind: Type,
    outline: Outline,
    language: Language,
    right: float,
) -> tuple[list[Piece], float]:
    """The same for a page that lies: as low as the code, whose words stand at its left."""
    pieces: list[Piece] = []
    code: Code | None = None
    edge = right
    if qr is not None:
        level, wide = code_for(qr[0], Use.HAND)
        side = wide * MM
        code = Code(right - side, MARGIN, side, qr[0], level=level)
        words_beside = _caption(qr[1], "The words beside the code")
        longest = max(
            (width(word, Face.REGULAR, kind.text) for word in words_beside.split(" ")), default=0
        )
        caption = break_lines(
            words_beside, Face.REGULAR, kind.text, max(longest, LOW_CAPTION_MM * MM)
        )
        widest = max(width(line.rstrip(), Face.REGULAR, kind.text) for line in caption)
        left = code.quiet_box.left - kind.unit - widest
        edge = left - GAP
    phone = clean_line(site.phone) and language.say(
        "Phone {number}", number=short(site.phone, LONGEST_PHONE)
    )
    reached = ", ".join(filter(None, (short(site.address, LONGEST_ADDRESS), phone)))
    lines = [
        ("H1", name, Face.BOLD, kind.title, kind.title_leading),
        ("P", language.say("What’s on, {dates}", dates=dates), Face.BOLD, kind.text, kind.leading),
        ("P", printable(reached, "The address of the hub"), Face.REGULAR, kind.text, kind.leading),
    ]
    baseline = MARGIN + ASCENT * kind.title
    below = baseline
    for tag, words, face, size, leading in lines:
        if not words:
            continue
        wrapped = break_lines(words, face, size, edge - MARGIN)
        pieces += lines_down(
            wrapped,
            x=MARGIN,
            first_baseline=baseline,
            leading=leading,
            face=face,
            size=size,
            part=outline.add(tag),
        )
        below = baseline + (len(wrapped) - 1) * leading
        baseline = below + kind.leading + (kind.unit if tag == "H1" else 0.0)
    below += DESCENT * kind.text
    if code is not None:
        pieces += _with_words(code, caption, left, MARGIN, kind, outline, language)
        caption_below = MARGIN + (len(caption) - 1) * kind.leading + kind.text
        below = max(below, code.quiet_box.bottom - kind.unit, caption_below)
    return pieces, below + kind.unit
