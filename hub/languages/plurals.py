"""How many forms a number bends words into in each language, and which form goes with which number
(Unicode CLDR, written as gettext writes it). Kept here and not read from catalogues: those are
edited by people, and are no code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import c2py

_SLAVIC = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"

PLURALS: dict[str, tuple[int, str]] = {
    "en": (2, "n!=1"),
    "pl": (3, f"n==1 ? 0 : {_SLAVIC}"),
    "ro": (3, "n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2"),
    "cy": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5"),
    "uk": (3, f"n%10==1 && n%100!=11 ? 0 : {_SLAVIC}"),
    "tr": (2, "n!=1"),
    "ar": (
        6,
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
        " : n%100>=11 && n%100<=99 ? 4 : 5",
    ),
    "ur": (2, "n!=1"),
}
"""By language: how many forms, and the rule that gives the number of the form."""

_ENOUGH = 1000
"""No rule above tells numbers apart by more than their last three digits."""


def plural_header(code: str) -> str:
    """As it stands at the head of a catalogue."""
    forms, rule = PLURALS[code]
    return f"nplurals={forms}; plural={rule};"


@cache
def form_for(code: str) -> Callable[[int], int]:
    """The rule, ready to be asked."""
    return c2py(PLURALS[code][1])


@cache
def forms_of_one_number(code: str) -> frozenset[int]:
    """The forms that go with one number alone, and so need not say it: "one step"."""
    form = form_for(code)
    numbers = [form(number) for number in range(_ENOUGH)]
    return frozenset(one for one in range(PLURALS[code][0]) if numbers.count(one) == 1)
