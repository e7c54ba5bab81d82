"""Where the program `hub` begins. A bare `hub kiosk` opens at once, without what reads command
lines: somebody stands in front of it. All else, and whatever goes wrong, is `kiosk.cli`'s.
"""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Do what was typed and leave: 0 done, 1 refused in words, 2 wrong usage."""
    if sys.argv[1:] == ["kiosk"]:
        gc.disable()  # nothing it loads is rubbish; the first page drawn turns it on again
        code = _open_kiosk()
        if code is not None:
            sys.exit(code)
    from kiosk.cli import main as command

    command()


def _open_kiosk() -> int | None:
    """The kiosk's exit code; None where it can't open, which a command says better."""
    from hub.errors import HubError
    from hub.settings import default_folder, load_settings

    try:
        settings = load_settings(default_folder())
    except (HubError, OSError):
        return None
    from kiosk.public.run import open_kiosk

    try:
        return open_kiosk(settings)
    except HubError:
        return None
    except Exception:
        from kiosk.cli import leave_broken

        leave_broken()
