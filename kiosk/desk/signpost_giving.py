"""What comes of a plan at the desk: paper, a code, a referral, or the note that nobody could help;
and when the desk forgets the person. Leaves ticking and looking to `kiosk.desk.signpost`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message

from hub.signposting import wishing
from hub.views.people import UndoView
from hub.views.plan import Plan, PlanWishes
from kiosk.desk.door import count_one
from kiosk.desk.errands_signpost import Code, SignpostErrands
from kiosk.desk.screen import DeskScreen
from kiosk.shared.idle import IdleWatch

IDLE_AFTER, IDLE_GRACE = 240.0, 60.0
"""Seconds without a key, then seconds of saying so, before the screen forgets the last person."""
LOOK_EVERY = 5.0
NOTED = "Noted a visit"
"""How the hub calls a visit among what can be undone."""
NOTED_ALREADY = "This visit is noted already. Undo that first, then press it again."


@dataclass
class Given(Message):
    """The person takes something along, or nothing; the visit is noted now."""

    person: int
    """Whose turn it was when it was asked for."""
    words: str
    codes: tuple[Code, ...] = ()
    late: str = ""
    """What is said of it where the next person's turn has come: nothing about the last one."""


class GivingScreen(DeskScreen):
    """The plan of one person, and what is done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._wishes = PlanWishes()
        self._plan: Plan | None = None
        self._then: Callable[[Plan], None] | None = None
        """What to do as soon as the plan is up to date."""
        self._is_kept = False
        """Whether this person's visit was noted."""
        self._person = 0
        """Counts those who came, so that what comes late is not taken for the next one's."""
        self._watch = IdleWatch(IDLE_AFTER, IDLE_GRACE, time.monotonic())
        self._warned = False

    def on_mount(self) -> None:
        self._errands = SignpostErrands(
            self.app.errands, self.app.printed_folder, self.app.printing
        )
        super().on_mount()
        self.set_interval(LOOK_EVERY, lambda: self.look_if_idle(time.monotonic()))

    def go_on(self) -> None:
        """Do what is left to do: make the plan, then what waits for it."""
        raise NotImplementedError

    def wish(self, wishes: PlanWishes) -> None:
        """Make the plan anew, of these wishes."""
        self._wishes = wishes
        if wishes == PlanWishes():
            self.clear_plan()
        self.furnish()
        self.go_on()

    def clear_plan(self) -> None:
        """Show no plan: nothing is ticked."""
        self._plan = None

    def to_the_plan(self) -> None:
        """Give the keys to the plan."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget everything about this person."""
        self._wishes, self._plan = PlanWishes(), None
        self._person += 1
        self._then, self._is_kept, self._warned = None, False, False
        self.say("")

    def with_plan(self, then: Callable[[Plan], None]) -> None:
        """Do it with the plan as it will be once every key before this one has had its say."""
        self._then = then
        self.go_on()

    # Paper and phones

    def action_print(self) -> None:
        self.with_plan(lambda plan: self.with_somebody_on(partial(self._do, self._print, plan)))

    def action_scan(self) -> None:
        self.with_plan(lambda plan: self.with_somebody_on(partial(self._do, self._scan, plan)))

    def _do(self, work: Callable[[Plan, str, int], Message], plan: Plan, by: str) -> None:
        self.ask(partial(work, plan, by, self._person))

    def _print(self, plan: Plan, by: str, person: int) -> Message:
        # Where no printer takes it, it says where the sheet lies: a volunteer must hear that.
        went = self._errands.print_sheet(plan).words
        return Given(person, self._note_visit(plan, by, person, went), late=went)

    def _scan(self, plan: Plan, by: str, person: int) -> Message:
        codes = self._errands.codes(plan)
        return Given(person, self._note_visit(plan, by, person, ""), codes)

    def _note_visit(self, plan: Plan, by: str, person: int, words: str) -> str:
        """Once for each person, however often something is given to them."""
        asked = plan.wishes.needs or plan.wishes.interests
        if (self._is_kept and person == self._person) or not asked:
            return words
        self._errands.record(plan, by=by)
        self._is_kept = self._is_kept or person == self._person
        return f"{words} Noted, without a name.".strip()

    @on(Given)
    def _was_given(self, message: Given) -> None:
        if message.person != self._person:
            self.say(message.late)
            return
        self.say(message.words)
        self.to_the_plan()
        self.furnish()
        if message.codes:
            from kiosk.desk.signpost_windows import ScanWindow

            self.app.push_screen(ScanWindow(message.codes, message.words))

    # Nobody could help

    def action_nobody(self) -> None:
        self.with_plan(lambda plan: self.with_somebody_on(partial(self._note_nobody, plan)))

    def _note_nobody(self, plan: Plan, by: str) -> None:
        if self._is_kept:
            self.say(NOTED_ALREADY)
        elif not plan.wishes.needs:
            self.say("Tick the need that nobody could help with.")
        else:
            self._do(self._nobody, plan, by)

    def _nobody(self, plan: Plan, by: str, person: int) -> Message:
        self._errands.nobody_could_help(plan.wishes.needs, by=by)
        self._is_kept = self._is_kept or person == self._person
        names = "; ".join(one.name for one in plan.needs)
        return Given(person, f"Noted: nobody could help. {names}")

    def was_undone(self, change: UndoView | None) -> None:
        super().was_undone(change)
        if change is not None and change.label == NOTED:
            self._is_kept = False

    # Windows

    def action_refer(self) -> None:
        self.with_plan(self._refer)

    def _refer(self, plan: Plan) -> None:
        from kiosk.desk.signpost_refer import ReferWindow

        helpers = (*plan.steps, *(one for one in plan.urgent if one.meets), *plan.left_over)
        # Groups of this hub need no referral: people just come.
        services = [one for one in helpers if one.kind.value in ("service", "urgent")]
        if not services:
            self.say("Nobody is in the plan whom details could be sent to.")
            return
        self.app.push_screen(ReferWindow(services, plan.needs), self._tell_after)

    def _tell_after(self, words: str | None) -> None:
        if words:
            self.say(words)

    def action_safeguarding(self) -> None:
        from kiosk.desk.signpost_windows import SafeguardingWindow

        self.app.push_screen(SafeguardingWindow(self._errands))

    def action_add_line(self) -> None:
        from kiosk.desk.signpost_windows import LineWindow

        def add(words: str | None) -> None:
            if words:
                self.wish(wishing.add_line(self._wishes, words))

        self.app.push_screen(LineWindow(), add)

    def action_referrals(self) -> None:
        from kiosk.desk.signpost_referrals import ReferralsWindow

        self.app.push_screen(ReferralsWindow(), self._tell_after)

    def action_ideas(self) -> None:
        from kiosk.desk.signpost_ideas import IdeasWindow

        self.app.push_screen(IdeasWindow(), self._tell_after)

    def action_door(self) -> None:
        count_one(self)

    # From one person to the next

    def action_afresh(self) -> None:
        self.forget()

    def look_if_idle(self, now: float) -> None:
        """Nothing of a person stays where nobody has touched this screen for some minutes."""
        if self.app.current_mode == self.PLACE:
            self._watch.touched(max(self._watch.last, self.app.touched_at))
        left = self._watch.seconds_left(now)
        if left is None:
            if self._warned:
                self._warned = False
                self.say("")
            return
        if left > 0:
            if self._wishes != PlanWishes():
                self._warned = True
                self.say("Still there? Press a key, or this is cleared for the next person.")
            return
        self._watch.touched(now)
        if self.app.current_mode == self.PLACE:
            # A window in front may hold a name that was half typed.
            while self.app.screen is not self and len(self.app.screen_stack) > 1:
                self.app.pop_screen()
        self.forget()
