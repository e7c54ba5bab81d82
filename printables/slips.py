"""Slips for a receipt printer: what next steps and a leaflet say on 80 mm of paper, line by line.

42 columns, which every printer of that width has. No name is on it and no discreet need by its
name. Which letters there are is decided by `printables.slip_letters`, the printer's own language
by `printables.receipts`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from hub.errors import HubError
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import Takeaway, payload_for_plan
from hub.signposting.explaining import need_words, not_on_paper
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep
from hub.views.words import fold
from printables.sheets.leaflet_words import LeafletView
from printables.slip_letters import SlipLetters

COLUMNS = 42
_LONGEST = 240
"""Letters of one text: the roll is not endless."""
_MOST_PHONES = 3
_LEFT_OUT = frozenset({"Serves", "Languages"})
"""What the longer sheet has room for."""


class Look(Enum):
    """How a line is printed, and how many columns it has."""

    HEADING = COLUMNS // 2
    """Twice as wide and high, bold."""
    NUMBER = COLUMNS - 1
    """A phone number: twice as high, bold."""
    BOLD = COLUMNS - 2
    PLAIN = COLUMNS


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line, in letters that the printer has; "" for a blank one."""

    words: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class SlipCode:
    """A code to scan."""

    payload: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip, cut off at its end."""

    parts: tuple[SlipLine | SlipCode, ...]
    left_out: tuple[str, ...] = ()
    """Sentences about letters that the printer hasn't."""


def next_steps_slip(plan: Plan, site: SiteView, *, language: Language = ENGLISH) -> Slip:
    """The plan that one visitor takes home."""
    writer = _Writer(language)
    writer.say(plan.heading or language.say("Your next steps"), Look.HEADING)
    writer.say(site.name, Look.BOLD)
    phone = language.say("Phone {number}", number=site.phone) if site.phone else ""
    writer.say(" · ".join(filter(None, (site.address, phone))))
    discreet = frozenset(need.slug for need in plan.needs if need.is_discreet)
    number = 0
    for heading, steps in (
        (language.say("Who can help"), plan.steps),
        (language.say("Come along"), plan.groups),
        (language.say("Something you may enjoy"), plan.interest_steps),
    ):
        if steps:
            writer.section(heading)
        for step in steps:
            number += 1
            writer.step(f"{number}. ", step, discreet)
    if plan.lines:
        writer.section(language.say("Remember"))
        for line in plan.lines:
            writer.say(line)
    if plan.unmet:
        writer.section(language.say("Nothing yet"))
        for name in dict.fromkeys(need_words(need, language) for need in plan.unmet):
            writer.say(
                language.say(
                    "{need}: we know of nobody yet. Please ask again at the desk.", need=name
                )
            )
    if plan.urgent:
        writer.section(language.say("Help at any time"))
        for step in plan.urgent:
            writer.step("", step, discreet, is_short=True)
    writer.code(lambda: payload_for_plan(plan, site, language))
    writer.gap()
    writer.say(language.say("Correct on {date}", date=language.full_date(plan.made_on)))
    return writer.slip()


def leaflet_slip(view: LeafletView, site: SiteView) -> Slip:
    """A leaflet of who can help, or of what people come to."""
    writer = _Writer(ENGLISH)  # the view is in its own language already
    writer.say(view.name, Look.HEADING)
    writer.say(view.owner, Look.BOLD)
    for alert in view.alerts:
        writer.say(alert, Look.BOLD)
    writer.gap()
    if view.number:
        writer.say(view.number_label, Look.BOLD)
        writer.say(view.number, Look.NUMBER)
        writer.say(view.number_note)
        writer.gap()
    for fact in view.facts:
        writer.say(f"{fact.label}: {'; '.join(fact.texts)}")
    writer.say(view.about)
    takeaway = view.takeaway
    if takeaway is not None:
        writer.code(lambda: takeaway)
    writer.gap()
    writer.say(site.name, Look.BOLD)
    writer.say(site.phone)
    writer.say(view.correct)
    return writer.slip()


def one_after_another(slips: Sequence[Slip]) -> Slip:
    """Several on one strip of paper, to tear apart."""
    first, *others = slips
    parts = list(first.parts)
    for slip in others:
        parts += [SlipLine(""), SlipLine("- " * (COLUMNS // 2)), SlipLine(""), *slip.parts]
    left_out = dict.fromkeys(sentence for slip in slips for sentence in slip.left_out)
    return Slip(tuple(parts), tuple(left_out))


class _Writer:
    """Puts lines below each other."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._letters = SlipLetters()
        self._parts: list[SlipLine | SlipCode] = []

    def say(self, text: str, look: Look = Look.PLAIN) -> None:
        """A text, on as many lines as it needs."""
        words = self._letters.write(text)
        if len(words) > _LONGEST:
            words = f"{words[: _LONGEST - 1].rstrip()}…"
        self._parts += [SlipLine(line, look) for line in textwrap.wrap(words, look.value)]

    def gap(self) -> None:
        """One blank line, never two."""
        if self._parts and self._parts[-1] != SlipLine(""):
            self._parts.append(SlipLine(""))

    def section(self, heading: str) -> None:
        """A line across, and what comes below it."""
        self.gap()
        self._parts.append(SlipLine("-" * COLUMNS))
        self.say(heading, Look.BOLD)

    def step(
        self, lead: str, step: PlanStep, discreet: frozenset[str], *, is_short: bool = False
    ) -> None:
        """Whom to ring or what to come to: the number large, then how to get in."""
        self.gap()
        name = self._letters.write(step.name) or self._letters.write(step.organisation)
        self.say(f"{lead}{name or step.code}", Look.BOLD)
        if step.organisation and fold(step.organisation) not in fold(step.name):
            self.say(step.organisation)
        for phone in step.phones[:_MOST_PHONES]:
            self.say(phone.number, Look.NUMBER)
            if fold(phone.note) not in map(fold, step.why):
                self.say(phone.note)
        if not step.phones:
            self.say(step.url.removeprefix("https://").removeprefix("http://").rstrip("/"))
        if is_short:
            return
        why = " · ".join(
            reason for reason in step.why if reason not in not_on_paper(self._language)
        )
        self.say(why[:1].upper() + why[1:])
        unsaid = _LEFT_OUT | ({"Who for"} if discreet.intersection(step.meets) else set())
        known = set(map(fold, step.why))
        for label, words in step.getting_in:
            if label not in unsaid and fold(words) not in known:
                self.say(f"{self._language.say(label)}: {words}")

    def code(self, make: Callable[[], Takeaway]) -> None:
        """A code with its words below it, where there is something safe to scan."""
        try:
            takeaway = make()
        except HubError:
            return
        if takeaway.payload:
            self.gap()
            self._parts.append(SlipCode(takeaway.payload))
            self.say(takeaway.words)

    def slip(self) -> Slip:
        return Slip(tuple(self._parts), self._letters.sentences())
