"""Hands a finished sheet to CUPS and says in plain words how it goes there. What the words mean is
decided in `printables.printer_words`; what is on the sheet, elsewhere.

`lp` and `lpstat` are run as they are, never through a shell. The printer's own list shows what
kind of sheet it is and nothing else: the file goes in by stdin, so that its name stays with us.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hub.errors import BadInput, NoPrinter, NotFound
from hub.views.words import clean_line
from printables.kinds import SheetKind
from printables.printer_words import (
    NEEDS_SOMEBODY,
    Condition,
    PrintState,
    condition_of,
    how_a_job_ended,
    went_wrong,
)

TAKE_WITHIN = 20.0
"""Seconds in which `lp` takes a job; it answers at once, or something is broken."""
TELL_WITHIN = 5.0
"""Seconds in which `lpstat` answers."""
MOST_COPIES = 99
DEFAULT = "default"
"""What people type for the queue that CUPS takes where none is named."""
LONGEST_SAYING = 160

_NAME = re.compile(r"[^-\s/\\?'\"#][^\s/\\?'\"#]{0,126}")
"""CUPS takes no blanks, slashes, quotes or # in a queue's name; none of ours looks like an option.
"""
_TAKEN = re.compile(r"request id is (\S+)-(\d{1,10}) \(")
_PRINTER = re.compile(r"printer (\S+) (.*)")
_DEFAULT = re.compile(r"system default destination: (\S+)")


@dataclass(frozen=True, slots=True)
class Printer:
    """One queue of CUPS."""

    name: str
    is_default: bool
    words: str
    """How it is: "Ready.", "The printer is out of paper."."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A sheet that CUPS has taken."""

    queue: str
    number: int


@dataclass(frozen=True, slots=True)
class JobNews:
    """How it goes with a job."""

    state: PrintState
    words: str


def printers() -> tuple[Printer, ...]:
    """Every queue, by name, the default one first; none where there is no CUPS or no answer."""
    names = [name for line in _ask("lpstat", "-e") if (name := _queue_name(line))]
    if not names:
        return ()
    conditions, default = _conditions(), default_queue()
    found = (
        Printer(name, name == default, _resting(conditions.get(name)))
        for name in dict.fromkeys(names)
    )
    return tuple(sorted(found, key=lambda one: (not one.is_default, one.name.casefold())))


def default_queue() -> str:
    """The queue that CUPS takes where none is named; "" for none."""
    for line in _ask("lpstat", "-d"):
        if named := _DEFAULT.fullmatch(line):
            return _queue_name(named[1])
    return ""


def why_none() -> str:
    """Why `printers` finds none, for whoever sets them up."""
    if shutil.which("lpstat") is None:
        return "The printing system (CUPS) is not on this machine."
    done = _run("lpstat", "-r", within=TELL_WITHIN)
    if done is None:
        return "The printing system (CUPS) doesn't answer."
    if "is running" not in done.said:
        return "The printing system (CUPS) isn't running."
    return "The printing system (CUPS) has no printer yet."


def send(
    path: Path,
    kind: SheetKind,
    *,
    queue: str = "",
    copies: int = 1,
    two_sided: bool = False,
    paper: str = "A4",
) -> PrintJob:
    """Hand the file to the printer; "" and "default" mean the default one. It stays where it is.

    Raises NoPrinter, which says where the file is, BadInput for silly copies, NotFound for no file.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise BadInput(f"{copies} copies can't be made.", hint=f"Ask for 1 to {MOST_COPIES}.")
    named = "" if queue == DEFAULT else queue
    if named and not _queue_name(named):
        raise _no_printer(f"There is no printer called {_short(named)!r}.", path)
    if shutil.which("lp") is None:
        raise _no_printer("The printing system (CUPS) is not on this machine.", path)
    words = [*(("-d", named) if named else ()), "-n", str(copies)]
    words += ["-o", f"media={paper}", "-o", "print-scaling=none"]
    words += ["-o", f"sides={'two-sided-long-edge' if two_sided else 'one-sided'}"]
    try:
        with path.open("rb") as file:
            done = _run("lp", *words, "-t", kind.job_title, given=file, within=TAKE_WITHIN)
    except OSError as error:
        raise NotFound(f"{path} can't be read: {error.strerror}.") from None
    if done is None:
        raise _no_printer("The printing system (CUPS) doesn't answer.", path)
    taken = _TAKEN.search(done.said)
    if done.code or taken is None:
        raise _no_printer(_why_not_taken(done.complained, named), path)
    return PrintJob(taken[1], int(taken[2]))


def news_of(job: PrintJob, path: Path | None = None) -> JobNews:
    """What CUPS says of the job now. Where it is stuck, the words say where the file is, if told.

    Two questions to `lpstat`, three once the job is over: up to 15 seconds where CUPS hangs.
    """
    found = _details_of(job, _ask("lpstat", "-l", "-W", "not-completed", "-o"))
    if found is not None:
        return _on_its_way(job, _conditions().get(job.queue), found, path)
    found = _details_of(job, _ask("lpstat", "-l", "-W", "completed", "-o"))
    if found is not None:
        ended = how_a_job_ended(found)
        return JobNews(ended.state, _with_file(ended, path))
    if _run("lpstat", "-r", within=TELL_WITHIN) is None:
        silent = Condition(PrintState.WAITING, "The printing system (CUPS) doesn't answer.")
        return JobNews(silent.state, _with_file(silent, path))
    # Some machines keep no list of what they have printed.
    return JobNews(PrintState.DONE, "The printer has taken it.")


def take_back(job: PrintJob) -> bool:
    """Let a job not be printed any more; whether CUPS agreed."""
    done = _run("cancel", str(job.number), within=TELL_WITHIN)
    return done is not None and done.code == 0


# What CUPS says


@dataclass(frozen=True, slots=True)
class _Done:
    """What a program left behind."""

    code: int
    said: str
    complained: str


def _conditions() -> dict[str, Condition]:
    """How each queue is."""
    lines = _ask("lpstat", "-l", "-p")
    found = {}
    for number, line in enumerate(lines):
        if printer := _PRINTER.match(line):
            found[printer[1]] = condition_of(printer[2], _details(lines[number + 1 :]))
    return found


def _details(following: list[str]) -> list[str]:
    """The indented lines that belong to the one before."""
    details = []
    for line in following:
        if not line.startswith("\t"):
            break
        details.append(clean_line(line))
    return details


def _details_of(job: PrintJob, lines: list[str]) -> list[str] | None:
    """What a list of jobs says of this one; None where it isn't in it."""
    for number, line in enumerate(lines):
        # By its number, which is its own among all queues: names are written in other ways here.
        if line.split(" ")[0].endswith(f"-{job.number}"):
            return _details(lines[number + 1 :])
    return None


def _on_its_way(
    job: PrintJob, printer: Condition | None, details: list[str], path: Path | None
) -> JobNews:
    if printer is None:
        return JobNews(PrintState.WAITING, "Waiting for the printer.")
    if printer.state is PrintState.PRINTING and not printer.job.endswith(f"-{job.number}"):
        return JobNews(PrintState.WAITING, "Waiting: the printer is busy with something else.")
    if printer.state is PrintState.WAITING and went_wrong(details):
        again = Condition(PrintState.STOPPED, f"It hasn't printed yet. {NEEDS_SOMEBODY}")
        return JobNews(again.state, _with_file(again, path))
    return JobNews(printer.state, _with_file(printer, path))


def _resting(condition: Condition | None) -> str:
    """Of a printer, whatever it prints."""
    if condition is None:
        return "Not seen just now."
    return condition.words if condition.state is not PrintState.WAITING else condition.ready


def _with_file(condition: Condition, path: Path | None) -> str:
    if condition.state is not PrintState.STOPPED or path is None:
        return condition.words
    return f"{condition.words} The file is here: {path}"


def _why_not_taken(complained: str, queue: str) -> str:
    """A refusal of `lp` in plain words."""
    if "not accepting" in complained:
        return f"{_short(queue) or 'The printer'} takes nothing to print just now."
    if "does not exist" in complained or "No such" in complained:
        known = ", ".join(one.name for one in printers())
        also = f" There are: {known}." if known else ""
        return f"There is no printer called {_short(queue)!r}.{also}"
    if "o default destination" in complained:
        return "No printer is chosen to be the usual one."
    if "not running" in complained or "nable to connect" in complained:
        return "The printing system (CUPS) isn't running."
    said = _short(complained.removeprefix("lp: "))
    return f"No printer took it. It said: {said}" if said else "No printer took it."


def _no_printer(why: str, path: Path) -> NoPrinter:
    return NoPrinter(why, hint=f"See: hub printers. The file is here: {path}")


def _queue_name(name: str) -> str:
    """The name as it came, or "" where it can't be one."""
    return name if _NAME.fullmatch(name) and clean_line(name) == name else ""


def _short(text: str) -> str:
    return clean_line(text)[:LONGEST_SAYING]


def _ask(program: str, *words: str) -> list[str]:
    """The lines of its answer; none where it doesn't answer."""
    done = _run(program, *words, within=TELL_WITHIN)
    return done.said.split("\n") if done else []


def _run(program: str, *words: str, within: float, given: IO[bytes] | None = None) -> _Done | None:
    """Run one of the two programs; None where there is none, or no answer in time."""
    found = shutil.which(program)
    if found is None:
        return None
    try:
        running = subprocess.Popen(  # noqa: S603 # found on PATH; its words are ours or checked
            [found, *words],
            stdin=given if given is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
            start_new_session=True,
        )
    except OSError:
        return None
    with running:
        try:
            said, complained = running.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            with suppress(OSError):  # whatever it has started ends with it
                os.killpg(running.pid, signal.SIGKILL)
            return None
    return _Done(running.returncode, *(one.decode(errors="replace") for one in (said, complained)))
