"""Whom to tell when somebody may be in danger. Nothing is written down here, on purpose."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.signposting.referral_words import digits
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Site
from hub.views.referrals import SafeguardingCard
from hub.views.words import clean_line

LONGEST_LEAD = 80
LONGEST_PHONE = 30

NOBODY = (
    "This hub has not said yet who leads on safeguarding. Tell the coordinator today. To put it"
    " right: hub safeguarding set NAME PHONE"
)
TO_DO = "Say who leads on safeguarding: hub safeguarding set NAME PHONE"
RULES = (
    "Is somebody in danger now? Ring 999.",
    "Listen, and stay calm. Believe what you are told.",
    "Don't promise to keep it secret. Say that you must tell the person who can help.",
    "Don't investigate. Don't ask questions to find out more.",
    "Write nothing down here. This program keeps no notes of it.",
)


def safeguarding_card(store: Store) -> SafeguardingCard:
    """The lead's name and number, and what to do; honest where nobody was named. One statement."""
    with store.read() as session:
        row = session.execute(
            select(col(Site.safeguarding_lead), col(Site.safeguarding_phone))
            .order_by(col(Site.id))
            .limit(1)
        ).first()
    lead, phone = row or ("", "")
    tell = f"Tell {lead} today: {phone}." if lead else NOBODY
    return SafeguardingCard(lead, phone, (*RULES[:1], tell, *RULES[1:]))


def safeguarding_to_do(store: Store) -> tuple[str, ...]:
    """What the coordinator has to do where nobody was named. One statement."""
    return () if safeguarding_card(store).lead else (TO_DO,)


def set_safeguarding_lead(
    store: Store, clock: Clock, *, lead: str, phone: str, by: str | None = None
) -> SafeguardingCard:
    """Say who leads on safeguarding, and the number. Raises BadInput."""
    name, number = clean_line(lead), clean_line(phone)
    if not name or len(name) > LONGEST_LEAD:
        raise BadInput(
            "Say who leads on safeguarding, in one name.", hint="For example: Mary Okafor"
        )
    if len(number) > LONGEST_PHONE or len(digits(number)) < 3:
        raise BadInput("That is not a phone number.", hint="For example: 01632 960100")

    def work(session: Session) -> None:
        site = site_id(session)
        with undoable(
            session,
            clock,
            by=by,
            verb="site.changed",
            label="Changed who leads on safeguarding",
            scopes=[Scope(Site, col(Site.id) == site)],
        ):
            session.execute(
                update(Site)
                .where(col(Site.id) == site)
                .values(safeguarding_lead=name, safeguarding_phone=number)
            )
        record(session, clock, by=by, verb="site.changed", what="safeguarding")

    store.transact(work)
    return safeguarding_card(store)
