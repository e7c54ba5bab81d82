"""What a person asks a plan for, and what the volunteer changes about it: tick, pin, drop, move,
and lines of one's own. Each gives new wishes; the old ones stay as they were.

Store-free. What becomes of the wishes is decided in `hub.signposting.plan`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hub.views.plan import Plan, PlanWishes
from hub.views.words import clean_line

MOST_LINES = 6
"""Lines a volunteer may add to a plan."""
LONGEST_LINE = 200
"""Letters in one of them."""
MOST_CODES = 100
"""Codes that are pinned, dropped or put in order."""
_LONGEST_CODE = 8
_LONGEST_SLUG = 100

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def tick(wishes: PlanWishes, slug: str) -> PlanWishes:
    """Ask for help with a need as well, or no more."""
    return replace(wishes, needs=_toggled(wishes.needs, slug))


def tick_interest(wishes: PlanWishes, slug: str) -> PlanWishes:
    """Ask for an interest as well, or no more."""
    return replace(wishes, interests=_toggled(wishes.interests, slug))


def pin(wishes: PlanWishes, code: str) -> PlanWishes:
    """Keep something in the plan whatever else is found; where it is pinned, let go of it."""
    (wanted,) = codes_in([code]) or ("",)
    if not wanted or wanted in wishes.pinned:
        return replace(wishes, pinned=_without(wishes.pinned, wanted))
    return replace(
        wishes,
        pinned=(*wishes.pinned, wanted),
        dropped=_without(wishes.dropped, wanted),
        order=_without(wishes.order, wanted),
    )


def drop(wishes: PlanWishes, code: str) -> PlanWishes:
    """Leave something out of the plan: the next best moves up. Lines that always answer stay."""
    (wanted,) = codes_in([code]) or ("",)
    if not wanted:
        return wishes
    return replace(
        wishes,
        pinned=_without(wishes.pinned, wanted),
        dropped=(*_without(wishes.dropped, wanted), wanted),
        order=_without(wishes.order, wanted),
    )


def bring_back(wishes: PlanWishes, code: str) -> PlanWishes:
    """Let something that was dropped be found again."""
    (wanted,) = codes_in([code]) or ("",)
    return replace(wishes, dropped=_without(wishes.dropped, wanted))


def move(wishes: PlanWishes, plan: Plan, code: str, by: int) -> PlanWishes:
    """Move something `by` places down its part of the plan (up where it is less than 0), to the
    end at most. Urgent lines keep their places.
    """
    (wanted,) = codes_in([code]) or ("",)
    for part in (plan.steps, plan.groups, plan.interest_steps):
        codes = [step.code for step in part]
        if wanted in codes:
            place = codes.index(wanted)
            codes.insert(max(0, min(len(codes) - 1, place + by)), codes.pop(place))
            others = [one for one in wishes.order if one not in codes]
            return replace(wishes, order=(*others, *codes))
    return wishes


def add_line(wishes: PlanWishes, words: str) -> PlanWishes:
    """Add a line of the volunteer's own. Too many, and the last ones stay out."""
    return replace(wishes, lines=tidy_lines((*wishes.lines, words)))


def remove_line(wishes: PlanWishes, number: int) -> PlanWishes:
    """Take a line out again, counted from 1."""
    kept = [line for place, line in enumerate(wishes.lines, 1) if place != number]
    return replace(wishes, lines=tuple(kept))


def tidy_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines that are safe to draw, none twice, of at most LONGEST_LINE letters."""
    tidy: dict[str, None] = {}
    for line in lines:
        words = clean_line(line[: 4 * LONGEST_LINE])
        if len(words) > LONGEST_LINE:
            words = f"{words[: LONGEST_LINE - 1].rstrip()}…"
        if words:
            tidy[words] = None
        if len(tidy) == MOST_LINES:
            break
    return tuple(tidy)


def codes_in(typed: Sequence[str]) -> tuple[str, ...]:
    """Codes as we write them, in their order and none twice; what can be no code is left out."""
    tidy = (
        clean_line(one[: 4 * _LONGEST_CODE]).upper().translate(_READ_AS)
        for one in typed[:MOST_CODES]
    )
    return tuple(dict.fromkeys(code for code in tidy if code and len(code) <= _LONGEST_CODE))


def _toggled(slugs: tuple[str, ...], slug: str) -> tuple[str, ...]:
    wanted = clean_line(slug[:_LONGEST_SLUG])
    if not wanted:
        return slugs
    return _without(slugs, wanted) if wanted in slugs else (*slugs, wanted)


def _without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(one for one in codes if one != code)
