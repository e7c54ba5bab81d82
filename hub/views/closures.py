"""Closures of the building or of a room, and what becomes of the bookings inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hub.views.bookings import BookingView, FreeStretch
from hub.views.words import day_words_short, span_words, time_words


def closed_when(starts: datetime, ends: datetime) -> str:
    """Tue 2 Mar all day; Tue 2 Mar noon to 2pm; Tue 2 Mar to Thu 4 Mar; with times where odd."""
    last = ends - timedelta(seconds=1)
    is_whole = (starts.hour, starts.minute, ends.hour, ends.minute) == (0, 0, 0, 0)
    first_day = day_words_short(starts.date())
    if starts.date() == last.date():
        return f"{first_day} {'all day' if is_whole else span_words(starts, ends)}"
    last_day = day_words_short(last.date())
    if is_whole:
        return f"{first_day} to {last_day}"
    return f"{first_day} {time_words(starts)} to {last_day} {time_words(ends)}"


class Then(StrEnum):
    """What a closure does to the bookings inside it."""

    CANCEL = "cancel"
    MOVE = "move"
    """To another room at the same time; those that find none are cancelled."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class ClosurePreview:
    """What a closure would touch. Nothing has happened yet."""

    affected: tuple[BookingView, ...]
    """By start."""
    moves: tuple[FreeStretch | None, ...]
    """For each of them the room it could move to at the same time, if there is one."""


@dataclass(frozen=True, slots=True)
class NotRestored:
    """A booking that stays cancelled when its closure is lifted, and why."""

    booking: BookingView
    why: str


@dataclass(frozen=True, slots=True)
class ClosureView:
    """The building or a room shut."""

    code: str
    room: str
    """Empty: the building."""
    starts: datetime
    ends: datetime
    reason: str
    cancelled: tuple[BookingView, ...] = ()
    moved: tuple[BookingView, ...] = ()
    """Where they are now; told by whoever has just closed it."""
    kept: tuple[BookingView, ...] = ()
    """Go ahead inside it."""
    left: tuple[BookingView, ...] = ()
    """Still stand inside it, though nobody has said that they shall."""
    restored: tuple[BookingView, ...] = ()
    """When it is lifted: what takes place after all."""
    not_restored: tuple[NotRestored, ...] = ()
