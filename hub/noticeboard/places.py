"""Places in what people type: "food bank DN1", "debt help doncaster". What is there comes first;
it never hides what is everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from hub.noticeboard.wording import words_of
from hub.views.directory import ServiceView

_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?")
_INWARD = re.compile(r"[0-9][a-z]{2}")
_WHOLE = re.compile(r"([a-z]{1,2}[0-9][a-z0-9]?)([0-9][a-z]{2})")
"""A British postcode: what is before its space names a part of a town, what is behind a street."""
_MOST_WORDS = 4
_EVERYWHERE = frozenset({"uk", "united kingdom", "great britain", "england", "online", "national"})


@dataclass(frozen=True, slots=True)
class Sought:
    """Words typed, without the place among them."""

    words: list[str]
    place: tuple[str, ...] = ()
    """The words of the place; none where none was named."""


def places_of(service: ServiceView) -> set[str]:
    """What people may call the place where somebody helps, in plain words."""
    names = re.split("[;,]| and ", service.area)
    parts = service.address.split(",")
    postcode = outward(service.postcode) or outward(parts[-1])
    if postcode and outward(parts[-1]):
        parts.pop()
    if len(parts) > 1:
        names.append(parts[-1])  # the town, as on an envelope
    names.append(postcode)
    plain = {" ".join(words_of(name)) for name in names}
    return {
        name
        for name in plain
        if len(name) > 1 and name.count(" ") < _MOST_WORDS and name not in _EVERYWHERE
    }


def outward(postcode: str) -> str:
    """The first half of a British postcode; empty where it isn't one."""
    found = _WHOLE.fullmatch("".join(words_of(postcode)))
    return found[1] if found else ""


def seek(words: Sequence[str], known: Collection[str], means: Callable[[str], bool]) -> Sought:
    """Take the place out of what was typed, where something else is left to look for.

    `known` are the places of the noticeboard; a word that `means` something is no place.
    """
    for size in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        for at in range(len(words) - size, -1, -1):
            name = " ".join(words[at : at + size])
            if name in known and not (size == 1 and means(name)):
                place = words[at : at + size]
                rest = list(words[at + size :])
                if _OUTWARD.fullmatch(name) and rest and _INWARD.fullmatch(rest[0]):
                    rest = rest[1:]
                left = [*words[:at], *rest]
                return Sought(left, tuple(place)) if left else Sought(list(words))
    return _without_postcode(words, known)


def _without_postcode(words: Sequence[str], known: Collection[str]) -> Sought:
    """A whole postcode run together or of a place where nobody helps."""
    for at, word in enumerate(words):
        whole = _WHOLE.fullmatch(word)
        left = [*words[:at], *words[at + 1 :]]
        if whole and left:
            return Sought(left, (whole[1],) if whole[1] in known else ())
        pair = words[at : at + 2]
        if len(pair) == 2 and _OUTWARD.fullmatch(pair[0]) and _INWARD.fullmatch(pair[1]):
            left = [*words[:at], *words[at + 2 :]]
            return Sought(left) if left else Sought(list(words))
    return Sought(list(words))
