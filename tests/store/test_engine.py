"""Short transactions, whole or not at all, and the driver's errors in words."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session, col

from hub.errors import Busy, Damaged, NoStorage
from hub.store import engine as engine_module
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.tables import PublicCode, Site, Volunteer

NewStore = Callable[[str], Store]

BUSY = "The store is busy: somebody else is saving. Nothing was changed. Try again."
NOBODY = 65534


def add_volunteer(session: Session, name: str) -> None:
    session.execute(insert(Volunteer), {"name": name, "name_key": name.casefold()})


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(col(Volunteer.name)).order_by(col(Volunteer.id))))


def file_of(store: Store) -> Path:
    return Path(store.engine.url.database or "")


def test_what_is_written_is_there_for_others_to_read(store: Store) -> None:
    with store.write() as session:
        add_volunteer(session, "Amy")
    assert names(store) == ["Amy"]


def test_a_mistake_half_way_leaves_nothing_behind(store: Store) -> None:
    def half() -> None:
        with store.write() as session:
            add_volunteer(session, "Amy")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(store) == []


def test_a_reader_sees_one_moment_however_much_is_saved_meanwhile(store: Store) -> None:
    with store.read() as session:
        count = select(func.count()).select_from(Volunteer)
        before = session.scalar(count)
        with store.write() as writing:
            add_volunteer(writing, "Amy")
        assert (before, session.scalar(count)) == (0, 0)
    assert names(store) == ["Amy"]


def test_a_second_writer_is_told_that_the_store_is_busy(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0)
    store = new_store("sqlcipher")
    with store.write(), pytest.raises(Busy) as caught, store.write():
        pytest.fail("two writers were in at once")  # the first has written nothing yet
    assert str(caught.value) == BUSY


def test_a_second_writer_waits_for_the_first_and_loses_nothing(new_store: NewStore) -> None:
    store = new_store("sqlcipher")
    told: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with store.write() as session:
            told.append("second")
            add_volunteer(session, "Bob")

    thread = threading.Thread(target=second)
    with store.write() as session:
        thread.start()
        assert begun.wait(5)
        add_volunteer(session, "Amy")
        told.append("first")
    thread.join(5)
    assert (told, names(store)) == (["first", "second"], ["Amy", "Bob"])


def test_a_row_that_somebody_holds_makes_the_server_say_busy(new_store: NewStore) -> None:
    store = new_store("postgresql")
    rename = text("UPDATE site SET name = 'New name'")

    def second() -> None:
        with store.write() as session:
            session.execute(text("SET LOCAL lock_timeout = 20"))
            session.execute(rename)

    with store.write() as session:
        session.execute(rename)
        with pytest.raises(Busy) as caught:
            second()
    assert str(caught.value) == BUSY


def test_too_many_at_once_are_told_that_the_store_is_busy(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = new_store("sqlcipher")
    monkeypatch.setattr(store.engine.pool, "_timeout", 0)
    held = [store.engine.connect() for _ in range(12)]
    with pytest.raises(Busy) as caught, store.write():
        pytest.fail("there was a thirteenth connection")
    for connection in held:
        connection.close()
    assert str(caught.value) == BUSY


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_written(new_store: NewStore) -> None:
    store = new_store("sqlcipher")
    with store.write() as session:
        add_volunteer(session, "Amy")
    store.engine.dispose()

    @event.listens_for(store.engine, "connect")
    def fill_the_disk(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined] # the driver's own
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    def save_much() -> None:
        many = [{"code": f"C{number:04}", "kind": "booking"} for number in range(9000)]
        with store.write() as session:
            add_volunteer(session, "Bob")
            session.execute(insert(PublicCode), many)

    with pytest.raises(NoStorage) as caught:
        save_much()
    assert str(caught.value) == (
        "The disk is full. Nothing was changed. Make room on it, then try again."
    )
    assert names(store) == ["Amy"]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(PublicCode)) == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder and its files as somebody sees them who may read and not write."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    above = [parent for parent in folder.parents if parent.stat().st_mode & 0o005 != 0o005]
    modes = [parent.stat().st_mode & 0o777 for parent in above]
    if is_root:  # root may write anywhere, so be nobody for a while
        for parent in above:
            parent.chmod(0o755)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
            for parent, mode in zip(above, modes, strict=True):
                parent.chmod(mode)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("is_in_use", [False, True], ids=["at rest", "in use"])
def test_a_read_only_folder_is_said_in_words(
    new_store: NewStore, tmp_path: Path, is_in_use: bool
) -> None:
    made = new_store("sqlcipher")
    folder = tmp_path / "store"
    folder.mkdir()
    made.close()
    path = folder / "hub.db"
    file_of(made).rename(path)
    before = path.read_bytes()
    other = Store(embedded_engine(str(path), "11" * 32))
    if is_in_use:
        with other.read() as session:
            session.scalar(select(func.count()).select_from(Site))
    store = Store(embedded_engine(str(path), "11" * 32))
    with read_only(folder), pytest.raises(NoStorage) as caught, store.write() as session:
        add_volunteer(session, "Amy")
    store.close()
    other.close()
    assert caught.value.message in {
        "The store can't be written to.",
        "The store's disk can't be read or written.",
    }
    assert path.read_bytes() == before


def test_a_store_that_only_reads_refuses_to_write_in_words(store: Store) -> None:
    switch = "PRAGMA query_only = ON" if store.dialect == "sqlite" else "SET TRANSACTION READ ONLY"

    def save() -> None:
        with store.write() as session:
            session.execute(text(switch))
            add_volunteer(session, "Amy")

    with pytest.raises(NoStorage) as caught:
        save()
    assert caught.value.message == "The store can't be written to."


@pytest.mark.parametrize("where", ["first page", "every other page"])
def test_a_flipped_bit_is_damage_in_words(new_store: NewStore, where: str) -> None:
    store = new_store("sqlcipher")
    store.close()
    path = file_of(store)
    content = bytearray(path.read_bytes())
    flipped = [100] if where == "first page" else range(4096 + 100, len(content), 4096)
    for place in flipped:
        content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged) as caught, store.read() as session:
        session.execute(text("SELECT * FROM site")).all()
    assert caught.value.message == (
        "The store can't be opened: its key is another one, or the file is damaged."
    )
    assert path.read_bytes() == bytes(content)


def test_a_server_that_is_not_there_is_said_in_words() -> None:
    store = Store(server_engine("postgresql+psycopg://hub@127.0.0.1:1/hub"))
    with pytest.raises(Busy) as caught, store.read() as session:
        session.execute(text("SELECT 1"))
    store.close()
    assert caught.value.message == "The store's server can't be reached."


@pytest.mark.parametrize("name", ["locked", "busy bees", "read-only", "disk is full", "malformed"])
def test_a_name_that_reads_like_a_fault_is_not_taken_for_one(store: Store, name: str) -> None:
    with store.write() as session:
        add_volunteer(session, name)
    with pytest.raises(IntegrityError), store.write() as session:
        add_volunteer(session, name)


class Failing:
    """Work that fails with `sqlstate` for its first `times` runs, after it has written."""

    def __init__(self, sqlstate: str, times: int) -> None:
        self.sqlstate, self.times, self.runs = sqlstate, times, 0

    def __call__(self, session: Session) -> int:
        self.runs += 1
        add_volunteer(session, f"Run {self.runs}")
        if self.runs <= self.times:
            driver_error = Exception("deadlock detected")
            driver_error.sqlstate = self.sqlstate  # type: ignore[attr-defined] # the driver's own
            raise OperationalError("UPDATE", {}, driver_error)
        return self.runs


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_work_is_run_again_after_an_error_that_passes(store: Store, sqlstate: str) -> None:
    assert store.transact(Failing(sqlstate, times=2)) == 3
    assert names(store) == ["Run 3"]


def test_work_that_keeps_failing_is_given_up_in_words(store: Store) -> None:
    work = Failing("40P01", times=99)
    with pytest.raises(Busy) as caught:
        store.transact(work)
    assert (str(caught.value), work.runs, names(store)) == (BUSY, 5, [])


def test_other_errors_are_not_tried_again(store: Store) -> None:
    work = Failing("22012", times=1)
    with pytest.raises(DBAPIError):
        store.transact(work)
    assert (work.runs, names(store)) == (1, [])


def test_two_who_take_one_code_at_once_both_get_one(new_store: NewStore) -> None:
    store = new_store("postgresql")
    wanted = iter(["AAAAA", "BBBBB"])

    def work(session: Session) -> str:
        code = next(wanted)
        if code == "AAAAA":
            with store.write() as other:
                other.execute(insert(PublicCode), {"code": code, "kind": "room"})
        session.execute(insert(PublicCode), {"code": code, "kind": "booking"})
        return code

    assert store.transact(work) == "BBBBB"


def test_a_fault_names_no_values_that_people_wrote(store: Store) -> None:
    """A traceback may be sent to somebody who helps: what was written stays out of it."""
    with pytest.raises(IntegrityError) as fault, store.write() as session:
        for _ in range(2):
            session.execute(insert(Volunteer), {"id": 1, "name": "Nora", "name_key": "other"})
    assert "Nora" not in str(fault.value)
