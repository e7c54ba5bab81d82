"""A hub with helplines and a volunteer, for the tests of referrals."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.directory.starter import load_starter
from hub.people.volunteers import add_volunteer
from hub.signposting.referrals import open_referral
from hub.store.engine import Store
from hub.store.tables import Service
from hub.views.referrals import ReferralMode, ReferralView

LIVE, LOGGED = ReferralMode.LIVE, ReferralMode.LOGGED


def a_hub_with_help(store: Store, clock: Clock) -> None:
    """The starter directory, and Sam at the desk."""
    with store.write() as session:
        load_needs(session)
        load_starter(session, clock)
    add_volunteer(store, clock, name="Sam")


def code_of(store: Store, name: str) -> str:
    """The code of a service, by its name."""
    with store.read() as session:
        return session.scalars(select(col(Service.code)).where(col(Service.name) == name)).one()


def how_to_get_in(store: Store, name: str, words: str) -> None:
    with store.write() as session:
        session.execute(update(Service).where(col(Service.name) == name).values(getting_in=words))


def asha(
    store: Store,
    clock: Clock,
    *,
    service: str = "StepChange debt advice",
    who: str = "Asha Khan",
    contact: str = "07700 900123",
    reason: str = "debts",
    anyway: bool = False,
) -> ReferralView:
    """Asha said yes, and Sam wrote it down."""
    return open_referral(
        store,
        clock,
        mode=LIVE,
        service=code_of(store, service),
        who=who,
        contact=contact,
        reason=reason,
        consent=True,
        anyway=anyway,
        by="Sam",
    )
