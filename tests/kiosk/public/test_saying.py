"""Visitors have a say: an entry that is wrong, an idea, a group that they would come to."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.noticeboard.dropbox import DropBox, Line, What
from hub.views.sorts import Sheet
from kiosk.public.app import KioskApp
from kiosk.public.leaving import HOUR, MOST_SAID, Leaving
from kiosk.public.places import (
    Code,
    Entry,
    EntryKind,
    ForInterest,
    Home,
    Saying,
    Thanks,
    WhoCanHelp,
    Wrong,
)
from tests.kiosk.public.screens import SIZES, seen, touch, typed, where


def left(board_path: Path) -> list[str]:
    """What lies in the drop box."""
    folder = board_path.with_name("dropbox")
    if not folder.exists():
        return []
    return sorted(path.read_text(encoding="utf-8").strip("\n") for path in folder.iterdir())


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_number_is_told_in_two_touches(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        app.go(Entry(EntryKind.SERVICE, "E2"))
        await pilot.pause()
        assert "Is it wrong?" in "\n".join(seen(app))
        await pilot.press("3")
        await pilot.pause()
        assert where(app) == Wrong(Entry(EntryKind.SERVICE, "E2"))
        text = "\n".join(seen(app))
        for part in ("phone number", "day or the time", "place", "costs", "closed", "else"):
            assert part in text
        await touch(app, pilot, 10, 5 if size[1] < 34 else 8)
        assert where(app) == Thanks(is_left=True)
        assert "A volunteer will look at it soon." in "\n".join(seen(app))
        assert left(board_path) == ["wrong\tE2\tphone"]
        await pilot.press("escape")
        assert where(app) == Entry(EntryKind.SERVICE, "E2")


async def test_an_activity_can_be_wrong_and_the_part_is_chosen_with_the_arrows(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.go(Entry(EntryKind.ACTIVITY, "A1"))
        await pilot.pause()
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert where(app) == Thanks(is_left=True)
        assert left(board_path) == ["wrong\tA1\ttimes"]


async def test_an_idea_is_one_typed_line(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "3")
        await pilot.pause()
        assert where(app) == Saying("idea")
        text = "\n".join(seen(app))
        assert "A volunteer reads it first. Please don't write names or phone numbers." in text
        assert "Send it" not in text
        assert "Type to search" not in text
        await pilot.press("enter")
        assert where(app) == Saying("idea")
        await typed(pilot, " 2 benches,, pleasé")
        await pilot.press("backspace")
        await typed(pilot, "e 9")
        assert where(app) == Saying("idea", "2 benches,, please 9")
        assert "280 letters left" in "\n".join(seen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert where(app) == Thanks(is_left=True)
        assert left(board_path) == ["idea\tidea\t2 benches,, please 9"]
        for held in (app.history, app.leaving._said, app.leaving._waiting, vars(app)):
            assert "benches" not in repr(held)
        await pilot.press("escape")
        assert where(app) != Saying("idea", "2 benches,, please 9")


async def test_who_would_like_a_group_is_asked_where_the_groups_are(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert app.sheet.page.cards[-1].goes == Saying("group")
        await pilot.press(f"{len(app.sheet.page.cards)}")
        await typed(pilot, "Chess")
        row = next(y for y, line in enumerate(seen(app)) if "Send it" in line)
        await touch(app, pilot, 10, row)
        assert where(app) == Thanks(is_left=True)
        assert left(board_path) == ["idea\tgroup\tChess"]


async def test_no_more_than_three_hundred_letters_are_taken(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(Saying("idea", "x" * 299))
        await typed(pilot, "abc")
        assert where(app) == Saying("idea", "x" * 299 + "a")
        assert "0 letters left" in "\n".join(seen(app))


async def test_what_was_begun_and_not_sent_is_left_nowhere(board_path: Path, clock: Clock) -> None:
    seconds = [0.0]
    app = KioskApp(board_path, clock, seconds=lambda: seconds[0])
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(Saying("idea"))
        await typed(pilot, "Nora Zqx")
        seconds[0] += 76
        app.check_visitor()
        await pilot.pause()
        assert where(app) == Home()
        assert left(board_path) == []
        for widget in (app, app.screen, *app.screen.children):
            assert "Zqx" not in " ".join(repr(value) for value in vars(widget).values())


async def test_a_box_with_no_room_is_said_honestly(board_path: Path, clock: Clock) -> None:
    board_path.with_name("dropbox").write_text("in the way")
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(Saying("idea"))
        await typed(pilot, "A bench")
        await pilot.press("enter")
        await pilot.pause()
        assert where(app) == Thanks(is_left=False)
        assert "Please tell a volunteer at the desk." in "\n".join(seen(app))


async def test_what_was_looked_at_is_left_after_the_visit_and_once(
    board_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for place in (
            WhoCanHelp("rent"),
            Code(Entry(EntryKind.SERVICE, "E2")),
            WhoCanHelp("rent"),
            Code(Entry(EntryKind.SERVICE, "E1")),
        ):
            app.go(place)
            await pilot.pause()
        assert left(board_path) == []
        await pilot.press("f12")
        await pilot.pause()
        for _ in range(400):
            app.leaving.tick()
        assert left(board_path) == ["need\trent\t", "sheet\tqr\t"]
    app.leaving.close()
    assert left(board_path) == ["need\trent\t", "sheet\tqr\t"]


def a_kiosk(tmp_path: Path, clock: Clock, seed: int = 1) -> tuple[Leaving, Path]:
    board = tmp_path / "board.db"
    box = DropBox(board.with_name("dropbox"), clock)
    return Leaving(box, chance=random.Random(seed)), board


def test_the_counts_of_visits_are_left_one_by_one_in_no_order(tmp_path: Path, clock: Clock) -> None:
    kiosk, board = a_kiosk(tmp_path, clock)
    for number in range(8):
        kiosk.looked_at(WhoCanHelp(f"first-{number}"))
    kiosk.end_visit()
    for number in range(8):
        kiosk.looked_at(WhoCanHelp(f"second-{number}"))
    kiosk.end_visit()
    order: list[str] = []
    pauses: list[int] = []
    since = 0
    while len(order) < 16:
        kiosk.tick()
        since += 1
        fresh = [line for line in left(board) if line not in order]
        assert len(fresh) <= 1
        if fresh:
            order += fresh
            pauses.append(since)
            since = 0
    assert [line.split("-")[0] for line in order] != ["need\tfirst"] * 8 + ["need\tsecond"] * 8
    assert order != sorted(order)
    assert len(set(pauses)) > 5


def test_what_waits_is_left_when_the_kiosk_stops(tmp_path: Path, clock: Clock) -> None:
    kiosk, board = a_kiosk(tmp_path, clock)
    kiosk.looked_at(WhoCanHelp("rent"))
    kiosk.looked_at(ForInterest("gardening"))
    kiosk.looked_at(Code(Entry(EntryKind.SERVICE, "E2")))
    kiosk.looked_at(Entry(EntryKind.SERVICE, "E2"))  # looking at who can help isn't counted
    kiosk.close()
    assert left(board) == ["interest\tgardening\t", "need\trent\t", f"sheet\t{Sheet.QR}\t"]


def test_a_joker_is_stopped_after_a_dozen_and_the_next_hour_is_free(
    tmp_path: Path, clock: Clock
) -> None:
    kiosk, board = a_kiosk(tmp_path, clock)
    for number in range(MOST_SAID):
        assert kiosk.say(Line(What.IDEA, "idea", f"Idea {number}"), now=10.0 + number)
    assert not kiosk.say(Line(What.IDEA, "idea", "One more"), now=HOUR)
    assert kiosk.say(Line(What.IDEA, "idea", "Later"), now=HOUR + 11.0)
    assert len(left(board)) == MOST_SAID + 1


def test_who_says_the_same_twice_is_heard_once_in_a_visit(tmp_path: Path, clock: Clock) -> None:
    kiosk, board = a_kiosk(tmp_path, clock)
    line = Line(What.WRONG, "A7KQ2", "phone")
    assert kiosk.say(line, now=1.0)
    assert kiosk.say(line, now=2.0)
    assert left(board) == ["wrong\tA7KQ2\tphone"]
    kiosk.end_visit()
    assert kiosk.say(line, now=3.0)
    assert len(left(board)) == 2
