"""Count heads: how many came, and how many of them for the first time. Digits and Enter, twice.

Where several are on, a number picks which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.views.bookings import BookingView
from hub.views.groups import GroupView
from hub.views.words import clean_line, day_words, span_words
from kiosk.desk.errands_groups import GroupErrands, is_live
from kiosk.desk.forms import Done
from kiosk.desk.groups_words import named
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

LONGEST = 5
NOTHING_ON = "Nothing is on now. To count another date: press 3, then Enter on its group."


@dataclass
class Begun(Message):
    """What can be counted."""

    bookings: tuple[BookingView, ...]


class CountHeads(DeskWindow[str | None]):
    """Closes with what was counted, in words, or None."""

    DEFAULT_CSS = """
    CountHeads .line { height: 1; }
    CountHeads Input { border: none; height: 1; width: 12; padding: 0 1; background: $paper; }
    CountHeads Input:focus { border: none; background: $paper; text-style: underline; }
    CountHeads #which { height: auto; min-height: 1; background: $paper; }
    CountHeads .asks { height: 1; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Next", key_display="Enter"),
        Binding("down,tab", "other(1)", show=False, priority=True),
        Binding("up,shift+tab", "other(-1)", show=False, priority=True),
        Binding("escape", "close", "Never mind", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, bookings: Sequence[BookingView], *, group: GroupView | None = None) -> None:
        """These sessions; or the one of `group` that began last; or what is on now."""
        super().__init__()
        self._bookings = tuple(bookings)
        self._group = group
        self._booking: BookingView | None = None
        self._typed = (0, 0)

    def compose_body(self) -> ComposeResult:
        yield Static("Count heads", id="title", markup=False)
        yield Lines(_line, id="which", numbered=True)
        for name, words in (("total", "How many came?"), ("first", "How many for the first time?")):
            yield Static(words, classes="asks", id=f"asks-{name}", markup=False)
            yield Input(id=name, max_length=LONGEST, restrict=r"[0-9]*", select_on_focus=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        if self._bookings:
            self._offer(self._bookings)
        else:
            self.call_after_refresh(self.ask, self._look)

    def _look(self) -> Message:
        errands = GroupErrands(self.app.errands)
        if self._group is None:
            return Begun(errands.on_now())
        now = self.app.clock.now()
        begun = [
            met.booking
            for met in errands.sessions(self._group.code)
            if met.booking.starts <= now and is_live(met.booking)
        ]
        return Begun(tuple(begun[-1:]))

    @on(Begun)
    def _came(self, message: Begun) -> None:
        self._offer(message.bookings)

    def _offer(self, bookings: tuple[BookingView, ...]) -> None:
        self._bookings = bookings
        if not bookings:
            none = (
                f"{clean_line(self._group.title)} hasn't met lately." if self._group else NOTHING_ON
            )
            self.query_one("#title", Static).update(Content(none))
        elif len(bookings) == 1:
            self._choose(bookings[0])
        else:
            lines: Lines[BookingView] = self.query_one("#which", Lines)
            lines.styles.height = min(9, len(bookings))
            lines.show(bookings)
            lines.focus()
        self._show()

    def _show(self) -> None:
        """Only what is asked now."""
        is_chosen = self._booking is not None
        self.query_one("#which").display = len(self._bookings) > 1 and not is_chosen
        for name in ("total", "first", "asks-total", "asks-first"):
            self.query_one(f"#{name}").display = is_chosen
        self.furnish()

    def _choose(self, booking: BookingView) -> None:
        self._booking = booking
        when = f"{day_words(booking.starts.date())}, {span_words(booking.starts, booking.ends)}"
        title = Content(fit(booking.title, 60).rstrip()) + Content(f"\n{when}")
        self.query_one("#title", Static).update(title)
        self._show()
        self.query_one("#total", Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick":
            return self._booking is None and len(self._bookings) > 1
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._booking is None and len(self._bookings) > 1:
            yield (f"1-{min(9, len(self._bookings))}", "which one")
        elif self._booking is not None:
            at_total = self.focused is not None and self.focused.id == "total"
            yield ("Enter", "next" if at_total else "keep the count")
        yield ("Esc", "never mind")

    def on_descendant_focus(self) -> None:
        self.furnish()

    def action_pick(self, number: int) -> None:
        lines: Lines[BookingView] = self.query_one("#which", Lines)
        if lines.pick(number) and lines.chosen is not None:
            self._choose(lines.chosen)

    @on(Lines.Touched)
    def _touched(self) -> None:
        self.action_send()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_send()

    def action_other(self, step: int) -> None:
        if self._booking is None:
            self.query_one("#which", Lines).action_step(step)
        else:
            name = "first" if self.query_one("#total", Input).has_focus else "total"
            self.query_one(f"#{name}", Input).focus()

    def action_send(self) -> None:
        lines: Lines[BookingView] = self.query_one("#which", Lines)
        total, new = self.query_one("#total", Input), self.query_one("#first", Input)
        if self._booking is None:
            if lines.chosen is not None and len(self._bookings) > 1:
                self._choose(lines.chosen)
        elif not total.value:
            self.say("Write how many came: 0 if nobody did.")
            total.focus()
        elif not new.has_focus:
            new.focus()
        else:
            self._typed = (int(total.value), int(new.value or 0))
            self.with_somebody_on(lambda by: self.ask(partial(self._count, by)))

    def _count(self, by: str) -> Message:
        assert self._booking is not None
        total, new = self._typed
        GroupErrands(self.app.errands).count(self._booking.code, total, new, by=by)
        first = f", {new} for the first time" if new else ""
        return Done(f"Counted {total} at {named(self._booking)}{first}.")

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)

    def action_close(self) -> None:
        self.dismiss(None)


def _line(booking: BookingView, width: int) -> str:
    return fit(
        f"{booking.title}, {booking.room}, {span_words(booking.starts, booking.ends)}", width
    )
