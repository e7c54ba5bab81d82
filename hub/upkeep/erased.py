"""Makes an erasure hold: the list of what was deleted for good lies in the hub's folder and beside
the backups, and whatever older backup is restored hears of it first.

The list says which rows they were, by random ids. Leaves what forgetting is to `forgetting`.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.people.erasing import Gone
from hub.settings import Settings
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import Erased
from hub.upkeep.forgetting import forget_rows, rows_of
from hub.upkeep.places import BY_NAME
from hub.upkeep.sealed import to_disk

_AT_ONCE = 500
_ID = re.compile(r"[0-9A-Za-z-]{1,36}")
LONGEST_ROW = 130
"""Of the id of a row."""
_LONGEST = 400
"""Characters of a line. A longer one isn't ours."""


@dataclass(frozen=True, slots=True)
class ErasedList:
    """The list as it was read from some files."""

    lines: dict[str, Gone]
    """By the random id of each line."""
    unreadable: int = 0
    """How many lines were damaged."""


def list_name(hub_id: str) -> str:
    """The file's name. Several hubs may share a folder for backups."""
    return f"erased-{hub_id}.jsonl"


def keep_erased(store: Store, settings: Settings, *folders: Path) -> tuple[str, ...]:
    """Write what the store knows to be erased into the hub's folder and beside the backups (and
    into `folders`), whole or not at all. What can't be written is said in words.

    What is deleted stays deleted if this fails; the next backup tries again.
    """
    with store.read() as session:
        known = read_table(session)
    problems = []
    for folder in dict.fromkeys((settings.folder, settings.backup_folder, *folders)):
        if not folder.is_dir():
            if known and folder == settings.backup_folder != settings.folder / "backups":
                problems.append(_not_kept(folder, "it isn't there"))
            continue
        try:
            write_list(folder / list_name(settings.hub_id), known)
        except OSError as error:
            problems.append(_not_kept(folder, error.strerror or "it can't be written to"))
    return tuple(problems)


def _not_kept(folder: Path, why: str) -> str:
    return (
        f"It is erased here. But {folder} doesn't know it yet: {why}. Make a backup into it soon,"
        " so that an older one there can't bring it back."
    )


def read_table(session: Session) -> dict[str, Gone]:
    """What this store knows to be erased, by the random id of each line."""
    rows = session.execute(
        select(
            col(Erased.uid),
            col(Erased.kind),
            col(Erased.row_uid),
            col(Erased.row_id),
            col(Erased.row_at),
        )
    )
    return {row[0]: Gone(*row[1:]) for row in rows}


def write_list(path: Path, lines: dict[str, Gone]) -> None:
    """Add `lines` to the file, which is replaced in one step. Writes nothing that is there."""
    there = read_lists([path])
    if lines.keys() <= there.lines.keys():
        return
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        fresh.touch(mode=0o600)
        with fresh.open("w", encoding="utf-8") as file:
            for uid, one in sorted((there.lines | lines).items()):
                file.write(json.dumps(_plain(uid, one), separators=(",", ":")) + "\n")
        to_disk(fresh)
        fresh.replace(path)
        to_disk(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def read_lists(paths: Iterable[Path]) -> ErasedList:
    """What these files say together; a file that isn't there says nothing. Raises OSError."""
    lines: dict[str, Gone] = {}
    unreadable = 0
    for path in dict.fromkeys(paths):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        with file:
            for line in file:
                if not line.strip():
                    continue
                try:
                    uid, one = _typed(json.loads(line[: _LONGEST + 1]))
                except (ValueError, TypeError, KeyError, RecursionError):
                    unreadable += 1
                else:
                    lines[uid] = one
    return ErasedList(lines, unreadable)


def apply_erased(session: Session, lines: dict[str, Gone]) -> int:
    """Forget in this store what it doesn't know to be erased yet; how many rows that were."""
    known = set(session.scalars(select(col(Erased.uid))))
    news = {uid: one for uid, one in lines.items() if uid not in known}
    by_kind: defaultdict[str, list[Gone]] = defaultdict(list)
    for one in news.values():
        by_kind[one.kind].append(one)
    forgotten = 0
    for kind, gone in sorted(by_kind.items()):
        for start in range(0, len(gone), _AT_ONCE):
            ids = rows_of(session, kind, gone[start : start + _AT_ONCE])
            forget_rows(session, BY_NAME[kind], ids)
            forgotten += len(ids)
    _keep(session, news)
    return forgotten


def _keep(session: Session, lines: dict[str, Gone]) -> None:
    rows: Sequence[dict[str, Any]] = [
        {
            "uid": uid,
            "kind": one.kind,
            "row_uid": one.row_uid,
            "row_id": one.row_id,
            "row_at": one.row_at,
        }
        for uid, one in lines.items()
    ]
    if rows:
        run(session, insert(table_of(Erased)), rows)


def _plain(uid: str, one: Gone) -> dict[str, str | int]:
    line: dict[str, str | int] = {"uid": uid, "kind": one.kind}
    if one.row_uid:
        line["row"] = one.row_uid
    if one.row_id is not None:
        line["id"] = one.row_id
    if one.row_at is not None:
        line["at"] = one.row_at.astimezone(UTC).isoformat()
    return line


def _typed(line: dict[str, Any]) -> tuple[str, Gone]:
    """Only what we would have written: this file may have been in other hands. Else ValueError,
    TypeError or KeyError.
    """
    uid, kind = line["uid"], line["kind"]
    row, number = line.get("row", ""), line.get("id")
    at = datetime.fromisoformat(line["at"]) if "at" in line else None
    is_ours = (
        _ID.fullmatch(uid)
        and kind in BY_NAME
        and row.isprintable()
        and len(row) <= LONGEST_ROW
        and (number is None or 0 < number < 2**31)
        and (at is None or at.tzinfo is not None)
    )
    if not is_ours:
        raise ValueError(kind)
    return uid, Gone(kind, row, number, at)
