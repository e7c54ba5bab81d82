"""What the pocket cards for shops say: what somebody may notice, and what they could say.

Kind, and never accusing: nobody is told off, and nothing is asked that people would have to hide.
The card on abuse names it nowhere, so that it can lie in a purse.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hub.languages.language import Language
from printables.fonts import printable

_WORDS = "The card"


class Topic(StrEnum):
    """What a card is about. The value is what is typed, and is never on the card."""

    HOUSING = "housing"
    DEBT = "debt"
    CARING = "caring"
    LONELINESS = "loneliness"
    ABUSE = "abuse"


URGENT_NEEDS = {Topic.ABUSE: "not-safe-at-home"}
"""Topics whose card names a helpline: the need that it meets."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of one card."""

    heading: str
    signs: tuple[str, ...]
    """The most telling first: the last goes where the card is full."""
    say_label: str
    say: str


def words_for(topic: Topic, language: Language) -> CardWords:
    """The words of a card. Refuses (`BadInput`) a language whose letters no font of ours has."""
    words = _said(topic, language)
    return CardWords(
        printable(words.heading, _WORDS),
        tuple(printable(sign, _WORDS) for sign in words.signs),
        printable(words.say_label, _WORDS),
        printable(words.say, _WORDS),
    )


def _said(topic: Topic, language: Language) -> CardWords:
    match topic:
        case Topic.HOUSING:
            return CardWords(
                language.say("A safe home"),
                (
                    language.say("all their bags with them"),
                    language.say("sleeping in a car"),
                    language.say("afraid of the landlord"),
                ),
                language.say("You could say"),
                language.say("“Is all well where you live?”"),
            )
        case Topic.DEBT:
            return CardWords(
                language.say("Money worries"),
                (
                    language.say("putting food back"),
                    language.say("counting every coin"),
                    language.say("afraid to open letters"),
                ),
                language.say("You could say"),
                language.say("“I know who can help.”"),
            )
        case Topic.CARING:
            return CardWords(
                language.say("Caring for someone"),
                (
                    language.say("always in a hurry"),
                    language.say("very tired"),
                    language.say("no time for a chat"),
                ),
                language.say("You could say"),
                language.say("“And who helps you?”"),
            )
        case Topic.LONELINESS:
            return CardWords(
                language.say("Good company"),
                (
                    language.say("stays to talk"),
                    language.say("comes in every day"),
                    language.say("has nobody to visit"),
                ),
                language.say("You could say"),
                language.say("“I know a friendly place nearby.”"),
            )
        case Topic.ABUSE:
            return CardWords(
                language.say("Somebody to talk to"),
                (
                    language.say("seems afraid"),
                    language.say("is never alone"),
                    language.say("must hurry home"),
                ),
                language.say("When they are alone"),
                language.say("“Are you all right?”"),
            )
