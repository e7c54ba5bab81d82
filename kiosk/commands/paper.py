"""What every command that makes paper shares: where the file goes, large print, the language, and
the answer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from hub.errors import BadInput, NoStorage
from hub.languages.language import Language
from hub.settings import default_folder
from kiosk.commands.opening import Asked
from printables.kinds import SheetKind

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a sheet is wanted, as it was typed."""

    output: Path | None = None
    large: bool = False
    typed_language: str = "en"
    hub_folder: Path | None = None
    """Where the hub may have put lines of a language right."""

    @property
    def language(self) -> Language:
        """Refuses (`BadInput`) one that we don't have."""
        from hub.languages.catalogue import language_for

        return language_for(self.typed_language, self.hub_folder)

    def printed_language(self) -> Language:
        """The same for a sheet that is laid out from left to right only; refuses others."""
        if self.language.is_right_to_left:
            raise BadInput(
                f"This sheet can't be had in {self.language.in_english} yet.",
                hint="Leaflets and next steps can.",
            )
        return self.language

    def path(self, kind: SheetKind, about: str = "") -> Path:
        """Where it goes: as asked, else a name that says what it is, in this folder."""
        parts = (
            kind.job_title,
            about,
            "large" if self.large else "",
            "" if self.language.is_english else self.language.code,
        )
        return self.output or Path("-".join(filter(None, parts)) + ".pdf")


def about_a_sheet(
    *, large: bool = False, languages: bool = True
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command -o and, where the sheet has them, --large and --language; hand it a Wanted
    as the keyword `wanted`."""

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        import functools

        @functools.wraps(function)
        def command(*args: Any, output: Path | None, **rest: Any) -> R:
            wanted = Wanted(
                output,
                bool(rest.pop("large", False)),
                str(rest.pop("typed_language", "en")),
                rest.get("data") or default_folder(),
            )
            return function(*args, wanted=wanted, **rest)

        decorated: Callable[..., R] = click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Where it goes.",
        )(command)
        if languages:
            decorated = click.option(
                "--language",
                "typed_language",
                default="en",
                show_default=True,
                help="Like pl or Polish.",
            )(decorated)
        if large:
            decorated = click.option("--large", is_flag=True, help="Large print.")(decorated)
        return decorated

    return decorate


def hand_out(
    asked: Asked,
    wanted: Wanted,
    kind: SheetKind,
    pages: bytes,
    document: dict[str, Any],
    words: str,
    *,
    about: str = "",
    left_out: tuple[str, ...] = (),
    mode: int = 0o644,
) -> None:
    """Write the file whole and say where it is. `words` have {path}; `document` gets "file".

    `mode`: 0o600 for what is nobody else's business.
    `left_out`: what no font of ours has, in sentences; said on stderr, and in the JSON document.
    """
    path = wanted.path(kind, about)
    write_whole(path, pages, mode)
    for sentence in left_out:
        click.echo(sentence, err=True)
    extra = {"left_out": list(left_out)} if left_out else {}
    asked.answer({"file": str(path), **document, **extra}, words.replace("{path}", str(path)))


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all; what was there before stays until it is."""
    try:
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".part-", suffix=path.suffix)
    except OSError as error:
        raise _no_storage(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(mode)
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise _no_storage(path, error) from None


def _no_storage(path: Path, error: OSError) -> NoStorage:
    return NoStorage(
        f"{path} can't be written: {error.strerror}.", hint="Choose another place with -o."
    )
