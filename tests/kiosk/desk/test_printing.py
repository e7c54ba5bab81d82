"""Print at the desk: what is due, the page as it will be, a key that puts it on paper, and where it
went.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual import events

from kiosk.commands.prepare_week import prepare_timetable
from kiosk.desk.errands_printing import NO_PRINTER
from kiosk.desk.printed_before import Before, note_printed, printed_before
from tests.kiosk.desk.printing_trying import (
    at_print,
    demo,
    made_hub,
    office,
    paper,
    screen_of,
    until,
    went,
)
from tests.kiosk.desk.signpost_trying import CLOCK, NARROW, WIDE, Hub, the_desk
from tests.kiosk.desk.trying import rows, settle
from tests.printables.fake_cups import FakeCups, busy, idle, listed

__all__ = ["demo", "made_hub", "office"]

THIS_WEEK = "timetable-2026-W48.pdf"


async def test_mondays_timetable_is_printed_in_two_keys_from_today(
    demo: Hub, office: FakeCups
) -> None:
    office.says("-l -W completed -o", listed("Office-12"))
    async with the_desk(demo, NARROW, at="") as desk:
        await desk.press("p", "enter")

        assert desk.keys == 2
        assert office.sheet.startswith(b"%PDF")
        assert office.sheet == (demo.settings.printed_folder / THIS_WEEK).read_bytes()
        assert office.asked[-2:] == ["-t", "timetable"]
        await until(desk.pilot, lambda: "Printed" in went(desk))
        assert went(desk).startswith("On Office, 10:42.")
        assert paper(desk)[0] == "Timetable, this week printed Mon 10:42"


async def test_the_page_is_seen_before_it_is_printed(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        shown = desk.seen()
        assert "Timetable, this week · Page 1 of" in shown
        assert "What’s on, Monday 23 to Sunday 29 November 2026" in shown
        assert " Monday 23 November" in shown
        assert "11am to 12:30pm     Carers' Café" in shown
        assert "[code]" in shown
        assert went(desk) == "Prints on Office. Ready."
        await desk.press("pagedown", "pagedown")
        assert "Timetable, this week · Page 2 of" in desk.seen()
        await desk.press("pageup", "pageup")
        assert "Timetable, this week · Page 1 of" in desk.seen()


async def test_what_is_due_says_whether_it_was_printed(demo: Hub, office: FakeCups) -> None:
    folder = demo.settings.printed_folder
    note_printed(folder, Before("timetable-2026-W48", CLOCK.now(), "Office"))
    async with at_print(demo) as desk:
        assert paper(desk)[:2] == [
            "Timetable, this week printed Mon 10:42",
            "Timetable, next week not printed yet",
        ]


async def test_today_says_that_mondays_timetable_is_ready_until_it_is_printed(
    demo: Hub, office: FakeCups
) -> None:
    ready = "Monday's timetable is ready to print. Press p."
    async with the_desk(demo, at="") as desk:
        assert ready not in desk.seen()
    prepare_timetable(demo.store, CLOCK, demo.settings)
    async with the_desk(demo, at="") as desk:
        assert ready in desk.seen()
        await desk.press("p")
        assert paper(desk)[0] == "Timetable, this week ready, not printed yet"
        await desk.press("enter", "escape")
        assert ready not in desk.seen()


async def test_a_printer_without_paper_says_so_and_goes_on_when_it_has_some(
    demo: Hub, office: FakeCups
) -> None:
    office.says("-l -W not-completed -o", listed("Office-12"))
    office.says("-l -p", busy("Office", "Office-12", "media-empty-error"))
    async with at_print(demo) as desk:
        await desk.press("enter")
        await until(desk.pilot, lambda: "out of paper" in went(desk))
        path = demo.settings.printed_folder / THIS_WEEK
        assert went(desk) == (
            f"On Office, 10:42. The printer is out of paper. The file is here: {path}"
        )
        office.says("-l -W not-completed -o", "")
        office.says("-l -W completed -o", listed("Office-12"))
        office.says("-l -p", idle("Office"))
        # It may look between one answer and the next, and find it waiting.
        await until(desk.pilot, lambda: "Printed" in went(desk))
        assert went(desk).startswith("On Office, 10:42. Printed")


async def test_without_a_printer_saving_comes_first(demo: Hub) -> None:
    async with at_print(demo) as desk:
        assert went(desk) == NO_PRINTER
        assert rows(desk.app.screen)[-1].split("   ")[0] == " s Save"
        await desk.press("enter")
        path = demo.settings.printed_folder / THIS_WEEK
        assert went(desk) == f"Saved as {path}."
        assert path.stat().st_mode & 0o077 == 0
        assert paper(desk)[0] == "Timetable, this week ready, not printed yet"
        await desk.press("f5")
        assert went(desk).startswith(f"No printer took it: saved as {path}.")
        assert went(desk).endswith("See: hub printers")


async def test_a_printer_that_refuses_leaves_the_file(demo: Hub, office: FakeCups) -> None:
    office.refuses("lp: The printer or class does not exist.")
    async with at_print(demo) as desk:
        await desk.press("enter")
        path = demo.settings.printed_folder / THIS_WEEK
        assert went(desk).startswith(f"No printer took it: saved as {path}.")
        assert path.exists()
        assert printed_before(demo.settings.printed_folder) == ()


async def test_large_print_another_language_and_a_grid_are_a_key_each(
    demo: Hub, office: FakeCups
) -> None:
    async with at_print(demo) as desk:
        assert "l Normal print" in desk.seen()
        normal = screen_of(desk)._page.place
        await desk.press("l")
        assert "l Large print" in desk.seen()
        assert screen_of(desk)._page.place > normal  # more pages
        await desk.press("y")
        assert "10:00–11:00" in desk.seen()
        await desk.press("s")
        folder = demo.settings.printed_folder
        assert went(desk) == f"Saved as {folder / 'timetable-2026-W48-large-pl.pdf'}."
        await desk.press("l", *["y"] * 5, "g")
        assert "g Grid" in desk.seen()
        assert "y English" in desk.seen()
        assert "Page 1 of 1" in desk.seen()
        assert "Morning" in desk.seen()
        await desk.press("down", "s")
        assert went(desk) == f"Saved as {folder / 'timetable-2026-W49.pdf'}."


async def test_copies_are_asked_for_and_are_one_again_after_it(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        await desk.press("c", "backspace", "0", "enter")
        assert "A number from 1 to 99." in desk.seen()
        await desk.press("backspace", "1", "2", "enter")
        assert "c 12 copies" in desk.seen()
        await desk.press("enter")
        assert office.asked[office.asked.index("-n") + 1] == "12"
        assert went(desk).startswith("On Office, 10:42, 12 copies.")
        assert "c 1 copy" in desk.seen()


async def test_who_leans_on_enter_gets_one(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        for _ in range(3):
            desk.app.post_message(events.Key("enter", "\r"))
        await settle(desk.pilot)
        assert office.asked.count("-t") == 1


async def test_a_leaflet_is_found_by_typing(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        await desk.press("slash")
        await desk.type("carers caf")
        assert "Leaflet: Carers' Café" in desk.seen()
        assert "Carers' Café · Page 1 of 1" in desk.seen()
        await desk.press("enter")
        assert office.asked == []
        await desk.press("l")
        assert "l Large print" in desk.seen()
        await desk.press("l", "enter")
        assert office.asked[-2:] == ["-t", "leaflet"]
        assert "media=A4" in office.asked
        await desk.press("g", "enter")
        assert "media=A5" in office.asked


async def test_a_confirmation_is_found_by_title_or_code_and_nothing_of_it_stays(
    demo: Hub, office: FakeCups
) -> None:
    async with at_print(demo) as desk:
        await desk.press("9", "enter")
        assert "Parish council" in desk.seen()
        assert "Tai Chi" not in desk.seen()
        await desk.type("birth")
        assert "Booking confirmation: Birthday party" in desk.seen()
        assert "Your room is booked" in desk.seen()
        code = screen_of(desk).order.asked.code
        await desk.press("escape")
        await desk.type(code.lower())
        assert "Booking confirmation: Birthday party" in desk.seen()
        await desk.press("f5")
        assert office.asked[-2:] == ["-t", "confirmation"]
        assert office.sheet.startswith(b"%PDF")
        assert not list(demo.settings.printed_folder.glob("*onfirmation*"))
        assert printed_before(demo.settings.printed_folder) == ()


@pytest.mark.parametrize(
    ("number", "job", "said"),
    [
        ("2", "timetable", "Monday 30 November to Sunday 6 December 2026"),
        ("3", "door", "Door sheets, today · Page 1 of"),
        ("4", "board", "What’s on today"),
        ("5", "bundle", "Monday's bundle · Page 1 of"),
        ("6", "cards", "You may notice:"),
        ("7", "hub-card", "Our own card · Page 1 of 1"),
    ],
)
async def test_each_sheet_is_a_number_and_enter(
    demo: Hub, office: FakeCups, number: str, job: str, said: str
) -> None:
    async with at_print(demo) as desk:
        await desk.press(number)
        await until(desk.pilot, lambda: said in desk.seen())
        await desk.press("enter")
        assert office.asked[-2:] == ["-t", job]
        assert office.sheet.startswith(b"%PDF")


async def test_up_and_down_choose_what_was_found(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo, NARROW) as desk:
        await desk.press("slash")
        await desk.type("rent")
        first = screen_of(desk).order.about
        await desk.press("down")
        second = screen_of(desk).order.about
        assert first != second
        assert f"{second} · Page 1 of 1" in desk.seen()
        await desk.press("up")
        assert screen_of(desk).order.about == first


async def test_what_is_typed_and_fits_nothing_is_said(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        await desk.press("slash")
        await desk.type("qqxxzz")
        assert "Press / and type" in desk.seen() or "Page 1 of 1" in desk.seen()
        await desk.press("escape", "escape", "escape")
        assert "Nothing fits" not in desk.status()


async def test_it_is_all_there_by_mouse(demo: Hub, office: FakeCups) -> None:
    async with the_desk(demo, at="") as desk:
        await desk.click("6 Print")
        await desk.click("Timetable, next week")
        assert "Timetable, next week · Page 1 of" in desk.seen()
        await desk.click("l Normal print")
        assert "l Large print" in desk.seen()
        await desk.click("y English")
        assert "y Polish" in desk.seen()
        await desk.click("Enter Print")
        assert office.asked[-2:] == ["-t", "timetable"]
        await desk.click("Leaflet of")
        await desk.type("tai chi")
        await desk.click("Tai Chi Adults")
        assert "Tai Chi · Page 1 of 1" in desk.seen()


async def test_on_a_small_screen_tab_gives_the_page_all_the_room(
    demo: Hub, office: FakeCups
) -> None:
    async with at_print(demo, NARROW) as desk:
        assert "Timetable, next week" in desk.seen()
        await desk.press("tab")
        assert "Timetable, next week" not in desk.seen()
        assert rows(desk.app.screen)[2].startswith(" Timetable, this week · Page 1 of")
        assert "3:30pm to 5pm" in desk.seen()
        await desk.press("tab")
        assert "Timetable, next week" in desk.seen()


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 16)])
async def test_hostile_words_break_nothing(
    demo: Hub, office: FakeCups, size: tuple[int, int]
) -> None:
    async with at_print(demo, size) as desk:
        await desk.press("slash")
        field = screen_of(desk)._field
        for words in ("[@click=app.quit]x[/nope]", "\x1b[31m\u202erent", "a" * 80, "' OR 1=1 --"):
            field.value = words
            await settle(desk.pilot)
            await desk.press("enter", "slash")
        assert desk.app.is_running
        assert "\x1b" not in desk.seen()


async def test_without_a_noticeboard_a_leaflet_is_refused_in_words_and_the_rest_goes_on(
    demo: Hub, office: FakeCups
) -> None:
    demo.settings.noticeboard_file.unlink()
    async with at_print(demo) as desk:
        await desk.press("slash")
        await desk.type("rent")
        assert "noticeboard" in desk.status()
        await desk.press("escape", "escape", "1", "enter")
        assert office.asked[-2:] == ["-t", "timetable"]


async def test_every_key_is_in_the_list_of_keys(demo: Hub, office: FakeCups) -> None:
    async with at_print(demo) as desk:
        await desk.press("question_mark")
        shown = desk.seen()
        for words in ("Large print", "Language", "Copies: 1 to 99", "Save", "Find", "Page"):
            assert words in shown


def test_a_list_of_what_was_printed_that_is_damaged_is_no_more_than_forgotten(demo: Hub) -> None:
    folder = demo.settings.printed_folder
    at = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
    note_printed(folder, Before("board-2026-11-23", at, "Office"))
    note_printed(folder, Before("timetable-2026-W48", at, "Of\tfice\n"))
    with (folder / "printed.txt").open("a", encoding="utf-8") as file:
        file.write("rubbish\n2026-13-45\tx\ty\n2026-11-23T10:42\tno zone\there\n")
    assert printed_before(folder) == (
        Before("timetable-2026-W48", at, "Of fice"),
        Before("board-2026-11-23", at, "Office"),
    )
    (folder / "printed.txt").write_bytes(b"\xff\xfe")
    assert printed_before(folder) == ()


async def test_what_no_screen_can_write_is_shown_in_english_and_says_so(
    demo: Hub, office: FakeCups
) -> None:
    async with at_print(demo) as desk:
        await desk.press("slash")
        await desk.type("tai chi")
        await desk.press("enter", *["y"] * 6)
        assert "y Arabic" in desk.seen()
        if "can't be printed" not in desk.status() and "font" not in desk.status():
            assert desk.status() == (
                "On paper this is in Arabic. A screen can't write that: here it is in English."
            )
            assert "Tuesday 24 November" in desk.seen()


async def test_an_old_page_never_takes_the_place_of_a_newer_choice(
    demo: Hub, office: FakeCups
) -> None:
    async with at_print(demo) as desk:
        screen = screen_of(desk)
        old = screen._wanted
        page = screen._show(old)
        await desk.pilot.press("down", "down", "down")
        screen.post_message(page)
        await settle(desk.pilot)
        assert "Board, today · Page 1 of" in desk.seen()
        assert "What’s on today" in desk.seen()
