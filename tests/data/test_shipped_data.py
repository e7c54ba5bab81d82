"""The shipped needs, starter directory and demo hub keep their promises. Reads TOML, no store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from hub.resources import read_toml
from hub.views.words import clean

Entry = dict[str, Any]

NEEDS = read_toml("needs.toml")
INTERESTS = read_toml("interests.toml")
STARTER = read_toml("starter.toml")
PLACE = read_toml("demo/place.toml")
ACTIVITIES = read_toml("demo/activities.toml")
TIMETABLE = read_toml("demo/timetable.toml")
DIRECTORY = read_toml("demo/directory.toml")
FILES = {
    "needs": NEEDS,
    "interests": INTERESTS,
    "starter": STARTER,
    "place": PLACE,
    "activities": ACTIVITIES,
    "timetable": TIMETABLE,
    "directory": DIRECTORY,
}
DEMO = ("place", "activities", "timetable", "directory")
BOTH_DIRECTORIES = ("starter", "directory")

NEED_SLUGS = {need["slug"] for need in NEEDS["need"]}
ACTIVITY_SLUGS = {activity["slug"] for activity in ACTIVITIES["activity"]}
ROOMS = {room["name"] for room in PLACE["room"]}

# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
DRAMA_NUMBER = re.compile(r"01632 960\d{3}|07700 900\d{3}")
CURIE = re.compile(r"openEligibility:\d{4}|lgsl:\d{1,4}|esdNeed:\d+|esdServiceType:\d+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOURS = re.compile(
    r"\b\d{1,2}(:\d\d)?\s?[ap]m\b|\b\d\d:\d\d\b|24[ /]7|24 hours|any time|day or night"
    r"|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|weekdays?|\bopens?\b|\bopening\b",
    re.IGNORECASE,
)


def texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text below `value`, with the place it stands in."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{where}[{number}]")


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def services(*files: str) -> list[Entry]:
    return [service for name in files for service in FILES[name]["service"]]


def organisations(*files: str) -> list[Entry]:
    return [body for name in files for body in FILES[name]["organisation"]]


# --- Names and references -------------------------------------------------------------


@pytest.mark.parametrize(
    "slugs",
    [
        [group["slug"] for group in NEEDS["group"]],
        [need["slug"] for need in NEEDS["need"]],
        [interest["slug"] for interest in INTERESTS["interest"]],
        [activity["slug"] for activity in ACTIVITIES["activity"]],
        [body["slug"] for body in organisations(*BOTH_DIRECTORIES)],
    ],
    ids=["need groups", "needs", "interests", "activities", "organisations"],
)
def test_slugs_are_plain_and_unique(slugs: list[str]) -> None:
    assert [slug for slug in slugs if not SLUG.fullmatch(slug)] == []
    assert twice(slugs) == []


def test_names_that_people_tell_apart_are_unique() -> None:
    assert twice([room["name"].casefold() for room in PLACE["room"]]) == []
    assert twice([who["name"].casefold() for who in PLACE["volunteer"]]) == []
    assert twice([need["name"].casefold() for need in NEEDS["need"]]) == []
    assert twice([s["name"].casefold() for s in services(*BOTH_DIRECTORIES)]) == []
    assert twice([a["title"].casefold() for a in ACTIVITIES["activity"]]) == []


def test_every_id_is_a_random_uuid_of_its_own() -> None:
    ids = [
        entry["id"] for entry in [*organisations(*BOTH_DIRECTORIES), *services(*BOTH_DIRECTORIES)]
    ]
    assert [uid for uid in ids if str(UUID(uid)) != uid or UUID(uid).version != 4] == []
    assert twice(ids) == []


def test_every_need_stands_in_a_group_and_every_group_has_needs() -> None:
    groups = {group["slug"] for group in NEEDS["group"]}
    assert {need["group"] for need in NEEDS["need"]} == groups


@pytest.mark.parametrize("name", BOTH_DIRECTORIES)
def test_every_service_names_an_organisation_of_its_file(name: str) -> None:
    known = {body["slug"] for body in FILES[name]["organisation"]}
    assert {service["organisation"] for service in services(name)} == known


def test_every_service_and_activity_meets_only_needs_that_exist() -> None:
    wrong = {
        (entry["name"] if "name" in entry else entry["title"], need)
        for entry in [*services(*BOTH_DIRECTORIES), *ACTIVITIES["activity"]]
        for need in entry["needs"]
        if need not in NEED_SLUGS
    }
    assert wrong == set()
    assert [s["name"] for s in services(*BOTH_DIRECTORIES) if not s["needs"]] == []


def test_every_interest_is_for_something_in_the_demo_and_none_is_made_up() -> None:
    known = {interest["slug"] for interest in INTERESTS["interest"]}
    entries = [*services(*BOTH_DIRECTORIES), *ACTIVITIES["activity"]]
    assert {slug for entry in entries for slug in entry.get("interests", ())} == known
    kinds = Counter(interest["kind"] for interest in INTERESTS["interest"])
    assert set(kinds) == {"do", "learn", "give"}
    assert min(kinds.values()) >= 10
    starter = {slug for service in services("starter") for slug in service.get("interests", ())}
    assert "give-time" in starter


def test_every_interest_is_said_in_the_first_person_with_words_of_its_own() -> None:
    interests = INTERESTS["interest"]
    assert [one["name"] for one in interests if not one["name"].startswith("I ")] == []
    assert twice([one["name"].casefold() for one in interests]) == []
    assert [one["slug"] for one in interests if len(one["words"]) < 8] == []
    assert twice([word.casefold() for one in interests for word in one["words"]]) == []


def test_the_timetable_names_only_rooms_and_activities_that_exist() -> None:
    rooms = {entry["room"] for entry in [*TIMETABLE["group"], *TIMETABLE["hire"]]}
    rooms |= {moved["room"] for moved in TIMETABLE["moved"] if "room" in moved}
    assert rooms - ROOMS == set()
    grouped = [group["activity"] for group in TIMETABLE["group"]]
    assert twice(grouped) == []
    assert set(grouped) == ACTIVITY_SLUGS
    changed = {entry["group"] for entry in [*TIMETABLE["cancelled"], *TIMETABLE["moved"]]}
    assert changed - set(grouped) == set()


def test_a_whole_room_stands_before_its_parts() -> None:
    seen: set[str] = set()
    for room in PLACE["room"]:
        assert room.get("part_of") is None or room["part_of"] in seen, room["name"]
        seen.add(room["name"])


# --- Words, numbers, honesty ----------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_no_text_holds_a_control_character_or_stray_space(name: str) -> None:
    assert [where for where, text in texts(FILES[name], name) if clean(text) != text] == []


def test_every_need_has_many_words_and_none_twice() -> None:
    few = {need["slug"]: len(need["words"]) for need in NEEDS["need"] if len(need["words"]) < 8}
    assert few == {}
    again = {
        need["slug"]: twice([word.casefold() for word in need["words"]])
        for need in NEEDS["need"]
        if twice([word.casefold() for word in need["words"]])
    }
    assert again == {}


def test_every_term_is_a_curie_we_know() -> None:
    wrong = [t for need in NEEDS["need"] for t in need["terms"] if not CURIE.fullmatch(t)]
    assert wrong == []


def test_the_starter_claims_no_hours_and_no_check() -> None:
    unknown = {
        (service["name"], key)
        for service in services("starter")
        for key in service
        if "assured" in key or key in ("when", "hours", "schedule")
    }
    assert unknown == set()
    assert [(where, text) for where, text in texts(STARTER, "starter") if HOURS.search(text)] == []


def test_only_the_demo_is_local_and_no_starter_entry_is() -> None:
    assert {service["local"] for service in services("starter")} == {False}
    assert {service["local"] for service in services("directory")} == {True}


def test_every_number_of_the_demo_is_one_that_drama_may_use() -> None:
    numbers = [PLACE["site"]["phone"]]
    numbers += [activity["phone"] for activity in ACTIVITIES["activity"]]
    numbers += [hire["contact_phone"] for hire in TIMETABLE["hire"]]
    numbers += [phone["number"] for s in services("directory") for phone in s["phones"]]
    assert [number for number in numbers if not DRAMA_NUMBER.fullmatch(number)] == []
    elsewhere = [
        (where, text)
        for name in DEMO
        for where, text in texts(FILES[name], name)
        if re.search(r"\d{5}", DRAMA_NUMBER.sub("", text)) and not where.endswith(".id")
    ]
    assert elsewhere == []


def test_every_address_of_the_demo_on_the_web_is_an_example() -> None:
    found = [
        text
        for name in DEMO
        for _, text in texts(FILES[name], name)
        if "@" in text or "://" in text or "www." in text
    ]
    example = re.compile(r"(https://|[a-z]+@)[a-z]+\.example\.org")
    assert [text for text in found if not example.fullmatch(text)] == []
    assert len(found) > len(DIRECTORY["service"])


def test_every_web_address_of_the_starter_is_https() -> None:
    urls = [service["url"] for service in services("starter")]
    urls += [body["website"] for body in organisations("starter")]
    address = re.compile(r"https://[a-z0-9.-]+(/[a-z0-9/-]+)?")
    assert [url for url in urls if url and not address.fullmatch(url)] == []


def test_nothing_can_be_reached_by_nobody() -> None:
    assert [
        s["name"] for s in services(*BOTH_DIRECTORIES) if not s["phones"] and not s["url"]
    ] == []


# --- Reach ----------------------------------------------------------------------------


def test_every_urgent_need_has_an_urgent_line_or_an_adviser() -> None:
    urgent = {need["slug"] for need in NEEDS["need"] if need["urgent"]}
    met = {need for service in services("starter") for need in service["needs"]}
    assert urgent - met == set()
    assert {s["name"] for s in services("starter") if s["urgent"] and not s["phones"]} == set()


def test_each_group_of_needs_has_local_help() -> None:
    group_of = {need["slug"]: need["group"] for need in NEEDS["need"]}
    local = {group_of[need] for service in services("directory") for need in service["needs"]}
    assert local == {group["slug"] for group in NEEDS["group"]}


def test_in_the_demo_every_need_is_met() -> None:
    met = {need for service in services(*BOTH_DIRECTORIES) for need in service["needs"]}
    assert met == NEED_SLUGS


def test_the_demo_is_as_large_as_a_real_hub_with_checks_of_every_age() -> None:
    assert 55 <= len(services(*BOTH_DIRECTORIES)) <= 65
    assert 28 <= len(TIMETABLE["group"]) <= 40
    ages = [service.get("assured_days_ago") for service in services("directory")]
    assert None in ages
    known = [age for age in ages if age is not None]
    assert min(known) < 90
    assert any(90 <= age < 100 for age in known)
    assert max(known) >= 100
