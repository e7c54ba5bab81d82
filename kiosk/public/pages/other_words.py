"""What words mean in another language than English: the needs (by their translated names, or by
what else people call them), their groups and the interests. Leaves English, and names that people
gave, to the search itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from hub.languages.language import Language
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import folded
from hub.views.directory import NeedGroupView
from hub.views.interests import InterestView
from hub.views.noticeboard import Found, Kind
from kiosk.public.page import Card
from kiosk.public.pages.also_called import also_called
from kiosk.public.pages.found import found_card, group_card

Scored = TypeVar("Scored")

_SHORTEST = 3
"""Shorter words say little: z, na, am, ve."""
_SHORTEST_STEM = 4
_STEM = 0.6
"""How much of two words must be the same where only their ends are bent: mieszkanie, mieszkania."""
_IN_NAME, _IN_HINT = 1.0, 0.5
_MOST_WISHES = 6
_MOST_HELPERS = 6


def meant_in(board: Noticeboard, typed: str, now: datetime, language: Language) -> tuple[Card, ...]:
    """Needs and interests, the best first, their groups, then who meets the best of the needs."""
    asked = [word for word in folded(typed) if len(word) >= _SHORTEST]
    if not asked:
        return ()
    wishes: list[tuple[float, Found]] = []
    groups: list[tuple[float, NeedGroupView]] = []
    for group in board.need_groups():
        name, hint = language.say(group.name), language.say(group.hint) if group.hint else ""
        groups.append((_score(asked, name, hint), group))
        for need in group.needs:
            found = Found(
                Kind.NEED,
                need.slug,
                need.name,
                detail=group.name,
                is_urgent=need.is_urgent,
                helpers=need.services + need.activities,
            )
            called = f"{language.say(need.name)} {also_called(need.slug, language)}"
            wishes.append((_score(asked, called), found))
    wishes += ((_score(asked, language.say(one.name)), _interest(one)) for one in board.interests())
    best = _best(wishes)[:_MOST_WISHES]
    cards = [found_card(one, language) for one in best]
    cards += [group_card(one, language) for one in _best(groups)[:2]]
    if best and best[0].kind is Kind.NEED:
        helpers = board.for_need(best[0].code, now.date(), now=now)
        cards += [found_card(one, language) for one in helpers[:_MOST_HELPERS]]
    return tuple(cards)


def _interest(one: InterestView) -> Found:
    return Found(Kind.INTEREST, one.slug, one.name, helpers=one.services + one.activities)


def _best(scored: Iterable[tuple[float, Scored]]) -> list[Scored]:
    """Those that fit as well as the best, or nearly."""
    ranked = sorted(scored, key=lambda pair: -pair[0])
    least = ranked[0][0] * 0.7 if ranked else 0.0
    return [one for score, one in ranked if score > 0 and score >= least]


def _score(asked: Sequence[str], name: str, hint: str = "") -> float:
    """How well the words fit a name, the longer ones more."""
    named, hinted = folded(name), folded(hint)
    total = 0.0
    for word in asked:
        like = max((_like(word, one) for one in named), default=0.0) * _IN_NAME
        like = max(like, max((_like(word, one) for one in hinted), default=0.0) * _IN_HINT)
        total += like * len(word)
    return total / sum(map(len, asked))


def _like(typed: str, word: str) -> float:
    """1 for a word, or one half typed; less where its end is bent otherwise; else 0."""
    if word.startswith(typed):
        return 1.0
    same = 0
    for one, other in zip(typed, word, strict=False):
        if one != other:
            break
        same += 1
    if same < _SHORTEST_STEM or same < _STEM * max(len(typed), len(word)):
        return 0.0
    return 0.8
