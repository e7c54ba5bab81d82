"""The starter and the needs, as a new hub has them, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hub.clock import Clock
from hub.directory.assurance import Freshness, assured_words, freshness, is_current
from hub.directory.needs import list_needs, load_needs, need_for_term
from hub.directory.search import find_services, list_services, show_service
from hub.directory.starter import load_services
from hub.store.engine import Store

NEEDS: dict[str, Any] = {
    "group": [{"slug": "money", "name": "Money", "hint": "debts"}],
    "need": [
        {
            "group": "money",
            "slug": "debts",
            "name": "I owe money",
            "words": ["bailiff", "100% broke"],
            "terms": ["openEligibility:1263", "lgsl:112"],
        }
    ],
}
SERVICES = {
    "organisation": [{"slug": "step", "name": "StepChange", "description": "A charity."}],
    "service": [
        {
            "organisation": "step",
            "name": "Debt line",
            "phones": [{"number": "0800 138 1111", "note": "free", "text": False}],
            "needs": ["debts"],
            "languages": ["English"],
        },
        {"organisation": "step", "name": "Desk", "local": True, "assured_days_ago": 5},
    ],
}


def fill(store: Store, clock: Clock) -> None:
    with store.write() as session:
        load_needs(session, NEEDS)
        load_services(session, clock, SERVICES)


def test_needs_load_twice_and_stay_the_same(store: Store, clock: Clock) -> None:
    fill(store, clock)
    once = list_needs(store)
    fill(store, clock)
    assert list_needs(store) == once
    assert [need.services for need in once[0].needs] == [1]
    assert once[0].needs[0].words == ("bailiff", "100% broke")


def test_a_term_finds_its_need_however_it_is_spelt(store: Store, clock: Clock) -> None:
    fill(store, clock)
    for spelling in ("esdServiceType:112", "http://id.esd.org.uk/service/112", "LGSL:112"):
        assert need_for_term(store, spelling) == ("debts",)
    assert need_for_term(store, "https://example.com") == ()


def test_words_of_a_need_find_its_service(store: Store, clock: Clock) -> None:
    fill(store, clock)
    assert [s.name for s in find_services(store, "the BAILIFF")] == ["Debt line"]
    assert [s.name for s in find_services(store, "100%")] == ["Debt line"]
    assert find_services(store, "1%k") == ()
    assert find_services(store, "_") == ()
    assert find_services(store, "  ") == ()


def test_local_comes_first_and_a_code_shows_it_whole(store: Store, clock: Clock) -> None:
    fill(store, clock)
    first, second = list_services(store)
    assert (first.name, second.name) == ("Desk", "Debt line")
    assert first.assured_on == clock.today() - timedelta(days=5)
    assert show_service(store, second.code.lower()) == second
    assert (second.phones[0].number, second.needs) == ("0800 138 1111", ("debts",))
    assert second.languages == ("English",)


def test_a_check_fades() -> None:
    today = date(2026, 11, 23)
    ages = {89: Freshness.FRESH, 90: Freshness.AMBER, 99: Freshness.AMBER, 100: Freshness.STALE}
    for days, expected in ages.items():
        assert freshness(today - timedelta(days=days), today) is expected
    assert not is_current(None, today)
    assert assured_words(None, today) == "Not checked yet"
    assert assured_words(date(2026, 11, 3), today) == "Checked 3 Nov 2026"
    assert (
        assured_words(date(2025, 11, 3), today)
        == "Last checked 3 Nov 2025: please check before you go"
    )
