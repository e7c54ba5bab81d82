"""Next steps for one person: what stands in the plan.

Takes and returns views only, so that desk, kiosk and commands make the same plan. Leaves the choice
among candidates to `choosing`, emergencies to `urgent`, the words to `explaining` and what the
volunteer changes to `wishing`. Deterministic: the same wishes and sources give the same plan, in
whichever order the sources come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain

from msgspec.structs import replace

from hub.directory.assurance import assured_words, is_current
from hub.directory.helplines import Line
from hub.languages.language import ENGLISH, Language
from hub.signposting.choosing import MOST_A_NEED as MOST_A_NEED
from hub.signposting.choosing import Candidate, choose, in_order
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
from hub.signposting.urgent import in_words, step_without_entry, urgent_lines
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
    Plan,
    PlanSources,
    PlanStep,
    PlanWishes,
    ServiceChoice,
    StepKind,
)
from hub.views.words import fold

MOST_LEFT_OVER = 20
_GENERAL = 6
"""Who meets more needs than that is for nearly everything."""
_MOST_PHONES = 4


def build_plan(
    wishes: PlanWishes, sources: PlanSources, *, now: datetime, language: Language = ENGLISH
) -> Plan:
    """The plan for what was ticked. Whatever is unknown in the wishes is left out; never raises.

    `now` is aware, in the hub's zone. Urgent lines first, then at most MOST_A_NEED services a
    need, who helps with several of them first; then what to come to at this hub, and what builds
    on an interest. Nothing stands in it twice. What the hub itself says is in `language`; names,
    costs and how to get in stay as they were written.
    """
    asked = _tidy(wishes, sources)
    maker = _Maker(asked, sources, now, language)
    urgent = maker.urgent()
    steps, more_steps = maker.services({step.code for step in urgent})
    groups, more_groups = maker.groups()
    so_far = {step.code for step in chain(urgent, steps, groups)}
    by_interest, more_by_interest = maker.by_interest(so_far)
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
        heading=language.say("Your next steps"),
        wishes=asked,
        needs=needs,
        interests=interests,
        urgent=urgent,
        steps=steps,
        groups=groups,
        interest_steps=by_interest,
        lines=asked.lines,
        unmet=tuple(need for need in needs if need.slug not in met),
        unmet_interests=tuple(one for one in interests if one.slug not in met),
        left_over=tuple(left.values())[:MOST_LEFT_OVER],
    )


def _tidy(wishes: PlanWishes, sources: PlanSources) -> PlanWishes:
    """The wishes without what doesn't exist, and nothing twice."""
    needs = {need.slug for need in sources.needs}
    interests = {interest.slug for interest in sources.interests}
    dropped = codes_in(wishes.dropped)
    codes = {one.service.code for one in sources.services}
    codes |= {one.activity.code for one in sources.activities}
    codes |= {one.code for one in sources.urgent}
    pinned = codes_in(wishes.pinned)
    return PlanWishes(
        needs=tuple(dict.fromkeys(slug for slug in wishes.needs if slug in needs)),
        interests=tuple(dict.fromkeys(slug for slug in wishes.interests if slug in interests)),
        pinned=tuple(code for code in pinned if code in codes and code not in dropped),
        dropped=dropped,
        order=codes_in(wishes.order),
        lines=tidy_lines(wishes.lines),
    )


class _Maker:
    """One plan while it is made."""

    def __init__(
        self, wishes: PlanWishes, sources: PlanSources, now: datetime, language: Language
    ) -> None:
        self._wishes = wishes
        self._sources = sources
        self._now = now
        self._language = language
        known = {need.slug: need for need in sources.needs}
        self.needs = {slug: known[slug] for slug in wishes.needs}
        fond = {one.slug: one for one in sources.interests}
        self.interests = {slug: fond[slug] for slug in wishes.interests}
        self._asked = (*self.needs, *self.interests)
        self._urgent_needs = [slug for slug, need in self.needs.items() if need.is_urgent]
        self._services = {
            one.service.code: one
            for one in reversed(
                (*sources.services, *(ServiceChoice(service) for service in sources.urgent))
            )
        }
        self._helplines = sources.urgent
        self._activities = {one.activity.code: one for one in reversed(sources.activities)}
        self._dropped = set(wishes.dropped)

    def urgent(self) -> tuple[PlanStep, ...]:
        """The helplines of urgent needs that were ticked, then those that always answer."""
        codes = dict.fromkeys((*(one.code for one in self._helplines), *sorted(self._services)))
        services = [self._services[code].service for code in codes]
        return tuple(
            step_without_entry(one, self._language)
            if isinstance(one, Line)
            else in_words(self._service_step(one, StepKind.URGENT), self._language)
            for one in urgent_lines(services, self._urgent_needs, self._wishes)
        )

    def services(self, shown: set[str]) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """Who helps with the needs, and who else might."""
        candidates = [
            Candidate(
                code,
                self._of_needs(choice.service.needs),
                self._tier(choice.service),
                fold(choice.service.name),
                choice.service.status is ServiceStatus.ACTIVE,
                self._place(self._of_needs(choice.service.needs)),
                int(len(choice.service.needs) > _GENERAL),
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
            Candidate(
                code,
                self._interests_of(choice),
                self._tier(choice.service),
                fold(choice.service.name),
                choice.service.status is ServiceStatus.ACTIVE,
                self._place(self._interests_of(choice)),
                int(len(choice.interests) > _GENERAL),
            )
            for code, choice in self._services.items()
            if code not in shown and self._interests_of(choice)
        ]

        def step(one: Candidate) -> PlanStep:
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
        candidates: Sequence[Candidate],
        step: Callable[[Candidate], PlanStep],
        covered: Counter[str] | None = None,
    ) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
        """The steps of one part in order, and what found no room."""
        allowed = [one for one in candidates if one.code not in self._dropped]
        chosen = choose(allowed, self._wishes.pinned, covered)
        codes = {one.code for one in chosen}
        rest = [one for one in allowed if one.code not in codes and one.meets]
        return (
            tuple(step(one) for one in in_order(chosen, self._wishes)),
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

    def _activity(self, code: str, choice: ActivityChoice, meets: tuple[str, ...]) -> Candidate:
        coming = next_of(choice, self._now)
        others = set(choice.activity.needs) - self.needs.keys()
        return Candidate(
            code,
            meets,
            (coming is None,),
            fold(choice.activity.title),
            coming is not None,
            self._place(meets),
            len(others),
            coming.starts.timestamp() if coming else 0.0,
        )

    def _service_step(
        self,
        service: ServiceView,
        kind: StepKind = StepKind.SERVICE,
        *,
        meets: Candidate | None = None,
    ) -> PlanStep:
        slugs = self._of_needs(service.needs) if meets is None else meets.meets
        return PlanStep(
            kind=kind,
            code=service.code,
            name=short(service.name),
            organisation=short(service.organisation),
            phones=tuple(
                replace(phone, number=short(phone.number, 60), note=short(phone.note, 120))
                for phone in service.phones[:_MOST_PHONES]
            ),
            why=why_service(
                service,
                meets=len(slugs),
                asked=len(self.needs),
                area=self._sources.area,
                now=self._now,
                language=self._language,
            ),
            meets=slugs,
            meets_words=self._words(slugs),
            getting_in=getting_in_service(service),
            url=short(service.url),
            is_pinned=service.code in self._wishes.pinned,
            checked=assured_words(service.assured_on, self._now.date()),
        )

    def _activity_step(self, one: Candidate, kind: StepKind) -> PlanStep:
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
            why=why_activity(
                choice,
                meets=len(slugs),
                asked=len(self._asked),
                now=self._now,
                language=self._language,
            ),
            meets=slugs,
            meets_words=self._words(slugs),
            getting_in=getting_in_activity(choice, self._now, self._language),
            next_on=coming.starts if coming else None,
            room=short(coming.room) if coming else "",
            is_pinned=activity.code in self._wishes.pinned,
        )

    def _words(self, slugs: Sequence[str]) -> tuple[str, ...]:
        needs, interests = tuple(self.needs.values()), tuple(self.interests.values())
        return meets_words(slugs, needs, interests, self._language)
