"""What a printer's own words mean: from the reasons that CUPS gives (RFC 8011 §5.4.12, PWG 5100.9)
to a state and a sentence for whoever stands before the printer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub.languages.language import to_say


class PrintState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    STOPPED = "stopped"
    """It goes on when somebody does something about it, or never."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a printer is, or how a job ended."""

    state: PrintState
    words: str
    job: str = ""
    """What it prints, as CUPS names it: "Office-12"."""
    ready: str = ""
    """Of a printer with nothing to do."""


NEEDS_SOMEBODY = to_say("The printer needs somebody to look at it.")
DIDNT_PRINT = to_say("It didn't print. The printer needs somebody to look at it.")

_STOPS = {
    "media-jam": to_say("Paper is stuck in the printer (a paper jam)."),
    "media-empty": to_say("The printer is out of paper."),
    "media-needed": to_say("The printer is out of paper."),
    "input-tray-missing": to_say("The printer's paper tray is not in its place."),
    "door-open": to_say("A door of the printer is open."),
    "cover-open": to_say("A door of the printer is open."),
    "interlock-open": to_say("A door of the printer is open."),
    "toner-empty": to_say("The printer is out of toner."),
    "marker-supply-empty": to_say("The printer is out of ink or toner."),
    "output-area-full": to_say("The printer's out tray is full."),
    "output-tray-missing": to_say("The printer's out tray is not in its place."),
    "offline": to_say("The printer is switched off or not connected."),
    "shutdown": to_say("The printer is switched off or not connected."),
    "timed-out": to_say("The printer doesn't answer."),
    "cups-missing-filter": to_say(
        "The printer is not set up right: a part of its driver is missing."
    ),
    "paused": to_say("The printer has been stopped. Somebody must start it again."),
    "moving-to-paused": to_say("The printer has been stopped. Somebody must start it again."),
}
"""What keeps a page from coming out, the likeliest cause first."""
_NOTES = {
    "toner-low": "The toner is low.",
    "marker-supply-low": "The ink or toner is low.",
    "media-low": "There is little paper left.",
}
"""What will keep a page from coming out one day."""
_SLOW = "connecting-to-device"
_LEVEL = re.compile(r"-(report|warning|error)$")
_PRINTS = re.compile(r"now printing (\S+?)\.?(?: .*)?$")
_WENT_WRONG = ("aborted", "canceled", "stopped", "not-ready", "error", "failed", "unsupported")
"""Parts of the reasons for which a job ends without paper."""


def condition_of(heading: str, details: Sequence[str]) -> Condition:
    """A printer from `lpstat -l -p`: what follows its name, and the indented lines."""
    reasons = _reasons(details)
    prints = _PRINTS.match(heading)
    job = prints[1] if prints else ""
    notes = " ".join(dict.fromkeys(_NOTES[name] for name, _ in reasons if name in _NOTES))
    ready = f"Ready. {notes}".strip()
    is_stopped = heading.startswith("disabled")
    stopping = _what_stops(reasons, is_stopped=is_stopped)
    if stopping:
        return Condition(PrintState.STOPPED, stopping, job)
    if any(name == _SLOW for name, _ in reasons):
        words = "Waiting for the printer to answer. Is it switched on?"
        return Condition(PrintState.WAITING, words, job, ready=words)
    if job:
        return Condition(PrintState.PRINTING, f"Printing… {notes}".strip(), job, ready)
    return Condition(PrintState.WAITING, f"Waiting for the printer. {notes}".strip(), job, ready)


def how_a_job_ended(details: Sequence[str]) -> Condition:
    """A job that is over, from the indented lines of `lpstat -l -W completed -o`."""
    names = [name for name, _ in _reasons(details)]
    if any("canceled" in name for name in names):
        return Condition(PrintState.STOPPED, to_say("Somebody has cancelled it at the printer."))
    if went_wrong(details):
        return Condition(PrintState.STOPPED, DIDNT_PRINT)
    return Condition(PrintState.DONE, "Printed.")


def went_wrong(details: Sequence[str]) -> bool:
    """Whether a job's indented lines say that no paper came out."""
    return any(part in name for name, _ in _reasons(details) for part in _WENT_WRONG)


def _reasons(details: Sequence[str]) -> list[tuple[str, str]]:
    """Each reason and how much it matters: "error" where CUPS doesn't say."""
    found = []
    for line in details:
        if line.startswith("Alerts: "):
            for reason in line.removeprefix("Alerts: ").split():
                level = _LEVEL.search(reason)
                found.append((_LEVEL.sub("", reason), level[1] if level else "error"))
    return [(name, level) for name, level in found if name != "none"]


def _what_stops(reasons: list[tuple[str, str]], *, is_stopped: bool) -> str:
    """The sentence for what stops it; "" where nothing does. A printer that goes on in spite of a
    warning (its second tray is empty) is not stopped.
    """
    serious = {name for name, level in reasons if level == "error" or is_stopped}
    serious |= {name for name, _ in reasons if name in ("media-needed", "offline")}
    for name, words in _STOPS.items():
        if name in serious:
            return words
    unknown = [
        name for name in serious if name not in _NOTES and name != _SLOW and "cups-" not in name
    ]
    return NEEDS_SOMEBODY if unknown or is_stopped else ""
