"""`hub directory assure|hide|show-again|review|due|duplicates|merge|not-the-same|do-not-list|…`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.directory import ServiceView
from hub.views.editing import DueView, DuplicateView, NotListedView
from hub.views.words import date_words, date_words_short
from kiosk.commands.directory_words import entry_document, entry_line
from kiosk.commands.opening import Asked, about_a_hub, example


@click.command(
    "assure",
    epilog=example("hub directory assure A7KQ2", "hub directory assure A7KQ2 --on 2026-11-20"),
)
@click.argument("code")
@click.option("--on", "day", help="The day on which they were asked, if not today.")
@about_a_hub(changes=True)
def assure(asked: Asked, *, code: str, day: str | None) -> None:
    """Say that somebody has asked them, and the entry is right."""
    from hub.directory.assuring import assure_service
    from hub.timetable.typed import read_date

    with asked.changing() as store:
        clock = asked.clock()
        on = None if day is None else read_date(day, clock)
        done = assure_service(store, clock, code=code, on=on, by=asked.by)
    checked = date_words(done.assured_on) if done.assured_on else ""
    _answer(asked, done, f"Checked on {checked}: {entry_line(done)}")


@click.command(
    "hide",
    epilog=example("hub directory hide A7KQ2", "hub directory hide --all-unchecked"),
)
@click.argument("code", required=False)
@click.option(
    "--all-unchecked",
    is_flag=True,
    help="Hide all help that nobody has checked for 100 days, in place of putting it last.",
)
@about_a_hub(changes=True)
def hide(asked: Asked, *, code: str | None, all_unchecked: bool) -> None:
    """Show an entry to volunteers only. Urgent helplines are always shown."""
    if all_unchecked:
        _set_hides_unchecked(asked, code, hides=True)
        return
    from hub.directory.assuring import hide_service

    with asked.changing() as store:
        done = hide_service(store, asked.clock(), code=_needed(code), by=asked.by)
    _answer(asked, done, f"Hidden: {entry_line(done)}")


@click.command(
    "show-again",
    epilog=example("hub directory show-again A7KQ2", "hub directory show-again --all-unchecked"),
)
@click.argument("code", required=False)
@click.option(
    "--all-unchecked", is_flag=True, help="Show help that nobody has checked, after the rest."
)
@about_a_hub(changes=True)
def show_again(asked: Asked, *, code: str | None, all_unchecked: bool) -> None:
    """Show a hidden entry to everybody again."""
    if all_unchecked:
        _set_hides_unchecked(asked, code, hides=False)
        return
    from hub.directory.assuring import show_again as show

    with asked.changing() as store:
        done = show(store, asked.clock(), code=_needed(code), by=asked.by)
    _answer(asked, done, f"Shown again: {entry_line(done)}")


def _needed(code: str | None) -> str:
    if code is None:
        raise click.UsageError("Give the code of an entry, or --all-unchecked.")
    return code


def _set_hides_unchecked(asked: Asked, code: str | None, *, hides: bool) -> None:
    if code is not None:
        raise click.UsageError("Give either a code or --all-unchecked.")
    from hub.directory.assuring import set_hides_unchecked

    with asked.changing() as store:
        set_hides_unchecked(store, asked.clock(), hides=hides, by=asked.by)
    what = "hidden" if hides else "shown after the rest"
    asked.answer(
        {"hides_unchecked": hides},
        f"Help that nobody has checked for 100 days is {what}. Urgent helplines are always shown.",
    )


@click.command(
    "review",
    epilog=example("hub directory review A7KQ2 2027-03-31", "hub directory review A7KQ2 --never"),
)
@click.argument("code")
@click.argument("day", required=False)
@click.option("--never", is_flag=True, help="Take the day away.")
@about_a_hub(changes=True)
def review(asked: Asked, *, code: str, day: str | None, never: bool) -> None:
    """Have somebody look at an entry again on DAY, for example when a scheme ends."""
    if (day is None) != never:
        raise click.UsageError("Give either a day or --never.")
    from hub.directory.assuring import review_on
    from hub.timetable.typed import read_date

    with asked.changing() as store:
        clock = asked.clock()
        on = None if day is None else read_date(day, clock)
        done = review_on(store, clock, code=code, on=on, by=asked.by)
    when = "No day to look again" if on is None else f"To be looked at again on {date_words(on)}"
    _answer(asked, done, f"{when}: {entry_line(done)}")


@click.command("due", epilog=example("hub directory due"))
@click.option("--most", type=click.IntRange(1, 10_000), default=100, show_default=True)
@about_a_hub()
def due(asked: Asked, *, most: int) -> None:
    """What somebody should look at, the most pressing first."""
    answer_due(asked, most)


def answer_due(asked: Asked, most: int) -> None:
    """What is due, for this command and for `list --due`."""
    from hub.directory.due import list_due

    with asked.store() as store:
        found = list_due(store, today=asked.clock().today(), limit=most)
    asked.answer(
        {"due": [_due_document(one) for one in found]},
        "\n".join(map(_due_words, found)) or "Nothing is due.",
    )


def _due_document(one: DueView) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "organisation": one.organisation,
        "phone": one.phone,
        "reason": one.reason.value,
        "days": one.days,
        "urgent": one.is_urgent,
    }


def _due_words(one: DueView) -> str:
    phone = f" ({one.phone})" if one.phone else ""
    return f"{one.code}  {one.name}{phone}: {one.words}"


@click.command("duplicates", epilog=example("hub directory duplicates"))
@click.option("--most", type=click.IntRange(1, 10_000), default=20, show_default=True)
@about_a_hub()
def duplicates(asked: Asked, *, most: int) -> None:
    """Entries that may be one, and why. Nothing is changed."""
    from hub.directory.duplicates import likely_duplicates

    with asked.store() as store:
        found = likely_duplicates(store, limit=most)
    asked.answer(
        {"duplicates": [_duplicate_document(one) for one in found]},
        "\n\n".join(map(_duplicate_words, found)) or "No two entries look like one.",
    )


def _duplicate_document(one: DuplicateView) -> dict[str, Any]:
    return {
        "first": one.first,
        "second": one.second,
        "first_name": one.first_name,
        "second_name": one.second_name,
        "why": list(one.why),
        "likeness": one.likeness,
    }


def _duplicate_words(one: DuplicateView) -> str:
    return "\n".join(
        [
            f"{one.first}  {one.first_name} ({one.first_organisation})",
            f"{one.second}  {one.second_name} ({one.second_organisation})",
            f"  {'. '.join(one.why)}.",
            f"  One and the same: hub directory merge {one.first} {one.second}"
            f"   Not: hub directory not-the-same {one.first} {one.second}",
        ]
    )


@click.command("merge", epilog=example("hub directory merge A7KQ2 B8MR3"))
@click.argument("keep")
@click.argument("other")
@about_a_hub(changes=True)
def merge(asked: Asked, *, keep: str, other: str) -> None:
    """Make OTHER a part of KEEP. The code of OTHER leads to KEEP from then on."""
    from hub.directory.uniting import merge_services
    from hub.store.codes import tidy_code

    with asked.changing() as store:
        done = merge_services(store, asked.clock(), keep=keep, other=other, by=asked.by)
    _answer(asked, done, f"{tidy_code(other)} now leads to {entry_line(done)}")


@click.command("not-the-same", epilog=example("hub directory not-the-same A7KQ2 B8MR3"))
@click.argument("first")
@click.argument("second")
@about_a_hub(changes=True)
def not_the_same(asked: Asked, *, first: str, second: str) -> None:
    """Say that two entries that look alike aren't one, so that nobody is asked again."""
    from hub.directory.uniting import not_the_same as tell_apart
    from hub.store.codes import tidy_code

    with asked.changing() as store:
        tell_apart(store, asked.clock(), first=first, second=second, by=asked.by)
    pair = [tidy_code(first), tidy_code(second)]
    asked.answer({"not_the_same": pair}, f"{pair[0]} and {pair[1]} are not the same.")


@click.command(
    "do-not-list",
    epilog=example(
        "hub directory do-not-list",
        'hub directory do-not-list A7KQ2 --reason "They asked us to take it out"',
    ),
)
@click.argument("code", required=False)
@click.option("--reason", default="", help="Why. Only volunteers read it.")
@about_a_hub(changes=True)
def do_not_list(asked: Asked, *, code: str | None, reason: str) -> None:
    """Take an entry out for good, or without CODE list what was taken out."""
    from hub.directory import unlisting

    if code is None:
        with asked.store() as store:
            found = unlisting.list_not_listed(store)
        asked.answer(
            {"not_listed": [_not_listed_document(one) for one in found]},
            "\n".join(map(_not_listed_words, found)) or "Everything may be listed.",
        )
        return
    with asked.changing() as store:
        done = unlisting.do_not_list(store, asked.clock(), code=code, reason=reason, by=asked.by)
    asked.answer(
        _not_listed_document(done),
        f"Taken out for good: {done.name}. To let it in again:"
        f" hub directory list-again {done.number}",
    )


@click.command("list-again", epilog=example("hub directory list-again 3"))
@click.argument("number", type=click.IntRange(0, 2**31 - 1))
@about_a_hub(changes=True)
def list_again(asked: Asked, *, number: int) -> None:
    """Let something into the directory again, by its NUMBER on the do-not-list."""
    from hub.directory.unlisting import list_again as let_in

    with asked.changing() as store:
        done = let_in(store, asked.clock(), number=number, by=asked.by)
    asked.answer(
        _not_listed_document(done),
        f"{done.name} may be listed again. Add it, or bring it in with its feed.",
    )


def _not_listed_document(one: NotListedView) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.name,
        "reason": one.reason,
        "since": one.since.isoformat(),
    }


def _not_listed_words(one: NotListedView) -> str:
    why = f": {one.reason}" if one.reason else ""
    return f"{one.number}  {one.name}, since {date_words_short(one.since)}{why}"


def _answer(asked: Asked, one: ServiceView, words: str) -> None:
    asked.answer(entry_document(one), words)


COMMANDS = (
    assure,
    hide,
    show_again,
    review,
    due,
    duplicates,
    merge,
    not_the_same,
    do_not_list,
    list_again,
)
"""What `hub directory` gains from here."""
