"""What holds of every plan, whatever is ticked, pinned, dropped or typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.signposting.plan import (
    add_line,
    bring_back,
    build_plan,
    drop,
    move,
    pin,
    remove_line,
    tick,
    tick_interest,
)
from hub.signposting.wishing import LONGEST_LINE, MOST_LINES, codes_in
from hub.views.directory import ServiceStatus, ServiceView
from hub.views.plan import ActivityChoice, Plan, PlanSources, PlanWishes, ServiceChoice
from hub.views.words import clean_line
from tests.signposting.builders import (
    INTERESTS,
    LINES,
    NEEDS,
    NOW,
    TODAY,
    a_group,
    a_helper,
    a_line,
    sources,
)
from tests.soaking import tries

NEED_SLUGS, INTEREST_SLUGS = sorted(NEEDS), sorted(INTERESTS)
SERVICE_CODES = [f"S{n}" for n in range(10)]
LINE_CODES = [f"H{n}" for n in range(3)]
GROUP_CODES = [f"G{n}" for n in range(8)]
CODES = [*SERVICE_CODES, *LINE_CODES, *GROUP_CODES, *(one.code for one in LINES)]

some_needs = st.lists(st.sampled_from(NEED_SLUGS), max_size=4, unique=True)
some_interests = st.lists(st.sampled_from(INTEREST_SLUGS), max_size=2, unique=True)
HOSTILE = ["", " ", "\x1b[2J", "\u202egnp", "<b>", "'; DROP TABLE need", "x" * 5000, "\ud800", "🎉"]


@st.composite
def helpers(draw: st.DrawFn) -> list[ServiceChoice]:
    made: list[ServiceView] = [
        a_helper(
            code,
            *draw(some_needs),
            assured_on=draw(st.sampled_from([None, TODAY, TODAY - timedelta(days=200)])),
            is_local=draw(st.booleans()),
            status=draw(st.sampled_from([ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED])),
            vanished_on=draw(st.sampled_from([None, TODAY])),
        )
        for code in draw(st.lists(st.sampled_from(SERVICE_CODES), unique=True))
    ]
    made += [
        a_line(code, f"0800 {n}", *draw(some_needs))
        for n, code in enumerate(draw(st.lists(st.sampled_from(LINE_CODES), unique=True)))
    ]
    return [ServiceChoice(one, tuple(draw(some_interests))) for one in made]


@st.composite
def groups(draw: st.DrawFn) -> list[ActivityChoice]:
    return [
        a_group(
            code,
            *draw(some_needs),
            interests=draw(some_interests),
            dates=draw(st.sampled_from([None, ()])),
        )
        for code in draw(st.lists(st.sampled_from(GROUP_CODES), unique=True))
    ]


@st.composite
def all_sources(draw: st.DrawFn) -> PlanSources:
    choices = draw(helpers())
    lines = [one.service for one in choices if one.service.is_urgent]
    known = draw(st.lists(st.sampled_from(LINES), unique_by=lambda one: one.code))
    return sources(*choices, *draw(groups()), urgent=[*known, *lines])


slugs = st.lists(st.sampled_from([*NEED_SLUGS, *INTEREST_SLUGS, *HOSTILE]), max_size=6)
codes_typed = st.lists(st.sampled_from([*CODES, *HOSTILE]), max_size=5)
wishes_made = st.builds(
    PlanWishes,
    needs=slugs.map(tuple),
    interests=slugs.map(tuple),
    pinned=codes_typed.map(tuple),
    dropped=codes_typed.map(tuple),
    order=codes_typed.map(tuple),
    lines=st.lists(st.sampled_from(["Bring the letter", *HOSTILE]), max_size=9).map(tuple),
)
quick = settings(max_examples=tries(150), deadline=None)


def in_plan(plan: Plan) -> list[str]:
    parts = chain(plan.urgent, plan.steps, plan.groups, plan.interest_steps)
    return [step.code for step in parts if step.code]


@quick
@given(wishes_made, all_sources())
def test_never_more_than_three_a_need_beside_what_is_pinned(
    wishes: PlanWishes, known: PlanSources
) -> None:
    plan = build_plan(wishes, known, now=NOW)
    for part in (plan.steps, plan.groups):
        counted = Counter(slug for step in part for slug in step.meets if slug in NEEDS)
        pinned = Counter(slug for step in part if step.is_pinned for slug in step.meets)
        assert all(count <= max(3, pinned[slug]) for slug, count in counted.items())


@quick
@given(wishes_made, all_sources())
def test_nothing_stands_in_it_twice_nor_is_left_over_as_well(
    wishes: PlanWishes, known: PlanSources
) -> None:
    plan = build_plan(wishes, known, now=NOW)
    everything = [*in_plan(plan), *(step.code for step in plan.left_over)]
    assert len(everything) == len(set(everything))


@quick
@given(wishes_made, all_sources())
def test_what_is_dropped_is_never_there_and_what_is_pinned_always_is(
    wishes: PlanWishes, known: PlanSources
) -> None:
    plan = build_plan(wishes, known, now=NOW)
    dropped = set(codes_in(wishes.dropped))
    there = {one.service.code for one in known.services}
    there |= {one.activity.code for one in known.activities} | {one.code for one in known.urgent}
    pinned = set(codes_in(wishes.pinned)) & there - dropped
    assert pinned <= set(in_plan(plan))
    always = {
        step.code for step in plan.urgent if step.phones[0].number in ("999", "111", "116 123")
    }
    assert not (dropped - always) & set(in_plan(plan))
    assert not dropped & {step.code for step in plan.left_over}
    assert plan.wishes.pinned == tuple(c for c in codes_in(wishes.pinned) if c in pinned)


@quick
@given(wishes_made, all_sources())
def test_the_lines_that_always_answer_are_never_lost(
    wishes: PlanWishes, known: PlanSources
) -> None:
    plan = build_plan(wishes, known, now=NOW)
    numbers = [step.phones[0].number for step in plan.urgent]
    for number in ("999", "111", "116 123"):
        assert numbers.count(number) == 1
    ticked = {slug for slug in plan.wishes.needs if NEEDS[slug].is_urgent}
    own = {
        one.code
        for one in (*known.urgent, *(choice.service for choice in known.services))
        if one.is_urgent and ticked & set(one.needs) and one.code not in plan.wishes.dropped
    }
    assert own <= {step.code for step in plan.urgent}


@quick
@given(wishes_made, all_sources(), st.randoms(use_true_random=False))
def test_the_order_of_all_but_helplines_and_what_is_beside_the_point_change_nothing(
    wishes: PlanWishes, known: PlanSources, source: object
) -> None:
    plan = build_plan(wishes, known, now=NOW)
    assert build_plan(plan.wishes, known, now=NOW) == plan
    stranger = ServiceChoice(a_helper("ZZZZZ", "nobody-asked"))
    quiet = a_group("YYYYY", "nobody-asked")
    turned = replace(
        known,
        needs=known.needs[::-1],
        services=(stranger, *known.services[::-1]),
        activities=(quiet, *known.activities[::-1]),
    )
    assert build_plan(wishes, turned, now=NOW) == plan


@quick
@given(wishes_made, all_sources())
def test_what_is_said_is_safe_to_draw(wishes: PlanWishes, known: PlanSources) -> None:
    hostile = replace(
        known,
        services=tuple(
            replace(
                one,
                service=structs.replace(
                    one.service, name="\x1b[31m" + "W" * 9000, getting_in="\u202e" * 99
                ),
            )
            for one in known.services
        ),
    )
    plan = build_plan(wishes, hostile, now=NOW)
    steps = (*plan.urgent, *plan.steps, *plan.groups, *plan.interest_steps, *plan.left_over)
    said = [*plan.lines]
    for step in steps:
        said += [step.name, *step.why, *step.meets_words, *(text for _, text in step.getting_in)]
    assert all(words == clean_line(words) and words for words in said)
    assert max(map(len, said), default=0) <= 300
    assert len(plan.lines) <= MOST_LINES
    assert all(len(line) <= LONGEST_LINE for line in plan.lines)


# --- What the volunteer does ---------------------------------------------------------------------

typed = st.sampled_from([*CODES, *HOSTILE])
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("tick"), st.sampled_from([*NEED_SLUGS, *HOSTILE])),
        st.tuples(st.just("tick_interest"), st.sampled_from([*INTEREST_SLUGS, *HOSTILE])),
        st.tuples(st.sampled_from(["pin", "drop", "bring_back"]), typed),
        st.tuples(st.just("move"), typed, st.integers(-5, 5)),
        st.tuples(st.just("add_line"), st.sampled_from(["A line", *HOSTILE])),
        st.tuples(st.just("remove_line"), st.integers(-1, 8)),
    ),
    max_size=12,
)


@quick
@given(all_sources(), deeds)
def test_whatever_a_volunteer_does_the_plan_follows(
    known: PlanSources, done: list[tuple[object, ...]]
) -> None:
    doing = {
        "tick": tick, "tick_interest": tick_interest, "pin": pin, "drop": drop,
        "bring_back": bring_back, "add_line": add_line, "remove_line": remove_line,
    }  # fmt: skip
    wishes = PlanWishes(needs=("rent", "carer"))
    for name, what, *by in done:
        plan = build_plan(wishes, known, now=NOW)
        before = {part: getattr(plan, part) for part in ("steps", "groups", "interest_steps")}
        if name == "move":
            assert isinstance(by[0], int)
            wishes = move(wishes, plan, str(what), by[0])
            after = build_plan(wishes, known, now=NOW)
            for part, steps in before.items():
                # Nothing comes or goes, and what was moved is where it was put.
                codes = [step.code for step in steps]
                moved = [step.code for step in getattr(after, part)]
                assert sorted(moved) == sorted(codes)
                code = (codes_in([str(what)]) or ("",))[0]
                if code in codes:
                    place = max(0, min(len(codes) - 1, codes.index(code) + by[0]))
                    codes.remove(code)
                    assert moved == [*codes[:place], code, *codes[place:]]
                else:
                    assert moved == codes
        else:
            wishes = doing[str(name)](wishes, what)  # type: ignore[operator] # by name
    assert set(wishes.pinned).isdisjoint(wishes.dropped)
