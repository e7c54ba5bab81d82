"""The sheet of next steps as numbers: nothing overlaps, nothing is cut, no step is split."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.views.directory import PhoneView
from hub.views.plan import Plan
from printables.boxes import MM, Page, Sheet
from printables.sheets.next_steps import next_steps_sheet
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

PLANS = {"ordinary": a_plan(), "urgent": URGENT, "full": FULL, "empty": EMPTY}


def lines(page: Page) -> list[str]:
    """What each baseline of a page says, from top to bottom."""
    said: dict[float, list[str]] = {}
    for run in sorted(page.runs(), key=lambda run: (run.baseline, run.x)):
        said.setdefault(round(run.baseline, 1), []).append(run.words.strip())
    return [" | ".join(words) for words in said.values()]


def check(made: Sheet, *, large: bool) -> None:
    """What is true of every sheet that leaves this house."""
    least, least_foot = (18, 16) if large else (14, 12)
    for number, page in enumerate(made.pages, 1):
        foot = max(run.baseline for run in page.runs())
        assert {run.words for run in page.runs() if run.baseline == foot} == {
            "Correct on 23 November 2026",
            f"Page {number} of {len(made.pages)}",
        }
        boxes = [run.box for run in page.runs()]
        for box in (*boxes, *(band.box for band in page.bands())):
            assert box.within(page.inner), (number, box)
        for code in page.codes():
            assert code.quiet_box.left >= 0
            assert code.box.within(page.inner)
            assert code.side >= 30 * MM - 0.001
            assert code.module >= 0.5 * MM - 0.001
            assert not any(code.quiet_box.overlaps(box) for box in boxes)
            assert not any(code.quiet_box.overlaps(band.box) for band in page.bands())
        ordered = sorted(boxes, key=lambda box: box.top)
        for one, other in combinations(ordered, 2):
            # A large letter leaves white above it, into which the line above may hang a little.
            assert not one.overlaps(other, slack=2.6), (number, one, other)
        for rule in page.rules():
            assert rule.left >= page.inner.left - 0.01
            assert rule.right <= page.inner.right + 0.01
        for run in page.runs():
            is_running = run.part is None or run.baseline == foot
            assert run.size >= (least_foot if is_running and not run.on_band else least)
        for band in page.bands():
            under = [box.top for box in boxes if box.top > band.box.bottom - 8]
            assert min(under) < band.box.bottom + 20, "a band alone"
            assert min(under) < min(box.top for box in boxes if box.bottom >= foot)
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


def test_an_ordinary_sheet_reads_so() -> None:
    first, second = next_steps_sheet(a_plan(), SITE).pages
    assert lines(first) == [
        "Your next steps",
        "Ferry Road Community Library",
        "12 Ferry Road, Marlow Bridge, MB4 7QT · Phone 01632 960123",
        "Who can help",
        "Harbour Lights advice | Harbour Trust",
        "1",
        "01632 960103 | ask for Jo",
        "Free · in Wherrybridge · checked 3 Nov",
        "For: | I am behind with my rent",
        "When: | Tuesday and Thursday, 10am to 3pm",
        "Who for: | Tenants and lodgers",
        "Call 01632 960103",
        "How: | Just come.",
        "Bring: | Your letters",
        "Where: | 3 Quay Street, Wherrybridge, WY1 2QS",
        "Access: | No steps; Lift",
        "I spoke to",
        *lines(first)[17:],
    ]
    assert lines(first)[17:19] == ["Find your council | Harbour Trust", "2"]
    assert "www.gov.uk/find-local-council" in lines(first)
    said = lines(second)
    place = said.index("Food Pantry")
    assert said[place:] == [
        "Food Pantry",
        "4",
        "Tuesday 24 November, 10am to noon, Hall B",
        "Free",
        "For: | I look after someone",
        "How: | Just come.",
        "Ask: | Pat, 01632 960115",
        "Remember",
        "Bring the letter of 3 November.",
        "Nothing yet",
        "Health and feelings: we know of nobody yet. Please ask again at the desk.",
        "Help at any time",
        "999 | 999: police, ambulance, fire | free, in danger now",
        "111 | NHS 111 | free, ill, or can't cope: press 2",
        "116 123 | Samaritans | free, somebody to talk to, any time",
        "Correct on 23 November 2026 | Page 2 of 2",
    ]


def test_what_is_urgent_stands_first_and_is_said_once() -> None:
    said = [line for page in next_steps_sheet(URGENT, SITE).pages for line in lines(page)]
    assert said[3:9] == [
        "First",
        "999 | 999: police, ambulance, fire | free, in danger now",
        "0808 2000 247 | National Domestic Abuse Helpline",
        "Women, and anyone worried about a woman",
        "85258: text the word SHOUT",
        "Shout",
    ]
    assert "Help at any time" not in said
    assert sum("116 123" in line for line in said) == 1


def test_what_is_true_only_here_and_now_stays_off_paper() -> None:
    said = str([lines(page) for page in next_steps_sheet(a_plan(), SITE).pages])
    assert "open now" not in said.casefold()
    assert "here" not in [line.casefold() for line in said.split(" · ")]


def test_a_discreet_need_is_nowhere_on_the_sheet() -> None:
    quiet = a_step(
        "GamCare",
        meets=("gambling",),
        meets_words=("Health and feelings",),
        getting_in=(("Who for", "People who gamble"), ("How", "Call.")),
    )
    plan = replace(EMPTY, needs=(GAMBLING, UNSAFE), steps=(quiet,))
    made = next_steps_sheet(plan, SITE)
    said = str([lines(page) for page in made.pages]) + made.title
    for words in ("gambl", "not safe", "unsafe"):
        assert words not in said.casefold()
    assert made.title == "Ferry Road Community Library: next steps"


def test_a_step_taller_than_a_page_says_that_there_is_more() -> None:
    talkative = a_step(getting_in=tuple((f"Word {n}", "and so on " * 22) for n in range(60)))
    for large in (False, True):
        made = next_steps_sheet(a_plan(steps=(talkative,)), SITE, large=large)
        check(made, large=large)
        assert "There is more. Ask at the desk." in [
            line for page in made.pages for line in lines(page)
        ]


def test_letters_that_we_lack_spoil_no_sheet_but_a_volunteers_line_is_refused() -> None:
    made = next_steps_sheet(a_plan(steps=(a_step("ספרייה Welcome", organisation="ספרייה"),)), SITE)
    assert "Welcome" in [run.words.strip() for run in made.pages[0].runs()]
    with pytest.raises(BadInput, match="a character we cannot print"):
        next_steps_sheet(a_plan(lines=("ספרייה",)), SITE)


NASTY = st.text(alphabet=st.sampled_from("aW 🎉\u202e\x1bż/مi.-;"), max_size=300)


@settings(max_examples=30, deadline=None)
@given(names=st.lists(NASTY, min_size=1, max_size=4), words=NASTY, large=st.booleans())
def test_any_words_fit(names: list[str], words: str, large: bool) -> None:
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
    check(next_steps_sheet(plan, SITE, large=large), large=large)
