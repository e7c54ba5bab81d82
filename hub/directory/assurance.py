"""How a checked date fades: amber at 90 days, and from 100 days (or if nobody ever checked) the
entry says so in words and ranks last. And which entries are shown to everybody: an urgent helpline
always is. Store-free, so that the kiosk can use it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from hub.views.directory import ServiceStatus
from hub.views.words import date_words_short

OPEN_STATUSES = (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
"""Statuses of help that people are shown; the others are kept, and silent."""

AMBER_AFTER = 90
"""Days after which somebody should check again."""
STALE_AFTER = 100
"""Days from which an entry no longer counts as checked."""


class Freshness(StrEnum):
    """How far a check can be trusted today."""

    FRESH = "fresh"
    AMBER = "amber"
    STALE = "stale"


def freshness(assured_on: date | None, today: date) -> Freshness:
    """Fresh to 89 days, amber from 90, stale from 100 or if nobody ever checked."""
    if assured_on is None or (today - assured_on).days >= STALE_AFTER:
        return Freshness.STALE
    if (today - assured_on).days >= AMBER_AFTER:
        return Freshness.AMBER
    return Freshness.FRESH


def is_current(assured_on: date | None, today: date) -> bool:
    """Whether somebody checked it in the last 100 days."""
    return freshness(assured_on, today) is not Freshness.STALE


def assured_words(assured_on: date | None, today: date, vanished_on: date | None = None) -> str:
    """What screen and paper say about it; `vanished_on` is when its feed no longer had it."""
    if vanished_on is not None:
        return (
            f"Gone from the list it came from ({date_words_short(vanished_on)}):"
            " please check before you go"
        )
    if assured_on is None:
        return "Not checked yet"
    if is_current(assured_on, today):
        return f"Checked {date_words_short(assured_on)}"
    return f"Last checked {date_words_short(assured_on)}: please check before you go"


def vanished_words(vanished_on: date | None) -> str:
    """What screen and paper say of an entry that its feed no longer has; empty if it still does."""
    if vanished_on is None:
        return ""
    return f"Its source stopped listing it on {date_words_short(vanished_on)}: please check first"


def is_shown(
    *,
    status: ServiceStatus,
    is_urgent: bool,
    is_hidden: bool,
    assured_on: date | None,
    today: date,
    hides_unchecked: bool,
) -> bool:
    """Whether everybody is shown an entry. Nothing takes an urgent helpline away: not its feed's
    status, not a check that has faded, not a slip of the finger. It goes when somebody says that it
    isn't urgent, or that it shall not be listed.
    """
    if is_urgent:
        return True
    if status not in OPEN_STATUSES or is_hidden:
        return False
    return is_current(assured_on, today) or not hides_unchecked


def rank(
    *,
    status: ServiceStatus,
    is_urgent: bool,
    is_local: bool,
    assured_on: date | None,
    vanished_on: date | None,
    today: date,
) -> tuple[bool, bool, bool, bool]:
    """The smaller, the earlier in a list: urgent; open; checked lately and still listed by its
    source; near here.
    """
    trusted = is_current(assured_on, today) and vanished_on is None
    return (not is_urgent, status is not ServiceStatus.ACTIVE, not trusted, not is_local)
