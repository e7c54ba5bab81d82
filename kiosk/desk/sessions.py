"""One session: who has a place, who waits, how many came, a note; and who must be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.sessions import PlaceView, SessionDetails, TellView
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line, day_words, day_words_short, span_words, time_words
from kiosk.desk.errands_groups import GroupErrands, is_live
from kiosk.desk.groups_words import places_words
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow, offered_by, shown_key
from kiosk.shared.drawing import fit, wrap

WIDTH = 74


@dataclass
class Looked(Message):
    """What there is to say about the session."""

    details: SessionDetails
    words: str = ""


@dataclass
class ToTell(Message):
    """Who must be told."""

    people: tuple[TellView, ...]
    words: str = ""


class SessionWindow(DeskWindow[str | None]):
    """Everything about one date of a group."""

    DEFAULT_CSS = """
    SessionWindow #window { width: 78; height: 100%; max-height: 30; }
    SessionWindow #facts { height: auto; max-height: 7; margin: 0 0 1 0; }
    SessionWindow #places { background: $paper; }
    SessionWindow #nobody { height: 1fr; color: $quiet; }
    """
    AUTO_FOCUS = "#places"
    HINT_ROOM = WIDTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Give a place"),
        Binding("g", "give_up", "Give it up"),
        Binding("c", "count", "Count"),
        Binding("m", "note", "Note"),
        Binding("x", "cancel", "Cancel"),
        Binding("t", "tell", "Tell them"),
        Binding("escape", "close", "Close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._details: SessionDetails | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("One moment…", id="title", markup=False)
        yield Static(id="facts", markup=False)
        yield Lines(_place_line, id="places", numbered=True)
        yield Static("Nobody has signed up. Press a to give a place.", id="nobody", markup=False)

    def on_screen_resume(self) -> None:
        self.ask(partial(self._look, ""), waits=True)

    @property
    def group_errands(self) -> GroupErrands:
        return GroupErrands(self.app.errands)

    @property
    def _places(self) -> Lines[PlaceView]:
        return self.query_one("#places", Lines)

    def _look(self, words: str) -> Message:
        return Looked(self.group_errands.details(self._code), words)

    @on(Looked)
    def _show(self, message: Looked) -> None:
        self._details = details = message.details
        title = fit(details.booking.title, WIDTH).rstrip()
        self.query_one("#title", Static).update(Content(title))
        self.query_one("#facts", Static).update(Content("\n".join(fact_lines(details))))
        self._places.show(details.places, place=self._places.place)
        self._places.display = bool(details.places)
        # What can't be done any more isn't offered.
        self.query_one("#nobody").display = not details.places and is_live(details.booking)
        if message.words:
            self.say(message.words)
        self.furnish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        details = self._details
        if action == "count":
            now = self.app.clock.now()
            return details is not None and details.booking.starts <= now
        if action in {"add", "cancel", "note"}:
            return details is not None and (action == "note" or is_live(details.booking))
        if action == "give_up":
            return details is not None and bool(details.places)
        if action == "tell":
            return details is not None and bool(details.to_tell)
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        self._places.pick(number)

    def _open(self, window: DeskWindow[str | None]) -> None:
        self.say("")
        self.app.push_screen(window, self._tell_done)

    def _tell_done(self, words: str | None) -> None:
        if words:
            self.say(words)

    def action_add(self) -> None:
        from kiosk.desk.session_forms import SignUpForm

        if self._details is not None:
            full = self._details.capacity is not None and self._details.capacity <= sum(
                not one.is_waiting for one in self._details.places
            )
            self._open(SignUpForm(self._details.booking, is_full=full))

    def action_give_up(self) -> None:
        chosen = self._places.chosen
        if chosen is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._give_up, chosen, by)))

    def _give_up(self, one: PlaceView, by: str) -> Message:
        moved_up = self.group_errands.give_up(self._code, one.number, by=by)
        words = f"{one.name} gave up their place."
        if moved_up is not None:
            words += f" {moved_up.name} moves up: please tell them."
        return self._look(words)

    def action_count(self) -> None:
        from kiosk.desk.counting import CountHeads

        if self._details is not None:
            self._open(CountHeads((self._details.booking,)))

    def action_note(self) -> None:
        from kiosk.desk.session_forms import NoteSession

        if self._details is not None:
            self._open(NoteSession(self._details.booking))

    def action_cancel(self) -> None:
        from kiosk.desk.session_forms import CancelSession

        if self._details is not None:
            self._open(CancelSession(self._details.booking))

    def action_tell(self) -> None:
        self._open(TellWindow(self._code))

    def action_close(self) -> None:
        self.dismiss(None)


class TellWindow(DeskWindow[str | None]):
    """Who must be told of what was cancelled or moved: ticked off one by one."""

    DEFAULT_CSS = """
    TellWindow #window { width: 78; height: auto; }
    TellWindow #whole { height: 2; color: $quiet; }
    TellWindow #people { height: auto; min-height: 3; max-height: 13; background: $paper; }
    """
    AUTO_FOCUS = "#people"
    HINT_ROOM = WIDTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", "Told", key_display="Space"),
        Binding("escape", "close", "Close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, code: str | None) -> None:
        """Those of one session, or of all."""
        super().__init__()
        self._code = code

    def compose_body(self) -> ComposeResult:
        yield Static("Please tell them", id="title", markup=False)
        yield Lines(_tell_line, id="people", numbered=True)
        yield Static(id="whole", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, partial(self._look, ""))

    @property
    def _people(self) -> Lines[TellView]:
        return self.query_one("#people", Lines)

    def _look(self, words: str) -> Message:
        return ToTell(GroupErrands(self.app.errands).to_tell(self._code), words)

    @on(ToTell)
    def _show(self, message: ToTell) -> None:
        self._people.styles.height = min(13, max(3, len(message.people)))
        self._people.show(message.people, place=self._people.place)
        waiting = sum(not one.told for one in message.people)
        title = f"Please tell them: {waiting} to go" if waiting else "Nobody needs to be told."
        self.query_one("#title", Static).update(title)
        self.say(message.words)
        self.tell_whole()
        self.furnish()

    @on(Lines.Moved)
    def tell_whole(self) -> None:
        """What to say to the one at the cursor."""
        chosen = self._people.chosen
        words = f"Say to {chosen.who}: {chosen.words}." if chosen else ""
        self.query_one("#whole", Static).update(Content(clean_line(words)))

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self.is_mounted and self._people.items:
            yield ("1-9", "told")
            yield ("Space", "tick this one")
        for one in offered_by(self):
            if one.key == "escape":
                yield (shown_key(one), one.description)

    def action_pick(self, number: int) -> None:
        if self._people.pick(number):
            self.action_tick()

    @on(Lines.Touched)
    def action_tick(self) -> None:
        chosen = self._people.chosen
        if chosen is None:
            return
        if chosen.told:
            self.say(f"{chosen.who} was told already.")
        else:
            self.with_somebody_on(lambda by: self.ask(partial(self._tick, chosen, by)))

    def _tick(self, one: TellView, by: str) -> Message:
        GroupErrands(self.app.errands).told(one.number, by=by)
        return self._look(f"{one.who} was told.")

    def action_close(self) -> None:
        self.dismiss(None)


def fact_lines(details: SessionDetails) -> list[str]:
    """When, where, places, heads and the note."""
    one = details.booking
    lines = [f"{day_words(one.starts.date())}, {span_words(one.starts, one.ends)}, {one.room}"]
    if one.status is BookingStatus.CANCELLED:
        lines.append(f"Cancelled: {one.reason}" if one.reason else "Cancelled.")
    taken = sum(not place.is_waiting for place in details.places)
    waiting = len(details.places) - taken
    places = f"{taken} signed up. There is room for as many as come."
    if details.capacity is not None:
        places = f"{taken} of {places_words(details.capacity)} taken."
    if waiting:
        places += f" {waiting} waiting."
    if details.places or is_live(one):
        lines.append(places)
    if details.head_count is not None:
        lines.append(
            f"Counted: {details.head_count}, {details.first_timers or 0} for the first time."
        )
    if one.note:
        lines += wrap(f"Note: {one.note}", WIDTH)[:2]
    return [clean_line(line) for line in lines]


def _place_line(one: PlaceView, width: int) -> str:
    where = f"waiting {one.place}" if one.is_waiting else f"place {one.place}"
    return f"{fit(where, 11)} {fit(one.name, max(0, width - 32))} {fit(one.phone, 18)}"


WHY = {
    "cancelled": "cancelled",
    "moved": "moved",
    "lapsed": "lapsed, not confirmed",
    "back": "on after all",
    "place": "has a place now",
}


def _tell_line(one: TellView, width: int) -> str:
    sign = "[x]" if one.told else "[ ]"
    when = f"{day_words_short(one.starts.date())} {time_words(one.starts)}"
    about = f"{when} {WHY.get(one.why, one.why)}: {one.title}"
    who = max(8, width // 4)
    return f"{sign} {fit(one.who, who)} {fit(one.phone, 15)} {fit(about, max(0, width - who - 21))}"
