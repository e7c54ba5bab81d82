"""Adding an entry and changing one at the desk. Saving is not checking: `assured_on` stays as it is
(`assuring`). What is changed of a feed's entry is the hub's from then on (`edits`).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.checking import required_line
from hub.directory.comparing import name_key, name_letters
from hub.directory.edits import begin_edits, edited, not_listed_words
from hub.directory.entry import ServiceEntry
from hub.directory.forms import EMPTY, differing, filled, form_of
from hub.directory.keeping import FEED
from hub.directory.looking_up import service_id
from hub.directory.rewriting import interest_slugs, rewrite, tie_interests
from hub.directory.search import read_service_views
from hub.directory.stored import stored_entry
from hub.directory.undoing import organisation_scope, service_scopes
from hub.errors import BadInput, ChangedMeanwhile, WrongField
from hub.people.trail import record
from hub.people.undo import Touched, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid
from hub.store.engine import Store
from hub.store.tables import DoNotList, Organisation, Service
from hub.views.directory import ServiceView
from hub.views.editing import ServiceForm
from hub.views.words import fold


def edit_form(store: Store, *, code: str) -> ServiceForm:
    """The form of an entry, filled in, with its version. Raises NotFound."""
    with store.read() as session:
        number = service_id(session, code)
        return _current_form(session, number, stored_entry(session, number))


def add_service(
    store: Store, clock: Clock, *, form: ServiceForm, organisation: str, by: str | None = None
) -> ServiceView:
    """Add an entry of the hub's own. `organisation` is who offers it; a new one is made where none
    has that name. Raises WrongField, and BadInput where it is there already or shall not be listed.
    """
    blank = form_of(EMPTY)
    changed = differing(replace(form, organisation=None), blank)
    entry = filled(EMPTY, form, changed)
    if "name" not in changed:
        required_line("name", form.name or "")
    offered_by = required_line("organisation", organisation)

    def work(session: Session) -> ServiceView:
        _refuse_unwanted(session, entry.name, offered_by)
        with undoable(session, clock, by=by, verb="service.added", scopes=()) as touched:
            key = _organisation(session, offered_by, touched)
            code = new_code(session, kind="service")
            number = session.execute(
                insert(Service).returning(col(Service.id)),
                {
                    "uid": new_uid(session),
                    "code": code,
                    "organisation_id": key,
                    "name": entry.name,
                    "source": "desk",
                    "last_modified": clock.utc_now(),
                },
            ).scalar_one()
            touched.scopes += service_scopes(session, [number])
            touched.code, touched.label = code, f"Added {entry.name}"
            rewrite(session, number, EMPTY, entry)
            if form.interests:
                tie_interests(session, number, form.interests)
        record(session, clock, by=by, verb="service.added", code=code, source="desk")
        mark_public_change(session)
        (view,) = read_service_views(session, [number], clock.today())
        return view

    return store.transact(work)


def change_service(
    store: Store, clock: Clock, *, code: str, form: ServiceForm, by: str | None = None
) -> ServiceView:
    """Change what the form names; the rest stays. Raises WrongField, and ChangedMeanwhile where
    somebody has changed it since the form was filled (`form.version`).
    """

    def work(session: Session) -> ServiceView:
        number = service_id(session, code, to_change=True)
        row = session.execute(
            select(col(Service.code), col(Service.source)).where(col(Service.id) == number)
        ).one()
        before = stored_entry(session, number)
        current = _current_form(session, number, before)
        if form.version and form.version != current.version:
            raise ChangedMeanwhile(
                f"Somebody has changed {before.name} meanwhile. Nothing of yours was saved.",
                hint="Look at it again, then make your change.",
            )
        changed = differing(form, current)
        if changed:
            after = filled(before, form, changed)
            scopes = service_scopes(session, [number])
            with undoable(
                session,
                clock,
                by=by,
                verb="service.changed",
                scopes=scopes,
                code=row.code,
                label=f"Changed {after.name}",
            ) as touched:
                if "organisation" in changed:
                    after = _move(session, number, after, form.organisation or "", touched)
                if row.source.startswith(FEED):
                    begin_edits(session, number, before, edited(before, after), clock.today())
                rewrite(session, number, before, after)
                if form.interests is not None and "interests" in changed:
                    tie_interests(session, number, form.interests)
                session.execute(
                    update(Service)
                    .where(col(Service.id) == number)
                    .values(last_modified=clock.utc_now())
                )
            record(
                session,
                clock,
                by=by,
                verb="service.changed",
                code=row.code,
                source=row.source.partition(":")[0],
                what=", ".join(changed),
            )
            mark_public_change(session)
        (view,) = read_service_views(session, [number], clock.today())
        return view

    return store.transact(work)


def _current_form(session: Session, number: int, entry: ServiceEntry) -> ServiceForm:
    interests = interest_slugs(session, number)
    # A check, or a feed's own time of change, is no change that anybody could write over.
    said = replace(entry, assured_on=None, assurer_email="", last_modified=None)
    version = hashlib.sha256(repr((said, interests)).encode()).hexdigest()[:16]
    return replace(form_of(entry), interests=interests, version=version)


def _organisation(session: Session, name: str, touched: Touched) -> int:
    """The organisation of that name, made where there is none."""
    wanted = fold(name)
    for key, known in _alike(session, name):
        if fold(known) == wanted:
            return key
    made: int = session.execute(
        insert(Organisation).returning(col(Organisation.id)),
        {"uid": new_uid(session), "name": name},
    ).scalar_one()
    touched.scopes.append(organisation_scope(made))
    return made


def _alike(session: Session, name: str) -> list[tuple[int, str]]:
    """Organisations whose names say the same, the oldest first."""
    letters = name_letters(name)
    rows = session.execute(
        select(col(Organisation.id), col(Organisation.name)).order_by(col(Organisation.id))
    )
    return [(key, known) for key, known in rows if key and name_letters(known) == letters]


def _move(
    session: Session, number: int, entry: ServiceEntry, name: str, touched: Touched
) -> ServiceEntry:
    """Have another organisation offer the service."""
    key = _organisation(session, required_line("organisation", name), touched)
    session.execute(update(Service).where(col(Service.id) == number).values(organisation_id=key))
    return replace(entry, organisation=stored_entry(session, number).organisation)


def _refuse_unwanted(session: Session, name: str, organisation: str) -> None:
    key = name_key(name, organisation)
    number = session.scalar(select(col(DoNotList.id)).where(col(DoNotList.name_key) == key))
    if number is not None:
        raise BadInput(f"{name} can't be added. {not_listed_words(number)}")
    offered = [number for number, _ in _alike(session, organisation)]
    for code, known in session.execute(
        select(col(Service.code), col(Service.name)).where(
            col(Service.organisation_id).in_(offered)
        )
    ):
        if name_letters(known) == name_letters(name):
            raise WrongField(
                f"{known} is in the directory already: {code}.",
                field="name",
                hint=f"Change that one: hub directory change {code}",
            )
