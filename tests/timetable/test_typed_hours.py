"""Opening hours as people type them."""

from __future__ import annotations

from datetime import time

import pytest

from hub.errors import BadInput
from hub.timetable.typed_hours import read_hours
from hub.views.hours import spans_words

NINE, FIVE, MIDNIGHT = time(9), time(17), time(0)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("9am to 5pm", ((NINE, FIVE),)),
        ("9:00-17:00", ((NINE, FIVE),)),
        ("9 am – 5 pm", ((NINE, FIVE),)),
        ("09:00 until 17:00", ((NINE, FIVE),)),
        ("9am to 1pm and 2pm to 5pm", ((NINE, time(13)), (time(14), FIVE))),
        ("9:00-13:00, 14:00-17:00", ((NINE, time(13)), (time(14), FIVE))),
        ("9:00-13:00 14:00-17:00", ((NINE, time(13)), (time(14), FIVE))),
        ("noon to midnight", ((time(12), MIDNIGHT),)),
        ("9:00-24:00", ((NINE, MIDNIGHT),)),
        ("Closed", ()),
        ("all day", ((MIDNIGHT, MIDNIGHT),)),
    ],
)
def test_opening_hours_are_read_in_plain_words(
    typed: str, spans: tuple[tuple[time, time], ...]
) -> None:
    assert read_hours(typed) == spans


@pytest.mark.parametrize("typed", ["", "9am", "nine to five", "9 to 5", "9am to", "25:00-26:00"])
def test_what_could_mean_anything_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_hours(typed)


@pytest.mark.parametrize(
    "spans",
    [(), ((NINE, FIVE),), ((NINE, time(13)), (time(14), MIDNIGHT)), ((MIDNIGHT, MIDNIGHT),)],
)
def test_the_words_for_opening_hours_can_be_typed_again(
    spans: tuple[tuple[time, time], ...],
) -> None:
    assert read_hours(spans_words(spans)) == spans
