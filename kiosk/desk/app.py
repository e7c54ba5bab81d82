"""The volunteers' front desk: who is on, and today. Store calls run in threads and end in messages.

Leaves what is asked of the store to `kiosk.desk.errands`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.clock import Clock
from hub.errors import HubError
from hub.views.words import clean_line, day_words_short, span_words, time_words
from kiosk.desk.errands import Errands, OnDuty, Today

if TYPE_CHECKING:
    from hub.store.engine import Store

BUSY_AFTER = 0.3
TO_THE_KIOSK = 11


@dataclass
class Told(Message):
    """What an errand came back with."""

    duty: OnDuty | None = None
    today: Today | None = None


@dataclass
class Refused(Message):
    """An errand was refused."""

    error: HubError


class DeskApp(App[int]):
    """The front desk."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #head { background: $primary; color: $text; height: 1; padding: 0 1; }
    #today { padding: 1 2; height: 1fr; }
    #status { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    #hint { background: $primary; color: $text; height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("r", "refresh_today"), ("f2", "kiosk"), ("q", "quit")]

    def __init__(
        self,
        open_store: Callable[[], Store],
        clock: Clock,
        *,
        board_path: Path | None = None,
        after_change: Callable[[Store], None] | None = None,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.clock = clock
        self.demo = demo
        self.after_change = after_change
        self.errands = Errands(open_store, clock, board_path)
        self.duty: OnDuty | None = None
        self._under_way = False

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with VerticalScroll(id="today"):
            yield Static("One moment…", id="page", markup=False)
        yield Static(id="status", markup=False)
        kiosk = "   F2 kiosk" if self.demo else ""
        yield Static(f"1-9 who's on   r look again{kiosk}   q leave", id="hint", markup=False)

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)
        self.tick()
        self.call_after_refresh(self.action_refresh_today)

    def tick(self) -> None:
        now = self.clock.now()
        who = "nobody on yet"
        if self.duty and self.duty.shift and self.duty.shift.until > now:
            name = clean_line(self.duty.shift.volunteer.name)
            who = f"{name} on until {time_words(self.duty.shift.until)}"
        site = f"{clean_line(self.duty.site)} · " if self.duty else ""
        self.query_one("#head", Static).update(
            Content(f"Front desk · {site}{day_words_short(now.date())} {now:%H:%M} · {who}")
        )

    def say(self, words: str) -> None:
        self.query_one("#status", Static).update(Content(clean_line(words)))

    def errand(self, work: Callable[[], Message]) -> None:
        """Do `work` off the event loop; one at a time, with a busy hint when it is slow."""
        if self._under_way:
            self.say("Still busy with the last thing: one moment.")
            return
        self._under_way = True
        self.set_timer(BUSY_AFTER, self._say_busy)
        self.run_worker(partial(self._work, work), thread=True, exit_on_error=False, group="errand")

    def _work(self, work: Callable[[], Message]) -> None:
        try:
            self.post_message(work())
        except HubError as error:
            self.post_message(Refused(error))
        except Exception as error:
            self.log.error(error)
            self.post_message(
                Refused(HubError("That went wrong in the desk itself.", hint="Try it again."))
            )

    def _say_busy(self) -> None:
        if self._under_way:
            self.say("The store is busy: one moment…")

    def action_refresh_today(self) -> None:
        self.errand(self._look)

    def _look(self) -> Message:
        return Told(self.errands.on_duty(), self.errands.today())

    def _sign_on(self, name: str) -> Message:
        self.errands.sign_on(name)
        return self._look()

    def action_kiosk(self) -> None:
        if self.demo:
            self.exit(TO_THE_KIOSK)

    def on_key(self, event: events.Key) -> None:
        if self.duty and event.key.isdigit() and event.key != "0":
            place = int(event.key) - 1
            if place < len(self.duty.volunteers):
                self.errand(partial(self._sign_on, self.duty.volunteers[place].name))

    @on(Refused)
    def tell_refusal(self, message: Refused) -> None:
        self._under_way = False
        self.say(str(message.error))

    @on(Told)
    def tell(self, message: Told) -> None:
        self._under_way = False
        self.say("")
        self.duty = message.duty
        self.tick()
        if message.duty and message.today:
            lines = (clean_line(line) for line in page(message.duty, message.today))
            self.query_one("#page", Static).update(Content("\n".join(lines)))


def page(duty: OnDuty, today: Today) -> list[str]:
    """Today in lines, and who may sign on."""
    lines = list(today.notices)
    lines += [
        f"NOW {one.title}, {one.room}, {span_words(one.starts, one.ends)}" for one in today.now
    ] or ["NOW nothing is on"]
    lines += [
        f"NEXT {one.title}, {one.room}, {span_words(one.starts, one.ends)}"
        for one in today.later[:6]
    ] or ["NEXT nothing more today"]
    lines += [f"CANCELLED {one.title}: {one.reason}" for one in today.cancelled]
    lines += [f"FREE {one.room} until {time_words(one.ends)}" for one in today.free]
    lines += [f"TO DO {what}" for what in today.to_do]
    lines += ["", "Who's on? Press your number."]
    lines += [f"{n} {who.name}" for n, who in enumerate(duty.volunteers[:9], 1)] or [
        "Nobody is on the list yet."
    ]
    return lines
