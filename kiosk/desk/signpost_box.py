"""The box that words are typed in."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

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
