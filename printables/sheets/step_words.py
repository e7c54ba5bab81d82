"""What one step of a plan says on paper: nothing twice, nothing that is true only at the desk, and
in letters that we have.

Decides the words; how they lie decides `printables.sheets.step_boxes`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hub.languages.language import Language
from hub.signposting.explaining import not_on_paper
from hub.views.directory import PhoneView
from hub.views.plan import PlanStep
from hub.views.words import fold
from printables.fonts import NO_BREAK
from printables.left_out import LeftOut
from printables.sheets.step_lines import Item

_SHORT = 30
"""Letters of a reason that stays on one line."""
_LONGEST = 220
_LONGEST_READ = 1000
_MOST_PHONES = 2
_FOR_ALL = frozenset({"anyone", "anybody", "everyone", "everybody", "all"})
_JUST_CALL = frozenset({"call", "phone", "ring", "call us"})
_SAID_ELSEWHERE = frozenset({"Serves", "Ask"})
_DATED = frozenset({"When", "Where"})
"""Said by the line with the date."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is dialled, and what is to know of it."""

    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepWords:
    """Puts steps into words for one sheet."""

    language: Language
    left_out: LeftOut
    discreet: frozenset[str] = frozenset()
    """Slugs of needs that the sheet doesn't name: nor does it say for whom their helpers are."""

    def name(self, step: PlanStep) -> str:
        """Its name; where we have none of its letters, whatever else it goes by."""
        what = f"The name of {step.code}" if step.code else "The name"
        instead = self._line(step.organisation, "The organisation", step)
        coded = f"{self.language.say('Help')} {step.code}".strip()
        return self.left_out.line(step.name[:_LONGEST_READ], what, instead or coded)

    def owner(self, step: PlanStep) -> str:
        """Whose it is, where the name doesn't say it."""
        owner = self._line(step.organisation, "The organisation", step)
        return "" if fold(owner) in fold(self.name(step)) else owner

    def numbers(self, step: PlanStep) -> list[Number]:
        """At most two, with their notes."""
        said = self._said(step)
        found = [self._number(phone, step) for phone in step.phones[:_MOST_PHONES]]
        return [Number(one.words, "" if fold(one.note) in said else one.note) for one in found]

    def address(self, step: PlanStep) -> str:
        """Its page, as people type it."""
        address = step.url.removeprefix("https://").removeprefix("http://").rstrip("/")
        return self._line(address, "The web address", step)

    def helper(self, step: PlanStep, *, says_for: bool, owner: str, run_on: bool) -> list[Item]:
        """Of who can help: why, and how to get in. `owner` where it stands nowhere else. What runs
        on begins with when to call, so that every box begins with the same."""
        told = self._getting_in(step, frozenset())
        first = {self._label("Note"), self._label("When")} if run_on else frozenset()
        at = sum(item.label in first for item in told)
        told.insert(at, self._why(step, owner))
        return [self._for(step), *told] if says_for else told

    def group(self, step: PlanStep, *, says_for: bool) -> list[Item]:
        """Of what to come to: why, how, and whom to ask."""
        getting_in = self._getting_in(step, _DATED if step.next_on else frozenset())
        # Who it is for says what it is for.
        is_said = any(item.label == self._label("Who for") for item in getting_in)
        about = [] if is_said or not says_for else [self._for(step)]
        told = dict(step.getting_in)
        numbers = [self._number(phone, step).words for phone in step.phones[:_MOST_PHONES]]
        asked = ", ".join(filter(None, (self._line(told.get("Ask", ""), "Ask", step), *numbers)))
        ask = Item(self._label("Ask"), asked)
        return [*about, self._why(step, ""), *getting_in, ask]

    def when(self, step: PlanStep) -> str:
        """The date and the room of what to come to; "" where there is no date."""
        if step.next_on is None:
            return ""
        when = self._clipped(dict(step.getting_in).get("When", ""), "When", step)
        return ", ".join(filter(None, (when, self._line(step.room, "The room", step))))

    def line(self, step: PlanStep) -> tuple[str, str, str]:
        """Of a line for emergencies: its number, whose it is, and what for."""
        number = self._number(step.phones[0], step).words if step.phones else ""
        number = number or self.address(step)
        who_for = dict(step.getting_in).get("Who for", "")
        about = self._clipped(who_for or ", ".join(step.why), "Who for", step)
        name = self.name(step)
        # "999: police, ambulance, fire" stands right of a large 999.
        without = name.removeprefix(f"{number}: ")
        return number, without[:1].upper() + without[1:], about

    def meets(self, step: PlanStep) -> str:
        """The needs and interests that it is for."""
        return self._clipped("; ".join(step.meets_words), "The need", step)

    # Parts

    def _for(self, step: PlanStep) -> Item:
        return Item(self.language.say("For"), self.meets(step))

    def _why(self, step: PlanStep, owner: str) -> Item:
        hidden = not_on_paper(self.language)
        where = fold(dict(step.getting_in).get("Where", ""))
        told = [
            self._line(one, "The reason", step)
            for one in step.why
            if one not in hidden and not self._is_said_by(where, one)
        ]
        # The dot stays with what is before it, as a line may break behind it.
        why = f"{NO_BREAK}· ".join(_together(one) for one in (owner, *told) if one)
        return Item("", why[:1].upper() + why[1:])

    def _is_said_by(self, where: str, reason: str) -> bool:
        """Whether the address says "in Wherrybridge" already."""
        begins, _, ends = self.language.say("in {place}", place="\n").partition("\n")
        if not (reason.startswith(begins) and reason.endswith(ends)):
            return False
        place = fold(reason[len(begins) : len(reason) - len(ends)])
        return bool(place) and place in where

    def _getting_in(self, step: PlanStep, elsewhere: frozenset[str]) -> list[Item]:
        """What isn't said elsewhere."""
        unsaid = {"Who for"} if self.discreet.intersection(step.meets) else set()
        hidden = _SAID_ELSEWHERE | elsewhere | unsaid
        said = self._said(step)
        items = []
        for label, text in step.getting_in:
            folded = fold(text)
            is_said = (
                label in hidden
                or folded in said
                or folded.rstrip(".") in said
                or (label == "Who for" and folded.rstrip(".") in _FOR_ALL)
                or (label == "How" and step.phones and folded.rstrip(".") in _JUST_CALL)
            )
            if not is_said:
                words = self._clipped(text, f"The line {label}", step)
                items.append(Item(self._label(label), words))
        return items

    def _said(self, step: PlanStep) -> set[str]:
        """The reasons; and that it is free, as the directory has it in English."""
        said = {fold(reason) for reason in step.why}
        return said | {"free"} if fold(self.language.say("free")) in said else said

    def _label(self, label: str) -> str:
        return self._line(self.language.say(label) if label else "", "The label")

    def _number(self, phone: PhoneView, step: PlanStep) -> Number:
        """As it is dialled, in the digits of phones; or what to text to it."""
        digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in phone.number)
        note = self._clipped(phone.note, "The note of the number", step)
        what = f"The number of {step.code}" if step.code else "The number"
        instead = self.language.say("Ask at the desk for the number")
        asked = instead if phone.number.strip() else ""
        number = self.left_out.line(digits[:_LONGEST_READ], what, asked)
        if not number or number == instead or not phone.is_text:
            return Number(number, "" if number == instead else note)
        if note:
            return Number(f"{number}: {note}")
        return Number(self.language.say("Text {phone}", phone=number))

    def _line(self, text: str, what: str, step: PlanStep | None = None) -> str:
        of = f"{what} of {step.code}" if step is not None and step.code else what
        return self.left_out.line(text[:_LONGEST_READ], of)

    def _clipped(self, text: str, what: str, step: PlanStep) -> str:
        words = self._line(text, what, step)
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _together(reason: str) -> str:
    """A short reason that no line breaks."""
    return reason.replace(" ", NO_BREAK) if len(reason) <= _SHORT else reason
