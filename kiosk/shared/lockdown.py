"""What keeps a kiosk a kiosk: no way in through the environment, a clean end at a signal.

Which keys do what is decided by each app.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable, Mapping, MutableMapping
from typing import NoReturn

SERVED = ("TEXTUAL_DRIVER", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM")
"""What textual-serve sets, to draw in a browser."""


def clear_environment(environment: MutableMapping[str, str]) -> None:
    """Forget `TEXTUAL_*`: they can press keys, write files and bring signals back.

    Must be called before Textual is imported. Under textual-serve its own three stay.
    """
    kept = SERVED if environment.get("TERM_PROGRAM") == "textual" else ()
    for name in [name for name in environment if name.startswith("TEXTUAL_")]:
        if name not in kept:
            del environment[name]
    environment.pop("TEXTUAL", None)


def is_served(environment: Mapping[str, str]) -> bool:
    """Whether this is drawn in a browser by textual-serve."""
    return bool(environment.get("TEXTUAL_DRIVER"))


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call `leave` on the running loop at the signals that ask a program to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGHUP", "SIGTERM", "SIGQUIT"):
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, leave)


def has_hung_up(file: int = 0) -> bool:
    """Whether whoever wrote to this pipe has gone. Takes nothing that was written out of it."""
    watch = select.poll()
    watch.register(file, select.POLLHUP)
    try:
        return any(event & (select.POLLHUP | select.POLLNVAL) for _, event in watch.poll(0))
    except OSError:
        return True


def leave_without_a_word() -> NoReturn:
    """End a screen whose server is gone: there is nobody to draw for and nothing to save."""
    os._exit(0)
