"""What every screen of the desk shares: who is on, the errands, publishing after a change, and a
plain end where something breaks.

Leaves which screens there are to `kiosk.desk.app`.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.filter import LineFilter
from textual.message import Message

from hub.clock import Clock
from hub.errors import HubError
from hub.views.people import ShiftView
from hub.views.printing import Printing
from hub.views.words import clean, clean_line, day_words_short, time_words
from kiosk.desk.errands import Errands, OnDuty
from kiosk.shared.looks import draw_in_new_colours, filters_for, looks_for
from kiosk.shared.themes import THEMES

if TYPE_CHECKING:
    from hub.store.engine import Store

PUBLISH_AFTER = 1.0
"""Seconds after a public change; several changes in that time are published once."""
LONGEST_PASTE = 2000
"""Letters: more than any line of the desk takes."""
BROKE = 1


@dataclass
class Published(Message):
    """The noticeboard was looked after; `refusal` says in words why it wasn't."""

    refusal: str = ""


@dataclass
class Told(Message):
    """Something for the status line, for whichever screen is in front."""

    words: str


class Desk(App[int]):
    """The front desk without its screens."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        clock: Clock,
        *,
        board_path: Path | None = None,
        after_change: Callable[[Store], None] | None = None,
        broken_path: Path | None = None,
        printed_folder: Path | None = None,
        printing: Printing | None = None,
        after_erasing: Callable[[Store], tuple[str, ...]] | None = None,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.clock = clock
        self.demo = demo
        self.after_change = after_change
        self.broken_path = broken_path
        """Where a crash leaves a note for whoever mends it; nothing of the hub's data is in it."""
        self.printed_folder = printed_folder
        """Where sheets are put for a printer."""
        self.printing = printing or Printing()
        self.after_erasing = after_erasing
        """Told after something was deleted for good; gives what went wrong, in words."""
        self.errands = Errands(open_store, clock, board_path, printed_folder)
        self.duty: OnDuty | None = None
        self.touched_at = time.monotonic()
        """When somebody last pressed a key or a button, in seconds of a clock that only runs."""
        self._is_behind = False
        self._publishing = False
        for theme in looks_for(self):
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def watch_theme(self) -> None:
        """Other colours."""
        draw_in_new_colours(self)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn."""
        return filters_for(self, super().get_line_filters())

    # Who is on

    @property
    def shift(self) -> ShiftView | None:
        """The shift that runs now."""
        shift = self.duty.shift if self.duty else None
        return shift if shift is not None and shift.until > self.clock.now() else None

    @property
    def by(self) -> str | None:
        """Who makes a change now; None while nobody is on."""
        return self.shift.volunteer.name if self.shift else None

    def ask_who_is_on(self, words: str, then: Callable[[str | None], None]) -> None:
        """Open "Who's on?" with `words`; `then` gets the name, or None. Each app brings its own."""
        raise NotImplementedError

    def find_a_room(self) -> None:
        """Go where rooms are found and booked. Each app brings its own."""
        raise NotImplementedError

    def check_the_directory(self) -> None:
        """Go to what is to be checked in the directory. Each app brings its own."""
        raise NotImplementedError

    def head_words(self) -> tuple[str, str]:
        """The left and the right of the head line."""
        now = self.clock.now()
        site = f" · {clean_line(self.duty.site)}" if self.duty else ""
        who = "nobody on yet"
        if self.shift:
            name = clean_line(self.shift.volunteer.name)
            who = f"{name} on until {time_words(self.shift.until)}"
        return f"Front desk{site}", f"{day_words_short(now.date())} {now:%H:%M} · {who}"

    # Publishing

    def changed(self) -> None:
        """Say that something public was changed: the noticeboard follows within two seconds."""
        if self.after_change is None or self._is_behind:
            return
        self._is_behind = True
        if not self._publishing:
            self.set_timer(PUBLISH_AFTER, self._publish)

    def _publish(self) -> None:
        self._is_behind = False
        self._publishing = True
        self.run_worker(self._publish_now, thread=True, exit_on_error=False, group="publish")

    def _publish_now(self) -> None:
        refusal = ""
        try:
            assert self.after_change is not None
            self.after_change(self.errands.store)
        except HubError as error:
            refusal = str(error)
        except Exception as error:  # a bug must not close the desk: it is said in words
            self.log.error(error)
            refusal = "What you changed is saved, but the kiosk can't show it yet. Run: hub publish"
        self.post_message(Published(refusal))

    @on(Published)
    def _was_published(self, message: Published) -> None:
        self._publishing = False
        if message.refusal:
            self.screen.post_message(Told(message.refusal))
        if self._is_behind:
            self.set_timer(PUBLISH_AFTER, self._publish)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted was copied from anywhere: a line that is typed into draws it as it is."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.touched_at = time.monotonic()
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event = events.Paste(clean(event.text[:LONGEST_PASTE]))
        await super().on_event(event)

    def leave_tidily(self) -> None:
        """After the end: publish what is still waiting, then let go of the store."""
        if self._is_behind and self.after_change is not None:
            with suppress(HubError):
                self.after_change(self.errands.store)
        self.errands.close()

    # Where something breaks

    def panic(self, *renderables: object) -> None:
        self._end_in_words(note="")

    def _fatal_error(self) -> None:
        """Nobody at the desk reads a traceback, and its local variables hold people's names."""
        self._end_in_words(note=self._leave_note())

    def _leave_note(self) -> str:
        if self.broken_path is None or self._exception is None:
            return ""
        error = self._exception
        frames = traceback.format_tb(error.__traceback__)
        lines = [f"{self.clock.now().isoformat()} {type(error).__name__}\n", *frames]
        try:
            self.broken_path.write_text("".join(lines), encoding="utf-8")
        except OSError:
            return ""
        name = self.broken_path.name
        return f"For whoever mends it: where it broke is in {name}, in the hub's folder.\n"

    def _end_in_words(self, *, note: str) -> None:
        from rich.segment import Segment, Segments

        words = (
            "\nThe desk has stopped: something in it is broken.\n"
            "What you saved before is safe. Open it again with: hub desk\n"
        )
        self._return_code = BROKE
        self._exit_renderables.append(Segments([Segment(words + note)]))
        self._close_messages_no_wait()
