"""Says of a row that names somebody which one it is: the session, the help, the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.signposting.referral_words import status_words
from hub.store.tables import (
    Booking,
    Contact,
    Idea,
    Referral,
    ReferralStep,
    Room,
    Service,
    SignUp,
    SlotWait,
    ToTell,
    WrongNote,
)
from hub.upkeep.places import Place
from hub.views.referrals import ReferralMode, ReferralStatus
from hub.views.words import date_words_short, span_words

_NOT_GIVEN_OUT = {"id", "uid", "asked_by"}
"""Our own keys, which say nothing of the person."""
_OF_A_SERVICE = ("name", "assured_on", "assurer_email")
"""The rest of its row is public."""


class Surroundings:
    """What lies round rows that were found. Four statements, however many rows."""

    def __init__(
        self, session: Session, clock: Clock, rows: Sequence[tuple[Place, Mapping[str, Any]]]
    ) -> None:
        self._clock = clock

        def keys(column: str, *tables: type[Any]) -> set[Any]:
            return {row[column] for place, row in rows if place.table in tables}

        self._bookings = {
            row.id: row
            for row in session.execute(
                select(
                    col(Booking.id),
                    col(Booking.title),
                    col(Booking.starts_at),
                    col(Booking.ends_at),
                    col(Booking.room_id),
                ).where(
                    col(Booking.id).in_(keys("booking_id", SignUp, ToTell) | keys("id", Booking))
                )
            )
        }
        rooms = {row.room_id for row in self._bookings.values()} | keys("room_id", SlotWait)
        self._rooms: dict[Any, str] = dict(
            session.execute(
                select(col(Room.id), col(Room.name)).where(col(Room.id).in_(rooms))
            ).all()
        )
        self._services: dict[Any, str] = dict(
            session.execute(
                select(col(Service.id), col(Service.name)).where(
                    col(Service.id).in_(keys("service_id", Referral, Contact))
                )
            ).all()
        )
        self._steps: defaultdict[int, list[str]] = defaultdict(list)
        for number, status, on in session.execute(
            select(
                col(ReferralStep.referral_id), col(ReferralStep.status), col(ReferralStep.on_day)
            )
            .where(col(ReferralStep.referral_id).in_(keys("id", Referral)))
            .order_by(col(ReferralStep.id))
        ):
            self._steps[number].append(f"{status} {on.isoformat()}")

    def about(self, place: Place, row: Mapping[str, Any]) -> str:
        """Which one it is, in words."""
        if place.table is Referral:
            status = status_words(ReferralStatus(row["status"]), ReferralMode(row["mode"]))
            on = date_words_short(row["made_on"])
            return f"to {self._services[row['service_id']]}, {on}, {status}"
        if place.table in (SignUp, ToTell):
            return self._booking(row["booking_id"])
        if place.table is Booking:
            return self._booking(row["id"])
        if place.table is SlotWait:
            when = self._when(row["starts_at"], row["ends_at"])
            return f"{row['title']}, {self._rooms[row['room_id']]}, {when}"
        if place.table is Contact:
            return self._services[row["service_id"]]
        if place.table in (Idea, WrongNote):
            return f"the week of {date_words_short(row['week'])}"
        return str(row.get("name") or row.get("title") or "")

    def fields(self, place: Place, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """All that is written there, by column; and how far a referral has come."""
        shown = [
            (name, self._told(value))
            for name, value in row.items()
            if name not in _NOT_GIVEN_OUT
            and not name.endswith("_id")
            and value not in (None, "")
            and (place.table is not Service or name in _OF_A_SERVICE)
        ]
        if place.table is Referral:
            shown += [
                ("service", self._services[row["service_id"]]),
                ("steps", ", ".join(self._steps[row["id"]])),
            ]
        return tuple(shown)

    def _told(self, value: Any) -> str:
        if isinstance(value, datetime):
            return self._clock.local(value).isoformat()
        return str(value)

    def _booking(self, number: int) -> str:
        one = self._bookings[number]
        return f"{one.title}, {self._rooms[one.room_id]}, {self._when(one.starts_at, one.ends_at)}"

    def _when(self, starts: datetime, ends: datetime) -> str:
        begin = self._clock.local(starts)
        return f"{date_words_short(begin.date())} {span_words(begin, self._clock.local(ends))}"
