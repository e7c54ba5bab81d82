"""Takes out of the drop box what visitors left, and counts it. Whatever else lies in there is
thrown away and counted, never followed, opened further than it must be, or believed.

A crash half-way counts nothing twice and loses nothing: the names of the lines go into the store
in the transaction that counts them, then the files go, then the names.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.directory.wrong_notes import NewNote
from hub.directory.wrong_notes import take_in as take_in_notes
from hub.errors import HubError
from hub.noticeboard.dropbox import LONGEST_LINE, MOST_LINES, NAME, Line, What, read_line
from hub.settings import Settings
from hub.signposting.ideas import NewIdea
from hub.signposting.ideas import take_in as take_in_ideas
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import CountedLine, Interest, KioskCount, Need
from hub.views.sorts import Channel, WrongPart

MOST_AT_ONCE = 2 * MOST_LINES
"""More lines than honest kiosks can leave. What lies there beyond them is thrown away."""
OLDEST = timedelta(days=31)
"""A time stamp that is older, or in the future, is not believed: the line counts for this week."""

_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_COUNTS = (What.NEED, What.INTEREST, What.SHEET)


@dataclass(frozen=True, slots=True)
class _Left:
    """A line that lies in the box."""

    name: str
    line: Line
    week: date


@dataclass(slots=True)
class _Emptied:
    """What came of it."""

    counts: int = 0
    ideas: int = 0
    notes: int = 0
    thrown_away: int = 0
    stuck: int = 0
    """Could not be thrown away."""

    def words(self) -> str:
        said = [
            f"{number} {one if number == 1 else many}"
            for number, one, many in (
                (self.counts, "count", "counts"),
                (self.ideas, "idea", "ideas"),
                (self.notes, "note that something is wrong", "notes that something is wrong"),
                (self.thrown_away, "thrown away", "thrown away"),
                (self.stuck, "that can't be removed", "that can't be removed"),
            )
            if number
        ]
        return ", ".join(said) or "nothing was left"


def empty_drop_box(store: Store, clock: Clock, settings: Settings) -> str:
    """Count what was left, and say so in a few words. Raises HubError where the box is no folder;
    what the store refuses (Busy) lies there until the next time.
    """
    try:
        box = os.open(
            settings.dropbox_folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        )
    except FileNotFoundError:
        return "nothing was left"
    except OSError as error:
        raise _no_box(settings.dropbox_folder, error) from None
    try:
        try:
            fcntl.flock(box, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return "somebody else is emptying it"
        sweep = _Sweep(box, clock)
        sweep.look()
        emptied = store.transact(lambda session: _take_in(session, clock, sweep.found))
        gone = [one.name for one in sweep.found if sweep.remove(one.name)]
        store.transact(lambda session: _forget(session, gone))
    finally:
        os.close(box)
    emptied.thrown_away += sweep.thrown_away
    emptied.stuck = sweep.stuck
    return emptied.words()


def _no_box(folder: Path, error: OSError) -> HubError:
    return HubError(
        f"The drop box can't be opened: {error.strerror}.",
        hint=f"It should be a folder of the hub's own: {folder}. Move away what is there.",
    )


@dataclass(slots=True)
class _Sweep:
    """One look through the box, by its open folder: no name is looked up from elsewhere."""

    box: int
    clock: Clock
    found: list[_Left] = field(default_factory=list)
    thrown_away: int = 0
    stuck: int = 0

    def look(self) -> None:
        """Find the lines; throw the rest away."""
        with os.scandir(self.box) as entries:
            for entry in entries:
                left = None
                with suppress(OSError):
                    left = self._read(entry.name)
                    if left is None and self._is_being_written(entry.name):
                        continue
                if left is not None and len(self.found) < MOST_AT_ONCE:
                    self.found.append(left)
                else:
                    self._throw_away(entry.name)
        # By their random names: so nothing keeps the order in which they came.
        self.found.sort(key=lambda one: one.name)

    def remove(self, name: str) -> bool:
        """Whether that name is gone now."""
        try:
            os.unlink(name, dir_fd=self.box)
        except FileNotFoundError:
            return True
        except OSError:
            self.stuck += 1
            return False
        return True

    def _read(self, name: str) -> _Left | None:
        """The line in a file, where it is one. Nothing that isn't a plain file is opened."""
        if not NAME.fullmatch(name) or not stat.S_ISREG(self._stat(name).st_mode):
            return None
        file = os.open(name, _LOOK, dir_fd=self.box)
        try:
            about = os.fstat(file)
            if not stat.S_ISREG(about.st_mode):
                return None
            line = read_line(os.read(file, LONGEST_LINE + 1))  # however much there is
        finally:
            os.close(file)
        return None if line is None else _Left(name, line, self._week(about.st_mtime))

    def _is_being_written(self, name: str) -> bool:
        """A kiosk is about to give it its name, or was cut off today."""
        if not (name.startswith(".") and NAME.fullmatch(name[1:])):
            return False
        about = self._stat(name)
        starts, ends = self.clock.day_bounds(self.clock.today())
        is_todays = starts.timestamp() <= about.st_mtime < ends.timestamp()
        return stat.S_ISREG(about.st_mode) and is_todays

    def _stat(self, name: str) -> os.stat_result:
        return os.stat(name, dir_fd=self.box, follow_symlinks=False)

    def _week(self, stamp: float) -> date:
        today = self.clock.today()
        try:
            day = self.clock.local(datetime.fromtimestamp(stamp, UTC)).date()
        except (ValueError, OverflowError, OSError):
            day = today
        return monday_of(day if today - OLDEST <= day <= today else today)

    def _throw_away(self, name: str) -> None:
        """Whatever it is. A folder is emptied from the top, however deep: what is in it is moved up
        into the box first, so that nothing is followed.
        """
        try:
            if not stat.S_ISDIR(self._stat(name).st_mode):
                os.unlink(name, dir_fd=self.box)
            else:
                self._throw_folder_away(name)
        except FileNotFoundError:
            return
        except OSError:
            self.stuck += 1
        else:
            self.thrown_away += 1

    def _throw_folder_away(self, name: str) -> None:
        folders = [name]
        while folders:
            last = folders.pop()
            folder = os.open(last, os.O_RDONLY | os.O_DIRECTORY | _LOOK, dir_fd=self.box)
            try:
                with os.scandir(folder) as inside:
                    for entry in inside:
                        if entry.is_dir(follow_symlinks=False):
                            up = f".{secrets.token_hex(16)}.folder"
                            os.rename(entry.name, up, src_dir_fd=folder, dst_dir_fd=self.box)
                            folders.append(up)
                        else:
                            os.unlink(entry.name, dir_fd=folder)
            finally:
                os.close(folder)
            os.rmdir(last, dir_fd=self.box)


def _take_in(session: Session, clock: Clock, found: list[_Left]) -> _Emptied:
    """Count the lines that were not counted before. A constant number of statements."""
    emptied = _Emptied()
    if not found:
        return emptied
    names = [one.name for one in found]
    counted = set(
        session.scalars(select(col(CountedLine.name)).where(col(CountedLine.name).in_(names)))
    )
    fresh = [one for one in found if one.name not in counted]
    if not fresh:
        return emptied
    day = clock.today()
    session.execute(insert(CountedLine), [{"name": one.name, "on_day": day} for one in fresh])
    known = {
        What.NEED: set(session.scalars(select(col(Need.slug)))),
        What.INTEREST: set(session.scalars(select(col(Interest.slug)))),
    }
    counts = Counter(
        (one.week, one.line.what.value, one.line.about)
        for one in fresh
        if one.line.what in _COUNTS and one.line.about in known.get(one.line.what, {one.line.about})
    )
    emptied.counts = counts.total()
    if counts:
        _add_up(session, counts)
    ideas = [
        NewIdea(one.line.about, one.line.words, one.week)
        for one in fresh
        if one.line.what is What.IDEA
    ]
    emptied.ideas = take_in_ideas(session, ideas, Channel.KIOSK) if ideas else 0
    notes = [
        NewNote(one.line.about, WrongPart(one.line.words), one.week)
        for one in fresh
        if one.line.what is What.WRONG
    ]
    emptied.notes = take_in_notes(session, notes, Channel.KIOSK) if notes else 0
    emptied.thrown_away = len(fresh) - emptied.counts - emptied.ideas - emptied.notes
    return emptied


def _add_up(session: Session, counts: Counter[tuple[date, str, str]]) -> None:
    site = site_id(session)
    table = table_of(KioskCount)
    is_server = session.get_bind().dialect.name == "postgresql"
    adding: Any = (postgresql if is_server else sqlite).insert(table)
    adding = adding.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={"total": table.c.total + adding.excluded.total},
    )
    rows = [
        {"site_id": site, "week": week, "kind": kind, "what": what, "total": total}
        for (week, kind, what), total in sorted(counts.items())
    ]
    run(session, adding, rows)


def _forget(session: Session, names: list[str]) -> None:
    """These files are gone: their names need no remembering."""
    if names:
        session.execute(delete(CountedLine).where(col(CountedLine.name).in_(names)))
