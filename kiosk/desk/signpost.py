"""Signpost: tick what somebody needs and likes, and the plan builds itself at the side.

Leaves what fits to `hub.noticeboard.search`, and what is in the plan to `hub.noticeboard.planning`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.signposting import wishing
from hub.views.noticeboard import Answer, Found, Kind
from hub.views.plan import Plan, PlanStep, PlanWishes
from kiosk.desk.lines import Lines
from kiosk.desk.screen import Over, Refused, offered_by, shown_key
from kiosk.desk.signpost_box import FoundThese, Planned, WordBox
from kiosk.desk.signpost_giving import GivingScreen
from kiosk.desk.signpost_plan import PlanLines, plan_keys_first
from kiosk.desk.signpost_words import (
    HOW_TO,
    TICKED,
    found_line,
    is_ticked,
    ticked_lines,
    told_words,
)

WIDE = 100
"""Columns from which the plan stands at the side."""


class SignpostScreen(GivingScreen):
    """One box, what it finds, and the plan."""

    PLACE = "signpost"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tick", "Tick", key_display="Enter", show=False, id="tick"),
        Binding("space", "tick", show=False),
        Binding("tab", "to_plan", "Plan", key_display="Tab", priority=True, id="to-plan"),
        Binding("slash", "search", "Search", key_display="/", id="signpost-search"),
        Binding("f5", "print", "Print", key_display="F5", priority=True, id="print-plan"),
        Binding("f6", "scan", "Scan", key_display="F6", priority=True, id="scan-plan"),
        Binding("f7", "refer", "Refer", key_display="F7", priority=True, id="refer"),
        Binding("f8", "nobody", "Nobody could help", key_display="F8", priority=True, id="nobody"),
        Binding(
            "f9", "safeguarding", "Safeguarding", key_display="F9", priority=True, id="safeguard"
        ),
        Binding("f4", "afresh", "Next person", key_display="F4", priority=True, id="afresh"),
        Binding("x", "drop", "Leave out", id="drop-step"),
        Binding("k", "keep", "Keep", id="keep-step"),
        Binding("b", "bring_back", "Bring back", id="bring-back"),
        Binding("left_square_bracket,shift+up", "move(-1)", "Up", key_display="[", id="step-up"),
        Binding(
            "right_square_bracket,shift+down", "move(1)", "Down", key_display="]", id="step-down"
        ),
        Binding("a", "add_line", "Add a line", id="add-line"),
        Binding("plus", "door", "Count at the door", key_display="+", priority=True, id="door"),
        Binding("ctrl+z", "app.undo", "Undo", key_display="Ctrl+Z", show=False),
        Binding("o", "referrals", "Referrals", id="referrals"),
        Binding("i", "ideas", "Ideas", id="ideas"),
        Binding("p", "print", show=False),
        Binding("s", "scan", show=False),
        Binding("r", "refer", show=False),
        Binding("n", "nobody", show=False),
        Binding("escape", "back", "Back", key_display="Esc", id="signpost-back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._planned_for: PlanWishes | None = None
        """The wishes that the plan on the screen was made of."""
        self._wanted = ""
        """What is typed now."""
        self._answer: Answer | None = None
        """To `_answer_words`, which were typed last."""
        self._answer_words = ""
        self._given_up: tuple[PlanWishes, str] | None = None
        """What was wanted when the last errand was refused."""
        self._entered: deque[str] = deque()
        """Words whose first line is to be ticked: Enter came before the answer."""

    # What it is made of

    def compose_body(self) -> ComposeResult:
        with Container(id="signpost"):
            with Vertical(id="sign-asking"):
                yield WordBox(self._enter, "What do they need, or like?", id="sign-words")
                yield Static(HOW_TO, id="sign-told", markup=False)
                yield Lines(self._draw_found, id="sign-found")
            with Vertical(id="sign-planning"):
                yield Static("Next steps", id="sign-title", markup=False)
                yield PlanLines(id="sign-plan")

    def _draw_found(self, found: Found, width: int) -> str:
        return found_line(found, self._wishes, width)

    def on_mount(self) -> None:
        self._field.focus()
        super().on_mount()
        self._shape(self.size.width)
        self.call_after_refresh(self._show_list)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._shape(event.size.width)

    def _shape(self, width: int) -> None:
        self.query_one("#signpost").set_class(width >= WIDE, "wide")

    @property
    def _field(self) -> Input:
        return self.query_one("#sign-words", Input)

    @property
    def _list(self) -> Lines[Found]:
        return self.query_one("#sign-found", Lines)

    @property
    def _steps(self) -> PlanLines:
        return self.query_one(PlanLines)

    # Which keys mean what

    @property
    def is_typing(self) -> bool:
        return self.is_mounted and self.focused is self._field

    @property
    def is_in_plan(self) -> bool:
        return self.is_mounted and self.focused is self._steps

    @property
    def digits_are_free(self) -> bool:
        return not self.is_typing

    @property
    def _step(self) -> PlanStep | None:
        """The step at the cursor of the plan."""
        row = self._steps.chosen if self.is_in_plan else None
        return row.step if row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"drop", "keep", "move"}:
            row = self._steps.chosen if self.is_in_plan else None
            return row is not None and (row.step is not None or action == "drop")
        if action == "bring_back":
            return self.is_in_plan and bool(self._wishes.dropped)
        if action == "add_line":
            return self.is_in_plan
        if action in {"print", "scan", "refer", "nobody"}:
            return self.is_mounted and self._has_wishes
        if action in {"referrals", "ideas"}:
            return not self.is_typing
        if action == "door":
            return not (self.is_typing and self._wanted)
        if action == "search":
            return not self.is_typing
        return super().check_action(action, parameters)

    @property
    def _has_wishes(self) -> bool:
        wishes = self._wishes
        has_some = wishes.needs or wishes.interests or wishes.pinned or wishes.lines
        return bool(has_some or self._entered)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self.is_in_plan:
            return plan_keys_first(super().keys_offered())
        if not self.is_typing:
            return super().keys_offered()
        own = (one for one in offered_by(self) if one.show)
        return [*((shown_key(one), one.description) for one in own), ("F1", "Keys")]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # On a small screen whoever is in the plan sees more of it.
        self.query_one("#signpost").set_class(self.is_in_plan, "in-plan")
        self.furnish()

    # Searching

    @on(Input.Changed, "#sign-words")
    def _typed(self, event: Input.Changed) -> None:
        self._wanted = event.value
        if not event.value.strip():
            self._answer = None
            self._show_list()
        self.go_on()

    @on(Over)
    def _errand_over(self) -> None:
        self.call_later(self.go_on)

    def go_on(self) -> None:
        """The next errand, if any is left: what Enter was pressed for, the plan, the search."""
        wanted = self._wanted.strip()
        if self.is_asking or self._given_up == (self._wishes, wanted):
            return
        if self._entered:
            self.ask(partial(self._find, self._entered[0], then_tick=True))
        elif not self._is_planned:
            self.ask(partial(self._make_plan, self._wishes))
        elif self._then is not None and self._plan is not None:
            then, self._then = self._then, None
            then(self._plan)
        elif wanted and (self._answer is None or self._answer_words != wanted):
            self.ask(partial(self._find, wanted, then_tick=False))

    @on(Refused)
    def _give_up(self) -> None:
        """What was refused is not asked again and again: only when something else is wanted."""
        self._entered.clear()
        self._then = None
        self._given_up = (self._wishes, self._wanted.strip())

    def with_plan(self, then: Callable[[Plan], None]) -> None:
        self._given_up = None
        super().with_plan(then)

    def _find(self, words: str, *, then_tick: bool) -> Message:
        return FoundThese(words, self._errands.find(words), then_tick)

    @on(FoundThese)
    def _came(self, message: FoundThese) -> None:
        if message.then_tick:
            if self._entered and self._entered[0] == message.words:
                self._entered.popleft()
                found = message.answer.results[:1]
                if found:
                    self._toggle(found[0])
                else:
                    self.say(f"Nothing fits: {message.words}")
            return
        self._answer, self._answer_words = message.answer, message.words
        if self._wanted.strip():
            self._show_list()

    def _show_list(self) -> None:
        """What was found; while nothing is typed, what is ticked."""
        told = self.query_one("#sign-told", Static)
        if self._answer is None or not self._wanted.strip():
            ticked = ticked_lines(self._plan, self._wishes) if self._plan else ()
            self._list.show(ticked)
            told.update(Content(TICKED if ticked else HOW_TO))
        else:
            results = self._answer.results or self._answer.nearest
            self._list.show(results)
            told.update(Content(told_words(self._answer)))
        self.furnish()

    # Ticking

    def _enter(self, words: str) -> None:
        """Tick the line at the cursor, or the first as soon as it is known."""
        wanted = words.strip()
        if not wanted:
            return
        if self._answer is not None and self._answer_words == wanted and not self._entered:
            found = self._list.chosen
            if found is None:
                return
            self._toggle(found)
        else:
            self._entered.append(wanted)
            self.go_on()

    def action_tick(self) -> None:
        found = self._list.chosen
        if self.focused is self._list and found is not None:
            self._toggle(found)
            self._list.refresh()

    @on(Lines.Touched, "#sign-found")
    def _touched(self) -> None:
        found = self._list.chosen
        if found is not None:
            self._toggle(found)
            self._field.clear()
            self._field.focus()

    def _toggle(self, found: Found) -> None:
        was = is_ticked(found, self._wishes)
        match found.kind:
            case Kind.NEED:
                wishes = wishing.tick(self._wishes, found.code)
            case Kind.INTEREST:
                wishes = wishing.tick_interest(self._wishes, found.code)
            case _:
                wishes = wishing.pin(self._wishes, found.code)
        self.say(f"{'Taken out' if was else 'Added'}: {found.name}")
        self.wish(wishes)

    # The plan

    @property
    def _is_planned(self) -> bool:
        return self._wishes == PlanWishes() or self._planned_for == self._wishes

    def _make_plan(self, wishes: PlanWishes) -> Message:
        return Planned(wishes, self._errands.plan(wishes))

    @on(Planned)
    def _show_plan(self, message: Planned) -> None:
        if message.wishes != self._wishes:
            return  # something was ticked meanwhile: the next plan is on its way
        self._planned_for, self._plan = message.wishes, message.plan
        self._steps.show_plan(message.plan)
        if not self._wanted.strip():
            self._show_list()
        self.furnish()

    def clear_plan(self) -> None:
        super().clear_plan()
        self._planned_for = None
        self._steps.show_plan(None)
        self._show_list()

    def to_the_plan(self) -> None:
        self._steps.focus()

    def action_to_plan(self) -> None:
        if self.is_in_plan:
            self._field.focus()
        else:
            self.to_the_plan()

    def action_drop(self) -> None:
        row = self._steps.chosen
        if row is None:
            return
        if row.step is None:
            self.wish(wishing.remove_line(self._wishes, row.number))
        else:
            self.say(f"Left out: {row.step.name}. b brings it back.")
            self.wish(wishing.drop(self._wishes, row.step.code))

    def action_keep(self) -> None:
        if self._step is not None:
            self.wish(wishing.pin(self._wishes, self._step.code))

    def action_bring_back(self) -> None:
        self.wish(wishing.bring_back(self._wishes, self._wishes.dropped[-1]))

    def action_move(self, by: int) -> None:
        if self._step is not None and self._plan is not None:
            self.wish(wishing.move(self._wishes, self._plan, self._step.code, by))

    # From one person to the next

    def forget(self) -> None:
        super().forget()
        self._answer = self._given_up = None
        self._entered.clear()
        self._field.clear()
        self._wanted = ""
        self.clear_plan()
        self._field.focus()
        self.furnish()

    def action_search(self) -> None:
        self._field.focus()

    def action_back(self) -> None:
        if not self.is_typing:
            self._field.focus()
        elif self._wanted:
            self._field.clear()
        else:
            self.app.switch_mode("today")

    def on_key(self, event: events.Key) -> None:
        """Up and down choose a line while somebody types."""
        if self.is_typing and event.key in ("up", "down"):
            event.stop()
            if not self._wanted.strip() and event.key == "down":
                self._list.focus()
            elif self._wanted.strip():
                self._list.action_step(1 if event.key == "down" else -1)

    @on(Lines.LeftAbove)
    def _left_above(self) -> None:
        self._field.focus()
