"""Anything that a volunteer may say about bookings and groups, for tests that try it all."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from hub.views.groups import BankHolidayRule
from hub.views.series import Keep, OnClash, SeriesChange

ROOMS = st.sampled_from(["Main Hall", "Hall A", "Hall B", "Quiet Room"])
FIRST = date(2026, 12, 14)
EVENING = date(2026, 11, 23)
LONG_AGO = date(2026, 11, 2)
DAYS = st.integers(min_value=0, max_value=41).map(lambda number: FIRST + timedelta(days=number))
HOURS = st.sampled_from([time(9), time(10), time(11), time(14)])
MINUTES = st.sampled_from([45, 60, 120])
RULES = st.sampled_from(
    [
        "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=4",
        "FREQ=DAILY;COUNT=9",
        "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
    ]
)
CHANGES = st.builds(
    SeriesChange,
    at=st.none() | HOURS,
    minutes=st.none() | MINUTES,
    room=st.none() | ROOMS,
    rule=st.none() | RULES,
    title=st.none() | st.sampled_from(["Wool club", ""]),
    bank_holidays=st.none() | st.sampled_from(list(BankHolidayRule)),
    capacity=st.none() | st.sampled_from([0, 5]),
    equipment=st.none() | st.sampled_from([(), ("Projector",)]),
    is_public=st.none() | st.booleans(),
)
CHOICES = st.sampled_from(list(OnClash))
KEEPS = st.sampled_from(list(Keep))
PICKS = st.integers(min_value=0, max_value=10**6)
