"""An entry is put right, or written in, at the desk."""

from __future__ import annotations

import pytest
from textual import events

from hub.clock import Clock
from hub.directory.editing import change_service, edit_form
from hub.directory.search import list_services, show_service
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.editing import PhoneForm, PlaceForm, ServiceForm
from kiosk.desk.desk import LONGEST_PASTE
from kiosk.desk.directory_fields import phone_words, read_phones
from kiosk.desk.directory_form import EntryForm
from tests.directory.entries import FOODBANK, it_has_always_been_so
from tests.kiosk.desk.directory_trying import Desk, at_the_directory, library
from tests.kiosk.desk.trying import until
from tests.timetable.dumps import dump

__all__ = ["library"]

TO_CHECK = ("tab", "tab")
LINES = [
    "name", "organisation", "description", "phones", "url", "email", "place", "address", "town",
    "postcode", "times", "opening", "who_for", "ages", "cost", "areas", "languages", "access",
    "getting_in", "alert", "status", "is_local", "is_urgent",
]  # fmt: skip


def code(store: Store, name: str) -> str:
    return next(one.code for one in list_services(store, everything=True) if one.name == name)


async def go_to(desk: Desk, line: str, now: str = "name") -> None:
    """With Tab from one line of the form to another."""
    await desk.press(*["tab"] * (LINES.index(line) - LINES.index(now)))


async def test_a_phone_and_the_times_are_put_right_and_it_is_no_check(
    library: Store, clock: Clock
) -> None:
    one = code(library, "Debt Advice")
    before, was = dump(library), show_service(library, one, today=clock.today())
    async with at_the_directory(library, clock, *TO_CHECK, "down", "down") as desk:
        await desk.press("e")
        await go_to(desk, "phones")
        await desk.instead("01632 960199 (mornings); text 85258 (SHOUT)")
        await go_to(desk, "times", "phones")
        await desk.type("mon-fri 9-5")
        understood = desk.said()
        await desk.press("enter")

        now = edit_form(library, code=one)
        assert "Open: Monday to Friday, 9am to 5pm" in understood
        assert now.phones == (
            PhoneForm("01632 960199", note="mornings"),
            PhoneForm("85258", note="SHOUT", is_text=True),
        )
        assert now.times == "Monday to Friday, 9am to 5pm"
        assert show_service(library, one).assured_on == was.assured_on
        assert (
            desk.status() == "Saved: Debt Advice. Saving is not a check: if you rang them, press a."
        )
        assert desk.changes() == ["Changed Debt Advice"]
        await until(desk.pilot, lambda: bool(desk.published))
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_form_that_nobody_touched_saves_nothing(library: Store, clock: Clock) -> None:
    one = code(library, FOODBANK.name or "")
    places = (PlaceForm(accessibility=("Step-free; but ring first",)),)
    odd = ServiceForm(places=places, areas=("Bentley; and round it",), opening="Mon;\tTue")
    change_service(library, clock, code=one, form=odd)
    it_has_always_been_so(library, clock)
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK, "end", "e", "enter") as desk:
        assert desk.status().startswith("Saved: St John's Foodbank.")
        assert desk.changes() == []
        assert dump(library) == before


async def test_what_is_wrong_is_said_under_its_line_and_nothing_is_lost(
    library: Store, clock: Clock
) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        await desk.instead("Befriending for all")
        await go_to(desk, "email")
        await desk.type("not an address")
        await desk.press("enter")
        rows = [" ".join(row.strip(" │").split()) for row in desk.rows()]
        at = next(n for n, row in enumerate(rows) if row.startswith("Email"))

        assert rows[at].startswith("Email not an address")
        assert rows[at + 1].startswith("Email: 'not an address' is not an email address. Write")
        assert desk.status() == "Nothing is saved yet. Put right what is marked."
        assert "Befriending for all" in desk.seen()
        assert desk.changes() == []
        await desk.instead("help@example.org")
        await desk.press("enter")
        assert desk.status().startswith("Saved: Befriending for all.")


async def test_a_new_entry_is_written_in_with_needs_ticked(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK, "n") as desk:
        await desk.type("Toy Library")
        await desk.press("enter")
        refused = desk.seen()
        await desk.type("Toys for All")
        await desk.press("f4", "slash")
        await desk.type("repairs")
        await desk.press("enter", "space", "enter")
        ticked = desk.seen()
        await desk.press("enter")

        one = code(library, "Toy Library")
        form = edit_form(library, code=one)
        assert "Organisation: it can't be empty." in refused
        assert "F4 Helps with: My home needs repairs" in ticked
        assert (form.organisation, form.needs, form.is_local) == (
            "Toys for All",
            ("repairs",),
            True,
        )
        assert desk.status() == (
            f"Added: Toy Library, {one}. Nobody has checked it yet: press a if you did."
        )
        assert "› Befriending" in desk.seen()
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_what_another_desk_changed_meanwhile_is_said_and_what_was_typed_stays(
    library: Store, clock: Clock
) -> None:
    one = code(library, "Befriending")
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        await go_to(desk, "cost")
        await desk.type("Free")
        change_service(
            library, clock, code=one, form=ServiceForm(alert="They have moved"), by="Pat"
        )
        await desk.press("enter")
        said, seen = desk.status(), desk.seen()
        kept = edit_form(library, code=one).cost
        await desk.press("f6")
        taken_in = desk.status()
        await desk.press("enter")

        assert said == (
            "Somebody has changed Befriending meanwhile. Nothing of yours was saved. What you"
            " typed is still here. F6 takes in theirs beside it."
        )
        assert "Cost            Free" in seen
        assert kept == ""
        assert taken_in.startswith("Theirs is taken in. 1 line is still yours")
        form = edit_form(library, code=one)
        assert (form.cost, form.alert) == ("Free", "They have moved")


async def test_leaving_asks_twice_where_something_was_typed(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        await desk.type("x")
        await desk.press("escape")
        asked = desk.status()
        await desk.press("escape")

        assert asked == "Esc again throws away what you typed. Enter saves it."
        assert "[t To check]" in desk.seen()
        assert desk.changes() == []


async def test_several_lines_are_written_and_read_again(library: Store, clock: Clock) -> None:
    one = code(library, "Befriending")
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        await go_to(desk, "description")
        await desk.type("First")
        await desk.press("ctrl+j")
        await desk.type("Second")
        await desk.press("up", "up", "down", "down", "down", "down", "enter")

        assert edit_form(library, code=one).description == "First\nSecond"


HOSTILE = "\x1b[31m\u202e[@click=app.quit]Tea[/nope]\x00\x07"


async def test_hostile_text_through_form_list_and_page_breaks_nothing(
    library: Store, clock: Clock
) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        for line, before in (("name", "name"), ("description", "name"), ("alert", "description")):
            await go_to(desk, line, before)
            await desk.press("end", "ctrl+u")
            desk.app.post_message(events.Paste(HOSTILE))
            await desk.press("end")
        await desk.press("enter")
        listed = desk.seen()
        await desk.press("enter")
        hostile = "[31m [@click=app.quit]Tea[/nope]"
        await until(desk.pilot, lambda: desk.seen().count(hostile) == 4)  # and what was saved
        page = desk.seen()

        assert not set(listed + page) & set("\x1b\u202e\x00\x07")
        assert "› [31m [@click=app.quit]Tea[/nope]" in listed


async def test_a_megabyte_that_is_pasted_is_cut(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        await go_to(desk, "description")
        desk.app.post_message(events.Paste("x" * 1_000_000))
        await desk.press("enter")
        one = code(library, "Befriending")
        assert len(edit_form(library, code=one).description or "") <= LONGEST_PASTE


@pytest.mark.parametrize(
    "known",
    [
        PhoneForm("116 123"),
        PhoneForm("01632 960100", "12", "mornings"),
        PhoneForm("85258", note="SHOUT", is_text=True),
        PhoneForm("01632 960100", note="9 to 5; not (on) Fridays"),
    ],
)
def test_numbers_that_nobody_touched_stay_as_they_are(known: PhoneForm) -> None:
    other = PhoneForm("0800 111", note="free")
    assert read_phones(f"{phone_words(known)}; 0800 111 (free)", (known,)) == (known, other)


async def test_nothing_is_saved_before_the_entry_is_there(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock, *TO_CHECK, "e") as desk:
        form = desk.app.screen
        assert isinstance(form, EntryForm)
        form._fillable = None  # the store is slow
        await desk.type("Other")
        await desk.press("enter")
        told = desk.status()

        assert told == "One moment: the entry is still being looked up."
        assert desk.changes() == []


async def test_interests_are_ticked_from_a_list_too(library: Store, clock: Clock) -> None:
    one = code(library, "Befriending")
    async with at_the_directory(library, clock, *TO_CHECK, "e", "f5") as desk:
        asked = desk.seen()
        await desk.click("[ ] Sewing")
        await desk.press("enter")
        ticked = desk.seen()
        await desk.press("enter")

        assert "Who likes it? Tick what it is for" in asked
        assert "F5 For who likes: Sewing" in ticked
        assert edit_form(library, code=one).interests == ("sewing",)
