"""`hub activity add|change|show|list`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from hub.views.timetable import ActivityView
from kiosk.commands.opening import Asked, about_a_hub, example

_TEXTS = {
    "summary": "What it is, in a sentence or two.",
    "who_for": 'Who it is for, like "Carers of all ages".',
    "cost": 'What it costs, like "Free" or "£2".',
    "contact": "Whom to ask: a role or a first name.",
    "phone": "The number to ring.",
    "getting_in": 'How to join, like "Just come".',
}


def _texts(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, about in reversed(_TEXTS.items()):
        function = click.option(f"--{name.replace('_', '-')}", name, help=about)(function)
    function = click.option(
        "--interest", "interests", multiple=True, help="What it is for (hub interest list)."
    )(function)
    return click.option(
        "--need", "needs", multiple=True, help="A need it meets (hub directory needs)."
    )(function)


@click.group("activity", epilog=example("hub activity list"))
def activity_command() -> None:
    """Activities: what people come to."""


@activity_command.command(
    "add",
    epilog=example('hub activity add "Knit and Natter" --who-for "Everybody" --cost Free'),
)
@click.argument("title")
@_texts
@click.option("--private", is_flag=True, help="Keep it off the kiosk and off paper.")
@about_a_hub(changes=True)
def add(
    asked: Asked,
    *,
    title: str,
    needs: tuple[str, ...],
    interests: tuple[str, ...],
    private: bool,
    **texts: str | None,
) -> None:
    """Add an activity."""
    from hub.timetable.activities import add_activity

    given = {name: text for name, text in texts.items() if text is not None}
    with asked.changing() as store:
        made = add_activity(
            store,
            asked.clock(),
            title=title,
            needs=needs,
            interests=interests,
            is_public=not private,
            by=asked.by,
            **given,
        )
    asked.answer(_document(made), _words(made))


@activity_command.command("change", epilog=example('hub activity change A7KQ2 --cost "£2"'))
@click.argument("code")
@click.option("--title", help="A new title; it goes on every session still to come.")
@_texts
@click.option("--public/--private", "is_public", default=None, help="On the kiosk, or not.")
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    code: str,
    needs: tuple[str, ...],
    interests: tuple[str, ...],
    is_public: bool | None,
    **texts: str | None,
) -> None:
    """Change what is named; the rest stays."""
    from hub.timetable.activities import change_activity

    with asked.changing() as store:
        made = change_activity(
            store,
            asked.clock(),
            code=code,
            changes={name: text for name, text in texts.items() if text is not None},
            needs=needs or None,
            interests=interests or None,
            is_public=is_public,
            by=asked.by,
        )
    asked.answer(_document(made), _words(made))


@activity_command.command("show", epilog=example("hub activity show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One activity."""
    from hub.timetable.activities import show_activity

    with asked.store() as store:
        found = show_activity(store, code=code)
    asked.answer(_document(found), _words(found))


@activity_command.command("list", epilog=example("hub activity list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """Every activity by title."""
    from hub.timetable.activities import list_activities

    with asked.store() as store:
        found = list_activities(store)
    words = "\n".join(f"{one.code}  {one.title}" for one in found)
    asked.answer(
        {"activities": [_document(one) for one in found]}, words or "There are no activities yet."
    )


def _document(one: ActivityView) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "summary": one.summary,
        "who_for": one.who_for,
        "cost": one.cost,
        "contact": one.contact,
        "phone": one.phone,
        "getting_in": one.getting_in,
        "needs": list(one.needs),
        "interests": list(one.interests),
        "public": one.is_public,
    }


def _words(one: ActivityView) -> str:
    rows = [
        ("What", one.summary),
        ("Who for", one.who_for),
        ("Cost", one.cost),
        ("Getting in", one.getting_in),
        ("Contact", " ".join(filter(None, (one.contact, one.phone)))),
        ("Helps with", ", ".join(one.needs)),
        ("Good for", ", ".join(one.interests)),
        ("Shown", "" if one.is_public else "at the desk only"),
    ]
    lines = [f"{one.code}  {one.title}"]
    return "\n".join(lines + [f"{label}: {text}" for label, text in rows if text])
