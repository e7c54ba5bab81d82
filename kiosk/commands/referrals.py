"""`hub refer …`: details sent on with a yes, and what became of it."""

from __future__ import annotations

import sys
from typing import Any

import click

from hub.signposting.referral_words import FOLLOWS, initials, status_words, steps_words
from hub.views.referrals import BeforeReferring, ReferralMode, ReferralStatus, ReferralView
from hub.views.words import date_words_short, time_words
from kiosk.commands.opening import Asked, about_a_hub, example

_STATUSES = list(dict.fromkeys(one.value for may in FOLLOWS.values() for one in may))


@click.group("refer", epilog=example("hub refer list"))
def refer_command() -> None:
    """Send somebody's details on, with their yes, and ask what became of it."""


@refer_command.command("words", epilog=example("hub refer words A7KQ2"))
@click.argument("code")
@click.option("--logged", is_flag=True, help="They go there themselves; nothing is sent.")
@about_a_hub()
def words(asked: Asked, *, code: str, logged: bool) -> None:
    """How people get in there, and the words to read aloud. Writes nothing down."""
    from hub.signposting.referrals import before_referring

    with asked.store() as store:
        found = before_referring(store, service=code, mode=_mode(logged))
    asked.answer(
        {
            "service": found.service,
            "code": found.service_code,
            "getting_in": found.getting_in,
            "phones": list(found.phones),
            "email": found.email,
            "read_aloud": found.consent,
        },
        before_words(found),
    )


@refer_command.command(
    "add",
    epilog=example(
        'hub refer add A7KQ2 "Asha Khan" --contact "07700 900123" --reason debts --yes --by Sam',
        'hub refer add A7KQ2 "A. K." --logged --reason debts',
    ),
)
@click.argument("code")
@click.argument("who")
@click.option("--contact", default="", help="One phone number or email address.")
@click.option("--reason", required=True, help='A need from the list, or "other".')
@click.option("--logged", is_flag=True, help="They go there themselves; nothing is sent.")
@click.option("--yes", is_flag=True, help="The words were read aloud, and they said yes.")
@click.option("--anyway", is_flag=True, help="It is somebody else than the one it looks like.")
@about_a_hub(changes=True)
def add(
    asked: Asked,
    *,
    code: str,
    who: str,
    contact: str,
    reason: str,
    logged: bool,
    yes: bool,
    anyway: bool,
) -> None:
    """Write down a referral to CODE for WHO. Without --yes it shows what to read aloud."""
    from hub.signposting.referrals import before_referring, open_referral

    mode = _mode(logged)
    with asked.changing() as store:
        clock = asked.clock()
        if not yes and not logged:
            found = before_referring(store, service=code, mode=mode)
            if sys.stdin.isatty() and not asked.as_json:
                click.echo(before_words(found), err=True)
                yes = click.confirm("Did they say yes?", err=True)
        made = open_referral(
            store,
            clock,
            mode=mode,
            service=code,
            who=who,
            contact=contact,
            reason=reason,
            consent=yes,
            anyway=anyway,
            by=asked.by,
        )
        getting_in = before_referring(store, service=code, mode=mode).getting_in
    todo = (
        f"Send it to {made.service} now, then: hub refer status {made.number} sent"
        if made.mode is ReferralMode.LIVE
        else "Nothing is sent."
    )
    asked.answer(
        referral_document(made) | {"getting_in": getting_in},
        f"Referral {made.number} to {made.service} is written down. {getting_in} {todo}",
    )


@refer_command.command("list", epilog=example("hub refer list --due", "hub refer list --all"))
@click.option("--due", is_flag=True, help="Only those to ask about today.")
@click.option("--all", "all_of_them", is_flag=True, help="Closed ones too.")
@about_a_hub()
def list_(asked: Asked, *, due: bool, all_of_them: bool) -> None:
    """Open referrals, by initials. The whole of one: hub refer show."""
    from hub.signposting.referrals import list_referrals

    with asked.store() as store:
        found = list_referrals(store, asked.clock(), open_only=not all_of_them, due_only=due)
    asked.answer(
        {"referrals": [short_document(one) for one in found]},
        "\n".join(referral_line(one) for one in found) or "No referrals.",
    )


@refer_command.command("show", epilog=example("hub refer show 3"))
@click.argument("number", type=int)
@about_a_hub()
def show(asked: Asked, *, number: int) -> None:
    """Everything about one referral."""
    from hub.signposting.referrals import show_referral

    with asked.store() as store:
        found = show_referral(store, asked.clock(), number=number)
    asked.answer(referral_document(found), referral_words(found))


@refer_command.command(
    "status", epilog=example("hub refer status 3 sent", "hub refer status 3 met")
)
@click.argument("number", type=int)
@click.argument("status", type=click.Choice(_STATUSES))
@about_a_hub(changes=True)
def status_command(asked: Asked, *, number: int, status: str) -> None:
    """Say how far a referral has come: sent, accepted, met, not-met or declined."""
    from hub.signposting.referrals import set_status

    with asked.changing() as store:
        found = set_status(
            store, asked.clock(), number=number, status=ReferralStatus(status), by=asked.by
        )
    asked.answer(referral_document(found), f"Noted. {referral_line(found)}")


@refer_command.command("chase", epilog=example("hub refer chase 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def chase_command(asked: Asked, *, number: int) -> None:
    """You asked what became of it, and there is no answer yet."""
    from hub.signposting.referrals import chase

    with asked.changing() as store:
        found = chase(store, asked.clock(), number=number, by=asked.by)
    asked.answer(referral_document(found), f"Noted. {referral_line(found)}")


@refer_command.command("withdraw", epilog=example("hub refer withdraw 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def withdraw_command(asked: Asked, *, number: int) -> None:
    """They take back their yes: delete it at once and for good. There is no undo."""
    from hub.signposting.referrals import show_referral, withdraw
    from hub.upkeep.erased import keep_erased

    with asked.store() as store:
        clock = asked.clock()
        found = show_referral(store, clock, number=number)
        withdraw(store, clock, number=number, by=asked.by)
        problems = keep_erased(store, asked.settings())
    for problem in problems:
        click.echo(problem, err=True)
    tell = (
        ""
        if found.status is ReferralStatus.DRAFT or found.mode is ReferralMode.LOGGED
        else f" {found.service} has the details: ring them and ask them to delete these too."
    )
    asked.answer(
        {"withdrawn": number, "service": found.service, "was_sent": bool(tell)},
        f"Referral {number} is deleted for good.{tell}",
    )


def before_words(one: BeforeReferring) -> str:
    """What to know and to say before anything is written down."""
    reach = ", ".join([*one.phones, *([one.email] if one.email else [])])
    return "\n".join(
        [
            f"{one.service} ({one.service_code})",
            f"How to get in: {one.getting_in}",
            *([f"Reach them: {reach}"] if reach else []),
            "",
            "Read aloud:",
            f'"{one.consent}"',
        ]
    )


def short_document(one: ReferralView) -> dict[str, Any]:
    """A referral of a list in JSON: initials only."""
    return {
        "number": one.number,
        "mode": one.mode.value,
        "who": initials(one.who),
        "service": one.service,
        "code": one.service_code,
        "status": one.status.value,
        "chase": one.chase_on.isoformat() if one.chase_on else None,
        "due": one.is_due,
    }


def referral_document(one: ReferralView) -> dict[str, Any]:
    """The whole of a referral in JSON."""
    return short_document(one) | {
        "who": one.who,
        "contact": one.contact,
        "reason": one.reason,
        "steps": [{"status": status.value, "on": on.isoformat()} for status, on in one.steps],
        "consent": one.consent,
        "consented": one.consented_at.isoformat() if one.consented_at else None,
        "asked_by": one.asked_by,
        "made": one.made_on.isoformat() if one.made_on else None,
        "deleted": one.deleted_on.isoformat() if one.deleted_on else None,
    }


def referral_line(one: ReferralView) -> str:
    """A referral in one line, by initials."""
    do = "send it" if one.status is ReferralStatus.DRAFT else "ask"
    when = ""
    if one.chase_on is not None:
        when = f", {do} {'today' if one.is_due else f'on {date_words_short(one.chase_on)}'}"
    what = status_words(one.status, one.mode)
    return f"{one.number}: {initials(one.who)}, {one.service}, {what}{when}"


def referral_words(one: ReferralView) -> str:
    """The whole of a referral, a line for each thing."""
    lines = [
        f"Referral {one.number} to {one.service} ({one.service_code})",
        f"For: {one.who}{f', {one.contact}' if one.contact else ''}",
        f"Why: {one.reason_words}",
        f"So far: {steps_words(one)}",
    ]
    if one.chase_on:
        do = "Send it" if one.status is ReferralStatus.DRAFT else "Ask again"
        lines.append(f"{do}: {'today' if one.is_due else date_words_short(one.chase_on)}")
    if one.consented_at:
        when = f"{date_words_short(one.consented_at.date())} {time_words(one.consented_at)}"
        lines += [f"They said yes on {when}, asked by {one.asked_by}, to:", f'"{one.consent}"']
    else:
        lines.append("Nobody asked for a yes: only initials are kept.")
    if one.deleted_on:
        lines.append(f"It is deleted on {date_words_short(one.deleted_on)}.")
    return "\n".join(lines)


def _mode(logged: bool) -> ReferralMode:
    return ReferralMode.LOGGED if logged else ReferralMode.LIVE
