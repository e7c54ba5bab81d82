"""The desk, and what no volunteer means to type into it."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from hub.clock import Clock
from hub.store.engine import Store
from kiosk.desk.choices import Choice, Ticks
from kiosk.desk.desk import LONGEST_PASTE
from tests.kiosk.desk.test_rooms import at_the_desk, booked, hub

__all__ = ["hub"]

MARKUP = "[@click=app.quit]Tea[/]"


async def test_what_is_pasted_loses_its_control_characters_and_is_no_markup(
    hub: Store, clock: Clock
) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")
        desk.app.post_message(events.Paste(f"\x1b[31m\u202e{MARKUP}\x00\x07"))
        await desk.rest()
        assert not set(desk.seen()) & set("\x1b\u202e\x00\x07")
        await desk.press("enter")
        (one,) = booked(hub, clock)
        assert one[2] == f"[31m {MARKUP}"


async def test_a_megabyte_that_is_pasted_is_cut(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")
        desk.app.post_message(events.Paste("x" * 1_000_000))
        await desk.rest()
        line = desk.app.focused
        assert isinstance(line, Input)
        assert len(line.value) <= LONGEST_PASTE
        assert booked(hub, clock) == []


class Form(App[None]):
    """One question of each kind."""

    def compose(self) -> ComposeResult:
        yield Choice([("a", "One"), ("b", "Two")], "a", id="choice")
        yield Ticks([("a", "One"), ("b", "Two")], (), id="ticks")


async def test_a_raised_two_or_a_circled_one_picks_nothing() -> None:
    async with Form().run_test() as pilot:
        choice, ticks = pilot.app.query_one(Choice), pilot.app.query_one(Ticks)
        for line in (choice, ticks):
            line.focus()
            await pilot.press("²", "①")
        assert (choice.value, ticks.ticked) == ("a", ())
        await pilot.press("٢")
        assert ticks.ticked == ("b",)
