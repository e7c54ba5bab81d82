"""Days of a made-up hall that can be divided, for the tests of what hangs on its walls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from hypothesis import strategies as st

from hub.views.bookings import BookingView
from hub.views.place import HoursView, RoomView
from hub.views.timetable import BookingStatus, DayView
from tests.printables.weeks import ZONE, busy_week, session

MONDAY = date(2026, 11, 30)
MAIN = RoomView("R0001", "Main Hall", 80, ("Hall A", "Hall B"), (), "Straight on past the desk.")
HALL_A = RoomView("R0002", "Hall A", 40, ("Hall A",), ("Main Hall",), "The left half of it.")
HALL_B = RoomView("R0003", "Hall B", 40, ("Hall B",), ("Main Hall",), "The right half of it.")
QUIET = RoomView("R0004", "Quiet Room", 8, ("Quiet Room",))
ROOMS = (MAIN, HALL_A, HALL_B, QUIET)
NAMES = tuple(room.name for room in ROOMS)
HOURS = tuple(
    HoursView(day, ((time(9), time(13)), (time(14), time(17))) if day < 6 else ())
    for day in range(7)
)
FEW = DayView(
    MONDAY,
    (
        session(MONDAY, "9:30", 60, "Baby Rhymes", "Hall A"),
        session(
            MONDAY,
            "11:00",
            90,
            "Parish council",
            "Hall B",
            status=BookingStatus.CANCELLED,
            reason="The boiler is being mended.",
        ),
        session(MONDAY, "14:00", 120, "A surprise party", "Main Hall", is_private=True),
        session(MONDAY, "19:00", 180, "Barn dance", "Hall A", status=BookingStatus.PROVISIONAL),
    ),
    ("Bank holiday: St Andrew’s Day", "Hall B is closed 2pm to 5pm: painting"),
)
EMPTY_DAY = DayView(MONDAY, ())


def busy_day(count: int, titles: Sequence[str] = ("Knit and Natter", "Debt advice")) -> DayView:
    """So many sessions in all rooms."""
    return busy_week([count, 0, 0, 0, 0, 0, 0], titles=titles).days[0]


def booking(**changes: object) -> BookingView:
    """A private party with everything to it."""
    fields: dict[str, object] = {
        "code": "A7KQ2",
        "room": "Hall A",
        "starts": datetime(2027, 3, 2, 10, tzinfo=ZONE),
        "ends": datetime(2027, 3, 2, 11, 30, tzinfo=ZONE),
        "title": "Okafor family party",
        "status": BookingStatus.CONFIRMED,
        "is_public": False,
        "people": 40,
        "layout": "theatre",
        "equipment": ("Projector 2", "Urn"),
        "setup_minutes": 15,
        "tidy_minutes": 30,
        "note": "Owes us for last time",
        **changes,
    }
    return BookingView(**fields)  # type: ignore[arg-type] # its fields, as a test changes them


# Everything that people type, and much that they don't: marks, emoji, scripts we have no font for.
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="W", min_size=150, max_size=200),
    st.text(alphabet="aé\u0323\u0307 👶🏽\u200d\ufe0fשع漢–’/", max_size=200),
)
