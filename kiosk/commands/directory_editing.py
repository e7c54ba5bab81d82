"""`hub directory add|change|edits`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hub.views.directory import ServiceStatus
from hub.views.editing import EditView, PhoneForm, PlaceForm, ServiceForm
from hub.views.words import date_words_short
from kiosk.commands.directory_words import entry_document, entry_words
from kiosk.commands.opening import Asked, about_a_hub, example

if TYPE_CHECKING:
    from hub.clock import Clock
    from hub.views.directory import ServiceView

_TEXTS = {
    "description": "What it is, in a few sentences.",
    "url": 'Its web address, like "www.example.org".',
    "email": "Its email address.",
    "times": 'When it is open, like "Mon-Fri 9am-5pm, Sat 10am-1pm".',
    "opening": 'Words in place of times, like "Ring first".',
    "who_for": 'Who it is for, like "Carers".',
    "ages": 'Ages, like "5 to 11", "18 and over" or "all ages".',
    "cost": 'What it costs, like "Free" or "£2".',
    "getting_in": 'How to get help, like "Just come".',
    "alert": "What everybody must know first, like a move.",
}
_PLACE = {
    "building": "The name of the building.",
    "address": "The street and number.",
    "town": "The town.",
    "postcode": "The postcode.",
}
_MANY = {
    "phone": 'A number, like "01302 736000" or "01302 736000; mornings". May be repeated.',
    "text_number": 'A number for text messages, like "85258; text SHOUT". May be repeated.',
    "language": "A language they speak. May be repeated.",
    "area": "A place they serve. May be repeated.",
    "access": 'What to know about getting in, like "Step-free". May be repeated.',
    "need": "A need it meets (hub directory needs). May be repeated.",
    "interest": "An interest it is for (hub interest list). May be repeated.",
}


def _fields(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every field. An empty text empties a field."""
    function = click.option(
        "--urgent/--not-urgent", "is_urgent", default=None, help="An urgent helpline, always shown."
    )(function)
    function = click.option(
        "--local/--not-local", "is_local", default=None, help="Near here, or not."
    )(function)
    function = click.option(
        "--status",
        type=click.Choice([one.value for one in ServiceStatus]),
        help="Open, or closed.",
    )(function)
    for name, about in reversed(_MANY.items()):
        option = name.removesuffix("_number")
        function = click.option(f"--{option}", name, multiple=True, help=about)(function)
    for name, about in reversed((_TEXTS | _PLACE).items()):
        function = click.option(f"--{name.replace('_', '-')}", name, help=about)(function)
    return function


@click.command(
    "add",
    epilog=example(
        'hub directory add "Debt advice" --organisation "Citizens Advice" --phone "01302 736000"',
    ),
)
@click.argument("name")
@click.option("--organisation", required=True, help="Who offers it.")
@_fields
@about_a_hub(changes=True)
def add(asked: Asked, *, name: str, organisation: str, **fields: Any) -> None:
    """Add somebody who can help."""
    from hub.directory.editing import add_service

    with asked.changing() as store:
        clock = asked.clock()
        form = replace(_form(fields, ServiceForm(places=())), name=name)
        made = add_service(store, clock, form=form, organisation=organisation, by=asked.by)
    _answer(asked, clock, made)


@click.command(
    "change",
    epilog=example(
        'hub directory change A7KQ2 --cost "Free" --times "Mon-Fri 9am-5pm"',
        'hub directory change A7KQ2 --alert ""',
    ),
)
@click.argument("code")
@click.option("--name", help="A new name.")
@click.option("--organisation", help="Who offers it now.")
@click.option(
    "--version", default="", help="From 'show --json': refuse if it has been changed since."
)
@_fields
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    code: str,
    name: str | None,
    organisation: str | None,
    version: str,
    **fields: Any,
) -> None:
    """Change what is named; the rest stays. An empty text ("") empties a field. Saving is not
    checking: for that, hub directory assure CODE.
    """
    if name is None and organisation is None and all(one in (None, ()) for one in fields.values()):
        raise click.UsageError("Say what shall change: hub directory change --help")
    from hub.directory.editing import change_service, edit_form

    with asked.changing() as store:
        clock = asked.clock()
        current = edit_form(store, code=code)
        form = replace(
            _form(fields, current),
            name=name,
            organisation=organisation,
            version=version or current.version,
        )
        made = change_service(store, clock, code=code, form=form, by=asked.by)
    _answer(asked, clock, made)


@click.command(
    "edits",
    epilog=example("hub directory edits A7KQ2", "hub directory edits A7KQ2 --use-theirs phones"),
)
@click.argument("code")
@click.option("--use-theirs", "field", help="Take back what the feed says of this field.")
@about_a_hub(changes=True)
def edits(asked: Asked, *, code: str, field: str | None) -> None:
    """What the hub has changed of an entry that a feed sends, and what the feed says."""
    from hub.directory.theirs import show_edits, use_theirs

    if field is None:
        with asked.store() as store:
            found = show_edits(store, code=code)
    else:
        with asked.changing() as store:
            use_theirs(store, asked.clock(), code=code, field=field, by=asked.by)
            found = show_edits(store, code=code)
    asked.answer(
        {"edits": [_edit_document(one) for one in found]},
        "\n".join(map(_edit_words, found)) or "Nothing of it differs from its feed by our doing.",
    )


def _edit_document(one: EditView) -> dict[str, Any]:
    return {
        "field": one.field,
        "ours": one.ours,
        "theirs": one.theirs,
        "edited": one.edited_on.isoformat(),
    }


def _edit_words(one: EditView) -> str:
    theirs = "says the same by now" if one.is_same else f"says {one.theirs or 'nothing'}"
    day = date_words_short(one.edited_on)
    return (
        f"{one.field} ({one.label}), changed {day}: we say {one.ours or 'nothing'};"
        f" its feed {theirs}"
    )


def _form(fields: dict[str, Any], current: ServiceForm) -> ServiceForm:
    """The form of the options that were given; those of a place go to the first one."""
    many = {name: fields[name] for name in _MANY if fields[name]}
    place = {name: fields[name] for name in _PLACE if fields[name] is not None}
    phones = [*many.get("phone", ()), *many.get("text_number", ())]
    return ServiceForm(
        **{name: fields[name] for name in _TEXTS},
        status=None if fields["status"] is None else ServiceStatus(fields["status"]),
        is_local=fields["is_local"],
        is_urgent=fields["is_urgent"],
        phones=_phones(many) if phones else None,
        languages=_given(many, "language"),
        areas=_given(many, "area"),
        needs=_given(many, "need"),
        interests=_given(many, "interest"),
        places=_places(place, many.get("access"), current.places or ())
        if place or "access" in many
        else None,
    )


def _phones(many: dict[str, tuple[str, ...]]) -> tuple[PhoneForm, ...]:
    found = []
    for name, is_text in (("phone", False), ("text_number", True)):
        for typed in many.get(name, ()):
            number, _, note = typed.partition(";")
            if typed.strip():
                found.append(PhoneForm(number.strip(), note=note.strip(), is_text=is_text))
    return tuple(found)


def _places(
    place: dict[str, str], access: tuple[str, ...] | None, current: tuple[PlaceForm, ...]
) -> tuple[PlaceForm, ...]:
    first = current[0] if current else PlaceForm()
    changed = replace(
        first,
        name=place.get("building", first.name),
        address=place.get("address", first.address),
        town=place.get("town", first.town),
        postcode=place.get("postcode", first.postcode),
        accessibility=first.accessibility if access is None else tuple(filter(None, access)),
    )
    return (changed, *current[1:])


def _given(many: dict[str, tuple[str, ...]], name: str) -> tuple[str, ...] | None:
    return tuple(one for one in many[name] if one.strip()) if name in many else None


def _answer(asked: Asked, clock: Clock, one: ServiceView) -> None:
    asked.answer(entry_document(one), entry_words(one, clock.today()))
