"""Run by Alembic: the migrations on the connection that `hub.store.schema.migrate` hands over."""

from __future__ import annotations

from alembic import context

from hub.store.tables import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()
