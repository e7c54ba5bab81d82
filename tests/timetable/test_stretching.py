"""From when until when, in two lines of plain words."""

from __future__ import annotations

import pytest

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.stretching import read_stretch


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("tomorrow", "", "24 Nov 00:00 to 25 Nov 00:00"),
        ("thu", "fri", "26 Nov 00:00 to 28 Nov 00:00"),
        ("thu 2pm", "5pm", "26 Nov 14:00 to 26 Nov 17:00"),
        ("thu", "5pm", "26 Nov 00:00 to 26 Nov 17:00"),
        ("thu 2pm-4pm", "", "26 Nov 14:00 to 26 Nov 16:00"),
        ("thu 2pm", "fri 10am", "26 Nov 14:00 to 27 Nov 10:00"),
        ("tomorrow afternoon", "", "24 Nov 12:00 to 24 Nov 17:00"),
        ("2026-12-24", "2 jan", "24 Dec 00:00 to 03 Jan 00:00"),
    ],
)
def test_a_day_is_whole_and_a_time_is_of_the_day_it_begins(
    clock: Clock, since: str, until: str, said: str
) -> None:
    starts, ends = read_stretch(since, until, clock)
    assert f"{starts:%d %b %H:%M} to {ends:%d %b %H:%M}" == said
    assert starts.tzinfo is not None


@pytest.mark.parametrize(
    ("since", "until"), [("", ""), ("thu 2pm", "1pm"), ("fri", "thu 2pm"), ("someday", "fri")]
)
def test_what_makes_no_sense_is_refused(clock: Clock, since: str, until: str) -> None:
    with pytest.raises(BadInput):
        read_stretch(since, until, clock)
