"""Today says what visitors left to be read, and what they say is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from hub.clock import Clock
from hub.directory.wrong_notes import note_wrong, settle_wrong_note
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.signposting.ideas import add_idea, keep_idea
from hub.store.engine import Store
from hub.views.sorts import Channel, WrongPart
from hub.views.visits import WrongNoteView
from kiosk.desk.app import DeskApp
from kiosk.desk.errands_visitors import to_do_about, visitors_say
from tests.kiosk.desk.trying import seen, settle
from tests.signposting.asking import a_service


def a_note(part: WrongPart, times: int = 1, name: str = "StepChange") -> WrongNoteView:
    return WrongNoteView(1, "A7KQ2", name, part, "", date(2026, 11, 23), Channel.KIOSK, times)


async def test_the_to_do_list_names_them_and_forgets_what_is_done(
    store: Store, clock: Clock
) -> None:
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    assert visitors_say(store) == ()
    code = a_service(store)
    first = add_idea(store, clock, words="A bench", channel=Channel.KIOSK)
    add_idea(store, clock, words="Chess", kind="group")
    for _ in range(3):
        note = note_wrong(store, clock, code=code, part=WrongPart.PHONE)
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        page = seen(app)
        assert (
            "3 people say that the phone number of StepChange is wrong. Please check: press k."
            in page
        )
        assert "2 ideas from visitors to read. Press i." in page
        assert "A bench" not in page
        keep_idea(store, clock, number=first.number)
        settle_wrong_note(store, clock, number=note.number)
        await pilot.press("r")
        await settle(pilot)
        page = seen(app)
        assert "1 idea from visitors to read. Press i." in page
        assert "StepChange" not in page


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            a_note(WrongPart.TIMES),
            "1 person says that the day or time of StepChange is wrong. Please check: press k.",
        ),
        (
            a_note(WrongPart.CLOSED, 2),
            "2 people say that StepChange has closed. Please check: press k.",
        ),
        (
            a_note(WrongPart.OTHER),
            "1 person says that something about StepChange is wrong. Please check: press k.",
        ),
    ],
)
def test_each_part_is_said_plainly(note: WrongNoteView, words: str) -> None:
    assert to_do_about((note,)) == (words,)


def test_a_long_list_is_cut_short() -> None:
    notes = (a_note(WrongPart.COST),) * 3
    assert to_do_about(notes)[2] == ("People say that 1 more thing is wrong: press k.")
    assert to_do_about((a_note(WrongPart.COST),) * 9)[2:] == (
        "People say that 7 more things are wrong: press k.",
    )
