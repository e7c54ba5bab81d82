"""What the hub remembers of a feed between two imports: when it was read, what is no longer in
it, and where the hub's own edits stand against it. Nothing is ever deleted because a feed ends.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.checking import LABELS
from hub.directory.edits import Held
from hub.directory.keeping import FEED
from hub.directory.theirs import TOGETHER
from hub.store.engine import Store
from hub.store.tables import Feed, Service
from hub.views.feeds import FeedView, KeptEdit
from hub.views.words import clean_line

_AT_ONCE = 500
_WORDS = ("number", "text", "name", "description", "address_1", "uid")
"""The field of a phone, a place or a language that says most about it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A feed as an import finds it."""

    is_local: bool
    is_now_local: bool
    """It wasn't before: its services rank higher from now on."""


def remember_feed(
    session: Session,
    clock: Clock,
    *,
    source: str,
    address: str,
    etag: str,
    is_local: bool,
    is_whole: bool,
) -> Known:
    """Keep that a feed was read, in the caller's transaction."""
    row = session.execute(
        select(col(Feed.id), col(Feed.is_local)).where(col(Feed.source) == source)
    ).first()
    values: dict[str, Any] = {
        "address": address,
        "is_local": is_local or bool(row and row.is_local),
        "etag": etag,
        "next_page": None,
    }
    if is_whole:
        values["read_at"] = clock.utc_now()
    if row is None:
        session.execute(insert(Feed), {"source": source} | values)
    else:
        session.execute(update(Feed).where(col(Feed.id) == row.id).values(**values))
    is_now = bool(is_local and row and not row.is_local)
    if is_now:
        session.execute(update(Service).where(col(Service.source) == source).values(is_local=True))
    return Known(bool(values["is_local"]), is_now)


def mark_vanished(
    session: Session,
    today: date,
    *,
    source: str,
    is_there: Callable[[str], bool],
    is_met: bool,
    is_file: bool,
) -> tuple[int, list[str]]:
    """Mark what this feed sent once and no longer has. Gives how many, and what is to be said.

    `is_met` says whether anything of it was known before. Where nothing was, a feed without any
    entry is taken for broken, and a file for another one of the same name: nothing is marked.
    """
    known = session.execute(
        select(col(Service.id), col(Service.uid), col(Service.vanished_on)).where(
            col(Service.source) == source
        )
    ).all()
    gone = [(key, since) for key, uid, since in known if not is_there(uid)]
    if gone and not is_met and (is_file or len(gone) == len(known)):
        what = "a file of the same name" if is_file else "this feed"
        number = f"the {len(gone)} entries" if len(gone) > 1 else "the entry"
        words = f"Nothing of {number} that came from {what} before is in it."
        return 0, [f"{words} What is there was left as it is, and not marked as gone."]
    fresh = [key for key, since in gone if since is None]
    for start in range(0, len(fresh), _AT_ONCE):
        session.execute(
            update(Service)
            .where(col(Service.id).in_(fresh[start : start + _AT_ONCE]))
            .values(vanished_on=today)
        )
    return len(fresh), []


def in_words(session: Session, held: Sequence[Held]) -> tuple[KeptEdit, ...]:
    """The hub's own edits against what the feed says, as people read them."""
    named: dict[str, tuple[str, str]] = {}
    uids = list(dict.fromkeys(one.uid for one in held))
    for start in range(0, len(uids), _AT_ONCE):
        for uid, code, name in session.execute(
            select(col(Service.uid), col(Service.code), col(Service.name)).where(
                col(Service.uid).in_(uids[start : start + _AT_ONCE])
            )
        ):
            named[uid] = (code, name)
    forms = {part: form for form, parts in TOGETHER.items() for part in parts}
    together: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        together.setdefault((one.uid, forms.get(one.field, one.field)), []).append(one)
    return tuple(
        KeptEdit(
            *named[uid],
            field=form,
            label=LABELS.get(form, form),
            ours="; ".join(filter(None, (_said(one.ours) for one in parts))),
            theirs="; ".join(filter(None, (_said(one.theirs) for one in parts))),
        )
        for (uid, form), parts in together.items()
    )


def _said(text: str) -> str:
    return clean_line(_plain(json.loads(text)))[:300]


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        return next((str(value[name]) for name in _WORDS if value.get(name)), "")
    return "" if value is None else str(value)


def list_feeds(store: Store, clock: Clock) -> tuple[FeedView, ...]:
    """Every file and address that services came from, by name."""
    counted = (
        select(
            col(Service.source),
            func.count().label("services"),
            func.count(col(Service.vanished_on)).label("vanished"),
        )
        .where(col(Service.source).like(f"{FEED}%"))
        .group_by(col(Service.source))
    )
    with store.read() as session:
        counts = {row.source: row for row in session.execute(counted)}
        feeds = session.scalars(select(Feed).order_by(col(Feed.source))).all()
    return tuple(
        FeedView(
            source=feed.source.removeprefix(FEED),
            address=feed.address,
            is_local=feed.is_local,
            read_at=None if feed.read_at is None else clock.local(feed.read_at),
            next_page=feed.next_page,
            services=counts[feed.source].services if feed.source in counts else 0,
            vanished=counts[feed.source].vanished if feed.source in counts else 0,
        )
        for feed in feeds
    )
