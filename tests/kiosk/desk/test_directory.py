"""Somebody asks at the desk: who can help, and what is the number?"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from hub.clock import Clock
from hub.directory.entry import OrganisationEntry, PhoneEntry, ServiceEntry
from hub.directory.keeping import keep
from hub.directory.search import find_services
from hub.store.engine import Store
from hub.views.directory import ServiceView
from kiosk.desk import directory_looking as directory
from kiosk.desk.app import DeskApp
from kiosk.desk.directory_lists import HOW_TO
from tests.kiosk.desk.trying import press, rows, seen, settle, until

DEBT = ServiceEntry(
    uid="00000000-0000-4000-8000-000000000001",
    organisation=OrganisationEntry("00000000-0000-4000-8000-00000000000a", "Pennywise"),
    name="Money advice",
    description="Free advice about debt.",
    fees="Free",
    eligibility="Anybody",
    opening="Monday, 10am to noon",
    is_local=True,
    assured_on=date(2026, 11, 3),
    phones=(PhoneEntry("00000000-0000-4000-8000-00000000000b", "01632 960107", note="ask for Jo"),),
)
HOSTILE = replace(
    DEBT,
    uid="00000000-0000-4000-8000-000000000002",
    name="[@click=app.quit]Debt[/nope]",
    assured_on=None,
    phones=(),
)


@pytest.fixture
def app(
    new_store: Callable[[str], Store], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> DeskApp:
    store = new_store("sqlcipher")
    with store.write() as session:
        keep(session, [DEBT, HOSTILE], source="starter")
    monkeypatch.setattr(directory, "WAIT", 0.01)
    return DeskApp(lambda: store, clock)


async def test_typing_debt_finds_the_line_and_enter_its_number(app: DeskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", *"debt")
        await until(pilot, lambda: "2 found" in seen(app))
        await settle(pilot)
        assert rows(app.screen)[8:10] == [
            "  ›   local   Money advice" + " " * 34 + "01632 960107",
            "      local   [@click=app.quit]Debt[/nope]    (not checked)",
        ]
        await press(pilot, "enter")
        found = find_services(app.errands.store, "advice")
        assert rows(app.screen)[3:18] == [
            "  Money advice",
            "  Pennywise",
            "",
            "  Phone         01632 960107 (ask for Jo)",
            "  When          Monday, 10am to noon",
            "  Who for       Anybody",
            "  Cost          Free",
            f"  Code          {found[0].code}",
            "",
            "  Checked 3 Nov 2026, 20 days ago.",
            "",
            "  Free advice about debt.",
            "",
            "  It came with the hub's first directory.",
            "",
        ]
        await press(pilot, "escape")
        assert "2 found" in seen(app)


async def test_a_number_picks_a_line_once_the_list_has_the_keys(app: DeskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", *"debt")
        await until(pilot, lambda: "2 found" in seen(app))
        await press(pilot, "down", "2")
        page = seen(app)
        assert "  [@click=app.quit]Debt[/nope]" in page
        assert "  NOT CHECKED YET" in page


async def test_numbers_are_typed_while_searching_and_lead_to_places_while_reading(
    app: DeskApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", *"111")
        assert rows(app.screen)[4].split("│")[1].strip() == "111"
        await until(pilot, lambda: "Nobody in the directory matches that." in seen(app))
        assert "Today   Rooms   Groups   Signpost  [Directory]" in rows(app.screen)[1]
        await press(pilot, "escape", *"advice")
        await until(pilot, lambda: "2 found" in seen(app))
        await press(pilot, "enter")
        assert "1 Today   2 Rooms   3 Groups   4 Signpost  [5 Directory]" in rows(app.screen)[1]
        await press(pilot, "1")
        assert "[1 Today]" in rows(app.screen)[1]


async def test_places_and_lines_can_be_touched(app: DeskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click("#tabs", offset=(50, 0))
        await press(pilot, *"debt")
        await until(pilot, lambda: "2 found" in seen(app))
        await pilot.click("#results", offset=(20, 1))
        await settle(pilot)
        assert "  NOT CHECKED YET" in seen(app)


async def test_escape_leads_back_step_by_step_to_today(app: DeskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", *"debt")
        await until(pilot, lambda: "2 found" in seen(app))
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert "2 found" in seen(app)
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: HOW_TO in seen(app))
        await press(pilot, "escape")
        assert "[1 Today]" in rows(app.screen)[1]


async def test_what_is_typed_while_the_store_is_slow_is_looked_for_next(app: DeskApp) -> None:
    gate = threading.Event()
    asked: list[str] = []
    find = app.errands.find_help

    def slowly(words: str, limit: int) -> tuple[ServiceView, ...]:
        asked.append(words)
        gate.wait(20)
        return find(words, limit)

    app.errands.find_help = slowly  # type: ignore[method-assign] # slowed down
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        try:
            await pilot.press("5", *"zzz")
            await until(pilot, lambda: len(asked) == 1)
            await pilot.press("escape", *"debt")
            await until(pilot, lambda: "debt" in rows(app.screen)[4])
        finally:
            gate.set()
        await until(pilot, lambda: "2 found" in seen(app))
    assert asked[-1] == "debt"


async def test_of_very_many_the_first_fifty_are_listed_a_windowful_at_a_time(
    new_store: Callable[[str], Store], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "WAIT", 0.01)
    store = new_store("sqlcipher")
    many = [
        replace(DEBT, uid=f"00000000-0000-4000-8000-{n:012d}", name=f"Debt {n:04d}", phones=())
        for n in range(60)
    ]
    with store.write() as session:
        keep(session, many, source="starter")
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", *"debt")
        await until(pilot, lambda: "The first 50" in seen(app))
        await press(pilot, *["down"] * 60)
        assert "›" in rows(app.screen)[-3]
        assert "Debt 0049" in seen(app)
