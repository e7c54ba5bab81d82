"""`hub signpost`: next steps from what is published, as at desk and kiosk; and the visit, kept
without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import click

from hub.clock import clock_for
from hub.errors import BadInput, NotFound
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.planning import plan_for, read_wishes
from hub.noticeboard.read import Noticeboard
from hub.signposting.plan import add_line, drop, pin
from hub.signposting.wishing import codes_in
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep
from hub.views.sorts import Channel
from kiosk.commands.opening import Asked, about_a_hub, example


def about_a_plan(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what makes a plan: NEEDS, --interest, --pin, --drop and --line."""
    for option in (
        click.option("--line", "lines", multiple=True, help="A line of your own on it."),
        click.option("--drop", "dropped", multiple=True, help="A code that shall not be in it."),
        click.option("--pin", "pinned", multiple=True, help="A code that shall be in it."),
        click.option("--interest", "interests", multiple=True, help="What they like, in words."),
        click.argument("needs", nargs=-1, metavar="NEED-OR-WORDS..."),
    ):
        function = option(function)
    return function


def make_plan(
    asked: Asked,
    *,
    needs: Sequence[str],
    interests: Sequence[str],
    pinned: Sequence[str],
    dropped: Sequence[str],
    lines: Sequence[str],
    language: Language = ENGLISH,
) -> tuple[Plan, SiteView]:
    """The plan from the noticeboard, and whose it is. Refuses what it can't understand."""
    if not needs and not interests:
        raise click.UsageError("Say what somebody needs, or what they like with --interest.")
    if set(codes_in(pinned)) & set(codes_in(dropped)):
        raise BadInput("The same code is pinned and dropped.", hint="Choose one of the two.")
    board = Noticeboard.open(asked.settings().noticeboard_file)
    try:
        site = board.hub().site
        clock = clock_for(site.zone)
        wishes = read_wishes(board, needs, interests=interests, today=clock.today())
        for change, codes in ((pin, pinned), (drop, dropped)):
            for typed in codes:
                for code in codes_in([typed]) or (typed,):
                    if board.service(code) is None and board.activity(code) is None:
                        raise NotFound(
                            f"Nothing that is published has the code {typed[:20]!r}.",
                            hint="See: hub find WORDS",
                        )
                    if change is drop or code not in wishes.pinned:
                        wishes = change(wishes, code)
        for line in lines:
            wishes = add_line(wishes, line)
        return plan_for(board, wishes, now=clock.now(), language=language), site
    finally:
        board.close()


@click.command(
    "signpost",
    epilog=example(
        'hub signpost rent "looks after his mum"',
        "hub signpost lonely --interest gardening --no-record",
    ),
)
@about_a_plan
@click.option(
    "--record/--no-record",
    default=True,
    show_default=True,
    help="Keep the visit: its week, needs and suggestions. No name.",
)
@click.option(
    "--channel",
    type=click.Choice([channel.value for channel in Channel]),
    default=Channel.DESK.value,
    show_default=True,
    help="Where somebody asked.",
)
@about_a_hub(changes=True)
def signpost_command(asked: Asked, *, record: bool, channel: str, **wanted: Any) -> None:
    """Next steps for what somebody needs and likes, in plain words."""
    plan, _ = make_plan(asked, **wanted)
    if record:
        _record(asked, plan, Channel(channel))
    asked.answer({**plan_document(plan), "recorded": record}, plan_words(plan))


def _record(asked: Asked, plan: Plan, channel: Channel) -> None:
    from hub.signposting.visits import record_visit

    with asked.store() as store:
        record_visit(
            store,
            asked.clock(),
            channel=channel,
            needs=[need.slug for need in plan.needs],
            unmet=[need.slug for need in plan.unmet],
            interests=[one.slug for one in plan.interests],
            suggested=[step.code for step in plan.suggested],
            by=asked.by,
        )


def plan_document(plan: Plan) -> dict[str, Any]:
    """A plan as JSON has it."""
    return {
        "heading": plan.heading,
        "made_on": plan.made_on.isoformat(),
        "needs": [{"need": need.slug, "name": need.name} for need in plan.needs],
        "interests": [{"interest": one.slug, "name": one.name} for one in plan.interests],
        "urgent": [_step_document(step) for step in plan.urgent],
        "steps": [_step_document(step) for step in plan.steps],
        "groups": [_step_document(step) for step in plan.groups],
        "interest_steps": [_step_document(step) for step in plan.interest_steps],
        "lines": list(plan.lines),
        "unmet": [need.slug for need in plan.unmet],
        "unmet_interests": [one.slug for one in plan.unmet_interests],
        "left_over": [_step_document(step) for step in plan.left_over],
    }


def _step_document(step: PlanStep) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "code": step.code,
        "name": step.name,
        "organisation": step.organisation,
        "phones": [phone.number for phone in step.phones],
        "url": step.url,
        "why": list(step.why),
        "meets": list(step.meets),
        "getting_in": [{"label": label, "words": words} for label, words in step.getting_in],
        "next": step.next_on.isoformat() if step.next_on else None,
        "room": step.room,
        "pinned": step.is_pinned,
        "checked": step.checked,
    }


def plan_words(plan: Plan) -> str:
    """A plan as plain lines."""
    asked = [need.name for need in plan.needs] + [one.name for one in plan.interests]
    lines = [plan.heading, f"For: {'; '.join(asked)}"]
    numbers = count(1)
    is_urgent = any(need.is_urgent for need in plan.needs)
    if is_urgent:
        lines += ["", "First", *map(_short, plan.urgent)]
    for heading, steps in (
        ("Who can help", plan.steps),
        ("Come along", plan.groups),
        ("Something they may enjoy", plan.interest_steps),
    ):
        lines += ["", heading] if steps else []
        for step in steps:
            lines += ["", *_long(next(numbers), step)]
    lines += ["", "Remember", *plan.lines] if plan.lines else []
    nothing = [need.name for need in plan.unmet] + [one.name for one in plan.unmet_interests]
    lines += ["", f"Nothing yet for: {'; '.join(nothing)}"] if nothing else []
    if not is_urgent:
        lines += ["", "Help at any time", *map(_short, plan.urgent)]
    if plan.left_over:
        also = [f"{step.code} {step.name}" for step in plan.left_over]
        lines += ["", f"Also possible (--pin CODE): {', '.join(also)}"]
    return "\n".join(lines)


def _short(step: PlanStep) -> str:
    code = f" ({step.code})" if step.code else ""
    numbers = ", ".join(phone.number for phone in step.phones) or step.url
    told = step.name if step.name.startswith(numbers) else f"{numbers}: {step.name}"
    return f"{told}{code}"


def _long(number: int, step: PlanStep) -> list[str]:
    numbers = ", ".join(phone.number for phone in step.phones) or step.url
    lines = [f"{number}. {step.name} ({step.code}) {numbers}".rstrip()]
    lines.append(" · ".join(step.why))
    lines += [f"{label}: {words}" for label, words in step.getting_in if label != "Cost"]
    return lines
