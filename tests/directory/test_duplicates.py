"""Entries that may be one are found by what they share, and said with their reasons."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from hub.clock import Clock
from hub.directory import duplicates
from hub.directory.comparing import name_words
from hub.directory.duplicates import likely_duplicates
from hub.directory.likeness import Words, name_likeness
from hub.store.engine import Store
from hub.store.tables import Organisation, Phone, Service
from hub.views.editing import DuplicateView, PhoneForm
from tests.directory.entries import entry


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("St John's Foodbank", "Saint Johns Food Bank Ltd", 100, 100),
        ("Hope & Light Centre", "Hope and Light Center", 100, 100),
        ("Lunch Club Thorne", "Thorne Lunch Club", 98, 98),
        ("Doncaster Foodbank", "Doncaster Foodbnak", 88, 99),
        ("Citizens Advice", "Citizens Advice Doncaster", 60, 70),
        ("Men's group", "Women's group", 0, 59),
        ("Ward 1", "Ward 2", 0, 0),
        ("North Lunch Club", "South Lunch Club", 0, 59),
        ("Debt advice", "Housing advice", 0, 59),
    ],
)
def test_how_alike_two_names_are(first: str, second: str, least: int, most: int) -> None:
    for one, other in ((first, second), (second, first)):
        assert least <= name_likeness(name_words(one), name_words(other)) <= most


def pairs(store: Store) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.first_name, one.second_name, one.why) for one in likely_duplicates(store)]


def test_each_pair_comes_with_its_reasons_and_the_likeliest_first(
    store: Store, clock: Clock
) -> None:
    phone = (PhoneForm("01302 496001"),)
    same = (PhoneForm("+44 1302 496001"),)
    first = entry(store, clock, "St John's Foodbank", "Church", phones=phone, url="a.example/x")
    second = entry(
        store, clock, "Saint Johns Food Bank", "Parish", phones=same, url="www.a.example"
    )
    entry(store, clock, "Thorne Lunch Club", "Age UK", url="https://thorne.example")
    entry(store, clock, "Lunch Club for Thorne", "Council", url="https://thorne.example/lunch")
    entry(store, clock, "Knitting", "Wool Shop")
    entry(store, clock, "Kniting", "Wool Shop")
    entry(store, clock, "Debt advice", "Advice", phones=(PhoneForm("01302 496777"),))
    entry(store, clock, "Housing advice", "Advice", phones=(PhoneForm("01302 496777"),))
    found = likely_duplicates(store)
    assert found[0] == DuplicateView(
        first=first,
        second=second,
        first_name="St John's Foodbank",
        second_name="Saint Johns Food Bank",
        first_organisation="Church",
        second_organisation="Parish",
        why=(
            "The same name, written another way",
            "The same phone number, 01302496001",
            "The same website, a.example",
        ),
        likeness=found[0].likeness,
    )
    assert pairs(store)[1:] == [
        (
            "Knitting",
            "Kniting",
            ("Nearly the same name", "The same organisation"),
        ),
        (
            "Thorne Lunch Club",
            "Lunch Club for Thorne",
            ("Their names share most words", "The same website, thorne.example"),
        ),
    ]
    assert likely_duplicates(store, limit=1) == found[:1]


def test_a_number_that_many_share_says_little(store: Store, clock: Clock) -> None:
    council = (PhoneForm("01302 736000"),)
    for name in ("Parks", "Parking", "Bins", "Blue Badge", "School meals", "School places"):
        entry(store, clock, name, "Council", phones=council)
    entry(store, clock, "Blue badge scheme", "The Council", phones=council)
    entry(store, clock, "Blue Badges", "Council Ltd", phones=council)
    assert pairs(store) == [
        (
            "Blue Badge",
            "Blue Badges",
            (
                "One name is part of the other",
                "The same phone number, 01302736000, which 8 entries share",
                "The same organisation",
            ),
        )
    ]


def test_a_name_that_many_have_says_little(store: Store, clock: Clock) -> None:
    for place in ("Thorne", "Bentley", "Askern", "Balby"):
        entry(store, clock, "Youth club", f"{place} Church")
    assert pairs(store) == []


def test_one_named_after_its_organisation_is_found(store: Store, clock: Clock) -> None:
    entry(store, clock, "Food bank", "Thorne Food Bank")
    entry(store, clock, "Thorne Foodbank", "Thorne Food Bank Ltd")
    assert pairs(store) == [
        (
            "Food bank",
            "Thorne Foodbank",
            ("One name is part of the other", "The same organisation"),
        )
    ]


def test_ten_thousand_entries_are_not_compared_all_with_all(
    new_store: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, draw = new_store("sqlcipher"), random.Random(7)
    places = [one + two for one in ("thor", "bent", "ask", "balb") for two in ("ne", "ley", "by")]
    kinds = [f"{one} {two}" for one in places for two in ("club", "group", "lunch", "advice")]
    numbers = range(1, 10_001)
    with store.write() as session:
        session.execute(
            insert(Organisation),
            [{"id": one, "uid": f"o{one}", "name": f"Org {one}"} for one in range(1, 2001)],
        )
        services = [
            {
                "id": one,
                "uid": f"s{one}",
                "code": f"{one:05d}",
                "organisation_id": draw.randrange(1, 2001),
                "name": f"{draw.choice(places)} {draw.choice(kinds)} {draw.choice(places)}",
                "url": "https://council.example/",
            }
            for one in numbers
        ]
        session.execute(insert(Service), services)
        phones = [
            {"uid": "", "service_id": one, "number": draw.choice(["01302 1", f"01302 {one:06d}"])}
            for one in numbers
        ]
        session.execute(insert(Phone), phones)
    compared = 0

    def counted(first: Words, second: Words) -> int:
        nonlocal compared
        compared += 1
        return name_likeness(first, second)

    monkeypatch.setattr(duplicates, "name_likeness", counted)
    likely_duplicates(store, limit=20)
    assert 0 < compared < 500_000  # all with all are fifty million
