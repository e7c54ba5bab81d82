"""The needs people ask about, in their own words: loaded from data/needs.toml, listed, and
found from the taxonomy terms of a feed. What meets a need is decided elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, func, insert, not_, select, update
from sqlmodel import Session, col

from hub.directory.terms import canonical_curie
from hub.resources import read_toml
from hub.store.engine import Store
from hub.store.tables import (
    Activity,
    ActivityNeed,
    Need,
    NeedGroup,
    NeedTerm,
    NeedWord,
    Service,
    ServiceNeed,
)
from hub.views.directory import NeedGroupView, NeedView
from hub.views.words import clean_line, fold


def load_needs(session: Session, table: dict[str, Any] | None = None) -> None:
    """Put the shipped needs (or `table`, of the same shape) into the store.

    Again at an upgrade: names, words and terms follow the file. A need that the hub made or
    changed stays as it is, and so do words that it added, and what it hid; a need that the file
    no longer has stays too, for services may point at it.
    """
    table = read_toml("needs.toml") if table is None else table
    groups = _load_groups(session, table["group"])
    known = {
        slug: (number, is_own)
        for slug, number, is_own in session.execute(
            select(col(Need.slug), col(Need.id), col(Need.is_own))
        )
    }
    kept = _own_words(session)
    words: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    for position, need in enumerate(table["need"]):
        values = {
            "need_group_id": groups[need["group"]],
            "name": clean_line(need["name"]),
            "position": position,
            "is_urgent": need.get("urgent", False),
            "is_discreet": need.get("discreet", False),
        }
        number, is_own = known.get(need["slug"], (None, False))
        if number is None:
            statement = insert(Need).values(slug=need["slug"], **values).returning(col(Need.id))
            number = session.scalars(statement).one()
        else:
            if not is_own:
                session.execute(update(Need).where(col(Need.id) == number).values(**values))
                session.execute(
                    delete(NeedWord).where(
                        col(NeedWord.need_id) == number, not_(col(NeedWord.is_own))
                    )
                )
            session.execute(delete(NeedTerm).where(col(NeedTerm.need_id) == number))
        if not is_own:
            said = dict.fromkeys(fold(word) for word in need.get("words", ()))
            words += [
                {"need_id": number, "word": word, "position": place, "is_own": False}
                for place, word in enumerate(said)
                if word not in kept[number]
            ]
        curies = dict.fromkeys(canonical_curie(term) for term in need.get("terms", ()))
        terms += [{"need_id": number, "curie": curie} for curie in curies if curie]
    if words:
        session.execute(insert(NeedWord), words)
    if terms:
        session.execute(insert(NeedTerm), terms)


def _own_words(session: Session) -> defaultdict[int, set[str]]:
    """The words that the hub added to each need."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, word in session.execute(
        select(col(NeedWord.need_id), col(NeedWord.word)).where(col(NeedWord.is_own))
    ):
        found[number].add(word)
    return found


def _load_groups(session: Session, rows: list[dict[str, Any]]) -> dict[str, int]:
    known = dict(session.execute(select(col(NeedGroup.slug), col(NeedGroup.id))).all())
    for position, row in enumerate(rows):
        values = {
            "name": clean_line(row["name"]),
            "hint": clean_line(row.get("hint", "")),
            "position": position,
        }
        number = known.get(row["slug"])
        if number is None:
            statement = (
                insert(NeedGroup).values(slug=row["slug"], **values).returning(col(NeedGroup.id))
            )
            known[row["slug"]] = session.scalars(statement).one()
        else:
            session.execute(update(NeedGroup).where(col(NeedGroup.id) == number).values(**values))
    return known


def need_ids(session: Session) -> dict[str, int]:
    """Slug of each need -> its key."""
    return dict(session.execute(select(col(Need.slug), col(Need.id))).all())


def needs_by_term(session: Session) -> dict[str, tuple[str, ...]]:
    """Each CURIE in our spelling -> slugs of the needs it stands for."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for curie, slug in session.execute(
        select(col(NeedTerm.curie), col(Need.slug))
        .join(Need, col(Need.id) == col(NeedTerm.need_id))
        .order_by(col(Need.position))
    ):
        found[curie].append(slug)
    return {curie: tuple(slugs) for curie, slugs in found.items()}


def need_for_term(store: Store, term: str) -> tuple[str, ...]:
    """Slugs of the needs a term stands for, however the term is spelt; empty if none."""
    with store.read() as session:
        return needs_by_term(session).get(canonical_curie(term), ())


def list_needs(store: Store, *, hidden_too: bool = False) -> tuple[NeedGroupView, ...]:
    """Every group with its needs, in the order of the file, with what meets each."""
    with store.read() as session:
        return read_needs(session, hidden_too=hidden_too)


def read_needs(session: Session, *, hidden_too: bool = False) -> tuple[NeedGroupView, ...]:
    """The same inside a caller's transaction. Five statements, however many needs. Needs that the
    hub hides are left out, unless they are asked for.

    Counts what the public may see: services people can turn to, activities that are public.
    """
    words: defaultdict[int, list[str]] = defaultdict(list)
    for key, word in session.execute(
        select(col(NeedWord.need_id), col(NeedWord.word)).order_by(
            col(NeedWord.is_own), col(NeedWord.position), col(NeedWord.word)
        )
    ):
        words[key].append(word)
    services = _counts(session, ServiceNeed, Service, SHOWN)
    activities = _counts(session, ActivityNeed, Activity, col(Activity.is_public))
    groups = session.execute(
        select(
            col(NeedGroup.id), col(NeedGroup.slug), col(NeedGroup.name), col(NeedGroup.hint)
        ).order_by(col(NeedGroup.position), col(NeedGroup.id))
    ).all()
    names = {key: (slug, name) for key, slug, name, _hint in groups}
    members: defaultdict[int, list[NeedView]] = defaultdict(list)
    for need in session.execute(
        select(
            col(Need.id),
            col(Need.need_group_id),
            col(Need.slug),
            col(Need.name),
            col(Need.is_urgent),
            col(Need.is_discreet),
            col(Need.is_own),
            col(Need.is_hidden),
        ).order_by(col(Need.position), col(Need.id))
    ):
        if need.is_hidden and not hidden_too:
            continue
        slug, name = names[need.need_group_id]
        members[need.need_group_id].append(
            NeedView(
                slug=need.slug,
                name=need.name,
                group=slug,
                group_name=name,
                is_urgent=need.is_urgent,
                is_discreet=need.is_discreet,
                words=tuple(words[need.id]),
                services=services.get(need.id, 0),
                activities=activities.get(need.id, 0),
                is_own=need.is_own,
                is_hidden=need.is_hidden,
            )
        )
    return tuple(
        NeedGroupView(slug, name, hint, tuple(members[key])) for key, slug, name, hint in groups
    )


OPEN_STATUSES = ("active", "temporarily closed")
"""Statuses of services that people are shown; the others are kept, and silent."""
SHOWN = col(Service.status).in_(OPEN_STATUSES) & (
    not_(col(Service.is_hidden)) | col(Service.is_urgent)
)
"""Services that people are shown. An urgent helpline is shown even where the hub hides it."""


def _counts(
    session: Session,
    link: type[ServiceNeed] | type[ActivityNeed],
    target: type[Service] | type[Activity],
    condition: Any,
) -> dict[int, int]:
    key = col(link.service_id) if issubclass(link, ServiceNeed) else col(link.activity_id)
    counted = (
        select(col(link.need_id), func.count())
        .join(target, col(target.id) == key)
        .where(condition)
        .group_by(col(link.need_id))
    )
    return dict(session.execute(counted).all())
