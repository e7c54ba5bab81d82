"""The sorts of visits, sheets and notes: all that the kiosk needs to know of them."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Where a visit took place, or a note was left."""

    DESK = "desk"
    PHONE = "phone"
    KIOSK = "kiosk"
    ELSEWHERE = "elsewhere"


class Outcome(StrEnum):
    """How a visit ended."""

    GIVEN = "given"
    NONE_FOUND = "none-found"
    DECLINED = "declined"


class Sheet(StrEnum):
    """What can be taken away from a kiosk."""

    QR = "qr"
    LEAFLET = "leaflet"
    NEXT_STEPS = "next-steps"
    TIMETABLE = "timetable"


class WrongPart(StrEnum):
    """What somebody says is wrong about an entry."""

    PHONE = "phone"
    TIMES = "times"
    ADDRESS = "address"
    CLOSED = "closed"
    COST = "cost"
    OTHER = "other"
