"""The trail says who did what and when, and holds nothing personal."""

from __future__ import annotations

import ast
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import ALLOWED, read_trail, record
from hub.people.volunteers import add_volunteer
from hub.people.wording import PHRASES, trail_words
from hub.store.engine import Store
from hub.store.tables import AuditEntry
from hub.timetable.activities import add_activity, change_activity
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.upkeep.undoing import undo_last_change
from hub.views.people import AuditLine
from tests.timetable.library import a_divisible_hall, at

HUB = Path(__file__).parents[2] / "hub"
CANARY = "Nightjar"

VERBS = {
    "activity.added": {"needs", "public"},
    "activity.changed": {"what"},
    "backup.made": {"rows"},
    "booking.cancelled": {"room", "starts", "ends", "status", "public"},
    "booking.lapsed": {"room", "starts", "ends", "status", "public"},
    "booking.made": {"room", "starts", "ends", "status", "public"},
    "booking.moved": {
        *("room", "starts", "ends", "status", "public"),
        *("was_room", "was_starts", "was_ends"),
    },
    "directory.imported": {
        *("read", "created", "updated", "unchanged", "refused"),
        *("vanished", "returned"),
    },
    "calendar.imported": {"read", "created", "updated", "unchanged", "refused"},
    "group.added": {
        *("room", "rule", "from", "at", "minutes"),
        *("bank_holidays", "sessions", "until", "public"),
    },
    "group.extended": {
        *("room", "rule", "from", "at", "minutes"),
        *("bank_holidays", "sessions", "until", "public"),
    },
    "hub.made": {"from"},
    "need.added": {"urgent", "words"},
    "need.changed": {"what"},
    "need.hidden": set[str](),
    "need.shown": set[str](),
    "interest.added": {"kind", "words"},
    "interest.changed": {"what"},
    "interest.hidden": set[str](),
    "interest.shown": set[str](),
    "hub.restored": {"made"},
    "hub.upgraded": {"from", "to"},
    "room.added": {"capacity", "spaces"},
    "service.added": {"source"},
    "service.changed": {"source", "what"},
    "service.assured": {"on"},
    "service.hidden": set[str](),
    "service.shown": set[str](),
    "service.merged": {"into"},
    "service.told-apart": {"other"},
    "service.unlisted": set[str](),
    "service.relisted": set[str](),
    "shift.ended": set[str](),
    "shift.started": set[str](),
    "site.changed": {"what"},
    "visit.recorded": set[str](),
    "door.counted": set[str](),
    "idea.added": set[str](),
    "idea.kept": set[str](),
    "idea.thrown-away": set[str](),
    "wrong.noted": {"part"},
    "wrong.settled": {"part"},
    "volunteer.added": {"role"},
    "booking.changed": {"what"},
    "booking.confirmed": {"ends", "public", "room", "starts", "status"},
    "booking.no-show": {"ends", "public", "room", "starts", "status"},
    "change.undone": {"what"},
    "closure.added": {"cancelled", "ends", "kept", "moved", "room", "starts"},
    "closure.kept": {"booking"},
    "closure.lifted": {"ends", "restored", "room", "starts"},
    "equipment.added": {"room"},
    "equipment.changed": {"what"},
    "equipment.removed": set[str](),
    "group.changed": {
        "at",
        "bank_holidays",
        "from",
        "kept",
        "minutes",
        "moved",
        "public",
        "removed",
        "room",
        "rule",
        "scope",
        "sessions",
        "until",
        "what",
    },
    "group.ended": {"kept", "removed", "until"},
    "group.paused": {"from", "kept", "removed", "until"},
    "group.resumed": {"from", "sessions"},
    "hours.changed": {"room", "what"},
    "layout.added": {"capacity", "room"},
    "layout.changed": {"room", "what"},
    "layout.removed": {"room"},
    "place.given-up": {"waiting"},
    "place.taken": {"waiting"},
    "room.changed": {"what"},
    "session.counted": {"first_timers", "total"},
    "session.noted": set[str](),
    "term.added": {"from", "until"},
    "term.changed": {"from", "until"},
    "term.removed": {"from", "until"},
    "told": {"why"},
    "wait.added": {"ends", "room", "starts"},
    "wait.removed": {"ends", "room", "starts"},
    "referral.opened": {"mode", "status"},
    "referral.changed": {"status"},
    "referral.chased": set[str](),
    "referral.withdrawn": set[str](),
    "person.exported": set[str](),
    "person.erased": {"rows"},
}


def rows(store: Store) -> list[tuple[object, ...]]:
    query = select(col(AuditEntry.verb), col(AuditEntry.code), col(AuditEntry.fields))
    with store.read() as session:
        return [tuple(row) for row in session.execute(query.order_by(col(AuditEntry.id)))]


def test_every_verb_lists_the_fields_it_may_carry_and_no_more() -> None:
    # Read this twice before adding to it: what goes into the trail stays for good.
    assert {verb: set(fields) for verb, fields in ALLOWED.items()} == VERBS


def test_no_verb_may_carry_what_people_write() -> None:
    personal = {"title", "name", "contact", "phone", "email", "note", "reason", "summary", "by"}
    assert set().union(*ALLOWED.values()) & personal == set()


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_verb_takes_its_own_fields_and_refuses_a_stranger(
    store: Store, clock: Clock, verb: str
) -> None:
    with store.write() as session:
        fields: dict[str, str | int | bool | None] = dict.fromkeys(sorted(VERBS[verb]), 1)
        record(session, clock, by=None, verb=verb, code="K7MQ2", **fields)
        with pytest.raises(ValueError, match="may not carry") as caught:
            record(session, clock, by=None, verb=verb, title=CANARY)
    assert str(caught.value) == f"{verb} may not carry ['title']"
    assert rows(store) == [(verb, "K7MQ2", json.dumps(fields))]


def test_a_verb_nobody_knows_is_refused(store: Store, clock: Clock) -> None:
    with pytest.raises(ValueError, match="no verb"), store.write() as session:
        record(session, clock, by=None, verb="hub.sold")
    assert rows(store) == []


def test_the_programs_own_words_are_all_on_the_list() -> None:
    """Every verb in the code is listed; a typing slip would be found at the desk otherwise."""
    said = {
        node.value
        for path in HUB.rglob("*.py")
        if path.name != "trail.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.partition(".")[0] in {verb.partition(".")[0] for verb in VERBS}
        and node.value.partition(".")[2].endswith(("ed", "made"))
    }
    assert said - set(VERBS) == set()
    assert {"booking.made", "hub.made", "backup.made"} <= said


def test_a_line_goes_with_its_change_or_not_at_all(store: Store, clock: Clock) -> None:
    def change(session: Session) -> None:
        record(session, clock, by=None, verb="shift.started")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.transact(change)
    assert rows(store) == []


def test_somebody_unknown_leaves_no_line(store: Store, clock: Clock) -> None:
    with pytest.raises(BadInput) as caught, store.write() as session:
        record(session, clock, by="Nobody", verb="shift.started")
    assert caught.value.message == "Nobody called 'Nobody' is on the list of volunteers."
    assert rows(store) == []


def test_what_people_write_never_reaches_the_trail(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Amy")
    a_divisible_hall(store, clock)
    made = add_activity(
        store,
        clock,
        title=f"{CANARY} club",
        summary=CANARY,
        who_for=CANARY,
        cost=CANARY,
        contact=CANARY,
        phone=f"020 7946 0123 {CANARY}",
        getting_in=CANARY,
        by="Amy",
    )
    changes = {"title": f"{CANARY} singers", "contact": CANARY}
    change_activity(store, clock, code=made.code, changes=changes, by="Amy")
    booking = book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 11:00"),
        title=f"{CANARY} wake",
        contact=f"{CANARY} Jones",
        contact_phone=f"020 7946 0123 {CANARY}",
        note=f"{CANARY} is frail",
        by="Amy",
    )
    move_booking(store, clock, code=booking.code, to=at("2027-03-02 14:00"), by="Amy")
    cancel_booking(store, clock, code=booking.code, reason=f"{CANARY} is ill", by="Amy")
    with store.read() as session:
        audit = session.execute(text("SELECT * FROM audit_entry")).all()
        titles = session.scalars(text("SELECT title FROM booking")).all()
    assert titles == [f"{CANARY} wake"]  # it was there to leak
    assert [verb for verb, _, _ in rows(store)] == [
        "volunteer.added",
        *["room.added"] * 4,
        "activity.added",
        "activity.changed",
        "booking.made",
        "booking.moved",
        "booking.cancelled",
    ]
    leaked = [line for line in audit for word in (CANARY, "0123") if word in repr(line)]
    assert leaked == []


def test_the_trail_reads_newest_first_with_names_and_the_hubs_time(
    store: Store, clock: Clock
) -> None:
    add_volunteer(store, clock, name="Amy")
    later = clock.at(clock.now() + timedelta(days=220))
    with store.write() as session:
        record(session, later, by="amy", verb="shift.started")
        record(session, later, by=None, verb="backup.made", code="K7MQ2", rows=3)
    assert read_trail(store, later, limit=2) == (
        AuditLine(later.now(), "", "backup.made", "K7MQ2", (("rows", "3"),)),
        AuditLine(later.now(), "Amy", "shift.started", "", ()),
    )
    assert [line.verb for line in read_trail(store, later, code=" k7-mq2 ")] == ["backup.made"]
    assert later.now().isoformat() == "2027-07-01T10:42:00+01:00"


def test_every_verb_is_told_in_words() -> None:
    assert PHRASES.keys() == ALLOWED.keys()


def test_the_trail_reads_like_a_diary(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    add_volunteer(store, clock, name="Sam")
    made = book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2027-06-01 10:00"),
        ends=at("2027-06-01 11:00"),
        title="Parish council",
        by="Sam",
    )
    move_booking(store, clock, code=made.code, to=at("2027-06-02 14:00"), room="Hall B", by="Sam")
    undo_last_change(store, clock)
    assert [trail_words(line) for line in read_trail(store, clock, code=made.code)] == [
        f"A command undid a change {made.code}: moved a booking",
        f"Sam moved a booking {made.code}: from Hall A, Tue 1 Jun 10am to 11am"
        " to Hall B, Wed 2 Jun 2pm to 3pm",
        f"Sam booked {made.code}: Hall A, Tue 1 Jun 10am to 11am",
    ]
    assert len(read_trail(store, clock, by="Sam")) == 2
    assert read_trail(store, clock, since=clock.today() + timedelta(days=1)) == ()
