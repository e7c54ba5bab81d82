"""The hub's own values of a feed's entry against what the feed says, and taking the feed's back."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.checking import LABELS
from hub.directory.edits import as_the_feed_has_it, edits_of
from hub.directory.entry import OrganisationEntry
from hub.directory.forms import form_of
from hub.directory.looking_up import service_id
from hub.directory.rewriting import rewrite
from hub.directory.search import read_service_views
from hub.directory.stored import stored_entry
from hub.directory.undoing import organisation_scope, service_scopes
from hub.errors import NotFound
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Organisation, Service, ServiceEdit
from hub.views.directory import ServiceView
from hub.views.editing import EditView, PhoneForm, PlaceForm, ServiceForm
from hub.views.words import clean_line

TOGETHER = {
    "name": ("name",),
    "organisation": ("organisation",),
    "description": ("description",),
    "url": ("url",),
    "email": ("email",),
    "status": ("status",),
    "phones": ("phones",),
    "places": ("locations",),
    "contacts": ("contacts",),
    "times": ("schedules", "opening"),
    "who_for": ("eligibility",),
    "ages": ("minimum_age", "maximum_age"),
    "cost": ("fees", "cost"),
    "languages": ("language",),
    "areas": ("area",),
    "getting_in": ("getting_in",),
    "alert": ("alert",),
    "needs": ("needs",),
}
"""A field of the form -> the fields of the entry that belong to it, and go back together."""


def show_edits(store: Store, *, code: str) -> tuple[EditView, ...]:
    """What the hub has changed for itself, and what the feed says of it by now."""
    with store.read() as session:
        number = service_id(session, code)
        edits = edits_of(session, [number]).get(number, {})
        if not edits:
            return ()
        stored = stored_entry(session, number)
        days = dict(
            session.execute(
                select(col(ServiceEdit.field), col(ServiceEdit.edited_on)).where(
                    col(ServiceEdit.service_id) == number
                )
            ).all()
        )
    ours, theirs = form_of(stored), form_of(as_the_feed_has_it(stored, edits))
    return tuple(
        EditView(
            field=field,
            label=LABELS[field],
            ours=_words(ours, field),
            theirs=_words(theirs, field),
            edited_on=max(days[part] for part in parts if part in days),
        )
        for field, parts in TOGETHER.items()
        if not days.keys().isdisjoint(parts)
    )


def use_theirs(
    store: Store, clock: Clock, *, code: str, field: str, by: str | None = None
) -> ServiceView:
    """Take back what the feed says of a field of the form, and follow the feed in it again."""

    def work(session: Session) -> ServiceView:
        number = service_id(session, code, to_change=True)
        parts = TOGETHER.get(field, ())
        edits = {
            part: theirs
            for part, theirs in edits_of(session, [number]).get(number, {}).items()
            if part in parts
        }
        before = stored_entry(session, number)
        if not edits:
            raise NotFound(
                f"The hub has not changed {LABELS.get(field, clean_line(field)[:40])!r} of"
                f" {before.name} for itself.",
                hint=f"See what it has changed: hub directory edits {clean_line(code)[:20]}",
            )
        after = as_the_feed_has_it(before, edits)
        public = session.scalar(select(col(Service.code)).where(col(Service.id) == number)) or ""
        with undoable(
            session,
            clock,
            by=by,
            verb="service.changed",
            scopes=service_scopes(session, [number]),
            code=public,
            label=f"Took back what the feed says of {after.name}: {LABELS[field]}",
        ) as touched:
            if "organisation" in edits:
                key, is_new = _organisation(session, after.organisation)
                touched.scopes += [organisation_scope(key)] if is_new else []
                session.execute(
                    update(Service).where(col(Service.id) == number).values(organisation_id=key)
                )
            rewrite(session, number, before, after)
            session.execute(
                delete(ServiceEdit).where(
                    col(ServiceEdit.service_id) == number, col(ServiceEdit.field).in_(parts)
                )
            )
            values = {"last_modified": clock.utc_now()}
            # The names of a feed's contacts are not kept beside ours: its next import brings them.
            again = {"feed_digest": ""} if "contacts" in edits else {}
            session.execute(
                update(Service).where(col(Service.id) == number).values(**values, **again)
            )
        record(
            session,
            clock,
            by=by,
            verb="service.changed",
            code=public,
            source="feed",
            what=f"{field} as the feed has it",
        )
        mark_public_change(session)
        (view,) = read_service_views(session, [number], clock.today())
        return view

    return store.transact(work)


def _organisation(session: Session, wanted: OrganisationEntry) -> tuple[int, bool]:
    """The id of the feed's organisation, and whether it had to be made again."""
    key = session.scalar(select(col(Organisation.id)).where(col(Organisation.uid) == wanted.uid))
    if key is not None:
        return key, False
    made: int = session.execute(
        insert(Organisation).returning(col(Organisation.id)),
        {"uid": wanted.uid, "name": wanted.name, "description": wanted.description},
    ).scalar_one()
    return made, True


def _words(form: ServiceForm, field: str) -> str:
    """A field of a form on one line, as people read it."""
    if field == "times":
        return form.times or form.opening or ""
    value = getattr(form, field)
    if not isinstance(value, tuple):
        return clean_line(str(value or ""))
    said = []
    for one in value:
        if isinstance(one, PhoneForm):
            extension = f" ext. {one.extension}" if one.extension else ""
            note = f" ({one.note})" if one.note else ""
            said.append(f"{one.number}{extension}{note}")
        elif isinstance(one, PlaceForm):
            where = (one.name, one.address, one.town, one.county, one.postcode, *one.accessibility)
            said.append(", ".join(filter(None, where)))
        elif isinstance(one, str):
            said.append(one)
        else:
            said.append(", ".join(filter(None, (one.name, one.role, one.email))))
    return clean_line("; ".join(said))
