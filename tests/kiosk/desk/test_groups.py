"""Groups: find one, see its dates and what is out of the ordinary about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import cancel_booking, move_booking
from hub.timetable.counts import count_heads, note_session
from hub.timetable.groups import add_group
from hub.timetable.signups import sign_up
from tests.kiosk.desk.groups_trying import CHOIR, a_library_with_groups, groups, rest
from tests.timetable.library import at

HOSTILE = "[@click=app.quit]Tea[/nope]\x1b[2J\u202e\U0001f9f6" + "long" * 50


@pytest.fixture
def hub(new_store: Callable[[str], Store], clock: Clock) -> Store:
    store = new_store("sqlcipher")
    a_library_with_groups(store, clock)
    return store


async def test_the_list_says_what_where_and_when_next(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        assert desk.rows()[5:8] == [
            "2 groups, by name.",
            "› Choir                    every Monday, until 22…  Hall A       Mon 30 Nov",
            "Yoga                     every Tuesday, until 22… Hall B       Tue 24 Nov",
        ]


async def test_typing_narrows_the_list_and_escape_widens_it(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("slash")
        await desk.type("tuesday hall")
        assert desk.rows()[5:8] == [
            "1 of 2 groups.",
            "› Yoga                     every Tuesday, until 22… Hall B       Tue 24 Nov",
            "",
        ]
        await desk.type("xyz")
        assert desk.rows()[5] == "None of 2 groups matches that. Try fewer letters."
        await desk.press("enter", "escape")
        assert desk.rows()[5] == "2 groups, by name."
        await desk.press("escape")
        assert "[1 Today]" in desk.rows()[1]


async def test_each_date_says_what_is_out_of_the_ordinary(hub: Store, clock: Clock) -> None:
    first, second, third, fourth, _ = (one for one in await _dates(hub, clock))
    sign_up(hub, clock, code=first, name="Ann")
    count_heads(hub, clock, code=first, total=14, first_timers=2)
    cancel_booking(hub, clock, code=second, reason="Boiler")
    move_booking(hub, clock, code=third, to=at("2026-12-08 10:00"), room="Hall B")
    note_session(hub, clock, code=fourth, note="Key in tin")
    async with groups(hub, clock) as desk:
        await desk.press("enter")
        await rest(desk)
        assert desk.rows()[3:13] == [
            "Choir",
            "Every Monday, until 22 December 2026 at 10am, for 1 hour 30 minutes, in",
            "Hall A. Left out on bank holidays. 8 places. Public. Code " + desk.group(CHOIR).code,
            "",
            "",
            "› Mon 23 Nov       10am to 11:30am     ON NOW; 1 of 8 places; counted 14, 2…",
            "Mon 30 Nov       10am to 11:30am     cancelled: Boiler",
            "Tue 8 Dec        10am to 11:30am     moved from Mon 7 Dec; in Hall B; 0 o…",
            "Mon 14 Dec       10am to 11:30am     0 of 8 places; note: Key in tin",
            "Mon 21 Dec       10am to 11:30am     0 of 8 places",
        ]


async def _dates(hub: Store, clock: Clock) -> list[str]:
    from hub.timetable.groups import group_sessions, list_groups

    code = next(one.code for one in list_groups(hub, clock) if one.title == CHOIR)
    found = group_sessions(hub, clock, code=code, first=date(2026, 11, 23), last=date(2026, 12, 31))
    return [one.code for one in found]


async def test_on_a_tall_screen_dates_are_below_the_list(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock, (120, 40)) as desk:
        assert "Every Monday" in desk.seen()
        await desk.press("down")
        await rest(desk)
        assert "Every Tuesday" in desk.seen()
        assert "Tue 24 Nov       6pm to 7:30pm" in desk.seen()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_a_title_is_never_code_and_never_breaks_a_line(
    hub: Store, clock: Clock, size: tuple[int, int]
) -> None:
    add_group(
        hub,
        clock,
        title=HOSTILE,
        room="Hall A",
        rule="FREQ=DAILY;COUNT=3",
        starts_on=date(2026, 11, 24),
        at=time(13),
        minutes=30,
    )
    async with groups(hub, clock, size) as desk:
        await desk.press("slash")
        await desk.type("@click")
        await rest(desk)
        assert "[@click=a" in desk.seen()
        await desk.press("enter")
        for keys in (
            ("c", "escape"),
            ("e", "escape"),
            ("x", "escape"),
            ("p", "escape"),
            ("y", "escape"),
        ):
            await desk.press(*keys)
        await desk.press("enter")
        await rest(desk)
        await desk.press("enter", "escape", "x")
        assert "\x1b" not in desk.seen()
        assert "\u202e" not in desk.seen()
        await desk.press("escape")
        assert desk.app.is_running


async def test_a_line_and_a_date_can_be_clicked(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.click("#groups", 10, 1)
        await rest(desk)
        assert desk.rows()[3] == "Yoga"
        await desk.click("#sessions", 10, 1)
        assert "Tuesday 1 December, 6pm to 7:30pm, Hall B" in desk.seen()


async def test_question_mark_lists_every_key_with_what_it_does(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock, (120, 50)) as desk:
        await desk.press("question_mark")
        for words in (
            "Enter   Open: its dates, then one date",
            "n       New group",
            "e       Change: time, room, title, rule, places",
            "x       End it",
            "p       Pause: until a date",
            "y       Activity: what people read about it",
        ):
            assert words in desk.seen()
        assert "Cancel it" not in desk.seen()
