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


@click.command(
    "kiosk",
    epilog=example(
        "hub kiosk",
        "hub kiosk --plain",
        "hub kiosk --check",
        "hub kiosk --noticeboard https://hub.example.org/noticeboard.sqlite",
    ),
)
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and braille lines.")
@click.option("--demo", is_flag=True, hidden=True)
@click.option("--no-paper", is_flag=True, hidden=True)
@click.option(
    "--noticeboard",
    metavar="PATH-or-https-ADDRESS",
    help="Show this noticeboard. The machine needs no hub of its own.",
)
@click.option("--check", is_flag=True, help="Say what this screen can do, and what to change.")
@about_a_hub()
def kiosk_command(
    asked: Asked,
    *,
    plain: bool,
    demo: bool,
    no_paper: bool,
    noticeboard: str | None,
    check: bool,
) -> int:
    """Open the visitors' kiosk. It can be left only by stopping the program."""
    if check:
        from kiosk.commands.checking_screen import check_screen

        return check_screen(asked, noticeboard)
    if asked.as_json:
        raise click.UsageError("--json goes with --check.")
    if noticeboard is not None:
        from kiosk.commands.elsewhere import run_elsewhere

        return run_elsewhere(noticeboard, paper=not no_paper, plain=plain)
    settings = asked.settings()
    if plain:
        from hub.clock import clock_for
        from kiosk.public.plain import run_plain

        return run_plain(
            settings.noticeboard_file,
            clock_for(settings.zone),
            dropbox=settings.dropbox_folder,
            printing=None if no_paper else settings.printing,
            demo=demo,
        )
    from kiosk.public.run import open_kiosk

    return open_kiosk(settings, has_paper=not no_paper, demo=demo)


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
    import shutil  # the kiosk, which opens in a hurry, needs neither of these
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
        code = _run(["init", "--from", "demo", "--json"], environment, quiet=True)
        if code:
            return code
        following = {TO_THE_DESK: "desk", TO_THE_KIOSK: "kiosk"}
        while True:
            code = _run([screen, "--demo"], environment)
            if code not in following:
                return code
            screen = following[code]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(words: list[str], environment: dict[str, str], *, quiet: bool = False) -> int:
    """Run one of our own commands and wait for it; its exit code.

    A signal ends the command, which restores the terminal, and not us, who have yet to clear up.
    """
    import signal
    import subprocess

    nothing = subprocess.DEVNULL if quiet else None
    with subprocess.Popen(  # noqa: S603 # our own program, our own words
        [*HUB, *words], env=environment, stdin=nothing, stdout=nothing
    ) as running:

        def end(_number: int, _frame: object) -> None:
            running.terminate()

        before = {one: signal.signal(one, end) for one in (signal.SIGHUP, signal.SIGTERM)}
        before[signal.SIGINT] = signal.signal(signal.SIGINT, end)
        try:
            return running.wait()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
