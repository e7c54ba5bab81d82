"""Every kind of page: it opens, it fits, and foreign text on it stays text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.languages.catalogue import language_for
from hub.languages.language import ENGLISH
from hub.views.directory import PhoneView
from hub.views.place import HoursView
from hub.views.timetable import BookingStatus, SessionView
from kiosk.public.app import KioskApp
from kiosk.public.furniture import helplines_line, language_at_home
from kiosk.public.page import Page
from kiosk.public.pages.entries import entry_page
from kiosk.public.pages.help import hours_page, rooms_page
from kiosk.public.pages.home import home_page
from kiosk.public.pages.whats_on import day_page, session_card, week_page
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    Helplines,
    Home,
    Hours,
    ListCode,
    MyList,
    NeedGroups,
    Needs,
    Place,
    Rooms,
    Search,
    ThingsToDo,
    Week,
    WhoCanHelp,
)
from tests.kiosk.public.boards import HOSTILE, TRAP, board_at
from tests.kiosk.public.screens import SIZES, seen
from tests.noticeboard.builders import a_board, a_service, a_session

TODAY = date(2026, 11, 23)
KEPT = (Entry(EntryKind.SERVICE, "E2"), Entry(EntryKind.SESSION, "S006"))
"""What is on the list of whoever looks at the pages."""
PLACES: tuple[tuple[Place, str], ...] = (
    (Home(), "What's on today"),
    (Day(TODAY), "Monday 23 November"),
    (Week(TODAY), "What's on this week"),
    (NeedGroups(), "I need help with"),
    (Needs("home"), "My home"),
    (WhoCanHelp("rent"), "Who can help: I am behind with my rent"),
    (ThingsToDo(), "Find something to do"),
    (Rooms(), "Find your way around"),
    (Hours(), "Monday to Friday"),
    (Helplines(), "Help right now"),
    (Search("rent"), "Looking for: rent"),
    (Search("zzxxqq"), "We found nothing for: zzxxqq"),
    (Entry(EntryKind.SERVICE, "E2"), "Harbour Lights"),
    (Entry(EntryKind.ACTIVITY, "A1"), "Tea and Talk"),
    (Entry(EntryKind.SESSION, "S007"), "CANCELLED"),
    (Entry(EntryKind.SESSION, "GONE"), "not on the noticeboard any more"),
    (Code(Entry(EntryKind.SERVICE, "E2")), "Point your phone's"),
    (MyList(), "My list (2)"),
    (ListCode(), "1 of 2"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_has_its_head_and_its_foot_at_every_size(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        app.my_list = KEPT
        for place, words in PLACES:
            app.go(place)
            await pilot.pause()
            rows = seen(app)
            assert len(rows) == size[1]
            assert {len(row) for row in rows} == {size[0]}
            text = "\n".join(rows)
            assert words in text, place
            assert "Call 999" in text, place
            assert "Leave" in text, place
            is_code = isinstance(place, (Code, ListCode))
            assert is_code or "Ferry Road" in text, place
            assert is_code or "10:42" in text, place


async def test_foreign_text_is_only_ever_text(tmp_path: Path, clock: Clock) -> None:
    app = KioskApp(board_at(tmp_path / "board.db", traps=HOSTILE + TRAP), clock)
    async with app.run_test(size=(160, 50)) as pilot:
        shown = ""
        app.my_list = KEPT
        for place, _ in PLACES:
            app.go(place)
            await pilot.pause()
            text = "\n".join(seen(app))
            assert not [letter for letter in text if letter < " " and letter != "\n"], place
            assert not set(text) & set("\x7f\x9b\u202e"), place
            shown += text
        assert HOSTILE[:20] in shown
        assert app.is_running


def other_folder(folder: Path) -> Path:
    (folder / "other").mkdir()
    return folder / "other"


def words_of(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    return [(card.title, card.lines) for card in page.cards]


def test_the_first_screen_says_until_when_the_building_is_open(tmp_path: Path) -> None:
    nine_to_five = tuple(HoursView(day, ((time(9), time(17)),)) for day in range(5))
    board = a_board(tmp_path, hours=nine_to_five, notices=((TODAY, "Closed from 2pm: Boiler"),))
    tuesday = datetime(2026, 11, 24, 10, 42, tzinfo=board.zone)
    typing = "Or just start to type: rent, carer, toddlers…"
    assert home_page(board, tuesday).hint == f"Open today 9am to 5pm. {typing}"
    assert home_page(board, tuesday + timedelta(days=5)).hint == f"Closed today. {typing}"
    # What is special today matters more.
    monday = tuesday - timedelta(days=1)
    assert home_page(board, monday).hint == f"Closed from 2pm: Boiler. {typing}"
    nobody_said = a_board(other_folder(tmp_path))
    assert home_page(nobody_said, monday).hint == typing


def tile(page: Page) -> tuple[str, ...]:
    """What the first tile says."""
    return page.cards[0].lines


def test_on_a_day_the_building_is_shut_it_says_when_it_opens_again(tmp_path: Path) -> None:
    nine_to_five = tuple(HoursView(day, ((time(9), time(17)),)) for day in range(5))
    saturday = datetime(2026, 11, 28, 10, 42, tzinfo=UTC)
    monday = saturday.date() + timedelta(days=2)
    leak = tuple((monday + timedelta(days=day), "Closed all day: Leak") for day in range(2))
    walk = a_session("Winter walk", day=saturday.date(), starts="14:00", ends="15:00")
    board = a_board(tmp_path, hours=nine_to_five, sessions=(walk,))
    # What is on all the same matters more.
    assert tile(home_page(board, saturday))[0] == "next: Winter walk"
    shut = "Closed today. Open again on Monday, 9am to 5pm."
    assert tile(home_page(board, saturday + timedelta(days=1))) == (shut,)
    sunday = day_page(board, saturday.date() + timedelta(days=1), saturday + timedelta(days=1))
    assert (sunday.cards, sunday.nothing) == ((), shut)
    from_today = day_page(board, saturday.date() + timedelta(days=1), saturday)
    assert from_today.nothing == "Closed. Open again on Monday, 9am to 5pm."
    week = week_page(board, monday - timedelta(days=7), saturday.date())
    assert [card.right for card in week.cards[:7]] == [*["nothing on"] * 5, "1 on", "closed"]
    # A closure lasts longer than the weekend; one of a room, or of some hours, doesn't count.
    some = ((monday + timedelta(days=2), "Hall A is closed all day: Paint"),)
    leaking = a_board(other_folder(tmp_path), hours=nine_to_five, notices=(*leak, *some))
    assert tile(home_page(leaking, saturday)) == (
        "Closed today. Open again on Wednesday, 9am to 5pm.",
    )
    monday_noon = saturday + timedelta(days=2)
    assert tile(home_page(leaking, monday_noon)) == (
        "Closed today. Open again on Wednesday, 9am to 5pm.",
    )
    assert tile(home_page(leaking, saturday + timedelta(days=4))) == ("nothing more today",)


def test_a_building_without_hours_is_shut_only_where_somebody_has_closed_it(
    tmp_path: Path,
) -> None:
    monday = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
    leak = tuple((TODAY + timedelta(days=day), "Closed all day") for day in range(8))
    board = a_board(tmp_path, notices=leak)
    assert tile(home_page(board, monday)) == ("Closed today. Open again on Tuesday 1 December.",)
    assert tile(home_page(board, monday + timedelta(days=8))) == ("nothing more today",)
    never = tuple((TODAY + timedelta(days=day), "Closed all day: Fire") for day in range(40))
    burnt = a_board(other_folder(tmp_path), notices=never)
    assert tile(home_page(burnt, monday)) == ("Closed today.",)


def test_the_week_of_opening_hours_is_a_touch_away_from_the_rooms(tmp_path: Path) -> None:
    hours = (
        *(HoursView(day, ((time(9), time(17)),)) for day in range(5)),
        HoursView(5, ((time(10), time(13)), (time(14), time(16)))),
        HoursView(6, ((time(8), time(9)),), "Hall A"),
    )
    board = a_board(tmp_path, hours=hours)
    first, *others = rooms_page(board).cards
    assert (first.title, first.goes) == ("When we are open", Hours())
    assert [card.title for card in others] == ["Hall A", "An idea for the hub"]
    assert words_of(hours_page(board)) == [
        ("Monday to Friday", ("9am to 5pm",)),
        ("Saturday", ("10am to 1pm and 2pm to 4pm",)),
        ("Sunday", ("Closed",)),
        ("Hall A", ("Monday to Saturday closed, Sunday 8am to 9am",)),
    ]
    without = a_board(other_folder(tmp_path))
    assert [card.title for card in rooms_page(without).cards] == ["Hall A", "An idea for the hub"]


async def test_an_activity_says_when_it_is_on_next(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "1")
        await pilot.pause()
        assert app.place == Entry(EntryKind.ACTIVITY, "A1")
        article = app.sheet.page.article
        assert article is not None
        assert dict(article.facts)["Next"].startswith("Monday 23 November, 10:30am to 11am")
        assert (article.phone, article.phone_note) == ("01632 960100", "Amira")


def test_what_is_not_certain_yet_says_so(tmp_path: Path) -> None:
    starts = datetime(2026, 11, 23, 14, tzinfo=UTC)
    film = SessionView(
        "S1",
        "Film",
        "Hall A",
        starts,
        starts + timedelta(hours=2),
        BookingStatus.PROVISIONAL,
        who_for="Anyone",
    )
    assert session_card(film, starts).lines == ("Hall A · not certain yet · Anyone",)
    board = a_board(tmp_path, sessions=(film,))
    page = entry_page(board, Entry(EntryKind.SESSION, "S1"), starts)
    assert page.article is not None
    assert ("When", "Monday 23 November, 2pm to 4pm (not certain yet)") in page.article.facts


async def test_a_long_list_is_paged_to_its_end_and_back(tmp_path: Path, clock: Clock) -> None:
    app = KioskApp(board_at(tmp_path / "board.db", sessions=23), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        titles = [card.title for card in app.sheet.cards.cards]
        read: list[str] = []
        pages = 0
        while True:
            text = "\n".join(seen(app))
            read += [title for title in titles if f" {title} " in text and title not in read]
            pages += 1
            if not app.sheet.cards.has_more():
                break
            await pilot.press("pagedown")
            await pilot.pause()
        assert (sorted(read), pages) == (sorted(titles), 5)
        for _ in range(9):
            await pilot.press("pageup")
        assert app.sheet.cards.first == 0


async def test_a_small_terminal_says_what_it_needs(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=(79, 24)) as pilot:
        await pilot.pause()
        assert "This screen is too small (79×24). It needs 80 columns" in "\n".join(seen(app))
        assert "Call 999" in "\n".join(seen(app))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "What's on today" in "\n".join(seen(app))


async def test_a_second_that_passes_before_the_first_frame_breaks_nothing(
    tmp_path: Path, clock: Clock
) -> None:
    app = KioskApp(board_at(tmp_path / "board.db"), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(PLACES[1][0])
        await pilot.pause()
        await app.sheet.query("#bar").remove()
        app.check_visitor()
        assert app.is_running


def test_only_what_anybody_may_come_to_is_counted(tmp_path: Path) -> None:
    day = date(2026, 11, 25)
    board = a_board(
        tmp_path,
        sessions=[
            a_session("Tea", day),
            a_session("Choir", day, "14:00", "15:00"),
            a_session("Birthday", day, "16:00", "17:00", is_private=True),
            a_session("Walk", day, "18:00", "19:00", status=BookingStatus.CANCELLED),
        ],
    )
    now = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
    (wednesday,) = (
        c for c in week_page(board, day - timedelta(2), day).cards if c.goes == Day(day)
    )
    assert wednesday.right == "2 on"
    (week,) = (card for card in home_page(board, now).cards if isinstance(card.goes, Week))
    assert week.lines[0] == "2 sessions"


def test_a_helpline_that_says_its_number_says_it_once() -> None:
    nhs = a_service("NHS 111", 1, phones=(PhoneView("111"),))
    galop = a_service("Galop", 2, phones=(PhoneView("0800 999 5428"),))
    line = helplines_line((nhs, galop), 200).rstrip()
    assert line.endswith(" · NHS 111 · Galop 0800 999 5428")


def test_the_way_back_to_english_stands_on_the_first_page_of_another_language() -> None:
    assert language_at_home(ENGLISH).names[0].startswith("Polski · ")
    names = " · ".join(language_at_home(language_for("pl")).names)
    assert names.startswith("English · Română")
    assert "Polski" not in names
