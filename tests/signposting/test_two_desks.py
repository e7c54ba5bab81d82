"""Two desks with the same referral at the same moment: one of them is refused, in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, HubError, LikelyDuplicate, NotFound
from hub.people.undo import Scope, forget_undo, undoable
from hub.settings import Settings
from hub.signposting.referrals import set_status, show_referral, withdraw
from hub.store.engine import Store
from hub.store.tables import Activity, AuditEntry, Referral, ReferralStep, UndoEntry
from hub.timetable.activities import add_activity
from hub.upkeep.people_held import erase_person
from hub.upkeep.undoing import undo_last_change
from hub.views.referrals import ReferralStatus
from tests.signposting.people_who_ask import a_hub_with_help, asha

ROUNDS = 6


def together(*errands: Callable[[], object]) -> list[HubError]:
    """Run them at the same moment; the refusals. Anything else that is raised is a fault."""
    barrier = threading.Barrier(len(errands))

    def one(errand: Callable[[], object]) -> HubError | None:
        barrier.wait(timeout=60)
        try:
            errand()
        except HubError as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(len(errands)) as desks:
        return [found for found in desks.map(one, errands) if found is not None]


def test_two_desks_close_it_at_once_and_one_is_told(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    for turn in range(ROUNDS):
        number = asha(store, clock, anyway=True).number
        set_status(store, clock, number=number, status=ReferralStatus.SENT)

        def close(status: ReferralStatus, number: int = number) -> None:
            seen = ReferralStatus.SENT
            set_status(store, clock, number=number, status=status, seen=seen)

        (refusal,) = together(
            lambda: close(ReferralStatus.MET),
            lambda: close(ReferralStatus.DECLINED),
        )
        found = show_referral(store, clock, number=number)
        called = {"met": "helped", "declined": "turned down"}[found.status.value]
        assert isinstance(refusal, BadInput)
        assert refusal.message == (
            f"Somebody has changed this referral in the meantime: it is {called!r} now."
        )
        assert len(found.steps) == 3, turn


def test_two_desks_write_the_same_one_down_and_one_is_warned(store: Store, clock: Clock) -> None:
    a_hub_with_help(store, clock)
    for turn in range(ROUNDS):
        who, contact = f"Asha {'abcdefgh'[turn] * 3}", f"07700 90010{turn}"
        (refusal,) = together(
            lambda who=who, contact=contact: asha(store, clock, who=who, contact=contact),  # type: ignore[misc] # bound now
            lambda who=who, contact=contact: asha(store, clock, who=who, contact=contact),  # type: ignore[misc] # bound now
        )
        assert isinstance(refusal, LikelyDuplicate)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Referral)) == ROUNDS


def test_a_yes_taken_back_while_another_desk_edits_or_undoes_leaves_nothing(
    store: Store, clock: Clock
) -> None:
    a_hub_with_help(store, clock)
    for _ in range(ROUNDS):
        number = asha(store, clock, anyway=True).number
        refusals = together(
            lambda number=number: withdraw(store, clock, number=number),  # type: ignore[misc] # bound now
            lambda number=number: set_status(  # type: ignore[misc] # bound now
                store, clock, number=number, status=ReferralStatus.SENT
            ),
            lambda: undo_last_change(store, clock),
        )
        # The undo may have come first: then there is nothing to withdraw.
        assert all(isinstance(one, HubError) for one in refusals)
        with store.read() as session:
            left = [
                session.scalar(select(func.count()).select_from(table))
                for table in (Referral, ReferralStep)
            ]
            images = session.scalars(select(col(UndoEntry.images))).all()
        assert left == [0, 0]
        assert "Asha" not in str(images)


def test_erasing_while_another_desk_edits_leaves_nothing(
    store: Store, clock: Clock, settings: Settings
) -> None:
    a_hub_with_help(store, clock)
    settings.folder.mkdir()
    for _ in range(ROUNDS):
        number = asha(store, clock).number
        refusals = together(
            lambda: erase_person(store, clock, settings, words="Asha Khan"),
            lambda number=number: set_status(  # type: ignore[misc] # bound now
                store, clock, number=number, status=ReferralStatus.SENT
            ),
        )
        assert all(isinstance(one, NotFound) for one in refusals)
        with store.read() as session:
            left = [
                session.scalar(select(func.count()).select_from(table))
                for table in (Referral, ReferralStep)
            ]
            images = session.scalars(select(col(UndoEntry.images))).all()
            verbs = session.scalars(select(col(AuditEntry.verb))).all()
        assert left == [0, 0]
        assert "Asha" not in str(images)
    assert verbs.count("person.erased") == ROUNDS


def test_a_change_that_is_under_way_leaves_no_image_of_who_is_erased_meanwhile(
    store: Store, clock: Clock, settings: Settings
) -> None:
    """It has read the row as it was; the erasure waits until it has written that down."""
    settings.folder.mkdir()
    activity = add_activity(store, clock, title="Drawing", contact="Asha Khan")
    mine = [Scope(Activity, col(Activity.code) == activity.code)]
    with store.write() as session:
        forget_undo(session, clock, all_of_it=True)
    erased = threading.Event()

    def erase() -> None:
        erase_person(store, clock, settings, words="Asha Khan")
        erased.set()

    with ThreadPoolExecutor(1) as other:
        with (
            store.write() as session,
            undoable(session, clock, by=None, verb="activity.changed", scopes=mine),
        ):
            work = other.submit(erase)
            assert not erased.wait(timeout=0.5)  # on both engines it stands in line
            session.execute(
                update(Activity).where(col(Activity.code) == activity.code).values(title="Painting")
            )
        work.result(timeout=60)
    with store.read() as session:
        assert session.scalars(select(col(UndoEntry.images))).all() == []
        assert session.scalars(select(col(Activity.contact))).all() == [""]
