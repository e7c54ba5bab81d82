"""The only source of now and today. Everything that depends on the time is handed a Clock.

Leaves the arithmetic of recurrence to `hub.timetable`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from hub.errors import BadInput

DEFAULT_ZONE = "Europe/London"


class Clock(Struct, frozen=True):
    """Tells the time in the hub's own time zone.

    `frozen_at` is an aware instant at which this clock stands still (tests, `HUB_NOW`);
    None means the machine's own clock.
    """

    zone: ZoneInfo
    frozen_at: datetime | None = None

    def now(self) -> datetime:
        """The present instant, aware, in the hub's zone, to the second."""
        instant = self.frozen_at or datetime.now(UTC)
        return instant.astimezone(self.zone).replace(microsecond=0)

    def utc_now(self) -> datetime:
        """The present instant, aware, in UTC, to the second."""
        return self.now().astimezone(UTC)

    def today(self) -> date:
        """The date on the hub's wall calendar."""
        return self.now().date()

    def local(self, instant: datetime) -> datetime:
        """The same aware instant as the hub's wall clock shows it."""
        return instant.astimezone(self.zone)

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """First instant of a local day and of the next one: 23, 24 or 25 hours apart."""
        start = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        after = day + timedelta(days=1)
        return start, datetime(after.year, after.month, after.day, tzinfo=self.zone)

    def at(self, moment: datetime) -> Clock:
        """A clock of the same zone that stands still at `moment` (aware)."""
        return Clock(self.zone, moment)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def clock_for(zone_name: str, environment: Mapping[str, str] | None = None) -> Clock:
    """The clock of a hub in `zone_name` (IANA), standing at `HUB_NOW` where that is set.

    `HUB_NOW` is ISO 8601; without an offset it is the hub's wall time.
    """
    variables = os.environ if environment is None else environment
    try:
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            f"There is no time zone called {zone_name!r}.",
            hint='Use a name such as "Europe/London" in hub.toml.',
        ) from None
    text = variables.get("HUB_NOW", "").strip()
    if not text:
        return Clock(zone)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        moment.astimezone(UTC)  # the calendar ends somewhere
        moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise BadInput(
            f"HUB_NOW says {text!r}, which is not a date and time.",
            hint="Write it like 2026-11-23T10:00, or unset it.",
        ) from None
    return Clock(zone, moment)
