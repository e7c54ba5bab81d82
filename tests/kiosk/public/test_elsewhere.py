"""The kiosk of another machine: a noticeboard that comes and grows old, and no drop box."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.clock import Clock, clock_for
from hub.noticeboard.dropbox import DropBox, Line, What
from hub.noticeboard.fetching import copy_of, fetch_noticeboard
from kiosk.cli import hub
from kiosk.commands.elsewhere import NOWHERE, cache_folder
from kiosk.public import run
from kiosk.public.ageing import age_words
from kiosk.public.app import KioskApp
from kiosk.public.furniture import top_line
from tests.directory.serving import Reply, serving
from tests.kiosk.public.boards import OPENS, board_at
from tests.kiosk.public.screens import seen


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, Path | None]]:
    """Which noticeboard and drop box the kiosk was opened with, instead of opening it."""
    kiosks: list[tuple[Path, Path | None]] = []

    def note(board: Path, _clock: Clock, *, dropbox: Path | None = None, **_: object) -> int:
        kiosks.append((board, dropbox))
        return 0

    monkeypatch.setattr(run, "run_kiosk", note)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return kiosks


def typed(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(hub, ["kiosk", "--noticeboard", *words])
    return done.exit_code, f"{done.exception}" if done.exception else done.output


def test_a_path_is_shown_as_it_lies_there_and_needs_no_hub(
    tmp_path: Path, opened: list[tuple[Path, Path | None]]
) -> None:
    typed(str(tmp_path / "board.sqlite"))
    typed(str(tmp_path))
    (tmp_path / "dropbox").mkdir()
    typed(str(tmp_path))
    assert opened == [
        (tmp_path / "board.sqlite", NOWHERE),
        (tmp_path / "noticeboard.sqlite", NOWHERE),
        (tmp_path / "noticeboard.sqlite", tmp_path / "dropbox"),
    ]


def test_an_address_is_shown_from_its_copy(opened: list[tuple[Path, Path | None]]) -> None:
    address = "https://hub.example.org/noticeboard.sqlite"
    typed(address)
    assert opened == [(copy_of(address, cache_folder()), NOWHERE)]


@pytest.mark.parametrize("where", ["http://hub.example.org/board", "/no/such/folder/board"])
def test_where_nothing_can_be_the_kiosk_says_so_before_it_opens(
    where: str, opened: list[tuple[Path, Path | None]]
) -> None:
    code, said = typed(where)
    assert code == 1
    assert "only over https" in said or "There is no folder" in said
    assert opened == []


def test_what_a_visitor_says_where_nobody_would_read_it_is_not_taken(clock: Clock) -> None:
    assert not DropBox(NOWHERE, clock).leave(Line(What.IDEA, "idea", "A chess club"))


async def test_it_says_one_moment_until_the_noticeboard_has_come(
    tmp_path: Path, clock: Clock
) -> None:
    published = board_at(tmp_path / "published.sqlite", name="Quay Street")
    copy = tmp_path / "cache" / "copy.sqlite"
    app = KioskApp(copy, clock, dropbox=NOWHERE)
    with serving(lambda *_: Reply(published.read_bytes())) as server:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "One moment…" in "\n".join(seen(app))
            fetch_noticeboard(server.address("/board"), copy, web=server.web())
            app.check_board()
            await pilot.pause()
            assert "Quay Street" in seen(app)[0]
            assert "As of" not in seen(app)[0]


async def test_a_noticeboard_of_last_week_says_so_above_every_page(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock.at(datetime(2026, 11, 29, 10, 42, tzinfo=UTC)))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "home", "2", "home", "3"):
            await pilot.press(key)
            await pilot.pause()
            assert "Ferry Road · As of Monday 23 November" in seen(app)[0]


async def test_the_day_is_that_of_the_hub_whose_noticeboard_it_is(board_path: Path) -> None:
    elsewhere = clock_for("Asia/Tokyo", {}).at(OPENS)
    app = KioskApp(board_path, elsewhere)
    async with app.run_test(size=(80, 24)):
        assert app.clock == Clock(clock_for("Europe/London", {}).zone, elsewhere.frozen_at)
        assert "08:00" in seen(app)[0]


def test_the_age_is_said_once_it_is_more_than_a_day() -> None:
    published = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    assert age_words(published, published + timedelta(days=1)) == ()
    assert age_words(published, published + timedelta(days=1, seconds=1)) == (
        "As of Tuesday 24 November", "As of Tue 24 Nov",
    )  # fmt: skip
    assert age_words(published, published.replace(year=2027)) == (
        "As of 24 November 2026", "As of 24 Nov 2026",
    )  # fmt: skip
    assert age_words(published, published - timedelta(days=9)) == ()


@pytest.mark.parametrize("width", [78, 96, 118, 196])
@pytest.mark.parametrize("name", ["Ferry Road", "Ferry Road Community Library", "L" * 300])
def test_name_age_day_and_time_stand_side_by_side_on_every_screen(width: int, name: str) -> None:
    now = OPENS + timedelta(days=5)
    line = top_line(name, now, width, OPENS)
    assert len(line) == width
    assert line.startswith(name[:10])
    assert " · As of Mon" in line
    assert line.endswith("  Sat 28 Nov   08:00")
