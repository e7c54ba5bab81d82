"""`hub kiosk`, `hub desk` and `hub demo`: opens the screens, each in a process of its own where
they follow each other, so that a visitor's process never holds the store.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kiosk.commands.opening import Asked, about_a_hub, example

HUB = (sys.executable, "-P", "-m", "kiosk")
"""Our own program, never a folder of the same name where somebody happens to stand."""

TO_THE_DESK = 10
TO_THE_KIOSK = 11


@click.command("kiosk", epilog=example("hub kiosk"))
@click.option("--demo", is_flag=True, hidden=True)
@about_a_hub(json_too=False)
def kiosk_command(asked: Asked, *, demo: bool) -> int:
    """Open the visitors' kiosk. It can be left only by stopping the program."""
    from hub.clock import clock_for
    from kiosk.public.run import run_kiosk

    settings = asked.settings()
    return run_kiosk(settings.noticeboard_file, clock_for(settings.zone), demo=demo)


@click.command("desk", epilog=example("hub desk"))
@click.option("--demo", is_flag=True, hidden=True)
@about_a_hub(json_too=False)
def desk_command(asked: Asked, *, demo: bool) -> int:
    """Open the volunteers' front desk."""
    from kiosk.desk.run import run_desk

    settings = asked.settings()
    return run_desk(settings, asked.clock(), demo=demo)


@click.command("demo", epilog=example("hub demo", "hub demo desk"))
@click.argument("screen", type=click.Choice(["kiosk", "desk"]), default="kiosk")
def demo_command(*, screen: str) -> int:
    """Look around a made-up library. Nothing is kept. F2 goes between kiosk and desk."""
    import shutil  # the kiosk, which opens in a hurry, needs none of these three
    import subprocess
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="hub-demo-"))
    environment = {
        **os.environ,
        "HUB_DATA": str(folder / "hub"),
        "HUB_KEYS": str(folder / "keys"),
        "HUB_DEMO": "1",
    }
    for name in ("HUB_STORE_URL", "HUB_BACKUPS", "HUB_WEB", "HUB_BY"):
        environment.pop(name, None)
    try:
        if sys.stderr.isatty():
            click.echo("Making a made-up library to look around in…", err=True)
        made = subprocess.run(  # noqa: S603 # our own program, our own words
            [*HUB, "init", "--from", "demo", "--json"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if made.returncode:
            return made.returncode
        following = {TO_THE_DESK: "desk", TO_THE_KIOSK: "kiosk"}
        while True:
            code = subprocess.run(  # noqa: S603 # our own program, our own words
                [*HUB, screen, "--demo"], env=environment, check=False
            ).returncode
            if code not in following:
                return code
            screen = following[code]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
