"""What visitors say: that an entry is wrong, an idea for the hub, a group that they would like."""

from __future__ import annotations

from hub.noticeboard.dropbox import LONGEST_WORDS, Line, What
from hub.noticeboard.read import Noticeboard
from hub.views.sorts import WrongPart
from hub.views.words import clean_line
from kiosk.public.page import Article, Card, Page, Shape
from kiosk.public.places import Entry, EntryKind

PARTS = {
    WrongPart.PHONE: ("The phone number", "nobody answers, or it is another one"),
    WrongPart.TIMES: ("The day or the time", "it is on at another time"),
    WrongPart.ADDRESS: ("The place", "it is somewhere else"),
    WrongPart.COST: ("What it costs", "it costs more, or less"),
    WrongPart.CLOSED: ("It has closed", "or it is not on any more"),
    WrongPart.OTHER: ("Something else", "we will check all of it"),
}
"""What is touched, and what it means."""

_ASKED = {
    "idea": ("An idea for the hub", "Your idea"),
    "group": ("I'd like a group for…", "A group for"),
}
READ_FIRST = "A volunteer reads it first. Please don't write names or phone numbers."


def wrong_page(board: Noticeboard, entry: Entry) -> Page:
    """Which part of an entry is wrong."""
    if entry.kind is EntryKind.SERVICE:
        service = board.service(entry.code)
        name = service.name if service else "this"
    else:
        activity = board.activity(entry.code)
        name = activity.title if activity else "this"
    return Page(
        title=f"What is wrong about {name}?",
        hint="Touch one, or press its number. A volunteer will check it.",
        shape=Shape.SHORT,
        cards=tuple(
            Card(title, (words,), says=Line(What.WRONG, entry.code, part))
            for part, (title, words) in PARTS.items()
        ),
    )


def saying_page(kind: str, words: str) -> Page:
    """One typed line, and the card that sends it once there is something to send."""
    title, label = _ASKED[kind]
    said = clean_line(words)
    send = Card("Send it", ("or press Enter",), says=Line(What.IDEA, kind, said))
    return Page(
        title=title,
        hint=READ_FIRST,
        shape=Shape.SHORT,
        cards=(send,) if said else (),
        article=Article(
            facts=((label, f"{words}▏"),),
            text="Type it in a few words. Or tell a volunteer at the desk.",
        ),
    )


def letters_left(words: str) -> int:
    """How many more letters can be typed."""
    return LONGEST_WORDS - len(words)


def thanks_page(*, is_left: bool) -> Page:
    """It was left for the volunteers, or there was no room."""
    if is_left:
        return Page(title="Thank you.", nothing="A volunteer will look at it soon.")
    return Page(
        title="We couldn't keep that just now.",
        nothing="Please tell a volunteer at the desk.",
    )
