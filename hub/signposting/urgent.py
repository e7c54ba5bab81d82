"""The lines for emergencies: which stand first in a plan, and which every plan has. Store-free."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from hub.directory.helplines import ALWAYS, Line, entry_of, line_of
from hub.languages.language import ENGLISH, Language
from hub.signposting.choosing import by_hand
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.plan import PlanStep, PlanWishes, StepKind


def urgent_lines(
    services: Collection[ServiceView], needs: Sequence[str], wishes: PlanWishes
) -> list[ServiceView | Line]:
    """First the helplines of the urgent `needs` that were ticked, then those that always answer:
    each by its entry in the directory where it has one.

    The volunteer may drop or move the former. 999 stays first where it is among them; else who is
    for more of the needs comes first, then they stand as in `services`: the directory has an order.
    """
    lines = [one for one in services if one.is_urgent and one.status is ServiceStatus.ACTIVE]
    entries = {line.dialled: entry_of(line, lines) for line in ALWAYS}
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


def in_words(step: PlanStep, language: Language) -> PlanStep:
    """A line by its entry. Entries are in English; of the numbers that always answer we can say in
    any language whose they are and what for.
    """
    line = line_of(step.phones)
    if line is None or language.is_english:
        return step
    others = tuple(pair for pair in step.getting_in if pair[0] != "Who for")
    what_for = ("Who for", language.say(line.what_for))
    return replace(step, name=language.say(line.name), getting_in=(what_for, *others))


def step_without_entry(line: Line, language: Language = ENGLISH) -> PlanStep:
    """A line that always answers, where the directory has no entry for it."""
    return PlanStep(
        kind=StepKind.URGENT,
        code="",
        name=language.say(line.name),
        phones=(PhoneView(line.number, language.say("free")),),
        why=(language.say("free"), language.say(line.what_for)),
    )
