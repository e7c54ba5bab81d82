"""The plan that comes of what was ticked: who stands in it, where, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from hub.directory.helplines import ALWAYS
from hub.views.directory import PhoneView, ServiceStatus
from hub.views.plan import PlanStep, ServiceChoice, StepKind
from hub.views.timetable import BookingStatus
from tests.signposting.builders import (
    CARER,
    DRINK,
    GARDENING,
    LINES,
    NOW,
    POLICE,
    RENT,
    SEWING,
    TODAY,
    a_group,
    a_helper,
    a_line,
    a_plan,
    a_session,
    codes,
)

# --- Who is chosen ------------------------------------------------------------------------------


def test_at_most_three_a_need_and_who_helps_with_several_stands_first() -> None:
    made = a_plan(
        *(a_helper(f"R{n}", "rent") for n in range(5)),
        *(a_helper(f"C{n}", "carer") for n in range(5)),
        a_helper("BOTH", "rent", "carer"),
        needs=("rent", "carer"),
    )
    assert codes(made.steps) == ["BOTH", "R0", "R1", "C0", "C1"]
    assert made.steps[0].meets == ("rent", "carer")
    assert made.steps[0].why == ("helps with both", "checked 3 Nov")
    assert set(codes(made.left_over)) == {"R2", "R3", "R4", "C2", "C3", "C4"}


def test_what_was_checked_and_is_near_comes_before_the_rest() -> None:
    made = a_plan(
        a_helper("A", "rent", name="A far one, not checked", assured_on=None),
        a_helper("B", "rent", name="B far one, checked"),
        a_helper("C", "rent", name="C near, not checked", assured_on=None, is_local=True),
        a_helper("D", "rent", name="D near, checked", is_local=True),
        a_helper("E", "rent", name="E near by its area, checked", area="Doncaster and Mexborough"),
    )
    assert codes(made.steps) == ["D", "E", "B"]
    assert codes(made.left_over) == ["C", "A"]


def test_who_helps_with_much_leaves_the_last_place_of_a_need_to_the_best() -> None:
    everything = ("rent", "carer", "debts")
    made = a_plan(
        *(a_helper(f"N{n}", *everything, assured_on=None) for n in range(4)),
        a_helper("LCR", "rent", is_local=True),
        needs=everything,
    )
    assert codes(made.steps) == ["N0", "N1", "LCR"]


def test_nobody_is_left_with_nothing_because_others_are_full() -> None:
    made = a_plan(
        *(a_helper(f"R{n}", "rent", is_local=True) for n in range(3)),
        a_helper("X", "rent", "drink", assured_on=None),
        a_helper("Y", "rent", "drink", status=ServiceStatus.TEMPORARILY_CLOSED),
        needs=("rent", "drink"),
    )
    assert codes(made.steps) == ["X", "R0", "R1"]
    assert made.unmet == ()


def test_a_need_that_only_shares_its_helpers_still_gets_one() -> None:
    shared = [
        a_helper(f"S{n}", "rent", other) for n, other in enumerate(("carer", "debts", "drink"))
    ]
    made = a_plan(
        *shared,
        *(a_helper(f"T{n}", "rent", "unsafe") for n in range(2)),
        needs=("rent", "carer", "debts", "drink", "unsafe"),
    )
    for need in ("rent", "carer", "debts", "drink", "unsafe"):
        assert 1 <= sum(need in step.meets for step in made.steps) <= 3, need


def test_who_is_closed_for_now_or_gone_is_only_there_when_pinned() -> None:
    closed = a_helper("SHVT", "rent", status=ServiceStatus.TEMPORARILY_CLOSED)
    made = a_plan(closed)
    assert (codes(made.steps), codes(made.left_over)) == ([], ["SHVT"])
    assert made.unmet == (RENT,)
    pinned = a_plan(closed, pinned=("SHVT",))
    assert pinned.steps[0].why == ("closed for now", "checked 3 Nov")
    assert pinned.unmet == ()
    gone = a_plan(a_helper("G0NE", "rent", vanished_on=TODAY), a_helper("ZZ", "rent"))
    assert codes(gone.steps) == ["ZZ", "G0NE"]
    assert gone.steps[1].why == ("may have closed: call first",)


# --- What is urgent ------------------------------------------------------------------------------


def test_every_plan_ends_with_the_lines_that_always_answer() -> None:
    made = a_plan(a_helper("R1", "rent"))
    assert codes(made.urgent) == ["9990X", "1110X", "1161X"]
    assert [step.phones[0].number for step in made.urgent] == ["999", "111", "116 123"]


def test_an_urgent_need_has_its_own_helplines_first_and_999_at_the_top() -> None:
    made = a_plan(a_helper("R1", "rent"), a_helper("U1", "unsafe"), needs=("rent", "unsafe"))
    assert codes(made.urgent) == ["9990X", "REF0X", "1110X", "1161X"]
    assert codes(made.steps) == ["U1", "R1"]


def test_the_lines_that_always_answer_cannot_be_dropped_and_others_can() -> None:
    made = a_plan(needs=("unsafe",), dropped=tuple(one.code for one in LINES))
    assert codes(made.urgent) == ["9990X", "1110X", "1161X"]


@pytest.mark.parametrize("lost", range(3))
def test_a_number_that_the_directory_has_lost_is_there_all_the_same(lost: int) -> None:
    kept = [one for n, one in enumerate(LINES) if n != lost]
    made = a_plan(urgent=kept)
    by_number = {step.phones[0].number: step for step in made.urgent}
    assert list(by_number) == [line.number for line in (*ALWAYS[:lost], *ALWAYS[lost:])]
    line = ALWAYS[lost]
    assert by_number[line.number] == PlanStep(
        StepKind.URGENT,
        "",
        line.name,
        phones=(PhoneView(line.number, "free"),),
        why=("free", line.what_for),
    )


def test_a_wrong_number_in_the_directory_never_stands_for_999() -> None:
    made = a_plan(urgent=[replace(POLICE, phones=(PhoneView("998"),))])
    assert made.urgent[0].phones == (PhoneView("999", "free"),)
    crisis = a_line("0000A", "111", name="Crisis team")
    assert a_plan(urgent=[*LINES, crisis]).urgent[1].code == "1110X"


def test_a_helpline_of_a_need_that_is_not_urgent_is_a_step_like_others() -> None:
    shout = a_line("SH0VT", "85258", "drink", name="Shout")
    made = a_plan(urgent=[*LINES, shout], needs=("drink",))
    assert codes(made.steps) == ["SH0VT"]
    assert codes(made.urgent) == ["9990X", "1110X", "1161X"]


def test_samaritans_are_enough_for_a_need_not_to_be_unmet() -> None:
    assert a_plan(needs=("drink",)).unmet == ()


# --- Groups and interests ------------------------------------------------------------------------


def test_groups_of_this_hub_stand_with_their_next_date_and_room() -> None:
    called_off = a_session(TODAY, 14, 16, status=BookingStatus.CANCELLED)
    over = a_session(TODAY, 8, 9)
    made = a_plan(
        a_group("CAFE", "carer", dates=[over, called_off, a_session()], cost="Free",
                getting_in="Just come. Bring a friend."),
        needs=("carer",),
    )  # fmt: skip
    (group,) = made.groups
    assert group.kind is StepKind.ACTIVITY
    assert (group.next_on, group.room) == (a_session().starts, "Hall A")
    assert group.why == ("free", "here")
    assert group.getting_in == (
        ("When", "Tuesday 24 November, 10am to noon"),
        ("Not on", "Mon 23 Nov at 2pm"),
        ("Where", "Hall A"),
        ("Cost", "Free"),
        ("How", "Just come."),
        ("Bring", "A friend"),
    )


def test_a_group_that_is_on_now_says_so_and_one_without_a_date_waits() -> None:
    made = a_plan(a_group("N0W", "rent", dates=[a_session(TODAY, 10, 12)]))
    assert made.groups[0].why == ("here", "on now")
    undated = a_plan(a_group("Z", "rent", dates=[]))
    assert (codes(undated.groups), codes(undated.left_over)) == ([], ["Z"])
    pinned = a_plan(a_group("Z", "rent", dates=[]), pinned=("Z",))
    assert pinned.groups[0].why == ("here", "no date yet")
    assert pinned.groups[0].getting_in == (("When", "Ask at the desk for the next date."),)


def test_who_is_for_just_this_comes_before_who_is_for_others_then_who_meets_first() -> None:
    late = a_session(TODAY + timedelta(days=6))
    made = a_plan(
        a_group("A", "rent", "parents", title="Baby Rhymes"),
        a_group("B", "rent", dates=[late], title="Coffee"),
        a_group("C", "rent", title="Rent talk"),
    )
    assert codes(made.groups) == ["C", "B", "A"]


def test_something_builds_on_an_interest_and_stands_once() -> None:
    made = a_plan(
        a_group("P10T", "rent", interests=["gardening"], title="Plot and talk"),
        a_group("W00L", interests=["sewing"]),
        ServiceChoice(a_helper("V0L", name="Volunteer Centre"), ("gardening", "sewing")),
        interests=("gardening", "sewing"),
    )
    assert codes(made.groups) == ["P10T"]
    assert made.groups[0].meets_words == (RENT.name, GARDENING.name)
    assert codes(made.interest_steps) == ["V0L", "W00L"]
    assert {step.kind for step in made.interest_steps} == {StepKind.INTEREST}
    assert made.unmet_interests == ()


def test_an_interest_with_nothing_yet_is_said() -> None:
    made = a_plan(needs=(), interests=("sewing",))
    assert (made.unmet, made.unmet_interests) == ((), (SEWING,))


# --- What the volunteer changes ------------------------------------------------------------------


def test_what_is_pinned_is_first_and_what_is_dropped_gives_way_to_the_next_best() -> None:
    helpers = [a_helper(f"R{n}", "rent") for n in range(5)]
    assert codes(a_plan(*helpers).steps) == ["R0", "R1", "R2"]
    made = a_plan(*helpers, pinned=("r4",), dropped=("R0",))
    assert codes(made.steps) == ["R4", "R1", "R2"]
    assert codes(made.left_over) == ["R3"]
    assert [step.is_pinned for step in made.steps] == [True, False, False]
    crowded = a_plan(*helpers, pinned=("R4", "R3", "R2", "R1"))
    assert codes(crowded.steps) == ["R4", "R3", "R2", "R1"]


def test_a_helpline_of_an_urgent_need_can_be_put_before_others_but_not_before_999() -> None:
    zeta = a_line("ZETA", "0800 1111", "unsafe", name="Zeta line")
    made = a_plan(needs=("unsafe",), urgent=[*LINES, zeta], pinned=("ZETA",))
    assert codes(made.urgent) == ["9990X", "ZETA", "REF0X", "1110X", "1161X"]


# --- Words ---------------------------------------------------------------------------------------


def test_each_choice_is_explained() -> None:
    made = a_plan(
        a_helper(
            "R1", "rent",
            cost="Free",
            address="1 High Street, Doncaster, DN1 1AA",
            when="Mornings",
            who_for="Tenants",
            getting_in="Just come. Bring your letters and a pen.",
            languages=("English", "Polish"),
            accessibility=("No steps", "Lift"),
            alert="Closed on Friday",
            area="Doncaster",
        )
    )  # fmt: skip
    (step,) = made.steps
    assert step.why == ("free", "in Doncaster", "checked 3 Nov")
    assert step.checked == "Checked 3 Nov 2026"
    assert step.getting_in == (
        ("Note", "Closed on Friday"),
        ("When", "Mornings"),
        ("Cost", "Free"),
        ("Who for", "Tenants"),
        ("How", "Just come."),
        ("Bring", "Your letters and a pen"),
        ("Where", "1 High Street, Doncaster, DN1 1AA"),
        ("Serves", "Doncaster"),
        ("Languages", "English, Polish"),
        ("Access", "No steps; Lift"),
    )


@pytest.mark.parametrize(
    ("assured_on", "words"),
    [
        (None, "not checked yet"),
        (date(2026, 11, 3), "checked 3 Nov"),
        (TODAY - timedelta(days=99), "checked 16 Aug"),
        (TODAY - timedelta(days=100), "last checked 15 Aug 2026: call first"),
    ],
)
def test_the_check_fades_in_words(assured_on: date | None, words: str) -> None:
    made = a_plan(a_helper("R1", "rent", assured_on=assured_on), now=NOW)
    assert made.steps[0].why == (words,)


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("Free.", ("free",)),
        ("Free; pay for parts", ("free; pay for parts",)),
        ("£2", ("£2",)),
        ("It depends on what you earn and where you live", ()),
        ("", ()),
    ],
)
def test_a_short_cost_is_a_reason(cost: str, words: tuple[str, ...]) -> None:
    made = a_plan(a_helper("R1", "rent", cost=cost))
    assert made.steps[0].why == (*words, "checked 3 Nov")


@pytest.mark.parametrize("area", ["", "Don", "caster", "Mexborough"])
def test_only_the_whole_name_of_the_area_counts_as_near(area: str) -> None:
    made = a_plan(a_helper("R1", "rent", address="1 High Street, Doncaster"), area=area)
    assert made.steps[0].why == ("checked 3 Nov",)


def test_a_discreet_need_is_named_by_its_group() -> None:
    made = a_plan(a_helper("D1", "drink", "carer"), needs=("drink", "carer"))
    assert made.heading == "Your next steps"
    assert made.steps[0].meets_words == (DRINK.group_name, CARER.name)
    assert DRINK.name not in str(made.steps)


def test_what_is_suggested_leaves_out_lines_that_every_plan_has() -> None:
    calm = a_plan(a_helper("R1", "rent"), a_group("G1", "rent"))
    assert codes(calm.suggested) == ["R1", "G1"]
    urgent = a_plan(needs=("unsafe",))
    assert codes(urgent.suggested) == ["9990X", "REF0X"]
