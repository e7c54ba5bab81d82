"""Which days the noticeboard covers, for whoever writes it and whoever asks beyond them."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS_AHEAD = 26


def window(today: date) -> tuple[date, date]:
    """First and last day of the sessions that are published: from Monday of last week."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=1), today + timedelta(weeks=WEEKS_AHEAD)
