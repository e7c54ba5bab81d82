"""Plans of a made-up library, for the paper tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hub.directory.helplines import ALWAYS
from hub.signposting.urgent import step_without_entry
from hub.views.directory import NeedView, PhoneView
from hub.views.interests import InterestKind, InterestView
from hub.views.plan import Plan, PlanStep, PlanWishes, StepKind

ZONE = ZoneInfo("Europe/London")
MADE_ON = date(2026, 11, 23)
RENT = NeedView("rent", "I am behind with my rent", "home", "My home")
CARER = NeedView("carer", "I look after someone", "caring", "Caring for someone")
GAMBLING = NeedView(
    "gambling", "I gamble too much", "health", "Health and feelings", is_discreet=True
)
UNSAFE = NeedView(
    "unsafe", "I am not safe at home", "urgent", "Help right now", True, is_discreet=True
)
GARDENING = InterestView("gardening", InterestKind.DO, "I like gardening")
ALWAYS_THERE = tuple(map(step_without_entry, ALWAYS))

GETTING_IN = (
    ("When", "Tuesday and Thursday, 10am to 3pm"),
    ("Cost", "Free"),
    ("Who for", "Tenants and lodgers"),
    ("How", "Just come."),
    ("Bring", "Your letters"),
    ("Where", "3 Quay Street, Wherrybridge, WY1 2QS"),
    ("Serves", "Wherrybridge"),
    ("Access", "No steps; Lift"),
)


def a_step(name: str = "Harbour Lights advice", **fields: Any) -> PlanStep:
    """Who can help, with a number."""
    given: dict[str, Any] = {
        "kind": StepKind.SERVICE,
        "code": "A7KQ2",
        "organisation": "Harbour Trust",
        "phones": (PhoneView("01632 960103", "ask for Jo"),),
        "why": ("free", "in Wherrybridge", "open now", "checked 3 Nov"),
        "meets": ("rent",),
        "meets_words": ("I am behind with my rent",),
        "getting_in": GETTING_IN,
        **fields,
    }
    return PlanStep(name=name, **given)


def a_group(name: str = "Carers' Café", **fields: Any) -> PlanStep:
    """What to come to, tomorrow."""
    given: dict[str, Any] = {
        "kind": StepKind.ACTIVITY,
        "code": "B7KQ2",
        "phones": (PhoneView("01632 960115"),),
        "why": ("free", "here"),
        "meets": ("carer",),
        "meets_words": ("I look after someone",),
        "getting_in": (
            ("When", "Tuesday 24 November, 10am to noon"),
            ("Where", "Hall B"),
            ("Cost", "Free"),
            ("How", "Just come."),
            ("Ask", "Pat"),
        ),
        "next_on": datetime(2026, 11, 24, 10, tzinfo=ZONE),
        "room": "Hall B",
        **fields,
    }
    return PlanStep(name=name, **given)


def a_plan(**fields: Any) -> Plan:
    """Rent and caring: two helpers, a group, something to enjoy."""
    given: dict[str, Any] = {
        "needs": (RENT, CARER),
        "interests": (GARDENING,),
        "urgent": ALWAYS_THERE,
        "steps": (
            a_step(),
            a_step("Find your council", phones=(), url="https://www.gov.uk/find-local-council"),
        ),
        "groups": (a_group(),),
        "interest_steps": (a_group("Food Pantry", kind=StepKind.INTEREST),),
        "lines": ("Bring the letter of 3 November.",),
        "unmet": (GAMBLING,),
        **fields,
    }
    return Plan(MADE_ON, "Your next steps", PlanWishes(), **given)


URGENT = a_plan(
    needs=(UNSAFE,),
    urgent=(
        ALWAYS_THERE[0],
        PlanStep(
            StepKind.URGENT,
            "C7KQ2",
            "National Domestic Abuse Helpline",
            phones=(PhoneView("0808 2000 247", "free"),),
            getting_in=(("Who for", "Women, and anyone worried about a woman"),),
        ),
        PlanStep(
            StepKind.URGENT,
            "D7KQ2",
            "Shout",
            phones=(PhoneView("85258", "text the word SHOUT", is_text=True),),
        ),
        *ALWAYS_THERE[1:],
    ),
    unmet=(),
    lines=(),
)
FULL = a_plan(
    steps=tuple(a_step(f"Helper {number}") for number in range(9)),
    groups=tuple(a_group(f"Group {number}") for number in range(6)),
)
EMPTY = a_plan(steps=(), groups=(), interest_steps=(), lines=(), unmet=(RENT, GAMBLING, UNSAFE))
