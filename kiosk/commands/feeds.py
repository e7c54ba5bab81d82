"""`hub directory import|export|feeds`: directories from other people and for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hub.views.feeds import FeedView
from hub.views.importing import ImportReport, RefusedRow
from hub.views.words import date_words_short
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.progress import progress_bar

_SHOWN = 50
"""Rows of one kind in words; `--json` has them all."""


@click.command(
    "import",
    epilog=example(
        "hub directory import services.json",
        "hub directory import https://directory.example.org/services",
        "hub directory import groups.csv --local",
    ),
)
@click.argument("file", metavar="FILE-or-URL")
@click.option("--local", is_flag=True, help="Its services are near here: show them before others.")
@click.option("--csv", "is_csv", is_flag=True, help="FILE is a spreadsheet, saved as CSV.")
@about_a_hub(changes=True)
def import_command(asked: Asked, *, file: str, local: bool, is_csv: bool) -> None:
    """Read services row by row: from a file or an https feed of Open Referral UK, or from a
    spreadsheet (CSV).

    Twice changes nothing. What the hub itself has changed stays as the hub has it. If reading a
    feed breaks off, the same again goes on from there.
    """
    from hub.directory.csv_in import import_csv
    from hub.directory.openreferral.feeds import import_feed
    from hub.directory.openreferral.saving import import_services

    settings, clock = asked.settings(), asked.clock()
    with asked.changing() as store, progress_bar("Reading") as progress:
        if "://" in file:
            report = import_feed(
                store,
                clock,
                address=file,
                folder=settings.feeds_folder,
                by=asked.by,
                is_local=local,
                limits=settings.feeds,
                progress=progress,
            )
        else:
            read = import_csv if is_csv or file.lower().endswith(".csv") else import_services
            report = read(
                store,
                clock,
                path=Path(file),
                by=asked.by,
                is_local=local,
                limits=settings.feeds,
                progress=progress,
            )
    asked.answer(_document(report), "\n".join(_lines(report)))


@click.command(
    "export",
    epilog=example("hub directory export -o feed", "hub directory export --csv -o directory.csv"),
)
@click.argument("code", required=False)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for the files; with --csv the file.",
)
@click.option("--csv", "is_csv", is_flag=True, help="One file for a spreadsheet.")
@about_a_hub()
def export_command(asked: Asked, *, code: str | None, output: Path, is_csv: bool) -> None:
    """Write the directory, or one entry, as Open Referral UK 3.0 for others to read.

    Names of people stay here, and so does what is hidden.
    """
    from hub.directory.csv_out import export_csv
    from hub.directory.openreferral.writing import export_services

    with asked.store() as store:
        if is_csv or output.suffix.lower() == ".csv":
            report = export_csv(store, path=output, code=code)
        else:
            report = export_services(store, asked.clock(), folder=output, code=code)
    lines = [f"{_wrote(report.services)} written to {output}."]
    if report.hidden:
        lines.append(f"{report.hidden} left out, because the hub doesn't show them.")
    if report.vanished:
        lines.append(f"{report.vanished} left out, because their own feed no longer has them.")
    asked.answer(
        {
            "written": report.services,
            "hidden": report.hidden,
            "vanished": report.vanished,
            "to": str(output),
        },
        "\n".join(lines),
    )


@click.command("feeds", epilog=example("hub directory feeds"))
@about_a_hub()
def feeds_command(asked: Asked) -> None:
    """The files and addresses that entries came from, and when each was last read."""
    from hub.directory.openreferral.vanishing import list_feeds

    with asked.store() as store:
        found = list_feeds(store, asked.clock())
    asked.answer(
        {
            "feeds": [
                {
                    "name": one.source,
                    "address": one.address or None,
                    "local": one.is_local,
                    "read": one.read_at.isoformat() if one.read_at else None,
                    "next_page": one.next_page,
                    "services": one.services,
                    "vanished": one.vanished,
                }
                for one in found
            ]
        },
        "\n".join(map(_feed_words, found)) or "Nothing came from a file or a feed yet.",
    )


def _feed_words(one: FeedView) -> str:
    count = "1 entry" if one.services == 1 else f"{one.services} entries"
    said = [count]
    if one.vanished:
        said.append(f"{one.vanished} of them no longer in it")
    said.append(f"read {date_words_short(one.read_at)}" if one.read_at else "never read to its end")
    if one.next_page:
        said.append(f"broke off: goes on at page {one.next_page}")
    return f"{one.source}: {', '.join(said)}"


def _document(report: ImportReport) -> dict[str, Any]:
    return {
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": [{"row": one.row, "why": one.why} for one in report.refused],
        "left_out": [{"row": one.row, "why": one.why} for one in report.left_out],
        "vanished": report.vanished,
        "returned": report.returned,
        "kept": [
            {"code": one.code, "field": one.field, "ours": one.ours, "theirs": one.theirs}
            for one in report.kept
        ],
        "notes": list(report.notes),
        "same_as_before": report.is_same,
    }


def _lines(report: ImportReport) -> Iterator[str]:
    if report.is_same:
        yield "The feed says that nothing has changed since it was last read."
        return
    yield (
        f"{report.read} read: {report.created} new, {report.updated} changed,"
        f" {report.unchanged} as they were, {len(report.refused)} refused."
    )
    if report.vanished:
        yield f"{_entries(report.vanished)} no longer in it: marked, not deleted."
    if report.returned:
        yield f"{_entries(report.returned)} back in it."
    yield from report.notes
    yield from _rows(report.refused, "was refused:")
    yield from _rows(report.left_out, "came in without this:")
    for one in report.kept[:_SHOWN]:
        ours, theirs = one.ours or "nothing", one.theirs or "nothing"
        what = f"{one.code} ({one.name}): {one.label} stays as you have it"
        yield f"{what}: {ours}. The feed says: {theirs}."
    yield from _more(len(report.kept), "more of your own changes were kept")


def _entries(count: int) -> str:
    return "1 entry is" if count == 1 else f"{count} entries are"


def _wrote(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _rows(rows: tuple[RefusedRow, ...], what: str) -> Iterator[str]:
    for one in rows[:_SHOWN]:
        yield f"Row {one.row}{f' ({one.name})' if one.name else ''} {what} {one.why}"
    yield from _more(len(rows), "more rows like that")


def _more(count: int, what: str) -> Iterator[str]:
    if count > _SHOWN:
        yield f"… and {count - _SHOWN} {what}. To see them all, ask with --json."
