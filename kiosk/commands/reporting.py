"""`hub report`: what the hub is learning, in numbers that may be handed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from hub.views.learning import CountLine, LearningReport
from hub.views.words import date_words, date_words_short
from kiosk.commands.opening import Asked, about_a_hub, example

NOTE = (
    "Numbers under 5 are never shown, nor what they could be worked out from. A report is of whole"
    " quarters of a year, so that it can be handed out beside any other."
)


@click.command(
    "report",
    epilog=example(
        "hub report", "hub report --from 2026-04-06 --until 2026-09-30 --csv report.csv"
    ),
)
@click.option("--from", "since", help="A day; its whole quarter counts.")
@click.option("--until", help="A later day; its whole quarter counts.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write it to this file.")
@about_a_hub()
def report_command(
    asked: Asked, *, since: str | None, until: str | None, csv_file: Path | None
) -> None:
    """What people asked for and what the hub could do: the last quarter, or others."""
    from hub.learning.report import learning_report
    from hub.timetable.typed import read_date

    clock = asked.clock()
    with asked.store() as store:
        report = learning_report(
            store,
            clock,
            since=read_date(since, clock) if since else None,
            until=read_date(until, clock) if until else None,
        )
    if csv_file is not None:
        from hub.learning.report_csv import report_csv

        csv_file.write_text(report_csv(report), encoding="utf-8", newline="")
    words = "\n".join(_lines(report))
    if csv_file is not None:
        words = f"Written to {csv_file}.\n\n{words}"
    asked.answer(_document(report), words)


def _document(report: LearningReport) -> dict[str, Any]:
    def counts(lines: Sequence[CountLine], what: str) -> list[dict[str, Any]]:
        return [{what: one.key, "name": one.name, "times": one.times} for one in lines]

    return {
        "from": report.since.isoformat(),
        "until": report.until.isoformat(),
        "visits": report.visits,
        "outcomes": counts(report.outcomes, "outcome"),
        "channels": counts(report.channels, "channel"),
        "needs": [
            {"need": one.slug, "name": one.name, "asked": one.asked, "unmet": one.unmet}
            for one in report.needs
        ],
        "interests": counts(report.interests, "interest"),
        "kiosk": {
            "needs": counts(report.kiosk_needs, "need"),
            "interests": counts(report.kiosk_interests, "interest"),
            "taken_away": counts(report.sheets, "sheet"),
        },
        "door": {
            "weeks": [
                {"week": one.monday.isoformat(), "people": one.total} for one in report.footfall
            ],
            "people": report.footfall_total,
        },
        "note": NOTE,
    }


def _lines(report: LearningReport) -> Iterator[str]:
    yield f"What we learned from {date_words(report.since)} to {date_words(report.until)}"
    yield f"Visits noted: {report.visits}"
    for line in (*report.outcomes, *report.channels):
        yield f"- {line.name}: {line.times}"
    yield ""
    yield "What people asked about (5 times or more)"
    for need in report.needs:
        yield f"- {need.name}: {need.asked}; nobody could help: {need.unmet}"
    if not report.needs:
        yield "- Nothing came up often enough to be told."
    yield from _block("What people enjoy, or could give", report.interests)
    yield from _block("Looked at on the kiosk", (*report.kiosk_needs, *report.kiosk_interests))
    yield from _block("Taken away from the kiosk", report.sheets)
    yield ""
    yield from _door(report)
    yield ""
    yield NOTE


def _door(report: LearningReport) -> Iterator[str]:
    weeks = [one for one in report.footfall if isinstance(one.total, int)]
    if not weeks:
        yield "Through the door: fewer than 5 in each week"
        return
    is_whole = isinstance(report.footfall_total, int)
    yield f"Through the door: {report.footfall_total if is_whole else 'week by week'}"
    for week in report.footfall:
        yield f"- Week of {date_words_short(week.monday)}: {week.total}"


def _block(title: str, lines: Sequence[CountLine]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        for line in lines:
            yield f"- {line.name}: {line.times}"
