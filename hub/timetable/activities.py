"""What people come to: adding, changing and showing activities."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid, tidy_code
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import (
    Activity,
    ActivityInterest,
    ActivityNeed,
    Booking,
    GroupSession,
    Interest,
    Need,
)
from hub.views.timetable import ActivityView
from hub.views.words import clean, clean_line

LONGEST_TITLE = 500
LONGEST_TEXT = 5000

TEXTS = ("title", "summary", "who_for", "cost", "contact", "phone", "getting_in")
"""What `change_activity` may be given, beside needs, interests and is_public."""


def add_activity(
    store: Store,
    clock: Clock,
    *,
    title: str,
    summary: str = "",
    who_for: str = "",
    cost: str = "",
    contact: str = "",
    phone: str = "",
    getting_in: str = "",
    needs: Iterable[str] = (),
    interests: Iterable[str] = (),
    is_public: bool = True,
    by: str | None = None,
) -> ActivityView:
    """Add an activity. `needs` are slugs of the needs it meets, `interests` of what it is for."""
    texts = _cleaned(
        {
            "title": title,
            "summary": summary,
            "who_for": who_for,
            "cost": cost,
            "contact": contact,
            "phone": phone,
            "getting_in": getting_in,
        }
    )
    wanted, liked = list(needs), list(interests)

    def work(session: Session) -> str:
        with undoable(session, clock, by=by, verb="activity.added", scopes=()) as touched:
            activity, code = insert_activity(
                session,
                clock,
                texts=texts,
                needs=wanted,
                interests=liked,
                is_public=is_public,
                by=by,
            )
            touched.scopes += activity_scopes(activity)
            touched.code, touched.label = code, f"Added the activity {texts['title']}"
        return code

    return show_activity(store, code=store.transact(work))


def insert_activity(
    session: Session,
    clock: Clock,
    *,
    texts: dict[str, str],
    needs: list[str],
    interests: list[str] | None = None,
    is_public: bool,
    by: str | None,
) -> tuple[int, str]:
    """Write an activity into the caller's transaction: its id and code. The caller sees to undo,
    with `activity_scopes`.
    """
    code = new_code(session, kind="activity")
    row = {
        **dict.fromkeys(TEXTS, ""),
        **_cleaned(texts),
        "site_id": site_id(session),
        "code": code,
        "uid": new_uid(session),
        "is_public": is_public,
    }
    activity = session.execute(insert(Activity).returning(col(Activity.id)), row).scalar_one()
    _set_needs(session, activity, needs)
    _set_interests(session, activity, interests or [])
    record(
        session, clock, by=by, verb="activity.added", code=code, needs=len(needs), public=is_public
    )
    mark_public_change(session)
    return activity, code


def activity_scopes(activity: int) -> list[Scope]:
    """What undo puts back of an activity."""
    return [
        Scope(Activity, col(Activity.id) == activity),
        Scope(ActivityNeed, col(ActivityNeed.activity_id) == activity),
        Scope(ActivityInterest, col(ActivityInterest.activity_id) == activity),
    ]


def change_activity(
    store: Store,
    clock: Clock,
    *,
    code: str,
    changes: dict[str, str],
    needs: Iterable[str] | None = None,
    interests: Iterable[str] | None = None,
    is_public: bool | None = None,
    by: str | None = None,
) -> ActivityView:
    """Change what is named; the rest stays. A new title goes on every session still to come that
    bears the old one.
    """
    strangers = changes.keys() - set(TEXTS)
    if strangers:
        raise ValueError(f"an activity has no {sorted(strangers)}")
    values: dict[str, str | bool] = dict(_cleaned(changes))
    if is_public is not None:
        values["is_public"] = is_public
    if not values and needs is None and interests is None:
        raise BadInput("Nothing was to be changed.", hint='Say what, for example: --cost "Free"')
    wanted = None if needs is None else list(needs)
    liked = None if interests is None else list(interests)

    def work(session: Session) -> None:
        activity = activity_id(session, code)
        title = session.scalars(
            select(col(Activity.title)).where(col(Activity.id) == activity)
        ).one()
        bearing_it = (
            (col(Booking.activity_id) == activity)
            & (col(Booking.starts_at) >= clock.utc_now())
            & (col(Booking.title) == title)
            & col(Booking.id).in_(select(col(GroupSession.booking_id)))
        )
        scopes = activity_scopes(activity)
        if "title" in values:
            ids = session.scalars(select(col(Booking.id)).where(bearing_it)).all()
            scopes.append(Scope(Booking, col(Booking.id).in_(ids)))
        with undoable(
            session,
            clock,
            by=by,
            verb="activity.changed",
            scopes=scopes,
            code=tidy_code(code),
            label=f"Changed the activity {title}",
        ):
            _write_changes(session, activity, values, wanted, liked)
            if "title" in values:
                session.execute(
                    update(Booking).where(bearing_it).values(title=values["title"]),
                    execution_options={"synchronize_session": False},
                )
        ties = {"needs": wanted, "interests": liked}
        what = sorted([*values, *(name for name, slugs in ties.items() if slugs is not None)])
        record(
            session,
            clock,
            by=by,
            verb="activity.changed",
            code=tidy_code(code),
            what=", ".join(what),
        )
        mark_public_change(session)

    store.transact(work)
    return show_activity(store, code=code)


def _write_changes(
    session: Session,
    activity: int,
    values: dict[str, str | bool],
    needs: list[str] | None,
    interests: list[str] | None,
) -> None:
    if values:
        session.execute(update(Activity).where(col(Activity.id) == activity).values(**values))
    if needs is not None:
        _set_needs(session, activity, needs)
    if interests is not None:
        _set_interests(session, activity, interests)


def activity_id(session: Session, code: str) -> int:
    """The id of an activity's code. Raises NotFound."""
    found = session.scalar(select(col(Activity.id)).where(col(Activity.code) == tidy_code(code)))
    if found is None:
        raise NotFound(
            f"There is no activity with the code {clean_line(code)!r}.",
            hint="See: hub activity list",
        )
    return found


def show_activity(store: Store, *, code: str) -> ActivityView:
    """One activity. Raises NotFound."""
    with store.read() as session:
        activity_id(session, code)
        found = _views(session, only=tidy_code(code))
    return found[0]


def list_activities(store: Store) -> tuple[ActivityView, ...]:
    """Every activity by title. Three statements."""
    with store.read() as session:
        return _views(session)


def _views(session: Session, only: str | None = None) -> tuple[ActivityView, ...]:
    query = select(
        col(Activity.id),
        col(Activity.is_public),
        col(Activity.code),
        col(Activity.title),
        col(Activity.summary),
        col(Activity.who_for),
        col(Activity.cost),
        col(Activity.contact),
        col(Activity.phone),
        col(Activity.getting_in),
    ).order_by(col(Activity.title), col(Activity.id))
    needs_query = (
        select(col(ActivityNeed.activity_id), col(Need.slug))
        .join(Need, col(Need.id) == col(ActivityNeed.need_id))
        .order_by(col(Need.position), col(Need.id))
    )
    interests_query = (
        select(col(ActivityInterest.activity_id), col(Interest.slug))
        .join(Interest, col(Interest.id) == col(ActivityInterest.interest_id))
        .order_by(col(Interest.position), col(Interest.id))
    )
    if only is not None:
        query = query.where(col(Activity.code) == only)
    rows = session.execute(query).all()
    if only is not None:
        needs_query = needs_query.where(col(ActivityNeed.activity_id) == rows[0][0])
        interests_query = interests_query.where(col(ActivityInterest.activity_id) == rows[0][0])
    needs: dict[int, list[str]] = {}
    for activity, slug in session.execute(needs_query):
        needs.setdefault(activity, []).append(slug)
    interests: dict[int, list[str]] = {}
    for activity, slug in session.execute(interests_query):
        interests.setdefault(activity, []).append(slug)
    return tuple(
        ActivityView(
            code=row.code,
            title=row.title,
            summary=row.summary,
            who_for=row.who_for,
            cost=row.cost,
            contact=row.contact,
            phone=row.phone,
            getting_in=row.getting_in,
            needs=tuple(needs.get(row.id, ())),
            interests=tuple(interests.get(row.id, ())),
            is_public=row.is_public,
        )
        for row in rows
    )


def _cleaned(texts: dict[str, str]) -> dict[str, str]:
    found = {
        name: clean(text) if name == "summary" else clean_line(text) for name, text in texts.items()
    }
    if "title" in found:
        if not found["title"]:
            raise BadInput("An activity needs a title.", hint='For example: "Knit and Natter"')
        if len(found["title"]) > LONGEST_TITLE:
            raise BadInput(f"A title can't be longer than {LONGEST_TITLE} letters.")
    for name, text in found.items():
        if len(text) > LONGEST_TEXT:
            raise BadInput(f"{name.replace('_', ' ')} can't be longer than {LONGEST_TEXT} letters.")
    return found


def _set_needs(session: Session, activity: int, slugs: list[str]) -> None:
    ids = dict(
        session.execute(select(col(Need.slug), col(Need.id)).where(col(Need.slug).in_(slugs))).all()
    )
    for slug in slugs:
        if slug not in ids:
            raise BadInput(
                f"There is no need called {clean_line(slug)!r}.", hint="See: hub directory needs"
            )
    session.execute(delete(ActivityNeed).where(col(ActivityNeed.activity_id) == activity))
    if slugs:
        session.execute(
            insert(ActivityNeed),
            [{"activity_id": activity, "need_id": ids[slug]} for slug in dict.fromkeys(slugs)],
        )


def _set_interests(session: Session, activity: int, slugs: list[str]) -> None:
    ids = dict(
        session.execute(
            select(col(Interest.slug), col(Interest.id)).where(col(Interest.slug).in_(slugs))
        ).all()
    )
    for slug in slugs:
        if slug not in ids:
            raise BadInput(
                f"There is no interest called {clean_line(slug)!r}.", hint="See: hub interest list"
            )
    session.execute(delete(ActivityInterest).where(col(ActivityInterest.activity_id) == activity))
    if slugs:
        session.execute(
            insert(ActivityInterest),
            [{"activity_id": activity, "interest_id": ids[slug]} for slug in dict.fromkeys(slugs)],
        )
