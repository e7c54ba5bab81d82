"""What the tests of the desk share: waiting for errands, and reading the screen as people do."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from kiosk.desk.desk import Desk
from kiosk.desk.screen import AskingScreen


async def settle(pilot: Pilot[int]) -> None:
    """Let every errand end and its message be drawn."""
    quiet = 0
    for _ in range(250):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        stack = pilot.app.screen_stack
        is_asking = any(isinstance(one, AskingScreen) and one.is_asking for one in stack)
        quiet = 0 if is_asking else quiet + 1
        if quiet == 3:
            return
    raise AssertionError("the desk never comes to rest")


async def until(pilot: Pilot[int], it_is_so: Callable[[], bool]) -> None:
    """Wait for what a timer brings, five seconds at most."""
    for _ in range(250):
        if it_is_so():
            return
        await pilot.pause(0.02)
    raise AssertionError(rows(pilot.app.screen))


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and let come of it what comes."""
    await pilot.press(*keys)
    await settle(pilot)


def rows(screen: Screen[object]) -> list[str]:
    """The screen as somebody reads it, a string a row."""
    strips = screen._compositor.render_strips(screen.app.size)
    return [strip.text.rstrip() for strip in strips]


def seen(app: Desk) -> str:
    """All that is on screen."""
    return "\n".join(rows(app.screen))


def text_of(app: Desk, selector: str) -> str:
    """What a line of the front screen says."""
    return str(app.screen.query_one(selector, Static).content)


def status(app: Desk) -> str:
    """The status line of the front screen."""
    return text_of(app, "#status")
