"""Next steps for one person: what they asked for, and the plan that comes of it.

All of it is public; nothing in it says who the person is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hub.views.directory import NeedView, PhoneView, ServiceView
from hub.views.interests import InterestView
from hub.views.timetable import ActivityView, SessionView


@dataclass(frozen=True, slots=True)
class PlanWishes:
    """What was ticked for one plan, and what the volunteer changed about it."""

    needs: tuple[str, ...] = ()
    """Slugs, in the order in which they were ticked."""
    interests: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    """Codes that stay in the plan whatever else is found, in this order, first of their part."""
    dropped: tuple[str, ...] = ()
    """Codes that shall not be in it."""
    order: tuple[str, ...] = ()
    """Codes in the order the volunteer gave them; others follow in their own order."""
    lines: tuple[str, ...] = ()
    """What the volunteer adds, a line each."""


@dataclass(frozen=True, slots=True)
class ActivityChoice:
    """An activity of this hub with its next dates, as a plan may choose it."""

    activity: ActivityView
    next_sessions: tuple[SessionView, ...] = ()
    interests: tuple[str, ...] = ()
    """Slugs of the interests that it is for."""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service as a plan may choose it."""

    service: ServiceView
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSources:
    """Everything a plan may be made from: what meets the wishes, and the lines for emergencies."""

    needs: tuple[NeedView, ...]
    """Those that were ticked."""
    interests: tuple[InterestView, ...]
    services: tuple[ServiceChoice, ...]
    """Who meets any of them, the best first; pinned ones too."""
    activities: tuple[ActivityChoice, ...]
    urgent: tuple[ServiceView, ...] = ()
    """Lines that always answer: 999, 111, 116 123 and the hub's own."""
    area: str = ""
    """Where the hub is: "in Doncaster" counts as near."""


class StepKind(StrEnum):
    """What one step of a plan is."""

    URGENT = "urgent"
    SERVICE = "service"
    ACTIVITY = "activity"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One thing to do next: who to ring, or what to come to."""

    kind: StepKind
    code: str
    name: str
    """Who helps, or what to come to."""
    organisation: str = ""
    phones: tuple[PhoneView, ...] = ()
    why: tuple[str, ...] = ()
    """Why it was chosen: ("free", "in Doncaster", "open now", "checked 3 Nov")."""
    meets: tuple[str, ...] = ()
    """Slugs of the ticked needs and interests that it is for."""
    meets_words: tuple[str, ...] = ()
    """Their names, discreet ones by their group's neutral heading."""
    getting_in: tuple[tuple[str, str], ...] = ()
    """How to get in, as (label, words): ("When", …), ("Cost", …), ("Bring", …), ("Where", …)."""
    url: str = ""
    next_on: datetime | None = None
    """Aware, local: when an activity meets next."""
    room: str = ""
    is_pinned: bool = False
    checked: str = ""
    """"Checked 3 November", "Not checked yet", …"""


@dataclass(frozen=True, slots=True)
class Plan:
    """Next steps for one person, most urgent first."""

    made_on: date
    heading: str
    """"Your next steps"; neutral, so that it can lie on a table."""
    wishes: PlanWishes
    """What it was made from, with what doesn't exist left out."""
    needs: tuple[NeedView, ...] = ()
    interests: tuple[InterestView, ...] = ()
    urgent: tuple[PlanStep, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    """Services: what meets several needs first, at most three a need."""
    groups: tuple[PlanStep, ...] = ()
    """What to come to at this hub."""
    interest_steps: tuple[PlanStep, ...] = ()
    """What builds on an interest."""
    lines: tuple[str, ...] = ()
    unmet: tuple[NeedView, ...] = ()
    """Needs for which there is nothing yet; the plan says so."""
    left_over: tuple[PlanStep, ...] = ()
    """What also fits and found no room: the volunteer may pin it."""
    unmet_interests: tuple[InterestView, ...] = ()
    """Interests for which there is nothing yet."""

    @property
    def suggested(self) -> tuple[PlanStep, ...]:
        """What somebody is sent to, for keeping the visit. Lines that every plan has are among it
        only where they meet what was ticked.
        """
        lines = tuple(step for step in self.urgent if step.code and step.meets)
        return (*lines, *self.steps, *self.groups, *self.interest_steps)
