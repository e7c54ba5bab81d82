"""Weeks of a made-up library, for the paper tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hub.views.place import SiteView
from hub.views.timetable import BookingStatus, DayView, SessionView, WeekView

ZONE = ZoneInfo("Europe/London")
CORRECT_ON = date(2026, 11, 23)
SITE = SiteView(
    name="Ferry Road Community Library",
    zone="Europe/London",
    address="12 Ferry Road, Marlow Bridge, MB4 7QT",
    phone="01632 960123",
    web_address="https://ferryroad.example",
)
WEB = ("https://ferryroad.example/", "ferryroad.example")
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ferry Road Community Library\r\nTEL:+441632960123\r\n"
    "ADR:;;12 Ferry Road;Marlow Bridge;;MB4 7QT;\r\nEND:VCARD",
    "Scan to save our phone number and address",
)
TITLES = ("Baby Rhymes", "Carers’ Café", "Knit and Natter", "Debt advice", "Parish council")
ROOMS = ("Hall A", "Hall B", "Main Hall", "Quiet Room")


def session(
    day: date,
    at: str,
    minutes: int = 60,
    title: str = "Knit and Natter",
    room: str = "Hall A",
    *,
    status: BookingStatus = BookingStatus.CONFIRMED,
    reason: str = "",
    is_private: bool = False,
) -> SessionView:
    """One line of what's on."""
    hour, minute = map(int, at.split(":"))
    starts = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
    return SessionView(
        code="A7KQ2",
        title=title,
        room=room,
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        status=status,
        reason=reason,
        is_private=is_private,
    )


def busy_week(
    counts: Sequence[int],
    *,
    year: int = 2026,
    week: int = 49,
    titles: Sequence[str] = TITLES,
    notices: Mapping[date, tuple[str, ...]] | None = None,
) -> WeekView:
    """So many sessions a day; each fifth is cancelled, each seventh a private hire."""
    monday = date.fromisocalendar(year, week, 1)
    days: list[DayView] = []
    for number, count in enumerate(counts):
        day = monday + timedelta(days=number)
        sessions = tuple(
            session(
                day,
                f"{9 + index * 10 // count:02d}:{30 * (index % 2):02d}",
                60 + 30 * (index % 3),
                titles[(index + number) % len(titles)],
                ROOMS[index % len(ROOMS)],
                status=BookingStatus.CANCELLED if index % 5 == 3 else BookingStatus.CONFIRMED,
                reason="The boiler is being mended." if index % 5 == 3 else "",
                is_private=index % 7 == 6,
            )
            for index in range(count)
        )
        days.append(DayView(day, sessions, (notices or {}).get(day, ())))
    return WeekView(year, week, tuple(days))


ORDINARY = busy_week([9, 8, 9, 8, 8, 6, 2])
CHRISTMAS = busy_week(
    [5, 4, 3, 2, 0, 0, 0],
    week=52,
    notices={
        date(2026, 12, 25): ("Christmas Day (bank holiday)",),
        date(2026, 12, 26): ("Boxing Day", "The library is closed."),
    },
)
EMPTY = busy_week([0] * 7, week=53)
LONG_TITLES = (
    ("Reading aloud together, " * 10)[:200],
    "W" * 200,
    ("Zażółć gęślą jaźń " * 12)[:200],
    ("q\u0323\u0307" * 100)[:200],
    ("https://ferryroad.example/whatson/" * 6)[:200],
)
CROWDED = busy_week([40] * 7, titles=LONG_TITLES)
