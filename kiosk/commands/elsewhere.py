"""`hub kiosk --noticeboard`: the kiosk of a machine that has no hub, only a noticeboard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hub.clock import DEFAULT_ZONE, clock_for
from hub.errors import NotFound
from hub.views.printing import Printing

if TYPE_CHECKING:
    from hub.noticeboard.fetching import Follower

NOWHERE = Path(os.devnull) / "dropbox"
"""No folder can be made there: a visitor who leaves an idea is sent to the desk instead."""


def cache_folder() -> Path:
    """Where copies of noticeboards are kept: the platform's folder for what can be fetched again.

    XDG_CACHE_HOME moves it.
    """
    from platformdirs import user_cache_path

    return user_cache_path("community-hub", appauthor=False) / "noticeboards"


def board_file(where: str) -> Path:
    """The file that is shown: the one at a path, or the copy of the one at an address.

    Raises NotFound where there is no such folder.
    """
    if "://" in where:
        from hub.noticeboard.fetching import copy_of

        copy = copy_of(where, cache_folder())
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return copy
    path = Path(where).expanduser()
    if path.is_dir():
        path /= "noticeboard.sqlite"
    if not path.parent.is_dir():
        raise NotFound(
            f"There is no folder {path.parent}.",
            hint="Name the file noticeboard.sqlite in the hub's folder.",
        )
    return path


def follower_of(where: str) -> Follower | None:
    """Who brings newer ones to the copy of an address; a file at a path changes by itself.

    Raises BadInput where the address may not be asked.
    """
    if "://" not in where:
        return None
    from hub.noticeboard.fetching import Follower

    return Follower.of(where, board_file(where))


def run_elsewhere(where: str, *, paper: bool = True) -> int:
    """Show the noticeboard at a path or an address until the program is stopped."""
    from kiosk.public.run import run_kiosk

    board, follower = board_file(where), follower_of(where)
    beside = board.with_name("dropbox")
    try:
        return run_kiosk(
            board,
            clock_for(DEFAULT_ZONE),  # until the noticeboard says which
            dropbox=beside if beside.is_dir() else NOWHERE,
            printing=Printing() if paper else None,
            follow=follower.start if follower else _nothing,
        )
    finally:
        if follower is not None:
            follower.stop()


def _nothing() -> None:
    """Nobody brings newer ones."""
