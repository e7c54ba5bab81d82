"""Which numbers of a report are shown. None under 5 is, and none can be worked out from the others,
not even by somebody who knows these rules: whatever is hidden could be anything from 0 to 4.

- Parts of a whole (outcomes, channels) are put together until every part is 5 or more. If one part
  were left out instead, it would be the whole less the others.
- Of a need, three differences are numbers too: visits less asked, asked less unmet, visits less
  unmet. Where one is under 5, what it is made of is held back.
- Below ten visits nothing but their number is shown: there is nothing that can be told apart.

Which numbers hide is decided from what stays in sight, so that the hiding says nothing either. It
holds within one quarter; that it holds between reports is why they are made of whole quarters
(`quarters`, `together`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.views.learning import CountLine, Hidden, NeedLine, Number, WeekLine
from hub.views.sorts import Channel, Outcome

LEAST = 5
"""The smallest number that is shown."""
ENOUGH_VISITS = 2 * LEAST

Parts = Sequence[Sequence[str]]

OUTCOMES: Sequence[Parts] = (
    ((Outcome.GIVEN,), (Outcome.NONE_FOUND,), (Outcome.DECLINED,)),
    ((Outcome.GIVEN, Outcome.DECLINED), (Outcome.NONE_FOUND,)),
)
"""Ways to part the visits by how they ended, the finest first. The first in which no part is under
5 is used; where there is none, they aren't parted.

Each way puts parts of the one before it together, and no others: with a second way to make pairs,
that it was needed would say something of both. A test tries every small table.
"""
CHANNELS: Sequence[Parts] = (
    ((Channel.DESK,), (Channel.PHONE,), (Channel.KIOSK,), (Channel.ELSEWHERE,)),
    ((Channel.DESK,), (Channel.PHONE,), (Channel.KIOSK, Channel.ELSEWHERE)),
    ((Channel.DESK,), (Channel.PHONE, Channel.KIOSK, Channel.ELSEWHERE)),
)
"""The same by where they took place."""

OUTCOME_NAMES: Mapping[str, str] = {
    Outcome.GIVEN: "Something was suggested",
    Outcome.NONE_FOUND: "Nobody could help",
    Outcome.DECLINED: "They would rather not say",
}
CHANNEL_NAMES: Mapping[str, str] = {
    Channel.DESK: "At the desk",
    Channel.PHONE: "On the phone",
    Channel.KIOSK: "At the kiosk",
    Channel.ELSEWHERE: "Elsewhere",
}


def shown(number: int) -> Number:
    """The number itself, or that it is fewer than 5."""
    return number if number >= LEAST else Hidden.FEW


def parted(
    counts: Mapping[str, int], ways: Sequence[Parts], names: Mapping[str, str]
) -> tuple[CountLine, ...]:
    """The whole in parts, as finely as no part is under 5; empty where it can't be parted."""
    for way in ways:
        totals = [sum(counts.get(cell, 0) for cell in part) for part in way]
        if min(totals) >= LEAST:
            return tuple(
                CountLine("+".join(part), _joined([names[cell] for cell in part]), total)
                for part, total in zip(way, totals, strict=True)
            )
    return ()


def _joined(names: Sequence[str]) -> str:
    *firsts, last = [names[0], *(f"{name[:1].lower()}{name[1:]}" for name in names[1:])]
    return f"{', '.join(firsts)} or {last}" if firsts else last


def need_line(slug: str, name: str, *, visits: int, asked: int, unmet: int) -> NeedLine | None:
    """A need among `visits`; None where it came up fewer than 5 times, which is all that may be
    known of it.
    """
    if visits < ENOUGH_VISITS or asked < LEAST:
        return None
    says_unmet = shown(unmet) if visits - unmet >= LEAST else Hidden.HELD_BACK
    is_close = visits - asked < LEAST or (unmet >= LEAST and asked - unmet < LEAST)
    return NeedLine(slug, name, Hidden.HELD_BACK if is_close else asked, says_unmet)


def interest_line(slug: str, name: str, *, visits: int, times: int) -> CountLine | None:
    """An interest among `visits`; None where it came up fewer than 5 times."""
    if visits < ENOUGH_VISITS or times < LEAST:
        return None
    return CountLine(slug, name, times if visits - times >= LEAST else Hidden.HELD_BACK)


def week_lines(weeks: Sequence[WeekLine]) -> tuple[tuple[WeekLine, ...], Number]:
    """Weeks with numbers as they are -> those that may be shown, and their sum, which may be only
    where every week is.
    """
    lines = tuple(
        WeekLine(one.monday, shown(one.total) if isinstance(one.total, int) else one.total)
        for one in weeks
    )
    total = sum(one.total for one in weeks if isinstance(one.total, int))
    if any(isinstance(one.total, Hidden) for one in lines):
        return lines, Hidden.HELD_BACK
    return lines, shown(total)
