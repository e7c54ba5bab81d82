"""What expanding groups into meetings costs over python-dateutil alone, which only gives dates."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, time, timedelta

from dateutil import rrule

from hub.store.opening import open_store
from hub.timetable.dates import Pattern, meetings_between
from hub.timetable.rules import CODES
from tests.bench.measure import Ratio, cpu_seconds, turn_about
from tests.bench.storing import Bench

FIRST = date(2026, 11, 23)
LAST = date(2027, 11, 22)


def patterns(count: int) -> list[Pattern]:
    """Groups as a library has them: of ten, seven weekly, one of them on two days; one fortnightly;
    one monthly; one on the last of a weekday. All began this autumn.
    """
    found: list[Pattern] = []
    for number in range(count):
        day = CODES[number % 7]
        rule = f"FREQ=WEEKLY;BYDAY={day}"
        if number % 10 == 6:
            rule += f",{CODES[(number + 2) % 7]}"
        elif number % 10 == 7:
            rule += ";INTERVAL=2"
        elif number % 10 == 8:
            rule = f"FREQ=MONTHLY;BYDAY={1 + number % 4}{day}"
        elif number % 10 == 9:
            rule = f"FREQ=MONTHLY;BYDAY=-1{day}"
        found.append(
            Pattern(
                rule=rule,
                starts_on=date(2026, 9, 1) + timedelta(days=number % 60),
                at=time(9 + number % 10, 30),
                zone="Europe/London",
                minutes=90,
            )
        )
    return found


def expanding(bench: Bench, *, groups: int = 500, rounds: int = 5) -> Ratio:
    """A year of the groups as `meetings_between` gives it: bank holidays read and left out, the
    clocks minded; over the same rules through dateutil to naive datetimes, and dateutil has read
    them beforehand.
    """
    wanted = patterns(groups)
    until = datetime.combine(LAST, time(23, 59, 59))
    first = datetime.combine(FIRST, time())

    rules = [
        rrule.rrulestr(one.rule, dtstart=datetime.combine(one.starts_on, one.at)) for one in wanted
    ]

    def theirs() -> int:
        return sum(len(rule.between(first, until, inc=True)) for rule in rules)

    with closing(open_store(bench.copy())) as store, store.read() as session:

        def ours() -> int:
            count = 0
            for one in wanted:
                meetings, skipped = meetings_between(session, one, FIRST, LAST)
                count += len(meetings) + len(skipped)
            return count

        assert ours() == theirs()
        one, other = turn_about(lambda: cpu_seconds(ours), lambda: cpu_seconds(theirs), rounds)
    return Ratio(
        f"expanding {groups} groups by a year / python-dateutil",
        one * 1000,
        other * 1000,
        1.2,
        "ms",
    )
