"""One of several, chosen by typing its words."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from kiosk.desk.choices import Choice

ROOMS = tuple((name, name) for name in ("Main Hall", "Hall A", "Hall B", "Room 2", "Room 12"))


class Asking(App[None]):
    def compose(self) -> ComposeResult:
        yield Choice(ROOMS, "Hall A", id="room")


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("h", "Hall B"),
        ("hh", "Hall A"),
        ("Hall A", "Hall A"),
        ("hall b", "Hall B"),
        ("room 12", "Room 12"),
        ("m", "Main Hall"),
        ("x", "Hall A"),
        ("3", "Hall B"),
        ("m3", "Hall B"),
    ],
)
async def test_its_words_are_typed(keys: str, chosen: str) -> None:
    app = Asking()
    async with app.run_test() as pilot:
        app.query_one(Choice).focus()
        await pilot.press(*("space" if key == " " else key for key in keys))
        assert app.query_one(Choice).value == chosen
