"""The drop box: all that a visitors' process can leave behind. Lines of five kinds, one file each,
made and never read, changed or named by whoever leaves them; `hub.upkeep.emptying` takes them out.

No line is tied to another: names are random, and the time stamp of a file is the start of its day.
(The file system's own note of when a file was made can't be set; it goes when the box is emptied,
within the hour.) A full box takes no more, and whatever goes wrong, no screen hears of it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hub.clock import Clock
from hub.views.sorts import Sheet, WrongPart
from hub.views.words import clean_line

LONGEST_WORDS = 300
"""Letters of an idea."""
LONGEST_LINE = 1400
"""Bytes of a line: an idea of letters that take four bytes each, and a little."""
MOST_LINES = 2000
"""So many lie in the box at most."""
MOST_COUNTS = 1500
"""From so many on, counts stay out: there is still room for what people say."""

NAME = re.compile(r"[0-9a-f]{32}")
"""A line's name. While it is being written, a dot stands before it."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{2,8}")


class What(StrEnum):
    """The kinds of line that there are."""

    NEED = "need"
    """A need was looked at."""
    INTEREST = "interest"
    """An interest was looked at."""
    SHEET = "sheet"
    """Something was taken away."""
    WRONG = "wrong"
    """An entry is wrong."""
    IDEA = "idea"
    """What somebody would like."""


IDEAS = ("idea", "group")
"""An idea for the hub, or a group that somebody would come to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    what: What
    about: str
    """A slug, a sheet, a code, or the kind of idea."""
    words: str = ""
    """The part that is wrong, or the idea."""

    def is_allowed(self) -> bool:
        """Whether it is one of those that there may be."""
        if self.what in (What.NEED, What.INTEREST):
            return _SLUG.fullmatch(self.about) is not None and not self.words
        if self.what is What.SHEET:
            return self.about in set(Sheet) and not self.words
        if self.what is What.WRONG:
            return _CODE.fullmatch(self.about) is not None and self.words in set(WrongPart)
        is_kind = self.about in IDEAS
        is_short = 0 < len(self.words) <= LONGEST_WORDS
        return is_kind and is_short and clean_line(self.words) == self.words


def write_line(line: Line) -> bytes | None:
    """A line as it lies in its file; None where it isn't allowed."""
    if not line.is_allowed():
        return None
    written = f"{line.what}\t{line.about}\t{line.words}\n".encode()
    return written if len(written) <= LONGEST_LINE else None


def read_line(written: bytes) -> Line | None:
    """The line in a file's bytes, whoever wrote them; None where it isn't exactly one of ours."""
    try:
        what, about, words = written.decode().split("\t")
        line = Line(What(what), about, words.removesuffix("\n"))
    except ValueError:  # not UTF-8, not three parts, or no such kind
        return None
    return line if write_line(line) == written else None


class DropBox:
    """The box in one folder. Every method says whether the line was left, and raises nothing."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock

    def leave_need(self, slug: str) -> bool:
        """A need was looked at."""
        return self.leave(Line(What.NEED, slug))

    def leave_interest(self, slug: str) -> bool:
        """An interest was looked at."""
        return self.leave(Line(What.INTEREST, slug))

    def leave_sheet(self, kind: Sheet) -> bool:
        """Something was taken away."""
        return self.leave(Line(What.SHEET, kind))

    def leave_wrong(self, code: str, part: WrongPart) -> bool:
        """This part of an entry or activity is wrong."""
        return self.leave(Line(What.WRONG, code, part))

    def leave_idea(self, kind: str, words: str) -> bool:
        """What somebody would like: `kind` is "idea" or "group"."""
        return self.leave(Line(What.IDEA, kind, clean_line(words)))

    def leave(self, line: Line) -> bool:
        """Put one line in; False where it isn't allowed, or there is no room or no box."""
        try:
            written = write_line(line)
            return written is not None and self._put(written, is_count=_is_count(line))
        except (OSError, ValueError, OverflowError):
            return False

    def _put(self, written: bytes, *, is_count: bool) -> bool:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        box = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if not _has_room(box, MOST_COUNTS if is_count else MOST_LINES):
                return False
            name = os.urandom(16).hex()
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            file = os.open(f".{name}", flags, 0o600, dir_fd=box)
            try:
                self._write(file, written, is_count=is_count)
                os.rename(f".{name}", name, src_dir_fd=box, dst_dir_fd=box)
            except OSError:
                with suppress(OSError):
                    os.unlink(f".{name}", dir_fd=box)
                raise
            finally:
                os.close(file)
            if not is_count:
                os.fsync(box)
        finally:
            os.close(box)
        return True

    def _write(self, file: int, written: bytes, *, is_count: bool) -> None:
        if os.write(file, written) != len(written):
            raise OSError("the disk is full")
        starts, _ = self._clock.day_bounds(self._clock.today())
        os.utime(file, (starts.timestamp(), starts.timestamp()))
        if not is_count:  # somebody was thanked for it
            os.fsync(file)


def _is_count(line: Line) -> bool:
    return line.what not in (What.WRONG, What.IDEA)


def _has_room(box: int, most: int) -> bool:
    with os.scandir(box) as entries:
        return all(number < most - 1 for number, _ in enumerate(entries))
