"""How dates, times and foreign text read on screen and paper. Data is never code: control
characters go here, where text comes in and again where it is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

# C0 without newline, DEL, C1, every bidi mark, embedding, override and isolate; and letters that
# draw nothing (Hangul fillers, the empty braille cell), so that no name looks like none.
_CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff"
    "\ud800-\udfff\u115f\u1160\u2800\u3164\uffa0\ufff9-\ufffb]"
)
# What lies unseen within a word and hides it from whoever looks for it: soft hyphens, spaces of no
# width, joiners of words and of formulas.
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f]")
# Emoji and Persian need these between or behind other letters; by themselves they are nothing.
_NOTHING = re.compile("[\\s\u034f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]*")
# A joiner that has nothing before it to join: two of them end what measures words.
_LOOSE = re.compile("(?<![^\\s\u200d])\u200d")
_SPACES = re.compile(r"[^\S\n]+")

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clean(text: str) -> str:
    """Text that is safe to draw: NFC, no control or bidi characters, newlines kept; empty where
    there is nothing to see.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nearly all text is like that, and an import cleans millions
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _LOOSE.sub("", _CONTROLS.sub(" ", unicodedata.normalize("NFC", seen)))
    if _NOTHING.fullmatch(plain):
        return ""
    return "\n".join(_SPACES.sub(" ", line).strip() for line in plain.split("\n")).strip()


def clean_line(text: str) -> str:
    """The same on one line: newlines become spaces."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """A name as people compare it: no case, single spaces, compatibility forms unified."""
    return " ".join(unicodedata.normalize("NFKC", clean_line(text)).casefold().split())


def time_words(moment: datetime | time) -> str:
    """10am, 10:30am, noon, midnight."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour == 12 else "midnight"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def span_words(starts: datetime, ends: datetime) -> str:
    """10am to 12:30pm; with the day where it ends on another one."""
    # Midnight belongs to the day it ends: that is how people say it.
    is_midnight = (ends.hour, ends.minute) == (0, 0)
    last = ends.date() - timedelta(days=1) if is_midnight else ends.date()
    if last > starts.date():
        return f"{time_words(starts)} to {time_words(ends)} on {day_words_short(last)}"
    return f"{time_words(starts)} to {time_words(ends)}"


def day_words(day: date) -> str:
    """Tuesday 1 December."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_words_short(day: date) -> str:
    """Tue 1 Dec."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def date_words(day: date) -> str:
    """1 December 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_words_short(day: date) -> str:
    """1 Dec 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
