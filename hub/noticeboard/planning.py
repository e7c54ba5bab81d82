"""A plan from what is on the noticeboard: the one way in for desk, kiosk and commands.

Fetches what may be chosen; what is chosen is decided in `hub.signposting.plan`. Store-free.
"""

from __future__ import annotations

import re
from datetime import datetime

from hub.noticeboard.read import Noticeboard
from hub.signposting.plan import build_plan
from hub.signposting.wishing import codes_in
from hub.views.noticeboard import Kind
from hub.views.plan import ActivityChoice, Plan, PlanSources, PlanWishes, ServiceChoice
from hub.views.words import clean_line

_LIMIT_EACH = 30
_DATES = 4
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}\b", re.IGNORECASE)


def plan_for(board: Noticeboard, wishes: PlanWishes, *, now: datetime) -> Plan:
    """The plan for what was ticked, from what is published. `now` is any aware instant."""
    local = now.astimezone(board.zone)
    return build_plan(wishes, plan_sources(board, wishes, now=local), now=local)


def plan_sources(board: Noticeboard, wishes: PlanWishes, *, now: datetime) -> PlanSources:
    """What the plan may be made from."""
    needs = [need for slug in dict.fromkeys(wishes.needs) if (need := board.need(slug))]
    services: dict[str, ServiceChoice] = {}
    activities: dict[str, ActivityChoice] = {}
    codes: list[tuple[Kind | None, str]] = [
        (found.kind, found.code)
        for need in needs
        for found in board.for_need(need.slug, now.date(), _LIMIT_EACH)
    ]
    codes += [(None, code) for code in codes_in(wishes.pinned)]
    for kind, code in codes:
        if kind in (Kind.SERVICE, None) and code not in services and (it := board.service(code)):
            services[code] = ServiceChoice(it)
        if (
            kind in (Kind.ACTIVITY, None)
            and code not in activities
            and (on := board.activity(code))
        ):
            dates = board.next_sessions(code, now, _DATES)
            activities[code] = ActivityChoice(on, dates, on.interests)
    return PlanSources(
        needs=tuple(needs),
        interests=(),
        services=tuple(services.values()),
        activities=tuple(activities.values()),
        urgent=board.helplines(),
        area=area_of(board.hub().site.address),
    )


def area_of(address: str) -> str:
    """The town of an address: the last part that is neither a postcode nor a street; "" if none."""
    parts = [clean_line(_POSTCODE.sub(" ", part)) for part in re.split(r"[,\n]", address)]
    towns = [part for part in parts[1:] if part and not any(letter.isdigit() for letter in part)]
    return towns[-1] if towns else ""
