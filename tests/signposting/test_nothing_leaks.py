"""After a storm of referrals no name, number or reason is in the trail, a log or a fault."""

from __future__ import annotations

import json
import logging
import traceback
from contextlib import suppress

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from hub.clock import Clock
from hub.errors import HubError
from hub.people.shifts import end_shift, start_shift
from hub.people.trail import ALLOWED, read_trail
from hub.people.wording import trail_words
from hub.settings import Settings
from hub.signposting.chasing import referrals_to_do
from hub.signposting.referrals import chase, list_referrals, open_referral, set_status, withdraw
from hub.signposting.safeguarding import set_safeguarding_lead
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Referral, Service
from hub.upkeep.jobs import HUB_JOBS
from hub.upkeep.ledger import run_job
from hub.upkeep.people_held import erase_person, export_person
from hub.upkeep.undoing import undo_last_change
from hub.views.referrals import ReferralMode, ReferralStatus
from tests.signposting.people_who_ask import a_hub_with_help, code_of

NAMES = ("Asha Nightjar", "Bo Nightjar", "Cy Nightjar")
CANARIES = ("nightjar", "07700 900777", "07700900777", "secretlead", "debts", "low-or-anxious")


def a_storm(store: Store, clock: Clock, settings: Settings) -> list[str]:
    """Every action there is, in good and bad ways; the words of the refusals."""
    refusals: list[str] = []
    code = code_of(store, "StepChange debt advice")
    set_safeguarding_lead(store, clock, lead="Secretlead Nightjar", phone="07700 900777", by="Sam")
    for name in NAMES:
        for mode in ReferralMode:
            for reason in ("debts", "low-or-anxious", "Nightjar is in debt"):
                for contact in ("07700 900777", "07700 900777 Nightjar", ""):
                    for consent in (True, False):
                        try:
                            open_referral(
                                store,
                                clock,
                                mode=mode,
                                service=code,
                                who=name,
                                contact=contact,
                                reason=reason,
                                consent=consent,
                                by="Sam",
                            )
                        except HubError as refusal:
                            refusals.append(str(refusal))
    for one in list_referrals(store, clock):
        for status in ReferralStatus:
            with suppress(HubError):
                set_status(store, clock, number=one.number, status=status, by="Sam")
        with suppress(HubError):
            chase(store, clock, number=one.number, by="Sam")
        undo_last_change(store, clock, by="Sam")
        with suppress(HubError):
            chase(store, clock, number=one.number, by="Sam")
    withdraw(store, clock, number=list_referrals(store, clock, open_only=False)[0].number, by="Sam")
    for words in (NAMES[0], "07700 900777", "Nobody Nightjarling"):
        for what in (
            lambda words=words: export_person(store, clock, words=words),
            lambda words=words: erase_person(store, clock, settings, words=words),
        ):
            try:
                what()
            except HubError as refusal:
                refusals.append(str(refusal))
    export_person(store, clock, words="Bo Nightjar", all_of_it=True, by="Sam")
    erase_person(store, clock, settings, words="Bo Nightjar", all_of_it=True, by="Sam")
    run_job(store, clock, settings, HUB_JOBS, "forget")
    return refusals


@pytest.fixture
def ready(store: Store, clock: Clock, settings: Settings) -> Settings:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    a_hub_with_help(store, clock)
    return settings


def leaks(written: object) -> list[str]:
    plain = str(written).casefold()
    return [one for one in CANARIES if one in plain]


def test_the_trail_holds_nothing_personal_after_a_storm(
    store: Store, clock: Clock, ready: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    refusals = a_storm(store, clock, ready)
    assert len(refusals) > 20
    assert leaks(refusals) == []
    with store.read() as session:
        names = session.scalars(select(col(Referral.who))).all()
        lines = session.execute(
            select(col(AuditEntry.verb), col(AuditEntry.code), col(AuditEntry.fields))
        ).all()
        ledger = session.execute(text("SELECT outcome FROM job_run")).all()
    assert "Cy Nightjar" in names  # it was there to leak
    verbs = {verb for verb, _, _ in lines}
    assert verbs >= {
        *("referral.opened", "referral.changed", "referral.chased", "referral.withdrawn"),
        *("person.exported", "person.erased", "change.undone", "site.changed"),
    }
    for verb, code, fields in lines:
        found = json.loads(fields)
        assert found.keys() <= ALLOWED[verb]
        if verb.startswith(("referral.", "person.")):
            # Neither to whom nor which one: so the trail can't be laid beside an old backup.
            assert code == ""
            assert found.keys() <= {"mode", "status", "rows"}
            assert set(map(str, found.values())) <= {
                *(one.value for one in ReferralMode),
                *(one.value for one in ReferralStatus),
                *map(str, range(100)),
            }
    assert leaks(lines) == []
    assert leaks(ledger) == []
    assert leaks([trail_words(one) for one in read_trail(store, clock, limit=1000)]) == []
    assert leaks([record.getMessage() for record in caplog.records]) == []
    assert leaks(referrals_to_do(store, clock)) == []


def test_what_undo_keeps_goes_with_the_shift(store: Store, clock: Clock, ready: Settings) -> None:
    start_shift(store, clock, name="Sam")
    a_storm(store, clock, ready)
    end_shift(store, clock)
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM undo_entry")).scalar() == 0


def test_a_fault_of_ours_quotes_nobody(store: Store, clock: Clock, ready: Settings) -> None:
    a_storm(store, clock, ready)
    with store.read() as session:
        hers = select(table_of(Referral)).where(col(Referral.who) == "Cy Nightjar")
        row = dict(session.execute(hers).mappings().first() or {})
        service = session.scalar(select(col(Service.id)))
    row |= {"contact": "07700 900777"}
    assert row["who"] == "Cy Nightjar"
    cases = [
        row,  # its key is taken
        row | {"id": 99, "uid": "new", "service_id": 999_999},  # nothing is there
        row | {"id": 99, "uid": "new", "site_id": None},
        row | {"id": 99, "service_id": service},
    ]
    for case in cases:
        with pytest.raises((DBAPIError, HubError)) as caught, store.write() as session:
            run(session, insert(table_of(Referral)), case)
        told = "".join(traceback.format_exception(caught.value)).casefold()
        assert "nightjar" not in told
        assert "900777" not in told
