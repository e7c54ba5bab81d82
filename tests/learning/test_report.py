"""The learning report: what people asked for over some weeks, in numbers that may be handed out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from sqlalchemy import event, insert, update

from hub.clock import Clock
from hub.errors import BadInput
from hub.learning.report import learning_report
from hub.learning.report_csv import report_csv
from hub.signposting.footfall import count_at_the_door
from hub.signposting.visits import record_visit
from hub.store.engine import Store
from hub.store.tables import KioskCount, Need
from hub.views.cells import safe_cell
from hub.views.learning import CountLine, Hidden, LearningReport, NeedLine, WeekLine
from hub.views.sorts import Channel, Outcome
from tests.signposting.asking import a_hub_with_needs, a_service

MONDAY = date(2026, 11, 16)
AUTUMN = {"since": MONDAY, "until": date(2026, 11, 29)}
"""Touches one quarter: that of Monday 5 October to Sunday 3 January."""
WEEKS = [date(2026, 10, 5) + timedelta(days=7 * number) for number in range(13)]


def the_end(clock: Clock) -> Clock:
    """The autumn is over."""
    return clock.at(clock.now() + timedelta(days=60))


def a_fortnight(store: Store, clock: Clock) -> None:
    """Twenty visits, some of them unmet, counts from a kiosk, and people at the door."""
    a_hub_with_needs(store)
    code = a_service(store)
    last_week = clock.at(clock.now() - timedelta(days=7))
    for number in range(20):
        when = clock if number % 2 else last_week
        record_visit(
            store,
            when,
            channel=Channel.PHONE if number < 3 else Channel.DESK,
            needs=["rent", *(["debt"] if number < 6 else []), *(["food"] if number < 4 else [])],
            unmet=["rent"] if number < 12 else ["debt"] if number == 12 else [],
            interests=["sewing"] if number < 7 else ["gardening"] if number == 7 else [],
            suggested=[code] if number > 5 else [],
            outcome=Outcome.DECLINED if number == 19 else None,
        )
    for day in range(3):
        count_at_the_door(store, clock.at(clock.now() + timedelta(days=day)), people=9)
    count_at_the_door(store, last_week, people=3)
    kiosk = [
        ("need", "rent", 7),
        ("need", "food", 4),
        ("interest", "sewing", 5),
        ("sheet", "qr", 12),
        ("sheet", "leaflet", 1),
    ]
    with store.write() as session:
        for kind, what, total in kiosk:
            row = {"site_id": 1, "week": MONDAY, "kind": kind, "what": what, "total": total}
            session.execute(insert(KioskCount), row)


def test_a_fortnight_in_numbers_that_may_be_handed_out(store: Store, clock: Clock) -> None:
    a_fortnight(store, clock)
    assert learning_report(store, the_end(clock), **AUTUMN) == LearningReport(
        since=WEEKS[0],
        until=date(2027, 1, 3),
        visits=20,
        outcomes=(
            CountLine(
                "given+declined",
                "Something was suggested or they would rather not say",
                14,
            ),
            CountLine("none-found", "Nobody could help", 6),
        ),
        channels=(),  # three on the phone
        needs=(
            NeedLine("rent", "I might lose my home", Hidden.HELD_BACK, 12),
            NeedLine("debt", "Debts", 7, Hidden.FEW),
        ),
        interests=(CountLine("sewing", "Sewing", 7),),
        kiosk_needs=(CountLine("rent", "I might lose my home", 7),),
        kiosk_interests=(CountLine("sewing", "Sewing", 5),),
        sheets=(CountLine("qr", "A code for the phone", 12),),
        footfall=tuple(
            WeekLine(week, 27 if week == date(2026, 11, 23) else Hidden.FEW) for week in WEEKS
        ),
        footfall_total=Hidden.HELD_BACK,
    )


def test_no_number_under_5_is_in_the_report_or_its_csv(store: Store, clock: Clock) -> None:
    a_fortnight(store, clock)
    report = learning_report(store, the_end(clock), **AUTUMN)
    written = report_csv(report)
    numbers = [row["number"] for row in csv.DictReader(io.StringIO(written))][2:]
    shown = [int(number) for number in numbers if number.isdigit()]
    assert len(shown) > 8
    assert min(shown) >= 5
    assert set(numbers) - set(map(str, shown)) == {"fewer than 5", "not shown"}
    document = json.dumps(asdict(report), default=str)
    assert re.findall(r": [0-4][,}\]]", document) == []


def test_a_report_is_of_whole_quarters_that_are_over(store: Store, clock: Clock) -> None:
    def span(since: date | None = None, until: date | None = None) -> tuple[date, date]:
        report = learning_report(store, clock, since=since, until=until)
        return report.since, report.until

    report = learning_report(store, clock)
    assert (report.since, report.until) == (date(2026, 7, 6), date(2026, 10, 4))
    assert (report.visits, report.needs, report.outcomes) == (Hidden.FEW, (), ())
    assert len(report.footfall) == 13
    assert span(date(2026, 8, 19)) == (date(2026, 7, 6), date(2026, 10, 4))
    assert span(date(2026, 5, 2)) == (date(2026, 4, 6), date(2026, 10, 4))
    assert span(until=date(2026, 7, 5)) == (date(2026, 4, 6), date(2026, 7, 5))
    assert span(date(2025, 12, 31), date(2026, 1, 6)) == (date(2025, 10, 6), date(2026, 4, 5))
    with pytest.raises(BadInput, match="The end comes before the start"):
        span(date(2026, 12, 7), date(2026, 12, 1))
    with pytest.raises(BadInput, match="more than five years"):
        span(date(1, 1, 1), date(2026, 10, 1))
    for day in (date(2026, 10, 5), date(2026, 11, 22), date(2026, 12, 1), date(9999, 12, 31)):
        for since, until in ((day, None), (None, day), (date(2026, 8, 1), day)):
            with pytest.raises(BadInput, match="is not over yet") as refused:
                span(since, until)
            assert "July to September 2026" in refused.value.hint


def test_a_visit_of_today_changes_no_report_that_can_be_had_today(
    store: Store, clock: Clock
) -> None:
    a_fortnight(store, clock)
    before = learning_report(store, clock)
    record_visit(store, clock, channel=Channel.DESK, needs=["food"])
    assert learning_report(store, clock) == before


def test_two_reports_that_overlap_cannot_be_subtracted(store: Store, clock: Clock) -> None:
    """Nine asked about debts in the summer, three in the autumn: nobody learns of the three."""
    a_hub_with_needs(store)
    summer = clock.at(clock.now() - timedelta(days=100))
    for number in range(40):
        when, many = (summer, 9) if number < 20 else (clock, 23)
        record_visit(
            store,
            when,
            channel=Channel.DESK,
            needs=[
                *(["rent"] if number % 20 < 10 else []),
                *(["debt"] if number < many else ["food"]),
            ],
            interests=["sewing"] if number < many else [],
            outcome=Outcome.GIVEN,
        )
    after = the_end(clock)
    one = learning_report(store, after, since=date(2026, 8, 1), until=date(2026, 8, 1))
    both = learning_report(store, after, since=date(2026, 8, 1), until=date(2026, 12, 1))
    assert (one.visits, both.visits) == (20, 40)
    assert NeedLine("debt", "Debts", 9, Hidden.FEW) in one.needs
    assert NeedLine("debt", "Debts", Hidden.HELD_BACK, Hidden.HELD_BACK) in both.needs
    assert NeedLine("rent", "I might lose my home", 20, Hidden.HELD_BACK) in both.needs
    assert both.interests == (CountLine("sewing", "Sewing", Hidden.HELD_BACK),)
    assert [line.times for line in one.outcomes] == []
    assert both.outcomes == ()


def test_days_in_between_make_no_other_report(store: Store, clock: Clock) -> None:
    """Whatever days are asked for, there is only one report of a quarter."""
    a_fortnight(store, clock)
    after = the_end(clock)
    days = [date(2026, 10, 5) + timedelta(days=number) for number in range(0, 91, 9)]
    reports = {
        learning_report(store, after, since=since, until=until)
        for since in days
        for until in days
        if since <= until
    }
    assert reports == {learning_report(store, after, **AUTUMN)}


def test_below_ten_visits_nothing_but_their_number_is_told(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    for _ in range(9):
        record_visit(store, clock, channel=Channel.DESK, needs=["rent"])
    report = learning_report(store, the_end(clock), **AUTUMN)
    assert report.visits == 9
    assert (report.needs, report.outcomes, report.channels) == ((), (), ())


def test_a_name_that_is_a_formula_is_only_text_in_the_csv(store: Store, clock: Clock) -> None:
    a_fortnight(store, clock)
    with store.write() as session:
        session.execute(update(Need).values(name='=HYPERLINK("http://x","\x1b[1mhi\n")'))
    written = report_csv(learning_report(store, the_end(clock), **AUTUMN))
    names = [row["name"] for row in csv.DictReader(io.StringIO(written))]
    assert '\'=HYPERLINK("http://x"," [1mhi ")' in names
    assert [name for name in names if name.startswith("=")] == []
    assert "\x1b" not in written
    assert [safe_cell(f"{sign}1+1") for sign in "=+-@\uff1d\uff0b"] == [
        f"'{sign}1+1" for sign in "=+-@\uff1d\uff0b"
    ]


def test_more_visits_take_no_more_statements(store: Store, clock: Clock) -> None:
    asked: list[str] = []

    def statements() -> int:
        asked.clear()
        learning_report(store, the_end(clock), **AUTUMN)
        return len(asked)

    a_hub_with_needs(store)
    event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    before = statements()
    for _ in range(12):
        record_visit(store, clock, channel=Channel.DESK, needs=["rent", "food", "debt"])
    assert statements() == before
