"""`hub print next-steps`: the plan that one visitor takes home."""

from __future__ import annotations

from typing import Any

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from kiosk.commands.signposting import about_a_plan, make_plan
from printables.kinds import SheetKind


@click.command(
    "next-steps",
    epilog=example(
        "hub print next-steps rent carer -o steps.pdf",
        "hub print next-steps lonely --interest gardening --large",
        "hub print next-steps debts food --language pl",
        "hub print next-steps rent --slip",
    ),
)
@about_a_plan
@about_a_sheet(large=True, languages=True, slips=True)
@about_a_hub()
def next_steps(asked: Asked, *, wanted: Wanted, **plan_wishes: Any) -> None:
    """The next steps that one visitor takes home. No name is on it."""
    language = wanted.language
    plan, site = make_plan(asked, language=language, **plan_wishes)
    document = {
        "needs": [need.slug for need in plan.needs],
        "interests": [one.slug for one in plan.interests],
        "unmet": [need.slug for need in plan.unmet],
    }
    if wanted.slip:
        from kiosk.commands.slip_out import slip_out
        from printables.slips import next_steps_slip

        slip_out(asked, wanted, next_steps_slip(plan, site, language=language), document)
        return
    from printables.drawing import pdf
    from printables.sheets.next_steps import next_steps_sheet

    sheet = next_steps_sheet(plan, site, large=wanted.large, language=language)
    asked_for = [need.name for need in plan.needs] + [one.name for one in plan.interests]
    hand_out(
        asked,
        wanted,
        SheetKind.NEXT_STEPS,
        pdf(sheet),
        document,
        f"The next steps are in {{path}}. For: {'; '.join(asked_for)}",
        left_out=sheet.left_out,
    )
