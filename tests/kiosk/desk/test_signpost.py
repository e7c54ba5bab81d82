"""Signpost: a word and Enter tick a need, the plan builds itself, and one key puts it on paper."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from hub.views.noticeboard import Kind
from hub.views.sorts import Outcome
from kiosk.desk.errands_signpost import SHEET
from kiosk.desk.signpost_giving import IDLE_AFTER, IDLE_GRACE, GivingScreen
from tests.kiosk.desk.signpost_trying import NARROW, WIDE, Hub, demo, made_hub, the_desk
from tests.kiosk.desk.trying import rows, settle, until
from tests.printables.fake_cups import FakeCups
from tests.printables.plans import a_plan, a_step

__all__ = ["demo", "made_hub"]

RENT, CARER = "I am behind with my rent", "I look after someone"


async def test_behind_with_rent_and_looking_after_mum_is_on_paper_in_25_keys(demo: Hub) -> None:
    before = len(demo.visits())
    async with the_desk(demo, NARROW, at="") as desk:
        await desk.press("4")
        await desk.type("rent")
        await desk.press("enter")
        await desk.type("carer")
        await desk.press("enter", "f5")

        assert desk.keys <= 25
        assert desk.keys == 13
        assert (demo.settings.printed_folder / SHEET).read_bytes().startswith(b"%PDF")
        assert len(demo.visits()) == before + 1
        assert SHEET in desk.status()


async def test_it_takes_no_more_where_the_words_are_theirs(demo: Hub) -> None:
    async with the_desk(demo, NARROW, at="") as desk:
        await desk.press("4")
        await desk.type("behind")
        await desk.press("enter")
        await desk.type("mum")
        await desk.press("down", "enter", "f5")

        assert desk.keys <= 25
        assert [need.name for need in desk.screen._plan.needs] == [RENT, CARER]  # type: ignore[union-attr]
        assert (demo.settings.printed_folder / SHEET).exists()


async def test_enter_before_the_answer_ticks_what_the_answer_brings(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.pilot.press(*"rent", "enter", *"carer", "enter")
        await settle(desk.pilot)
        assert f"[x] need  {RENT}" in desk.seen()
        assert f"[x] need  {CARER}" in desk.seen()


async def test_the_plan_builds_itself_at_the_side_and_a_second_enter_unticks(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        assert "Enter ticks it" in desk.seen()
        await desk.type("rent")
        assert desk.plan() == []
        await desk.press("enter")
        plan = desk.plan()
        assert plan[0] == "WHO CAN HELP"
        assert plan[1] == "Harbour Lights advice"
        assert plan[2] == f"free · in Wherrybridge · checked 20 Aug · {RENT}"
        assert "COME ALONG HERE" in plan
        assert any("10am · Meeting Room" in line for line in plan), plan
        assert rows(desk.app.screen)[2].endswith("Next steps")
        await desk.type("rent")
        assert f"› [x] need  {RENT}" in desk.seen()
        await desk.press("enter")
        assert desk.status() == f"Taken out: {RENT}"
        assert desk.plan() == []


async def test_urgent_lines_come_first(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("suicidal")
        await desk.press("enter")
        plan = desk.plan()
        assert plan[0] == "RING FIRST"
        assert plan[1] == "999: police, ambulance, fire"
        assert "Samaritans" in plan[:14]


async def test_an_interest_and_a_service_come_in_by_the_same_box(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("gardening")
        while desk.screen._list.chosen.kind is not Kind.INTEREST:  # type: ignore[union-attr]
            await desk.press("down")
        await desk.press("enter")
        await desk.type("shelter helpline")
        await desk.press("enter")
        plan = desk.plan()
        assert "SOMETHING YOU LIKE" in plan
        assert "Shelter helpline (kept)" in plan


async def test_a_step_is_left_out_brought_back_kept_and_moved_by_keys(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "tab")
        first = desk.plan()[1]
        await desk.press("x")
        assert desk.plan()[1] != first
        assert desk.status() == f"Left out: {first}. b brings it back."
        await desk.press("b")
        assert desk.plan()[1] == first
        second = desk.plan()[3]
        await desk.press("home", "right_square_bracket")
        assert [desk.plan()[1], desk.plan()[3]] == [second, first]
        await desk.press("k")
        assert desk.plan()[1] == f"{first} (kept)"


async def test_a_line_of_ones_own_is_added_and_taken_out_again(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "tab", "a")
        await desk.type("Bring the letter [bold]")
        await desk.press("enter")
        assert "Bring the letter [bold]" in desk.plan()
        place = desk.plan().index("Bring the letter [bold]")
        steps = desk.screen._steps
        steps.go_to(place)
        await desk.press("x")
        assert "Bring the letter [bold]" not in desk.plan()


async def test_it_is_all_there_by_mouse(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.click("Groups")
        await desk.click("Signpost")
        await desk.type("rent")
        await desk.click(RENT)
        assert f"[x] need  {RENT}" in desk.seen()
        await desk.click("Household help")
        assert desk.screen.is_in_plan
        await desk.press("x")
        assert "Household help" not in desk.plan()[:4]
        await desk.click("F5 Print")
        assert (demo.settings.printed_folder / SHEET).exists()
        await desk.click("F4 Next person")
        assert desk.plan() == []


async def test_a_plan_is_noted_once_and_undone_with_u(demo: Hub) -> None:
    before = demo.visits()
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f5")
        await desk.press("f5", "f6", "escape")
        (visit,) = [one for one in demo.visits() if one not in before]
        assert visit.needs == ("behind-with-rent",)
        assert visit.outcome is Outcome.GIVEN
        await desk.press("u", "enter")
        assert demo.visits() == before
        assert desk.status() == "Undone: Noted a visit"
        await desk.press("f5")
        assert len(demo.visits()) == len(before) + 1


async def test_nobody_could_help_is_one_key(demo: Hub) -> None:
    before = demo.visits()
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter")
        desk.keys = 0
        await desk.press("f8")
        assert desk.keys == 1
        (visit,) = [one for one in demo.visits() if one not in before]
        assert (visit.outcome, visit.unmet) == (Outcome.NONE_FOUND, ("behind-with-rent",))
        assert desk.status() == f"Noted: nobody could help. {RENT}"
        await desk.press("f8")
        assert len(demo.visits()) == len(before) + 1


@pytest.mark.parametrize(("key", "errand"), [("f6", "codes"), ("f8", "nobody_could_help")])
async def test_what_comes_late_tells_the_next_person_nothing(
    demo: Hub, monkeypatch: pytest.MonkeyPatch, key: str, errand: str
) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter")
        screen = desk.app.screen
        assert isinstance(screen, GivingScreen)
        at_once, may_end = getattr(screen._errands, errand), threading.Event()

        def late(*what: Any, **how: Any) -> Any:
            assert may_end.wait(10)
            return at_once(*what, **how)

        monkeypatch.setattr(screen._errands, errand, late)
        await desk.pilot.press(key, "f4")
        assert screen.is_asking
        may_end.set()
        await settle(desk.pilot)
        assert desk.app.screen is screen
        assert RENT not in desk.seen()
        assert desk.status() == ""


async def test_the_next_person_finds_nothing_of_the_last(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f5")
        await desk.press("f4")
        assert desk.plan() == []
        assert RENT not in desk.seen()
        assert desk.status() == ""
        before = len(demo.visits())
        await desk.type("carer")
        await desk.press("enter", "f5")
        assert len(demo.visits()) == before + 1


async def test_an_idle_desk_forgets_the_person_after_saying_so(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f7")
        await desk.type("")
        now = time.monotonic()
        desk.screen.look_if_idle(now + IDLE_AFTER + 1)
        await settle(desk.pilot)
        assert desk.plan() != []
        desk.screen.look_if_idle(now + IDLE_AFTER + IDLE_GRACE + 1)
        await settle(desk.pilot)
        assert desk.app.screen is desk.screen
        assert desk.plan() == []
        assert RENT not in desk.seen()


async def test_a_key_keeps_the_plan_of_an_idle_desk(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter")
        now = time.monotonic()
        desk.screen.look_if_idle(now + IDLE_AFTER + 1)
        assert desk.status().startswith("Still there?")
        desk.app.touched_at = now + IDLE_AFTER + 2
        desk.screen.look_if_idle(now + IDLE_AFTER + IDLE_GRACE + 1)
        assert desk.plan() != []
        assert desk.status() == ""


async def test_plus_counts_at_the_door_on_today_and_here(demo: Hub) -> None:
    async with the_desk(demo, at="") as desk:
        await desk.press("plus")
        assert desk.status().startswith("Counted: 1 through the door today")
        await desk.press("4", "plus")
        assert desk.status().startswith("Counted: 2 through the door today")
        assert demo.undoable()[:2] == ["Counted 1 at the door"] * 2
        await desk.press("tab", "u", "enter")
        assert demo.undoable()[:1] == ["Counted 1 at the door"]
        await desk.press("slash")
        await desk.type("50")
        await desk.press("plus")
        assert desk.screen._field.value == "50+"


@pytest.mark.parametrize("takes", [True, False])
async def test_a_printer_gets_the_sheet_under_a_name_that_says_nothing(
    demo: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, takes: bool
) -> None:
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    if not takes:
        cups.refuses("lp: Error - Scheduler is not running.")
    sheet = demo.settings.printed_folder / SHEET
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f5")
        await until(desk.pilot, lambda: "saved" in desk.status() or "printer" in desk.status())
        if takes:
            assert desk.status().startswith("Sent to the printer.")
            assert not sheet.exists()
            assert cups.sheet.startswith(b"%PDF-")
            assert cups.asked[-2:] == ["-t", "next-steps"]
            assert "rent" not in " ".join(cups.asked)
        else:
            assert desk.status().startswith(
                f"No printer took it: the sheet is saved as {sheet}. "
                "The printing system (CUPS) isn't running."
            )
            assert sheet.stat().st_mode & 0o077 == 0


async def test_letters_that_are_missing_on_the_sheet_are_said(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        errands = desk.screen._errands
        paper = errands.print_sheet(a_plan(steps=(a_step("食 Canteen"),)))
        assert "the sheet is saved as" in paper.words
        assert "“食 Canteen” has a character we cannot print: 食 (U+98DF" in paper.words
        assert "we cannot print" not in errands.print_sheet(a_plan()).words


async def test_no_word_found_is_no_dead_end(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("qqxxzz")
        assert "Nothing fits." in desk.seen()
        assert "999" in desk.seen()


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 16)])
async def test_hostile_words_break_nothing(demo: Hub, size: tuple[int, int]) -> None:
    async with the_desk(demo, size) as desk:
        field = desk.screen._field
        for words in ("[@click=app.quit]x[/nope]", "\x1b[31m\u202erent", "a" * 80, "' OR 1=1 --"):
            field.value = words
            await settle(desk.pilot)
            await desk.press("enter", "escape")
        assert desk.app.is_running
        assert "\x1b" not in desk.seen()
        assert "\u202e" not in desk.seen().replace("\n", "")


async def test_without_a_noticeboard_it_says_so(demo: Hub) -> None:
    demo.settings.noticeboard_file.unlink()
    async with the_desk(demo) as desk:
        await desk.type("rent")
        assert "no noticeboard" in desk.status()
