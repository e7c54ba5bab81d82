"""The safeguarding card says whom to tell, and the program keeps no notes of it."""

from __future__ import annotations

import pytest

from hub.clock import Clock
from hub.errors import BadInput
from hub.signposting.safeguarding import (
    NOBODY,
    RULES,
    TO_DO,
    safeguarding_card,
    safeguarding_to_do,
    set_safeguarding_lead,
)
from hub.store.engine import Store
from hub.store.tables import Row
from hub.upkeep.undoing import undo_last_change
from hub.views.referrals import SafeguardingCard
from tests.timetable.dumps import dump


def test_the_lead_is_named_and_undone_exactly(store: Store, clock: Clock) -> None:
    before = dump(store)
    assert safeguarding_to_do(store) == ()
    card = set_safeguarding_lead(store, clock, lead="  Pat\x1b O'Brien ", phone="0300 123 4567")
    assert (
        card
        == safeguarding_card(store)
        == SafeguardingCard(
            "Pat O'Brien",
            "0300 123 4567",
            (RULES[0], "Tell Pat O'Brien today: 0300 123 4567.", *RULES[1:]),
        )
    )
    undo_last_change(store, clock)
    assert dump(store) == before


def test_where_nobody_leads_the_card_and_the_first_screen_say_so(
    store: Store, clock: Clock
) -> None:
    with store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE site SET safeguarding_lead = '', safeguarding_phone = ''"
        )
    assert safeguarding_card(store) == SafeguardingCard("", "", (RULES[0], NOBODY, *RULES[1:]))
    assert safeguarding_to_do(store) == (TO_DO,)
    for lead, phone in (("", "999"), ("Mary", "ring the office"), ("x" * 81, "999"), ("M", "12")):
        with pytest.raises(BadInput):
            set_safeguarding_lead(store, clock, lead=lead, phone=phone)
    assert safeguarding_card(store).lead == ""


def test_there_is_no_place_for_case_notes() -> None:
    """Neither beside a referral nor beside a visit: what isn't there can't be filled in."""
    columns = {
        name: {column.name for column in Row.metadata.tables[name].c}
        for name in ("referral", "referral_step", "visit", "visit_need", "visit_signpost")
    }
    assert columns == {
        "referral": {
            *("id", "uid", "site_id", "service_id", "mode", "who", "contact", "reason"),
            *("consent", "consented_at", "asked_by", "status", "made_on", "chase_on", "closed_on"),
        },
        "referral_step": {"id", "referral_id", "status", "on_day"},
        "visit": {"id", "site_id", "week", "channel", "outcome"},
        "visit_need": {"visit_id", "need_id", "is_unmet"},
        "visit_signpost": {"visit_id", "code"},
    }
