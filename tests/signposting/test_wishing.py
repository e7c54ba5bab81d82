"""Tick, pin, drop, move and own lines: each gives new wishes."""

from __future__ import annotations

from dataclasses import replace

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
from hub.views.plan import PlanWishes
from tests.signposting.builders import NOW, a_group, a_helper, codes, sources

NOTHING = PlanWishes()
KNOWN = sources(
    *(a_helper(f"R{n}", "rent") for n in range(5)), *(a_group(f"G{n}", "rent") for n in range(3))
)


def test_a_tick_comes_and_goes() -> None:
    both = tick(tick(NOTHING, "rent"), "carer")
    assert both == PlanWishes(needs=("rent", "carer"))
    assert tick(both, "rent") == PlanWishes(needs=("carer",))
    liked = tick_interest(both, "gardening")
    assert liked == replace(both, interests=("gardening",))
    assert tick_interest(liked, "gardening") == both
    assert tick(NOTHING, "\x1b ") == NOTHING


def test_a_pin_lets_go_of_a_drop_and_a_drop_of_a_pin() -> None:
    pinned = pin(PlanWishes(dropped=("A7KQ2",), order=("A7KQ2", "R1")), "a7kq2")
    assert pinned == PlanWishes(pinned=("A7KQ2",), order=("R1",))
    assert pin(pinned, "A7KQ2") == PlanWishes(order=("R1",))
    dropped = drop(replace(pinned, order=("A7KQ2",)), "A7-KQ 2")
    assert dropped == PlanWishes(dropped=("A7KQ2",))
    assert drop(dropped, "A7KQ2") == dropped
    assert bring_back(dropped, "A7KQ2") == NOTHING
    assert pin(NOTHING, "\u202e") == drop(NOTHING, "no code can be as long as this") == NOTHING


def test_what_is_pinned_after_a_move_comes_first_again() -> None:
    wishes = PlanWishes(needs=("rent",))
    plan = build_plan(wishes, KNOWN, now=NOW)
    assert codes(plan.steps) == ["R0", "R1", "R2"]
    wishes = move(wishes, plan, "R2", -1)
    plan = build_plan(wishes, KNOWN, now=NOW)
    assert codes(plan.steps) == ["R0", "R2", "R1"]
    wishes = pin(pin(wishes, "R1"), "R4")
    assert codes(build_plan(wishes, KNOWN, now=NOW).steps) == ["R1", "R4", "R0"]


def test_each_part_keeps_its_own_order() -> None:
    wishes = PlanWishes(needs=("rent",))
    plan = build_plan(wishes, KNOWN, now=NOW)
    wishes = move(wishes, plan, "R0", 99)
    wishes = move(wishes, build_plan(wishes, KNOWN, now=NOW), "G2", -99)
    plan = build_plan(wishes, KNOWN, now=NOW)
    assert (codes(plan.steps), codes(plan.groups)) == (["R1", "R2", "R0"], ["G2", "G0", "G1"])
    assert move(wishes, plan, "ZZZZZ", 1) == wishes


def test_lines_are_cleaned_cut_and_few() -> None:
    wishes = add_line(NOTHING, "  Bring\x1b[2J the\nletter ")
    assert wishes.lines == ("Bring [2J the letter",)
    long = add_line(NOTHING, "w" * 5000).lines[0]
    assert (len(long), long[-1]) == (LONGEST_LINE, "…")
    for number in range(9):
        wishes = add_line(wishes, f"Line {number}")
    assert len(wishes.lines) == MOST_LINES
    assert add_line(NOTHING, " \u200f ") == NOTHING
    assert remove_line(wishes, 1).lines == wishes.lines[1:]
    assert remove_line(wishes, 0) == wishes


def test_codes_are_read_as_people_write_them() -> None:
    assert codes_in(["a7kq2", "A7-KQ2", "OIL00", "", "far too long"]) == ("A7KQ2", "01100")
