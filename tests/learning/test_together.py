"""A report of several quarters tells no more than the reports of each."""

from __future__ import annotations

from itertools import product

from hub.learning.suppressing import CHANNEL_NAMES, CHANNELS, OUTCOME_NAMES, OUTCOMES, parted
from hub.learning.together import (
    line_together,
    need_together,
    number_together,
    parts_together,
)
from hub.views.learning import CountLine, Hidden, NeedLine


def test_a_sum_is_shown_only_where_each_of_its_numbers_is() -> None:
    assert number_together([5, 6, 7]) == 18
    assert number_together([5, Hidden.FEW]) is Hidden.HELD_BACK
    assert number_together([Hidden.FEW, Hidden.FEW]) is Hidden.HELD_BACK
    assert number_together([Hidden.FEW]) is Hidden.FEW


def test_a_line_that_one_quarter_lacks_has_no_sum() -> None:
    assert line_together([CountLine("a", "A", 5), CountLine("a", "A", 6)]) == CountLine(
        "a", "A", 11
    )
    assert line_together([None, CountLine("a", "A", 6)]) == CountLine("a", "A", Hidden.HELD_BACK)
    assert line_together([None, None]) is None
    assert need_together([NeedLine("a", "A", 9, 5), NeedLine("a", "A", 8, Hidden.FEW)]) == (
        NeedLine("a", "A", 17, Hidden.HELD_BACK)
    )
    assert need_together([None, NeedLine("a", "A", 9, 5)]) == (
        NeedLine("a", "A", Hidden.HELD_BACK, Hidden.HELD_BACK)
    )
    assert need_together([None]) is None


def test_parts_of_two_quarters_follow_from_what_each_shows_and_add_up() -> None:
    for ways, names in ((OUTCOMES, OUTCOME_NAMES), (CHANNELS, CHANNEL_NAMES)):
        tables = [
            dict(zip(names, table, strict=True))
            for table in product((0, 4, 5, 9), repeat=len(names))
        ]
        for first in tables[::7]:
            for other in tables[::5]:
                wholes = [parted(first, ways, names), parted(other, ways, names)]
                both = parts_together(wholes, ways, names)
                assert bool(both) == all(wholes)
                if both:
                    keys = [line.key for line in both]
                    coarsest = min(wholes, key=len)
                    assert keys == [line.key for line in coarsest]
                    for line in both:
                        cells = line.key.split("+")
                        assert line.times == sum(first[c] + other[c] for c in cells)


def test_the_report_of_one_quarter_is_as_it_is() -> None:
    lines = parted({"given": 5, "none-found": 6, "declined": 7}, OUTCOMES, OUTCOME_NAMES)
    assert parts_together([lines], OUTCOMES, OUTCOME_NAMES) == lines
    assert parts_together([()], OUTCOMES, OUTCOME_NAMES) == ()
