"""What a visitor types: a search that begins with its first letter, or an idea in a few words."""

from __future__ import annotations

from textual import events

from kiosk.public.places import Saying, Search
from kiosk.public.scanning import ScannedApp

LONGEST_SEARCH = 60


class TypedApp(ScannedApp, inherit_bindings=False):
    """The part of the kiosk that hears letters."""

    def on_key(self, event: events.Key) -> None:
        """Typing anywhere searches, where nothing is being written."""
        letter = event.character
        if letter is None or not event.is_printable or letter in "123456789":
            return
        event.stop()
        self.type_letter(letter)

    def type_letter(self, letter: str) -> None:
        """One more letter to look for, or of what is being written."""
        if isinstance(self.place, Saying):
            self._write(self.place, letter)
            return
        words = self.place.words if isinstance(self.place, Search) else ""
        if (letter == " " and not words) or len(words) >= LONGEST_SEARCH:
            return
        self.go(Search(words + letter), instead=bool(words))

    def _write(self, at: Saying, letter: str) -> None:
        from kiosk.public.pages.saying import letters_left

        if (letter != " " or at.words) and letters_left(at.words + letter) >= 0:
            self.go(Saying(at.kind, at.words + letter), instead=True)

    def action_erase(self) -> None:
        if isinstance(self.place, Saying) and self.place.words:
            self.go(Saying(self.place.kind, self.place.words[:-1]), instead=True)
        elif isinstance(self.place, Search) and len(self.place.words) > 1:
            self.go(Search(self.place.words[:-1]), instead=True)
        else:
            self.go_back()
