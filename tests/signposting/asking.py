"""A hub with a few needs, interests, entries and an activity to speak of."""

from __future__ import annotations

from sqlalchemy import insert
from sqlmodel import col

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.store.codes import new_code
from hub.store.engine import Store
from hub.store.tables import Interest, MergedService, Organisation, Service
from hub.timetable.activities import add_activity

NEEDS = {
    "group": [{"slug": "money", "name": "Money"}, {"slug": "home", "name": "My home"}],
    "need": [
        {"slug": "rent", "group": "home", "name": "I might lose my home"},
        {"slug": "debt", "group": "money", "name": "Debts"},
        {"slug": "food", "group": "money", "name": "Food today"},
    ],
}


def a_hub_with_needs(store: Store) -> None:
    """Three needs and two interests."""
    with store.write() as session:
        load_needs(session, NEEDS)
        for position, slug in enumerate(("gardening", "sewing")):
            session.execute(
                insert(Interest),
                {"slug": slug, "kind": "do", "name": slug.title(), "position": position},
            )


def a_service(store: Store, name: str = "StepChange") -> str:
    """An entry; its code."""
    with store.write() as session:
        code = new_code(session, kind="service")
        organisation = session.execute(
            insert(Organisation).returning(col(Organisation.id)),
            {"uid": f"org-{code}", "name": name},
        ).scalar_one()
        session.execute(
            insert(Service),
            {
                "uid": f"uid-{code}",
                "code": code,
                "organisation_id": organisation,
                "name": name,
                "source": "starter",
            },
        )
    return code


def an_activity(store: Store, clock: Clock, title: str = "Knit and Natter") -> str:
    """An activity; its code."""
    return add_activity(store, clock, title=title).code


def merged_into(store: Store, clock: Clock, code: str) -> str:
    """The code of an entry that turned out to be the one with this code."""
    from sqlalchemy import select

    with store.write() as session:
        old = new_code(session, kind="service")
        kept = session.scalar(select(col(Service.id)).where(col(Service.code) == code))
        session.execute(
            insert(MergedService),
            {
                "uid": f"uid-{old}",
                "code": old,
                "into_id": kept,
                "merged_on": clock.today(),
            },
        )
    return old
