"""The lines for emergencies: which stand first in a plan, and which every plan has. Store-free."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from hub.signposting.choosing import by_hand
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.plan import PlanStep, PlanWishes, StepKind
from hub.views.words import fold


class Line(NamedTuple):
    """A number that every plan has."""

    dialled: str
    number: str
    """As people read it."""
    name: str
    what_for: str


ALWAYS = (
    Line("999", "999", "999: police, ambulance, fire", "in danger now"),
    Line("111", "111", "NHS 111", "ill, or can't cope: press 2"),
    Line("116123", "116 123", "Samaritans", "somebody to talk to, any time"),
)
"""In every plan, even where the directory of a hub has lost them or somebody drops them."""

_NOT_DIALLED = re.compile(r"\D")


def urgent_lines(
    services: Collection[ServiceView], needs: Sequence[str], wishes: PlanWishes
) -> list[ServiceView | Line]:
    """First the helplines of the urgent `needs` that were ticked, then those that always answer:
    each by its entry in the directory where it has one.

    The volunteer may drop or move the former. 999 stays first where it is among them; else who is
    for more of the needs comes first, then they stand as in `services`: the directory has an order.
    """
    lines = [one for one in services if one.is_urgent and one.status is ServiceStatus.ACTIVE]
    entries = {line.dialled: _entry_of(line, lines) for line in ALWAYS}
    always = {entry.code for entry in entries.values() if entry}
    own = [
        one
        for one in lines
        if any(slug in one.needs for slug in needs)
        and (one.code in always or one.code not in wishes.dropped)
    ]
    police = entries[ALWAYS[0].dialled]
    own.sort(
        key=lambda one: (
            one != police,
            by_hand(one.code, wishes),
            -sum(slug in one.needs for slug in needs),
        )
    )
    shown = {one.code for one in own}
    found: list[ServiceView | Line] = [*own]
    for line in ALWAYS:
        entry = entries[line.dialled]
        if entry is None or entry.code not in shown:
            found.append(entry or line)
    return found


def always_first(services: Collection[ServiceView]) -> tuple[ServiceView, ...]:
    """Those that every plan has, in their order, and then the others as they stood."""
    entries = [_entry_of(line, services) for line in ALWAYS]
    first = [entry for entry in entries if entry]
    return (*first, *(one for one in services if one not in first))


def _entry_of(line: Line, services: Collection[ServiceView]) -> ServiceView | None:
    """The entry of a number that every plan has: of several the one that bears its name."""
    return min(
        (one for one in services if one.phones and _dialled(one.phones[0]) == line.dialled),
        key=lambda one: (fold(one.name) != fold(line.name), len(one.phones), one.code),
        default=None,
    )


def _dialled(phone: PhoneView) -> str:
    return "" if phone.is_text else _NOT_DIALLED.sub("", phone.number[:40])


def step_without_entry(line: Line) -> PlanStep:
    """A line that always answers, where the directory has no entry for it."""
    return PlanStep(
        kind=StepKind.URGENT,
        code="",
        name=line.name,
        phones=(PhoneView(line.number, "free"),),
        why=("free", line.what_for),
    )
