"""No double booking, as a property of the database: one row per space and stretch, and a guard
on each engine that lets no two of them overlap, whatever the code above does.

SQLite: a trigger that looks at the nearest earlier row only; since rows never overlap, that row
has the latest end, so the cost is the same at a thousand and at a million bookings.
PostgreSQL: an exclusion constraint (integer ranges, because the smallest builds lack btree_gist).
Edits delete and insert; an UPDATE is refused, so that no row slips past the guard.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

SQLITE_GUARD = (
    """
CREATE TRIGGER occupancy_guard BEFORE INSERT ON occupancy
WHEN (SELECT ends_at FROM occupancy
      WHERE space_id = NEW.space_id AND starts_at < NEW.ends_at
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN SELECT RAISE(ABORT, 'occupied'); END
""",
    """
CREATE TRIGGER occupancy_never_updated BEFORE UPDATE ON occupancy
BEGIN SELECT RAISE(ABORT, 'occupancy rows are deleted and inserted, never updated'); END
""",
)

POSTGRESQL_GUARD = (
    """
ALTER TABLE occupancy ADD CONSTRAINT occupancy_guard EXCLUDE USING gist (
  int4range(space_id, space_id, '[]') WITH &&,
  tstzrange(starts_at, ends_at) WITH &&
)
""",
)

SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS occupancy_guard",
    "DROP TRIGGER IF EXISTS occupancy_never_updated",
)
POSTGRESQL_DROP = ("ALTER TABLE occupancy DROP CONSTRAINT IF EXISTS occupancy_guard",)


def put_up_guard(connection: Connection) -> None:
    """Create the guard on an existing occupancy table."""
    statements = SQLITE_GUARD if connection.dialect.name == "sqlite" else POSTGRESQL_GUARD
    for statement in statements:
        connection.exec_driver_sql(statement)


def take_down_guard(connection: Connection) -> None:
    """Drop the guard: for tests that show what happens without it."""
    statements = SQLITE_DROP if connection.dialect.name == "sqlite" else POSTGRESQL_DROP
    for statement in statements:
        connection.exec_driver_sql(statement)


def is_occupied(error: DBAPIError) -> bool:
    """Whether a database error says that a space is taken."""
    if not isinstance(error, IntegrityError):
        return False
    if str(error.orig) == "occupied":
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state == "23P01":  # exclusion_violation
        return True
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", "")
    return state == "23505" and constraint == "pk_occupancy"
