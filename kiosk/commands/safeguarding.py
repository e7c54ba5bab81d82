"""`hub safeguarding`: whom to tell, what to do, and what not to."""

from __future__ import annotations

from typing import Any

import click

from hub.views.referrals import SafeguardingCard
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group(
    "safeguarding",
    invoke_without_command=True,
    epilog=example(
        "hub safeguarding show", 'hub safeguarding set "Mary Okafor" "01632 960199" --by Sam'
    ),
)
@click.pass_context
def safeguarding_command(context: click.Context) -> None:
    """Whom to tell when somebody may be in danger. Nothing is written down here."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@safeguarding_command.command("show", epilog=example("hub safeguarding show"))
@about_a_hub()
def show(asked: Asked) -> None:
    """The lead's name and number, and what to do."""
    from hub.signposting.safeguarding import safeguarding_card

    with asked.store() as store:
        card = safeguarding_card(store)
    asked.answer(_document(card), "\n".join(card.lines))


@safeguarding_command.command(
    "set", epilog=example('hub safeguarding set "Mary Okafor" "01632 960199"')
)
@click.argument("name")
@click.argument("phone")
@about_a_hub(changes=True)
def set_command(asked: Asked, *, name: str, phone: str) -> None:
    """Say who leads on safeguarding here: NAME and PHONE."""
    from hub.signposting.safeguarding import set_safeguarding_lead

    with asked.changing() as store:
        card = set_safeguarding_lead(store, asked.clock(), lead=name, phone=phone, by=asked.by)
    asked.answer(_document(card), "\n".join(["Noted. The card says now:", *card.lines]))


def _document(card: SafeguardingCard) -> dict[str, Any]:
    return {"lead": card.lead, "phone": card.phone, "lines": list(card.lines)}
