"""The demo's timetable never wants a space twice, whatever day it is made on. Reads TOML, no store.

A checker of its own, on purpose: it must not believe the code that books.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from hub.resources import read_toml

Entry = dict[str, Any]

MONDAY = date(2026, 11, 23)
WEEKS = 26
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OPENS, SHUTS = time(8), time(23, 30)

PLACE = read_toml("demo/place.toml")
TIMETABLE = read_toml("demo/timetable.toml")
GROUPS: dict[str, Entry] = {group["activity"]: group for group in TIMETABLE["group"]}


@dataclass(frozen=True)
class Hold:
    """What one date of a group, or one hire, takes: set-up and tidy-up included."""

    what: str
    room: str
    starts: datetime
    ends: datetime


def spaces_of(rooms: list[Entry]) -> dict[str, frozenset[str]]:
    """The spaces of each room: a whole has those of its parts, any other room its own."""
    parts: dict[str, set[str]] = {}
    for room in rooms:
        if "part_of" in room:
            parts.setdefault(room["part_of"], set()).add(room["name"])
    return {room["name"]: frozenset(parts.get(room["name"], {room["name"]})) for room in rooms}


SPACES = spaces_of(PLACE["room"])


def hold(what: str, entry: Entry, day: date, *, at: str, room: str) -> Hold:
    starts = datetime.combine(day, time.fromisoformat(at))
    return Hold(
        what,
        room,
        starts - timedelta(minutes=entry.get("setup", 0)),
        starts + timedelta(minutes=entry["minutes"] + entry.get("tidy", 0)),
    )


def days_of(group: Entry, first: date, last: date) -> list[date]:
    """The dates of a group's rule. Fortnightly counts as weekly: any week may be first."""
    rule = group["rule"].replace("INTERVAL=2;", "")
    begins = datetime.combine(first, time())
    found = rrulestr(rule, dtstart=begins).between(begins, datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found]


@cache
def meetings(first: date, last: date) -> tuple[Hold, ...]:
    return tuple(
        hold(slug, group, day, at=group["at"], room=group["room"])
        for slug, group in GROUPS.items()
        for day in days_of(group, first, last)
    )


def hires(today: date) -> list[Hold]:
    """`weeks_from_now = 0` is the first such weekday after today."""
    found = []
    for hire in TIMETABLE["hire"]:
        ahead = (WEEKDAYS.index(hire["weekday"]) - today.weekday() - 1) % 7 + 1
        day = today + timedelta(days=ahead, weeks=hire["weeks_from_now"])
        found.append(hold(hire["title"], hire, day, at=hire["at"], room=hire["room"]))
    return found


def moves(today: date) -> list[Hold]:
    """Where each moved session goes. Of a fortnightly group each week that it may be."""
    found = []
    for moved in TIMETABLE["moved"]:
        group = GROUPS[moved["group"]]
        dates = days_of(group, MONDAY, MONDAY + timedelta(weeks=WEEKS * 2))
        coming = [day for day in dates if day > today]
        picked = coming[: 2 * moved["nth"]] if "INTERVAL" in group["rule"] else []
        for day in picked or [coming[moved["nth"] - 1]]:
            to = day + timedelta(days=moved["to_days"])
            room = moved.get("room", group["room"])
            found.append(hold(f"{moved['group']} (moved)", group, to, at=moved["at"], room=room))
    return found


def clashes(holds: list[Hold]) -> set[tuple[str, str]]:
    """Pairs that want one space at one time. To end as another begins is no clash."""
    found: set[tuple[str, str]] = set()
    ordered = sorted(holds, key=lambda one: one.starts)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.starts >= one.ends:
                break
            if SPACES[one.room] & SPACES[other.room]:
                found.add((one.what, other.what))
    return found


def test_the_checker_sees_a_clash_by_one_minute_of_tidying_through_the_divisible_hall() -> None:
    noon = datetime.combine(MONDAY, time(12))
    choir = Hold("choir", "Hall A", noon - timedelta(hours=1), noon)
    lunch = Hold("lunch", "Main Hall", noon, noon + timedelta(hours=1))
    late = replace(choir, ends=noon + timedelta(minutes=1))
    assert clashes([choir, lunch]) == set()
    assert clashes([late, lunch]) == {("choir", "lunch")}
    assert clashes([late, replace(lunch, room="Hall B")]) == set()


def test_the_main_hall_is_hall_a_and_hall_b() -> None:
    assert SPACES["Main Hall"] == {"Hall A", "Hall B"}
    assert len([room for room in SPACES if "Hall" not in room]) >= 6


def test_no_two_groups_want_a_space_at_once_in_half_a_year() -> None:
    found = meetings(MONDAY, MONDAY + timedelta(weeks=WEEKS))
    assert len(found) > WEEKS * 28
    assert clashes(list(found)) == set()


@pytest.mark.parametrize("after", range(42))
def test_hires_and_moved_sessions_find_their_rooms_free_on_any_day_the_demo_is_made(
    after: int,
) -> None:
    today = MONDAY + timedelta(days=after)
    groups = meetings(MONDAY, MONDAY + timedelta(weeks=WEEKS))
    assert clashes([*groups, *hires(today), *moves(today)]) == set()


def test_every_time_is_between_opening_and_locking_up_and_on_no_sunday() -> None:
    found = [*meetings(MONDAY, MONDAY + timedelta(weeks=5)), *hires(MONDAY), *moves(MONDAY)]
    odd = [
        one
        for one in found
        if one.starts.time() < OPENS
        or one.ends.time() > SHUTS
        or one.ends.date() != one.starts.date()
        or one.starts.weekday() == 6
    ]
    assert odd == []


def test_every_group_and_hire_is_within_the_opening_hours() -> None:
    open_on = {
        day: [tuple(map(time.fromisoformat, span)) for span in entry["spans"]]
        for entry in PLACE["hours"]
        for day in entry["weekdays"]
    }
    odd = [
        one
        for one in [*GROUPS.values(), *TIMETABLE["hire"]]
        for day in one.get("weekday", one.get("rule", "").split("BYDAY=")[-1]).split(",")
        if not any(
            opens <= time.fromisoformat(one["at"])
            and (datetime.combine(MONDAY, time.fromisoformat(one["at"])))
            + timedelta(minutes=one["minutes"])
            <= datetime.combine(MONDAY, closes)
            for opens, closes in open_on.get(day[-2:], [])
        )
    ]
    assert odd == []


def test_layouts_equipment_and_the_closure_name_rooms_that_there_are() -> None:
    named = [
        entry["room"]
        for entry in [*PLACE["layout"], *PLACE["equipment"], *TIMETABLE["closure"]]
        if "room" in entry
    ]
    assert set(named) <= set(SPACES)
    assert len({(entry["room"], entry["name"]) for entry in PLACE["layout"]}) == len(
        PLACE["layout"]
    )
    assert sum("room" in entry for entry in PLACE["equipment"]) == 1


def test_every_day_from_monday_to_saturday_has_groups() -> None:
    weekly = {
        day for group in GROUPS.values() for day in group["rule"].split("BYDAY=")[1].split(",")
    }
    assert weekly >= set(WEEKDAYS[:6])


def test_all_kinds_of_rule_are_there() -> None:
    rules = [group["rule"] for group in GROUPS.values()]
    assert any("MONTHLY" in rule for rule in rules)
    assert any("INTERVAL=2" in rule for rule in rules)
    assert any("," in rule for rule in rules)
    assert {group["bank_holidays"] for group in GROUPS.values()} <= {"skip", "keep", "move"}


def test_no_session_is_both_cancelled_and_moved() -> None:
    cancelled = {(entry["group"], entry["nth"]) for entry in TIMETABLE["cancelled"]}
    moved = {(entry["group"], entry["nth"]) for entry in TIMETABLE["moved"]}
    assert cancelled & moved == set()
    assert len(cancelled) >= 3
    assert len(moved) >= 3
    assert all(nth >= 1 for _, nth in cancelled | moved)
    assert 8 <= len(TIMETABLE["hire"]) <= 10
