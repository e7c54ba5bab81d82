"""The audit trail: who did what and when, in the transaction of the change itself.

Kept for good, so it may hold nothing personal: each verb lists the fields it may carry, and
titles, contacts, notes and reasons are never among them.
"""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.codes import tidy_code
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Volunteer
from hub.views.people import AuditLine
from hub.views.words import clean_line, fold

Field = str | int | bool | None

_WRITE = insert(table_of(AuditEntry))

_BOOKING = frozenset({"room", "starts", "ends", "status", "public"})
_GROUP = frozenset(
    {"room", "rule", "from", "at", "minutes", "bank_holidays", "sessions", "until", "public"}
)
_COUNTS = frozenset({"read", "created", "updated", "unchanged", "refused"})

ALLOWED: dict[str, frozenset[str]] = {
    "hub.made": frozenset({"from"}),
    "hub.restored": frozenset({"made"}),
    "hub.upgraded": frozenset({"from", "to"}),
    "site.changed": frozenset({"what"}),
    "room.added": frozenset({"capacity", "spaces"}),
    "room.changed": frozenset({"what"}),
    "layout.added": frozenset({"room", "capacity"}),
    "layout.changed": frozenset({"room", "what"}),
    "layout.removed": frozenset({"room"}),
    "equipment.added": frozenset({"room"}),
    "equipment.changed": frozenset({"what"}),
    "equipment.removed": frozenset(),
    "hours.changed": frozenset({"room", "what"}),
    "term.added": frozenset({"from", "until"}),
    "term.changed": frozenset({"from", "until"}),
    "term.removed": frozenset({"from", "until"}),
    "closure.added": frozenset({"room", "starts", "ends", "cancelled", "moved", "kept"}),
    "closure.lifted": frozenset({"room", "starts", "ends", "restored"}),
    "closure.kept": frozenset({"booking"}),
    "activity.added": frozenset({"needs", "public"}),
    "activity.changed": frozenset({"what"}),
    "booking.made": _BOOKING,
    "booking.moved": _BOOKING | {"was_room", "was_starts", "was_ends"},
    "booking.cancelled": _BOOKING,
    "booking.lapsed": _BOOKING,
    "booking.confirmed": _BOOKING,
    "booking.changed": frozenset({"what"}),
    "booking.no-show": _BOOKING,
    "session.counted": frozenset({"total", "first_timers"}),
    "session.noted": frozenset(),
    "place.taken": frozenset({"waiting"}),
    "place.given-up": frozenset({"waiting"}),
    "wait.added": frozenset({"room", "starts", "ends"}),
    "wait.removed": frozenset({"room", "starts", "ends"}),
    "told": frozenset({"why"}),
    "change.undone": frozenset({"what"}),
    "group.added": _GROUP,
    "group.extended": _GROUP,
    "group.changed": _GROUP | {"scope", "what", "moved", "kept", "removed"},
    "group.ended": frozenset({"until", "removed", "kept"}),
    "group.paused": frozenset({"from", "until", "removed", "kept"}),
    "group.resumed": frozenset({"from", "sessions"}),
    "service.added": frozenset({"source"}),
    "need.added": frozenset({"urgent", "words"}),
    "need.changed": frozenset({"what"}),
    "need.hidden": frozenset(),
    "need.shown": frozenset(),
    "interest.added": frozenset({"kind", "words"}),
    "interest.changed": frozenset({"what"}),
    "interest.hidden": frozenset(),
    "interest.shown": frozenset(),
    "service.changed": frozenset({"source", "what"}),
    "service.assured": frozenset({"on"}),
    "service.hidden": frozenset(),
    "service.shown": frozenset(),
    "service.merged": frozenset({"into"}),
    "service.told-apart": frozenset({"other"}),
    "service.unlisted": frozenset(),
    "service.relisted": frozenset(),
    "directory.imported": _COUNTS | {"vanished", "returned"},
    # Never written for themselves: only an undo names them (see hub.signposting).
    "visit.recorded": frozenset(),
    "door.counted": frozenset(),
    "idea.added": frozenset(),
    "idea.kept": frozenset(),
    "idea.thrown-away": frozenset(),
    "wrong.noted": frozenset({"part"}),
    "wrong.settled": frozenset({"part"}),
    "calendar.imported": _COUNTS,
    "volunteer.added": frozenset({"role"}),
    "shift.started": frozenset(),
    "shift.ended": frozenset(),
    "backup.made": frozenset({"rows"}),
    # Not to whom, nor why, nor which one: beside a date and a face at the desk that would say it.
    "referral.opened": frozenset({"mode", "status"}),
    "referral.changed": frozenset({"status"}),
    "referral.chased": frozenset(),
    "referral.withdrawn": frozenset(),
    "person.exported": frozenset(),
    "person.erased": frozenset({"rows"}),
}
"""Each verb of the trail with the fields it may carry."""


def volunteer_id(session: Session, by: str | None) -> int | None:
    """The id of the volunteer called `by`; None stands for the command line or a job."""
    if by is None:
        return None
    found = session.scalar(
        select(col(Volunteer.id)).where(
            col(Volunteer.name_key) == fold(by), col(Volunteer.is_active)
        )
    )
    if found is None:
        name = clean_line(by)
        raise BadInput(
            f"Nobody called {name!r} is on the list of volunteers.",
            hint=f'Check the spelling, or add them: hub volunteer add "{name}"',
        )
    return found


def record(
    session: Session, clock: Clock, *, by: str | None, verb: str, code: str = "", **fields: Field
) -> None:
    """Write one line of the trail into the caller's transaction.

    A verb that isn't listed, or a field that it doesn't list, is a mistake of ours: ValueError.
    """
    if verb not in ALLOWED:
        raise ValueError(f"the trail has no verb {verb}")
    strangers = fields.keys() - ALLOWED[verb]
    if strangers:
        raise ValueError(f"{verb} may not carry {sorted(strangers)}")
    run(
        session,
        _WRITE,
        {
            "at": clock.utc_now(),
            "volunteer_id": volunteer_id(session, by),
            "verb": verb,
            "code": code,
            "fields": json.dumps(fields, ensure_ascii=False, sort_keys=True),
        },
    )


def read_trail(
    store: Store,
    clock: Clock,
    *,
    code: str | None = None,
    by: str | None = None,
    since: date | None = None,
    limit: int = 20,
) -> tuple[AuditLine, ...]:
    """The newest lines of the trail, newest first: only those of one thing (`code`), of one
    volunteer (`by`, BadInput where nobody is called that), or from one local day on (`since`).
    """
    query = (
        select(
            col(AuditEntry.at),
            col(Volunteer.name),
            col(AuditEntry.verb),
            col(AuditEntry.code),
            col(AuditEntry.fields),
        )
        .outerjoin(Volunteer, col(Volunteer.id) == col(AuditEntry.volunteer_id))
        .order_by(col(AuditEntry.id).desc())
        .limit(max(1, limit))
    )
    if code is not None:
        query = query.where(col(AuditEntry.code) == tidy_code(code))
    if since is not None:
        query = query.where(col(AuditEntry.at) >= clock.day_bounds(since)[0])
    with store.read() as session:
        if by is not None:
            query = query.where(col(AuditEntry.volunteer_id) == volunteer_id(session, by))
        rows = session.execute(query).all()
    return tuple(
        AuditLine(
            at=clock.local(at),
            by=name or "",
            verb=verb,
            code=about,
            fields=tuple((key, str(value)) for key, value in json.loads(fields).items()),
        )
        for at, name, verb, about, fields in rows
    )
