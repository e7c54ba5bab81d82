"""A hub in which Asha Nightjar is written down in every place there is, and others beside her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, String, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.directory.starter import load_starter
from hub.people.volunteers import add_volunteer
from hub.signposting.referrals import open_referral, set_status
from hub.store.engine import Store
from hub.store.tables import Contact, DoNotList, Idea, Phone, Row, Service, WrongNote
from hub.timetable.activities import add_activity
from hub.timetable.bookings import cancel_booking, change_booking
from hub.timetable.signups import give_up_place, sign_up
from hub.timetable.waiting import wait_for
from hub.views.referrals import ReferralMode, ReferralStatus
from tests.timetable.library import a_divisible_hall
from tests.timetable.test_changing import ELEVEN, TEN, a_choir, council

NAME, PHONE, EMAIL = "Asha Nightjar", "07700 900777", "asha.nightjar@example.org"
CANARIES = ("nightjar", "900777", "900 777")


def a_hub_where_she_is_everywhere(store: Store, clock: Clock) -> None:
    """Asha in every place; Bo Lee beside her in most. Bo stays."""
    with store.write() as session:
        load_needs(session)
        load_starter(session, clock)
        _directory(session, clock)
    add_volunteer(store, clock, name="Sam")
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    sign_up(store, clock, code=first.code, name=NAME, phone=PHONE)
    sign_up(store, clock, code=first.code, name="Bo Lee", phone="07700 900111")
    gone = sign_up(store, clock, code=other.code, name=NAME)
    give_up_place(store, clock, code=other.code, number=gone.number)  # only undo knows it now
    cancel_booking(store, clock, code=first.code, reason="Boiler")  # both must be told
    booked = council(store, clock)
    change_booking(
        store,
        clock,
        code=booked.code,
        contact=NAME,
        contact_phone="+44 7700 900 777",
        note=f"{NAME} has the key",
    )
    for who in (NAME, "Bo Lee"):
        wait_for(
            store,
            clock,
            room="Hall A",
            starts=TEN,
            ends=ELEVEN,
            title=f"{who} choir",
            contact=who,
            contact_phone=PHONE if who == NAME else "",
        )
    add_activity(store, clock, title="Drawing", contact=NAME, phone=PHONE)
    for who, contact in ((NAME, PHONE), ("Bo Lee", "bo@example.org")):
        made = open_referral(
            store,
            clock,
            mode=ReferralMode.LIVE,
            service=_code(store),
            who=who,
            contact=contact,
            reason="debts",
            consent=True,
            by="Sam",
        )
        set_status(store, clock, number=made.number, status=ReferralStatus.SENT, by="Sam")


def _directory(session: Session, clock: Clock) -> None:
    service = session.scalars(select(col(Service.id)).order_by(col(Service.id))).first()
    session.execute(update(Service).where(col(Service.id) == service).values(assurer_email=EMAIL))
    for uid, name, number in (("c1", NAME, "01632 960110"), ("c2", "Bo Lee", "01632 960111")):
        contact = session.execute(
            insert(Contact).returning(col(Contact.id)),
            {
                "uid": uid,
                "service_id": service,
                "name": name,
                "email": EMAIL if uid == "c1" else "",
            },
        ).scalar_one()
        phone = {"uid": f"p{uid}", "service_id": service, "contact_id": contact, "number": number}
        session.execute(insert(Phone), phone)
    week = clock.today()
    idea = {"site_id": 1, "kind": "idea", "week": week, "channel": "kiosk"}
    session.execute(insert(Idea), idea | {"words": f"Thank {NAME} for me"})
    session.execute(insert(Idea), idea | {"words": "A piano"})
    note = {"code": "A0001", "part": "phone", "channel": "desk", "week": week}
    session.execute(insert(WrongNote), note | {"detail": f"says {NAME}, {PHONE}"})
    row = {"uid": "d1", "name": "Shop", "name_key": "shop", "since": week}
    session.execute(insert(DoNotList), row | {"reason": f"{NAME} asked us to"})


def _code(store: Store) -> str:
    with store.read() as session:
        return session.scalars(
            select(col(Service.code)).where(col(Service.name) == "StepChange debt advice")
        ).one()


def is_text(column: Column[Any]) -> bool:
    """Whether a column holds text."""
    kind = getattr(column.type, "impl_instance", column.type)
    return isinstance(kind, String)


def texts(store: Store) -> Iterator[tuple[str, str]]:
    """Every text in the store, with the table and column it is in. All tables, all columns."""
    with store.read() as session:
        for table in Row.metadata.sorted_tables:
            columns = [one for one in table.c if is_text(one)]
            for row in session.execute(select(*columns)).all() if columns else ():
                for column, value in zip(columns, row, strict=True):
                    if value:
                        yield f"{table.name}.{column.name}", str(value)


def found_in(store: Store) -> set[str]:
    """The columns in which a canary is."""
    return {where for where, value in texts(store) for one in CANARIES if one in value.casefold()}


def found_in_files(*folders: Path) -> list[str]:
    """The files in which a canary can be read."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            plain = path.read_bytes().lower() if path.is_file() else b""
            if any(
                one.encode() in plain or one.encode() in path.name.lower().encode()
                for one in CANARIES
            ):
                found.append(str(path))
    return found


def rows(store: Store, *left_out: str) -> dict[str, list[Any]]:
    """Every row of every table but these."""
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in Row.metadata.sorted_tables
            if table.name not in left_out
        }
