"""Groups: what can be done with the one that is chosen, or with one of its dates.

Leaves looking about to `groups_looking`, and what a window asks to that window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from hub.views.groups import GroupView
from kiosk.desk.errands_groups import Met, is_live
from kiosk.desk.groups_looking import LookingGroups
from kiosk.desk.screen import DeskWindow, offered_by, shown_key

_ABOUT_A_GROUP = frozenset({"open", "change", "end", "pause", "resume", "add_date", "activity"})
_ABOUT_A_SESSION = frozenset({"note", "take_out", "cancel"})


class GroupsScreen(LookingGroups):
    """The keys, and the windows they open."""

    MORE_KEYS = (("↑ ↓", "The next group, or its next date; or click"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="Enter", tooltip="its dates, then one date"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("n", "new", "New group"),
        Binding("e", "change", "Change", tooltip="time, room, title, rule, places"),
        Binding("c", "count", "Count heads", tooltip="of the session that is on, or was last"),
        Binding("x", "end", "End it"),
        Binding("x", "cancel", "Cancel it"),
        Binding("m", "note", "Note", tooltip="for the next volunteer"),
        Binding("p", "pause", "Pause", tooltip="until a date"),
        Binding("r", "resume", "Start again", tooltip="after a pause"),
        Binding("a", "add_date", "Add a date"),
        Binding("d", "take_out", "Drop a date", tooltip="take this date out"),
        Binding("t", "tell", "Tell them", tooltip="who must be told of a change"),
        Binding("y", "activity", "Activity", tooltip="what people read about it"),
        Binding("v", "new_activity", "New activity"),
        Binding("l", "look_again", "Look again"),
        Binding("escape", "back", "Back", key_display="Esc"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"end", "cancel"}:
            # One key, two things: it ends what has the keys, a group or one date.
            return (
                self.is_mounted
                and self.is_reading is (action == "cancel")
                and (self.session is not None if action == "cancel" else self.chosen is not None)
            )
        if action in _ABOUT_A_GROUP:
            return self.is_mounted and self.chosen is not None
        if action in _ABOUT_A_SESSION:
            return self.is_mounted and self.session is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """While somebody types, a letter is a letter."""
        if self.is_typing:
            return (("Enter", "to the list"), ("Esc", "clear"), ("F1", "Keys"))
        own = [one for one in offered_by(self) if one.show]
        if self.is_reading:
            # What can be done with this date first.
            first = ("enter", "x", "c", "m", "e", "d")
            own.sort(key=lambda one: first.index(one.key) if one.key in first else len(first))
        keys = [(shown_key(one), one.description) for one in own]
        return [*keys[:5], ("?", "Keys"), ("u", "Undo"), *keys[5:]]

    def action_open(self) -> None:
        session = self.session
        if session is not None:
            from kiosk.desk.sessions import SessionWindow

            self.open(SessionWindow(session.booking.code))
        elif self.chosen is not None and not self.is_reading:
            self.read(True)

    # Windows

    def open(self, window: DeskWindow[str | None]) -> None:
        """Open a window; what it says was done is told here, and all is looked at again."""
        self.say("")
        self.keep_at = self.chosen.code if self.chosen else ""
        self.app.push_screen(window, self._tell_done)

    def _tell_done(self, words: str | None) -> None:
        if words:
            self.say(words)

    def _about(self, make: Callable[[GroupView, Met | None], DeskWindow[str | None]]) -> None:
        """Open a window about the group at the cursor."""
        chosen = self.chosen
        if chosen is not None:
            self.open(make(chosen, self.session))

    def action_new(self) -> None:
        from kiosk.desk.groups_forms import NewGroup

        self.open(NewGroup())

    def action_change(self) -> None:
        from kiosk.desk.groups_change import ChangeGroup

        self._about(lambda one, met: ChangeGroup(one, met.booking if met else None))

    def action_end(self) -> None:
        from kiosk.desk.groups_ending import EndGroup

        self._about(lambda one, met: EndGroup(one))

    def action_pause(self) -> None:
        from kiosk.desk.groups_ending import PauseGroup

        self._about(lambda one, met: PauseGroup(one))

    def action_resume(self) -> None:
        from kiosk.desk.groups_ending import ResumeGroup

        self._about(lambda one, met: ResumeGroup(one))

    def action_add_date(self) -> None:
        from kiosk.desk.groups_ending import AddDate

        self._about(lambda one, met: AddDate(one))

    def action_take_out(self) -> None:
        from kiosk.desk.groups_ending import TakeOut

        if self.session is not None:
            met = self.session
            self._about(lambda one, _: TakeOut(one, met))

    def action_cancel(self) -> None:
        from kiosk.desk.session_forms import CancelSession

        if self.session is not None and is_live(self.session.booking):
            self.open(CancelSession(self.session.booking))
        else:
            self.say("That date is cancelled already.")

    def action_note(self) -> None:
        from kiosk.desk.session_forms import NoteSession

        if self.session is not None:
            self.open(NoteSession(self.session.booking))

    def action_count(self) -> None:
        from kiosk.desk.counting import CountHeads

        session = self.session
        if session is not None:
            self.open(CountHeads((session.booking,)))
        elif self.chosen is not None:
            self.open(CountHeads((), group=self.chosen))
        else:
            self.open(CountHeads(()))

    def action_tell(self) -> None:
        from kiosk.desk.sessions import TellWindow

        self.open(TellWindow(None))

    def action_activity(self) -> None:
        from kiosk.desk.activity_form import ActivityForm

        self._about(lambda one, met: ActivityForm(one.activity))

    def action_new_activity(self) -> None:
        from kiosk.desk.activity_form import ActivityForm

        self.open(ActivityForm(None))
