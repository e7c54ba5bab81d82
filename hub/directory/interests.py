"""What people like, want to learn or could give, in their own words: loaded from
data/interests.toml and listed. What is for an interest is decided elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, not_, select, update
from sqlmodel import Session, col

from hub.directory.search import shown
from hub.resources import read_toml
from hub.store.engine import Store
from hub.store.tables import (
    Activity,
    ActivityInterest,
    Interest,
    InterestWord,
    Service,
    ServiceInterest,
)
from hub.views.interests import InterestKind, InterestView
from hub.views.words import clean_line, fold


def load_interests(session: Session, table: dict[str, Any] | None = None) -> None:
    """Put the shipped interests (or `table`, of the same shape) into the store.

    Again at an upgrade: names and words follow the file. An interest that the hub made or changed
    stays as it is, and so do words that it added, and what it hid; one that the file no longer has
    stays too, for activities may point at it.
    """
    table = read_toml("interests.toml") if table is None else table
    known = {
        slug: (number, is_own)
        for slug, number, is_own in session.execute(
            select(col(Interest.slug), col(Interest.id), col(Interest.is_own))
        )
    }
    kept: defaultdict[int, set[str]] = defaultdict(set)
    for number, word in session.execute(
        select(col(InterestWord.interest_id), col(InterestWord.word)).where(
            col(InterestWord.is_own)
        )
    ):
        kept[number].add(word)
    words: list[dict[str, Any]] = []
    for position, row in enumerate(table["interest"]):
        values = {
            "kind": InterestKind(row["kind"]).value,
            "name": clean_line(row["name"]),
            "position": position,
        }
        found, is_own = known.get(row["slug"], (None, False))
        if is_own:
            continue
        if found is None:
            statement = (
                insert(Interest).values(slug=row["slug"], **values).returning(col(Interest.id))
            )
            found = session.scalars(statement).one()
        else:
            session.execute(update(Interest).where(col(Interest.id) == found).values(**values))
            session.execute(
                delete(InterestWord).where(
                    col(InterestWord.interest_id) == found, not_(col(InterestWord.is_own))
                )
            )
        said = dict.fromkeys(fold(word) for word in row.get("words", ()))
        words += [
            {"interest_id": found, "word": word, "position": place, "is_own": False}
            for place, word in enumerate(said)
            if word not in kept[found]
        ]
    if words:
        session.execute(insert(InterestWord), words)


def list_interests(
    store: Store, *, hidden_too: bool = False, today: date | None = None
) -> tuple[InterestView, ...]:
    """Every interest, in the order of the file, with how much there is for each, counted as
    `hub.directory.needs.list_needs` does. What the hub hides is left out, unless it is asked for.
    """
    with store.read() as session:
        return read_interests(session, hidden_too=hidden_too, today=today)


def read_interests(
    session: Session, *, hidden_too: bool = False, today: date | None = None
) -> tuple[InterestView, ...]:
    """The same inside a caller's transaction: at most five statements, however many interests."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    for number, word in session.execute(
        select(col(InterestWord.interest_id), col(InterestWord.word)).order_by(
            col(InterestWord.is_own), col(InterestWord.position), col(InterestWord.word)
        )
    ):
        words[number].append(word)
    services = dict(
        session.execute(
            select(col(ServiceInterest.interest_id), func.count())
            .join(Service, col(Service.id) == col(ServiceInterest.service_id))
            .where(shown(session, today))
            .group_by(col(ServiceInterest.interest_id))
        ).all()
    )
    activities = dict(
        session.execute(
            select(col(ActivityInterest.interest_id), func.count())
            .join(Activity, col(Activity.id) == col(ActivityInterest.activity_id))
            .where(col(Activity.is_public))
            .group_by(col(ActivityInterest.interest_id))
        ).all()
    )
    return tuple(
        InterestView(
            slug=row.slug,
            kind=InterestKind(row.kind),
            name=row.name,
            words=tuple(words[row.id]),
            activities=activities.get(row.id, 0),
            services=services.get(row.id, 0),
            is_own=row.is_own,
            is_hidden=row.is_hidden,
        )
        for row in session.execute(
            select(
                col(Interest.id),
                col(Interest.slug),
                col(Interest.kind),
                col(Interest.name),
                col(Interest.is_own),
                col(Interest.is_hidden),
            ).order_by(col(Interest.position), col(Interest.id))
        )
        if hidden_too or not row.is_hidden
    )


def interest_ids(session: Session) -> dict[str, int]:
    """Slug of each interest -> its key."""
    return dict(session.execute(select(col(Interest.slug), col(Interest.id))).all())


def tie_interests(session: Session, wanted: Mapping[str, Iterable[str]]) -> None:
    """Tie services, by their Open Referral ids, to those of the interests that are there; ties
    that are there already stay.
    """
    if not wanted:
        return
    known = interest_ids(session)
    services = dict(
        session.execute(
            select(col(Service.uid), col(Service.id)).where(col(Service.uid).in_(list(wanted)))
        ).all()
    )
    there = {
        (service, interest)
        for service, interest in session.execute(
            select(col(ServiceInterest.service_id), col(ServiceInterest.interest_id)).where(
                col(ServiceInterest.service_id).in_(list(services.values()))
            )
        )
    }
    rows = {
        (services[uid], known[slug])
        for uid, slugs in wanted.items()
        for slug in slugs
        if uid in services and slug in known
    } - there
    if rows:
        session.execute(
            insert(ServiceInterest),
            [
                {"service_id": service, "interest_id": interest}
                for service, interest in sorted(rows)
            ],
        )
