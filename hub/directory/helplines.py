"""The numbers that always answer, and their entries among helplines.

Store-free: the kiosk lists them first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from hub.languages.language import to_say
from hub.views.directory import PhoneView, ServiceView
from hub.views.words import fold


class Line(NamedTuple):
    """A number that every plan has."""

    dialled: str
    number: str
    """As people read it."""
    name: str
    what_for: str


ALWAYS = (
    Line("999", "999", to_say("999: police, ambulance, fire"), to_say("in danger now")),
    Line("111", "111", "NHS 111", to_say("ill, or can't cope: press 2")),
    Line("116123", "116 123", "Samaritans", to_say("somebody to talk to, any time")),
)
"""In every plan, even where the directory of a hub has lost them or somebody drops them."""

_NOT_DIALLED = re.compile(r"\D")


def always_first(services: Collection[ServiceView]) -> tuple[ServiceView, ...]:
    """Those that every plan has, in their order, and then the others as they stood."""
    entries = [entry_of(line, services) for line in ALWAYS]
    first = [entry for entry in entries if entry]
    return (*first, *(one for one in services if one not in first))


def entry_of(line: Line, services: Collection[ServiceView]) -> ServiceView | None:
    """The entry of a number that every plan has: of several the one that bears its name."""
    return min(
        (one for one in services if one.phones and _dialled(one.phones[0]) == line.dialled),
        key=lambda one: (fold(one.name) != fold(line.name), len(one.phones), one.code),
        default=None,
    )


def line_of(phones: Sequence[PhoneView]) -> Line | None:
    """Which of the numbers that every plan has these are, by the first of them."""
    dialled = _dialled(phones[0]) if phones else ""
    return next((line for line in ALWAYS if line.dialled == dialled), None)


def _dialled(phone: PhoneView) -> str:
    return "" if phone.is_text else _NOT_DIALLED.sub("", phone.number[:40])
