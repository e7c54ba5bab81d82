"""Builds what a plan is made from, without a store: needs, helpers, groups, and a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub.signposting.plan import build_plan
from hub.views.directory import NeedView, PhoneView, ServiceView
from hub.views.interests import InterestKind, InterestView
from hub.views.plan import ActivityChoice, Plan, PlanSources, PlanWishes, ServiceChoice
from hub.views.timetable import ActivityView, BookingStatus, SessionView

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=LONDON)

RENT = NeedView("rent", "I am behind with my rent", "home", "My home")
CARER = NeedView("carer", "I look after someone", "caring", "Caring for someone")
DEBTS = NeedView("debts", "I have debts", "money", "Money")
DRINK = NeedView("drink", "I drink too much", "health", "Health and feelings", is_discreet=True)
UNSAFE = NeedView(
    "unsafe", "I am not safe at home", "urgent", "Help right now", True, is_discreet=True
)
NEEDS = {need.slug: need for need in (RENT, CARER, DEBTS, DRINK, UNSAFE)}

GARDENING = InterestView("gardening", InterestKind.DO, "I like gardening")
SEWING = InterestView("sewing", InterestKind.GIVE, "I could teach sewing")
INTERESTS = {one.slug: one for one in (GARDENING, SEWING)}


def a_helper(code: str, *needs: str, name: str = "", **fields: Any) -> ServiceView:
    """Somebody who can help, checked three weeks ago."""
    given: dict[str, Any] = {
        "id": f"id-{code}",
        "organisation": "",
        "phones": (PhoneView(f"01632 960{sum(map(ord, code)) % 1000:03d}"),),
        "assured_on": TODAY - timedelta(days=20),
        **fields,
    }
    return ServiceView(code=code, name=name or f"Helper {code}", needs=needs, **given)


def a_line(code: str, number: str, *needs: str, name: str = "", **fields: Any) -> ServiceView:
    """An urgent helpline that nobody has checked, as the starter has them."""
    given: dict[str, Any] = {
        "is_urgent": True,
        "assured_on": None,
        "cost": "Free",
        "phones": (PhoneView(number, "free"),),
        **fields,
    }
    return a_helper(code, *needs, name=name, **given)


POLICE = a_line("9990X", "999", "unsafe", name="999: police, ambulance, fire")
NHS = a_line("1110X", "111", name="NHS 111")
SAMARITANS = a_line("1161X", "116 123", "drink", name="Samaritans")
REFUGE = a_line("REF0X", "0808 2000 247", "unsafe", name="National Domestic Abuse Helpline")
LINES = (POLICE, NHS, SAMARITANS, REFUGE)


def a_session(
    day: date = TODAY + timedelta(days=1),
    starts: int = 10,
    ends: int = 12,
    room: str = "Hall A",
    status: BookingStatus = BookingStatus.CONFIRMED,
) -> SessionView:
    """A date of a group, in hours of the day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return SessionView(
        f"B{day.toordinal()}{starts}",
        "A group",
        room,
        midnight.replace(hour=starts),
        midnight.replace(hour=ends),
        status,
    )


def a_group(
    code: str,
    *needs: str,
    interests: Iterable[str] = (),
    dates: Iterable[SessionView] | None = None,
    title: str = "",
    **fields: Any,
) -> ActivityChoice:
    """A group that meets tomorrow at ten in Hall A."""
    activity = ActivityView(
        code, title or f"Group {code}", needs=needs, interests=tuple(interests), **fields
    )
    sessions = (a_session(),) if dates is None else tuple(dates)
    return ActivityChoice(activity, sessions, activity.interests)


def sources(
    *entries: ServiceView | ServiceChoice | ActivityChoice,
    area: str = "Doncaster",
    urgent: Iterable[ServiceView] = LINES,
    needs: Iterable[NeedView] = tuple(NEEDS.values()),
) -> PlanSources:
    """What a plan may be made from; every need and interest here may be ticked."""
    services = [
        ServiceChoice(one) if isinstance(one, ServiceView) else one
        for one in entries
        if not isinstance(one, ActivityChoice)
    ]
    return PlanSources(
        needs=tuple(needs),
        interests=tuple(INTERESTS.values()),
        services=tuple(services),
        activities=tuple(one for one in entries if isinstance(one, ActivityChoice)),
        urgent=tuple(urgent),
        area=area,
    )


def a_plan(
    *entries: ServiceView | ServiceChoice | ActivityChoice,
    needs: Iterable[str] = ("rent",),
    interests: Iterable[str] = (),
    now: datetime = NOW,
    area: str = "Doncaster",
    urgent: Iterable[ServiceView] = LINES,
    **wishes: tuple[str, ...],
) -> Plan:
    """The plan for these ticks from these entries."""
    wanted = PlanWishes(needs=tuple(needs), interests=tuple(interests), **wishes)
    return build_plan(wanted, sources(*entries, area=area, urgent=urgent), now=now)


def codes(steps: Iterable[Any]) -> list[str]:
    """The codes of steps, in their order."""
    return [step.code for step in steps]
