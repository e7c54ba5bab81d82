"""Two entries become one: the kept one takes over what hangs on the other, and what only the other
says. The other's code, on paper, leads to the kept one for ever, and its id in a feed brings
nothing back. Or somebody says that they aren't the same, and nobody is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.edits import FIELDS, begin_edits, edited, value_of, with_value
from hub.directory.entry import ServiceEntry
from hub.directory.keeping import FEED
from hub.directory.looking_up import service_ids
from hub.directory.rewriting import interest_slugs, rewrite, tie_interests
from hub.directory.search import read_service_views
from hub.directory.stored import stored_entries
from hub.directory.undoing import HANGING, service_scopes
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import MergedService, NotTheSame, Referral, Service, WrongNote
from hub.views.directory import ServiceView

_NOT_FILLED = ("name", "organisation", "status", "contacts", "needs", "assured_on")
"""What the kept entry never takes from the other: its own counts, or it is put together."""


def merge_services(
    store: Store, clock: Clock, *, keep: str, other: str, by: str | None = None
) -> ServiceView:
    """Make `other` a part of `keep` (codes). What `keep` says stands; where it says nothing, the
    other's is taken. Needs, interests, referrals and notes of what is wrong go over.
    """

    def work(session: Session) -> ServiceView:
        kept, gone = _two(session, keep, other)
        heads = _heads(session, [kept, gone])
        entries = stored_entries(session, [kept, gone])
        before = entries[kept]
        after = _together(before, entries[gone])
        interests = dict.fromkeys((*interest_slugs(session, kept), *interest_slugs(session, gone)))
        old_code, new_code = heads[gone].code, heads[kept].code
        with undoable(
            session,
            clock,
            by=by,
            verb="service.merged",
            scopes=[
                *service_scopes(session, [kept, gone]),
                Scope(Referral, col(Referral.service_id) == gone),
                Scope(WrongNote, col(WrongNote.code) == old_code),
            ],
            code=new_code,
            label=f"Put {entries[gone].name} together with {before.name}",
        ) as touched:
            moved = session.scalars(
                select(col(Referral.id)).where(col(Referral.service_id) == gone)
            ).all()
            noted = session.scalars(
                select(col(WrongNote.id)).where(col(WrongNote.code) == old_code)
            ).all()
            touched.scopes[-2:] = [
                Scope(Referral, col(Referral.id).in_(moved)),
                Scope(WrongNote, col(WrongNote.id).in_(noted)),
            ]
            if heads[kept].source.startswith(FEED):
                begin_edits(session, kept, before, edited(before, after), clock.today())
            rewrite(session, kept, before, after)
            tie_interests(session, kept, tuple(interests))
            _move(session, kept, gone, old_code, new_code)
            session.execute(
                insert(MergedService),
                {
                    "uid": entries[gone].uid,
                    "code": old_code,
                    "into_id": kept,
                    "merged_on": clock.today(),
                },
            )
        record(session, clock, by=by, verb="service.merged", code=old_code, into=new_code)
        mark_public_change(session)
        (view,) = read_service_views(session, [kept], clock.today())
        return view

    return store.transact(work)


def not_the_same(
    store: Store, clock: Clock, *, first: str, second: str, by: str | None = None
) -> None:
    """Remember that these two aren't one, so that they aren't offered again."""

    def work(session: Session) -> None:
        one, two = sorted(_two(session, first, second))
        heads = _heads(session, [one, two])
        pair = {"first_id": one, "second_id": two}
        known = session.execute(
            select(NotTheSame).where(
                col(NotTheSame.first_id) == one, col(NotTheSame.second_id) == two
            )
        ).first()
        if known is not None:
            return
        with undoable(
            session,
            clock,
            by=by,
            verb="service.told-apart",
            scopes=[
                Scope(
                    NotTheSame,
                    (col(NotTheSame.first_id) == one) & (col(NotTheSame.second_id) == two),
                )
            ],
            code=heads[one].code,
            label=f"Said that {heads[one].name} and {heads[two].name} are not the same",
        ):
            session.execute(insert(NotTheSame), pair)
        record(
            session,
            clock,
            by=by,
            verb="service.told-apart",
            code=heads[one].code,
            other=heads[two].code,
        )

    store.transact(work)


def _two(session: Session, first: str, second: str) -> tuple[int, int]:
    """The ids of two entries, both held until the end, whoever asks in whichever order."""
    one, two = service_ids(session, [first, second], to_change=True)
    if one == two:
        raise BadInput(
            "Those are one entry already.", hint="Give the codes of two: hub directory duplicates"
        )
    return one, two


def _heads(session: Session, ids: list[int]) -> dict[int, Any]:
    service = table_of(Service)
    return {row.id: row for row in session.execute(select(service).where(service.c.id.in_(ids)))}


def _together(kept: ServiceEntry, gone: ServiceEntry) -> ServiceEntry:
    needs = tuple(dict.fromkeys((*kept.needs, *gone.needs)))
    both = replace(
        kept,
        needs=needs,
        is_local=kept.is_local or gone.is_local,
        is_urgent=kept.is_urgent or gone.is_urgent,  # what is urgent never disappears
    )
    says_times = bool(kept.opening or kept.schedules)
    says_cost = bool(kept.fees or value_of(kept, "cost"))
    says_ages = kept.minimum_age is not None or kept.maximum_age is not None
    for field in FIELDS:
        if (
            field in _NOT_FILLED
            or value_of(kept, field) not in ("", (), None)
            or (field in ("opening", "schedules") and says_times)
            or (field in ("fees", "cost") and says_cost)
            or (field in ("minimum_age", "maximum_age") and says_ages)
        ):
            continue
        both = with_value(both, field, value_of(gone, field))
    # The other's contacts don't come along, so its numbers lie under none.
    return replace(both, phones=tuple(
        one if one in kept.phones else replace(one, contact="") for one in both.phones
    ))  # fmt: skip


def _move(session: Session, kept: int, gone: int, old_code: str, new_code: str) -> None:
    session.execute(
        update(Referral).where(col(Referral.service_id) == gone).values(service_id=kept)
    )
    session.execute(update(WrongNote).where(col(WrongNote.code) == old_code).values(code=new_code))
    session.execute(
        update(MergedService).where(col(MergedService.into_id) == gone).values(into_id=kept)
    )
    for column in (NotTheSame.first_id, NotTheSame.second_id):
        session.execute(delete(NotTheSame).where(col(column) == gone))
    for table in HANGING:
        session.execute(delete(table).where(table_of(table).c.service_id == gone))
    session.execute(delete(Service).where(col(Service.id) == gone))
