"""Setting up: the rooms, how they are set up, what is lent with them, when they are open, and the
school terms. Which list is shown, and which window a key opens.

Leaves what is asked to `setup_forms`, `setup_times` and `setup_removing`, words to `setup_words`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.place import HoursView, RoomView
from hub.views.rooms import EquipmentView, LayoutView
from hub.views.terms import TermView
from kiosk.desk.errands_setup import SetUp, SetupErrands, Thing
from kiosk.desk.forms import FormWindow
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskScreen
from kiosk.desk.setup_forms import JoinForm, LayoutForm, RoomForm, ThingForm
from kiosk.desk.setup_removing import RemoveWindow
from kiosk.desk.setup_times import HoursForm, TermForm
from kiosk.desk.setup_words import (
    HOURS,
    KIT,
    LAYOUTS,
    ROOMS,
    SECTIONS,
    Section,
    facts_of,
    heading,
    line_of,
    same,
    section_line,
    things_of,
)

ROOM_FIRST = "A layout belongs to a room. Add the room first."
_ABOUT_ONE = frozenset({"change", "remove"})


@dataclass
class Looked(Message):
    """All that is set up is here."""

    all_of_it: SetUp


class Sections(Lines[Section]):
    """The names of the lists. A click goes to one; the keys stay with the list itself."""

    can_focus = False


class SetupScreen(DeskScreen):
    """A list, and what is known of the thing at its cursor."""

    PLACE = "rooms"
    AUTO_FOCUS = "#things"
    DEFAULT_CSS = """
    SetupScreen #sections-side { width: 22; padding: 1 1 0 1; background: $card; }
    SetupScreen #sections-title { text-style: bold; color: $mark; height: 2; }
    SetupScreen #sections { height: 6; background: $card; }
    SetupScreen #sections-keys { height: auto; color: $quiet; }
    SetupScreen #things-side { width: 1fr; padding: 1 1 0 1; background: $paper; }
    SetupScreen #things-heading { height: 1; color: $quiet; text-style: bold; text-wrap: nowrap; }
    SetupScreen #facts { height: auto; min-height: 4; max-height: 7; border-top: heavy $bar; }
    """
    MORE_KEYS = (
        ("↑ ↓", "The next line; or click"),
        ("← →", "Another list; or click, or Tab"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("enter", "change", "Change", key_display="Enter", tooltip="or click again"),
        Binding("x", "remove", "Take away", tooltip="asks first"),
        Binding("j", "join", "Join", tooltip="make it part of a larger room"),
        Binding("right,tab", "section(1)", "Next list", show=False),
        Binding("left,shift+tab", "section(-1)", "List before", show=False),
        Binding("r", "look_again", "Look again", show=False),
        Binding("escape", "back", "Back to Rooms", key_display="Esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._section = ROOMS
        self._all_of_it: SetUp | None = None
        self._left_at: dict[str, Hashable] = {}
        """Where the cursor was in each list."""
        self._just_moved = False

    def compose_body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="sections-side"):
                yield Static("Setting up", id="sections-title", markup=False)
                yield Sections(self._draw_section, id="sections")
                yield Static("← → another list", id="sections-keys", markup=False)
            with Vertical(id="things-side"):
                yield Static("", id="things-heading", markup=False)
                yield Lines[Thing](self._draw_thing, id="things")
                yield Static("One moment…", id="facts", markup=False)

    def _draw_section(self, section: Section, width: int) -> str:
        return section_line(section, self._all_of_it or SetUp())

    def _draw_thing(self, thing: Thing, width: int) -> str:
        return line_of(self._section, thing, width)

    @property
    def _things(self) -> Lines[Thing]:
        return self.query_one("#things", Lines)

    @property
    def _sections(self) -> Sections:
        return self.query_one("#sections", Sections)

    def on_screen_resume(self) -> None:
        """Somebody may have changed something here or elsewhere."""
        super().on_screen_resume()
        self.call_after_refresh(self.action_look_again)

    def action_look_again(self) -> None:
        self.ask(self._look, waits=True)

    def _look(self) -> Message:
        return Looked(SetupErrands(self.app.errands).look())

    @on(Looked)
    def _show_all(self, message: Looked) -> None:
        before = self._all_of_it
        self._all_of_it = message.all_of_it
        if before is not None:
            self._go_to_what_is_new(before, message.all_of_it)
        self._show()

    def _go_to_what_is_new(self, before: SetUp, now: SetUp) -> None:
        old = {same(one) for one in things_of(self._section, before)}
        new = [one for one in things_of(self._section, now) if same(one) not in old]
        if new:
            self._left_at[self._section.name] = same(new[0])

    def _show(self) -> None:
        """Draw the list and what is beside it."""
        if self._all_of_it is None:
            return
        self._sections.show(SECTIONS, place=SECTIONS.index(self._section))
        things, lines = things_of(self._section, self._all_of_it), self._things
        at = self._left_at.get(self._section.name)
        stays = lines.place if lines.items and type(lines.items[0]) in map(type, things) else 0
        place = next((n for n, one in enumerate(things) if same(one) == at), stays)
        lines.show(things, place=place)
        self._tell_facts()
        self.furnish()

    def _tell_facts(self) -> None:
        chosen = self._things.chosen
        width = max(0, self._things.size.width - 2)
        titles = f"  {heading(self._section, width)}" if chosen is not None else ""
        self.query_one("#things-heading", Static).update(Content(titles))
        said = [self._section.none_yet]
        if chosen is not None and self._all_of_it is not None:
            self._left_at[self._section.name] = same(chosen)
            said = facts_of(chosen, self._all_of_it)
        self.query_one("#facts", Static).update(Content("\n".join(said)))

    def furnish(self, width: int = 0) -> None:
        super().furnish(width)
        if self._all_of_it is not None:
            self.call_after_refresh(self._tell_facts)

    @on(Lines.Moved, "#things")
    def _moved(self) -> None:
        self._just_moved = True
        self._tell_facts()

    @on(Lines.Touched, "#things")
    def _touched(self) -> None:
        """A click goes to a line; another one on the same line opens it."""
        if not self._just_moved:
            self.call_later(self.action_change)
        self._just_moved = False

    @on(Lines.Moved, "#sections")
    def _chose_section(self) -> None:
        section = self._sections.chosen
        if section is not None and section is not self._section:
            self._section = section
            self._just_moved = False
            self.say("")
            self._show()

    def action_section(self, step: int) -> None:
        place = SECTIONS.index(self._section)
        self._sections.go_to((place + step) % len(SECTIONS))

    # Keys

    @property
    def _chosen(self) -> Thing | None:
        return self._things.chosen if self.is_mounted and self._all_of_it is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _ABOUT_ONE:
            return self._chosen is not None
        if action == "join":
            all_of_it = self._all_of_it
            return (
                isinstance(self._chosen, RoomView)
                and all_of_it is not None
                and len(all_of_it.rooms) > 1
            )
        if action == "add":
            return self._all_of_it is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """The way back before the keys of the whole desk."""
        if self._all_of_it is not None:
            yield ("a", "add")
        if self._chosen is not None:
            yield ("Enter", "change")
            yield ("x", "take away")
        if self.check_action("join", ()):
            yield ("j", "join")
        yield from (("u", "undo"), ("Esc", "to Rooms"), ("?", "keys"), ("q", "leave"))

    def action_add(self) -> None:
        form = self._form(None)
        if form is None:
            self.say(ROOM_FIRST)
        else:
            self._open(form)

    def action_change(self) -> None:
        form = self._form(self._chosen) if self._chosen is not None else None
        if form is not None:
            self._open(form)

    def _form(self, thing: Thing | None) -> FormWindow | None:
        """The form that changes a thing, or adds one to the list in sight."""
        all_of_it = self._all_of_it or SetUp()
        if self._section is ROOMS:
            return RoomForm(all_of_it, thing if isinstance(thing, RoomView) else None)
        if self._section is LAYOUTS:
            if not all_of_it.rooms:
                return None
            return LayoutForm(all_of_it, thing if isinstance(thing, LayoutView) else None)
        if self._section is KIT:
            return ThingForm(all_of_it, thing if isinstance(thing, EquipmentView) else None)
        if self._section is HOURS:
            return HoursForm(all_of_it, thing if isinstance(thing, HoursView) else None)
        return TermForm(thing if isinstance(thing, TermView) else None)

    def action_join(self) -> None:
        room = self._chosen
        if isinstance(room, RoomView) and self._all_of_it is not None:
            self._open(JoinForm(self._all_of_it, room))

    def action_remove(self) -> None:
        if self._chosen is not None and self._all_of_it is not None:
            self._open(RemoveWindow(self._chosen, self._all_of_it))

    def _open(self, window: FormWindow | RemoveWindow) -> None:
        self.say("")
        self.app.push_screen(window, self._was_done)

    def _was_done(self, words: str | None) -> None:
        """What was done is in the list as soon as this screen is in front again."""
        if words:
            self.say(words)

    def action_back(self) -> None:
        self.app.switch_mode("rooms")
