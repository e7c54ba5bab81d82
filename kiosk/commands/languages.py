"""`hub languages`: what the hub speaks, and what it still says in English."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example


@click.command("languages", epilog=example("hub languages", "hub languages --missing pl"))
@click.option("--missing", "typed", help="The lines that a language still lacks, like pl.")
@about_a_hub()
def languages_command(asked: Asked, *, typed: str | None) -> None:
    """The languages on paper, and how much of each is there."""
    from hub.languages.catalogue import all_lines, language_for, missing
    from hub.languages.spoken import LANGUAGES

    if typed is not None:
        language = language_for(typed)
        lacking = missing(language.code, asked.folder)
        asked.answer(
            {"language": language.code, "missing": list(lacking)},
            "\n".join(lacking) or f"Nothing is missing in {language.in_english}.",
        )
        return
    rows = []
    for one in LANGUAGES:
        total = len(all_lines(one))
        rows.append((one, total - len(missing(one.code, asked.folder)), total))
    asked.answer(
        {
            "languages": [
                {
                    "language": one.code,
                    "name": one.name,
                    "english": one.in_english,
                    "lines": there,
                    "of": total,
                }
                for one, there, total in rows
            ]
        },
        "\n".join(
            f"{one.in_english} ({one.code}): {'all' if there == total else there} of {total} lines"
            for one, there, total in rows
        ),
    )
