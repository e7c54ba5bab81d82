"""Referrals: details of a person that are sent on with a yes that was asked for aloud (live), or
the note that they went there themselves (logged). No text is kept, only a reason from a list.

Leaves the wording to `referral_words`, and asking what became of one to `chasing`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, LikelyDuplicate
from hub.people.erasing import hold_changes_off
from hub.people.trail import record, volunteer_id
from hub.people.undo import undoable
from hub.signposting.chasing import CHASED_AFTER, working_days_after
from hub.signposting.referral_rows import (
    OPEN,
    add_step,
    delete_referrals,
    hold,
    referral_scopes,
    row_id,
    service_in,
    unknown,
    views_in,
)
from hub.signposting.referral_words import (
    OTHER,
    check_step,
    consent_words,
    contact_key,
    initials,
    read_contact,
    read_who,
    status_words,
)
from hub.store.codes import new_uid, tidy_code
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.site import show_site, site_id
from hub.store.tables import Need, Phone, Referral
from hub.views.referrals import (
    CLOSED,
    BeforeReferring,
    ReferralMode,
    ReferralStatus,
    ReferralView,
)
from hub.views.words import fold

_TURNED_AWAY = ("inactive", "defunct")


def before_referring(
    store: Store, *, service: str, mode: ReferralMode = ReferralMode.LIVE
) -> BeforeReferring:
    """How people get in there, and what to read aloud, before anything is written down.

    `service` is its code. Raises NotFound.
    """
    with store.read() as session:
        row = service_in(session, service)
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
            hint=f"Read the words aloud, and ask: hub refer words {tidy_code(service)[:8]}",
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
        found = service_in(session, service, to_write=True)
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
            add_step(session, number, status, today)
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
        row = hold(session, number)
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
            add_step(session, number, status, today)
        record(session, clock, by=by, verb="referral.changed", status=status.value)

    store.transact(work)
    return show_referral(store, clock, number=number)


def chase(store: Store, clock: Clock, *, number: int, by: str | None = None) -> ReferralView:
    """Somebody has asked what became of it and got no answer yet: ask again in six working days.

    Raises NotFound, and BadInput where there is nothing to ask.
    """

    def work(session: Session) -> None:
        row = hold(session, number)
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
            add_step(session, number, status, today)
        record(session, clock, by=by, verb="referral.chased")

    store.transact(work)
    return show_referral(store, clock, number=number)


def withdraw(store: Store, clock: Clock, *, number: int, by: str | None = None) -> None:
    """They have taken back their yes: delete the referral, its steps and what undo keeps of it, at
    once and for good. There is no undo. Raises NotFound.

    Call `hub.upkeep.erased.keep_erased` next, so that the backups' folder knows it too.
    """

    def work(session: Session) -> None:
        hold(session, number)
        hold_changes_off(session)
        delete_referrals(session, [number])
        record(session, clock, by=by, verb="referral.withdrawn")

    store.transact(work)


def list_referrals(
    store: Store, clock: Clock, *, open_only: bool = True, due_only: bool = False
) -> tuple[ReferralView, ...]:
    """Referrals, those to ask about first. Three statements."""
    where: list[ColumnElement[bool]] = []
    if open_only or due_only:
        where.append(col(Referral.status).in_(OPEN))
    if due_only:
        where.append(col(Referral.chase_on) <= clock.today())
    with store.read() as session:
        return views_in(session, clock, where)


def show_referral(store: Store, clock: Clock, *, number: int) -> ReferralView:
    """One referral. Raises NotFound."""
    with store.read() as session:
        found = views_in(session, clock, [col(Referral.id) == row_id(number)])
    if not found:
        raise unknown(number)
    return found[0]


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
        .where(col(Referral.service_id) == service.id, col(Referral.status).in_(OPEN))
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
