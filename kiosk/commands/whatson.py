"""`hub whatson` and `hub find`: everything public, from the noticeboard alone."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from typing import Any

import click

from hub.clock import Clock, clock_for
from hub.errors import BadInput
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.noticeboard.window import window
from hub.timetable.typed import read_date, read_week
from hub.views.noticeboard import Found, Kind
from hub.views.timetable import BookingStatus, SessionView
from hub.views.words import date_words, day_words, span_words
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.shared.plain_lines import in_ascii, takes_utf8


@click.command("whatson", epilog=example("hub whatson", "hub whatson --week 2026-W52 --plain"))
@click.option("--day", help="One day, like 2026-12-01.")
@click.option("--week", help="One week, like 2026-W52, this or next.")
@click.option("--plain", is_flag=True, help="Plain lines for a screen reader (as without --json).")
@about_a_hub()
def whatson_command(asked: Asked, *, day: str | None, week: str | None, plain: bool) -> None:
    """What's on: today and the next six days, or the day or week you name."""
    if day and week:
        raise BadInput("Name a day or a week, not both.")
    if plain and asked.as_json:
        raise BadInput("Choose --plain or --json, not both.")
    settings = asked.settings()
    board = Noticeboard.open(settings.noticeboard_file)
    try:
        clock = clock_for(board.hub().site.zone)
        first = clock.today()
        last = first + timedelta(days=6)
        if day:
            first = last = read_date(day, clock)
        elif week:
            year, number = read_week(week, clock)
            first = date.fromisocalendar(year, number, 1)
            last = first + timedelta(days=6)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        hub_name = board.hub().site.name
        begins, ends = window(clock.local(board.hub().published_at).date())
        if begins <= first and last <= ends:
            sessions = board.sessions(first, last)
            notices = {one: board.notices(one) for one in days}
        else:
            sessions, notices = _from_store(asked, clock, first, last)
    finally:
        board.close()
    document = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "sessions": [_document(one) for one in sessions],
    }
    lines = [f"What's on at {hub_name}, {date_words(first)} to {date_words(last)}"]
    if first == last:
        lines = [f"What's on at {hub_name}, {date_words(first)}"]
    for one in days:
        lines += ["", f"{day_words(one)}"]
        lines += list(notices.get(one, ()))
        on_that_day = [s for s in sessions if s.starts.date() == one]
        lines += [_line(s) for s in on_that_day] or ["Nothing on this day."]
    asked.answer(document, _for_this_terminal(lines))


@click.command("find", epilog=example('hub find "behind with the rent"'))
@click.argument("words", nargs=-1, required=True)
@click.option("--plain", is_flag=True, help="Plain lines for a screen reader (as without --json).")
@about_a_hub()
def find_command(asked: Asked, *, words: tuple[str, ...], plain: bool) -> None:
    """Find help or something to do. Use your own words."""
    if plain and asked.as_json:
        raise BadInput("Choose --plain or --json, not both.")
    settings = asked.settings()
    board = Noticeboard.open(settings.noticeboard_file)
    try:
        clock = clock_for(board.hub().site.zone)
        answer = search(board, " ".join(words), today=clock.today(), now=clock.now())
    finally:
        board.close()
    document = {
        "query": answer.query,
        "understood": answer.understood,
        "results": [_result(one) for one in answer.results],
        "nearest": [_result(one) for one in answer.nearest],
    }
    lines = [_found_line(one) for one in answer.results]
    if answer.understood.casefold() != answer.query.casefold() and lines:
        lines.insert(0, f"Showing what we found for: {answer.understood}")
    if not lines:
        lines = ["Nothing found for these words. Try other words, or ask at the desk."]
        needs = [one for one in answer.nearest if one.kind is Kind.NEED]
        helplines = [one for one in answer.nearest if one.kind is not Kind.NEED]
        if needs:
            lines += ["", "Do you mean one of these?", *map(_found_line, needs)]
        numbers = [_helpline(one.phone, one.name) for one in helplines if one.phone]
        if numbers:
            lines += ["", "Help at any time:", *numbers]
    asked.answer(document, _for_this_terminal(lines))


def _for_this_terminal(lines: list[str]) -> str:
    """The lines in letters that it has."""
    if takes_utf8(sys.stdout.encoding, os.environ):
        return "\n".join(lines)
    return "\n".join(map(in_ascii, lines))


def _from_store(
    asked: Asked, clock: Clock, first: date, last: date
) -> tuple[tuple[SessionView, ...], dict[date, tuple[str, ...]]]:
    """Days that the noticeboard doesn't reach: the same public lines, from the store itself."""
    from hub.timetable.notices import notices_between
    from hub.timetable.weeks import public_sessions

    with asked.store() as store, store.read() as session:
        return (
            public_sessions(session, clock, first=first, last=last),
            notices_between(session, clock, first=first, last=last),
        )


def _document(one: SessionView) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "room": one.room,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "status": one.status.value,
        "group": one.group,
        "reason": one.reason,
    }


def _line(one: SessionView) -> str:
    cancelled = one.status is BookingStatus.CANCELLED
    reason = f": {one.reason}" if one.reason else ""
    extra = f" CANCELLED{reason}." if cancelled else ""
    if one.status is BookingStatus.PROVISIONAL:
        extra = " Not certain yet."
    cost = f" {one.cost}." if one.cost and not cancelled else ""
    return f"{span_words(one.starts, one.ends)}: {one.title}. {one.room}.{extra}{cost}"


def _result(one: Found) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "code": one.code,
        "name": one.name,
        "phone": one.phone or None,
        "when": one.when or None,
        "assured": one.assured.isoformat() if one.assured else None,
        "open": one.is_open,
        "helpers": one.helpers,
    }


_OPEN_WORDS = {Kind.SERVICE: "Open now", Kind.ACTIVITY: "On now"}


def _helpline(phone: str, name: str) -> str:
    return name if name.startswith(phone) else f"{phone}: {name}"


def _found_line(one: Found) -> str:
    detail = one.detail if one.detail != one.name else ""
    phone = one.phone if one.phone not in one.name else ""
    urgent = one.is_urgent and one.kind is Kind.SERVICE
    name = f"Urgent: {one.name}" if urgent else one.name
    parts = [name, detail, phone, one.when]
    parts.append(_OPEN_WORDS[one.kind] if one.is_open else "")
    if one.kind is Kind.SERVICE and not one.is_checked:
        parts.append("not checked lately" if one.assured else "not checked yet")
    return ". ".join(part for part in parts if part)
