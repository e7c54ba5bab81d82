"""What every command that makes paper shares: where the file goes, large print, the language, the
printer, and the answer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
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
    printer: str = ""
    """The queue it shall be printed on; "default" for the usual one, "" for a file alone."""
    copies: int = 1
    two_sided: bool | None = None
    """None: as the hub prints, which hub.toml says."""
    slip: bool = False
    """On a slip of the receipt printer instead."""

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
                hint="Leaflets, next steps and cards can.",
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
    *, large: bool = False, languages: bool = True, slips: bool = False
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command -o, --printer and, where the sheet has them, --large, --language and --slip;
    hand it a Wanted as the keyword `wanted`."""

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        import functools

        @functools.wraps(function)
        def command(*args: Any, output: Path | None, **rest: Any) -> R:
            wanted = Wanted(
                output,
                bool(rest.pop("large", False)),
                str(rest.pop("typed_language", "en")),
                rest.get("data") or default_folder(),
                rest.pop("printer"),
                rest.pop("copies"),
                rest.pop("two_sided"),
                bool(rest.pop("slip", False)),
            )
            if wanted.slip and (wanted.printer or wanted.large):
                raise BadInput(
                    "A slip has one size and a printer of its own.",
                    hint="Leave out --printer and --large.",
                )
            if not wanted.printer and (wanted.copies, wanted.two_sided) != (1, None):
                raise BadInput("Which printer?", hint="Add --printer default, or --printer NAME.")
            return function(*args, wanted=wanted, **rest)

        decorated: Callable[..., R] = click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Where it goes.",
        )(command)
        for option in _PRINTER_OPTIONS:
            decorated = option(decorated)
        if languages:
            decorated = click.option(
                "--language",
                "typed_language",
                default="en",
                show_default=True,
                help="Like pl or Polish.",
            )(decorated)
        if slips:
            decorated = click.option(
                "--slip", is_flag=True, help="On the receipt printer that hub.toml names."
            )(decorated)
        if large:
            decorated = click.option("--large", is_flag=True, help="Large print.")(decorated)
        return decorated

    return decorate


_PRINTER_OPTIONS = (
    click.option("--printer", default="", help='Print it: a name of hub printers, or "default".'),
    click.option("--copies", default=1, show_default=True, type=click.IntRange(1, 99)),
    click.option("--two-sided/--one-sided", default=None, help="Both sides of the paper."),
)


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
    """Write the file whole and say where it is; print it, where that is wanted. `words` have
    {path}; `document` gets "file".

    `mode`: 0o600 for what is nobody else's business.
    `left_out`: what no font of ours has, in sentences; said on stderr, and in the JSON document.
    Raises NoPrinter, which says where the file is.
    """
    for sentence in left_out:
        click.echo(sentence, err=True)
    extra = {"left_out": list(left_out)} if left_out else {}
    path = wanted.path(kind, about)
    if wanted.printer and wanted.output is None:
        folder, mode = asked.settings().printed_folder, 0o600
        with suppress(OSError):  # writing says what is the matter
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / path
    write_whole(path, pages, mode)
    words = words.replace("{path}", str(path))
    if not wanted.printer:
        asked.answer({"file": str(path), **document, **extra}, words)
        return
    from kiosk.commands.printing_out import Copies, print_out

    print_out(
        asked,
        path,
        kind,
        Copies(wanted.printer, wanted.copies, wanted.two_sided),
        {**document, **extra},
        words,
        # A sheet about somebody stays with nobody but them, unless a file was asked for.
        stays=wanted.output is not None or not kind.is_about_somebody,
    )


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all; what was there before stays until it is.

    Refuses what is no file: a device or a pipe would be gone, and a file in its place.
    """
    try:
        if path.exists() and not path.is_file():
            raise NoStorage(f"{path} is not a file.", hint="Choose another place with -o.")
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
        raise _no_storage(path, error) from None
    finally:
        # Gone already where all went well; else, and where somebody stops it, nothing stays.
        Path(draft).unlink(missing_ok=True)


def _no_storage(path: Path, error: OSError) -> NoStorage:
    return NoStorage(
        f"{path} can't be written: {error.strerror}.", hint="Choose another place with -o."
    )
