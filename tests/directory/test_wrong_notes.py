"""Somebody says that an entry is wrong; a volunteer looks into it and settles it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, select

from hub.clock import Clock
from hub.directory.wrong_notes import (
    MOST_OF_ONE,
    NewNote,
    list_wrong_notes,
    note_wrong,
    settle_wrong_note,
    take_in,
)
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Service, WrongNote
from hub.upkeep.undoing import undo_last_change
from hub.views.sorts import Channel, WrongPart
from hub.views.visits import WrongNoteView
from tests.signposting.asking import a_service, an_activity, merged_into
from tests.timetable.dumps import dump

MONDAY = date(2026, 11, 23)


def test_those_who_say_the_same_are_one_line_and_settled_together(
    store: Store, clock: Clock
) -> None:
    help_, group = a_service(store), an_activity(store, clock)
    note_wrong(store, clock, code=group, part=WrongPart.TIMES)
    note_wrong(store, clock, code=help_.lower(), part=WrongPart.PHONE, detail="It rings out")
    note_wrong(store, clock, code=help_, part=WrongPart.COST)
    last = note_wrong(store, clock, code=help_, part=WrongPart.PHONE, channel=Channel.PHONE)
    assert last == WrongNoteView(
        number=last.number,
        code=help_,
        name="StepChange",
        part=WrongPart.PHONE,
        detail="It rings out",
        week=MONDAY,
        channel=Channel.PHONE,
        times=2,
    )
    assert [(one.name, one.part, one.times) for one in list_wrong_notes(store)] == [
        ("StepChange", WrongPart.PHONE, 2),
        ("StepChange", WrongPart.COST, 1),
        ("Knit and Natter", WrongPart.TIMES, 1),
    ]
    assert settle_wrong_note(store, clock, number=last.number) == last
    assert [one.part for one in list_wrong_notes(store)] == [WrongPart.COST, WrongPart.TIMES]
    with pytest.raises(BadInput, match="settled already"):
        settle_wrong_note(store, clock, number=last.number)


def test_noting_and_settling_can_be_taken_back(store: Store, clock: Clock) -> None:
    code = a_service(store)
    states = [dump(store)]
    note_wrong(store, clock, code=code, part=WrongPart.PHONE)
    states.append(dump(store))
    number = note_wrong(store, clock, code=code, part=WrongPart.PHONE).number
    states.append(dump(store))
    settle_wrong_note(store, clock, number=number)
    for state in reversed(states):
        undo_last_change(store, clock)
        assert dump(store) == state


def test_the_trail_says_which_part_and_not_what_was_written(store: Store, clock: Clock) -> None:
    code = a_service(store)
    number = note_wrong(
        store, clock, code=code, part=WrongPart.OTHER, detail="Nora left in May"
    ).number
    settle_wrong_note(store, clock, number=number)
    assert [(line.verb, line.code, line.fields) for line in read_trail(store, clock)] == [
        ("wrong.settled", code, (("part", "other"),)),
        ("wrong.noted", code, (("part", "other"),)),
    ]
    with store.read() as session:
        assert "Nora" not in repr(session.execute(select(table_of(AuditEntry))).all())


def test_a_merged_entry_is_noted_under_what_it_became(store: Store, clock: Clock) -> None:
    code = a_service(store)
    old = merged_into(store, clock, code)
    assert note_wrong(store, clock, code=old, part=WrongPart.PHONE).code == code


def test_a_note_outlives_its_entry(store: Store, clock: Clock) -> None:
    code = a_service(store)
    note_wrong(store, clock, code=code, part=WrongPart.CLOSED)
    with store.write() as session:
        session.execute(delete(Service))
    (note,) = list_wrong_notes(store)
    assert (note.code, note.name) == (code, "no longer in the directory")
    assert settle_wrong_note(store, clock, number=note.number) == note


def test_a_code_of_nothing_and_a_novel_are_refused(store: Store, clock: Clock) -> None:
    code = a_service(store)
    before = dump(store)
    with pytest.raises(NotFound, match="No entry and no activity has the code 'ZZZZZ'"):
        note_wrong(store, clock, code="ZZZZZ", part=WrongPart.PHONE)
    with pytest.raises(BadInput, match="501 letters"):
        note_wrong(store, clock, code=code, part=WrongPart.PHONE, detail="x" * 501)
    for number in (0, -5, 77, 2**64):
        with pytest.raises(NotFound, match="No note has the number"):
            settle_wrong_note(store, clock, number=number)
    assert dump(store) == before


def test_a_kiosk_says_no_more_than_anybody_would_read(store: Store, clock: Clock) -> None:
    code = a_service(store)
    notes = [NewNote(code, WrongPart.PHONE, MONDAY)] * (MOST_OF_ONE + 3)
    with store.write() as session:
        assert take_in(session, notes, Channel.KIOSK) == MOST_OF_ONE
    with store.write() as session:
        assert take_in(session, notes, Channel.KIOSK) == 0
        assert take_in(session, [NewNote("ZZZZZ", WrongPart.COST, MONDAY)], Channel.KIOSK) == 0
    (note,) = list_wrong_notes(store)
    assert (note.times, note.channel, note.detail) == (MOST_OF_ONE, Channel.KIOSK, "")
    with store.read() as session:
        assert len(session.execute(select(table_of(WrongNote))).all()) == MOST_OF_ONE
