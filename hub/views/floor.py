"""Where rooms lie in the building, in squares of a simple grid, floor by floor; and what else a
visitor looks for. How it is drawn, `kiosk.shared.floor_plan` decides.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

SQUARES_ACROSS, SQUARES_DOWN = 24, 12
"""The grid of each floor."""
LONGEST_FLOOR = 30

_LEVELS = ("ground", "first", "second", "third", "fourth", "fifth")
_OTHER_WORDS = {"g": "ground", "gf": "ground", "b": "basement", "cellar": "basement"}
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}


class Spot(Struct, frozen=True):
    """Some squares of one floor."""

    floor: str
    across: int
    """Squares from the left, from 0."""
    down: int
    """Squares from the top, from 0."""
    width: int = 1
    height: int = 1

    @property
    def right(self) -> int:
        return self.across + self.width

    @property
    def below(self) -> int:
        return self.down + self.height

    def meets(self, other: Spot) -> bool:
        """Whether both have a square in common."""
        return (
            self.floor == other.floor
            and self.across < other.right
            and other.across < self.right
            and self.down < other.below
            and other.down < self.below
        )

    def holds(self, other: Spot) -> bool:
        """Whether the other lies wholly inside this."""
        return (
            self.floor == other.floor
            and self.across <= other.across
            and other.right <= self.right
            and self.down <= other.down
            and other.below <= self.below
        )


class MarkKind(StrEnum):
    """What a visitor looks for that is no room."""

    HERE = "here"
    """Where the kiosk stands. There is one in the whole building."""
    ENTRANCE = "entrance"
    DESK = "desk"
    TOILETS = "toilets"
    ACCESSIBLE_TOILET = "accessible-toilet"
    LIFT = "lift"
    STAIRS = "stairs"


class MarkView(Struct, frozen=True):
    """One of those, on one square."""

    kind: MarkKind
    spot: Spot


def floor_named(typed: str) -> str:
    """ "ground", "G", "0" and "Ground floor" are one floor; what nobody knows stays as it is typed,
    with a capital."""
    words = " ".join(typed.split())
    bare = re.sub(r"(?i)^(the )?(floor|level)\s+|\s+(floor|level)$", "", words).casefold()
    bare = _OTHER_WORDS.get(bare, _ORDINALS.get(bare, bare))
    if re.fullmatch(r"-?\d{1,2}", bare):
        number = int(bare)
        bare = "basement" if number == -1 else bare
        bare = _LEVELS[number] if 0 <= number < len(_LEVELS) else bare
    if bare in _LEVELS:
        return f"{bare.capitalize()} floor"
    if bare == "basement":
        return "Basement"
    if re.fullmatch(r"-?\d{1,2}", bare):
        return f"Floor {int(bare)}"
    return words[:1].upper() + words[1:]


def floor_level(floor: str) -> tuple[float, str]:
    """How high a floor lies, to put floors in order; those that nobody knows come last."""
    bare = floor.casefold().removesuffix(" floor")
    if bare in _LEVELS:
        return _LEVELS.index(bare), floor
    if bare == "basement":
        return -1, floor
    numbered = re.fullmatch(r"floor (-?\d+)", bare)
    return (int(numbered[1]) if numbered else 99), floor
