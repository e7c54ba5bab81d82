"""Which week's paper is meant, and whether Today should say that it lies ready."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kiosk.desk.printed_before import last_time, printed_before
from printables.kinds import SheetKind


def week_of(day: date) -> tuple[int, int]:
    """ISO year and week."""
    year, week, _ = day.isocalendar()
    return year, week


def week_name(day: date) -> str:
    """Like 2026-W48, as files are called."""
    year, week = week_of(day)
    return f"{year}-W{week:02d}"


def monday_week(day: date) -> date:
    """A day of the week that is printed for Monday: from Thursday on it is the next one."""
    return day if day.weekday() <= 2 else day + timedelta(days=7)


def paper_to_do(folder: Path | None, today: date) -> tuple[str, ...]:
    """Where Sunday's job has put Monday's timetable there, and nobody has printed it."""
    if folder is None:
        return ()
    sheet = f"{SheetKind.TIMETABLE.job_title}-{week_name(monday_week(today))}"
    if not (folder / f"{sheet}.pdf").exists() or last_time(printed_before(folder), sheet):
        return ()
    return ("Monday's timetable is ready to print. Press p.",)
