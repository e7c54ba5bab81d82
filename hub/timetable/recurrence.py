"""The parts of a recurrence rule (RFC 5545 §3.3.10) and the one spelling that we write it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDER = (
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule that we can keep. Every field as RFC 5545 names it. Weeks begin on Monday."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    """The last local date that may be given."""
    by_day: tuple[tuple[int, int], ...] = ()
    """(which, weekday): which is 0 for every one; Monday is 0."""
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_number: tuple[int, ...] = ()
    by_set_position: tuple[int, ...] = ()

    def text(self) -> str:
        """The rule in our one spelling, WKST stated."""
        days = (f"{which or ''}{CODES[day]}" for which, day in self.by_day)
        values = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count) if self.count else "",
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
            "BYMONTH": ",".join(map(str, self.by_month)),
            "BYWEEKNO": ",".join(map(str, self.by_week_number)),
            "BYYEARDAY": ",".join(map(str, self.by_year_day)),
            "BYMONTHDAY": ",".join(map(str, self.by_month_day)),
            "BYDAY": ",".join(days),
            "BYSETPOS": ",".join(map(str, self.by_set_position)),
            "WKST": "MO",
        }
        return ";".join(f"{name}={values[name]}" for name in _ORDER if values[name])
