"""The learning report as CSV (RFC 4180), a line for each number, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from hub.views.cells import safe_cell
from hub.views.learning import LearningReport, Number

HEADING = ("about", "what", "name", "number")


def report_csv(report: LearningReport) -> str:
    """Every number of the report, and the words where one isn't shown."""
    file = io.StringIO()
    sheet = csv.writer(file, lineterminator="\r\n")
    sheet.writerow(HEADING)
    for about, what, name, number in _rows(report):
        sheet.writerow((about, safe_cell(what), safe_cell(name), number))
    return file.getvalue()


def _rows(report: LearningReport) -> Iterator[tuple[str, str, str, Number | str]]:
    yield "from", "", "", report.since.isoformat()
    yield "until", "", "", report.until.isoformat()
    yield "visits", "", "", report.visits
    for about, lines in (("outcome", report.outcomes), ("channel", report.channels)):
        for line in lines:
            yield about, line.key, line.name, line.times
    for need in report.needs:
        yield "need asked", need.slug, need.name, need.asked
        yield "need unmet", need.slug, need.name, need.unmet
    for about, lines in (
        ("interest", report.interests),
        ("kiosk need", report.kiosk_needs),
        ("kiosk interest", report.kiosk_interests),
        ("taken away", report.sheets),
    ):
        for line in lines:
            yield about, line.key, line.name, line.times
    for week in report.footfall:
        yield "door", week.monday.isoformat(), "", week.total
    yield "door in all", "", "", report.footfall_total
