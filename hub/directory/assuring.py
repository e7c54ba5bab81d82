"""What the hub says about an entry as a whole: somebody has checked it, it is hidden, or somebody
shall look at it again on a day. Saving a change never checks anything (`editing`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.edits import begin_edits
from hub.directory.keeping import FEED
from hub.directory.looking_up import service_id
from hub.directory.search import read_service_views
from hub.directory.stored import stored_entry
from hub.directory.undoing import service_scopes
from hub.errors import BadInput
from hub.people.trail import read_trail, record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Service, Site
from hub.views.directory import ServiceView
from hub.views.words import date_words

_EARLIEST = date(2000, 1, 1)


def assure_service(
    store: Store, clock: Clock, *, code: str, on: date | None = None, by: str | None = None
) -> ServiceView:
    """Somebody has confirmed that the entry is right, today or `on` a day. Who did stays in the
    trail, which only volunteers see.
    """
    today = clock.today()
    day = today if on is None else on
    if not _EARLIEST <= day <= today:
        raise BadInput(
            f"Nobody can have checked it on {date_words(day)}.",
            hint="Give the day on which somebody asked them: today, or a day before.",
        )

    def change(session: Session, row: Any) -> dict[str, Any]:
        if row.source.startswith(FEED) and row.assured_on != day:
            begin_edits(session, row.id, stored_entry(session, row.id), ["assured_on"], today)
        due = None if row.review_on is None or row.review_on <= today else row.review_on
        return {"assured_on": day, "assurer_email": "", "review_on": due}

    return _change(
        store,
        clock,
        code=code,
        by=by,
        verb="service.assured",
        said="Checked {name}",
        change=change,
        fields={"on": day.isoformat()},
    )


def hide_service(store: Store, clock: Clock, *, code: str, by: str | None = None) -> ServiceView:
    """Show the entry to volunteers only. An urgent helpline can't be hidden: BadInput."""

    def change(session: Session, row: Any) -> dict[str, Any]:
        if row.is_urgent:
            raise BadInput(
                f"{row.name} is an urgent helpline, and those are always shown.",
                hint="If it isn't one, change that first:"
                f" hub directory change {row.code} --not-urgent",
            )
        return {"is_hidden": True}

    return _change(
        store, clock, code=code, by=by, verb="service.hidden", said="Hid {name}", change=change
    )


def show_again(store: Store, clock: Clock, *, code: str, by: str | None = None) -> ServiceView:
    """Show a hidden entry to everybody again."""
    return _change(
        store,
        clock,
        code=code,
        by=by,
        verb="service.shown",
        said="Showed {name} again",
        change=lambda _session, _row: {"is_hidden": False},
    )


def review_on(
    store: Store, clock: Clock, *, code: str, on: date | None, by: str | None = None
) -> ServiceView:
    """Have somebody look at the entry again on a day to come; None takes the day away."""
    if on is not None and on <= clock.today():
        raise BadInput(f"{date_words(on)} is not a day to come.", hint="Give a day after today.")
    return _change(
        store,
        clock,
        code=code,
        by=by,
        verb="service.changed",
        said=f"Set a day to look again at {{name}}: {date_words(on)}"
        if on
        else "Took away the day to look again at {name}",
        change=lambda _session, _row: {"review_on": on},
        fields={"what": "review_on"},
    )


def set_hides_unchecked(store: Store, clock: Clock, *, hides: bool, by: str | None = None) -> None:
    """Whether help that nobody has checked for 100 days is hidden, or ranked last. Urgent
    helplines are shown all the same.
    """

    def work(session: Session) -> None:
        number = site_id(session)
        label = "Hid help that is not checked" if hides else "Showed help that is not checked"
        with undoable(
            session,
            clock,
            by=by,
            verb="site.changed",
            scopes=[Scope(Site, col(Site.id) == number)],
            label=label,
        ):
            session.execute(
                update(Site).where(col(Site.id) == number).values(hides_unchecked=hides)
            )
        record(session, clock, by=by, verb="site.changed", what="hides_unchecked")
        mark_public_change(session)

    store.transact(work)


def hides_unchecked(session: Session) -> bool:
    """Whether the hub hides what nobody has checked for 100 days."""
    return bool(session.scalar(select(col(Site.hides_unchecked)).order_by(col(Site.id)).limit(1)))


def who_assured(store: Store, clock: Clock, *, code: str) -> str:
    """Which volunteer confirmed what stands now; empty if the hub doesn't know. For the desk."""
    with store.read() as session:
        number = service_id(session, code)
        row = session.execute(
            select(col(Service.code), col(Service.assured_on)).where(col(Service.id) == number)
        ).one()
    if row.assured_on is None:
        return ""
    for line in read_trail(store, clock, code=row.code, limit=100):
        if line.verb == "service.assured" and dict(line.fields)["on"] == str(row.assured_on):
            return line.by
    return ""


def _change(
    store: Store,
    clock: Clock,
    *,
    code: str,
    by: str | None,
    verb: str,
    said: str,
    change: Callable[[Session, Any], dict[str, Any]],
    fields: dict[str, str] | None = None,
) -> ServiceView:
    def work(session: Session) -> ServiceView:
        number = service_id(session, code, to_change=True)
        service = table_of(Service)
        row = session.execute(select(service).where(service.c.id == number)).one()
        with undoable(
            session,
            clock,
            by=by,
            verb=verb,
            scopes=service_scopes(session, [number]),
            code=row.code,
            label=said.format(name=row.name),
        ):
            values = change(session, row)
            session.execute(update(Service).where(col(Service.id) == number).values(**values))
        record(session, clock, by=by, verb=verb, code=row.code, **(fields or {}))
        mark_public_change(session)
        (view,) = read_service_views(session, [number], clock.today())
        return view

    return store.transact(work)
