"""The door sheet: one room, one day, large, and nothing of anybody's private life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.timetable.doors import day_at_door
from hub.views.timetable import DayView
from hub.views.words import span_words
from printables.boxes import Sheet
from printables.drawing import pdf
from printables.sheets.door import door_pdf, door_sheet, door_sheets
from tests.printables.checking import check_sheet, read, said, sizes_in, tree_of, words_of
from tests.printables.days import (
    EMPTY_DAY,
    FEW,
    HALL_A,
    HALL_B,
    HOSTILE,
    MAIN,
    MONDAY,
    NAMES,
    QUIET,
    ROOMS,
    busy_day,
)
from tests.printables.weeks import CORRECT_ON, LONG_TITLES, SITE, ZONE, session
from tests.soaking import tries

FOOT = "Correct on 23 November 2026 · Ferry Road Community Library"


def doors(day: DayView, *names: str) -> Sheet:
    return door_sheets(day, ROOMS, names, SITE, correct_on=CORRECT_ON)


def test_a_door_says_the_room_the_day_and_what_is_on() -> None:
    made = doors(FEW, "Hall A")
    check_sheet(made, least=14)
    assert [said(page) for page in made.pages] == [
        [
            "Hall A",
            "Monday 30 November",
            "Bank holiday: St Andrew’s Day",
            "9:30am to 10:30am | Baby Rhymes | Hall A",
            "2pm to 4pm | Private booking | Main Hall",
            "7pm to 10pm | Barn dance | Hall A",
            "Not certain yet",
            FOOT,
        ]
    ]
    assert (made.title, made.left_out) == ("Hall A, Monday 30 November", ())


def test_the_letters_are_those_to_read_across_a_corridor() -> None:
    runs = doors(FEW, "Hall B").pages[0].runs()
    seen = {run.words.strip(): (run.size, run.face.endswith("Bold")) for run in runs}
    wanted = {
        "Private booking": (28, False),
        "CANCELLED": (28, True),
        "2pm to 4pm": (24, True),
        "Monday 30 November": (28, False),
    }
    assert {words: seen[words] for words in wanted} == wanted
    (name,) = (run for run in runs if run.on_band)
    assert (name.words.strip(), name.size) == ("Hall B", 44)


def test_what_is_in_the_whole_is_on_the_doors_of_its_parts_and_the_other_way_round() -> None:
    whole = day_at_door(FEW, MAIN, ROOMS)
    assert [one.room for one in whole.sessions] == ["Hall A", "Hall B", "Main Hall", "Hall A"]
    assert whole.notices == FEW.notices
    left = day_at_door(FEW, HALL_A, ROOMS)
    assert [one.room for one in left.sessions] == ["Hall A", "Main Hall", "Hall A"]
    assert left.notices == ("Bank holiday: St Andrew’s Day",)
    right = day_at_door(FEW, HALL_B, ROOMS)
    assert [one.room for one in right.sessions] == ["Hall B", "Main Hall"]
    assert right.notices == FEW.notices
    assert day_at_door(FEW, QUIET, ROOMS).sessions == ()


def test_rooms_that_share_a_space_without_one_being_part_of_the_other_share_a_door() -> None:
    front, back = (
        structs.replace(MAIN, name="Front"),
        structs.replace(QUIET, name="Back", spaces=("Hall B", "Bar")),
    )
    day = DayView(MONDAY, (session(MONDAY, "9:00", room="Front"),))
    assert len(day_at_door(day, back, (front, back)).sessions) == 1


def test_a_cancelled_session_says_so_in_the_word_and_why() -> None:
    page = doors(FEW, "Hall B").pages[0]
    assert "11am to 12:30pm | CANCELLED | Parish council | Hall B" in said(page)
    assert "The boiler is being mended." in said(page)


def test_a_private_hire_gives_nothing_away() -> None:
    for name in NAMES:
        assert "surprise" not in words_of(pdf(doors(FEW, name)))


def test_an_empty_day_says_so_in_words() -> None:
    made = doors(EMPTY_DAY, "Quiet Room")
    check_sheet(made, least=14)
    assert said(made.pages[0]) == [
        "Quiet Room",
        "Monday 30 November",
        "Nothing booked today",
        FOOT,
    ]


def test_a_full_day_gets_smaller_down_to_18_point_and_then_more_pages() -> None:
    (eight,) = doors(busy_day(10), "Main Hall").pages
    times = {run.size for run in eight.runs() if run.words.startswith("9am")}
    assert len(times) == 1
    assert 18 <= times.pop() < 24
    sixty = doors(busy_day(60), "Main Hall")
    check_sheet(sixty, least=14, least_foot=14)
    assert len(sixty.pages) > 1
    rows: list[str] = []
    for number, page in enumerate(sixty.pages, 1):
        lines = said(page)
        assert lines[:2] == ["Main Hall", "Monday 30 November"]
        assert lines[-1] == f"{FOOT} | Page {number} of {len(sixty.pages)}"
        rows += [line for line in lines[2:-1] if " | " in line]
        assert {run.size for run in page.runs()} == {44, 28, 18, 14}
    here = day_at_door(busy_day(60), MAIN, ROOMS).sessions
    assert [row.split(" | ")[0] for row in rows] == [
        span_words(one.starts, one.ends) for one in here
    ]


def test_several_doors_are_one_document_a_page_each_in_the_order_of_the_rooms() -> None:
    made = doors(FEW, "Quiet Room", "Main Hall", "Hall A")
    check_sheet(made, least=14)
    assert [said(page)[0] for page in made.pages] == ["Main Hall", "Hall A", "Quiet Room"]
    outline = read(pdf(made)).outline
    assert [entry.title for entry in outline] == ["Main Hall", "Hall A", "Quiet Room"]  # type: ignore[union-attr] # a flat outline


def test_titles_of_two_hundred_letters_and_rooms_of_a_hundred() -> None:
    name = "W" * 100
    day = busy_day(60, LONG_TITLES)
    here = structs.replace(
        day,
        sessions=tuple(one._replace(room=name, reason="W" * 300) for one in day.sessions),
        notices=("Closed until noon: " + "W" * 300,) * 3,
    )
    check_sheet(door_sheet(here, name, SITE, correct_on=CORRECT_ON), least=14, least_foot=14)


def test_a_letter_that_no_font_has_is_left_out_and_said_and_spoils_no_other_door() -> None:
    day = DayView(MONDAY, (session(MONDAY, "9:00", title="茶 and cake"),))
    made = doors(day, "Hall A")
    assert said(made.pages[0])[2] == "9am to 10am | and cake"
    (sentence,) = made.left_out
    assert sentence.startswith("The title of 9am to 10am “茶 and cake” has a character we cannot")
    unread = DayView(MONDAY, (session(MONDAY, "9:00", title="茶"),))
    assert said(doors(unread, "Hall A").pages[0])[2] == "9am to 10am | Ask at the desk"


@settings(max_examples=tries(40), deadline=None)
@given(titles=st.lists(HOSTILE, max_size=6), room=HOSTILE, reason=HOSTILE, notice=HOSTILE)
def test_whatever_people_type_the_sheet_is_whole(
    titles: list[str], room: str, reason: str, notice: str
) -> None:
    day = busy_day(len(titles), titles or ("",))
    typed = structs.replace(
        day,
        sessions=tuple(
            one._replace(room=room if number % 2 else "Hall A", reason=reason)
            for number, one in enumerate(day.sessions)
        ),
        notices=(notice,),
    )
    made = door_sheet(typed, room, structs.replace(SITE, name=room), correct_on=CORRECT_ON)
    check_sheet(made, least=14, least_foot=14)


@pytest.mark.parametrize(
    ("starts", "hours", "words"),
    [
        # In UTC. The clocks go back at 2am on 25 October, and forward at 1am on 28 March.
        ("2026-10-24T23:30", 2, "12:30am to 1:30am"),
        ("2026-10-25T10:00", 1, "10am to 11am"),
        ("2027-03-28T00:30", 2, "12:30am to 3:30am"),
        ("2027-03-28T09:00", 1, "10am to 11am"),
        ("2026-12-31T22:00", 2, "10pm to midnight"),
        ("2026-12-31T22:00", 3, "10pm to 1am on Fri 1 Jan"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(starts: str, hours: int, words: str) -> None:
    begin = datetime.fromisoformat(starts).replace(tzinfo=UTC)
    one = session(MONDAY, "9:00")._replace(
        starts=begin.astimezone(ZONE), ends=(begin + timedelta(hours=hours)).astimezone(ZONE)
    )
    made = doors(DayView(one.starts.date(), (one,)), "Hall A")
    (row,) = {run.part for run in made.pages[0].runs() if run.words == "Knit and Natter "}
    assert row is not None
    time = [run.words for run in made.pages[0].runs() if run.part == row - 1]
    assert "".join(time).strip() == words


def test_what_began_yesterday_says_until_when_it_goes_on() -> None:
    starts = datetime(2026, 11, 29, 22, tzinfo=ZONE)
    lock_in = session(MONDAY, "9:00")._replace(starts=starts, ends=starts + timedelta(hours=9))
    show = lock_in._replace(title="Exhibition", ends=starts + timedelta(days=3))
    ends_at_midnight = lock_in._replace(ends=datetime(2026, 12, 1, tzinfo=ZONE))
    made = doors(DayView(MONDAY, (lock_in, show, ends_at_midnight)), "Hall A")
    assert [line.split(" | ")[0] for line in said(made.pages[0])[2:5]] == [
        "Until 7am",
        "All day",
        "All day",
    ]


def test_the_file_is_the_same_each_time_tagged_and_large() -> None:
    def made() -> bytes:
        return door_pdf(FEW, ROOMS, ["Hall A", "Hall B"], SITE, correct_on=CORRECT_ON)

    assert made() == made()
    row = ("/TR", ("/TH",), ("/TD",), ("/TD",))
    table = ("/Table", row, row, row)
    assert tree_of(made()) == (
        "/Document",
        *(("/H1",), ("/P",), ("/P",), table, ("/P",)),
        *(("/H1",), ("/P",), ("/P",), ("/P",), ("/Table", row, row), ("/P",)),
    )
    assert min(sizes_in(made())) == 14
    scopes = {part.scope for part in doors(FEW, "Hall A").parts if part.kind == "TH"}
    assert scopes == {"Row"}
