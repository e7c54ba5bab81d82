"""From nothing to the tables: by migration, always, so that what we test is what hubs have.

`create_tables` makes the same schema in one go for tests; a test holds the two equal.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from hub.store.engine import Store, in_words
from hub.store.guard import put_up_guard
from hub.store.revision import NEWEST
from hub.store.tables import Row

_SCRIPTS = Path(__file__).resolve().parent / "migrations"


def migrations() -> Config:
    """Alembic's settings, made here rather than read from a file that people could lose."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(store: Store, *, to: str = "head") -> None:
    """Bring a store, empty or old, to the newest revision (or `to`), in one transaction."""
    config = migrations()
    with in_words(), store.engine.execution_options(hub_writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def create_tables(store: Store) -> None:
    """The newest schema at once, without the migrations' history."""
    with in_words(), store.engine.execution_options(hub_writes=True).begin() as connection:
        Row.metadata.create_all(connection)
        put_up_guard(connection)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": NEWEST}
        )
