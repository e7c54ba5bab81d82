"""A desk with the demo's hub and a printer that says what a test wants, for the Print screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.desk import printing
from kiosk.desk.printing import PrintScreen
from tests.kiosk.desk.signpost_trying import WIDE, Desk, Hub, demo, made_hub, the_desk
from tests.kiosk.desk.trying import text_of, until
from tests.printables.fake_cups import FakeCups

__all__ = ["at_print", "demo", "made_hub", "office", "paper", "until", "went"]


@pytest.fixture
def office(demo: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCups:
    """A printer called Office, and news of it as fast as it comes."""
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    cups.has("Office", default="Office")
    monkeypatch.setattr(printing, "NEWS_EVERY", 0.02)
    return cups


@asynccontextmanager
async def at_print(hub: Hub, size: tuple[int, int] = WIDE) -> AsyncIterator[Desk]:
    """At the desk, on Print; the keys count from Today on."""
    async with the_desk(hub, size, at="") as desk:
        await desk.press("p")
        yield desk


def screen_of(desk: Desk) -> PrintScreen:
    return next(one for one in desk.app.screen_stack if isinstance(one, PrintScreen))


def went(desk: Desk) -> str:
    """The line that says where the paper is."""
    return text_of(desk.app, "#print-went")


def paper(desk: Desk) -> list[str]:
    """The list, without the signs of cursor and number."""
    lines = screen_of(desk)._list
    return [" ".join(lines._draw(one, 44).split()) for one in lines.items]
