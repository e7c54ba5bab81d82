"""What the plain kiosk says of itself, and the words that it answers to."""

from __future__ import annotations

from hub.languages.language import Language, to_say
from hub.languages.spoken import LANGUAGES
from hub.noticeboard.dropbox import LONGEST_WORDS
from hub.views.words import clean_line, fold
from kiosk.public.page import Around
from kiosk.public.places import Home, Place, Saying

ASKING_SECONDS = 15
SPOKEN = tuple(one for one in LANGUAGES if not one.is_right_to_left)
"""Those that can be heard; the others are had on paper."""

ON_ITS_WAY = to_say("Your sheet is on its way to the printer. Please wait.")
BROKEN = "One moment… this screen is starting again."
STARTED_AGAIN = to_say("Nobody typed for a while, so we start again.")
LEFT = to_say("You have left. Nothing of your visit is kept.")
HIDDEN = to_say("Press Enter to go on.")
NO_WAY_BACK = to_say("This is the start: there is no way back.")
NO_MORE = to_say("There is no more on this page.")
WRITE_WORDS = to_say("Please write it in words.")


def still_there(language: Language) -> str:
    """Before a visit is forgotten."""
    return language.say(
        "Still there? Press Enter to go on, or we start again in {number} seconds.",
        number=ASKING_SECONDS,
    )


def cut(language: Language) -> str:
    """Of more words than can be sent."""
    return language.say(
        "That was long: only the first {number} letters were taken.", number=LONGEST_WORDS
    )


def numbers_here(most: int, language: Language) -> str:
    """Which numbers can be typed here."""
    if most > 1:
        return language.say("The numbers here are 1 to {number}.", number=most)
    if most:
        return language.say("The only number here is 1.")
    return language.say("There are no numbers here.")


def prompt(place: Place, language: Language, *, cards: bool, goes_back: bool, goes_on: bool) -> str:
    """What can be typed here."""
    ways = [language.say("a number")] if cards else []
    if isinstance(place, Saying):
        ways.append(language.say("your words again") if cards else language.say("your words"))
    else:
        ways.append(language.say("a word to search"))
    ways += [language.say("b for back")] if goes_back else []
    ways += [language.say("h for start")] if goes_back or not isinstance(place, Home) else []
    ways += [language.say("m for more")] if goes_on else []
    return language.say("Type {ways}, l to leave:", ways=", ".join(ways))


def other_languages(around: Around) -> str:
    """How to hear another language, in a line at the start; and where there are some on paper."""
    language = around.language
    shown = [one.name for one in SPOKEN if one.code != language.code]
    shown += [language.say("Language")] if around.prints_arabic else []
    return language.say("Or type: {names}", names=", ".join(shown))


def language_named(words: str, language: Language) -> str:
    """The code of the language whose own name was typed; "" for other words. Whoever hears English
    and types "English" looks for a class."""
    wanted = fold(clean_line(words))
    for one in SPOKEN:
        if one.code != language.code and wanted in (fold(one.name), _LATIN.get(one.code)):
            return one.code
    return ""


def asks_for_languages(words: str, language: Language) -> bool:
    """Whether somebody wants to choose among them."""
    return fold(clean_line(words)) in (fold(language.say("Language")), "language")


_LATIN = {"ro": "romana", "tr": "turkce", "uk": "ukrainska"}
"""Names as they are typed on an English keyboard."""

COMMANDS = {
    **dict.fromkeys(("b", "back"), "b"),
    **dict.fromkeys(("h", "start"), "h"),
    **dict.fromkeys(("m", "more"), "m"),
    **dict.fromkeys(("l", "leave"), "l"),
    **dict.fromkeys(("hide", "f9"), "hide"),
    **dict.fromkeys(("", "?"), ""),
}
