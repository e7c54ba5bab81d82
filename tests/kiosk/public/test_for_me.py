"""Today and this week, narrowed to what somebody looks for; forgotten when she leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.write import Contents, write_noticeboard
from hub.views.place import SiteView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.wishes import Wish
from kiosk.public.app import KioskApp
from kiosk.public.pages.making import make_page
from kiosk.public.places import Day, Week
from tests.kiosk.public.screens import seen, touch, where

TODAY = date(2026, 11, 23)
GROUPS = (
    ("Toddlers", 9, "Under-fives with a grown-up", "£1", "Just come."),
    ("Chess", 10, "Anyone", "Free", "Just come."),
    ("Tea for carers", 11, "Carers", "Free", "Just come."),
    ("Brick Club", 14, "Ages 5 to 11", "Free", "Book at the desk."),
    ("Yoga", 15, "Adults", "£4", "Just come."),
    ("Choir", 16, "Anyone", "£2", "Call first."),
    ("History", 18, "Anyone", "£2", "Call first."),
)
"""Chess is on at 10:42, tea for carers comes next and soon."""


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    def session(number: int) -> SessionView:
        title, hour, who, cost, _ = GROUPS[number]
        starts = datetime.combine(TODAY, time(hour), UTC)
        return SessionView(
            f"S{number}", title, "Hall A", starts, starts + timedelta(hours=1),
            BookingStatus.CONFIRMED, activity=f"A{number}", who_for=who, cost=cost,
        )  # fmt: skip

    path = tmp_path / "board.db"
    write_noticeboard(
        path,
        Contents(
            site=SiteView(name="Ferry Road", zone="Europe/London"),
            published_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
            changes=1,
            activities=tuple(
                ActivityView(f"A{number}", group[0], getting_in=group[4])
                for number, group in enumerate(GROUPS)
            ),
            sessions=tuple(map(session, range(len(GROUPS)))),
        ),
    )
    return path


def titles(app: KioskApp) -> list[str]:
    page = app.sheet.page
    return [card.title for card in page.cards[page.head :]]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_today_is_narrowed_by_number_touch_and_arrows_together(
    groups: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(groups, clock)
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        page = app.sheet.page
        assert [(card.title, card.lines) for card in page.cards[: page.head]] == [
            ("Children", ("1 of 6",)), ("Carers", ("1 of 6",)), ("Free", ("3 of 6",)),
            ("Drop in", ("3 of 6",)), ("Soon", ("1 of 6",)),
        ]  # fmt: skip
        assert app.sheet.cursor == page.head
        marks = {card.title: card.mark for card in page.cards if card.mark}
        assert marks == {"Chess": "NOW", "Tea for carers": "NEXT", "Toddlers": "FINISHED"}
        text = "\n".join(seen(app))
        assert [card.title for card in page.cards[: page.head] if card.title not in text] == []
        await pilot.press("3")
        await pilot.pause()
        assert titles(app) == ["Chess", "Tea for carers", "Brick Club"]
        assert "Only: free." in "\n".join(seen(app))
        assert "ON 3 of 6" in "\n".join(seen(app))
        await pilot.press("right", "enter")
        await pilot.pause()
        assert titles(app) == ["Chess", "Tea for carers"]
        assert where(app) == Day(TODAY, (Wish.FREE, Wish.DROP_IN))
        cards = app.sheet.cards
        await touch(app, pilot, cards.region.x + 1, cards.region.y)
        assert titles(app) == ["Chess", "Tea for carers"], "what finds nothing does nothing"
        await pilot.press("3", "4")
        await pilot.pause()
        assert len(titles(app)) == len(GROUPS)
        await pilot.press("5", "escape")
        await pilot.pause()
        assert app.history == []
        await pilot.press("1", "3", "f12")
        await pilot.pause()
        assert where(app) == Day(TODAY)


async def test_the_week_keeps_its_numbers_and_hands_on_what_is_looked_for(
    groups: Path, clock: Clock
) -> None:
    app = KioskApp(groups, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert app.sheet.page.head == 4
        await pilot.press("9")
        await pilot.pause()
        assert where(app) == Week(TODAY, (Wish.CHILDREN,))
        assert "Toddlers 9am" in "\n".join(seen(app))
        assert "Yoga" not in "\n".join(seen(app))
        await pilot.press("1")
        await pilot.pause()
        assert where(app) == Day(TODAY, (Wish.CHILDREN,))
        assert titles(app) == ["Brick Club", "Toddlers"]


def test_a_short_list_has_no_row_above(groups: Path, clock: Clock) -> None:
    board = Noticeboard.open(groups)
    late = clock.at(datetime(2026, 11, 23, 15, 30, tzinfo=UTC))
    assert make_page(Day(TODAY), board, late).head == 0
    narrowed = make_page(Day(TODAY, (Wish.CARERS,)), board, late)
    assert [card.title for card in narrowed.cards[: narrowed.head]] == ["Carers", "Drop in", "Soon"]
    assert narrowed.cards[0].goes == Day(TODAY)
    board.close()
