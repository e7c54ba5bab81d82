"""The confirmation of a booking: everything its booker needs, and nothing of the desk's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from msgspec import structs

from hub.errors import BadInput
from hub.views.bookings import BookingView
from hub.views.place import SiteView
from hub.views.timetable import BookingStatus
from printables.boxes import Sheet
from printables.sheets.confirmation import confirmation_pdf, confirmation_sheet
from tests.printables.checking import check_sheet, codes_at, said, sizes_in, tree_of
from tests.printables.days import HALL_A, HOSTILE, booking
from tests.printables.weeks import CORRECT_ON, SITE, ZONE
from tests.soaking import tries


def sheet(one: BookingView, site: SiteView = SITE, *, large: bool = False) -> Sheet:
    return confirmation_sheet(one, site, HALL_A, correct_on=CORRECT_ON, large=large)


def lines(one: BookingView, site: SiteView = SITE) -> list[str]:
    """What the sheet says, its pages in one."""
    return [line for page in sheet(one, site).pages for line in said(page)]


def test_it_says_who_when_where_how_and_what_to_do_if_plans_change() -> None:
    made = sheet(booking())
    check_sheet(made, least=12)
    assert [said(page) for page in made.pages] == [
        [
            "Ferry Road Community Library",
            "Your room is booked",
            "Okafor family party",
            "When | Tuesday 2 March 2027",
            "10am to 11:30am",
            "Where | Hall A",
            "The left half of it.",
            "Ferry Road Community Library",
            "12 Ferry Road, Marlow Bridge, MB4 7QT",
            "Set up and tidy up | The room is yours from 9:45am to noon.",
            "For how many | 40 people",
            "Set out as | theatre",
            "With the room | Projector 2, Urn",
            "If your plans change",
            "Tell us as soon as you can, so that others can use",
            "the room.",
            "Ring us:",
            "Scan to put the date",
            "01632 960123",
            "in your phone",
            "Say this code:",
            "A7KQ2",
            "Correct on 23 November 2026",
        ]
    ]
    assert made.title == "Ferry Road Community Library, Your room is booked"
    assert "Owes us" not in " ".join(said(made.pages[0]))


def test_what_nobody_asked_for_is_not_mentioned() -> None:
    bare = booking(people=None, layout="", equipment=(), setup_minutes=0, tidy_minutes=0)
    labels = [line.split(" | ")[0] for line in lines(bare) if " | " in line]
    assert labels == ["When", "Where"]
    assert "For how many | 1 person" in lines(booking(people=1))


def test_what_is_not_certain_yet_says_until_when_it_is_held() -> None:
    held = booking(status=BookingStatus.PROVISIONAL, lapses=datetime(2027, 2, 26, 17, tzinfo=ZONE))
    assert lines(held)[1:5] == [
        "Your booking, not certain yet",
        "Okafor family party",
        "We hold the room for you until Friday 26 February, 5pm. Tell us",
        "before then that you want it.",
    ]
    assert (
        "We have not said yes yet. Ask us before you plan on it."
        in lines(replace(held, lapses=None))[3]
    )


def test_who_has_no_phone_is_written_to() -> None:
    by_mail = lines(booking(), structs.replace(SITE, phone="", email="hello@ferryroad.example"))
    assert "Write to us: hello@ferryroad.example" in by_mail
    assert "Ring us:" not in by_mail
    both = lines(booking(), structs.replace(SITE, email="hello@ferryroad.example"))
    assert "Or write to us: hello@ferryroad.example" in both


@pytest.mark.parametrize(
    ("status", "words"),
    [(BookingStatus.CANCELLED, "cancelled"), (BookingStatus.NO_SHOW, "marked as no-show")],
)
def test_what_does_not_happen_is_not_confirmed(status: BookingStatus, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        sheet(booking(status=status))
    assert refused.value.message == (
        f"Okafor family party on Tuesday 2 March is {words}, so there is nothing to confirm."
    )
    assert refused.value.hint == "See: hub booking show A7KQ2"


@pytest.mark.parametrize(
    ("starts", "hours", "span", "yours"),
    [
        # In UTC. On 25 October the hour after 1am is there twice; on 28 March it isn't there.
        ("2026-10-25T01:00", 1, "1am to 2am", "1:30am to 2:15am"),
        ("2027-03-28T01:00", 1, "2am to 3am", "12:30am to 3:15am"),
        ("2026-12-31T22:00", 2, "10pm to midnight", "9:30pm to Fri 1 Jan, 12:15am"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(
    starts: str, hours: int, span: str, yours: str
) -> None:
    begin = datetime.fromisoformat(starts).replace(tzinfo=UTC)
    one = booking(
        starts=begin.astimezone(ZONE),
        ends=(begin + timedelta(hours=hours)).astimezone(ZONE),
        setup_minutes=30,
        tidy_minutes=15,
    )
    said_of_it = lines(one)
    assert f"The room is yours from {yours}." in " ".join(said_of_it)
    assert span in said_of_it


@settings(max_examples=tries(40), deadline=None)
@given(title=HOSTILE, room=HOSTILE, words=HOSTILE)
def test_whatever_people_type_the_sheet_is_whole(title: str, room: str, words: str) -> None:
    one = booking(title=title, room=room, layout=words, equipment=(words, title, words))
    site = structs.replace(SITE, name=words, address=words, phone=words[:40], email=words)
    for large in (False, True):
        made = confirmation_sheet(
            one,
            site,
            structs.replace(HALL_A, whereabouts=title),
            correct_on=CORRECT_ON,
            large=large,
        )
        check_sheet(made, least=18 if large else 12, least_foot=18 if large else 12)


def test_large_print_is_laid_out_anew() -> None:
    made = sheet(booking(), large=True)
    check_sheet(made, least=18, least_foot=18)
    sizes = sorted({run.size for page in made.pages for run in page.runs()})
    assert sizes[:2] == [18, 20]


def test_the_phone_gets_the_date_and_only_that() -> None:
    file = confirmation_pdf(booking(), SITE, HALL_A, correct_on=CORRECT_ON)
    wanted = (
        "BEGIN:VEVENT\r\nSUMMARY:Okafor family party\r\nDTSTART:20270302T100000Z\r\n"
        "DTEND:20270302T113000Z\r\nLOCATION:Hall A\\, Ferry Road Community Library\r\nEND:VEVENT"
    )
    assert [codes_at(file, dpi) for dpi in (96, 150, 300)] == [[wanted]] * 3


def test_the_file_is_the_same_each_time_and_tagged_as_a_table() -> None:
    def made() -> bytes:
        return confirmation_pdf(booking(), SITE, HALL_A, correct_on=CORRECT_ON)

    assert made() == made()
    row = ("/TR", ("/TH",), ("/TD",))
    assert tree_of(made()) == (
        *("/Document", ("/P",), ("/H1",), ("/H2",), ("/Table", *(row for _ in range(6)))),
        *(("/H2",), ("/P",), ("/P",), ("/P",), ("/P",), ("/P",), ("/Figure",), ("/P",), ("/P",)),
    )
    assert {part.scope for part in sheet(booking()).parts if part.kind == "TH"} == {"Row"}
    assert min(sizes_in(made())) == 12
