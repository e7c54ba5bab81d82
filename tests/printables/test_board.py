"""Today's board: all that is on, where, and when the door is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.languages.language import ENGLISH
from hub.views.place import HoursView
from hub.views.timetable import DayView
from printables.boxes import Sheet
from printables.sheets.board import board_pdf, board_sheet
from tests.printables.checking import check_sheet, codes_at, read, said, sizes_in, tree_of
from tests.printables.days import EMPTY_DAY, FEW, HOSTILE, HOURS, MONDAY, ROOMS, busy_day
from tests.printables.weeks import CARD, CORRECT_ON, LONG_TITLES, SITE, WEB, ZONE, session
from tests.soaking import tries

LEAST = {False: 14, True: 18}
LEAST_FOOT = {False: 12, True: 16}


def board(
    day: DayView,
    *,
    large: bool = False,
    qr: tuple[str, str] | None = WEB,
    hours: tuple[HoursView, ...] = HOURS,
) -> Sheet:
    return board_sheet(
        day, SITE, correct_on=CORRECT_ON, rooms=ROOMS, hours=hours, qr=qr, large=large
    )


def check(made: Sheet, *, large: bool = False) -> None:
    """The foot alone is smaller than what is read."""
    check_sheet(made, least=LEAST_FOOT[large], least_foot=LEAST_FOOT[large])
    for page in made.pages:
        foot = max(run.baseline for run in page.runs())
        assert min(run.size for run in page.runs() if run.baseline < foot) >= LEAST[large]


def test_the_board_says_when_what_and_where() -> None:
    made = board(FEW)
    check(made)
    assert [said(page) for page in made.pages] == [
        [
            "Ferry Road Community Library",
            "What’s on today",
            "Monday 30 November",
            "ferryroad.example",
            "Open today: 9am to 1pm, 2pm to 5pm",
            "Bank holiday: St Andrew’s Day",
            "Hall B is closed 2pm to 5pm: painting",
            "9:30am to 10:30am | Baby Rhymes",
            "Hall A. | The left half of it.",
            "11am to 12:30pm | CANCELLED | Parish council",
            "The boiler is being mended.",
            "Hall B. | The right half of it.",
            "2pm to 4pm | Private booking",
            "Main Hall. | Straight on past the desk.",
            "7pm to 10pm | Barn dance",
            "Not certain yet",
            "Hall A. | The left half of it.",
            "Correct on 23 November 2026",
        ]
    ]
    assert made.title == "Ferry Road Community Library, What’s on today, Monday 30 November"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("qr", [WEB, CARD, None], ids=["web", "card", "none"])
@pytest.mark.parametrize("count", [0, 1, 12, 60])
def test_every_day_fits_its_pages(count: int, qr: tuple[str, str] | None, large: bool) -> None:
    made = board(busy_day(count) if count else EMPTY_DAY, qr=qr, large=large)
    check(made, large=large)
    titles = sum(part.kind == "TR" for part in made.parts)
    assert titles == count


def test_a_day_with_nothing_says_so_in_words() -> None:
    assert said(board(EMPTY_DAY).pages[0])[-2:] == [
        "Nothing on today",
        "Correct on 23 November 2026",
    ]


@pytest.mark.parametrize(
    ("hours", "notices", "words"),
    [
        ((), (), ""),
        ((HoursView(0, ()),), (), "Closed today"),
        ((HoursView(0, ((time(0), time(0)),)),), (), "Open all day"),
        ((HoursView(0, ((time(18), time(0)),)),), (), "Open today: 6pm to midnight"),
        (HOURS, ("Closed all day: the boiler",), ""),
        (HOURS, ("Closed until noon",), "Open today: 9am to 1pm, 2pm to 5pm"),
    ],
)
def test_it_says_when_the_door_is_open_and_never_of_a_day_that_is_closed(
    hours: tuple[HoursView, ...], notices: tuple[str, ...], words: str
) -> None:
    lines = said(board(replace(EMPTY_DAY, notices=notices), hours=hours, qr=None).pages[0])
    wanted = ["Ferry Road Community Library", "What’s on today", "Monday 30 November", words]
    assert lines == [
        *filter(None, (*wanted, *notices)),
        "Nothing on today",
        "Correct on 23 November 2026",
    ]


def test_a_private_hire_gives_nothing_away() -> None:
    assert "surprise" not in " ".join(said(board(FEW).pages[0]))


@pytest.mark.parametrize("large", [False, True])
def test_sixty_sessions_with_titles_of_two_hundred_letters(large: bool) -> None:
    day = busy_day(60, LONG_TITLES)
    long = replace(day, notices=("Closed until noon: " + "W" * 300,) * 4)
    check(board(long, large=large), large=large)


@settings(max_examples=tries(40), deadline=None)
@given(titles=st.lists(HOSTILE, max_size=6), words=HOSTILE, room=HOSTILE, large=st.booleans())
def test_whatever_people_type_the_sheet_is_whole(
    titles: list[str], words: str, room: str, large: bool
) -> None:
    day = busy_day(len(titles), titles or ("",))
    typed = replace(
        day,
        sessions=tuple(one._replace(room=room, reason=words) for one in day.sessions),
        notices=(words,),
    )
    made = board_sheet(
        typed,
        replace(SITE, name=words),
        correct_on=CORRECT_ON,
        rooms=(replace(ROOMS[0], name=room, whereabouts=words),),
        hours=HOURS,
        qr=WEB,
        large=large,
    )
    check(made, large=large)


@pytest.mark.parametrize(
    ("starts", "hours", "words"),
    [
        # In UTC. The clocks go back at 2am on 25 October, and forward at 1am on 28 March.
        ("2026-10-24T23:30", 2, "12:30am to 1:30am"),
        ("2027-03-28T00:30", 2, "12:30am to 3:30am"),
        ("2026-12-31T22:00", 2, "10pm to midnight"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(starts: str, hours: int, words: str) -> None:
    begin = datetime.fromisoformat(starts).replace(tzinfo=UTC)
    one = session(MONDAY, "9:00")._replace(
        starts=begin.astimezone(ZONE), ends=(begin + timedelta(hours=hours)).astimezone(ZONE)
    )
    lines = said(board(DayView(one.starts.date(), (one,))).pages[0])
    assert f"{words} | Knit and Natter" in lines


def test_the_last_night_of_the_year_is_dated_on_its_own_day() -> None:
    lines = said(board(DayView(date(2026, 12, 31), ())).pages[0])
    assert "Thursday 31 December" in lines


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("qr", [WEB, CARD], ids=["web", "card"])
def test_the_code_scans_from_any_printer(qr: tuple[str, str], large: bool) -> None:
    file = board_pdf(FEW, SITE, correct_on=CORRECT_ON, rooms=ROOMS, qr=qr, large=large)
    assert [codes_at(file, dpi) for dpi in (96, 150, 300)] == [[qr[0]]] * 3


def test_the_file_is_the_same_each_time_and_tagged_as_a_table() -> None:
    def made() -> bytes:
        return board_pdf(
            FEW, SITE, correct_on=CORRECT_ON, rooms=ROOMS, hours=HOURS, qr=WEB, language=ENGLISH
        )

    assert made() == made()
    row = ("/TR", ("/TH",), ("/TD",))
    assert tree_of(made()) == (
        *("/Document", ("/P",), ("/H1",), ("/P",), ("/P",), ("/P",), ("/P",)),
        *(("/Figure",), ("/P",), ("/Table", row, row, row, row), ("/P",)),
    )
    assert {part.scope for part in board(FEW).parts if part.kind == "TH"} == {"Row"}
    assert min(sizes_in(made())) == 12
    assert [entry.title for entry in read(made()).outline] == ["What’s on today"]  # type: ignore[union-attr] # a flat outline
