"""Steps of the sentences about a group that changes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.editing import change_group
from hub.timetable.groups import add_group, group_sessions
from hub.timetable.signups import sign_up
from hub.views.bookings import BookingView
from hub.views.groups import BankHolidayRule, GroupMade
from hub.views.series import GroupChanged, Scope, SeriesChange

ALL, FOLLOWING, THIS = Scope.ALL, Scope.FOLLOWING, Scope.THIS


def knit(store: Store, clock: Clock, **changes: Any) -> GroupMade:
    """Tuesdays at 10 in Hall A, six times, the first on 1 December 2026."""
    wanted: dict[str, Any] = {
        "title": "Knit and Natter",
        "room": "Hall A",
        "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        "starts_on": date(2026, 12, 1),
        "at": time(10),
        "minutes": 120,
        "bank_holidays": BankHolidayRule.KEEP,
        **changes,
    }
    return add_group(store, clock, **wanted)


def change(store: Store, clock: Clock, code: str, **what: Any) -> GroupChanged:
    """Change a group; what isn't said is as it usually is."""
    asked = {name: what.pop(name) for name in ("on", "on_clash", "exceptions") if name in what}
    scope = what.pop("scope", ALL)
    return change_group(store, clock, code=code, scope=scope, change=SeriesChange(**what), **asked)


def sessions(store: Store, clock: Clock, code: str) -> list[BookingView]:
    found = group_sessions(store, clock, code=code, first=date(2026, 1, 1), last=date(2029, 12, 31))
    return list(found)


def said(store: Store, clock: Clock, code: str) -> list[str]:
    """Each session in a few words."""
    return [
        f"{one.starts:%a %d %b %H:%M}-{one.ends:%H:%M} {one.room}"
        + ("" if one.status.value == "confirmed" else f" {one.status.value}")
        for one in sessions(store, clock, code)
    ]


def on(store: Store, clock: Clock, code: str, day: str) -> BookingView:
    return next(one for one in sessions(store, clock, code) if f"{one.starts:%d %b}" == day)


def signed_up(store: Store, clock: Clock, code: str, *names: str) -> None:
    for name in names:
        sign_up(store, clock, code=code, name=name, phone="01234 567890")
