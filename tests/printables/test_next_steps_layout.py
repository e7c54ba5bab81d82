"""The sheet of next steps as numbers: nothing overlaps, nothing is cut, no step is split."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.views.directory import PhoneView
from hub.views.plan import Plan
from printables.boxes import MM, Sheet
from printables.sheets.next_steps import next_steps_sheet
from tests.printables.checking import check_sheet, said
from tests.printables.plans import (
    EMPTY,
    FULL,
    GAMBLING,
    UNSAFE,
    URGENT,
    a_group,
    a_plan,
    a_step,
)
from tests.printables.weeks import SITE
from tests.soaking import tries

PLANS = {"ordinary": a_plan(), "urgent": URGENT, "full": FULL, "empty": EMPTY}


def check(made: Sheet, *, large: bool) -> None:
    """What is true of every sheet that leaves this house, and of these."""
    least, least_foot = (18, 18) if large else (14, 12)
    check_sheet(made, least=least_foot, least_foot=least_foot)
    for number, page in enumerate(made.pages, 1):
        foot = max(run.baseline for run in page.runs())
        assert {run.words for run in page.runs() if run.baseline == foot} == {
            "Correct on 23 November 2026",
            f"Page {number} of {len(made.pages)}",
        }
        for run in page.runs():
            is_running = run.part is None or run.baseline == foot
            assert run.size >= (least_foot if is_running and not run.on_band else least)
        assert page.margin >= 12 * MM
        assert all(code.side >= 26 * MM - 0.001 for code in page.codes())
        for band in page.bands():
            under = [run.box.top for run in page.runs() if run.box.top > band.box.bottom - 8]
            assert min(under) < band.box.bottom + 20, "a band alone"
            assert min(under) < min(run.box.top for run in page.runs() if run.box.bottom >= foot)
    parts: dict[int, set[int]] = {}
    for number, page in enumerate(made.pages):
        for run in page.runs():
            if run.part is not None:
                parts.setdefault(run.part, set()).add(number)
    assert all(len(pages) == 1 for pages in parts.values()), "a step is split"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_fits_its_pages_and_no_step_is_split(plan: str, large: bool) -> None:
    check(next_steps_sheet(PLANS[plan], SITE, large=large), large=large)


def all_said(made: Sheet) -> list[str]:
    return [line for page in made.pages for line in said(page)]


def test_an_ordinary_sheet_reads_so() -> None:
    first, second = next_steps_sheet(a_plan(), SITE).pages
    assert said(first) == [
        "Your next steps | Ferry Road Community Library",
        "12 Ferry Road, Marlow Bridge, MB4 7QT · Phone 01632 960123",
        "Who can help: I am behind with my rent",
        "Harbour Lights advice | Harbour Trust",
        "1",
        "01632 960103 | ask for Jo | I spoke to",
        "Free · checked 3 Nov",
        "When: | Tuesday and Thursday, 10am to 3pm",
        "Who for: | Tenants and lodgers",
        "How: | Just come.",
        "Scan to call",
        "Bring: | Your letters",
        "Where: | 3 Quay Street, Wherrybridge, WY1 2QS",
        "Access: | No steps; Lift",
        "Find your council | Harbour Trust",
        "2",
        "www.gov.uk/find-local-council",
        *said(first)[17:25],
        "Come along",
        "Carers' Café",
        "3",
        "Tuesday 24 November, 10am to noon, Hall B",
        "For: | I look after someone",
        "Free",
        "How: | Just come.",
        "Ask: | Pat, 01632 960115",
        "Correct on 23 November 2026 | Page 1 of 2",
    ]
    assert said(second) == [
        "Your next steps, Ferry Road Community Library",
        "Something you may enjoy",
        "Food Pantry",
        "4",
        "Tuesday 24 November, 10am to noon, Hall B",
        "For: | I look after someone",
        "Free",
        "How: | Just come.",
        "Ask: | Pat, 01632 960115",
        "Remember",
        "Bring the letter of 3 November.",
        "Nothing yet",
        "Health and feelings: we know of nobody yet. Please ask again at the desk.",
        "Help at any time",
        "999 | Police, ambulance, fire | free, in danger now",
        "111 | NHS 111 | free, ill, or can't cope: press 2",
        "116 123 | Samaritans | free, somebody to talk to, any time",
        "Correct on 23 November 2026 | Page 2 of 2",
    ]


TWO_NEEDS = a_plan(
    interests=(),
    interest_steps=(),
    lines=(),
    unmet=(),
    steps=(
        *(a_step(f"Rent helper {number}") for number in range(3)),
        *(
            a_step(f"Carers {number}", meets=("carer",), meets_words=("I look after someone",))
            for number in range(3)
        ),
    ),
    groups=tuple(a_group(f"Group {number}") for number in range(4)),
)


def test_two_needs_with_three_helpers_each_take_two_pages_and_four_in_large_print() -> None:
    made = next_steps_sheet(TWO_NEEDS, SITE)
    check(made, large=False)
    assert len(made.pages) == 2
    large = next_steps_sheet(TWO_NEEDS, SITE, large=True)
    check(large, large=True)
    assert len(large.pages) == 4


def test_who_helps_stands_under_the_need_or_says_it_where_the_volunteer_mixed_them() -> None:
    bands = [
        run.words.strip()
        for page in next_steps_sheet(TWO_NEEDS, SITE).pages
        for run in page.runs()
        if run.on_band and run.part is not None
    ]
    assert bands == [
        "Who can help: I am behind with my rent",
        "Who can help: I look after someone",
        "Come along",
        "Help at any time",
    ]
    assert "For: | I am behind with my rent" not in str(all_said(next_steps_sheet(TWO_NEEDS, SITE)))
    mixed = replace(TWO_NEEDS, steps=(*TWO_NEEDS.steps[2:4], TWO_NEEDS.steps[0]))
    lines = all_said(next_steps_sheet(mixed, SITE))
    assert "Who can help" in lines
    assert [line for line in lines if "For: | I " in line][:3] == [
        "For: | I am behind with my rent",
        "For: | I look after someone",
        "For: | I am behind with my rent",
    ]


def test_who_helps_with_several_needs_comes_first_and_says_with_which() -> None:
    both = a_step("Both", meets=("rent", "carer"), meets_words=("My rent", "My mum"))
    plan = replace(TWO_NEEDS, steps=(both, *TWO_NEEDS.steps[:1], *TWO_NEEDS.steps[3:4]))
    lines = all_said(next_steps_sheet(plan, SITE))
    assert lines.index("Who can help") < lines.index("Who can help: I am behind with my rent")
    assert "For: | My rent; My mum" in lines


def test_what_is_urgent_stands_first_and_is_said_once() -> None:
    lines = all_said(next_steps_sheet(URGENT, SITE))
    assert lines[2:8] == [
        "First",
        "999 | Police, ambulance, fire | free, in danger now",
        "0808 2000 247 | National Domestic Abuse Helpline | Women, and anyone",
        "worried about a woman",
        "85258: text the word SHOUT",
        "Shout",
    ]
    assert "Help at any time" not in lines
    assert sum("116 123" in line for line in lines) == 1


def test_what_is_true_only_here_and_now_stays_off_paper() -> None:
    words = str(all_said(next_steps_sheet(a_plan(), SITE)))
    assert "open now" not in words.casefold()
    assert "here" not in [part.casefold() for part in words.split(" · ")]


def test_what_was_said_is_not_said_again() -> None:
    step = a_step(
        getting_in=(
            ("Cost", "Free."),
            ("Who for", "Anyone"),
            ("How", "Call."),
            ("Where", "3 Quay Street, Wherrybridge"),
        )
    )
    words = str(all_said(next_steps_sheet(a_plan(steps=(step,), groups=()), SITE)))
    for again in ("Cost", "Who for", "in Wherrybridge", "How: | Call"):
        assert again not in words
    assert "Where: | 3 Quay Street, Wherrybridge" in words


def test_a_discreet_need_is_nowhere_on_the_sheet() -> None:
    quiet = a_step(
        "GamCare",
        meets=("gambling",),
        meets_words=("Health and feelings",),
        getting_in=(("Who for", "People who gamble"), ("How", "Call.")),
    )
    made = next_steps_sheet(replace(EMPTY, needs=(GAMBLING, UNSAFE), steps=(quiet,)), SITE)
    words = str(all_said(made)) + made.title
    for discreet in ("gambl", "not safe", "unsafe"):
        assert discreet not in words.casefold()
    assert made.title == "Ferry Road Community Library: next steps"


def test_a_step_taller_than_a_page_says_that_there_is_more() -> None:
    talkative = a_step(getting_in=tuple((f"Word {n}", "and so on " * 22) for n in range(60)))
    for large in (False, True):
        made = next_steps_sheet(a_plan(steps=(talkative,)), SITE, large=large)
        check(made, large=large)
        assert "There is more. Ask at the desk." in all_said(made)


def test_letters_that_we_lack_spoil_no_sheet_but_a_volunteers_line_is_refused() -> None:
    made = next_steps_sheet(a_plan(steps=(a_step("ספרייה Welcome", organisation="ספרייה"),)), SITE)
    assert "Welcome" in [run.words.strip() for run in made.pages[0].runs()]
    with pytest.raises(BadInput, match="a character we cannot print"):
        next_steps_sheet(a_plan(lines=("ספרייה",)), SITE)


NASTY = st.text(alphabet=st.sampled_from("aW 🎉\u202e\x1bż/مi.-;"), max_size=300)


@settings(max_examples=tries(30), deadline=None)
@given(names=st.lists(NASTY, min_size=1, max_size=4), words=NASTY, large=st.booleans())
def test_any_words_fit_and_what_is_left_out_is_named(
    names: list[str], words: str, large: bool
) -> None:
    phones = (PhoneView(words[:60], words[:120]), PhoneView(words[60:120], words, True))
    steps = tuple(
        a_step(
            name,
            organisation=words,
            phones=phones,
            why=(words[:40], words[:24]),
            meets_words=(words,) * 3,
            getting_in=(("When", words), ("Who for", name), ("Where", words)),
            url=words,
        )
        for name in names
    )
    groups = tuple(a_group(name, room=words, getting_in=(("When", words),)) for name in names)
    plan: Plan = a_plan(
        steps=steps, groups=groups, urgent=tuple(replace(one, code="") for one in steps)
    )
    made = next_steps_sheet(plan, SITE, large=large)
    check(made, large=large)
    assert all("we cannot print" in one and one.isprintable() for one in made.left_out)
    assert len(set(made.left_out)) == len(made.left_out)
