"""What people would like: an idea for the hub, or a group for something. A volunteer reads each
one first, and keeps it for the people who run the hub, or throws it away: then it is gone.

The trail says that an idea was kept or thrown away, and never what it said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Idea
from hub.views.sorts import Channel
from hub.views.visits import IdeaView
from hub.views.words import clean_line

KINDS = ("idea", "group")
"""An idea for the hub; a group that somebody would come to."""
LONGEST = 300
MOST_UNREAD = 500
"""More from kiosks than anybody would read: what comes then is thrown away."""
_LARGEST_KEY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NewIdea:
    """An idea as it came in."""

    kind: str
    words: str
    week: date


def add_idea(
    store: Store,
    clock: Clock,
    *,
    kind: str = "idea",
    words: str,
    channel: Channel = Channel.DESK,
    by: str | None = None,
) -> IdeaView:
    """Keep what somebody said at the desk, to be read with the others."""
    idea = NewIdea(_kind(kind), idea_words(words), monday_of(clock.today()))

    def work(session: Session) -> int:
        with undoable(
            session, clock, by=by, verb="idea.added", label="Noted an idea", scopes=()
        ) as touched:
            row = _row(idea, site_id(session), channel)
            number = session.execute(insert(Idea).returning(col(Idea.id)), row).scalar_one()
            touched.scopes.append(Scope(Idea, col(Idea.id) == number))
        record(session, clock, by=by, verb="idea.added")
        return int(number or 0)

    return _show(store, store.transact(work))


def take_in(session: Session, ideas: Sequence[NewIdea], channel: Channel) -> int:
    """Write ideas that came from a kiosk into the caller's transaction; says how many there was
    room for. Three statements at most.
    """
    waiting = session.scalar(
        select(func.count()).select_from(Idea).where(col(Idea.read_on).is_(None))
    )
    fitting = ideas[: max(0, MOST_UNREAD - (waiting or 0))]
    if fitting:
        site = site_id(session)
        session.execute(insert(Idea), [_row(one, site, channel) for one in fitting])
    return len(fitting)


def list_ideas(store: Store, *, unread_only: bool = False) -> tuple[IdeaView, ...]:
    """Ideas, those that nobody has read first."""
    query = _IDEAS.order_by(
        col(Idea.read_on).is_not(None), col(Idea.week).desc(), col(Idea.id).desc()
    )
    if unread_only:
        query = query.where(col(Idea.read_on).is_(None))
    with store.read() as session:
        return tuple(map(_view, session.execute(query)))


def count_unread(store: Store) -> int:
    """How many ideas nobody has read yet."""
    with store.read() as session:
        query = select(func.count()).select_from(Idea).where(col(Idea.read_on).is_(None))
        return session.scalar(query) or 0


def keep_idea(store: Store, clock: Clock, *, number: int, by: str | None = None) -> IdeaView:
    """Somebody read it: keep it for the next meeting of the people who run the hub."""

    def work(session: Session) -> None:
        _hold(session, number)
        with undoable(
            session, clock, by=by, verb="idea.kept", label="Kept an idea", scopes=_scope(number)
        ):
            session.execute(
                update(Idea).where(col(Idea.id) == number).values(read_on=clock.today(), kept=True)
            )
        record(session, clock, by=by, verb="idea.kept")

    store.transact(work)
    return _show(store, number)


def throw_idea_away(store: Store, clock: Clock, *, number: int, by: str | None = None) -> IdeaView:
    """Somebody read it, and it is deleted at once. The answer is what it was."""

    def work(session: Session) -> IdeaView:
        gone = _view(_hold(session, number))
        with undoable(
            session,
            clock,
            by=by,
            verb="idea.thrown-away",
            label="Threw an idea away",
            scopes=_scope(number),
        ):
            session.execute(delete(Idea).where(col(Idea.id) == number))
        record(session, clock, by=by, verb="idea.thrown-away")
        return gone

    return store.transact(work)


def idea_words(words: str) -> str:
    """What somebody wrote, on one line. Raises BadInput where it is nothing, or too long."""
    line = clean_line(words)
    if not line:
        raise BadInput("There are no words.", hint="Write the idea in a few words.")
    if len(line) > LONGEST:
        raise BadInput(
            f"That is {len(line)} letters long.", hint=f"At most {LONGEST}: say it shorter."
        )
    return line


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise BadInput(f"There is no kind of idea called {clean_line(kind)!r}.", hint="idea, group")
    return kind


_IDEAS = select(
    col(Idea.id),
    col(Idea.kind),
    col(Idea.words),
    col(Idea.week),
    col(Idea.channel),
    col(Idea.read_on),
    col(Idea.kept),
)


def _row(one: NewIdea, site: int, channel: Channel) -> dict[str, Any]:
    return {
        "site_id": site,
        "kind": one.kind,
        "words": one.words,
        "week": one.week,
        "channel": channel.value,
        "read_on": None,
        "kept": False,
    }


def _scope(number: int) -> list[Scope]:
    return [Scope(Idea, col(Idea.id) == number)]


def _hold(session: Session, number: int) -> Any:
    """The row, held until the change is made. Raises NotFound."""
    row = None
    if 0 < number <= _LARGEST_KEY:
        row = session.execute(_IDEAS.where(col(Idea.id) == number).with_for_update()).first()
    if row is None:
        raise NotFound(f"No idea has the number {number}.", hint="See them: hub idea list")
    return row


def _show(store: Store, number: int) -> IdeaView:
    with store.read() as session:
        return _view(session.execute(_IDEAS.where(col(Idea.id) == number)).one())


def _view(row: Any) -> IdeaView:
    return IdeaView(
        number=row.id,
        kind=row.kind,
        words=row.words,
        week=row.week,
        channel=Channel(row.channel),
        is_read=row.read_on is not None,
        is_kept=row.kept,
    )
