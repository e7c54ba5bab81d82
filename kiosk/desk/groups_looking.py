"""Groups to look at: the list, searched as somebody types, and the sessions of the chosen one.

Leaves what is done with them to `kiosk.desk.groups`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.views.groups import GroupView
from kiosk.desk.errands_groups import GroupErrands, Met, matching, next_place
from kiosk.desk.groups_words import about, group_line, list_words, session_line
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskScreen, Over
from kiosk.shared.drawing import fit, wrap

TALL = 32
"""Rows from which list and sessions are seen together."""
WAIT = 0.15
"""Seconds on a line before its sessions are looked up."""
LONGEST_SEARCH = 80
FACTS = 3
"""Lines about a group, above its dates."""


@dataclass
class Groups(Message):
    """All groups there are."""

    listed: tuple[GroupView, ...]


@dataclass
class Sessions(Message):
    """The sessions of one group."""

    code: str
    sessions: tuple[Met, ...]


class LookingGroups(DeskScreen):
    """The list, and the sessions of the group at its cursor."""

    PLACE = "groups"
    AUTO_FOCUS = "#groups"

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[GroupView, ...] = ()
        self.is_reading = False
        """Whether the sessions have the keys."""
        self._wanted = ""
        """Code of the group whose sessions should be in sight."""
        self._shown = ""
        """Code of the group whose sessions are in sight."""
        self._asked = ""
        """Code of the group whose sessions were asked for: once, also where that was refused."""
        self.keep_at = ""
        """Code of the group that the cursor goes back to."""
        self._is_stale = True

    def compose_body(self) -> ComposeResult:
        with Container(id="group-list"):
            yield Input(
                placeholder="Press / and type to search",
                id="group-words",
                max_length=LONGEST_SEARCH,
                select_on_focus=False,
            )
            yield Static("One moment…", id="group-told", markup=False)
            yield Lines(self._group_words, id="groups")
        with Container(id="group-about"):
            yield Static(id="group-facts", markup=False)
            yield Lines(self._session_words, id="sessions")

    def on_mount(self) -> None:
        super().on_mount()
        self._show_which()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._is_stale = True
        self._look_on()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._show_which()

    # What is where

    @property
    def group_errands(self) -> GroupErrands:
        return GroupErrands(self.app.errands)

    @property
    def _field(self) -> Input:
        return self.query_one("#group-words", Input)

    @property
    def _list(self) -> Lines[GroupView]:
        return self.query_one("#groups", Lines)

    @property
    def _dates(self) -> Lines[Met]:
        return self.query_one("#sessions", Lines)

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that should be in sight is."""
        return not self._is_stale and self._wanted == self._shown

    @property
    def chosen(self) -> GroupView | None:
        """The group at the cursor."""
        return self._list.chosen

    @property
    def session(self) -> Met | None:
        """The session at the cursor, while sessions have the keys."""
        return self._dates.chosen if self.is_reading and self._shown == self._wanted else None

    @property
    def is_typing(self) -> bool:
        return self.is_mounted and self.focused is self._field

    @property
    def digits_are_free(self) -> bool:
        return not self.is_typing

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if self.is_mounted:
            self.is_reading = self.focused is self._dates
            self.furnish()

    # Looking

    def action_look_again(self) -> None:
        self._is_stale = True
        self._look_on()

    def _look_on(self) -> None:
        """Ask for what isn't in sight yet, one thing after the other."""
        if self.is_asking or self.app.screen is not self:
            return
        if self._is_stale:
            self._is_stale = False
            self._shown = self._asked = ""
            self.ask(self._read_groups)
        elif self._wanted and self._wanted != self._asked:
            self._asked = self._wanted
            self.ask(partial(self._read_sessions, self._wanted))

    @on(Over)
    def _go_on(self) -> None:
        self.call_later(self._look_on)

    def _read_groups(self) -> Message:
        if self.app.duty is None:
            self.app.duty = self.app.errands.on_duty()
        return Groups(self.group_errands.groups())

    def _read_sessions(self, code: str) -> Message:
        return Sessions(code, self.group_errands.sessions(code))

    @on(Groups)
    def _show_groups(self, message: Groups) -> None:
        self._all = message.listed
        self._filter(self.keep_at or (self.chosen.code if self.chosen else ""))
        self.keep_at = ""

    def _filter(self, keep: str) -> None:
        found = matching(self._all, self._field.value)
        place = next((n for n, one in enumerate(found) if one.code == keep), 0)
        self._list.show(found, place=place)
        told = list_words(len(found), len(self._all), self._field.value)
        self.query_one("#group-told", Static).update(told)
        self._follow()

    def _follow(self) -> None:
        """The sessions follow the cursor of the list."""
        chosen = self.chosen
        self._wanted = chosen.code if chosen else ""
        if not self._wanted:
            self._shown = ""
            self._dates.show(())
        self._show_facts()
        self.set_timer(WAIT, self._look_on)
        self.furnish()

    @on(Sessions)
    def _show_sessions(self, message: Sessions) -> None:
        if message.code != self._wanted:
            return
        before = self._dates.chosen.booking.code if self._dates.chosen else ""
        codes = [one.booking.code for one in message.sessions]
        place = next_place(message.sessions, self.app.clock.today())
        self._shown = message.code
        self._dates.show(message.sessions, place=codes.index(before) if before in codes else place)
        self.furnish()

    def _show_facts(self) -> None:
        chosen, width = self.chosen, self.size.width - 6
        page = Content("")
        if chosen is not None:
            title = Content.styled(fit(chosen.title, width), "bold $mark")
            said = [Content(line) for line in wrap(about(chosen), width)[:FACTS]]
            page = Content("\n").join([title, *said])
        self.query_one("#group-facts", Static).update(page)

    def _show_which(self) -> None:
        """Both where the screen is tall, else the one that has the keys."""
        both = self.size.height >= TALL
        self.query_one("#group-list").display = both or not self.is_reading
        self.query_one("#group-about").display = both or self.is_reading
        self._show_facts()
        self.furnish()

    def _group_words(self, one: GroupView, width: int) -> str:
        return group_line(one, width, self.app.clock.today().year)

    def _session_words(self, one: Met, width: int) -> str:
        return session_line(one, width, self.app.clock.now())

    # Going about

    @on(Input.Changed, "#group-words")
    def _typed(self) -> None:
        self._filter(self.chosen.code if self.chosen else "")

    @on(Input.Submitted, "#group-words")
    def _to_the_list(self) -> None:
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "down" and self.is_typing:
            event.stop()
            self._list.focus()

    @on(Lines.Moved, "#groups")
    def _moved(self) -> None:
        self._follow()

    @on(Lines.LeftAbove, "#groups")
    def action_search(self) -> None:
        self.read(False)
        self._field.focus()

    @on(Lines.Touched, "#groups")
    @on(Lines.Touched, "#sessions")
    def _touched(self) -> None:
        self.call_later(self.action_open)

    def action_open(self) -> None:
        """What Enter does."""

    def read(self, reading: bool) -> None:
        self.is_reading = reading
        self._show_which()
        (self._dates if reading else self._list).focus()

    def action_back(self) -> None:
        """One step back: from the sessions to the list, to the whole list, to Today."""
        if self.is_reading:
            self.read(False)
        elif self._field.value:
            self._field.clear()
            self._list.focus()
        elif self.is_typing:
            self._list.focus()
        else:
            self.app.switch_mode("today")
