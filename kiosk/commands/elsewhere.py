"""`hub kiosk --noticeboard`: the kiosk of a machine that has no hub, only a noticeboard."""

from __future__ import annotations

import os
from pathlib import Path

from hub.clock import DEFAULT_ZONE, clock_for
from hub.errors import NotFound

NOWHERE = Path(os.devnull) / "dropbox"
"""No folder can be made there: a visitor who leaves an idea is sent to the desk instead."""


def cache_folder() -> Path:
    """Where copies of noticeboards are kept: the platform's folder for what can be fetched again.

    XDG_CACHE_HOME moves it.
    """
    from platformdirs import user_cache_path

    return user_cache_path("community-hub", appauthor=False) / "noticeboards"


def run_elsewhere(where: str) -> int:
    """Show the noticeboard at a path or an address until the program is stopped."""
    from kiosk.public.run import run_kiosk

    clock = clock_for(DEFAULT_ZONE)  # until the noticeboard says which
    if "://" not in where:
        path = Path(where).expanduser()
        if path.is_dir():
            path /= "noticeboard.sqlite"
        if not path.parent.is_dir():
            raise NotFound(
                f"There is no folder {path.parent}.",
                hint="Name the file noticeboard.sqlite in the hub's folder.",
            )
        beside = path.with_name("dropbox")
        return run_kiosk(path, clock, dropbox=beside if beside.is_dir() else NOWHERE)
    from hub.noticeboard.fetching import Follower, copy_of

    copy = copy_of(where, cache_folder())
    follower = Follower.of(where, copy)
    try:
        return run_kiosk(copy, clock, dropbox=NOWHERE, follow=follower.start)
    finally:
        follower.stop()
