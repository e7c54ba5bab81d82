"""Once an hour somebody empties the drop box, whatever was put in there."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hub.clock import Clock
from hub.directory.wrong_notes import list_wrong_notes
from hub.errors import Busy, HubError
from hub.noticeboard.dropbox import DropBox
from hub.settings import Settings
from hub.signposting.ideas import list_ideas
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, CountedLine, KioskCount, UndoEntry
from hub.upkeep import emptying
from hub.upkeep.emptying import MOST_AT_ONCE, empty_drop_box
from hub.upkeep.jobs import HUB_JOBS
from hub.views.sorts import Channel, Sheet, WrongPart
from tests.signposting.asking import a_hub_with_needs, a_service

MONDAY = date(2026, 11, 23)


@pytest.fixture
def box(settings: Settings, clock: Clock) -> DropBox:
    settings.folder.mkdir(parents=True)
    return DropBox(settings.dropbox_folder, clock)


def counts(store: Store) -> dict[tuple[date, str, str], int]:
    table = table_of(KioskCount)
    with store.read() as session:
        return {(row.week, row.kind, row.what): row.total for row in session.execute(select(table))}


def rows(store: Store, table: type[CountedLine] | type[AuditEntry] | type[UndoEntry]) -> int:
    with store.read() as session:
        return len(session.execute(select(table_of(table))).all())


def names(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.dropbox_folder.iterdir())


def test_what_visitors_left_is_counted_and_the_box_is_empty(
    store: Store, clock: Clock, settings: Settings, box: DropBox
) -> None:
    a_hub_with_needs(store)
    code = a_service(store)
    for _ in range(3):
        box.leave_need("rent")
    box.leave_interest("sewing")
    box.leave_sheet(Sheet.QR)
    box.leave_wrong(code, WrongPart.PHONE)
    box.leave_wrong(code, WrongPart.PHONE)
    box.leave_idea("group", "Chess")
    said = empty_drop_box(store, clock, settings)
    assert said == "5 counts, 1 idea, 2 notes that something is wrong"
    assert counts(store) == {
        (MONDAY, "need", "rent"): 3,
        (MONDAY, "interest", "sewing"): 1,
        (MONDAY, "sheet", "qr"): 1,
    }
    assert [(one.kind, one.words, one.week, one.channel) for one in list_ideas(store)] == [
        ("group", "Chess", MONDAY, Channel.KIOSK)
    ]
    (note,) = list_wrong_notes(store)
    assert (note.code, note.part, note.times, note.channel) == (
        code,
        WrongPart.PHONE,
        2,
        Channel.KIOSK,
    )
    assert (names(settings), rows(store, CountedLine)) == ([], 0)
    assert (rows(store, AuditEntry), rows(store, UndoEntry)) == (0, 0)
    box.leave_need("rent")
    assert empty_drop_box(store, clock, settings) == "1 count"
    assert counts(store)[MONDAY, "need", "rent"] == 4
    assert empty_drop_box(store, clock, settings) == "nothing was left"


def test_a_line_counts_for_the_week_of_its_day(
    store: Store, clock: Clock, settings: Settings, box: DropBox
) -> None:
    a_hub_with_needs(store)
    box.leave_need("rent")
    next_monday = clock.at(clock.now() + timedelta(days=7))
    DropBox(settings.dropbox_folder, next_monday).leave_need("rent")
    for number, stamp in enumerate((0, 2**40, clock.now().timestamp() + 7 * 86_400 + 1e6)):
        name = f"{number:032x}"
        (settings.dropbox_folder / name).write_text("need\trent\t\n")
        os.utime(settings.dropbox_folder / name, (stamp, stamp))
    assert empty_drop_box(store, next_monday, settings) == "5 counts"
    assert counts(store) == {
        (MONDAY, "need", "rent"): 1,
        (MONDAY + timedelta(days=7), "need", "rent"): 4,
    }


def hostile(box: Path, secret: Path) -> int:
    """Everything that somebody could put there; how many things it is."""
    (box / ("a" * 32)).symlink_to(secret)
    (box / ("b" * 32)).symlink_to(secret.parent)
    (box / ("1" * 32)).symlink_to(box)
    os.mkfifo(box / ("c" * 32))
    with (box / ("d" * 32)).open("wb") as huge:
        huge.write(b"need\trent\t\n")
        huge.truncate(1 << 40)  # a terabyte, with nothing in it
    (box / ("e" * 32)).mkdir()
    (box / ("e" * 32) / "inside").symlink_to(secret.parent)
    (box / ("f" * 32)).write_bytes(bytes(range(256)))
    (box / "name\x1b[31m\n\u202e").write_text("need\trent\t\n")
    (box / os.fsdecode(b"\xff\xfe")).mkdir()
    (box / ("2" * 32)).write_text("volunteer\tadd\tMallory\n")
    (box / ("3" * 32)).write_text("need\tno-such-need\t\n")
    (box / ("4" * 32)).write_text("wrong\tZZZZZ\tphone\n")
    (box / ("5" * 32)).write_text("need\trent\t\nneed\trent\t\n")
    (box / ("6" * 32)).write_text("idea\tidea\t\x1b]0;owned\x07\n")
    (box / ("7" * 32)).write_text("")
    (box / ("8" * 32)).write_text("[" * 1000)
    (box / f".{'9' * 32}").write_text("need\trent\t\n")  # cut off on some other day
    os.utime(box / f".{'9' * 32}", (0, 0))
    (box / "UPPER").write_text("need\trent\t\n")
    deep = box / "deep"
    for _ in range(60):
        deep.mkdir()
        (deep / "file").touch()
        deep = deep / "x"
    return 19


def test_nothing_hostile_is_followed_or_counted_and_all_of_it_goes(
    store: Store, clock: Clock, settings: Settings, box: DropBox, tmp_path: Path
) -> None:
    a_hub_with_needs(store)
    secret = tmp_path / "private" / "secret"
    secret.parent.mkdir()
    secret.write_text("need\trent\t\n")
    box.leave_need("rent")
    things = hostile(settings.dropbox_folder, secret)
    assert empty_drop_box(store, clock, settings) == f"1 count, {things} thrown away"
    assert counts(store) == {(MONDAY, "need", "rent"): 1}
    assert (list_ideas(store), list_wrong_notes(store)) == ((), ())
    assert names(settings) == []
    assert secret.read_text() == "need\trent\t\n"


def test_a_folder_a_thousand_deep_is_emptied(
    store: Store, clock: Clock, settings: Settings, box: DropBox
) -> None:
    box.folder.mkdir()
    here = os.open(box.folder, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("x", dir_fd=here)
        below = os.open("x", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert empty_drop_box(store, clock, settings) == "1 thrown away"
    assert names(settings) == []


def test_a_hundred_thousand_files_are_gone_in_one_go(
    new_store: Callable[[str], Store], clock: Clock, settings: Settings, box: DropBox
) -> None:
    store = new_store("sqlcipher")
    a_hub_with_needs(store)
    box.leave_need("rent")
    folder = os.open(settings.dropbox_folder, os.O_RDONLY)
    for number in range(100_000 - MOST_AT_ONCE):
        os.mknod(f"junk {number}", dir_fd=folder)
    for number in range(MOST_AT_ONCE):
        file = os.open(f"{number:032x}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, dir_fd=folder)
        os.write(file, b"need\trent\t\n")
        os.close(file)
    os.close(folder)
    assert empty_drop_box(store, clock, settings) == (
        f"{MOST_AT_ONCE} counts, {100_001 - MOST_AT_ONCE} thrown away"
    )
    assert names(settings) == []


class Crash(Exception):
    """The plug was pulled."""


@pytest.mark.parametrize("last", ["_take_in", "remove", "_forget"])
def test_a_crash_half_way_counts_nothing_twice_and_loses_nothing(
    store: Store,
    clock: Clock,
    settings: Settings,
    box: DropBox,
    monkeypatch: pytest.MonkeyPatch,
    last: str,
) -> None:
    a_hub_with_needs(store)
    code = a_service(store)
    box.leave_need("rent")
    box.leave_idea("idea", "A bench")
    box.leave_wrong(code, WrongPart.COST)

    def crash(*_args: object) -> None:
        raise Crash

    with monkeypatch.context() as broken:
        broken.setattr(emptying._Sweep if last == "remove" else emptying, last, crash)
        with pytest.raises(Crash):
            empty_drop_box(store, clock, settings)
    box.leave_need("rent")
    empty_drop_box(store, clock, settings)
    empty_drop_box(store, clock, settings)
    assert counts(store) == {(MONDAY, "need", "rent"): 2}
    assert [one.words for one in list_ideas(store)] == ["A bench"]
    assert [one.times for one in list_wrong_notes(store)] == [1]
    assert names(settings) == []
    # A name may stay behind; it ties to nothing, and `forget` clears it up.
    assert rows(store, CountedLine) == (3 if last == "_forget" else 0)


def test_what_a_busy_store_refuses_lies_there_until_the_next_time(
    store: Store,
    clock: Clock,
    settings: Settings,
    box: DropBox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_hub_with_needs(store)
    box.leave_need("rent")

    def busy(*_args: object) -> None:
        raise Busy("The store is busy.")

    with monkeypatch.context() as broken:
        broken.setattr(store, "transact", busy)
        with pytest.raises(Busy):
            empty_drop_box(store, clock, settings)
    assert len(names(settings)) == 1
    assert empty_drop_box(store, clock, settings) == "1 count"


def test_two_who_empty_it_at_once_do_not_meet(
    store: Store,
    clock: Clock,
    settings: Settings,
    box: DropBox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_hub_with_needs(store)
    box.leave_need("rent")
    look = emptying._Sweep.look
    meanwhile: list[str] = []

    def look_while_another_comes(sweep: emptying._Sweep) -> None:
        if not meanwhile:
            meanwhile.append("")
            meanwhile[0] = empty_drop_box(store, clock, settings)
        look(sweep)

    monkeypatch.setattr(emptying._Sweep, "look", look_while_another_comes)
    assert empty_drop_box(store, clock, settings) == "1 count"
    assert meanwhile == ["somebody else is emptying it"]


def test_a_line_that_is_still_being_written_is_left(
    store: Store, clock: Clock, settings: Settings, box: DropBox
) -> None:
    a_hub_with_needs(store)
    box.folder.mkdir()
    draft = box.folder / f".{'a' * 32}"
    draft.touch()
    today = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
    os.utime(draft, (today, today))
    assert empty_drop_box(store, clock, settings) == "nothing was left"
    assert names(settings) == [draft.name]
    tomorrow = clock.at(clock.now() + timedelta(days=1))
    assert empty_drop_box(store, tomorrow, settings) == "1 thrown away"


def test_a_box_that_is_no_folder_is_refused_in_words(
    store: Store, clock: Clock, settings: Settings, tmp_path: Path
) -> None:
    assert empty_drop_box(store, clock, settings) == "nothing was left"
    settings.folder.mkdir()
    settings.dropbox_folder.symlink_to(tmp_path)
    with pytest.raises(HubError, match="The drop box can't be opened"):
        empty_drop_box(store, clock, settings)


def test_the_box_is_emptied_every_hour() -> None:
    (job,) = (one for one in HUB_JOBS if one.name == "dropbox")
    assert (job.due.is_hourly, job.due.at.minute, job.deletes) == (True, 20, False)
