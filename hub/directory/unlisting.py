"""What shall not be in the directory: taken out at once with all that was known of it, and
remembered by its id and by its name, so that no feed and no slip brings it back.
"""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.checking import read_line
from hub.directory.comparing import name_key
from hub.directory.looking_up import service_id
from hub.directory.stored import stored_entry
from hub.directory.undoing import HANGING, service_scopes
from hub.errors import NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import DoNotList, MergedService, NotTheSame, Referral, Service
from hub.views.directory import ServiceStatus
from hub.views.editing import NotListedView


def do_not_list(
    store: Store, clock: Clock, *, code: str, reason: str = "", by: str | None = None
) -> NotListedView:
    """Take an entry out, an urgent helpline too, and don't let it in again.

    Where details of a person were sent to it, its bare name stays with them, seen by volunteers
    only, until that is deleted. Raises WrongField where the reason is too long.
    """
    why = read_line("reason", reason)

    def work(session: Session) -> NotListedView:
        number = service_id(session, code, to_change=True)
        public = session.scalar(select(col(Service.code)).where(col(Service.id) == number)) or ""
        entry = stored_entry(session, number)
        key = name_key(entry.name, entry.organisation.name)
        merged = session.scalars(
            select(col(MergedService.uid)).where(col(MergedService.into_id) == number)
        ).all()
        uids = [entry.uid, *merged]
        with undoable(
            session,
            clock,
            by=by,
            verb="service.unlisted",
            scopes=[
                *service_scopes(session, [number]),
                Scope(DoNotList, col(DoNotList.uid).in_(uids)),
            ],
            code=public,
            label=f"Took {entry.name} out of the directory for good",
        ):
            _take_out(session, number)
            session.execute(delete(DoNotList).where(col(DoNotList.uid).in_(uids)))
            rows = [
                {
                    "uid": uid,
                    "name": f"{entry.name} ({entry.organisation.name})",
                    "name_key": key,
                    "reason": why,
                    "since": clock.today(),
                }
                for uid in uids
            ]
            session.execute(insert(DoNotList), rows)
        record(session, clock, by=by, verb="service.unlisted", code=public)
        mark_public_change(session)
        return next(one for one in _listed(session, key))

    return store.transact(work)


def list_not_listed(store: Store) -> tuple[NotListedView, ...]:
    """What shall not come in again, by name."""
    with store.read() as session:
        return _listed(session)


def list_again(store: Store, clock: Clock, *, number: int, by: str | None = None) -> NotListedView:
    """Let it come in again: by the next import, or by hand. Raises NotFound."""

    def work(session: Session) -> NotListedView:
        key = session.scalar(select(col(DoNotList.name_key)).where(col(DoNotList.id) == number))
        if key is None:
            raise NotFound(
                f"There is no number {number} on the do-not-list.",
                hint="See them all: hub directory do-not-list",
            )
        (view,) = _listed(session, key)
        uids = session.scalars(
            select(col(DoNotList.uid)).where(col(DoNotList.name_key) == key)
        ).all()
        left = session.scalars(select(col(Service.id)).where(col(Service.uid).in_(uids))).all()
        with undoable(
            session,
            clock,
            by=by,
            verb="service.relisted",
            scopes=[
                Scope(DoNotList, col(DoNotList.name_key) == key),
                Scope(Service, col(Service.id).in_(left)),
            ],
            label=f"Let {view.name} into the directory again",
        ):
            session.execute(delete(DoNotList).where(col(DoNotList.name_key) == key))
            session.execute(
                update(Service)
                .where(col(Service.id).in_(left))
                .values(is_hidden=False, status=ServiceStatus.INACTIVE.value, feed_digest="")
            )
        record(session, clock, by=by, verb="service.relisted")
        mark_public_change(session)
        return view

    return store.transact(work)


def _take_out(session: Session, number: int) -> None:
    for table in HANGING:
        session.execute(delete(table).where(table_of(table).c.service_id == number))
    session.execute(delete(MergedService).where(col(MergedService.into_id) == number))
    for column in (NotTheSame.first_id, NotTheSame.second_id):
        session.execute(delete(NotTheSame).where(col(column) == number))
    sent = session.scalar(select(func.count()).where(col(Referral.service_id) == number))
    if not sent:
        session.execute(delete(Service).where(col(Service.id) == number))
        return
    blank = dict.fromkeys(
        [
            "description",
            "url",
            "email",
            "fees",
            "eligibility",
            "opening",
            "getting_in",
            "alert",
            "accreditations",
            "assurer_email",
        ],
        "",
    )
    session.execute(
        update(Service)
        .where(col(Service.id) == number)
        .values(
            **blank,
            minimum_age=None,
            maximum_age=None,
            assured_on=None,
            review_on=None,
            status=ServiceStatus.DEFUNCT.value,
            is_urgent=False,
            is_hidden=True,
        )
    )


def _listed(session: Session, key: str | None = None) -> tuple[NotListedView, ...]:
    """One view for each name, however many ids it came with."""
    query = select(
        col(DoNotList.id), col(DoNotList.name), col(DoNotList.reason), col(DoNotList.since),
        col(DoNotList.name_key),
    ).order_by(col(DoNotList.name), col(DoNotList.id))  # fmt: skip
    if key is not None:
        query = query.where(col(DoNotList.name_key) == key)
    found: dict[str, NotListedView] = {}
    for number, name, reason, since, name_of in session.execute(query):
        if number is not None:
            found.setdefault(name_of, NotListedView(number, name, reason, since))
    return tuple(found.values())
