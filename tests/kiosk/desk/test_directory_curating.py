"""Somebody says it's wrong, two entries are one, one must go: the directory is kept right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hub.clock import Clock
from hub.directory.assuring import hides_unchecked
from hub.directory.duplicates import likely_duplicates
from hub.directory.editing import add_service, change_service, edit_form
from hub.directory.search import list_services, show_service
from hub.directory.unlisting import do_not_list, list_not_listed
from hub.directory.wrong_notes import list_wrong_notes, note_wrong
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.editing import ServiceForm
from hub.views.sorts import WrongPart
from tests.directory.entries import FOODBANK, from_a_feed, it_has_always_been_so
from tests.directory.feeds import row
from tests.kiosk.desk.directory_trying import at_the_directory, library
from tests.kiosk.desk.trying import until
from tests.timetable.dumps import dump

__all__ = ["library"]

TO_CHECK, ALIKE, OUT = ("tab",) * 2, ("tab",) * 3, ("tab",) * 4


def names(store: Store, clock: Clock) -> list[str]:
    return sorted(one.name for one in list_services(store, today=clock.today()))


async def test_what_somebody_says_is_wrong_is_noted_looked_into_and_settled(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        await desk.press("w", "right", "tab")
        await desk.type("It is 10 to 12")
        await desk.press("enter")
        (note,) = list_wrong_notes(library)
        noted = desk.list_lines()[0]
        await desk.press("home", "enter")
        page = desk.seen()
        await desk.press("s")

        assert (note.name, note.part, note.detail) == (
            "Befriending", WrongPart.TIMES, "It is 10 to 12",
        )  # fmt: skip
        assert noted == "Befriending WRONG? the times: It is 10 to 12"
        assert "Somebody says this is wrong: the times (It is 10 to 12). Settled?" in page
        assert desk.status() == "Settled: the times of Befriending"
        assert "Somebody says" not in desk.seen()
        assert list_wrong_notes(library) == ()
        assert len(desk.changes()) == 2
    for _ in range(2):
        undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_an_entry_is_hidden_and_shown_again_with_a_key(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        await desk.press("h")
        hidden, told = names(library, clock), desk.status()
        await desk.press("o")
        out = desk.list_lines()
        await desk.press("enter")
        page = desk.seen()
        await desk.press("h")

        assert told == "Hidden, only we see it: Befriending"
        assert "Befriending" not in hidden
        assert out == ["› Befriending HIDDEN 01632 960100"]
        assert "HIDDEN: only we at the desk see it." in page
        assert desk.status() == "Shown to everybody again: Befriending"
        assert "Befriending" in names(library, clock)
        await desk.press("u", "enter", "u", "enter")
        assert dump(library) == before


async def test_one_that_must_go_is_asked_for_with_the_reason_and_let_in_again(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        await desk.press("x", "enter")
        no_reason = desk.status()
        await desk.type("They asked us to")
        await desk.press("enter")
        told = desk.status()
        await desk.press("o")
        out = desk.list_lines()
        await desk.press("enter")
        asked = desk.said()
        await desk.press("enter")

        assert no_reason == "Say why, for whoever wonders next year. A few words will do."
        assert told == "Not listed any more: Befriending (Befriending Trust). u takes it back."
        assert out == ["› Befriending (Befriending Trust) NOT LISTED since 23 Nov 2026: They…"]
        assert "It was taken out because: They asked us to." in asked
        assert list_not_listed(library) == ()
        await desk.press("u", "enter")
        assert [one.reason for one in list_not_listed(library)] == ["They asked us to"]
        await desk.press("u", "enter")
        assert dump(library) == before


def two_foodbanks(store: Store, clock: Clock) -> tuple[str, str]:
    """Codes of the food bank and of another entry of it."""
    twin = replace(FOODBANK, name="Saint John's Food Bank", email="", needs=("rent",), cost="£1")
    second = add_service(store, clock, form=twin, organisation="Foodbank Network").code
    it_has_always_been_so(store, clock)
    first = next(one.code for one in list_services(store) if one.name == FOODBANK.name)
    return first, second


async def test_two_that_are_one_are_put_side_by_side_and_together(
    library: Store, clock: Clock
) -> None:
    first, second = two_foodbanks(library, clock)
    before = dump(library)
    async with at_the_directory(library, clock, *ALIKE) as desk:
        listed = desk.list_lines()
        await desk.press("enter")
        both = desk.seen()
        await desk.press("enter")
        still = len(likely_duplicates(library))
        await desk.press("2")
        chosen = desk.said()
        await desk.press("enter")

        assert len(listed) == 1
        assert "= Saint John's Food Bank" in listed[0]
        assert "1: St John's Foodbank" in both
        assert "2: Saint John's Food Bank" in both
        assert "≠ Cost" in both
        assert still == 1
        assert f"The code {first}, also on paper, leads to it from then on." in chosen
        one = show_service(library, first)
        assert (one.code, one.cost, one.email) == (second, "£1", "help@stjohns.example")
        assert desk.status() == ("Put together: Saint John's Food Bank. u takes them apart again.")
        assert "No two entries look like one." in desk.seen()
        await desk.press("u", "enter")
        assert dump(library) == before


async def test_two_that_are_not_the_same_are_not_offered_again(
    library: Store, clock: Clock
) -> None:
    two_foodbanks(library, clock)
    async with at_the_directory(library, clock, *ALIKE, "enter") as desk:
        await desk.press("n")

        assert "Nobody is asked again." in desk.status()
        assert likely_duplicates(library) == ()
        assert "No two entries look like one." in desk.seen()


async def test_what_the_feed_says_is_shown_beside_ours_and_taken_back(
    library: Store, clock: Clock, tmp_path: Path
) -> None:
    from_a_feed(
        library, clock, tmp_path, row("f1", name="A feed's help", email="they@feed.example")
    )
    code = next(one.code for one in list_services(library) if one.name == "A feed's help")
    change_service(library, clock, code=code, form=ServiceForm(email="we@hub.example"))
    it_has_always_been_so(library, clock)
    before = dump(library)
    async with at_the_directory(library, clock, *"feed's") as desk:
        await until(desk.pilot, lambda: "1 found" in desk.seen())
        await desk.press("enter")
        page = " ".join(desk.seen().split())
        await desk.press("f")
        asked = desk.said()
        await desk.press("enter")

        assert (
            "We say: we@hub.example (since 23 Nov 2026). Its feed says: they@feed.example" in page
        )
        assert "We say: we@hub.example The feed says: they@feed.example" in asked
        assert edit_form(library, code=code).email == "they@feed.example"
        assert desk.status() == "Email as the feed has it: A feed's help"
        assert "Changed by us" not in desk.seen()
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_hiding_what_nobody_checked_says_what_it_means_first(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK, "v") as desk:
        await desk.press("right")
        said = desk.said()
        await desk.press("enter")
        with library.read() as session:
            assert hides_unchecked(session)

        assert "leave out what was not checked for 100 days, or never" in said
        assert "Urgent helplines never disappear." in said
        assert desk.status() == "Hidden: what nobody has checked."
        await desk.press("u", "enter")
        assert dump(library) == before


async def test_today_leads_to_what_is_to_be_checked(library: Store, clock: Clock) -> None:
    code = next(one.code for one in list_services(library) if one.name == "Fuel Bank")
    note_wrong(library, clock, code=code, part=WrongPart.PHONE)
    async with at_the_directory(library, clock) as desk:
        await desk.press("escape")
        today = " ".join(desk.seen().split())
        await desk.press("k")

        assert "number of Fuel Bank is wrong. Please check: press k." in today
        assert desk.list_lines()[0] == "› Fuel Bank WRONG? the phone number"


async def test_all_of_it_can_be_done_by_mouse(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock) as desk:
        await desk.click("To check")
        await desk.click("Debt Advice")
        page = desk.seen()
        await desk.click("a It is right")
        await desk.click("Enter Yes")

        assert "CHECK NOW: last checked 13 Aug 2026, 102 days ago." in page
        assert desk.status() == "Checked: Debt Advice. u takes it back."
        assert "Checked 23 Nov 2026 by Sam, today." in desk.seen()
        await desk.click("Esc Back")
        await desk.click("Look alike")
        assert "[p Look alike]" in desk.seen()


async def test_list_and_entry_stand_side_by_side_where_there_is_room(
    library: Store, clock: Clock
) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, size=(120, 40)) as desk:
        await desk.press("down")
        await until(desk.pilot, lambda: "Carers Trust Trust" in desk.seen())
        both = desk.seen()
        await desk.press("a", "enter")
        await until(desk.pilot, lambda: "Debt Advice Trust" in desk.seen())

        assert "› Carers Trust" in both
        assert "CHECK NOW: last checked 12 Aug 2026, 103 days ago." in both
        assert "› Debt Advice" in desk.seen()


async def test_the_cursor_stays_with_its_entry_when_another_comes_in_above(
    library: Store, clock: Clock
) -> None:
    code = next(one.code for one in list_services(library) if one.name == "Fuel Bank")
    async with at_the_directory(library, clock, *TO_CHECK, "down") as desk:
        note_wrong(library, clock, code=code, part=WrongPart.CLOSED)
        await desk.press("d", "escape")  # a window closes, and the list is looked at again

        assert desk.list_lines()[0] == "Fuel Bank WRONG? it has closed"
        assert "› Carers Trust" in desk.seen()


async def test_a_day_to_look_again_is_set_in_plain_words(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "d") as desk:
        await desk.type("in 4 weeks")
        said = desk.said()
        await desk.press("enter")
        told = desk.status()
        await desk.press("enter")

        assert "On 21 December 2026 it comes up under To check." in said
        assert told == "To be looked at again on 21 Dec 2026: Befriending"
        await desk.press("pagedown")
        assert "  Look again    21 Dec 2026" in desk.rows()


async def test_what_another_desk_took_out_meanwhile_is_said(library: Store, clock: Clock) -> None:
    code = next(one.code for one in list_services(library) if one.name == "Befriending")
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        do_not_list(library, clock, code=code, by="Pat")
        await desk.press("a", "enter")

        assert desk.status() == (
            f"The entry {code} is no longer in the directory. Look for another one."
        )
        assert "today" in desk.seen()
