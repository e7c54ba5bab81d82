"""The rows of referrals: held, read as views, deleted for good. Leaves the rules to `referrals`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import NotFound
from hub.people.erasing import Gone, forget_images, note_erased
from hub.people.undo import Scope
from hub.signposting.referral_words import OTHER_WORDS
from hub.store.codes import tidy_code
from hub.store.core import run, table_of
from hub.store.tables import MergedService, Need, Referral, ReferralStep, Service, Volunteer
from hub.views.referrals import CLOSED, ReferralMode, ReferralStatus, ReferralView
from hub.views.words import clean_line

KEPT = timedelta(days=183)
"""How long a referral is kept after it is closed: half a year."""
OPEN = tuple(one.value for one in ReferralStatus if one not in CLOSED)


def delete_referrals(session: Session, numbers: Sequence[int]) -> None:
    """Delete referrals for good, in the caller's transaction: also from undo, and from every older
    backup once it is restored. Five statements.
    """
    if not numbers:
        return
    steps = session.scalars(
        select(col(ReferralStep.id)).where(col(ReferralStep.referral_id).in_(numbers))
    ).all()
    uids = session.scalars(select(col(Referral.uid)).where(col(Referral.id).in_(numbers))).all()
    session.execute(delete(ReferralStep).where(col(ReferralStep.referral_id).in_(numbers)))
    session.execute(delete(Referral).where(col(Referral.id).in_(numbers)))
    kept = [number for number in steps if number is not None]
    forget_images(session, {Referral: set(numbers), ReferralStep: set(kept)})
    note_erased(session, [Gone("referral", row_uid=uid) for uid in uids])


def referral_scopes(numbers: Sequence[int]) -> list[Scope]:
    """Everything that belongs to these referrals."""
    return [
        Scope(Referral, col(Referral.id).in_(numbers)),
        Scope(ReferralStep, col(ReferralStep.referral_id).in_(numbers)),
    ]


def views_in(
    session: Session, clock: Clock, where: Sequence[ColumnElement[bool]]
) -> tuple[ReferralView, ...]:
    """The referrals that are meant, those to ask about first. Two statements."""
    rows = session.execute(
        select(
            table_of(Referral),
            col(Service.name).label("service"),
            col(Service.code).label("service_code"),
            col(Need.name).label("need"),
            col(Volunteer.name).label("asker"),
        )
        .join(Service, col(Service.id) == col(Referral.service_id))
        .outerjoin(Need, col(Need.slug) == col(Referral.reason))
        .outerjoin(Volunteer, col(Volunteer.id) == col(Referral.asked_by))
        .where(*where)
        .order_by(
            col(Referral.closed_on).is_not(None),
            col(Referral.chase_on).is_(None),
            col(Referral.chase_on),
            col(Referral.id),
        )
    ).all()
    steps: defaultdict[int, list[tuple[ReferralStatus, date]]] = defaultdict(list)
    for number, status, on in session.execute(
        select(col(ReferralStep.referral_id), col(ReferralStep.status), col(ReferralStep.on_day))
        .join(Referral, col(Referral.id) == col(ReferralStep.referral_id))
        .where(*where)
        .order_by(col(ReferralStep.id))
    ):
        steps[number].append((ReferralStatus(status), on))
    today = clock.today()
    return tuple(_view(clock, row, tuple(steps[row.id]), today) for row in rows)


def _view(
    clock: Clock, row: Any, steps: tuple[tuple[ReferralStatus, date], ...], today: date
) -> ReferralView:
    return ReferralView(
        number=row.id,
        mode=ReferralMode(row.mode),
        who=row.who,
        contact=row.contact,
        service=row.service,
        service_code=row.service_code,
        reason=row.reason,
        reason_words=row.need or OTHER_WORDS,
        status=ReferralStatus(row.status),
        steps=steps,
        consent=row.consent,
        consented_at=clock.local(row.consented_at) if row.consented_at else None,
        asked_by=row.asker or "",
        made_on=row.made_on,
        chase_on=row.chase_on,
        is_due=row.chase_on is not None and row.chase_on <= today,
        deleted_on=row.closed_on + KEPT if row.closed_on else None,
    )


def service_in(session: Session, code: str, *, to_write: bool = False) -> Any:
    """The row of a service, also by the code of one that was merged into it. `to_write` holds it,
    so that two desks that write the same referral down at once stand in line.
    """
    tidy = tidy_code(code)
    columns = (
        col(Service.id),
        col(Service.code),
        col(Service.name),
        col(Service.status),
        col(Service.getting_in),
        col(Service.email),
    )
    merged = select(col(MergedService.into_id)).where(col(MergedService.code) == tidy)
    query = select(*columns).where((col(Service.code) == tidy) | col(Service.id).in_(merged))
    if to_write:
        query = query.with_for_update(key_share=True)
    row = session.execute(query).first()
    if row is None:
        raise NotFound(
            f"No help in the directory has the code {clean_line(code)[:20]}.",
            hint='Look for it: hub find "money advice"',
        )
    return row


def hold(session: Session, number: int) -> Any:
    """The referral and the name of its service; nobody else changes it until we are done."""
    row = session.execute(
        select(col(Referral.status), col(Referral.mode), col(Service.name))
        .join(Service, col(Service.id) == col(Referral.service_id))
        .where(col(Referral.id) == row_id(number))
        .with_for_update(of=table_of(Referral))
    ).first()
    if row is None:
        raise unknown(number)
    return row


def add_step(session: Session, number: int, status: ReferralStatus, on: date) -> None:
    """Keep the day on which it came to a status, or was asked about again."""
    run(
        session,
        insert(table_of(ReferralStep)),
        {"referral_id": number, "status": status.value, "on_day": on},
    )


def row_id(number: int) -> int:
    """A typed number as an id; 0, which nothing has, for one that no row can have."""
    return number if 0 < number < 2**31 else 0


def unknown(number: int) -> NotFound:
    """The refusal where there is no such referral, or no longer."""
    return NotFound(
        f"There is no referral number {number}.",
        hint="It may have been withdrawn or deleted. See: hub refer list",
    )
