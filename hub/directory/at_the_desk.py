"""All that the desk shows of one entry: what everybody reads, where it came from, what the hub has
changed of it, what it helps with in words, and what somebody says is wrong with it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.assuring import who_assured
from hub.directory.forms import form_of
from hub.directory.keeping import FEED
from hub.directory.looking_up import service_id
from hub.directory.search import read_service_views
from hub.directory.stored import stored_entry
from hub.directory.theirs import show_edits
from hub.directory.wrong_notes import list_wrong_notes
from hub.errors import BadInput, NotFound
from hub.store.codes import kind_of
from hub.store.engine import Store
from hub.store.tables import Feed, Interest, Need, Service, ServiceInterest, ServiceNeed
from hub.views.editing import DeskEntry

_OURS = {
    "starter": "It came with the hub's first directory.",
    "desk": "Somebody wrote it in here.",
}


def show_entry(store: Store, clock: Clock, *, code: str) -> DeskEntry:
    """The entry with this code, or the one it turned out to be. Raises NotFound, and BadInput for
    the code of an activity.
    """
    with store.read() as session:
        number = _id(session, code)
        (view,) = read_service_views(session, [number], clock.today())
        form = form_of(stored_entry(session, number))
        row = session.execute(
            select(col(Service.source), col(Service.review_on)).where(col(Service.id) == number)
        ).one()
        address = session.scalar(select(col(Feed.address)).where(col(Feed.source) == row.source))
        needs = session.scalars(
            select(col(Need.name))
            .join(ServiceNeed, col(ServiceNeed.need_id) == col(Need.id))
            .where(col(ServiceNeed.service_id) == number)
            .order_by(col(Need.position), col(Need.id))
        ).all()
        interests = session.scalars(
            select(col(Interest.name))
            .join(ServiceInterest, col(ServiceInterest.interest_id) == col(Interest.id))
            .where(col(ServiceInterest.service_id) == number)
            .order_by(col(Interest.position), col(Interest.id))
        ).all()
    is_from_feed = row.source.startswith(FEED)
    return DeskEntry(
        service=view,
        source=f"It comes from the feed {address or row.source.removeprefix(FEED)}."
        if is_from_feed
        else _OURS.get(row.source, "Nobody knows where it came from."),
        checked_by=who_assured(store, clock, code=view.code),
        review_on=row.review_on,
        places=form.places or (),
        contacts=form.contacts or (),
        ages=form.ages or "",
        needs=tuple(needs),
        interests=tuple(interests),
        edits=show_edits(store, code=view.code) if is_from_feed else (),
        notes=tuple(one for one in list_wrong_notes(store) if one.code == view.code),
    )


def _id(session: Session, code: str) -> int:
    try:
        return service_id(session, code)
    except NotFound:
        if kind_of(session, code) != "activity":
            raise
    raise BadInput(
        "That is about a group or an event of our own.",
        hint="Put it right under Groups, then say here that it is settled.",
    )
