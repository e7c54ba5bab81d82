"""The recovery sheet, A4 upright: the 24 words that stand for the key of a hub, to be kept on paper
in a safe place.

Decides what it says and where. It has no code to scan: a photograph in somebody's phone is no safe
place. Which words they are is decided by `hub.store.keys`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from printables.boxes import Box, Outline, Page, Piece, Run, Sheet, Stroke
from printables.column import Column, Letters, largest_that_fits
from printables.fonts import CAP_HEIGHT, Face, break_lines, width
from printables.left_out import LeftOut
from printables.paper import A4, MARGIN

LEFT, RIGHT = MARGIN, A4[0] - MARGIN
INSET = 14.0
COLUMNS, ROWS = 3, 8
ROW = 36.0
"""Height of a word's box."""
SCALES = (1.0, 0.93, 0.86)
"""Of what is said around the words, where a language needs more room."""
NUMBER, WORD = 14.0, 22.0
COMMAND = "hub restore NAME"


def recovery_pdf(
    words: Sequence[str], hub: str, hub_id: str, made_on: date, *, language: Language = ENGLISH
) -> bytes:
    """The sheet for the safe: 24 words in their order. Write it where only its owner can read."""
    from printables.drawing import pdf

    return pdf(recovery_sheet(words, hub, hub_id, made_on, language=language))


def recovery_sheet(
    words: Sequence[str], hub: str, hub_id: str, made_on: date, *, language: Language = ENGLISH
) -> Sheet:
    """The same, laid out and not yet drawn. Refuses (`BadInput`) fewer or more words than 24."""
    if len(words) != COLUMNS * ROWS:
        raise BadInput(f"There are {len(words)} words; a key has {COLUMNS * ROWS}.")
    left_out = LeftOut()
    name = left_out.line(hub, "The name of the hub")
    column = largest_that_fits(
        lambda scale: _laid_out(words, name, hub_id, made_on, language, scale), SCALES
    )
    page = Page(*A4, MARGIN, tuple(column.pieces()))
    title = ", ".join(filter(None, (name, language.say("Recovery words"))))
    return Sheet(title, (page,), column.outline.parts(), language.tag, left_out.sentences)


def _laid_out(
    words: Sequence[str], name: str, hub_id: str, made_on: date, language: Language, scale: float
) -> Column:
    """All of it below each other, the words of the hub itself always as large."""
    text = Letters(14 * scale, 19 * scale)
    part = Letters(18 * scale, 24 * scale, Face.BOLD)
    heading = language.say("Recovery words")
    column = Column(Box(LEFT, MARGIN, RIGHT, A4[1] - MARGIN), Outline(), text)
    column.band(heading, Letters(28, 34, Face.BOLD), INSET)
    column.gap(12)
    column.box = replace(column.box, left=LEFT + INSET, right=RIGHT - INSET)
    column.right = RIGHT - INSET
    column.say(_short(name, column.right - column.box.left), Letters(20, 26, Face.BOLD))
    column.say(
        language.say("Printed on {date}. Hub {id}.", date=language.full_date(made_on), id=hub_id),
        text,
    )
    column.gap(8)
    column.say(
        language.say(
            "With a backup and these 24 words you can bring the hub back, on this computer or"
            " on another one. Without them, a backup opens nowhere else."
        ),
        text,
    )
    column.gap(14)
    column.place(_grid(words, column.y, ROW * scale, column.outline))
    column.y += ROWS * ROW * scale
    column.gap(18)
    never = language.say("Never keep it with the computer.")
    sections = (
        (
            language.say("Where to keep it"),
            (
                never,
                language.say(
                    "Lock it away in another building, with somebody the committee trusts. Keep a"
                    " second copy in another place."
                ),
                language.say(
                    "Whoever has these words and a backup can read all that is in it. Don't copy"
                    " them into a computer or a phone, and take no photograph."
                ),
            ),
        ),
        (
            language.say("How to use it"),
            (
                language.say(
                    "On the computer that gets the hub, type this, with the name of the backup:"
                ),
                COMMAND,
                language.say("It asks for the words. Type all 24 in the order of their numbers."),
            ),
        ),
    )
    for number, (title, lines) in enumerate(sections):
        column.gap(10 if number else 0)
        column.say(title, part, "H2")
        for line in lines:
            column.say(line, text.bold if line in (never, COMMAND) else text)
            column.gap(3)
    return column


def _grid(words: Sequence[str], top: float, high: float, outline: Outline) -> list[Piece]:
    """The words in boxes, each with its number, down the columns."""
    listed = outline.add("L")
    across = (RIGHT - LEFT) / COLUMNS
    lines: list[Piece] = [
        *(Stroke(LEFT, top + row * high, RIGHT, top + row * high) for row in range(ROWS + 1)),
        *(
            Stroke(LEFT + column * across, top, LEFT + column * across, top + ROWS * high)
            for column in range(COLUMNS + 1)
        ),
    ]
    pieces: list[Piece] = []
    for number, word in enumerate(words):
        column, row = divmod(number, ROWS)
        item = outline.add("LI", listed)
        label, body = outline.add("Lbl", item), outline.add("LBody", item)
        x = LEFT + column * across + INSET
        baseline = top + row * high + (high + CAP_HEIGHT * WORD) / 2
        shown = f"{number + 1}"
        aligned = x + width("24", Face.REGULAR, NUMBER) - width(shown, Face.REGULAR, NUMBER)
        pieces.append(Run(aligned, baseline, f"{shown} ", Face.REGULAR, NUMBER, label))
        pieces.append(Run(x + 26, baseline, f"{word} ", Face.BOLD, WORD, body))
    return [*lines, *pieces]


def _short(name: str, room: float) -> str:
    """A name that two lines hold."""
    lines = break_lines(name, Face.BOLD, 20, room)
    return name if len(lines) <= 2 else f"{lines[0]}{lines[1].rstrip()[:-2]}…"
