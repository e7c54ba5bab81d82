"""What a plan may choose from: best first, few of each, with the next dates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hub.noticeboard.read import Noticeboard
from hub.views.interests import InterestKind, InterestView
from hub.views.plan import ActivityChoice
from hub.views.timetable import ActivityView, BookingStatus
from tests.noticeboard.builders import TODAY, a_board, a_need, a_service, a_session, at, home

TEA = ActivityView("A0001", "Tea", needs=("rent",))
WOOL = ActivityView("A0002", "Wool", interests=("knitting",))
NOBODY = ActivityView("A0003", "Yoga")


def a_full_board(folder: Path) -> Noticeboard:
    return a_board(
        folder,
        need_groups=[home(a_need("rent", "Rent"), a_need("debts", "Debts"))],
        interests=[InterestView("knitting", InterestKind.DO, "I like knitting")],
        services=[
            a_service("Helpline", 1, is_urgent=True, assured_on=None, needs=("debts",)),
            a_service("Gone stale", 2, assured_on=TODAY - timedelta(days=100), needs=("rent",)),
            a_service("Vanished", 3, vanished_on=TODAY, needs=("rent",)),
            a_service("Both", 4, needs=("debts", "rent")),
            a_service("Rent Rights", 5, needs=("rent",)),
            a_service("Wool shop", 6, interests=("knitting",)),
            a_service("Pinned", 7),
        ],
        activities=[TEA, WOOL, NOBODY],
        sessions=[
            a_session("Tea", TODAY + timedelta(days=day), activity="A0001") for day in range(7)
        ]
        + [a_session("Wool", TODAY, activity="A0002", status=BookingStatus.CANCELLED)],
    )


def test_the_best_few_of_each_need_and_what_is_pinned(tmp_path: Path) -> None:
    board = a_full_board(tmp_path)
    chosen = board.services_for(("rent", "debts"), ("knitting",), ("S0007",), 2, today=TODAY)
    assert [choice.service.name for choice in chosen] == [
        "Helpline",
        "Both",
        "Rent Rights",
        "Wool shop",
        "Pinned",
    ]
    assert [choice.interests for choice in chosen] == [(), (), (), ("knitting",), ()]


def test_what_is_stale_or_vanished_comes_last(tmp_path: Path) -> None:
    chosen = a_full_board(tmp_path).services_for(("rent",), (), (), 9, today=TODAY)
    names = [choice.service.name for choice in chosen]
    assert names == ["Both", "Rent Rights", "Gone stale", "Vanished"]


def test_nothing_ticked_chooses_nothing(tmp_path: Path) -> None:
    board = a_full_board(tmp_path)
    assert board.services_for((), (), (), 3, today=TODAY) == ()
    assert board.services_for(("no-such-need",), ("nor-such",), ("X",), 3, today=TODAY) == ()
    assert board.activities_for((), (), (), after=at(TODAY, "09:00")) == ()


def test_what_to_come_to_with_its_next_five_dates(tmp_path: Path) -> None:
    board = a_full_board(tmp_path)
    chosen = board.activities_for(("rent",), ("knitting",), ("A0003",), after=at(TODAY, "12:00"))
    tea = board.sessions(TODAY + timedelta(days=1), TODAY + timedelta(days=5))
    assert chosen == (
        ActivityChoice(TEA, tea),
        ActivityChoice(WOOL, (), ("knitting",)),
        ActivityChoice(NOBODY),
    )
    (on_now,) = board.activities_for((), ("knitting",), (), after=at(TODAY, "11:59"))
    assert [one.title for one in on_now.next_sessions] == ["Wool"]


def test_a_longer_plan_asks_no_more_questions(tmp_path: Path) -> None:
    board = a_full_board(tmp_path)
    statements: list[str] = []
    board.file._connection.set_trace_callback(statements.append)
    counts = []
    for needs in (("rent",), ("rent", "debts")):
        statements.clear()
        board.services_for(needs, (), ("S0007", "S0006"), 3, today=TODAY)
        board.activities_for(needs, (), (), after=at(TODAY, "09:00"))
        counts.append(len(statements))
    assert counts == [4, 4]
