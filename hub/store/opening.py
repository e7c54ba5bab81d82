"""Opens the store that the settings name. The only place that knows which engine it is."""

from __future__ import annotations

import random

from sqlalchemy.exc import ArgumentError

from hub.errors import BadInput, NotFound
from hub.settings import Settings
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.keys import read_key
from hub.store.revision import check_revision


def connect(settings: Settings, *, source: random.Random | None = None) -> Store:
    """The store as it is, of whatever revision; the embedded one may not exist yet."""
    if settings.store_url:
        if not settings.store_url.startswith("postgresql+psycopg://"):
            raise BadInput(
                "HUB_STORE_URL must begin with postgresql+psycopg://",
                hint="For the embedded store, leave it out.",
            )
        try:
            return Store(server_engine(settings.store_url), source=source)
        except (ArgumentError, ValueError):
            raise BadInput(
                "HUB_STORE_URL can't be understood.",
                hint="Write it like postgresql+psycopg://name:password@server/database",
            ) from None
    key = read_key(settings.key_file)
    return Store(embedded_engine(str(settings.store_file), key.hex()), source=source)


def open_store(settings: Settings) -> Store:
    """The store, ready for work. Raises NotFound, BadInput, Damaged or NoStorage in words."""
    if not settings.store_url and not settings.store_file.is_file():
        raise NotFound(
            f"The store of this hub is not in {settings.store_file.parent}.",
            hint="Nothing was made in its place. Check the disk, or: hub restore BACKUP",
        )
    store = connect(settings)
    try:
        check_revision(store.engine)
    except BaseException:
        store.close()
        raise
    return store
