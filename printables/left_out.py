"""Letters that no font of ours has, on sheets where one title must not spoil all others: they are
left out, and whoever prints is told which. What can be drawn is decided by `printables.fonts`.
"""

from __future__ import annotations

from hub.errors import BadInput
from hub.views.words import clean_line
from printables.fonts import missing_glyphs, printable


class LeftOut:
    """Collects what could not be printed while a sheet is laid out."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each once, in order."""
        return tuple(self._sentences)

    def line(self, text: str, what: str, instead: str = "") -> str:
        """One line in letters that we have; `instead` where nothing is left of it. `what` says in
        the sentence where it stands: "The title"."""
        try:
            words = printable(text, what)
        except BadInput as refusal:
            self._sentences[refusal.message] = None
            kept = "".join(letter for letter in clean_line(text) if not missing_glyphs(letter))
            words = clean_line(kept)
            # Marks and stops of a line whose letters are all gone say nothing.
            words = words if any(letter.isalnum() for letter in words) else ""
        return words or instead
