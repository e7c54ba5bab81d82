"""Who's on? Numbers, new names, hand-over, the end of a shift."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hub.clock import Clock
from hub.people.shifts import start_shift, who_is_on
from hub.people.volunteers import add_volunteer, list_volunteers
from hub.store.engine import Store
from kiosk.desk.app import DeskApp
from kiosk.desk.screen import NOBODY_ON, DeskScreen
from kiosk.desk.whoson import WhosOn
from tests.kiosk.desk.trying import press, rows, seen, settle, status


@pytest.fixture
def desk(new_store: Callable[[str], Store], clock: Clock) -> tuple[DeskApp, Store]:
    store = new_store("sqlcipher")
    return DeskApp(lambda: store, clock), store


def head(app: DeskApp) -> str:
    return rows(app.screen)[0]


def on_now(store: Store, clock: Clock) -> str | None:
    shift = who_is_on(store, clock)
    return shift.volunteer.name if shift else None


async def test_sam_signs_on_by_a_number(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    for name in ("Sam", "Ana"):
        add_volunteer(store, clock, name=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        await press(pilot, "2")

        assert not isinstance(app.screen, WhosOn)
        assert head(app).endswith("Mon 23 Nov 10:42 · Sam on until 10:42pm")
    assert on_now(store, clock) == "Sam"


async def test_a_new_name_is_put_on_the_list_and_signs_on(
    desk: tuple[DeskApp, Store], clock: Clock
) -> None:
    app, store = desk
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert "Nobody is on the list yet. Press n and type a name." in seen(app)
        await press(pilot, "n", *"Noel", "space", "2", "enter")

        assert head(app).endswith("Noel 2 on until 10:42pm")
    assert [one.name for one in list_volunteers(store)] == ["Noel 2"]


async def test_a_name_that_is_taken_is_refused_and_can_be_mended(
    desk: tuple[DeskApp, Store], clock: Clock
) -> None:
    app, store = desk
    add_volunteer(store, clock, name="Sam")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        await press(pilot, "n", *"sam", "enter")
        assert status(app) == "sam is on the list already. For somebody else, add a letter: Sam B."
        await press(pilot, "space", "B", "enter")
        assert head(app).endswith("sam B on until 10:42pm")


async def test_sam_hands_over_to_ana(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    for name in ("Sam", "Ana"):
        add_volunteer(store, clock, name=name)
    start_shift(store, clock, name="Sam")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert "Sam is on until 10:42pm." in seen(app)
        assert "Hand over to: press a number." in seen(app)
        await press(pilot, "down", "up", "enter")
    assert on_now(store, clock) == "Ana"


async def test_sam_ends_the_shift(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w", "e")
        assert head(app).endswith("nobody on yet")
    assert on_now(store, clock) is None


async def test_the_twelfth_name_is_on_the_second_page(
    desk: tuple[DeskApp, Store], clock: Clock
) -> None:
    app, store = desk
    for letter in "ABCDEFGHIJKL":
        add_volunteer(store, clock, name=f"Volunteer {letter}")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert "Volunteer I" in seen(app)
        assert "Volunteer J" not in seen(app)
        await press(pilot, "pagedown", "3")
    assert on_now(store, clock) == "Volunteer L"


async def test_a_change_asks_first_who_is_on(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    add_volunteer(store, clock, name="Sam")
    done_by: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)
        app.screen.with_somebody_on(done_by.append)
        await settle(pilot)
        assert status(app) == NOBODY_ON
        assert done_by == []
        await press(pilot, "1")
        assert done_by == ["Sam"]


async def test_whoever_was_on_already_need_not_sign_on_again(
    desk: tuple[DeskApp, Store], clock: Clock
) -> None:
    app, store = desk
    add_volunteer(store, clock, name="Sam")
    done_by: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        start_shift(store, clock, name="Sam")  # at another desk
        assert isinstance(app.screen, DeskScreen)
        app.screen.with_somebody_on(done_by.append)
        await settle(pilot)
    assert done_by == ["Sam"]


async def test_a_touch_on_a_name_signs_on(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    for name in ("Ana", "Sam"):
        add_volunteer(store, clock, name=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        await pilot.click("#names", offset=(6, 4))
        await settle(pilot)
    assert on_now(store, clock) == "Sam"


async def test_a_hostile_name_is_only_a_name(desk: tuple[DeskApp, Store], clock: Clock) -> None:
    app, store = desk
    name = "[@click=app.quit]Sam[/nope]"
    add_volunteer(store, clock, name=name)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert f"1 {name}" in seen(app)
        await press(pilot, "1")
        assert head(app).endswith(f"{name} on until 10:42pm")
