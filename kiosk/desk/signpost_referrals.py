"""Open referrals, those to ask about first: what became of them, a key each. By initials until
somebody asks for the name.
"""

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

from hub.signposting.referral_words import FOLLOWS, initials, status_words, steps_words
from hub.views.referrals import ReferralMode, ReferralStatus, ReferralView
from hub.views.words import clean_line, date_words_short, day_words_short
from kiosk.desk.errands_signpost import ReferralErrands
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

NONE = "No referral is open."
DUE, WHO, STATE = 11, 10, 24
BECOMES = {
    "sent": ReferralStatus.SENT,
    "accepted": ReferralStatus.ACCEPTED,
    "met": ReferralStatus.MET,
    "not_met": ReferralStatus.NOT_MET,
    "declined": ReferralStatus.DECLINED,
}


@dataclass
class Referrals(Message):
    """All that are open."""

    found: tuple[ReferralView, ...]
    words: str = ""


class ReferralsWindow(DeskWindow[str | None]):
    """Closes with None."""

    AUTO_FOCUS = "#referrals"
    HINT_ROOM = 76
    DEFAULT_CSS = """
    ReferralsWindow #referrals { background: $paper; }
    ReferralsWindow #facts { height: auto; min-height: 4; max-height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sent", "Sent"),
        Binding("a", "accepted", "They will help"),
        Binding("h", "met", "Helped"),
        Binding("n", "not_met", "Could not"),
        Binding("t", "declined", "Turned down"),
        Binding("c", "chase", "No answer yet"),
        Binding("x", "withdraw", "Take back"),
        Binding("y", "yes", "Delete it for good"),
        Binding("enter", "show", "Who", key_display="Enter"),
        Binding("escape", "close", "Close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shows_who = False
        self._withdrawing: ReferralView | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("Referrals", id="title", markup=False)
        yield Lines(referral_line, id="referrals", numbered=True)
        yield Static("One moment…", id="facts", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, partial(self._look, ""))

    @property
    def _lines(self) -> Lines[ReferralView]:
        return self.query_one("#referrals", Lines)

    @property
    def _one(self) -> ReferralView | None:
        return self._lines.chosen if self.is_mounted else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        one = self._one
        if action == "yes":
            return self._withdrawing is not None
        if self._withdrawing is not None:
            return action == "close"
        if action in BECOMES:
            return one is not None and BECOMES[action] in FOLLOWS[one.status]
        if action == "chase":
            return one is not None and one.status is not ReferralStatus.DRAFT
        if action in {"withdraw", "show"}:
            return one is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._withdrawing is not None:
            return (("y", "Delete it for good"), ("Esc", "Keep it"))
        return super().keys_offered()

    def _look(self, words: str) -> Message:
        return Referrals(ReferralErrands(self.app.errands).open_referrals(), words)

    @on(Referrals)
    def _show(self, message: Referrals) -> None:
        here = self._one
        numbers = [one.number for one in message.found]
        place = numbers.index(here.number) if here and here.number in numbers else 0
        self._lines.styles.height = min(8, max(1, len(message.found)))
        self._lines.show(message.found, place=place)
        self._shows_who = False
        self.say(message.words)
        self._tell_of_it()

    @on(Lines.Moved, "#referrals")
    def _moved(self) -> None:
        self._shows_who, self._withdrawing = False, None
        self._tell_of_it()

    def _tell_of_it(self) -> None:
        one = self._one
        words = NONE if one is None else "\n".join(facts(one, with_name=self._shows_who))
        self.query_one("#facts", Static).update(Content(words))
        self.furnish()

    def action_pick(self, number: int) -> None:
        self._lines.pick(number)

    def action_show(self) -> None:
        self._shows_who = not self._shows_who
        self._tell_of_it()

    @on(Lines.Touched, "#referrals")
    def _touched(self) -> None:
        self._tell_of_it()

    # What became of it

    def action_sent(self) -> None:
        self._becomes(ReferralStatus.SENT)

    def action_accepted(self) -> None:
        self._becomes(ReferralStatus.ACCEPTED)

    def action_met(self) -> None:
        self._becomes(ReferralStatus.MET)

    def action_not_met(self) -> None:
        self._becomes(ReferralStatus.NOT_MET)

    def action_declined(self) -> None:
        self._becomes(ReferralStatus.DECLINED)

    def _becomes(self, status: ReferralStatus) -> None:
        one = self._one
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._set, one, status, by)))

    def _set(self, one: ReferralView, status: ReferralStatus, by: str) -> Message:
        made = ReferralErrands(self.app.errands).set_status(one, status, by=by)
        return self._look(f"{made.service}: {status_words(made.status, made.mode)}.")

    def action_chase(self) -> None:
        one = self._one
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._chase, one, by)))

    def _chase(self, one: ReferralView, by: str) -> Message:
        made = ReferralErrands(self.app.errands).chase(one.number, by=by)
        when = f" again on {day_words_short(made.chase_on)}" if made.chase_on else " again"
        return self._look(f"{made.service}: we ask{when}.")

    # Taken back

    def action_withdraw(self) -> None:
        self._withdrawing = self._one
        self.say("They take back their yes: delete this referral for good? There is no undo.")
        self.furnish()

    def action_yes(self) -> None:
        one, self._withdrawing = self._withdrawing, None
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._withdraw, one, by)))

    def _withdraw(self, one: ReferralView, by: str) -> Message:
        after = self.app.after_erasing
        problems = ReferralErrands(self.app.errands).withdraw(one.number, after, by=by)
        was_sent = one.mode is ReferralMode.LIVE and one.status is not ReferralStatus.DRAFT
        tell = (
            f" {one.service} has the details: ring them and ask them to delete these too."
            if was_sent
            else ""
        )
        return self._look(" ".join([f"Deleted for good.{tell}", *problems]))

    def action_close(self) -> None:
        if self._withdrawing is not None:
            self._withdrawing = None
            self.say("Nothing was deleted.")
            self.furnish()
        else:
            self.dismiss(None)


def referral_line(one: ReferralView, width: int) -> str:
    """ask today  A. K.     Money advice              sent"""
    when = day_words_short(one.chase_on) if one.chase_on else ""
    due = "ask today" if one.is_due else when
    if one.is_due and one.status is ReferralStatus.DRAFT:
        due = "send today"
    rest = max(8, width - DUE - WHO - STATE - 3)
    state = status_words(one.status, one.mode)
    who, to = fit(initials(one.who), WHO), fit(one.service, rest)
    return f"{fit(due, DUE)} {who} {to} {fit(state, STATE)}"


def facts(one: ReferralView, *, with_name: bool) -> list[str]:
    """The one at the cursor; the name and how to reach them only where somebody asks."""
    who = f"{one.who}{f', {one.contact}' if one.contact else ''}" if with_name else "press Enter"
    lines = [f"For: {who}", f"Why: {one.reason_words}", f"So far: {steps_words(one)}"]
    if one.consented_at is not None:
        on_day = date_words_short(one.consented_at.date())
        lines.append(f"They said yes on {on_day}, asked by {one.asked_by}.")
    return [clean_line(line) for line in lines]
