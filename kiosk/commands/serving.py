"""`hub serve`: the visitors' kiosk in a browser."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub.errors import HubError, NotFound
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.screens import HUB

if TYPE_CHECKING:
    from hub.noticeboard.fetching import Follower

USUAL_TITLE = "Community Hub"
NOT_ONLY_HERE = (
    "Anybody on the network can open this now. They see what is public, and nothing else. "
    "They can't print. On the internet, put it behind a web server that speaks https."
)


def is_only_here(host: str) -> bool:
    """Whether nobody but this machine can reach what listens there."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@click.command("serve", epilog=example("hub serve", "hub serve --host 0.0.0.0 --port 8080"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Its port."
)
@click.option(
    "--most",
    type=click.IntRange(1, 500),
    default=20,
    show_default=True,
    help="How many people can look at once.",
)
@click.option(
    "--noticeboard", metavar="PATH-or-https-ADDRESS", help="Show this one. No hub is needed."
)
@about_a_hub(json_too=False)
def serve_command(
    asked: Asked, *, host: str, port: int, most: int, noticeboard: str | None
) -> None:
    """Give the visitors' kiosk to browsers. Leave it running."""
    import asyncio

    try:
        from kiosk.web.serving import Serving, serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("textual_serve", "aiohttp"):
            raise
        raise NotFound(
            "The part for browsers isn't installed.",
            hint="Install it with: .venv/bin/pip install -c constraints.txt -e '.[web]'",
        ) from None
    words, board, follower = _shown(asked, noticeboard)
    if not is_only_here(host):
        words += ("--no-paper",)
        click.echo(NOT_ONLY_HERE, err=True)
    if follower is not None:
        follower.start()
    try:
        asyncio.run(
            serve(
                Serving((*HUB, "kiosk", *words), _title(board), host, port, most),
                lambda address: click.echo(f"The kiosk is at {address}\nStop it with Ctrl+C."),
            )
        )
    finally:
        if follower is not None:
            follower.stop()


def _shown(asked: Asked, noticeboard: str | None) -> tuple[tuple[str, ...], Path, Follower | None]:
    """What a kiosk is told, which noticeboard that is, and who keeps it up to date for them all."""
    if noticeboard is None:
        board = asked.settings().noticeboard_file
        return ("--data", str(asked.folder)), board, None
    from kiosk.commands.elsewhere import board_file, follower_of

    board = board_file(noticeboard)
    return ("--noticeboard", str(board)), board, follower_of(noticeboard)


def _title(board: Path) -> str:
    """The hub's name; a title of ours where nothing says it yet."""
    from hub.noticeboard.read import Noticeboard

    with suppress(HubError, OSError, sqlite3.Error):
        opened = Noticeboard.open(board)
        try:
            return opened.hub().site.name or USUAL_TITLE
        finally:
            opened.close()
    return USUAL_TITLE
