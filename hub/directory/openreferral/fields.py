"""Reads the fields of one object of a feed. What is required and wrong raises; what is optional
and wrong is left out, and what is too long is cut, with a note of either.

Which fields there are is decided by `rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from hub.errors import BadInput
from hub.views.words import clean, clean_line

_EMAIL = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"']+")
_MOST_OBJECTS = 200
_LONG_ENOUGH = 100_000
"""No text we keep is this long: what comes after isn't even cleaned."""


class Fields:
    """One object, with the notes of the row it belongs to. `whose` says which object it is."""

    def __init__(self, row: dict[str, Any], notes: dict[str, None], whose: str = "") -> None:
        self._row = row
        self._notes = notes
        self._whose = whose

    def says(self, *names: str) -> bool:
        """Whether any of these fields is there as a list, be it an empty one."""
        return any(isinstance(self._row.get(name), list) for name in names)

    def has(self, *names: str) -> bool:
        """Whether any of these fields is there and not null."""
        return any(self._row.get(name) is not None for name in names)

    def note(self, name: str, what: str) -> None:
        """Note that a field `name` was left out or cut; `what` goes on after its name."""
        self._notes[f"Its {self._whose}{name} {what}"] = None

    def required(self, name: str, most: int = 200) -> str:
        """A text on one line. Raises BadInput if there is none."""
        value = self._row.get(name)
        text = clean_line(value[:_LONG_ENOUGH]) if isinstance(value, str) else ""
        if not text:
            raise BadInput(f"Its {self._whose}{name} is missing or isn't text.")
        return self._cut(name, text, most)

    def uid(self) -> str:
        """The id, which must be there. Raises BadInput."""
        uid = self.required("id", _LONG_ENOUGH)
        if len(uid) > 64:
            raise BadInput(f"Its {self._whose}id is longer than 64 characters.")
        return uid

    def text(self, name: str, most: int = 500) -> str:
        """A text, newlines kept."""
        value = self._row.get(name)
        if isinstance(value, str):
            return self._cut(name, clean(value[:_LONG_ENOUGH]), most)
        if value is not None:
            self.note(name, "isn't text; it was left out.")
        return ""

    def line(self, name: str, most: int = 200) -> str:
        """A text on one line."""
        return " ".join(self.text(name, most).split())

    def own_id(self) -> str:
        """The id of something that hangs on a service; empty if it has none that fits."""
        return self.line("id", 64)

    def _cut(self, name: str, text: str, most: int) -> str:
        if len(text) > most:
            self.note(name, f"is longer than {most} characters; the rest was cut.")
        return text[:most].strip()

    def web(self, name: str) -> str:
        """An http or https address."""
        text = self.line(name, _LONG_ENOUGH)
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            fits = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            fits = False
        if fits and len(text) <= 2000 and " " not in text:
            return text
        self.note(name, "isn't a web address; it was left out.")
        return ""

    def email(self, name: str) -> str:
        """An email address."""
        text = self.line(name, _LONG_ENOUGH)
        if not text or (len(text) <= 254 and _EMAIL.fullmatch(text)):
            return text
        self.note(name, "isn't an email address; it was left out.")
        return ""

    def number(self, name: str, least: float, most: float) -> float | None:
        """A number from `least` to `most`."""
        value = self._row.get(name)
        if value is None:
            return None
        if not isinstance(value, bool) and isinstance(value, int | float):
            if least <= value <= most and isfinite(value):
                return float(value) + 0.0  # no minus zero: the engines differ on it
            self.note(name, f"isn't between {least:g} and {most:g}; it was left out.")
        else:
            self.note(name, "isn't a number; it was left out.")
        return None

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`."""
        value = self.number(name, least, most)
        return None if value is None else int(value)

    def day(self, name: str) -> date | None:
        """A date, ISO 8601; of a moment, its day."""
        text = self.line(name, 40)
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError:
            self.note(name, "isn't a date; it was left out.")
            return None

    def past_day(self, name: str, today: date) -> date | None:
        """A date that isn't still to come."""
        day = self.day(name)
        if day is not None and day > today:
            self.note(name, "is a date still to come; it was left out.")
            return None
        return day

    def moment(self, name: str) -> datetime | None:
        """An instant in UTC; one that names no offset is taken for UTC."""
        text = self.line(name, 40)
        try:
            if not text:
                return None
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.note(name, "isn't a date and time; it was left out.")
            return None

    def hour(self, name: str) -> str:
        """A time of day as "HH:MM"; an offset from UTC is taken for the local one."""
        text = self.line(name, 40)
        try:
            return f"{time.fromisoformat(text):%H:%M}" if text else ""
        except ValueError:
            self.note(name, "isn't a time of day; it was left out.")
            return ""

    def one(self, name: str, whose: str) -> Fields | None:
        """The object in a field."""
        value = self._row.get(name)
        if isinstance(value, dict):
            return Fields(value, self._notes, f"{whose} ")
        if value is not None:
            self.note(name, "isn't an object; it was left out.")
        return None

    def each(self, name: str, whose: str) -> Iterator[Fields]:
        """The objects of the list in a field."""
        value = self._row.get(name)
        if value is not None and not isinstance(value, list):
            self.note(name, "isn't a list; it was left out.")
        items = value if isinstance(value, list) else []
        if len(items) > _MOST_OBJECTS:
            self.note(name, f"has more than {_MOST_OBJECTS} entries; the rest was left out.")
        for item in items[:_MOST_OBJECTS]:
            if isinstance(item, dict):
                yield Fields(item, self._notes, f"{whose} ")
            else:
                self.note(name, "holds something that isn't an object; it was left out.")
