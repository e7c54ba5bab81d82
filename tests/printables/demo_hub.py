"""The demo hub as content of every sheet: made through its own store and noticeboard, at ten on
Tuesday 24 November 2026, the same each time.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hub.clock import clock_for
from hub.languages.language import Language
from hub.noticeboard.planning import plan_for
from hub.noticeboard.publish import publish
from hub.noticeboard.read import Noticeboard
from hub.store.opening import open_store
from hub.store.site import show_site
from hub.timetable.hours import list_hours
from hub.timetable.rooms import list_rooms
from hub.timetable.weeks import bookings_between, public_week
from hub.upkeep.demo import SEED
from hub.upkeep.making import make_hub
from hub.views.directory import ServiceView
from hub.views.plan import Plan, PlanWishes
from tests.printables.content import Content

CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 24, 10, tzinfo=UTC))
TODAY = date(2026, 11, 24)
NEEDS = PlanWishes(needs=("behind-with-rent", "carer"))


def demo_hub(folder: Path) -> tuple[Content, Noticeboard]:
    """Its content, and the open noticeboard that the plan is read from."""
    made = make_hub(
        folder / "hub",
        content="demo",
        clock=CLOCK,
        environment={"HUB_KEYS": str(folder / "keys")},
        source=random.Random(SEED),
    )
    store = open_store(made.settings)
    try:
        publish(store, CLOCK, made.settings)
        week = public_week(store, CLOCK, year=2026, week=48)
        rooms, hours = list_rooms(store), list_hours(store)
        with store.read() as session:
            site = show_site(session)
        now = CLOCK.now()
        coming = bookings_between(store, CLOCK, starts=now, ends=now + timedelta(days=14))
        booking = next(one for one in coming if one.title == "Scout leaders' evening")
    finally:
        store.close()
    board = Noticeboard.open(made.settings.noticeboard_file)
    activity = next(one for one in board.activities() if one.title.startswith("Carers"))
    room = next(one for one in rooms if one.name == booking.room)

    def plan(language: Language) -> Plan:
        return plan_for(board, NEEDS, now=CLOCK.now(), language=language)

    content = Content(
        site,
        week,
        (room, *(one for one in rooms if one is not room)),
        hours,
        _service(board, "Harbour Lights Housing Help"),
        next(one for one in board.helplines() if one.name == "National Domestic Abuse Helpline"),
        activity,
        board.next_sessions(activity.code, CLOCK.now(), 5),
        booking,
        plan,
        TODAY,
    )
    return content, board


def _service(board: Noticeboard, organisation: str) -> ServiceView:
    return next(one for one in board.services() if one.organisation == organisation)
