"""A word planted in every private column is in no report, no CSV, no log and no line of a job; nor
in what the kiosk holds in its memory.
"""

from __future__ import annotations

import gc
import json
import logging
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from hub.clock import Clock
from hub.learning.report import learning_report
from hub.learning.report_csv import report_csv
from hub.noticeboard.dropbox import DropBox
from hub.noticeboard.publish import publish
from hub.people.trail import read_trail
from hub.people.wording import trail_words
from hub.settings import Settings
from hub.signposting.visits import record_visit
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.keys import write_key
from hub.store.tables import AuditEntry, JobRun, Need, Row
from hub.upkeep.due import run_due
from hub.upkeep.emptying import empty_drop_box
from hub.upkeep.jobs import HUB_JOBS
from hub.views.sorts import Channel
from kiosk.commands.reporting import _document, _lines
from kiosk.public.app import KioskApp
from kiosk.public.places import Saying
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import typed
from tests.noticeboard.test_canary import canary, plant_everywhere, private_text_columns

WORDS_OF_PEOPLE = {
    ("referral", "who"),
    ("referral", "contact"),
    ("referral", "consent"),
    ("referral", "reason"),
    ("idea", "words"),
    ("wrong_note", "detail"),
    ("site", "safeguarding_lead"),
    ("site", "safeguarding_phone"),
    ("do_not_list", "reason"),
    ("do_not_list", "name"),
    ("service_edit", "theirs"),
    ("undo_entry", "images"),
    ("undo_entry", "label"),
}


def private_words(but: set[tuple[str, str]] | None = None) -> dict[str, tuple[str, str]]:
    """Each canary of a private column -> the column."""
    return {canary(*pair): pair for pair in private_text_columns() if pair not in (but or set())}


def leaked(text: str, but: set[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    """The private columns whose canary is in a text."""
    low = text.lower()
    return [pair for word, pair in private_words(but).items() if word in low]


def test_what_people_say_and_who_they_are_is_private() -> None:
    assert WORDS_OF_PEOPLE - set(private_text_columns()) == set()


def plant(store: Store) -> None:
    """A canary everywhere but in the trail, which holds JSON; the next row gets a free number."""
    plant_everywhere(store)
    with store.write() as session:
        session.execute(delete(AuditEntry))
        for table in Row.metadata.sorted_tables if store.dialect == "postgresql" else ():
            if "id" in table.c and table.c.id.autoincrement:
                session.execute(
                    select(func.setval(func.pg_get_serial_sequence(table.name, "id"), 100))
                )


def test_no_report_says_anything_private(store: Store, clock: Clock) -> None:
    plant(store)
    with store.read() as session:
        slug = session.execute(select(table_of(Need).c.slug)).scalar_one()
    for _ in range(20):
        record_visit(store, clock, channel=Channel.DESK, needs=[slug])
    report = learning_report(
        store,
        clock.at(clock.now() + timedelta(days=60)),
        since=date(2026, 11, 1),
        until=date(2026, 12, 31),
    )
    assert canary("need", "name") in report_csv(report)  # it could leak
    said = [
        report_csv(report),
        json.dumps(asdict(report), default=str),
        json.dumps(_document(report)),
        "\n".join(_lines(report)),
    ]
    assert leaked("\n".join(said)) == []


def test_no_log_and_no_job_says_anything_private(
    store: Store, clock: Clock, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plant(store)
    settings.folder.mkdir(exist_ok=True)
    settings.backup_folder.mkdir(exist_ok=True)
    write_key(settings.key_file, bytes.fromhex("11" * 32))
    box = DropBox(settings.dropbox_folder, clock)
    box.leave_idea("idea", "Nightjar wants a bench")
    box.leave_need("nightjar")
    (settings.dropbox_folder / "nightjar").write_text("nightjar")
    said = [empty_drop_box(store, clock, settings)]
    said += run_due(store, clock, settings, HUB_JOBS)
    publish(store, clock, settings)
    with store.read() as session:
        said += map(repr, session.execute(select(table_of(JobRun).c.outcome)))
    said += [trail_words(line) for line in read_trail(store, clock, limit=1000)]
    said.append(caplog.text)
    # What the trail and the ledger hold of themselves was planted there by this test.
    own = {(table, name) for table, name in private_text_columns() if table in _THEIR_OWN}
    assert leaked("\n".join(said), but=own) == []
    assert "nightjar" not in "\n".join(said).lower()


_THEIR_OWN = {"audit_entry", "job_run", "volunteer"}


async def test_the_kiosk_forgets_what_was_written_as_soon_as_it_is_sent(
    tmp_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_at(tmp_path / "board.db"), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(Saying("idea"))
        await typed(pilot, "zqxzqx wants a bench")
        await pilot.press("enter")
        await pilot.press("f12")
        await pilot.pause()
        gc.collect()
        held = [
            one for one in gc.get_objects() if isinstance(one, Saying) and "zqxzqx" in one.words
        ]
        assert held == []
        for widget in (app, app.screen, *app.screen.children):
            assert "zqxzqx" not in " ".join(repr(value) for value in vars(widget).values())
