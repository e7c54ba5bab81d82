"""Today at a glance: what is on, what comes next, which rooms are free, what is to do."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.bookings import BookingView, FreeStretch
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line, span_words, time_words
from kiosk.desk.door import count_one
from kiosk.desk.errands import OnDuty, Today
from kiosk.desk.glance import glance
from kiosk.desk.screen import DeskScreen, Refused
from kiosk.shared.drawing import fit, wrap

LABEL, WHEN = 9, 19
"""Columns of the word that says what a line is, and of the times."""
ROOM_LEAST, ROOM_MOST = 14, 24
WIDEST = 100
NEXT_SHORT, NEXT_TALL = 4, 10
"""How many of what comes next are listed, on a low screen and on a high one."""
TALL = 32


@dataclass
class Looked(Message):
    """What there is to see today, and who is on."""

    duty: OnDuty
    today: Today


class TodayScreen(DeskScreen):
    """The first thing a volunteer sees."""

    PLACE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "look_again", "Look again", id="look-again"),
        Binding("c", "count", "Count heads", tooltip="of what is on now"),
        Binding("f", "find", "Find a room", tooltip="in plain words"),
        Binding("t", "tell", "Tell them", tooltip="who must hear of a change"),
        Binding("k", "check", "Check entries", show=False, tooltip="of the directory"),
        Binding("p", "app.go('print')", "Print", tooltip="what is due this week"),
        Binding("plus", "door", "At the door", key_display="+", tooltip="one more came in"),
        Binding("o", "referrals", "Referrals", show=False, tooltip="what became of them"),
        Binding("i", "ideas", "Ideas", show=False, tooltip="what visitors would like"),
        Binding("l", "waiting", "Waiting list", show=False, tooltip="who would take a full time"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._today: Today | None = None
        self._looked_at: datetime | None = None
        self._was_refused = False

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """Looking again comes last: it is done each minute anyhow."""
        look_again, *others = super().keys_offered()
        return (*others, look_again)

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="today"):
            yield Static("One moment…", id="page", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        # The store's libraries take a second to load: the first frame comes before them.
        self._today = glance(self.app.errands.board_path, self.app.clock)
        self.call_after_refresh(self._begin)
        self.set_interval(1, self.look_each_minute)

    def _begin(self) -> None:
        self.set_timer(10, collect_again)  # also where the store never answers
        self._draw(self.size.width)
        self.call_after_refresh(self.action_look_again)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._today is not None and not self.is_asking:
            self.action_look_again()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._draw(event.size.width)

    def action_look_again(self) -> None:
        if self.ask(self._look):
            self._looked_at = self._minute()

    def action_count(self) -> None:
        from kiosk.desk.counting import CountHeads

        self.app.push_screen(CountHeads(()), lambda words: self.say(words or ""))

    def action_find(self) -> None:
        """On Rooms, where what is found is booked."""
        self.app.find_a_room()

    def action_tell(self) -> None:
        from kiosk.desk.sessions import TellWindow

        self.app.push_screen(TellWindow(None), lambda words: self.say(words or ""))

    def action_check(self) -> None:
        """On Directory, at what is to be checked."""
        self.app.check_the_directory()

    def action_waiting(self) -> None:
        from kiosk.desk.waiting import WaitingWindow

        self.app.push_screen(WaitingWindow(), lambda words: self.say(words or ""))

    def action_door(self) -> None:
        count_one(self)

    def action_referrals(self) -> None:
        from kiosk.desk.signpost_referrals import ReferralsWindow

        self.app.push_screen(ReferralsWindow())

    def action_ideas(self) -> None:
        from kiosk.desk.signpost_ideas import IdeasWindow

        self.app.push_screen(IdeasWindow())

    def _minute(self) -> datetime:
        return self.app.clock.now().replace(second=0)

    def look_each_minute(self) -> None:
        """Now becomes past: look again when the minute changes, where somebody sees it."""
        if self.is_asking or self.app.screen is not self:
            return
        if self._looked_at not in (None, self._minute()):
            self.action_look_again()

    def _look(self) -> Message:
        return Looked(self.app.errands.on_duty(), self.app.errands.today())

    @on(Refused)
    def _note_refusal(self) -> None:
        """The next look that succeeds takes the refusal off the screen."""
        self._was_refused = True

    @on(Looked)
    def show(self, message: Looked) -> None:
        """Draw what was found."""
        self.app.duty = message.duty
        self._today = message.today
        collect_again()
        if self._was_refused:
            self._was_refused = False
            self.say("")
        self.furnish()
        self._draw(self.size.width)

    def _draw(self, width: int) -> None:
        if self._today is not None:
            at_most = NEXT_TALL if self.size.height >= TALL else NEXT_SHORT
            page = Content("\n").join(day_page(self._today, width - 6, at_most))
            self.query_one("#page", Static).update(page)


def collect_again() -> None:
    """Look for rubbish from now on: `run_desk` starts without."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def day_page(today: Today, width: int, at_most: int = NEXT_TALL) -> list[Content]:
    """Today in lines of `width` cells: a word, what, where, when."""
    width = min(width, WIDEST)
    room = min(ROOM_MOST, max(ROOM_LEAST, width // 4))
    title = max(12, width - LABEL - room - WHEN - 2)
    lines = _marked("NOTICE", today.notices, width)
    if lines:
        lines.append(Content(""))

    counted = dict(today.counted)

    def booked(label: str, bookings: tuple[BookingView, ...], nothing: str) -> None:
        if not bookings:
            lines.append(_labelled(label) + Content.styled(fit(nothing, width - LABEL), "$quiet"))
        for place, one in enumerate(bookings):
            when = span_words(one.starts, one.ends)
            heads = f", counted: {counted[one.code]}" if one.code in counted else ""
            lines.append(
                _labelled("" if place else label)
                + Content.styled(fit_with(_name(one), heads, title), "bold")
                + Content(f" {fit(one.room, room)} {fit(when, WHEN)}")
            )
        lines.append(Content(""))

    booked("NOW", today.now, "Nothing is on now.")
    shown = today.later[:at_most]
    booked("NEXT", shown, "Nothing more today.")
    more = len(today.later) - len(shown)
    if more:
        words = f"and {more} more today: press 2 for all rooms"
        lines[-1] = _labelled("") + Content.styled(fit(words, width - LABEL), "$quiet")
        lines.append(Content(""))
    for place, one in enumerate(today.cancelled):
        why = f"{one.title}, {time_words(one.starts)}: {one.reason or 'cancelled'}"
        lines += _marked("" if place else "OFF", (why,), width)
    if today.cancelled:
        lines.append(Content(""))
    lines += _free(today.free, title, room)
    lines.append(Content(""))
    lines += _marked("TO DO", today.to_do or ("Nothing that can't wait.",), width)
    if today.notes:
        lines += [Content(""), *_marked("NOTES", today.notes, width)]
    return lines


def _free(free: tuple[FreeStretch, ...], title: int, room: int) -> list[Content]:
    found = []
    for place, one in enumerate(free):
        holds = f"up to {one.capacity} people" if one.capacity else ""
        found.append(
            _labelled("" if place else "FREE")
            + Content(f"{fit(one.room, title)} {fit(holds, room)} ")
            + Content(fit(_until(one.ends), WHEN))
        )
    return found or [_labelled("FREE") + Content.styled("No room is free now.", "$quiet")]


def _until(ends: datetime) -> str:
    at_midnight = (ends.hour, ends.minute) == (0, 0)
    return "all day" if at_midnight else f"until {time_words(ends)}"


def _name(booking: BookingView) -> str:
    """What it is, with a word where it isn't as it was planned."""
    unsure = booking.status is BookingStatus.PROVISIONAL
    return f"{clean_line(booking.title)}{' (not sure yet)' if unsure else ''}"


def fit_with(name: str, more: str, width: int) -> str:
    """The name, cut where it must be, and whole what follows it."""
    name = clean_line(name)
    return fit(f"{fit(name, max(8, width - len(more))).rstrip()}{more}", width)


def _labelled(label: str) -> Content:
    return Content.styled(fit(label, LABEL), "bold $mark")


def _marked(label: str, texts: tuple[str, ...], width: int) -> list[Content]:
    """Sentences under one label, broken between words."""
    found = [line for text in texts for line in wrap(text, width - LABEL)]
    return [
        _labelled(label if place == 0 else "") + Content(line) for place, line in enumerate(found)
    ]
