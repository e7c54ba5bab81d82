"""The command `hub`. Names every command and loads only the one that is asked for: `hub --help`
needs neither Textual nor the store.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from hub.errors import HubError, NeedsAnswer

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("kiosk.commands.screens", "Look around a made-up library. Nothing is kept."),
    "init": ("kiosk.commands.making", "Make a new hub."),
    "kiosk": ("kiosk.commands.screens", "Open the visitors' kiosk."),
    "desk": ("kiosk.commands.screens", "Open the volunteers' front desk."),
    "serve": ("kiosk.commands.serving", "Give the visitors' kiosk to browsers."),
    "whatson": ("kiosk.commands.whatson", "What's on: today, a day or a week."),
    "find": ("kiosk.commands.whatson", "Find help or something to do, in plain words."),
    "room": ("kiosk.commands.rooms", "Rooms: add, change, find a free one, set it up."),
    "activity": ("kiosk.commands.activities", "Add, change and show what people come to."),
    "group": ("kiosk.commands.groups", "Groups that meet again and again: add, change, end."),
    "book": ("kiosk.commands.bookings", "Book a room."),
    "booking": ("kiosk.commands.bookings", "Show, move, cancel or wait for a booking."),
    "session": ("kiosk.commands.sessions", "Sign-ups, head counts, notes and whom to tell."),
    "closure": ("kiosk.commands.closures", "Close the building or a room, and open it again."),
    "term": ("kiosk.commands.terms", "School terms, for groups that meet in term time."),
    "undo": ("kiosk.commands.undoing", "Undo the last change, and the one before it."),
    "import": ("kiosk.commands.exchange", "Bring in a calendar file."),
    "export": ("kiosk.commands.exchange", "Write the timetable as a calendar file."),
    "directory": ("kiosk.commands.directory", "Who can help: look, and import Open Referral UK."),
    "visit": ("kiosk.commands.visits", "Note a conversation: what it was about, never who."),
    "door": ("kiosk.commands.visits", "Count people at the door."),
    "idea": ("kiosk.commands.ideas", "What visitors would like: read, keep, throw away."),
    "report": ("kiosk.commands.reporting", "What the hub is learning, safe to hand out."),
    "need": ("kiosk.commands.needs", "What people need: look, add, rename, hide."),
    "interest": ("kiosk.commands.interests", "What people like, learn or give: the same."),
    "signpost": ("kiosk.commands.signposting", "Next steps for what somebody needs and likes."),
    "print": ("kiosk.commands.printing", "Paper: timetable, leaflets, next steps, doors, cards."),
    "printers": ("kiosk.commands.printers", "Which printers there are, and how they are."),
    "languages": ("kiosk.commands.languages", "What the hub speaks, and what it lacks."),
    "refer": ("kiosk.commands.referrals", "Send somebody's details on, with their yes."),
    "safeguarding": ("kiosk.commands.safeguarding", "Whom to tell when somebody is in danger."),
    "person": ("kiosk.commands.held", "Find, give out or erase all that is held on somebody."),
    "volunteer": ("kiosk.commands.people", "Add and list volunteers."),
    "audit": ("kiosk.commands.people", "Who changed what, and when."),
    "scheduler": ("kiosk.commands.jobs", "Run the nightly jobs. Leave it running."),
    "jobs": ("kiosk.commands.jobs", "Show the jobs, or run one now."),
    "publish": ("kiosk.commands.making", "Publish the noticeboard now."),
    "backup": ("kiosk.commands.making", "Make a checked copy of the hub."),
    "restore": ("kiosk.commands.making", "Bring a hub back from a backup."),
    "upgrade": ("kiosk.commands.making", "Bring an older hub up to this version."),
}
"""Every command: the module that has it, and what it does in one line."""


LONGEST_WORDS = 2000
"""A refusal longer than this quotes something that nobody reads."""


class LazyGroup(click.Group):
    """Knows its commands by name and loads one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Look around first: hub demo",
)
@click.version_option(package_name="community-hub", prog_name="hub")
def hub() -> None:
    """Community Hub: rooms, groups, help, and the paper people take home."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave: 0 done, 1 refused in words, 2 wrong usage."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if typed[:1] == ["kiosk"]:
        gc.disable()  # nothing it loads is rubbish; the first page drawn turns it on again
    try:
        outcome: Any = hub.main(args=typed, prog_name="hub", standalone_mode=False)
    except HubError as refusal:
        _refuse(refusal, as_json="--json" in typed)
        sys.exit(1)
    except click.ClickException as wrong:
        wrong.message = _in_short(wrong.message)  # type: ignore[misc] # no other way to clean it
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader has seen enough: `hub whatson --plain | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _refuse(
            HubError(
                f"{error.strerror or error}: {error.filename}" if error.filename else str(error),
                hint="Check the disk and whose folder it is, then try again.",
            ),
            as_json="--json" in typed,
        )
        sys.exit(1)
    except Exception:
        leave_broken()
    sys.exit(outcome if isinstance(outcome, int) else 0)


def leave_broken() -> NoReturn:
    """A bug of ours: in words for everybody, in full only for those who ask. To be called where it
    was caught."""
    if os.environ.get("HUB_TRACE"):
        import traceback

        traceback.print_exc()
    click.echo(
        "Something went wrong inside the program. It is not your fault, and what was saved"
        " before is safe.\nTo see what happened, run it again with HUB_TRACE=1 before it.",
        err=True,
    )
    sys.exit(70)


def _refuse(refusal: HubError, *, as_json: bool) -> None:
    import json

    message, hint = _in_short(refusal.message), _in_short(refusal.hint)
    if as_json:
        document: dict[str, Any] = {"error": message, "hint": hint}
        if isinstance(refusal, NeedsAnswer):
            document["exceptions"] = [
                {"code": one.code, "date": one.on.isoformat(), "what": one.what}
                for one in refusal.exceptions
            ]
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(message, err=True)
    if hint:
        click.echo(hint, err=True)


def _in_short(words: str) -> str:
    """Words that may quote whatever was typed: no control characters, and not a megabyte."""
    from hub.views.words import clean

    plain = clean(words[: 2 * LONGEST_WORDS])
    return plain if len(plain) <= LONGEST_WORDS else f"{plain[:LONGEST_WORDS]}…"
