"""`hub visit record|list` and `hub door`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.sorts import Channel, Outcome
from hub.views.visits import FootfallView, VisitView
from hub.views.words import date_words_short, day_words
from kiosk.commands.opening import Asked, about_a_hub, example

_OUTCOMES = {
    Outcome.GIVEN: "something was suggested",
    Outcome.NONE_FOUND: "nobody could help",
    Outcome.DECLINED: "they would rather not say",
}


@click.group("visit", epilog=example("hub visit record behind-with-rent --suggested A7KQ2"))
def visit_command() -> None:
    """Conversations at the desk or on the phone: what they were about, and never who came."""


@visit_command.command(
    "record",
    epilog=example(
        "hub visit record behind-with-rent food-today --suggested A7KQ2",
        "hub visit record --unmet food-today --channel phone",
        "hub visit record --declined",
    ),
)
@click.argument("needs", nargs=-1)
@click.option("--unmet", multiple=True, help="A need nobody could help with. May be repeated.")
@click.option("--interest", "interests", multiple=True, help="What they enjoy. May be repeated.")
@click.option("--suggested", multiple=True, help="The code of what was suggested. May be repeated.")
@click.option(
    "--channel",
    type=click.Choice([one.value for one in Channel]),
    default=Channel.DESK.value,
    show_default=True,
    help="Where you spoke.",
)
@click.option("--declined", is_flag=True, help="They would rather not say, or not be helped.")
@about_a_hub(changes=True)
def record(
    asked: Asked,
    *,
    needs: tuple[str, ...],
    unmet: tuple[str, ...],
    interests: tuple[str, ...],
    suggested: tuple[str, ...],
    channel: str,
    declined: bool,
) -> None:
    """Note one conversation about these NEEDS. No name, no text; only the week is kept."""
    from hub.signposting.visits import record_visit

    with asked.store() as store:
        made = record_visit(
            store,
            asked.clock(),
            channel=Channel(channel),
            needs=needs,
            unmet=unmet,
            interests=interests,
            suggested=suggested,
            outcome=Outcome.DECLINED if declined else None,
            by=asked.by,
        )
    asked.answer(_document(made), f"Noted. {_line(made)}")


@visit_command.command("list", epilog=example("hub visit list", "hub visit list --from 2027-01-04"))
@click.option("--from", "since", help="The first day; its whole week is listed.")
@click.option("--until", help="The last day; its whole week is listed.")
@about_a_hub()
def list_(asked: Asked, *, since: str | None, until: str | None) -> None:
    """The visits of this week, or of others. For the hub alone: to hand out, use hub report."""
    from hub.signposting.visits import list_visits
    from hub.timetable.typed import read_date

    clock = asked.clock()
    last = read_date(until, clock) if until else clock.today()
    first = read_date(since, clock) if since else last
    with asked.store() as store:
        found = list_visits(store, since=first, until=last)
    asked.answer(
        {"visits": [_document(one) for one in found]},
        "\n".join(_line(one) for one in found)
        or "No visits were noted in that time. Note one: hub visit record food-today",
    )


@click.command("door", epilog=example("hub door", "hub door 3"))
@click.argument("people", type=int, default=1)
@about_a_hub(changes=True)
def door_command(asked: Asked, *, people: int) -> None:
    """Count people at the door: one, or as many as you say. A slip: hub undo."""
    from hub.signposting.footfall import count_at_the_door

    with asked.store() as store:
        now = count_at_the_door(store, asked.clock(), people=people, by=asked.by)
    asked.answer(
        {"day": now.day.isoformat(), "today": now.total, "week": now.week_total}, _door(now)
    )


def _door(now: FootfallView) -> str:
    return f"{day_words(now.day)}: {now.total} through the door, {now.week_total} this week."


def _document(one: VisitView) -> dict[str, Any]:
    return {
        "number": one.number,
        "week": one.week.isoformat(),
        "channel": one.channel.value,
        "outcome": one.outcome.value,
        "needs": list(one.needs),
        "unmet": list(one.unmet),
        "interests": list(one.interests),
        "suggested": list(one.suggested),
    }


def _line(one: VisitView) -> str:
    parts = [_OUTCOMES[one.outcome]]
    if one.needs:
        parts.append(f"about {', '.join(one.needs)}")
    if one.interests:
        parts.append(f"enjoys {', '.join(one.interests)}")
    if one.suggested:
        parts.append(f"suggested {', '.join(one.suggested)}")
    if one.unmet:
        parts.append(f"unmet {', '.join(one.unmet)}")
    where = {Channel.DESK: "at the desk", Channel.PHONE: "on the phone"}
    said = where.get(one.channel, one.channel.value)
    return f"Week of {date_words_short(one.week)}, {said}: {'; '.join(parts)}."
