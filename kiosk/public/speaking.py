"""The language of a visit: in memory, and gone with the visitor. English needs no catalogue;
another one is loaded when somebody chooses it.
"""

from __future__ import annotations

from hub.languages.language import ENGLISH, Language
from kiosk.public.chosen import chosen_language
from kiosk.public.keeping import ListApp
from kiosk.public.places import Languages


class SpeakingApp(ListApp):
    """The part of the kiosk that speaks a language."""

    language: Language = ENGLISH
    paper_language: Language | None = None
    """One that sheets can be had in and this screen can't show; None: sheets are in `language`."""

    @property
    def on_paper(self) -> Language:
        """What sheets are printed in."""
        return self.paper_language or self.language

    @property
    def speaks_as_at_first(self) -> bool:
        """Whether nobody has chosen a language."""
        return self.language.is_english and self.paper_language is None

    def speak(self, code: str) -> None:
        """Change to a language, for the screen if it can show it, and go on where the visitor
        was."""
        chosen = chosen_language(code, self.board_path)
        if chosen.is_right_to_left:
            self.paper_language = chosen
        else:
            self.language, self.paper_language = chosen, None
        if self.history:
            self.go_back()
        else:
            self.action_home()

    def action_home(self) -> None:
        """From the first page again."""
        raise NotImplementedError

    def speak_as_at_first(self) -> None:
        """The visit is over."""
        self.language, self.paper_language = ENGLISH, None

    def action_languages(self) -> None:
        """The page of languages, from wherever the visitor is."""
        if not isinstance(self.place, Languages):
            self.go(Languages())
