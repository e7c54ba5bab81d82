"""The list of volunteers."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.volunteers import add_volunteer, list_volunteers
from hub.store.engine import Store
from hub.store.tables import AuditEntry


def test_the_list_is_empty_at_first(store: Store) -> None:
    assert list_volunteers(store) == ()


def test_the_list_is_by_name_whatever_the_case(store: Store, clock: Clock) -> None:
    sam = add_volunteer(store, clock, name=" sam\t ")
    pat = add_volunteer(store, clock, name="Pat", role="coordinator")

    assert list_volunteers(store) == (pat, sam)
    assert [(one.name, one.role) for one in (pat, sam)] == [
        ("Pat", "coordinator"),
        ("sam", "volunteer"),
    ]


def test_adding_somebody_is_on_the_trail_without_their_name(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Pat")
    add_volunteer(store, clock, name="Sam", by="Pat")

    with store.read() as session:
        trail = session.execute(
            select(col(AuditEntry.verb), col(AuditEntry.volunteer_id), col(AuditEntry.fields))
        ).all()
    assert [tuple(line) for line in trail] == [
        ("volunteer.added", None, '{"role": "volunteer"}'),
        ("volunteer.added", 1, '{"role": "volunteer"}'),
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" \x1b ", "A volunteer needs a name."),
        ("PAT", "PAT is on the list already."),
        ("x" * 61, "That name is longer than 60 letters."),
    ],
)
def test_a_name_that_will_not_do_is_refused(
    store: Store, clock: Clock, name: str, why: str
) -> None:
    pat = add_volunteer(store, clock, name="Pat")

    with pytest.raises(BadInput) as refusal:
        add_volunteer(store, clock, name=name)

    assert refusal.value.message == why
    assert list_volunteers(store) == (pat,)
