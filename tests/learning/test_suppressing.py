"""Nobody can work out a number under 5 from a report: not from its sums, and not from its rules.

The attacker knows the program. She tries every table that there could be, keeps those that would
have made the report she holds, and looks at what a hidden number can still be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.learning.suppressing import (
    CHANNEL_NAMES,
    CHANNELS,
    LEAST,
    OUTCOME_NAMES,
    OUTCOMES,
    Parts,
    interest_line,
    need_line,
    parted,
    shown,
    week_lines,
)
from hub.views.learning import CountLine, Hidden, NeedLine, WeekLine
from hub.views.sorts import Channel, Outcome
from tests.soaking import tries

ANY = set(range(LEAST))
MOST = 24
"""Visits in the largest table that is tried."""
WAYS = [
    pytest.param(OUTCOMES, OUTCOME_NAMES, id="outcomes"),
    pytest.param(CHANNELS, CHANNEL_NAMES, id="channels"),
]


def tables(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out a total."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in tables(total - first, cells - 1):
            yield (first, *others)


def said(table: Sequence[int], ways: Sequence[Parts], names: Mapping[str, str]) -> object:
    """All that a report says of a table."""
    counts = dict(zip(names, table, strict=True))
    return shown(sum(table)), parted(counts, ways, names)


@pytest.mark.parametrize(("ways", "names"), WAYS)
def test_a_part_under_5_could_be_any_number_under_5(
    ways: Sequence[Parts], names: Mapping[str, str]
) -> None:
    could_be: defaultdict[object, list[set[int]]] = defaultdict(lambda: [set() for _ in names])
    for total in range(MOST + 1):
        for table in tables(total, len(names)):
            for cell, values in zip(table, could_be[said(table, ways, names)], strict=True):
                values.add(cell)
    assert len(could_be) > 100
    known = [
        (report, values)
        for report, cells in could_be.items()
        for values in cells
        if values & ANY and not values >= ANY
    ]
    assert known == []


@pytest.mark.parametrize(("ways", "names"), WAYS)
def test_a_part_that_is_shown_is_right_and_the_parts_are_the_whole(
    ways: Sequence[Parts], names: Mapping[str, str]
) -> None:
    for table in tables(MOST, len(names)):
        counts = dict(zip(names, table, strict=True))
        lines = parted(counts, ways, names)
        for line in lines:
            assert line.times == sum(counts[cell] for cell in line.key.split("+"))
            assert isinstance(line.times, int)
            assert line.times >= LEAST
        assert not lines or sum(int(line.times) for line in lines) == MOST


@settings(max_examples=tries(40), deadline=None)
@given(st.lists(st.integers(0, 12) | st.integers(0, 400), min_size=4, max_size=4))
@example([400, 4, 4, 4])
@example([0, 0, 0, 400])
def test_large_tables_hide_their_small_parts_as_well(table: list[int]) -> None:
    for ways, names in ((OUTCOMES, OUTCOME_NAMES), (CHANNELS, CHANNEL_NAMES)):
        mine = table[: len(names)]
        report = said(mine, ways, names)
        could_be: list[set[int]] = [set() for _ in names]
        # Where the sum is hidden, that can be another one too.
        by = range(-LEAST, LEAST) if sum(mine) < LEAST else range(1)
        for more, *moved in product(by, *[range(-6, 7)] * (len(names) - 1)):
            other = [a + b for a, b in zip(mine, (*moved, more - sum(moved)), strict=True)]
            if min(other) >= 0 and said(other, ways, names) == report:
                for cell, values in zip(other, could_be, strict=True):
                    values.add(cell)
        for cell, values in zip(mine, could_be, strict=True):
            assert cell >= LEAST or values >= ANY


def differences(visits: int, asked: int, unmet: int) -> dict[str, int]:
    """Every number that is a subtraction away from the three of a need."""
    return {
        "asked": asked,
        "unmet": unmet,
        "helped": asked - unmet,
        "about something else": visits - asked,
        "not unmet": visits - unmet,
    }


def test_of_a_need_no_difference_under_5_can_be_worked_out() -> None:
    could_be: defaultdict[object, defaultdict[str, set[int]]]
    could_be = defaultdict(lambda: defaultdict(set))
    for visits in range(MOST + 1):
        for asked in range(visits + 1):
            for unmet in range(asked + 1):
                line = need_line("rent", "Rent", visits=visits, asked=asked, unmet=unmet)
                for name, number in differences(visits, asked, unmet).items():
                    could_be[shown(visits), line][name].add(number)
    assert len(could_be) > 100
    known = [
        (report, name, values)
        for report, numbers in could_be.items()
        for name, values in numbers.items()
        if values & ANY and len(values) < LEAST
    ]
    assert known == []


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_of_a_need_among_many_visits_neither(data: st.DataObject) -> None:
    visits = data.draw(st.integers(10, 500))
    near = st.integers(max(0, visits - 8), visits)
    asked = data.draw(near | st.integers(0, min(visits, 12)) | st.integers(0, visits))
    unmet = data.draw(st.integers(max(0, asked - 8), asked) | st.integers(0, min(asked, 8)))
    line = need_line("rent", "Rent", visits=visits, asked=asked, unmet=unmet)
    could_be: defaultdict[str, set[int]] = defaultdict(set)
    for a, u in product(range(asked - 8, asked + 9), range(unmet - 8, unmet + 9)):
        is_possible = 0 <= u <= a <= visits
        if is_possible and need_line("rent", "Rent", visits=visits, asked=a, unmet=u) == line:
            for name, number in differences(visits, a, u).items():
                could_be[name].add(number)
    for name, number in differences(visits, asked, unmet).items():
        assert number >= LEAST or len(could_be[name]) >= LEAST, (name, could_be[name])


@pytest.mark.parametrize(
    ("visits", "asked", "unmet", "line"),
    [
        (40, 20, 10, (20, 10)),
        (40, 20, 4, (20, Hidden.FEW)),
        (40, 20, 0, (20, Hidden.FEW)),
        (40, 20, 16, (Hidden.HELD_BACK, 16)),  # 4 were helped
        (40, 36, 10, (Hidden.HELD_BACK, 10)),  # 4 came for something else
        (40, 38, 37, (Hidden.HELD_BACK, Hidden.HELD_BACK)),
        (40, 4, 4, None),
        (9, 9, 9, None),
    ],
)
def test_a_need_says_as_much_as_it_may(
    visits: int, asked: int, unmet: int, line: tuple[object, object] | None
) -> None:
    made = need_line("rent", "Rent", visits=visits, asked=asked, unmet=unmet)
    assert (made and (made.asked, made.unmet)) == line
    assert made is None or made == NeedLine("rent", "Rent", made.asked, made.unmet)


def test_of_an_interest_no_difference_can_be_worked_out_either() -> None:
    could_be: defaultdict[object, set[tuple[int, int]]] = defaultdict(set)
    for visits in range(MOST + 1):
        for times in range(visits + 1):
            line = interest_line("sewing", "Sewing", visits=visits, times=times)
            could_be[shown(visits), line].add((times, visits - times))
    for numbers in could_be.values():
        for which in (0, 1):
            values = {pair[which] for pair in numbers}
            assert not values & ANY or len(values) >= LEAST


def test_parts_are_put_together_until_none_is_small() -> None:
    def outcomes(*table: int) -> list[tuple[str, object]]:
        counts = dict(zip(OUTCOME_NAMES, table, strict=True))
        return [(line.key, line.times) for line in parted(counts, OUTCOMES, OUTCOME_NAMES)]

    assert outcomes(20, 10, 5) == [("given", 20), ("none-found", 10), ("declined", 5)]
    assert outcomes(20, 10, 1) == [("given+declined", 21), ("none-found", 10)]
    assert outcomes(4, 10, 3) == [("given+declined", 7), ("none-found", 10)]
    assert outcomes(20, 2, 9) == []
    counts: dict[str, int] = {Channel.DESK: 30, Channel.PHONE: 6, Channel.ELSEWHERE: 2}
    assert parted(counts, CHANNELS, CHANNEL_NAMES) == (
        CountLine("desk", "At the desk", 30),
        CountLine("phone+kiosk+elsewhere", "On the phone, at the kiosk or elsewhere", 8),
    )
    assert Outcome.GIVEN in OUTCOME_NAMES


def test_the_door_has_a_sum_only_where_every_week_is_shown() -> None:
    monday = date(2026, 11, 2)
    weeks = [WeekLine(monday + timedelta(days=7 * n), total) for n, total in enumerate((50, 4, 0))]
    assert week_lines(weeks) == (
        (
            WeekLine(monday, 50),
            WeekLine(monday + timedelta(days=7), Hidden.FEW),
            WeekLine(monday + timedelta(days=14), Hidden.FEW),
        ),
        Hidden.HELD_BACK,
    )
    assert week_lines(weeks[:1]) == ((WeekLine(monday, 50),), 50)
