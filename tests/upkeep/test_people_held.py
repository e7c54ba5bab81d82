"""What is held on somebody is found, given to them, and erased, and nobody else's with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.openreferral.saving import import_services
from hub.errors import BadInput, NeedsAnyway, NotFound
from hub.noticeboard.dropbox import DropBox
from hub.people.shifts import start_shift
from hub.people.trail import read_trail
from hub.people.undo import list_undoable
from hub.people.volunteers import add_volunteer, list_volunteers
from hub.people.wording import trail_words
from hub.settings import Settings
from hub.signposting.referrals import list_referrals, open_referral
from hub.signposting.safeguarding import set_safeguarding_lead
from hub.store.engine import Store
from hub.store.tables import Erased, Row, Service, ServiceEdit
from hub.timetable.bookings import change_booking
from hub.timetable.signups import sign_up
from hub.upkeep.people_held import erase_person, export_person, find_person
from hub.upkeep.places import PLACES
from hub.views.referrals import ReferralMode
from tests.directory.feeds import feed, full_row
from tests.timetable.library import a_divisible_hall
from tests.timetable.test_changing import a_choir, council
from tests.upkeep.people_there import (
    CANARIES,
    EMAIL,
    NAME,
    PHONE,
    a_hub_where_she_is_everywhere,
    found_in,
    found_in_files,
    is_text,
    rows,
)

EVERYWHERE = {
    "activity.contact",
    "activity.phone",
    "booking.contact",
    "booking.contact_phone",
    "booking.note",
    "contact.email",
    "contact.name",
    "do_not_list.reason",
    "idea.words",
    "referral.contact",
    "referral.who",
    "service.assurer_email",
    "sign_up.name",
    "sign_up.phone",
    "slot_wait.contact",
    "slot_wait.contact_phone",
    "slot_wait.title",
    "to_tell.phone",
    "to_tell.who",
    "undo_entry.images",
    "undo_entry.label",
    "wrong_note.detail",
}


def test_everything_is_found_by_name(store: Store, clock: Clock) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    assert found_in(store) == EVERYWHERE  # it is there to be found
    found = find_person(store, clock, words="  ASHA nightjar ")
    kinds = {one.key.rpartition("-")[0] for one in found}
    assert kinds == {
        *("activity", "booking", "contact", "do_not_list", "idea", "referral", "sign_up"),
        *("slot_wait", "to_tell", "undo", "wrong_note"),
    }
    assert not any("Bo" in f"{one.name}{one.about}" for one in found if one.is_whole)
    assert [one.is_whole for one in found] == sorted((one.is_whole for one in found), reverse=True)
    (referral,) = [one for one in found if one.key.startswith("referral")]
    assert (referral.kind, referral.about, referral.name, referral.contact) == (
        "a referral",
        "to StepChange debt advice, 23 Nov 2026, sent",
        NAME,
        PHONE,
    )
    assert dict(referral.fields)["steps"] == "draft 2026-11-23, sent 2026-11-23"
    assert dict(referral.fields)["consent"].startswith("May we tell StepChange")


@pytest.mark.parametrize("words", ["07700900777", "+44 7700 900-777", "0044 (0)7700 900777", PHONE])
def test_and_by_phone_however_it_is_spelt(store: Store, clock: Clock, words: str) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    found = find_person(store, clock, words=words)
    assert {one.key.rpartition("-")[0] for one in found} == {
        *("activity", "booking", "referral", "sign_up", "slot_wait", "to_tell", "undo"),
        "wrong_note",
    }


def test_and_by_email(store: Store, clock: Clock) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    found = find_person(store, clock, words=EMAIL.upper())
    assert {one.key.rpartition("-")[0] for one in found} == {"contact", "service"}


def test_a_first_name_initials_and_an_accent_are_perhaps(store: Store, clock: Clock) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    open_referral(
        store,
        clock,
        mode=ReferralMode.LOGGED,
        service=list_referrals(store, clock)[0].service_code,
        who="Ásha Nightjar",
        reason="other",
    )
    found = find_person(store, clock, words="Ásha Nightjar")
    (logged,) = [one for one in found if one.name == "Á. N."]
    assert not logged.is_whole
    assert len([one for one in found if one.is_whole]) > 5
    with pytest.raises(BadInput):
        find_person(store, clock, words=" \x1b ")


def test_it_is_never_guessed_who_was_meant(store: Store, clock: Clock, settings: Settings) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name="Asha", phone="07700 900001")
    sign_up(store, clock, code=other.code, name="Asha", phone="07700 900002")
    before = rows(store)
    for what in (
        lambda: erase_person(store, clock, settings, words="Asha"),
        lambda: export_person(store, clock, words="Asha"),
    ):
        with pytest.raises(NeedsAnyway) as caught:
            what()
        assert "may not all be of one person" in caught.value.message
    with pytest.raises(NotFound):
        erase_person(store, clock, settings, words="Nobody Atall")
    with pytest.raises(NotFound):
        erase_person(store, clock, settings, words="Asha", only=["sign_up-99"])
    assert rows(store) == before
    keys = [one.key for one in find_person(store, clock, words="Asha")]
    assert keys[:2] == ["sign_up-1", "sign_up-2"]
    (given,) = export_person(store, clock, words="Asha", only=["sign_up-2"])
    assert given.contact == "07700 900002"
    done = erase_person(store, clock, settings, words="Asha", only=["sign_up-2"])
    assert [one.key for one in done.erased] == ["sign_up-2"]
    assert [one.key for one in done.left] == ["sign_up-1"]
    assert (done.changes_forgotten, done.warnings) == (1, ())
    after = rows(store)
    assert [row[2:4] for row in after["sign_up"]] == [("Asha", "07700 900001")]
    assert "900002" not in str(after)


def test_one_whole_name_with_one_number_needs_no_question(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name=NAME, phone=PHONE)
    done = erase_person(store, clock, settings, words=NAME)
    assert [one.key for one in done.erased] == ["sign_up-1"]
    assert found_in(store) == set()
    assert read_trail(store, clock)[0].verb == "person.erased"
    assert read_trail(store, clock)[0].fields == (("rows", "1"),)


def test_erasing_leaves_nothing_anywhere_and_nobody_elses_with_it(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    a_hub_where_she_is_everywhere(store, clock)
    bo = [one.key for one in find_person(store, clock, words="Bo Lee") if "undo" not in one.key]
    for words, warned in ((NAME, ["The phone numbers of 999"]), (EMAIL, [])):
        done = erase_person(store, clock, settings, words=words, all_of_it=True, by="Sam")
        assert [one[:24] for one in done.warnings] == warned
        assert find_person(store, clock, words=words) == ()
    assert find_person(store, clock, words=PHONE) == ()
    assert len(rows(store)["phone"]) > 2  # people still ring the help they are of
    assert found_in(store) == set()
    assert found_in_files(settings.folder, settings.backup_folder) == []
    assert [
        one.key for one in find_person(store, clock, words="Bo Lee") if "undo" not in one.key
    ] == bo
    # What can still be undone is not hers.
    assert all(word not in one.label for one in list_undoable(store, clock) for word in (NAME,))
    kept = rows(store)
    assert len(kept["booking"]) > 2  # the timetable stands
    assert [row[2] for row in kept["referral_step"]] == ["draft", "sent"]


def test_a_title_and_the_lead_are_changed_by_hand(
    store: Store, clock: Clock, settings: Settings
) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    change_booking(store, clock, code=made.code, title=f"{NAME} is 80")
    set_safeguarding_lead(store, clock, lead=NAME, phone=PHONE)
    found = {one.key: one.by_hand for one in find_person(store, clock, words=NAME)}
    assert found["title-1"] == (
        "A title is no place for a name: change it by hand, or let the booking go."
    )
    assert found["site-1"] == "Name somebody else first: hub safeguarding set NAME PHONE"
    with pytest.raises(BadInput) as caught:
        erase_person(store, clock, settings, words=NAME, only=["title-1"])
    assert caught.value.message == "title-1 can't be erased here."


def test_a_volunteer_goes_only_by_choice_and_the_trail_calls_them_somebody(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    add_volunteer(store, clock, name="Asha")
    add_volunteer(store, clock, name="Sam", by="Asha")
    start_shift(store, clock, name="Asha")
    with pytest.raises(NotFound) as caught:
        erase_person(store, clock, settings, words="Asha", all_of_it=True)
    assert caught.value.hint == "It goes only if it is chosen by itself: --only volunteer-1"
    with pytest.raises(BadInput) as refused:
        erase_person(store, clock, settings, words="Asha", only=["volunteer-1"])
    assert refused.value.message == "This volunteer is on at the desk."
    start_shift(store, clock, name="Sam")
    erase_person(store, clock, settings, words="Asha", only=["volunteer-1"], by="Sam")
    assert [one.name for one in list_volunteers(store)] == ["Sam"]
    assert [trail_words(one) for one in read_trail(store, clock)][-2] == (
        "Somebody who left added a volunteer: role volunteer"
    )
    assert "asha" not in str(rows(store)).casefold()
    add_volunteer(store, clock, name="Asha")  # another one


def test_every_text_column_that_may_name_somebody_is_looked_into() -> None:
    """A new column that people write into is looked into, or is said to be harmless and why."""
    looked_into = {f"{place.name}.{name}" for place in PLACES for name in place.columns}
    personal = ("name", "contact", "phone", "email", "who", "note", "detail", "words", "reason")
    suspicious = {
        f"{table.name}.{column.name}"
        for table in Row.metadata.sorted_tables
        for column in table.c
        if is_text(column)
        and any(word in column.name for word in personal)
        and table.name not in OF_THE_HUB
    }
    assert suspicious - looked_into == KNOWN


OF_THE_HUB = {
    *(
        "hub",
        "room",
        "room_layout",
        "space",
        "equipment",
        "term",
        "room_spot",
        "site_mark",
    ),  # things and days
    *("need", "need_group", "need_word", "interest", "interest_word", "wrong_note_part"),
    *("organisation", "location", "schedule", "service_detail", "service_term", "feed"),
    *("merged_service", "not_the_same"),
    "counted_line",  # names of files, drawn by lot
}
"""Tables that hold no person: the hub's own things, and public facts of organisations."""

KNOWN = {
    "activity.who_for",  # "Anybody over 60"
    "booking.reason",  # why it is off: for the public
    "closure.reason",
    "do_not_list.name",  # of an organisation
    "do_not_list.name_key",
    "phone.note",
    "referral.reason",  # the slug of a need
    "service.email",  # public
    "service.name",
    "site.email",
    "site.name",
    "site.phone",
    "site.safeguarding_phone",  # found by name, and changed by hand
    "volunteer.name_key",  # follows the name
}


def test_the_list_of_what_was_erased_says_nothing_of_anybody(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    a_hub_where_she_is_everywhere(store, clock)
    erase_person(store, clock, settings, words=NAME, all_of_it=True)
    with store.read() as session:
        lines = session.execute(
            select(col(Erased.kind), col(Erased.row_uid), col(Erased.row_id), col(Erased.row_at))
        ).all()
    assert {kind for kind, *_ in lines} == {
        *("activity", "booking", "contact", "do_not_list", "idea", "referral", "sign_up"),
        *("slot_wait", "to_tell", "wrong_note"),
    }
    assert not [one for one in CANARIES if one in str(lines).casefold()]
    assert all(at is None or at <= clock.utc_now() for *_, at in lines)


def test_a_feed_does_not_bring_a_name_back(
    store: Store, clock: Clock, settings: Settings, tmp_path: Path
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    import_services(store, clock, path=feed(tmp_path, [full_row()]))
    with store.write() as session:  # the hub has changed a contact: the feed's lies beside it
        said = json.dumps([{"uid": "c1", "name": "Ann Persona", "email": "ann@help.example"}])
        service = session.scalar(select(col(Service.id)))
        edit = {"service_id": service, "field": "contacts", "theirs": said}
        session.execute(insert(ServiceEdit), edit | {"edited_on": clock.today()})
    assert [one.key for one in find_person(store, clock, words="Ann Persona")] == ["contact-1"]
    erase_person(store, clock, settings, words="Ann Persona")
    for table in ("contact", "service_edit"):
        assert "ann" not in str(rows(store)[table]).casefold()
    changed = full_row() | {"description": "We listen, and we answer."}
    report = import_services(store, clock, path=feed(tmp_path, [changed]))
    assert report.updated == 1
    assert find_person(store, clock, words="Ann Persona") == ()
    assert "ann" not in str(rows(store)["service_edit"]).casefold()
    (contact,) = rows(store)["contact"]
    assert "Reception" in contact  # the rest of it came in
    assert len(rows(store)["phone"]) == 2


def test_an_idea_that_lies_in_the_drop_box_yet_is_erased_too(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    DropBox(settings.dropbox_folder, clock).leave_idea("idea", f"Thank {NAME} for me")
    assert len(found_in_files(settings.folder)) == 1
    done = erase_person(store, clock, settings, words=NAME, all_of_it=True)
    assert [one.kind for one in done.erased] == ["an idea somebody left"]
    assert found_in_files(settings.folder) == []
    assert found_in(store) == set()
