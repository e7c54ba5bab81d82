"""Starts the kiosk so that nobody gets out of it: a clean environment, handled signals."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hub.clock import Clock, clock_for
from hub.errors import HubError
from hub.views.kiosk import KioskLook
from hub.views.printing import Printing

if TYPE_CHECKING:
    from hub.settings import Settings

OUR_LOOK = KioskLook()


def open_kiosk(settings: Settings, *, has_paper: bool = True, demo: bool = False) -> int:
    """Run the kiosk of a hub on this machine, as its hub.toml says. The same exit codes."""
    return run_kiosk(
        settings.noticeboard_file,
        clock_for(settings.zone),
        dropbox=settings.dropbox_folder,
        printing=settings.printing if has_paper else None,
        look=settings.kiosk,
        demo=demo,
    )


def run_kiosk(
    board_path: Path,
    clock: Clock,
    *,
    dropbox: Path | None = None,
    printing: Printing | None = None,
    look: KioskLook = OUR_LOOK,
    demo: bool = False,
    follow: Callable[[], None] = lambda: None,
) -> int:
    """Run until it ends. 0: asked to leave by a signal; 10: to the desk (demo); else it broke.

    `follow` is called once, and begins to bring newer noticeboards to `board_path`. Refuses
    (`HubError`) to run where there is no terminal: it would draw for ever, deaf.
    """
    # Until the screen listens, Ctrl+C ends it without a word: no traceback while all is loaded.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kiosk.shared.lockdown import clear_environment, has_hung_up, is_served

    clear_environment(os.environ)
    served = is_served(os.environ)
    if not served and not (os.isatty(0) and os.isatty(2)):  # Textual reads one, draws on the other
        raise HubError(
            "The kiosk needs a screen and keys, and here are none.",
            hint="Type hub kiosk at the screen itself. For browsers there is hub serve.",
        )
    # What is loaded now stays for weeks: not to look for rubbish in it saves a tenth of the start.
    gc.disable()
    # Textual reads its settings when it is imported: not before they are cleared.
    from kiosk.public.app import KioskApp

    hung_up = has_hung_up if served else lambda: False
    app = KioskApp(
        board_path,
        clock,
        dropbox=dropbox,
        printing=printing,
        demo=demo,
        rest_after=look.rest_after,
        accent=look.accent,
        hung_up=hung_up,
    )
    if served:
        from kiosk.shared.in_browser import ServedDriver

        app.driver_class = ServedDriver
    else:
        from kiosk.shared.on_terminal import KioskDriver

        app.driver_class = KioskDriver
    app.expect_scanners()
    follow()
    app.run()
    app.leaving.close()
    return app.return_code or 0
