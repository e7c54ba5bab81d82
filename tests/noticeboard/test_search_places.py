"""A place among the words, what is near, and what is open now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from hub.noticeboard.places import outward, places_of, seek
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.views.directory import OpenTime, ServiceStatus
from hub.views.timetable import ActivityView, BookingStatus
from tests.noticeboard.builders import (
    TODAY,
    a_board,
    a_need,
    a_service,
    a_session,
    at,
    home,
)


def towns(folder: Path) -> Noticeboard:
    return a_board(
        folder,
        need_groups=[home(a_need("food", "I need food", "food bank"), a_need("debts", "Debts"))],
        services=[
            a_service("National Food Line", 1, is_urgent=True, needs=("food",)),
            a_service("Food bank helpline", 2, area="England", needs=("food",)),
            a_service("Leeds Food Bank", 3, area="Leeds", postcode="LS1 1AA", needs=("food",)),
            a_service(
                "St John's Food Bank",
                4,
                address="Church Hall, 1 High Street, Thorne, DN8 4AA",
                postcode="DN8 4AA",
                area="Doncaster; Thorne and Moorends",
                needs=("food",),
            ),
            a_service("Town Food Bank", 5, area="Doncaster", postcode="DN1 2AB", needs=("food",)),
            a_service("Debt help", 6, area="South Yorkshire", needs=("debts",)),
        ],
    )


def names(board: Noticeboard, words: str) -> list[str]:
    return [found.name for found in search(board, words, today=TODAY).results]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("food bank DN1", "Town Food Bank"),
        ("DN1 food bank", "Town Food Bank"),
        ("food bank DN1 2AB", "Town Food Bank"),
        ("food bank dn12ab", "Town Food Bank"),
        ("foodbank dn8", "St John's Food Bank"),
        ("food bank thorne", "St John's Food Bank"),
        ("food bank in Leeds", "Leeds Food Bank"),
        ("debt help south yorkshire", "Debt help"),
    ],
)
def test_what_is_in_the_place_comes_first_and_nothing_is_hidden(
    tmp_path: Path, typed: str, first: str
) -> None:
    board = towns(tmp_path)
    found = search(board, typed, today=TODAY).results
    helpers = [line.name for line in found if line.kind.value == "service"]
    assert helpers[0] == first
    if "debt" not in typed:
        assert set(helpers) == {
            "National Food Line",
            "Food bank helpline",
            "Leeds Food Bank",
            "St John's Food Bank",
            "Town Food Bank",
        }


def test_both_of_a_town_come_before_the_others(tmp_path: Path) -> None:
    helpers = names(towns(tmp_path), "food bank doncaster")[1:]
    assert set(helpers[:2]) == {"St John's Food Bank", "Town Food Bank"}
    assert len(helpers) == 5


def test_a_place_where_nobody_helps_leaves_the_others(tmp_path: Path) -> None:
    board = towns(tmp_path)
    for typed in ("food bank ZE1 0AA", "food bank ZE1", "food bank Lerwick"):
        assert set(names(board, typed)) >= set(names(board, "food bank")), typed


def test_a_place_alone_finds_who_is_there(tmp_path: Path) -> None:
    board = towns(tmp_path)
    assert names(board, "leeds") == ["Leeds Food Bank"]
    assert names(board, "DN8 4AA") == ["St John's Food Bank"]


def test_what_names_a_place() -> None:
    service = a_service(
        "Lunch",
        address="Church Hall, 1 High Street, Thorne, DN8 4AA",
        postcode="DN8 4AA",
        area="Doncaster; the villages, England",
    )
    assert places_of(service) == {"doncaster", "the villages", "thorne", "dn8"}
    assert places_of(a_service("Line")) == set()
    assert [outward(text) for text in ("DN1 2AB", "sw1a1aa", "12345", "")] == [
        *("dn1", "sw1a"),
        *("", ""),
    ]


def test_a_word_that_means_something_is_no_place() -> None:
    known = {"reading", "bath"}
    assert seek(["learn", "reading"], known, {"reading"}.__contains__).place == ()
    assert seek(["food", "bath"], known, {"reading"}.__contains__).place == ("bath",)
    assert seek(["bath"], known, lambda _: False).place == ()


def test_what_is_near_comes_before_what_is_far_and_unchecked_last(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        services=[
            a_service("Advice line", 5, assured_on=None, is_urgent=True),
            a_service("Advice", 1),
            a_service("Advice for everybody in our town and around it", 2, is_local=True),
            a_service("Advice here", 3, is_local=True, assured_on=None),
            a_service("Advice gone", 4, vanished_on=TODAY),
        ],
    )
    assert names(board, "advice") == [
        "Advice for everybody in our town and around it",
        "Advice",
        "Advice line",
        "Advice here",
        "Advice gone",
    ]


NINE_TO_FIVE = (OpenTime((0, 1, 2, 3, 4), time(9), time(17)),)


def opened(board: Noticeboard, now: datetime, words: str = "advice") -> list[bool | None]:
    found = search(board, words, today=now.date(), now=now).results
    return [line.is_open for line in found]


def test_what_is_open_says_so_and_what_nobody_can_tell_does_not(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        services=[
            a_service("Advice 1", 1, open_times=NINE_TO_FIVE),
            a_service("Advice 2", 2, when="Ring first"),
            a_service(
                "Advice 3", 3, open_times=NINE_TO_FIVE, status=ServiceStatus.TEMPORARILY_CLOSED
            ),
            a_service("Advice 4", 4, open_times=NINE_TO_FIVE, vanished_on=TODAY),
        ],
    )
    assert opened(board, at(TODAY, "10:00")) == [True, None, False, None]
    assert opened(board, at(TODAY, "17:00")) == [False, None, False, None]
    silent = search(board, "advice", today=TODAY).results
    assert [line.is_open for line in silent] == [None] * 4


def test_on_a_bank_holiday_nobody_can_tell(tmp_path: Path) -> None:
    christmas = date(2026, 12, 25)
    board = a_board(
        tmp_path,
        services=[a_service("Advice", 1, open_times=NINE_TO_FIVE)],
        notices=[(christmas, "Bank holiday: Christmas Day")],
    )
    assert opened(board, at(christmas, "10:00")) == [None]
    assert opened(board, at(christmas - timedelta(days=1), "10:00")) == [True]


@pytest.mark.parametrize(
    ("day", "utc", "is_open"),
    [  # the wall clock counts: 9:30 in summer is 8:30 UTC
        (date(2027, 3, 26), time(9, 30), True),
        (date(2027, 3, 29), time(8, 30), True),
        (date(2027, 3, 29), time(16, 30), False),
        (date(2026, 10, 26), time(16, 30), True),
    ],
)
def test_open_now_goes_by_the_wall_clock_when_the_clocks_change(
    tmp_path: Path, day: date, utc: time, is_open: bool
) -> None:
    from datetime import UTC

    board = a_board(tmp_path, services=[a_service("Advice", 1, open_times=NINE_TO_FIVE)])
    assert opened(board, datetime.combine(day, utc, tzinfo=UTC)) == [is_open]


def test_an_activity_is_on_while_it_meets_and_not_when_cancelled(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        activities=[ActivityView("A0001", "Advice tea"), ActivityView("A0002", "Advice walk")],
        sessions=[
            a_session("Advice tea", activity="A0001"),
            a_session("Advice walk", activity="A0002", status=BookingStatus.CANCELLED),
        ],
    )
    assert opened(board, at(TODAY, "09:59")) == [False, False]
    assert opened(board, at(TODAY, "10:00")) == [True, False]
    assert opened(board, at(TODAY, "12:00")) == [False, False]
