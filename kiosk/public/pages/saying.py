"""What visitors say: that an entry is wrong, an idea for the hub, a group that they would like."""

from __future__ import annotations

from hub.languages.language import ENGLISH, Language, to_say
from hub.noticeboard.dropbox import LONGEST_WORDS, Line, What
from hub.noticeboard.read import Noticeboard
from hub.views.sorts import WrongPart
from hub.views.words import clean_line
from kiosk.public.page import Article, Card, Page, Shape
from kiosk.public.places import Entry, EntryKind

PARTS = {
    WrongPart.PHONE: (to_say("The phone number"), to_say("nobody answers, or it is another one")),
    WrongPart.TIMES: (to_say("The day or the time"), to_say("it is on at another time")),
    WrongPart.ADDRESS: (to_say("The place"), to_say("it is somewhere else")),
    WrongPart.COST: (to_say("What it costs"), to_say("it costs more, or less")),
    WrongPart.CLOSED: (to_say("It has closed"), to_say("or it is not on any more")),
    WrongPart.OTHER: (to_say("Something else"), to_say("we will check all of it")),
}
"""What is touched, and what it means."""

_ASKED = {
    "idea": (to_say("An idea for the hub"), to_say("Your idea")),
    "group": (to_say("I'd like a group for…"), to_say("A group for")),
}


def wrong_page(board: Noticeboard, entry: Entry, language: Language = ENGLISH) -> Page:
    """Which part of an entry is wrong."""
    if entry.kind is EntryKind.SERVICE:
        service = board.service(entry.code)
        name = service.name if service else ""
    else:
        activity = board.activity(entry.code)
        name = activity.title if activity else ""
    hints = (
        language.say("Touch one, or press its number."),
        language.say("A volunteer will check it."),
    )
    return Page(
        title=language.say("What is wrong about {name}?", name=name)
        if name
        else language.say("What is wrong about this?"),
        hint=" ".join(hints),
        shape=Shape.SHORT,
        cards=tuple(
            Card(
                language.say(title), (language.say(words),), says=Line(What.WRONG, entry.code, part)
            )
            for part, (title, words) in PARTS.items()
        ),
    )


def saying_page(kind: str, words: str, language: Language = ENGLISH) -> Page:
    """One typed line, and the card that sends it once there is something to send."""
    title, label = _ASKED[kind]
    said = clean_line(words)
    send = Card(
        language.say("Send it"),
        (language.say("or press Enter"),),
        says=Line(What.IDEA, kind, said),
    )
    hints = (
        language.say("A volunteer reads it first."),
        language.say("Please don't write names or phone numbers."),
    )
    return Page(
        title=language.say(title),
        hint=" ".join(hints),
        shape=Shape.SHORT,
        cards=(send,) if said else (),
        article=Article(
            facts=((language.say(label), f"{words}▏"),),
            text=language.say("Type it in a few words. Or tell a volunteer at the desk."),
        ),
    )


def letters_left(words: str) -> int:
    """How many more letters can be typed."""
    return LONGEST_WORDS - len(words)


def thanks_page(language: Language = ENGLISH, *, is_left: bool) -> Page:
    """It was left for the volunteers, or there was no room."""
    if is_left:
        return Page(
            title=language.say("Thank you."),
            nothing=language.say("A volunteer will look at it soon."),
        )
    return Page(
        title=language.say("We couldn't keep that just now."),
        nothing=language.say("Please tell a volunteer at the desk."),
    )
