"""Which entry a code on paper leads to. A code never dies: that of an entry which turned out to be
another one leads to that one.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.codes import kind_of, tidy_code
from hub.store.engine import Store
from hub.store.tables import MergedService, Service
from hub.views.words import clean_line


def service_id(session: Session, code: str, *, to_change: bool = False) -> int:
    """The id of the entry with this code, or of what it became. Raises NotFound.

    With `to_change` it stays as it is until the caller's transaction ends.
    """
    return service_ids(session, [code], to_change=to_change)[0]


def service_ids(session: Session, codes: Sequence[str], *, to_change: bool = False) -> list[int]:
    """The same for several entries, held in one order whoever asks."""
    found = [_id(session, code) for code in codes]
    while to_change:
        held = session.scalars(
            select(col(Service.id))
            .where(col(Service.id).in_(found))
            .order_by(col(Service.id))
            .with_for_update()
        ).all()
        again = [_id(session, code) for code in codes]
        if set(again) == set(held):
            return again
        found = again  # somebody put it together with another one while we waited
    return found


def older_codes(store: Store, *, code: str) -> tuple[str, ...]:
    """Codes of entries that turned out to be this one: they stay good on paper."""
    with store.read() as session:
        number = service_id(session, code)
        merged = select(col(MergedService.code)).where(col(MergedService.into_id) == number)
        return tuple(session.scalars(merged.order_by(col(MergedService.code))))


def _id(session: Session, code: str) -> int:
    wanted = tidy_code(code)
    number = session.scalar(select(col(Service.id)).where(col(Service.code) == wanted))
    if number is None:
        number = session.scalar(
            select(col(MergedService.into_id)).where(col(MergedService.code) == wanted)
        )
    if number is None:
        raise _not_found(session, code)
    return number


def _not_found(session: Session, code: str) -> NotFound:
    if kind_of(session, code) == "service":
        return NotFound(
            f"The entry {tidy_code(code)} is no longer in the directory.",
            hint="Look for another one: hub find WORDS",
        )
    return NotFound(
        f"There is no help with the code {clean_line(code)!r}.",
        hint="Look it up: hub find WORDS",
    )
