"""A store with very many bookings, made by one statement for each table: a million through
`book_room` would take most of an hour.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hub.store.guard import SQLITE_DROP, SQLITE_GUARD

HOURS = 7
"""Bookings of a room in a day, from nine o'clock on."""

_STAMP = "%Y-%m-%d %H:%M:%S.000000"

# Booking number i: room i % rooms, then the hour, then the day; so they come in the order of
# their starts, a full week of every room is like any other, and none overlap.
_BOOKINGS = """
WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < :count)
INSERT INTO booking (code, uid, room_id, title, starts_at, ends_at, setup_minutes, tidy_minutes,
                     status, is_public, reason, note, contact, contact_phone)
SELECT 'F' || printf('%07d', i), 'filling-' || i, :first_room + i % :rooms, 'Meeting ' || i,
       strftime(:stamp, :since, '+' || (i / :rooms / :hours) || ' days',
                '+' || (i / :rooms % :hours) || ' hours'),
       strftime(:stamp, :since, '+' || (i / :rooms / :hours) || ' days',
                '+' || (i / :rooms % :hours + 1) || ' hours'),
       0, 0, 'confirmed', 1, '', '', '', ''
FROM number
"""

_OCCUPANCY = """
INSERT INTO occupancy (space_id, starts_at, ends_at, booking_id)
SELECT room_space.space_id, booking.starts_at, booking.ends_at, booking.id
FROM booking JOIN room_space ON room_space.room_id = booking.room_id
WHERE booking.uid LIKE 'filling-%'
ORDER BY room_space.space_id, booking.starts_at
"""


def fill_bookings(connection: Any, count: int, *, around: date, rooms: int) -> None:
    """Put `count` bookings of an hour into the first `rooms` rooms, as many days before `around`
    as after it. `connection` is a bare one; the guard is up again afterwards. No ANALYZE: no hub
    has had one.
    """
    connection.execute("PRAGMA cache_size = -250000")  # a quarter of a gigabyte, for this once
    days = count // (rooms * HOURS)
    since = datetime.combine(around - timedelta(days=days // 2), time(9), tzinfo=UTC)
    (first_room,) = connection.execute("SELECT min(id) FROM room").fetchone()
    connection.execute("BEGIN IMMEDIATE")
    for statement in SQLITE_DROP:
        connection.execute(statement)
    connection.execute(
        _BOOKINGS,
        {
            "count": count,
            "rooms": rooms,
            "hours": HOURS,
            "first_room": first_room,
            "since": f"{since:%Y-%m-%d %H:%M:%S}",
            # SQLite writes seconds with its own fractions: we keep none.
            "stamp": _STAMP,
        },
    )
    connection.execute(_OCCUPANCY)
    for statement in SQLITE_GUARD:
        connection.execute(statement)
    connection.execute("COMMIT")
