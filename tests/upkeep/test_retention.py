"""What we know of people is deleted on time; what only counts stays."""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.directory.unlisting import do_not_list
from hub.directory.wrong_notes import note_wrong, settle_wrong_note
from hub.settings import Settings
from hub.signposting.ideas import add_idea, keep_idea
from hub.signposting.referrals import list_referrals, set_status, withdraw
from hub.store.engine import Store
from hub.timetable.bookings import cancel_booking, change_booking, show_booking
from hub.timetable.counts import count_heads
from hub.timetable.signups import session_details, sign_up
from hub.timetable.telling import list_to_tell
from hub.timetable.waiting import wait_for
from hub.upkeep.due import run_due
from hub.upkeep.jobs import HUB_JOBS
from hub.upkeep.retention import forget_people
from hub.views.referrals import ReferralStatus
from hub.views.sorts import WrongPart
from tests.signposting.asking import a_service
from tests.signposting.people_who_ask import a_hub_with_help, asha, code_of
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall
from tests.timetable.test_changing import ELEVEN, TEN, a_choir, council

PERSONAL = ("sign_up", "to_tell", "slot_wait")


def people(store: Store) -> list[int]:
    rows = dump(store)
    return [len(rows[table]) for table in PERSONAL]


def test_names_go_a_fortnight_after_the_session_and_the_count_stays(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name="Asha", phone="07700 900900")
    sign_up(store, clock, code=other.code, name="Bo")
    today = clock.at(first.starts)
    count_heads(store, today, code=first.code, total=14, first_timers=2)
    cancel_booking(store, clock, code=first.code, reason="Boiler")
    assert people(store) == [2, 2, 0]
    fortnight = first.ends + timedelta(days=14)
    assert forget_people(store, clock.at(fortnight - timedelta(minutes=1))) == "nothing to forget"
    assert people(store) == [2, 2, 0]
    assert forget_people(store, clock.at(fortnight)) == (
        "3 of those who signed up, waited or had to be told; the contact of 0 old bookings"
    )
    assert people(store) == [1, 0, 0]
    details = session_details(store, clock, code=first.code)
    assert (details.places, details.head_count, details.first_timers) == ((), 14, 2)
    assert list_to_tell(store, clock, code=first.code) == ()


def test_who_booked_goes_after_half_a_year_and_the_booking_stays(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    change_booking(store, clock, code=made.code, note="Rosa has the key")
    wait_for(store, clock, room="Hall A", starts=TEN, ends=ELEVEN, title="Scouts", contact="Ali")
    forget_people(store, clock.at(ELEVEN + timedelta(days=182)))
    assert people(store) == [0, 0, 0]
    assert show_booking(store, clock, code=made.code).note == "Rosa has the key"
    assert "Rosa" in str(dump(store)["booking"])
    assert forget_people(store, clock.at(ELEVEN + timedelta(days=183, hours=1))) == (
        "0 of those who signed up, waited or had to be told; the contact of 1 old booking"
    )
    kept = str(dump(store)["booking"])
    assert "Parish council" in kept
    assert "Rosa" not in kept
    assert "960100" not in kept


def test_a_referral_goes_half_a_year_after_it_closed_and_a_draft_after_a_month(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    asha(store, clock)
    for name in ("Bo Lee", "Cy Hall"):
        number = asha(store, clock, who=name, contact=f"{name[:2]}@example.org").number
        set_status(store, clock, number=number, status=ReferralStatus.SENT)
    set_status(store, clock, number=number, status=ReferralStatus.MET)

    def left(days: int) -> tuple[str, list[str]]:
        words = forget_people(store, clock.at(clock.now() + timedelta(days=days)))
        return words, [one.who for one in list_referrals(store, clock, open_only=False)]

    assert left(29) == ("nothing to forget", ["Asha Khan", "Bo Lee", "Cy Hall"])
    assert left(30) == ("1 old referral", ["Bo Lee", "Cy Hall"])
    assert left(182) == ("nothing to forget", ["Bo Lee", "Cy Hall"])
    assert left(183) == ("1 old referral", ["Bo Lee"])
    assert left(3650) == ("nothing to forget", ["Bo Lee"])  # open: the first screen asks about it
    assert "Asha" not in str(dump(store))


def test_the_name_of_a_do_not_list_entry_goes_with_the_last_referral_to_it(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    numbers = [asha(store, clock, who=who, contact=f"{who}@b.org").number for who in ("Al", "Bo")]
    listed = code_of(store, "StepChange debt advice")
    do_not_list(store, clock, code=listed)
    do_not_list(store, clock, code=code_of(store, "Acas"))
    kept = dump(store)
    withdraw(store, clock, number=numbers[0])
    tomorrow, later = (clock.at(clock.now() + timedelta(days=days)) for days in (1, 2))
    assert forget_people(store, later) == "nothing to forget"
    withdraw(store, clock, number=numbers[1])
    assert forget_people(store, tomorrow) == "nothing to forget"  # the shift may undo it
    assert forget_people(store, later) == (
        "1 entry of the do-not-list, to which nobody's details point any more"
    )
    after = dump(store)
    gone = [row for row in kept["service"] if row not in after["service"]]
    assert [listed in map(str, row) for row in gone] == [True]
    assert after["do_not_list"] == kept["do_not_list"]


def test_the_nightly_job_forgets_but_not_while_the_clock_is_in_doubt(
    store: Store, clock: Clock, settings: Settings
) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name="Asha")
    (forget,) = [job for job in HUB_JOBS if job.name == "forget"]
    assert forget.deletes
    years = clock.at(clock.now() + timedelta(days=3 * 365))
    (line,) = run_due(store, years, settings, [forget])
    assert "Not run: forget" in line
    assert people(store)[0] == 1
    (line,) = run_due(store, clock.at(clock.now() + timedelta(days=60)), settings, [forget])
    assert line.startswith("forget: done: 1 of those who signed up")
    assert people(store)[0] == 0


def test_what_visitors_said_goes_half_a_year_after_it_was_read_or_settled(
    store: Store, clock: Clock
) -> None:
    code = a_service(store)
    add_idea(store, clock, words="Nobody has read this one")
    keep_idea(store, clock, number=add_idea(store, clock, words="A bench").number)
    note_wrong(store, clock, code=code, part=WrongPart.COST)
    note = note_wrong(store, clock, code=code, part=WrongPart.PHONE, detail="Rings out")
    settle_wrong_note(store, clock, number=note.number)
    before = dump(store)
    assert forget_people(store, clock.at(clock.now() + timedelta(days=182))) == "nothing to forget"
    assert dump(store) == before
    later = clock.at(clock.now() + timedelta(days=183))
    assert forget_people(store, later) == "2 of what visitors said"
    after = dump(store)
    assert [row[3] for row in after["idea"]] == ["Nobody has read this one"]
    assert [row[2] for row in after["wrong_note"]] == ["cost"]
