"""Brings an older hub up to this version: a checked backup first, then the migrations, all of
them or none, then the needs and interests that this version comes with.
"""

from __future__ import annotations

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.settings import Settings
from hub.store import revision
from hub.store.opening import connect
from hub.store.schema import migrate
from hub.upkeep.backup import back_up
from hub.upkeep.shipped import bring_shipped


def upgrade_hub(settings: Settings, clock: Clock) -> str:
    """Bring the hub's store to the newest revision; what was done, in words.

    Raises BadInput where the store is newer than this program or has no tables, and whatever a
    backup raises: without a good backup nothing is changed.
    """
    if not settings.store_url and not settings.store_file.is_file():
        raise NotFound(
            f"The store of this hub is not in {settings.store_file.parent}.",
            hint="Nothing was made in its place. Check the disk, or: hub restore BACKUP",
        )
    store = connect(settings)
    try:
        found = revision.revision_of(store.engine)
        if found == revision.NEWEST:
            with store.write() as session:
                has_news = bring_shipped(session)
            if has_news:
                return "This hub has the needs and interests of this version now."
            return "This hub is already up to date."
        if found is None or found not in revision.REVISIONS:
            revision.check_revision(store.engine)  # says why not
            raise BadInput("This hub can't be brought up to date.")
        made = back_up(store, clock, settings)
        migrate(store)
        with store.write() as session:
            bring_shipped(session)
            record(
                session,
                clock,
                by=None,
                verb="hub.upgraded",
                **{"from": found, "to": revision.NEWEST},
            )
    finally:
        store.close()
    return f"This hub is up to date now. The backup from before is {made.path}."
