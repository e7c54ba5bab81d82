"""Short public codes (Crockford base 32) that never change and never mean two things, and the
UUIDs where a standard wants them.
"""

from __future__ import annotations

import random
import uuid

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session, col

from hub.store.core import run, table_of
from hub.store.tables import PublicCode
from hub.views.words import clean_line

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O (read as 1, 1, 0) and no U."""
LENGTH = 5

_AT_ONCE = 10_000  # PostgreSQL takes 65,535 values in a statement, and not one more

_CODES = table_of(PublicCode)
_KNOWN = select(_CODES.c.code).where(_CODES.c.code.in_(bindparam("codes", expanding=True)))
_TAKE = insert(_CODES)

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def tidy_code(typed: str) -> str:
    """A code as we write it, from what somebody typed: case, I, L and O forgiven. Bytes that are no
    text, which a shell can hand over and no store takes, go.
    """
    return clean_line(typed).upper().translate(_READ_AS)


def new_codes(session: Session, *, kind: str, count: int) -> list[str]:
    """Take `count` fresh codes. One look and one insert up to ten thousand, as a rule."""
    if count < 1:
        return []  # an insert of no rows would insert an empty one
    source: random.Random = session.info["random"]
    taken: list[str] = []
    while len(taken) < count:
        wanted = min(count - len(taken), _AT_ONCE)
        drawn = {"".join(source.choices(ALPHABET, k=LENGTH)) for _ in range(wanted)}
        drawn -= set(taken)
        batch = sorted(drawn)
        known = set(run(session, _KNOWN, {"codes": batch}).scalars())
        taken.extend(code for code in batch if code not in known)
    run(session, _TAKE, [{"code": code, "kind": kind} for code in taken])
    return taken


def new_code(session: Session, *, kind: str) -> str:
    """One fresh code."""
    return new_codes(session, kind=kind, count=1)[0]


def kind_of(session: Session, code: str) -> str | None:
    """What a code stands for: "room", "activity", "group", "booking", "service", or None."""
    return session.scalar(
        select(col(PublicCode.kind)).where(col(PublicCode.code) == tidy_code(code))
    )


def new_uid(session: Session) -> str:
    """A fresh random UUID in its usual spelling."""
    source: random.Random = session.info["random"]
    return str(uuid.UUID(int=source.getrandbits(128), version=4))
