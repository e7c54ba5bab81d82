"""Looks at the whole hub and says in plain words what is well and what somebody should do. Changes
nothing, and goes on where one part can't be looked at.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.assurance import OPEN_STATUSES, STALE_AFTER
from hub.errors import HubError
from hub.languages.catalogue import missing
from hub.languages.spoken import LANGUAGES
from hub.noticeboard.read import Noticeboard
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.opening import open_store
from hub.store.tables import Service
from hub.upkeep.jobs import Job
from hub.upkeep.ledger import list_jobs
from hub.upkeep.plausible import doubt_about_clock
from hub.views.words import date_words_short

OLD_BACKUP = timedelta(days=2)
OLD_NOTICEBOARD = timedelta(days=1)
LEAST_ROOM = 500_000_000
"""Bytes on a disk below which a backup or the nightly publishing may not fit."""
_BACKUP = re.compile(r"hub-(\d{4}-\d{2}-\d{2}T\d{4})(-\d+)?\.backup")


class State(StrEnum):
    """What a finding asks for."""

    WELL = "well"
    NOTE = "note"
    """Good to know: nothing has to be done today."""
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part of the hub."""

    part: str
    state: State
    words: str
    hint: str = ""
    """What to do, where there is something to do."""


def examine(settings: Settings, clock: Clock, jobs: Sequence[Job]) -> tuple[Finding, ...]:
    """Everything, in the order in which it matters."""
    found = [*_about_the_key(settings)]
    try:
        store = open_store(settings)
    except HubError as problem:
        found.insert(0, _trouble("store", problem))
    else:
        try:
            found.insert(0, Finding("store", State.WELL, "It opens, and is of this version."))
            found += _within(store, clock, jobs)
        finally:
            store.close()
    found += _about_backups(settings, clock)
    found += _about_the_noticeboard(settings, clock)
    found += _about_disks(settings)
    found += _about_languages(settings)
    return tuple(found)


def _trouble(part: str, problem: HubError) -> Finding:
    return Finding(part, State.TO_DO, problem.message, problem.hint)


def _within(store: Store, clock: Clock, jobs: Sequence[Job]) -> Iterator[Finding]:
    """What only the store can tell."""
    looks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("clock", lambda: _about_the_clock(store, clock)),
        ("jobs", lambda: _about_jobs(store, clock, jobs)),
        ("help", lambda: _about_help(store, clock)),
    )
    for part, look in looks:
        try:
            yield from tuple(look())
        except HubError as problem:
            yield _trouble(part, problem)


def _about_the_key(settings: Settings) -> Iterator[Finding]:
    path = settings.key_file
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        yield Finding(
            "key",
            State.TO_DO,
            f"The key is not in {path.parent}.",
            "Without it no backup opens. Put it back, or bring it back from the recovery words.",
        )
        return
    if mode & 0o077:
        yield Finding(
            "key",
            State.TO_DO,
            "Other people on this machine can read the key.",
            f"chmod 600 {path}",
        )
        return
    yield Finding("key", State.WELL, "It is there, and nobody else can read it.")


def _about_the_clock(store: Store, clock: Clock) -> Iterator[Finding]:
    with store.read() as session:
        doubt = doubt_about_clock(session, clock)
    if doubt:
        yield Finding("clock", State.TO_DO, doubt, "Set the date and time of this machine.")
    else:
        yield Finding("clock", State.WELL, f"It says {date_words_short(clock.today())}.")


def _about_jobs(store: Store, clock: Clock, jobs: Sequence[Job]) -> Iterator[Finding]:
    views = list_jobs(store, clock, jobs)
    failed = [one for one in views if one.last_outcome.startswith("failed")]
    for one in failed:
        why = one.last_outcome.removeprefix("failed").lstrip(": ")
        yield Finding(
            "jobs", State.TO_DO, f"{one.about}: it failed. {why}", f"hub jobs run {one.name}"
        )
    if all(one.last_run is None for one in views):
        yield Finding(
            "jobs",
            State.TO_DO,
            "No nightly job has ever run.",
            "Leave this running, as a service of the machine: hub scheduler",
        )
    elif not failed:
        yield Finding("jobs", State.WELL, "None failed when it last ran.")


def _about_help(store: Store, clock: Clock) -> Iterator[Finding]:
    stale = clock.today() - timedelta(days=STALE_AFTER)
    with store.read() as session:
        listed = col(Service.status).in_([one.value for one in OPEN_STATUSES])
        shown = listed & col(Service.is_hidden).is_(False)
        total = session.scalar(select(func.count()).select_from(Service).where(shown)) or 0
        unchecked = (
            session.scalar(
                select(func.count())
                .select_from(Service)
                .where(
                    shown, or_(col(Service.assured_on).is_(None), col(Service.assured_on) <= stale)
                )
            )
            or 0
        )
    if unchecked:
        words = f"{unchecked} of {total} entries were never checked, or not for {STALE_AFTER} days."
        yield Finding("help", State.NOTE, words, "hub directory due")
    else:
        yield Finding("help", State.WELL, f"All {total} entries are checked.")


def _about_backups(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        names = [path.name for path in settings.backup_folder.iterdir()]
    except OSError:
        names = []
    made = sorted(found[1] for found in map(_BACKUP.fullmatch, names) if found)
    if not made:
        words = f"There is none in {settings.backup_folder}."
        yield Finding("backup", State.TO_DO, words, "hub backup")
        return
    newest = datetime.strptime(made[-1], "%Y-%m-%dT%H%M").replace(tzinfo=clock.zone)
    words = f"The newest is of {date_words_short(newest.date())}."
    if clock.now() - newest > OLD_BACKUP:
        yield Finding("backup", State.TO_DO, words, "Make one now: hub backup")
    else:
        yield Finding("backup", State.WELL, words)


def _about_the_noticeboard(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        board = Noticeboard.open(settings.noticeboard_file)
    except HubError as problem:
        yield _trouble("noticeboard", problem)
        return
    published = board.hub().published_at
    board.close()
    words = f"Published {date_words_short(clock.local(published).date())}."
    if clock.utc_now() - published > OLD_NOTICEBOARD:
        yield Finding("noticeboard", State.TO_DO, words, "Is the scheduler running? hub publish")
    else:
        yield Finding("noticeboard", State.WELL, words)


def _about_disks(settings: Settings) -> Iterator[Finding]:
    seen: set[int] = set()
    for folder in (settings.folder, settings.backup_folder):
        try:
            device = folder.stat().st_dev
            free = _free(folder)
        except OSError:
            continue
        if device in seen:
            continue
        seen.add(device)
        words = f"{free / 1e9:.1f} GB are free where {folder} is."
        if free < LEAST_ROOM:
            yield Finding("disk", State.TO_DO, words, "Make room: backups and publishing need it.")
        else:
            yield Finding("disk", State.WELL, words)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _about_languages(settings: Settings) -> Iterator[Finding]:
    lacking = [(one, len(missing(one.code, settings.folder))) for one in LANGUAGES]
    lacking = [(one, lines) for one, lines in lacking if lines]
    for one, lines in lacking:
        words = f"{one.in_english} lacks {lines} lines, which are said in English."
        yield Finding("languages", State.NOTE, words, f"hub languages --missing {one.code}")
    if not lacking:
        yield Finding("languages", State.WELL, "None lacks a line.")
