"""Which candidates one part of a plan takes, and in which order they stand.

Knows nothing of services and groups: only what each candidate is for and how good it is.
Store-free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from hub.views.plan import PlanWishes

MOST_A_NEED = 3
"""Services, and again groups, for one need; and steps for one interest. What is pinned counts, and
may go beyond."""
_BROAD = 2
"""Of the places for a need, so many may go to who helps with several; the last is for the best."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may become a step."""

    code: str
    meets: tuple[str, ...]
    """The ticks that it is for in this part of the plan, in their order."""
    tier: tuple[bool, ...]
    """How good it is, the best lowest: open, checked, near."""
    name: str
    is_ready: bool = True
    """False: only where somebody pins it."""
    place: int = 0
    """Of the first tick that it meets; less than 0 where that is urgent."""
    aside: int = 0
    """How much it is for other things, or other people: who is for just this comes before it."""
    when: float = 0.0
    """Of two groups the one that meets first."""

    @property
    def by_quality(self) -> tuple[object, ...]:
        """For choosing."""
        return (self.tier, -len(self.meets), self.aside, self.when, self.name, self.code)

    @property
    def by_breadth(self) -> tuple[object, ...]:
        """For putting in order."""
        urgent, breadth = min(self.place, 0), -len(self.meets)
        return (urgent, breadth, self.place, self.tier, self.aside, self.when, self.name, self.code)


def choose(
    candidates: Sequence[Candidate],
    pinned: Collection[str],
    covered: Mapping[str, int] | None = None,
) -> list[Candidate]:
    """What is pinned; then who helps with several, the best first, while each of those has more
    than its last place; then the best one by one; then, for what has nothing yet, whoever there is.

    `covered` are places that are taken already. Of the last kind `meets` leaves out what has all
    its places, so that no need has more than MOST_A_NEED.
    """
    chosen = {one.code: one for one in candidates if one.code in pinned}
    places = Counter(covered or {})
    for one in chosen.values():
        places.update(one.meets)
    ready = sorted(
        (one for one in candidates if one.is_ready and one.meets and one.code not in chosen),
        key=lambda one: one.by_quality,
    )

    def take(most: int, least_meets: int) -> None:
        for one in ready:
            if (
                one.code not in chosen
                and len(one.meets) >= least_meets
                and all(places[slug] < most for slug in one.meets)
            ):
                chosen[one.code] = one
                places.update(one.meets)

    take(_BROAD, 2)
    take(MOST_A_NEED, 1)
    for one in ready:
        if one.code not in chosen and any(not places[slug] for slug in one.meets):
            free = tuple(slug for slug in one.meets if places[slug] < MOST_A_NEED)
            chosen[one.code] = replace(one, meets=free)
            places.update(free)
    return list(chosen.values())


def in_order(chosen: Sequence[Candidate], wishes: PlanWishes) -> list[Candidate]:
    """Pinned ones first, then as the volunteer put them, then by how much they help."""
    return sorted(chosen, key=lambda one: (*by_hand(one.code, wishes), one.by_breadth))


def by_hand(code: str, wishes: PlanWishes) -> tuple[int, int]:
    """Where the volunteer put it: what was pinned since comes first, what wasn't touched last."""
    if code in wishes.order:
        return (1, wishes.order.index(code))
    if code in wishes.pinned:
        return (0, wishes.pinned.index(code))
    return (2, 0)
