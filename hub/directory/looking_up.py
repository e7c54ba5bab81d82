"""Which entry a code on paper leads to. A code never dies: that of an entry which turned out to be
another one leads to that one.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.codes import kind_of, tidy_code
from hub.store.tables import MergedService, Service
from hub.views.words import clean_line


def service_id(session: Session, code: str, *, to_change: bool = False) -> int:
    """The id of the entry with this code, or of what it became. Raises NotFound.

    With `to_change` it stays as it is until the caller's transaction ends.
    """
    wanted = tidy_code(code)
    found = select(col(Service.id)).where(col(Service.code) == wanted)
    number = session.scalar(found.with_for_update() if to_change else found)
    if number is None:
        number = session.scalar(
            select(col(MergedService.into_id)).where(col(MergedService.code) == wanted)
        )
        if number is not None and to_change:
            session.execute(
                select(col(Service.id)).where(col(Service.id) == number).with_for_update()
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
