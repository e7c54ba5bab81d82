"""When somebody asks what became of a referral: after six working days, and again after six more;
and what the first screen says of it, without a name.

Leaves what a working day is not (bank holidays) to `hub.timetable.calendars`.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import Referral, ReferralStep, Service
from hub.timetable.calendars import bank_holidays
from hub.views.referrals import CLOSED, ReferralMode, ReferralStatus

CHASED_AFTER = 6
"""Working days."""
FORGOTTEN_AFTER = timedelta(days=365)
"""An open one that nobody has touched for so long is asked about by itself."""
_LONGEST_HOLIDAY = 30
_SATURDAY = 5


def working_days_after(session: Session, day: date, count: int) -> date:
    """The `count`th working day after `day`: no weekend, no bank holiday of the site."""
    last = day + timedelta(days=2 * count + _LONGEST_HOLIDAY)
    off = bank_holidays(session, first=day, last=last)
    after, left = day, count
    while left:
        after += timedelta(days=1)
        left -= after.weekday() < _SATURDAY and after not in off
    return after


def referrals_to_do(store: Store, clock: Clock) -> tuple[str, ...]:
    """What is to do about referrals today, a line for each place and kind, those that have waited
    longest first. Says to whom they went, never for whom. One statement.
    """
    last = (
        select(col(ReferralStep.referral_id), func.max(col(ReferralStep.on_day)).label("on_day"))
        .group_by(col(ReferralStep.referral_id))
        .subquery()
    )
    with store.read() as session:
        rows = session.execute(
            select(col(Service.name), col(Referral.status), col(Referral.mode), last.c.on_day)
            .join(Service, col(Service.id) == col(Referral.service_id))
            .join(last, last.c.referral_id == col(Referral.id))
            .where(
                col(Referral.status).not_in([one.value for one in CLOSED]),
                col(Referral.chase_on) <= clock.today(),
            )
            .order_by(col(Referral.chase_on), col(Referral.id))
        ).all()
    counted: dict[str, int] = {}
    for name, status, mode, on in rows:
        words = _to_do(name, status, mode, is_old=on <= clock.today() - FORGOTTEN_AFTER)
        counted[words] = counted.get(words, 0) + 1
    return tuple(f"{words}: {count} due" for words, count in counted.items())


def _to_do(service: str, status: str, mode: str, *, is_old: bool) -> str:
    if is_old:
        return f"Nobody has touched a referral to {service} for a year. Close it or withdraw it"
    if status == ReferralStatus.DRAFT:
        return f"Send a referral to {service}, or withdraw it"
    if mode == ReferralMode.LOGGED:  # nobody has said yes to our asking over there
        return f"When somebody who went to {service} comes in, ask how it was"
    return f"Ask {service} what became of a referral"
