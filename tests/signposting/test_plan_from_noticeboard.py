"""The plan that people of the demo hub get, from a noticeboard that was really published."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.clock import Clock, clock_for
from hub.errors import NotFound
from hub.noticeboard.planning import area_of, plan_for, read_wishes
from hub.noticeboard.publish import publish
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.store.opening import open_store
from hub.upkeep.demo import SEED
from hub.upkeep.making import Content, make_hub
from hub.views.interests import InterestKind
from hub.views.noticeboard import Kind
from hub.views.place import SiteView
from hub.views.plan import PlanStep, PlanWishes
from tests.noticeboard.builders import a_board, a_need, a_service, home

CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))


def a_hub(folder: Path, content: Content) -> Noticeboard:
    made = make_hub(
        folder / "hub",
        content=content,
        clock=CLOCK,
        environment={"HUB_KEYS": str(folder / "keys")},
        source=random.Random(SEED),
    )
    store = open_store(made.settings)
    try:
        publish(store, CLOCK, made.settings)
    finally:
        store.close()
    return Noticeboard.open(made.settings.noticeboard_file)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    board = a_hub(tmp_path_factory.mktemp("demo"), "demo")
    yield board
    board.close()


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    board = a_hub(tmp_path_factory.mktemp("starter"), "starter")
    yield board
    board.close()


def named(steps: tuple[PlanStep, ...]) -> list[str]:
    return [step.name for step in steps]


def test_behind_with_rent_and_looking_after_mum(demo: Noticeboard, clock: Clock) -> None:
    wishes = read_wishes(
        demo,
        ["behind with the rent", "carer"],
        interests=["gardening"],
        today=clock.today(),
    )
    assert wishes == PlanWishes(("behind-with-rent", "carer"), ("gardening",))
    plan = plan_for(demo, wishes, now=clock.now())
    assert plan.wishes == wishes
    assert named(plan.urgent) == ["999: police, ambulance, fire", "NHS 111", "Samaritans"]
    assert named(plan.steps) == [
        "Harbour Lights advice",
        "Household help",
        "National Debtline",
        "Adult care team",
        "Carers' support worker",
        "Memory Lane",
    ]
    assert named(plan.groups) == [
        "Money Worries Desk",
        "Housing Drop-in",
        "Carers' Café",
        "Singing Together",
    ]
    assert named(plan.interest_steps) == ["Food Pantry"]
    assert (plan.unmet, plan.unmet_interests) == ((), ())
    cafe = plan.groups[2]
    assert (cafe.room, str(cafe.next_on)) == ("Hall B", "2026-11-23 11:00:00+00:00")
    assert cafe.why == ("free", "here")
    assert plan.steps[0].why == ("free", "in Wherrybridge", "checked 20 Aug")


def test_whoever_is_not_safe_reads_999_first(demo: Noticeboard, clock: Clock) -> None:
    plan = plan_for(demo, PlanWishes(needs=("not-safe-at-home", "carer")), now=clock.now())
    assert named(plan.urgent) == [
        "999: police, ambulance, fire",
        "National Domestic Abuse Helpline",
        "Men's Advice Line",
        "Galop helpline",
        "Karma Nirvana helpline",
        "Childline",
        "NHS 111",
        "Samaritans",
    ]
    assert named(plan.steps)[0] == "Safe Door outreach"
    assert plan.steps[0].meets_words == ("Help right now",)


@pytest.mark.parametrize(
    ("need", "first"),
    [
        ("cannot-cope", ["999: police, ambulance, fire", "NHS 111", "Samaritans"]),
        ("hurt-by-crime", ["999: police, ambulance, fire", "Galop helpline"]),
        ("not-safe-at-home", ["999: police, ambulance, fire", "National Domestic Abuse Helpline"]),
        ("worried-and-under-19", ["999: police, ambulance, fire", "Childline", "Shout"]),
    ],
)
def test_the_helpline_that_fits_best_stands_first_in_plan_list_and_search(
    demo: Noticeboard, clock: Clock, need: str, first: list[str]
) -> None:
    plan = plan_for(demo, PlanWishes(needs=(need,)), now=clock.now())
    assert named(plan.urgent)[: len(first)] == first
    choices = demo.services_for([need], [], [], 20, today=clock.today())
    assert [one.service.name for one in choices][: len(first)] == first
    (words,) = [one.name for one in demo.needs() if one.slug == need]
    results = search(demo, words, today=clock.today()).results
    helplines = [one.name for one in results if one.is_urgent and one.kind is Kind.SERVICE]
    assert helplines[: len(first)] == first


def test_every_need_of_a_demo_and_of_a_fresh_hub_is_met_or_said_to_be_unmet(
    demo: Noticeboard, starter: Noticeboard, clock: Clock
) -> None:
    for board in (demo, starter):
        unmet = []
        for need in board.needs():
            plan = plan_for(board, PlanWishes(needs=(need.slug,)), now=clock.now())
            helped = [
                step
                for step in (*plan.urgent, *plan.steps, *plan.groups)
                if need.slug in step.meets
            ]
            assert bool(helped) is (plan.unmet == ())
            assert len(plan.steps) <= 3
            unmet += [one.slug for one in plan.unmet]
        if board is demo:
            assert unmet == []
        else:
            assert len(unmet) < len(board.needs()) / 2


def test_in_the_demo_every_interest_finds_something(demo: Noticeboard, clock: Clock) -> None:
    kinds = set()
    for interest in demo.interests():
        plan = plan_for(demo, PlanWishes(interests=(interest.slug,)), now=clock.now())
        assert plan.interest_steps, interest.slug
        assert 1 <= len(plan.interest_steps) <= 3
        kinds.add(interest.kind)
    assert kinds == set(InterestKind)


def test_a_fresh_hub_sends_whoever_has_time_to_a_place_to_volunteer(
    starter: Noticeboard, clock: Clock
) -> None:
    plan = plan_for(starter, PlanWishes(("volunteering",), ("give-time",)), now=clock.now())
    assert named(plan.steps) == ["Places to volunteer"]
    assert plan.unmet == ()


def test_unknown_ticks_and_codes_are_left_out(demo: Noticeboard, clock: Clock) -> None:
    hostile = ("", "\x1b", "nothing", "'; DROP TABLE need; --", "x" * 9000)
    wishes = PlanWishes(hostile, hostile, hostile, hostile, hostile, hostile)
    plan = plan_for(demo, wishes, now=clock.now())
    assert (plan.needs, plan.interests, plan.steps, plan.groups) == ((), (), (), ())
    assert len(plan.urgent) == 3


def test_a_code_that_was_merged_stands_for_the_other_one(tmp_path: Path, clock: Clock) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("rent", "Rent"))],
        services=[a_service(f"Helper {n}", n, needs=("rent",)) for n in range(1, 6)],
        merged=[("0DD01", "S0005")],
    )
    wishes = PlanWishes(("rent",), pinned=("0DD01", "S0005"), dropped=())
    plan = plan_for(board, wishes, now=clock.now())
    assert [step.code for step in plan.steps] == ["S0005", "S0001", "S0002"]
    dropped = plan_for(board, PlanWishes(("rent",), dropped=("0DD01",)), now=clock.now())
    assert "S0005" not in [step.code for step in (*dropped.steps, *dropped.left_over)]
    board.close()


def test_what_nobody_understands_is_refused_in_words(demo: Noticeboard, clock: Clock) -> None:
    with pytest.raises(NotFound) as refused:
        read_wishes(demo, ["xqzzy"], today=clock.today())
    assert str(refused.value) == (
        "We don't know what 'xqzzy' stands for. Use other words, or one of: hub need list"
    )
    with pytest.raises(NotFound, match="hub interest list"):
        read_wishes(demo, [], interests=["behind-with-rent"], today=clock.today())


def test_names_and_short_names_are_understood_once(demo: Noticeboard, clock: Clock) -> None:
    assert read_wishes(
        demo,
        ["i feel LONELY", "lonely", "walking", "I like walking"],
        interests=["walking"],
        today=clock.today(),
    ) == PlanWishes(("lonely",), ("walking",))


@pytest.mark.parametrize(
    ("site", "area"),
    [
        (SiteView("Hub", "Europe/London", "12 Ferry Road, Wherrybridge, WY1 4FR"), "Wherrybridge"),
        (SiteView("Hub", "Europe/London", "The Old School\nMexborough\nS64 9AA"), "Mexborough"),
        (SiteView("Hub", "Europe/London", "1 High Street, Doncaster DN1 1AA"), "Doncaster"),
        (SiteView("Hub", "Europe/London", "1 High Street"), ""),
        (SiteView("Hub", "Europe/London", ""), ""),
    ],
)
def test_near_is_the_town_of_the_hub_unless_it_says_otherwise(site: SiteView, area: str) -> None:
    assert area_of(site) == area
    assert area_of(replace(site, area="Dearne Valley")) == "Dearne Valley"
