"""Which rows belong to an entry of the directory, so that a change to it can be put back."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_
from sqlmodel import Session, col

from hub.people.undo import Scope
from hub.store.core import table_of
from hub.store.tables import (
    Contact,
    Location,
    MergedService,
    NotTheSame,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceEdit,
    ServiceInterest,
    ServiceNeed,
    ServiceTerm,
)

HANGING = (
    Phone,
    Contact,
    Location,
    Schedule,
    ServiceDetail,
    ServiceTerm,
    ServiceNeed,
    ServiceInterest,
    ServiceEdit,
)
"""Tables whose rows belong to one service; phones before the contacts they lie under."""


def service_scopes(session: Session, ids: Iterable[int]) -> list[Scope]:
    """Everything that belongs to these services. An organisation is left to whoever makes one."""
    numbers = list(ids)
    return [
        Scope(Service, col(Service.id).in_(numbers)),
        *(Scope(table, table_of(table).c.service_id.in_(numbers)) for table in HANGING),
        Scope(MergedService, col(MergedService.into_id).in_(numbers)),
        Scope(
            NotTheSame,
            or_(col(NotTheSame.first_id).in_(numbers), col(NotTheSame.second_id).in_(numbers)),
        ),
    ]


def organisation_scope(number: int) -> Scope:
    """One organisation."""
    return Scope(Organisation, col(Organisation.id) == number)
