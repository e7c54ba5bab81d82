"""A yes that is taken back deletes everything; a place that was merged leads to what it became."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.signposting.referrals import (
    before_referring,
    chase,
    set_status,
    show_referral,
    withdraw,
)
from hub.store.engine import Store
from hub.store.tables import MergedService, ReferralStep, Service, UndoEntry
from hub.upkeep.undoing import undo_last_change
from hub.views.referrals import ReferralStatus, ReferralView
from tests.signposting.people_who_ask import (
    a_hub_with_help,
    asha,
)
from tests.timetable.dumps import dump

STEPCHANGE = "StepChange debt advice"
DRAFT, SENT, MET = ReferralStatus.DRAFT, ReferralStatus.SENT, ReferralStatus.MET


def sent(store: Store, clock: Clock, **more: str) -> ReferralView:
    """Asha's referral, sent."""
    made = asha(store, clock, **more)  # type: ignore[arg-type] # words only
    return set_status(store, clock, number=made.number, status=SENT, by="Sam")


def test_what_was_merged_leads_to_what_it_became(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    with store.write() as session:
        into = session.scalars(select(col(Service.id)).where(col(Service.name) == STEPCHANGE)).one()
        session.execute(
            insert(MergedService),
            {"uid": "old", "code": "0DD00", "into_id": into, "merged_on": clock.today()},
        )
    assert before_referring(store, service="0dd00").service == STEPCHANGE
    with store.write() as session:
        session.execute(update(Service).where(col(Service.id) == into).values(status="defunct"))
    with pytest.raises(BadInput) as caught:
        asha(store, clock)
    assert caught.value.message == f"{STEPCHANGE} has closed."


def test_a_yes_that_is_taken_back_deletes_everything_at_once(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    other = sent(store, clock, who="Bo Lee", contact="07700 900456")
    empty = dump(store)
    number = sent(store, clock).number
    chase(store, clock, number=number)
    withdraw(store, clock, number=number, by="Sam")
    now = dump(store)
    assert {name: rows for name, rows in now.items() if name != "erased"} == {
        name: rows for name, rows in empty.items() if name != "erased"
    }
    assert len(now["erased"]) == 1
    with store.read() as session:
        images = session.scalars(select(col(UndoEntry.images))).all()
    assert len(images) == 2
    assert "Asha" not in str(images)
    for what in (
        lambda: show_referral(store, clock, number=number),
        lambda: set_status(store, clock, number=number, status=MET),
        lambda: withdraw(store, clock, number=number),
        lambda: chase(store, clock, number=-(2**40)),
    ):
        with pytest.raises(NotFound):
            what()
    undo_last_change(store, clock, by="Sam")  # Bo's, which is all there is left to undo
    assert show_referral(store, clock, number=other.number).status is DRAFT
    assert dump(store, ReferralStep)["referral_step"][0][2] == "draft"
