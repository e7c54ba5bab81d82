"""What every command shares: which hub, who does it, JSON or words, and publishing afterwards."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from hub.clock import Clock, clock_for
from hub.errors import HubError
from hub.settings import Settings, default_folder, load_settings

if TYPE_CHECKING:
    from hub.store.engine import Store

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which hub a command is about, and how it shall answer."""

    folder: Path
    as_json: bool = False
    by: str | None = None

    def settings(self) -> Settings:
        return load_settings(self.folder)

    def clock(self) -> Clock:
        return clock_for(self.settings().zone)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The open store, closed afterwards."""
        from hub.store.opening import open_store

        opened = open_store(self.settings())
        try:
            yield opened
        finally:
            opened.close()

    @contextmanager
    def changing(self) -> Iterator[Store]:
        """The open store for a change; the noticeboard follows before the command ends."""
        with self.store() as opened:
            yield opened
            publish_after(opened, self.clock(), self.settings())

    def answer(self, document: Any, words: str) -> None:
        """One JSON document, or words; control characters never reach the terminal."""
        if self.as_json:
            import json  # a tenth of what a screen loads before it draws

            click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        elif words:
            from hub.views.words import clean

            click.echo(clean(words))


def publish_after(store: Store, clock: Clock, settings: Settings) -> None:
    """Publish what has changed. A change that is saved stays saved if this fails."""
    from hub.noticeboard.publish import publish_if_changed

    try:
        publish_if_changed(store, clock, settings)
    except HubError as problem:
        click.echo(f"Saved, but the kiosk doesn't show it yet: {problem}", err=True)


def about_a_hub(
    *, changes: bool = False, json_too: bool = True
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command --data, --json and, where it changes something, --by; hand it an Asked."""

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(function)
        def command(
            *args: Any,
            data: Path | None,
            as_json: bool = False,
            by: str | None = None,
            **rest: Any,
        ) -> R:
            who = (by or os.environ.get("HUB_BY", "")).strip() or None
            asked = Asked(data or default_folder(), as_json, who if changes else None)
            return function(asked, *args, **rest)

        decorated: Callable[..., R] = click.option(
            "--data",
            type=click.Path(path_type=Path, file_okay=False),
            help="The hub's folder (or HUB_DATA).",
        )(command)
        if json_too:
            decorated = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(
                decorated
            )
        if changes:
            decorated = click.option("--by", help="Which volunteer does it (or HUB_BY).")(decorated)
        return decorated

    return decorate


def example(*lines: str) -> str:
    """The last lines of a command's help: examples that can be typed as they stand."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
