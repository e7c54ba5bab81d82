"""Referrals: details of a person that are sent on with a yes that was asked for aloud (live), or
the note that they went there themselves (logged). No text is kept, only a reason from a list.

Leaves the wording to `referral_words`, and asking what became of one to `chasing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, LikelyDuplicate, NotFound
from hub.people.erasing import Gone, forget_images, hold_undo, note_erased
from hub.people.trail import record, volunteer_id
from hub.people.undo import Scope, undoable
from hub.signposting.chasing import CHASED_AFTER, working_days_after
from hub.signposting.referral_words import (
    OTHER,
    OTHER_WORDS,
    check_step,
    consent_words,
    contact_key,
    initials,
    read_contact,
    read_who,
    status_words,
)
from hub.store.codes import new_uid, tidy_code
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.site import show_site, site_id
from hub.store.tables import (
    MergedService,
    Need,
    Phone,
    Referral,
    ReferralStep,
    Service,
    Volunteer,
)
from hub.views.referrals import (
    CLOSED,
    BeforeReferring,
    ReferralMode,
    ReferralStatus,
    ReferralView,
)
from hub.views.words import clean_line, fold

KEPT = timedelta(days=183)
"""How long a referral is kept after it is closed: half a year."""
_OPEN = tuple(one.value for one in ReferralStatus if one not in CLOSED)
_TURNED_AWAY = ("inactive", "defunct")


def before_referring(
    store: Store, *, service: str, mode: ReferralMode = ReferralMode.LIVE
) -> BeforeReferring:
    """How people get in there, and what to read aloud, before anything is written down.

    `service` is its code. Raises NotFound.
    """
    with store.read() as session:
        row = _service(session, service)
        phones = session.scalars(
            select(col(Phone.number))
            .where(col(Phone.service_id) == row.id)
            .order_by(col(Phone.position), col(Phone.id))
        ).all()
        site = show_site(session)
    ring = f"Ring {phones[0]}" if phones else "Ask them"
    return BeforeReferring(
        service=row.name,
        service_code=row.code,
        getting_in=row.getting_in or f"Nobody has written down how people get in. {ring} first.",
        phones=tuple(phones),
        email=row.email,
        consent=consent_words(row.name, site, mode=mode),
    )


def open_referral(
    store: Store,
    clock: Clock,
    *,
    mode: ReferralMode,
    service: str,
    who: str,
    contact: str = "",
    reason: str,
    consent: bool = False,
    anyway: bool = False,
    by: str | None = None,
) -> ReferralView:
    """Write a referral to `service` (its code) down: a live one as a draft, until it is sent.

    `consent` says that the words of `before_referring` were read aloud and answered with yes. A
    live referral isn't made without it, nor without one contact and the name of whoever asked
    (`by`). A logged one without it keeps initials only. `reason` is the slug of a need, or
    "other". Raises BadInput, NotFound, and LikelyDuplicate where an open one looks the same,
    unless `anyway`.
    """
    is_live = mode is ReferralMode.LIVE
    if is_live and not consent:
        raise BadInput(
            "Nothing can be sent on without a yes.",
            hint="Read the words aloud, and ask. Nothing was written down.",
        )
    if consent and by is None:
        raise BadInput("Who asked them?", hint="Say which volunteer: --by NAME")
    name = read_who(who)
    if not consent:
        name = initials(name)
        if contact.strip():
            raise BadInput(
                "Without a yes, only initials are kept and no way to reach them.",
                hint="Leave the contact out. Or read the words aloud and ask first.",
            )
    reach = read_contact(contact) if is_live or contact.strip() else ""
    status = ReferralStatus.DRAFT if is_live else ReferralStatus.SENT

    def work(session: Session) -> int:
        found = _service(session, service, to_write=True)
        if found.status in _TURNED_AWAY:
            raise BadInput(f"{found.name} has closed.", hint="Look for somebody else who can help.")
        slug = _reason(session, reason)
        if not anyway:
            _refuse_duplicate(session, service=found, who=name, contact=reach)
        today = clock.today()
        with undoable(
            session,
            clock,
            by=by,
            verb="referral.opened",
            label=f"Wrote down a referral to {found.name}",
            scopes=(),
        ) as touched:
            number: int = session.execute(
                insert(table_of(Referral)).returning(table_of(Referral).c.id),
                {
                    "uid": new_uid(session),
                    "site_id": site_id(session),
                    "service_id": found.id,
                    "mode": mode.value,
                    "who": name,
                    "contact": reach,
                    "reason": slug,
                    "consent": consent_words(found.name, show_site(session), mode=mode)
                    if consent
                    else "",
                    "consented_at": clock.utc_now() if consent else None,
                    "asked_by": volunteer_id(session, by) if consent else None,
                    "status": status.value,
                    "made_on": today,
                    "chase_on": working_days_after(
                        session, today, 1 if status is ReferralStatus.DRAFT else CHASED_AFTER
                    ),
                },
            ).scalar_one()
            _add_step(session, number, status, today)
            touched.scopes += referral_scopes([number])
        record(
            session,
            clock,
            by=by,
            verb="referral.opened",
            mode=mode.value,
            status=status.value,
        )
        return number

    number = store.transact(work)
    return show_referral(store, clock, number=number)


def set_status(
    store: Store,
    clock: Clock,
    *,
    number: int,
    status: ReferralStatus,
    seen: ReferralStatus | None = None,
    by: str | None = None,
) -> ReferralView:
    """Say how far it has come. A closed one is chased no more.

    `seen` is the status that was on the screen: if somebody else has changed it since, nothing
    is done. Raises NotFound, and BadInput for a status that can't follow.
    """

    def work(session: Session) -> None:
        row = _hold(session, number)
        was, mode = ReferralStatus(row.status), ReferralMode(row.mode)
        if seen is not None and seen is not was:
            raise BadInput(
                "Somebody has changed this referral in the meantime: it is"
                f" {status_words(was, mode)!r} now.",
                hint="Nothing was changed. Look again.",
            )
        check_step(was, status, mode, number)
        today = clock.today()
        is_over = status in CLOSED
        with undoable(
            session,
            clock,
            by=by,
            verb="referral.changed",
            label=f"Referral to {row.name}: {status_words(status, mode)}",
            scopes=referral_scopes([number]),
        ):
            session.execute(
                update(Referral)
                .where(col(Referral.id) == number)
                .values(
                    status=status.value,
                    chase_on=None if is_over else working_days_after(session, today, CHASED_AFTER),
                    closed_on=today if is_over else None,
                )
            )
            _add_step(session, number, status, today)
        record(session, clock, by=by, verb="referral.changed", status=status.value)

    store.transact(work)
    return show_referral(store, clock, number=number)


def chase(store: Store, clock: Clock, *, number: int, by: str | None = None) -> ReferralView:
    """Somebody has asked what became of it and got no answer yet: ask again in six working days.

    Raises NotFound, and BadInput where there is nothing to ask.
    """

    def work(session: Session) -> None:
        row = _hold(session, number)
        status, mode = ReferralStatus(row.status), ReferralMode(row.mode)
        if status in CLOSED:
            raise BadInput(
                f"This referral is closed: {status_words(status, mode)}.",
                hint="There is nothing to ask any more.",
            )
        if status is ReferralStatus.DRAFT:
            raise BadInput(
                "This referral has not been sent yet.",
                hint=f"Send it first, then: hub refer status {number} sent",
            )
        today = clock.today()
        with undoable(
            session,
            clock,
            by=by,
            verb="referral.chased",
            label=f"Asked {row.name} what became of a referral",
            scopes=referral_scopes([number]),
        ):
            session.execute(
                update(Referral)
                .where(col(Referral.id) == number)
                .values(chase_on=working_days_after(session, today, CHASED_AFTER))
            )
            _add_step(session, number, status, today)
        record(session, clock, by=by, verb="referral.chased")

    store.transact(work)
    return show_referral(store, clock, number=number)


def withdraw(store: Store, clock: Clock, *, number: int, by: str | None = None) -> None:
    """They have taken back their yes: delete the referral, its steps and what undo keeps of it, at
    once and for good. There is no undo. Raises NotFound.

    Call `hub.upkeep.erased.keep_erased` next, so that the backups' folder knows it too.
    """

    def work(session: Session) -> None:
        hold_undo(session)
        _hold(session, number)
        delete_referrals(session, [number])
        record(session, clock, by=by, verb="referral.withdrawn")

    store.transact(work)


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


def list_referrals(
    store: Store, clock: Clock, *, open_only: bool = True, due_only: bool = False
) -> tuple[ReferralView, ...]:
    """Referrals, those to ask about first. Three statements."""
    where: list[ColumnElement[bool]] = []
    if open_only or due_only:
        where.append(col(Referral.status).in_(_OPEN))
    if due_only:
        where.append(col(Referral.chase_on) <= clock.today())
    with store.read() as session:
        return _views(session, clock, where)


def show_referral(store: Store, clock: Clock, *, number: int) -> ReferralView:
    """One referral. Raises NotFound."""
    with store.read() as session:
        found = _views(session, clock, [col(Referral.id) == _row_id(number)])
    if not found:
        raise _unknown(number)
    return found[0]


def referral_scopes(numbers: Sequence[int]) -> list[Scope]:
    """Everything that belongs to these referrals."""
    return [
        Scope(Referral, col(Referral.id).in_(numbers)),
        Scope(ReferralStep, col(ReferralStep.referral_id).in_(numbers)),
    ]


def _views(
    session: Session, clock: Clock, where: Sequence[ColumnElement[bool]]
) -> tuple[ReferralView, ...]:
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


def _service(session: Session, code: str, *, to_write: bool = False) -> Any:
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


def _reason(session: Session, typed: str) -> str:
    slug = fold(typed)
    if slug == OTHER or session.scalar(select(col(Need.id)).where(col(Need.slug) == slug)):
        return slug
    raise BadInput(
        "The reason must be a need from the list, or: other. Nobody's story is written down.",
        hint="See the names of the needs: hub need list",
    )


def _refuse_duplicate(session: Session, *, service: Any, who: str, contact: str) -> None:
    rows = session.execute(
        select(col(Referral.id), col(Referral.who), col(Referral.contact))
        .where(col(Referral.service_id) == service.id, col(Referral.status).in_(_OPEN))
        .order_by(col(Referral.id))
    ).all()
    for number, other, reach in rows:
        is_same_name = fold(other) == fold(who)
        if is_same_name or (contact and reach and contact_key(reach) == contact_key(contact)):
            what = "name" if is_same_name else "phone number or email"
            raise LikelyDuplicate(
                f"There is an open referral to {service.name} with the same {what}:"
                f" number {number}.",
                hint="Look at that one first. If it is somebody else, add: --anyway",
            )


def _hold(session: Session, number: int) -> Any:
    """The referral and the name of its service; nobody else changes it until we are done."""
    row = session.execute(
        select(col(Referral.status), col(Referral.mode), col(Service.name))
        .join(Service, col(Service.id) == col(Referral.service_id))
        .where(col(Referral.id) == _row_id(number))
        .with_for_update(of=table_of(Referral))
    ).first()
    if row is None:
        raise _unknown(number)
    return row


def _add_step(session: Session, number: int, status: ReferralStatus, on: date) -> None:
    run(
        session,
        insert(table_of(ReferralStep)),
        {"referral_id": number, "status": status.value, "on_day": on},
    )


def _row_id(number: int) -> int:
    return number if 0 < number < 2**31 else 0


def _unknown(number: int) -> NotFound:
    return NotFound(
        f"There is no referral number {number}.",
        hint="It may have been withdrawn or deleted. See: hub refer list",
    )
