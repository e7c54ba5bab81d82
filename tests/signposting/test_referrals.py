"""Somebody's details are sent on with their yes, and followed until it is known what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, HubError, LikelyDuplicate
from hub.signposting.chasing import referrals_to_do
from hub.signposting.referral_words import FOLLOWS, steps_words
from hub.signposting.referrals import (
    before_referring,
    chase,
    list_referrals,
    open_referral,
    set_status,
)
from hub.store.engine import Store
from hub.store.tables import Referral, Site, UndoEntry
from hub.upkeep.undoing import undo_last_change
from hub.views.referrals import CLOSED, BeforeReferring, ReferralStatus, ReferralView
from tests.signposting.people_who_ask import (
    LIVE,
    LOGGED,
    a_hub_with_help,
    asha,
    code_of,
    how_to_get_in,
)
from tests.timetable.dumps import dump

STEPCHANGE = "StepChange debt advice"
DRAFT, SENT = ReferralStatus.DRAFT, ReferralStatus.SENT
ACCEPTED, MET = ReferralStatus.ACCEPTED, ReferralStatus.MET
WORDS = (
    "May we tell StepChange debt advice your name, how to reach you, and what you would like help"
    " with? They will get in touch with you. We tell nobody else. Ferry Road keeps this until six"
    " months after it is finished, and then deletes it. You can say no: you will get the same help"
    " here. You can change your mind at any time: tell us, and we delete it at once. Is that all"
    " right?"
)


def later(clock: Clock, day: date) -> Clock:
    return clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=clock.zone))


def sent(store: Store, clock: Clock, **more: str) -> ReferralView:
    """Asha's referral, sent."""
    made = asha(store, clock, **more)  # type: ignore[arg-type] # words only
    return set_status(store, clock, number=made.number, status=SENT, by="Sam")


def test_how_to_get_in_and_what_to_read_aloud_come_before_anything_is_written(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    before = dump(store)
    how_to_get_in(store, STEPCHANGE, "Ring, or go online. No appointment.")
    code = code_of(store, STEPCHANGE)
    wanted = BeforeReferring(
        STEPCHANGE, code, "Ring, or go online. No appointment.", ("0800 138 1111",), "", WORDS
    )
    assert before_referring(store, service=code) == wanted
    how_to_get_in(store, STEPCHANGE, "")
    assert before_referring(store, service=code.lower()) == replace(
        wanted, getting_in="Nobody has written down how people get in. Ring 0800 138 1111 first."
    )
    assert dump(store)["referral"] == before["referral"] == []


def test_a_referral_keeps_the_yes_its_words_who_asked_and_when(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    assert asha(store, clock) == ReferralView(
        number=1,
        mode=LIVE,
        who="Asha Khan",
        contact="07700 900123",
        service=STEPCHANGE,
        service_code=code_of(store, STEPCHANGE),
        reason="debts",
        reason_words="I have debts",
        status=DRAFT,
        steps=((DRAFT, date(2026, 11, 23)),),
        consent=WORDS,
        consented_at=clock.now(),
        asked_by="Sam",
        made_on=date(2026, 11, 23),
        chase_on=date(2026, 11, 24),
    )


def test_nothing_is_written_down_without_a_yes(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    before = dump(store)
    code = code_of(store, STEPCHANGE)
    cases: list[tuple[dict[str, object], str]] = [
        ({"consent": False}, "Nothing can be sent on without a yes."),
        ({"by": None}, "Who asked them?"),
        ({"contact": ""}, "How can they be reached?"),
        ({"contact": "07700 900123, asha@example.org"}, "That is not an email address."),
        ({"contact": "asha at example"}, "That is not one phone number or email address."),
        ({"contact": "07700 9"}, "That is not one phone number or email address."),
        ({"contact": "9" * 5000}, "That is not one phone number or email address."),
        ({"who": "\x1b\n "}, "Who is it for?"),
        ({"who": "x" * 61}, "A name has at most 60 letters."),
        ({"who": "Asha 07700900123"}, "That looks like a number or an address, not like a name."),
        ({"service": "ZZZZZ"}, "No help in the directory has the code ZZZZZ."),
        (
            {"reason": "her husband hits her"},
            "The reason must be a need from the list, or: other. Nobody's story is written down.",
        ),
        ({"by": "Nobody"}, "Nobody called 'Nobody' is on the list of volunteers."),
    ]
    for wrong, message in cases:
        right: dict[str, object] = {
            "mode": LIVE,
            "service": code,
            "who": "Asha Khan",
            "contact": "07700 900123",
            "reason": "debts",
            "consent": True,
            "by": "Sam",
        }
        with pytest.raises(HubError) as caught:
            open_referral(store, clock, **(right | wrong))  # type: ignore[arg-type] # on purpose
        assert caught.value.message == message
        for value in wrong.values():  # what was typed may be somebody's number
            assert len(str(value)) < 8 or str(value) not in str(caught.value)
    assert dump(store) == before


def test_who_goes_there_by_themselves_leaves_initials_only(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    code = code_of(store, "Samaritans")
    made = open_referral(
        store, clock, mode=LOGGED, service=code, who="Asha van der Berg", reason="other"
    )
    assert (made.who, made.contact, made.consent, made.asked_by) == ("A. V. D. B.", "", "", "")
    assert (made.status, made.reason_words, made.chase_on) == (
        SENT,
        "Something else",
        date(2026, 12, 1),
    )
    with pytest.raises(BadInput) as caught:
        open_referral(
            store,
            clock,
            mode=LOGGED,
            service=code,
            who="Bo",
            contact="07700 900123",
            reason="other",
        )
    assert caught.value.message == "Without a yes, only initials are kept and no way to reach them."
    kept = open_referral(
        store,
        clock,
        mode=LOGGED,
        service=code,
        who="Bo Lee",
        contact="bo@example.org",
        reason="other",
        consent=True,
        by="Sam",
    )
    assert (kept.who, kept.contact, kept.asked_by) == ("Bo Lee", "bo@example.org", "Sam")
    assert kept.consent.startswith("May we write down your name")
    assert "We send them nothing." in kept.consent


def test_a_second_one_to_the_same_place_is_warned_of(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    first = asha(store, clock)
    for again, what in (
        ({"who": "ASHA  khan", "contact": "01632 960100"}, "name"),
        ({"who": "A. K.", "contact": "+44 7700 900-123"}, "phone number or email"),
    ):
        with pytest.raises(LikelyDuplicate) as caught:
            asha(store, clock, **again)  # type: ignore[arg-type] # words only
        assert caught.value.message == (
            f"There is an open referral to {STEPCHANGE} with the same {what}: number 1."
        )
        assert caught.value.hint == (
            "Look at that one first. If it is somebody else, add: --anyway"
        )
    assert asha(store, clock, service="Citizens Advice Adviceline").number == 2
    assert asha(store, clock, anyway=True).number == 3
    for number in (first.number, 3):
        for status in (SENT, MET):
            set_status(store, clock, number=number, status=status)
    assert asha(store, clock).number == 4  # the others are closed


def test_only_what_may_follow_follows_and_the_refusal_says_what_may(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    number = asha(store, clock).number
    for was, may in FOLLOWS.items():
        if was is ReferralStatus.WITHDRAWN:
            continue
        for becomes in ReferralStatus:
            with store.write() as session:
                session.execute(update(Referral).values(status=was.value, closed_on=None))
            if becomes in may:
                done = set_status(store, clock, number=number, status=becomes)
                assert done.status is becomes
                assert (done.chase_on is None) == (done.deleted_on is not None)
                assert (done.chase_on is None) == (becomes in CLOSED)
                continue
            before = dump(store)
            with pytest.raises(BadInput) as caught:
                set_status(store, clock, number=number, status=becomes)
            assert caught.value.hint
            assert dump(store) == before
    with store.write() as session:
        session.execute(update(Referral).values(status="draft"))
    with pytest.raises(BadInput) as caught:
        set_status(store, clock, number=number, status=MET)
    assert str(caught.value) == (
        "A referral that is 'draft' (not sent yet) can't become 'met' now. It can become: sent."
    )
    with pytest.raises(BadInput) as caught:
        set_status(store, clock, number=number, status=ReferralStatus.WITHDRAWN)
    assert str(caught.value) == (
        "Taking back a yes deletes the referral at once and for good."
        " To do that: hub refer withdraw 1"
    )


def test_every_step_has_its_day_and_is_undone_exactly(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    dumps = [dump(store)]
    number = asha(store, clock).number
    dumps.append(dump(store))
    set_status(store, later(clock, date(2026, 11, 24)), number=number, status=SENT)
    dumps.append(dump(store))
    chase(store, later(clock, date(2026, 12, 2)), number=number, by="Sam")
    dumps.append(dump(store))
    set_status(store, later(clock, date(2026, 12, 4)), number=number, status=ACCEPTED)
    dumps.append(dump(store))
    end = later(clock, date(2026, 12, 9))
    done = set_status(store, end, number=number, status=MET)
    assert done.steps == (
        (DRAFT, date(2026, 11, 23)),
        (SENT, date(2026, 11, 24)),
        (SENT, date(2026, 12, 2)),
        (ACCEPTED, date(2026, 12, 4)),
        (MET, date(2026, 12, 9)),
    )
    assert steps_words(done) == (
        "not sent yet 23 Nov 2026, sent 24 Nov 2026, asked again 2 Dec 2026,"
        " they will help 4 Dec 2026, helped 9 Dec 2026"
    )
    assert done.deleted_on == date(2026, 12, 9) + timedelta(days=183)
    with store.write() as session:  # one long shift
        session.execute(update(UndoEntry).values(at=clock.utc_now()))
    for before in reversed(dumps):
        undo_last_change(store, clock, by="Sam")
        assert dump(store) == before


def test_the_label_of_an_undo_names_nobody(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    number = sent(store, clock).number
    chase(store, clock, number=number)
    with store.read() as session:
        labels = session.scalars(select(col(UndoEntry.label)).order_by(col(UndoEntry.id))).all()
    assert labels == [
        f"Wrote down a referral to {STEPCHANGE}",
        f"Referral to {STEPCHANGE}: sent",
        f"Asked {STEPCHANGE} what became of a referral",
    ]


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 11, 23), date(2026, 12, 1)),  # Monday: six working days, one weekend
        (date(2026, 11, 28), date(2026, 12, 7)),  # a Saturday counts as little as a Sunday
        (date(2026, 12, 22), date(2027, 1, 4)),  # Christmas, Boxing Day's substitute, New Year
        (date(2027, 3, 24), date(2027, 4, 5)),  # Good Friday, Easter Monday, the clocks change
        (date(2027, 10, 27), date(2027, 11, 4)),
    ],
)
def test_it_is_asked_about_after_six_working_days(
    store: Store, clock: Clock, on: date, asked: date
) -> None:
    a_hub_with_help(store, clock)
    assert sent(store, later(clock, on)).chase_on == asked
    the_day_before = later(clock, asked - timedelta(days=1))
    assert list_referrals(store, the_day_before, due_only=True) == ()
    (due,) = list_referrals(store, later(clock, asked), due_only=True)
    assert due.is_due


def test_bank_holidays_are_those_of_the_site(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    with store.write() as session:
        session.execute(update(Site).values(subdivision="SCT"))
    # In Scotland 2 January is a holiday too (its substitute the 4th); Easter Monday is none.
    assert sent(store, later(clock, date(2026, 12, 22))).chase_on == date(2027, 1, 5)


def test_asking_again_sets_the_next_day_and_closing_stops_it(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    number = sent(store, clock).number
    due = later(clock, date(2026, 12, 1))
    assert chase(store, due, number=number, by="Sam").chase_on == date(2026, 12, 9)
    assert referrals_to_do(store, due) == ()
    again = later(clock, date(2026, 12, 9))
    assert referrals_to_do(store, again) == (f"Ask {STEPCHANGE} what became of a referral: 1 due",)
    set_status(store, again, number=number, status=ReferralStatus.NOT_MET)
    assert referrals_to_do(store, later(clock, date(2027, 2, 1))) == ()
    with pytest.raises(BadInput) as caught:
        chase(store, again, number=number)
    assert caught.value.message == "This referral is closed: could not help."
    draft = asha(store, clock).number
    with pytest.raises(BadInput) as caught:
        chase(store, clock, number=draft)
    assert caught.value.message == "This referral has not been sent yet."


def test_the_first_screen_says_where_to_ask_and_names_nobody(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    sent(store, clock)
    sent(store, clock, who="Bo Lee", contact="07700 900456")
    open_referral(
        store, clock, mode=LOGGED, service=code_of(store, "Samaritans"), who="Cy", reason="other"
    )
    asha(store, later(clock, date(2026, 11, 26)), service="GamCare")
    day = later(clock, date(2026, 12, 1))
    assert referrals_to_do(store, day) == (
        "Send a referral to GamCare, or withdraw it: 1 due",
        f"Ask {STEPCHANGE} what became of a referral: 2 due",
        "When somebody who went to Samaritans comes in, ask how it was: 1 due",
    )
    year = later(clock, date(2027, 11, 30))
    assert (
        f"Nobody has touched a referral to {STEPCHANGE} for a year. Close it or withdraw it: 2 due"
    ) in referrals_to_do(store, year)


def test_the_list_has_open_ones_first_and_closed_ones_only_if_asked(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    one = sent(store, clock)
    two = asha(store, clock, service="GamCare")
    three = sent(store, clock, service="Samaritans")
    three = set_status(store, clock, number=three.number, status=MET)
    assert list_referrals(store, clock) == (two, one)
    assert list_referrals(store, clock, open_only=False) == (two, one, three)
    assert list_referrals(store, clock, due_only=True) == ()


def test_the_list_takes_as_many_statements_for_three_as_for_thirty(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        if arguments[2].startswith("SELECT"):
            seen.append(arguments[2])

    counts = []
    for more in (3, 27):
        for number in range(more):
            name = f"Asha {chr(ord('a') + number)}{'x' * more}"
            sent(store, clock, who=name, contact=f"07700 9{more:02}{number:03}")
        seen.clear()
        event.listen(store.engine, "before_cursor_execute", note)
        found = list_referrals(store, clock)
        referrals_to_do(store, clock)
        event.remove(store.engine, "before_cursor_execute", note)
        counts.append((len(found), len(seen)))
    assert counts == [(3, 3), (30, 3)]
