"""A kiosk that rests, and a page that is hidden: nothing of it is seen, nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.languages.catalogue import Catalogue
from hub.noticeboard.read import Noticeboard
from kiosk.public.app import KioskApp
from kiosk.public.calming import to_begin
from kiosk.public.covering import Cover
from kiosk.public.pages.resting import Rest, RestEntry, rest_pages
from kiosk.public.places import Day, Home, NeedGroups, Search
from kiosk.public.resting import rest_content
from tests.kiosk.public.boards import TRAP, board_at
from tests.kiosk.public.screens import seen, touch, typed, where

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_key_hides_whatever_is_read_and_any_key_brings_it_back(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=size) as pilot:
        await typed(pilot, "rent")
        read = seen(app)
        for key in ("enter", "3", "x", "f9", "escape", "f3"):
            await pilot.press("f9")
            await pilot.pause()
            hidden = "\n".join(seen(app))
            for word in ("rent", "Rent", "Harbour", "behind", "Looking for", "My list", "Back"):
                assert word not in hidden, (key, word)
            assert "Ferry Road" in hidden
            assert "to go on" in hidden
            assert "Leave" in hidden
            await pilot.press(key)
            await pilot.pause()
            assert seen(app) == read, key
        await pilot.press("f9")
        await touch(app, pilot, 40, 8)
        assert (seen(app), where(app)) == (read, Search("rent"))
        assert app.theme == "day"
        seconds[0] += 61
        await pilot.press("f9")
        seconds[0] += 61
        app.check_visitor()
        await pilot.pause()
        assert app.sheet.is_asking
        await pilot.press("f9", "f9")
        await pilot.press("f12")
        await pilot.pause()
        assert (where(app), app.history) == (Day(clock.today()), [])
        assert app.sheet.cover is Cover.NOTHING


async def test_a_hidden_page_can_be_left_at_a_touch(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "f9")
        await pilot.pause()
        await touch(app, pilot, 40, 22)
        assert (where(app), app.sheet.cover) == (Day(clock.today()), Cover.NOTHING)
        assert "Back" not in "\n".join(seen(app))


async def test_a_code_is_hidden_as_well(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "rent")
        await pilot.press("enter", "enter", "1")
        await pilot.pause()
        assert "Point your phone's camera" in " ".join("\n".join(seen(app)).split())
        await pilot.press("f9")
        await pilot.pause()
        hidden = "\n".join(seen(app))
        assert [word for word in ("▀", "▄", "camera", "Touch anywhere") if word in hidden] == []


async def test_a_kiosk_that_nobody_uses_shows_what_is_on_and_a_touch_only_wakes_it(
    board_path: Path, clock: Clock
) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, rest_after=120, seconds=lambda: seconds[0])
    async with app.run_test(size=(80, 24)) as pilot:

        async def later(by: float) -> str:
            seconds[0] += by
            app.check_visitor()
            await pilot.pause()
            return "\n".join(seen(app))

        await pilot.press("f3", "down")
        assert "Type to search" in await later(119)
        first = await later(2)
        assert "Touch the screen to begin" in first
        assert "Group 5" in first
        assert app.theme == "day"
        drawn = app.sheet.rest
        assert await later(12) == first
        assert app.sheet.rest is drawn, "drawn again for nothing"
        turned = await later(4)
        assert "Group 5" not in turned
        assert "Group 10" in turned
        assert "Find who can help" in await later(15)
        assert await later(15) == first
        for key in ("1", "enter", "f12", "x", "f9"):
            await pilot.press(key)
            await pilot.pause()
            assert (where(app), app.history) == (Home(), []), key
            assert "Touch a box" in "\n".join(seen(app)), key
            assert "to begin" in await later(121)
        await touch(app, pilot, 10, 6)
        assert (where(app), app.sheet.is_covered) == (Home(), False)
        await pilot.press("3")
        assert "Touch the screen to begin" not in await later(59)
        assert where(app) == NeedGroups()
        assert "Still there?" in await later(10)


@pytest.mark.parametrize("size", SIZES)
def test_a_page_of_rest_fills_the_screen_exactly_and_says_the_three(
    size: tuple[int, int], board_path: Path, clock: Clock
) -> None:
    board = Noticeboard.open(board_path)
    now = clock.at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC)).now()
    pages = rest_pages(board, now, begin="Touch", others=("Dotknij", "Atinge"))
    width, height = size
    for page in pages:
        lines = rest_content(page, width, height - 1).plain.split("\n")
        assert {len(line) for line in lines} == {width}
        assert len(lines) == height - 1
        text = "\n".join(lines)
        assert [one.title for one in page.entries if one.title not in text] == []
    assert [one.mark for one in pages[0].entries] == ["NOW", "NEXT", "Later today"]
    assert [page.heading for page in pages] == [
        "What's on now and next", "What comes later", "What you can do here",
    ]  # fmt: skip
    board.close()


@pytest.mark.parametrize("size", [*SIZES, (20, 4), (1, 1)])
def test_whatever_it_is_called_it_stays_in_its_cells(size: tuple[int, int]) -> None:
    long = TRAP + "[b]Wörter 漢字 " * 30
    entry = RestEntry(long, long, (long, long, long, long), "23:59")
    rest = Rest(long, long, "10:42", long, long, (entry,) * 3, long, (long, "b"))
    content = rest_content(rest, *size)
    assert len(content.plain.split("\n")) == size[1]
    assert "\x1b" not in content.plain
    if size[0] >= 80:
        assert {content.cell_length for content in content.split("\n")} <= {size[0]}


async def test_without_a_noticeboard_it_rests_all_the_same(tmp_path: Path, clock: Clock) -> None:
    seconds = [0.0]
    app = KioskApp(tmp_path / "none.db", clock, rest_after=60, seconds=lambda: seconds[0])
    async with app.run_test(size=(100, 30)) as pilot:
        seconds[0] = 61
        app.check_visitor()
        await pilot.pause()
        assert "Touch the screen to begin" in "\n".join(seen(app))
        board_at(tmp_path / "none.db")
        app.check_board()
        app.check_visitor()
        await pilot.pause()
        assert "Group 5" in "\n".join(seen(app))


def test_other_languages_say_how_to_begin_where_they_have_words_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Catalogue, "gettext", lambda self, words: f"{self._form(5)} {words}")
    begun = to_begin("Touch the screen to begin")
    assert begun == tuple(dict.fromkeys(begun))
    assert {words.split(" ", 1)[1] for words in begun} == {"Touch the screen to begin"}
    monkeypatch.setattr(Catalogue, "gettext", lambda self, words: words)
    assert to_begin("Touch the screen to begin") == ()
