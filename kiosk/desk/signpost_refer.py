"""Refer: what to read aloud, and the few things that are written down after a yes.

Leaves what may be kept, and what is refused, to `hub.signposting.referrals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widgets import Input

from hub.errors import LikelyDuplicate
from hub.signposting.referral_words import LONGEST_CONTACT, LONGEST_NAME, OTHER, OTHER_WORDS
from hub.views.directory import NeedView
from hub.views.plan import PlanStep
from hub.views.referrals import BeforeReferring, ReferralMode
from hub.views.words import clean_line
from kiosk.desk.choices import Choice
from kiosk.desk.errands_signpost import ReferralErrands, ToRefer
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words

MODES = (
    (ReferralMode.LIVE.value, "we send their details"),
    (ReferralMode.LOGGED.value, "they go there themselves"),
)
CONSENT = (("no", "not yet"), ("yes", "yes, after the words below were read aloud"))


@dataclass
class Before(Message):
    """What to know and say before anything is written down."""

    found: BeforeReferring
    mode: ReferralMode


@dataclass
class Twin(Message):
    """There is one that looks the same."""

    words: str


class ReferWindow(FormWindow):
    """Closes with what was written down, without the name, or with None."""

    TITLE_WORDS = "Refer"
    SEND: ClassVar[str] = "Write it down"
    DEFAULT_CSS = """
    ReferWindow #understood { max-height: 11; margin: 0; }
    """

    def __init__(self, services: Sequence[PlanStep], needs: Sequence[NeedView]) -> None:
        super().__init__()
        self._services = services
        self._needs = needs
        self._before: Before | None = None
        self._boxes: list[Input] = []
        self._form: ToRefer | None = None
        self._twin: ToRefer | None = None
        """What looked like one that is there already: sent again, it is somebody else."""

    def fields(self) -> Iterable[Field]:
        reasons = [(need.slug, need.name) for need in self._needs]
        yield OneOf("service", "To", [(step.code, step.name) for step in self._services])
        yield OneOf("mode", "How", MODES)
        yield OneOf("consent", "They said yes", CONSENT)
        yield Words("who", "Name", eg="a name or initials", longest=LONGEST_NAME)
        yield Words("contact", "Phone or email", eg="one of them", longest=LONGEST_CONTACT)
        yield OneOf("reason", "Why", [*reasons, (OTHER, OTHER_WORDS)])

    def on_mount(self) -> None:
        super().on_mount()
        self._boxes = list(self.query(Input))
        self.call_after_refresh(self._ask_before)

    def on_unmount(self) -> None:
        """A closed window may be in memory for a while: without the name."""
        for box in self._boxes:
            box.set_reactive(Input.value, "")
        self._form = self._twin = None

    def changed(self, name: str) -> None:
        if name in ("service", "mode"):
            # Other words would be read aloud: a yes to the ones before doesn't count.
            self.control("consent", Choice).offer(CONSENT, "no")
            self._before = None
            self._ask_before()

    def _ask_before(self) -> None:
        work = partial(self._learn, self.chosen("service"), ReferralMode(self.chosen("mode")))
        self.ask(work, waits=True)

    def _learn(self, service: str, mode: ReferralMode) -> Message:
        return Before(ReferralErrands(self.app.errands).before(service, mode), mode)

    @on(Before)
    def _learnt(self, message: Before) -> None:
        self._before = message
        self.tell_understood()

    def _is_told(self) -> bool:
        """Whether the words on screen are those for what is chosen."""
        before = self._before
        chosen = (self.chosen("service"), self.chosen("mode"))
        return before is not None and (before.found.service_code, before.mode.value) == chosen

    def understood(self) -> str:
        if self._before is None or not self._is_told():
            return "One moment…"
        found = self._before.found
        reach = ", ".join((*found.phones, *((found.email,) if found.email else ())))
        parts = [f"GETTING IN: {clean_line(found.getting_in)}"]
        parts += [f"REACH THEM: {clean_line(reach)}"] if reach else []
        parts.append(f"READ ALOUD: “{clean_line(found.consent)}”")
        return "\n".join(parts)

    def gather(self) -> None:
        self._form = ToRefer(
            service=self.chosen("service"),
            mode=ReferralMode(self.chosen("mode")),
            consent=self.chosen("consent") == "yes" and self._is_told(),
            who=self.typed("who"),
            contact=self.typed("contact"),
            reason=self.chosen("reason"),
        )

    def work(self, by: str) -> Message:
        assert self._form is not None
        errands = ReferralErrands(self.app.errands)
        try:
            made = errands.refer(self._form, anyway=self._form == self._twin, by=by)
        except LikelyDuplicate as error:
            return Twin(error.message)
        if made.mode is ReferralMode.LOGGED:
            return Done(f"Written down: referral {made.number} to {made.service}. Nothing is sent.")
        return Done(
            f"Written down: referral {made.number} to {made.service}. Send it to them now, then"
            " press o (Referrals) and s (Sent)."
        )

    @on(Twin)
    def _looks_the_same(self, message: Twin) -> None:
        self._twin = self._form
        self.say(f"{message.words} Is it somebody else? Press Enter again.")
