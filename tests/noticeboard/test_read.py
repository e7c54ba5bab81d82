"""What is on, who can help, and what becomes of a file that isn't as it should be."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hub.errors import Damaged, NotFound
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.schema import SCHEMA
from hub.noticeboard.search import search
from hub.views.directory import NeedGroupView, NeedView, PhoneView, ServiceStatus
from hub.views.noticeboard import Found, HubCard, Kind
from hub.views.place import RoomView
from hub.views.timetable import ActivityView, BookingStatus
from tests.noticeboard.builders import (
    LONDON,
    SITE,
    TODAY,
    a_board,
    a_file,
    a_need,
    a_service,
    a_session,
    at,
    home,
)

TOMORROW = TODAY + timedelta(days=1)


def test_the_card_says_whose_it_is_and_how_old(tmp_path: Path) -> None:
    board = a_board(tmp_path)
    assert board.hub() == HubCard(SITE, datetime(2026, 11, 23, 10, 42, tzinfo=UTC), SCHEMA)


def test_every_view_comes_back_as_it_went_in(tmp_path: Path) -> None:
    room = RoomView("R0001", "Hall A", 40, ("Hall A",), ("Main Hall",), "Left of the desk")
    activity = ActivityView(
        "A0001", "Tea", "Talk", "Anyone", "Free", "Pat", "01632 960009", "Just come", ("rent",)
    )
    service = a_service(
        "Shelter",
        description="Homes",
        status=ServiceStatus.TEMPORARILY_CLOSED,
        phones=(PhoneView("0808 800 4444", "free"), PhoneView("85258", "Text HOME", True)),
        email="a@shelter.example",
        url="https://shelter.example",
        who_for="Anyone",
        cost="Free",
        when="Mon 10am",
        getting_in="Call",
        address="1 High Street",
        area="England",
        languages=("Polish", "Urdu"),
        accessibility=("Ramp",),
        alert="Closed for a week",
        is_local=True,
        needs=("rent",),
    )
    session = a_session(group="G0001", activity="A0001", who_for="Anyone", cost="Free")
    board = a_board(
        tmp_path,
        rooms=[room],
        need_groups=[home(a_need("rent", "Rent", "arrears", is_discreet=True))],
        activities=[activity],
        services=[service],
        sessions=[session],
    )
    need = NeedView("rent", "Rent", "home", "My home", False, True, ("arrears",), 1, 1)
    assert board.rooms() == (room,)
    assert board.need("rent") == need
    assert board.need_groups() == (
        NeedGroupView("home", "My home", "losing it, finding one, repairs", (need,)),
    )
    assert (board.activity("A0001"), board.activities()) == (activity, (activity,))
    assert (board.service("S0001"), board.services()) == (service, (service,))
    assert board.session(session.code) == session


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    board = a_board(tmp_path, sessions=[a_session(code="", is_private=True)])
    assert board.session("") is None
    assert board.session("nope") is None
    assert (board.activity("x"), board.service("x"), board.need("x")) == (None, None, None)
    assert board.for_need("x", TODAY) == ()


def test_a_day_has_its_sessions_by_start_and_then_in_the_order_of_the_rooms(
    tmp_path: Path,
) -> None:
    early = a_session("Early", starts="09:00", ends="10:00", room="Zoo")
    first, second = (a_session(name, room=room) for name, room in (("1", "Hall B"), ("2", "Attic")))
    sessions = [early, first, second, a_session("Other", TOMORROW)]
    board = a_board(tmp_path, sessions=sessions)
    assert board.sessions(TODAY, TODAY) == (early, first, second)
    assert board.sessions(TODAY, TOMORROW) == tuple(sessions)


def test_days_are_local_days_when_the_clocks_change(tmp_path: Path) -> None:
    spring = date(2027, 3, 28)
    before = a_session("Late", spring - timedelta(days=1), "22:00", "23:00")
    last = a_session("Last", spring, "23:00", "23:59")
    next_day = a_session("Early", spring + timedelta(days=1), "00:00", "00:30")
    board = a_board(tmp_path, sessions=[before, last, next_day])
    assert board.sessions(spring, spring) == (last,)
    assert board.sessions(spring, spring)[0].starts.isoformat() == "2027-03-28T23:00:00+01:00"


def test_what_began_earlier_and_is_still_on_is_on_today(tmp_path: Path) -> None:
    wall = a_session("School display", TODAY - timedelta(days=6))
    wall = type(wall)(
        wall.code, wall.title, wall.room, wall.starts, at(TODAY, "10:00"), wall.status
    )
    over = a_session("Over", TODAY - timedelta(days=1))
    board = a_board(tmp_path, sessions=[wall, over])
    assert board.sessions(TODAY, TODAY) == (wall,)
    assert board.sessions(TOMORROW, TOMORROW) == ()


def test_a_session_that_ends_at_midnight_is_not_on_the_next_day(tmp_path: Path) -> None:
    party = a_session("Party", starts="20:00", ends="23:00")
    party = type(party)(
        party.code, party.title, party.room, party.starts, at(TOMORROW, "00:00"), party.status
    )
    assert a_board(tmp_path, sessions=[party]).sessions(TOMORROW, TOMORROW) == ()


def test_the_next_sessions_of_an_activity_include_the_one_that_is_on(tmp_path: Path) -> None:
    past, on, called_off, later = (
        a_session(day=TODAY + timedelta(days=days), activity="A1") for days in (-7, 0, 7, 14)
    )
    called_off = type(on)(
        called_off.code,
        called_off.title,
        called_off.room,
        called_off.starts,
        called_off.ends,
        BookingStatus.CANCELLED,
        activity="A1",
        reason="Snow",
    )
    other = a_session("Other", activity="A2")
    board = a_board(tmp_path, sessions=[past, on, other, called_off, later])
    now = at(TODAY, "11:00")
    assert board.next_sessions("A1", now) == (on, called_off, later)
    assert board.next_sessions("A1", now, limit=1) == (on,)


def test_notices_keep_their_order(tmp_path: Path) -> None:
    words = ("Bank holiday: Christmas Day", "Closed all day: boiler")
    board = a_board(tmp_path, notices=[(TODAY, word) for word in words])
    assert (board.notices(TODAY), board.notices(TOMORROW)) == (words, ())


def test_for_a_need_urgent_then_checked_then_activities(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("rent", "Rent"))],
        services=[
            a_service("Urgent", 1, is_urgent=True, assured_on=None, needs=("rent",)),
            a_service("Stale since", 2, assured_on=date(2026, 8, 15), needs=("rent",)),
            a_service("Checked", 3, needs=("rent",)),
            a_service("Elsewhere", 4),
        ],
        activities=[ActivityView("A0001", "Money Talk", needs=("rent",))],
        sessions=[a_session("Money Talk", TOMORROW, activity="A0001")],
    )
    assert [found.name for found in board.for_need("rent", date(2026, 11, 22))] == [
        "Urgent",
        "Stale since",
        "Checked",
        "Money Talk",
    ]
    found = board.for_need("rent", TODAY)
    assert [(one.name, one.is_checked) for one in found] == [
        ("Urgent", False),
        ("Checked", True),
        ("Stale since", False),
        ("Money Talk", True),
    ]
    assert found[-1] == Found(
        Kind.ACTIVITY, "A0001", "Money Talk", when="Tue 24 Nov 10am", starts=at(TOMORROW, "10:00")
    )
    assert [one.name for one in board.for_need("rent", TODAY, limit=2)] == ["Urgent", "Money Talk"]


def test_what_is_over_today_is_not_what_comes_next(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        activities=[ActivityView("A0001", "Money Talk")],
        sessions=[a_session("Money Talk", day, activity="A0001") for day in (TODAY, TOMORROW)],
    )

    def starts(clock_time: str) -> datetime | None:
        now = at(TODAY, clock_time)
        (found,) = search(board, "money talk", today=TODAY, now=now).results
        return found.starts

    # From 10am until noon, today and tomorrow.
    assert starts("09:00") == starts("11:59") == at(TODAY, "10:00")
    assert starts("12:00") == at(TOMORROW, "10:00")
    # Who asks for no time of day is told of today's all day.
    (found,) = search(board, "money talk", today=TODAY).results
    assert found.starts == at(TODAY, "10:00")


def test_helplines_are_the_urgent_ones(tmp_path: Path) -> None:
    urgent = a_service("Samaritans", 1, is_urgent=True)
    assert a_board(tmp_path, services=[urgent, a_service("Other", 2)]).helplines() == (urgent,)


def test_an_urgent_service_after_another_is_a_bug_of_the_publisher(tmp_path: Path) -> None:
    services = [a_service("Other", 1), a_service("Samaritans", 2, is_urgent=True)]
    with pytest.raises(ValueError, match="urgent"):
        a_file(tmp_path / "board", services=services)


def test_the_directory_comes_a_page_at_a_time(tmp_path: Path) -> None:
    services = [a_service(f"Service {number}", number) for number in range(5)]
    board = a_board(tmp_path, services=services)
    assert board.services(offset=2, limit=2) == tuple(services[2:4])


# The file itself


@pytest.mark.parametrize("name", ["a?b#c%41 d.sqlite", "naïve “board”.sqlite", "x;y&z=1.sqlite"])
def test_any_path_opens(tmp_path: Path, name: str) -> None:
    board = Noticeboard.open(a_file(tmp_path / name))
    assert board.zone == LONDON
    board.close()


def test_no_noticeboard_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no noticeboard in .* hub publish"):
        Noticeboard.open(tmp_path / "noticeboard.sqlite")
    with pytest.raises((NotFound, Damaged)):
        Noticeboard.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"hello" * 4000])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noticeboard.sqlite"
    path.write_bytes(content)
    with pytest.raises(Damaged, match="is damaged"):
        Noticeboard.open(path)


def test_another_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noticeboard.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE card (name TEXT)")
    connection.close()
    with pytest.raises(Damaged, match="is damaged"):
        Noticeboard.open(path)


@pytest.mark.parametrize("lost", [1, 100, 4096, 5000, 40_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, lost: int) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite")
    path.write_bytes(path.read_bytes()[:-lost])
    with pytest.raises(Damaged, match="is damaged"):
        Noticeboard.open(path)


def test_another_version_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    with pytest.raises(Damaged, match="another version of the hub"):
        Noticeboard.open(path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE service SET phones = 'not json'",
        "UPDATE service SET status = 'sold'",
        "UPDATE service SET assured_on = '2026-13-45'",
        "UPDATE service SET needs = '3'",
        "UPDATE service SET name = CAST(x'ff' AS TEXT)",
    ],
)
def test_damaged_content_is_a_refusal_when_it_is_read(tmp_path: Path, damage: str) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite", services=[a_service("Shelter")])
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    board = Noticeboard.open(path)
    with pytest.raises(Damaged):
        board.services()


def test_pages_overwritten_are_a_refusal_not_a_crash(tmp_path: Path) -> None:
    services = [a_service(f"Service {number}", number) for number in range(300)]
    path = a_file(tmp_path / "noticeboard.sqlite", services=services)
    whole = path.read_bytes()
    refused = 0
    for page in range(1, len(whole) // 4096, 5):
        path.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        try:
            board = Noticeboard.open(path)
            board.services(limit=1000)
            board.need_groups()
        except Damaged:
            refused += 1
    assert refused


def test_a_reader_goes_on_while_a_newer_one_takes_the_place(tmp_path: Path) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite", activities=[ActivityView("A1", "Old")])
    board = Noticeboard.open(path)
    assert not board.is_newer_than_this()
    a_file(tmp_path / "next", activities=[ActivityView("A1", "New")]).replace(path)
    assert board.is_newer_than_this()
    assert [one.title for one in board.activities()] == ["Old"]
    board.close()
    assert [one.title for one in Noticeboard.open(path).activities()] == ["New"]


def test_one_that_is_replaced_while_it_is_opened_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite", activities=[ActivityView("A1", "Old")])
    services = [a_service(f"Service {number}", number) for number in range(300)]
    newer = [a_file(tmp_path / "next", services=services)]
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def replace_and_connect(*given: Any, **options: Any) -> sqlite3.Connection:
        if newer:
            newer.pop().replace(path)
        return connect(*given, **options)

    monkeypatch.setattr(sqlite3, "connect", replace_and_connect)
    board = Noticeboard.open(path)
    assert len(board.services(limit=1000)) == 300
    assert not board.is_newer_than_this()


def test_a_reader_goes_on_when_the_file_is_gone(tmp_path: Path) -> None:
    path = a_file(tmp_path / "folder-less.sqlite", activities=[ActivityView("A1", "Old")])
    board = Noticeboard.open(path)
    path.unlink()
    assert not board.is_newer_than_this()
    assert [one.title for one in board.activities()] == ["Old"]


def test_a_copy_on_another_machine_reads_the_same(tmp_path: Path) -> None:
    path = a_file(tmp_path / "noticeboard.sqlite", activities=[ActivityView("A1", "Tea")])
    copy = tmp_path / "elsewhere"
    shutil.copyfile(path, copy)
    copy.chmod(0o444)
    assert Noticeboard.open(copy).activities() == Noticeboard.open(path).activities()
