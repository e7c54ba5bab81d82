"""Next steps for one person: which of those that can help stand in the plan, and in which order.

Takes and returns views only, so that desk, kiosk and commands make the same plan. Leaves the words
to `explaining` and what the volunteer changes to `wishing`. Deterministic: the same wishes and
sources give the same plan, in whichever order the sources come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TypeVar

from hub.directory.assurance import assured_words, is_current
from hub.signposting.explaining import (
    getting_in_activity,
    getting_in_service,
    is_near,
    meets_words,
    next_of,
    short,
    why_activity,
    why_service,
)
from hub.signposting.wishing import add_line as add_line
from hub.signposting.wishing import bring_back as bring_back
from hub.signposting.wishing import codes_in, tidy_lines
from hub.signposting.wishing import drop as drop
from hub.signposting.wishing import move as move
from hub.signposting.wishing import pin as pin
from hub.signposting.wishing import remove_line as remove_line
from hub.signposting.wishing import tick as tick
from hub.signposting.wishing import tick_interest as tick_interest
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.plan import (
    ActivityChoice,
    InterestView,
    Plan,
    PlanSources,
    PlanStep,
    PlanWishes,
    ServiceChoice,
    StepKind,
)
from hub.views.words import fold

HEADING = "Your next steps"
"""Neutral, so that the sheet can lie on a table."""
MOST_A_NEED = 3
"""Services, and again groups, for one need; and steps for one interest. What is pinned counts, and
may go beyond."""
MOST_LEFT_OVER = 20
_BROAD = 2
"""Of the places for a need, so many may go to who helps with several; the last is for the best."""

ALWAYS = (
    ("999", "999: police, ambulance, fire", "In danger now"),
    ("111", "NHS 111", "Ill, or in a mental health crisis: press 2"),
    ("116123", "Samaritans", "To talk to somebody, day or night"),
)
"""Numbers that every plan has, even where the directory of a hub has lost them: how they are
dialled, whose they are, and what for."""
_AS_WRITTEN = {"116123": "116 123"}
"""People read 116 123 more easily."""

_NOT_DIALLED = re.compile(r"\D")


def build_plan(wishes: PlanWishes, sources: PlanSources, *, now: datetime) -> Plan:
    """The plan for what was ticked. Whatever is unknown in the wishes is left out; never raises.

    `now` is aware, in the hub's zone. Urgent lines first, then at most MOST_A_NEED services a
    need, who helps with several of them first; then what to come to at this hub, and what builds
    on an interest. Nothing stands in it twice.
    """
    asked = _tidy(wishes, sources)
    maker = _Maker(asked, sources, now)
    urgent = maker.urgent()
    steps, more_steps = maker.services({step.code for step in urgent})
    groups, more_groups = maker.groups()
    by_interest, more_by_interest = maker.by_interest({step.code for step in chain(steps, groups)})
    met = {slug for step in chain(urgent, steps, groups, by_interest) for slug in step.meets}
    needs = tuple(maker.needs.values())
    interests = tuple(maker.interests.values())
    shown = {step.code for step in chain(urgent, steps, groups, by_interest)}
    left = {
        step.code: step
        for step in chain(more_steps, more_groups, more_by_interest)
        if step.code not in shown
    }
    return Plan(
        made_on=now.date(),
        heading=HEADING,
        wishes=asked,
        needs=needs,
        interests=interests,
        urgent=urgent,
        steps=steps,
        groups=groups,
        interest_steps=by_interest,
        lines=asked.lines,
        unmet=tuple(need for need in needs if need.slug not in met),
        left_over=tuple(left.values())[:MOST_LEFT_OVER],
    )


def always_line(service: ServiceView) -> str:
    """Which of the numbers that every plan has it answers; "" where none."""
    known = {number for number, _, _ in ALWAYS}
    return next((dialled for p in service.phones if (dialled := _dialled(p)) in known), "")


def _dialled(phone: PhoneView) -> str:
    return _NOT_DIALLED.sub("", phone.number[:40])


def _tidy(wishes: PlanWishes, sources: PlanSources) -> PlanWishes:
    """The wishes without what doesn't exist, and nothing twice."""
    needs = {need.slug for need in sources.needs}
    interests = {interest.slug for interest in sources.interests}
    dropped = codes_in(wishes.dropped)
    codes = {one.service.code for one in sources.services}
    codes |= {one.activity.code for one in sources.activities}
    pinned = codes_in(wishes.pinned)
    return PlanWishes(
        needs=tuple(dict.fromkeys(slug for slug in wishes.needs if slug in needs)),
        interests=tuple(dict.fromkeys(slug for slug in wishes.interests if slug in interests)),
        pinned=tuple(code for code in pinned if code in codes and code not in dropped),
        dropped=dropped,
        order=codes_in(wishes.order),
        lines=tidy_lines(wishes.lines),
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may become a step."""

    code: str
    meets: tuple[str, ...]
    """Of what counts for its part of the plan, in the order of the ticks."""
    tier: tuple[bool, ...]
    """How good it is, the best lowest: open, checked, near."""
    name: str
    is_ready: bool = True
    """False: only where somebody pins it."""
    place: int = 0
    """Of the first tick that it meets; those for urgent needs before all others."""
    does: int = 0
    """How many things it is for at all: who does one thing does that."""

    @property
    def by_quality(self) -> tuple[object, ...]:
        """For choosing."""
        return (self.tier, -len(self.meets), self.does, self.name, self.code)

    @property
    def by_breadth(self) -> tuple[object, ...]:
        """For putting in order."""
        urgent = min(self.place, 0)
        return (urgent, -len(self.meets), self.place, self.tier, self.does, self.name, self.code)


class _Maker:
    """One plan while it is made."""

    def __init__(self, wishes: PlanWishes, sources: PlanSources, now: datetime) -> None:
        self._wishes = wishes
        self._sources = sources
        self._now = now
        known = {need.slug: need for need in sources.needs}
        self.needs = {slug: known[slug] for slug in wishes.needs}
        fond: dict[str, InterestView] = {one.slug: one for one in sources.interests}
        self.interests = {slug: fond[slug] for slug in wishes.interests}
        self._asked = (*self.needs, *self.interests)
        self._urgent_needs = [slug for slug, need in self.needs.items() if need.is_urgent]
        self._services = {
            one.service.code: one
            for one in reversed(
                (*sources.services, *(ServiceChoice(service) for service in sources.urgent))
            )
        }
        self._activities = {one.activity.code: one for one in reversed(sources.activities)}
        self._dropped = set(wishes.dropped)

    def urgent(self) -> tuple[PlanStep, ...]:
        """The helplines of urgent needs that were ticked, then those that always answer."""
        own: list[ServiceView] = []
        always: dict[str, ServiceView] = {}
        for choice in self._services.values():
            service = choice.service
            if not service.is_urgent or service.status is not ServiceStatus.ACTIVE:
                continue
            line = always_line(service)
            if line:
                always[line] = min(always.get(line, service), service, key=lambda one: one.code)
            elif service.code in self._dropped:
                continue
            if any(slug in service.needs for slug in self._urgent_needs):
                own.append(service)
        kept = [one for one in own if not always_line(one) or one in always.values()]
        kept.sort(
            key=lambda one: (
                -sum(slug in one.needs for slug in self._urgent_needs),
                always_line(one) != ALWAYS[0][0],
                self._tier(one),
                fold(one.name),
                one.code,
            )
        )
        steps = [self._service_step(one, StepKind.URGENT) for one in kept]
        for number, name, what_for in ALWAYS:
            if number not in always:
                steps.append(_without_entry(number, name, what_for))
            elif always[number] not in kept:
                steps.append(self._service_step(always[number], StepKind.URGENT))
        return tuple(steps)

    def services(self, shown: set[str]) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """Who helps with the needs, and who else might."""
        candidates = [
            _Candidate(
                code,
                self._of_needs(choice.service.needs),
                self._tier(choice.service),
                fold(choice.service.name),
                choice.service.status is ServiceStatus.ACTIVE,
                self._place(self._of_needs(choice.service.needs)),
                len(choice.service.needs),
            )
            for code, choice in self._services.items()
            if code not in shown and not self._is_for_interest(choice)
        ]
        return self._made(
            candidates, lambda one: self._service_step(self._services[one.code].service, meets=one)
        )

    def groups(self) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """What to come to that supports the same, and what else there is."""
        candidates = [
            self._activity(code, choice, self._of_needs(choice.activity.needs))
            for code, choice in self._activities.items()
            if self._of_needs(choice.activity.needs) or not self._interests_of(choice)
        ]
        return self._made(candidates, lambda one: self._activity_step(one, StepKind.ACTIVITY))

    def by_interest(self, shown: set[str]) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """What builds on an interest, and isn't in the plan already."""
        candidates = [
            self._activity(code, choice, self._interests_of(choice))
            for code, choice in self._activities.items()
            if code not in shown and self._interests_of(choice)
        ]
        candidates += [
            _Candidate(
                code,
                self._interests_of(choice),
                self._tier(choice.service),
                fold(choice.service.name),
                choice.service.status is ServiceStatus.ACTIVE,
                self._place(self._interests_of(choice)),
                len(choice.interests),
            )
            for code, choice in self._services.items()
            if code not in shown and self._interests_of(choice)
        ]

        def step(one: _Candidate) -> PlanStep:
            if one.code in self._activities:
                return self._activity_step(one, StepKind.INTEREST)
            service = self._services[one.code].service
            return self._service_step(service, StepKind.INTEREST, meets=one)

        covered = Counter(
            slug
            for code in shown & self._activities.keys()
            for slug in self._interests_of(self._activities[code])
        )
        return self._made(candidates, step, covered)

    def _made(
        self,
        candidates: Sequence[_Candidate],
        step: Callable[[_Candidate], PlanStep],
        covered: Counter[str] | None = None,
    ) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """The steps of one part in order, and what found no room."""
        allowed = [one for one in candidates if one.code not in self._dropped]
        chosen = _choose(allowed, set(self._wishes.pinned), covered or Counter())
        codes = {one.code for one in chosen}
        rest = [one for one in allowed if one.code not in codes and one.meets]
        return (
            tuple(step(one) for one in _in_order(chosen, self._wishes)),
            tuple(step(one) for one in sorted(rest, key=lambda one: one.by_breadth)),
        )

    def _of_needs(self, slugs: Iterable[str]) -> tuple[str, ...]:
        theirs = set(slugs)
        return tuple(slug for slug in self.needs if slug in theirs)

    def _interests_of(self, choice: ServiceChoice | ActivityChoice) -> tuple[str, ...]:
        theirs = set(choice.interests)
        if isinstance(choice, ActivityChoice):
            theirs |= set(choice.activity.interests)
        return tuple(slug for slug in self.interests if slug in theirs)

    def _is_for_interest(self, choice: ServiceChoice) -> bool:
        """Whether its place is among what builds on an interest."""
        return not self._of_needs(choice.service.needs) and bool(self._interests_of(choice))

    def _tier(self, service: ServiceView) -> tuple[bool, ...]:
        return (
            service.status is not ServiceStatus.ACTIVE,
            service.vanished_on is not None or not is_current(service.assured_on, self._now.date()),
            not is_near(service, self._sources.area),
        )

    def _place(self, meets: Sequence[str]) -> int:
        if any(slug in self._urgent_needs for slug in meets):
            return -1
        return min((self._asked.index(slug) for slug in meets), default=len(self._asked))

    def _activity(self, code: str, choice: ActivityChoice, meets: tuple[str, ...]) -> _Candidate:
        is_on = next_of(choice, self._now) is not None
        return _Candidate(
            code,
            meets,
            (not is_on,),
            fold(choice.activity.title),
            is_on,
            self._place(meets),
            len(choice.activity.needs),
        )

    def _service_step(
        self,
        service: ServiceView,
        kind: StepKind = StepKind.SERVICE,
        *,
        meets: _Candidate | None = None,
    ) -> PlanStep:
        slugs = self._of_needs(service.needs) if meets is None else meets.meets
        return PlanStep(
            kind=kind,
            code=service.code,
            name=short(service.name),
            organisation=short(service.organisation),
            phones=tuple(
                replace(phone, number=short(phone.number, 60), note=short(phone.note, 120))
                for phone in service.phones
            ),
            why=why_service(
                service,
                meets=len(slugs),
                asked=len(self.needs),
                area=self._sources.area,
                now=self._now,
            ),
            meets=slugs,
            meets_words=self._words(slugs),
            getting_in=getting_in_service(service),
            url=service.url,
            is_pinned=service.code in self._wishes.pinned,
            checked=assured_words(service.assured_on, self._now.date()),
        )

    def _activity_step(self, one: _Candidate, kind: StepKind) -> PlanStep:
        choice = self._activities[one.code]
        activity = choice.activity
        coming = next_of(choice, self._now)
        slugs = (*one.meets, *(s for s in self._interests_of(choice) if s not in one.meets))
        phones = (PhoneView(short(activity.phone, 60)),) if activity.phone.strip() else ()
        return PlanStep(
            kind=kind,
            code=activity.code,
            name=short(activity.title),
            phones=phones,
            why=why_activity(choice, meets=len(slugs), asked=len(self._asked), now=self._now),
            meets=slugs,
            meets_words=self._words(slugs),
            getting_in=getting_in_activity(choice, self._now),
            next_on=coming.starts if coming else None,
            room=short(coming.room) if coming else "",
            is_pinned=activity.code in self._wishes.pinned,
        )

    def _words(self, slugs: Sequence[str]) -> tuple[str, ...]:
        return meets_words(slugs, tuple(self.needs.values()), tuple(self.interests.values()))


def _choose(
    candidates: Sequence[_Candidate], pinned: set[str], covered: Counter[str]
) -> list[_Candidate]:
    """What is pinned; then who helps with several, the best first, while each of those has more
    than its last place; then the best one by one; then, for what has nothing yet, whoever there is.
    `covered` are places that are taken already.
    """
    chosen = {one.code: one for one in candidates if one.code in pinned}
    places = covered + Counter(slug for one in chosen.values() for slug in one.meets)
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


Sortable = TypeVar("Sortable", bound=_Candidate)


def _in_order(chosen: Sequence[Sortable], wishes: PlanWishes) -> list[Sortable]:
    """Pinned ones first, then as the volunteer put them, then by how much they help."""
    by_hand = {code: place for place, code in enumerate(wishes.order)}
    pins = {code: place for place, code in enumerate(wishes.pinned) if code not in by_hand}

    def key(one: Sortable) -> tuple[object, ...]:
        if one.code in pins:
            return (0, pins[one.code])
        if one.code in by_hand:
            return (1, by_hand[one.code])
        return (2, one.by_breadth)

    return sorted(chosen, key=key)


def _without_entry(number: str, name: str, what_for: str) -> PlanStep:
    """A line that always answers, where the directory has no entry for it."""
    return PlanStep(
        kind=StepKind.URGENT,
        code="",
        name=name,
        phones=(PhoneView(_AS_WRITTEN.get(number, number), "free"),),
        why=("free", what_for),
    )
