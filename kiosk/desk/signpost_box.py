"""The box that words are typed in, and what comes back of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Input

from hub.views.noticeboard import Answer
from hub.views.plan import Plan, PlanWishes

LONGEST_SEARCH = 80


class WordBox(Input):
    """A line that is empty again as Enter is pressed, so that no letter typed after it is lost."""

    def __init__(self, entered: Callable[[str], None], placeholder: str, *, id: str) -> None:
        super().__init__(
            placeholder=placeholder, id=id, max_length=LONGEST_SEARCH, select_on_focus=False
        )
        self._entered = entered

    async def action_submit(self) -> None:
        words, self.value = self.value, ""
        self._entered(words)


@dataclass
class FoundThese(Message):
    """What fits the words that were typed; with `then_tick`, Enter was pressed already."""

    words: str
    answer: Answer
    then_tick: bool


@dataclass
class Planned(Message):
    """The plan that comes of the wishes."""

    wishes: PlanWishes
    plan: Plan
