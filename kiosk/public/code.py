"""A QR code as large as the screen allows. Loaded only when a code is wanted."""

from __future__ import annotations

from hub.languages.language import ENGLISH, Language, to_say
from kiosk.public.grid import BESIDE_CODE
from kiosk.public.page import Article
from kiosk.public.painting import Painted, Row
from kiosk.shared.code_cells import BLACK_ON_WHITE, code_that_fits
from kiosk.shared.drawing import wrap

TOO_LARGE = to_say("This code is too large for this screen. Ask at the desk for it on paper.")
HOW = to_say("Point your phone's camera at it.")
GO_BACK = to_say("Touch anywhere to go back.")


class CodeSheet(Painted):
    """The code at the left, what it says at the right."""

    DEFAULT_CSS = "CodeSheet { height: 1fr; text-wrap: nowrap; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.title = ""
        self.payload = ""
        self.words = ""
        self.instead = TOO_LARGE
        self.how, self.after = HOW, GO_BACK

    def show(self, title: str, article: Article, language: Language = ENGLISH) -> None:
        """Draw the code of this article."""
        self.title, self.payload, self.words = title, article.payload, article.payload_words
        self.instead = article.instead or language.say(TOO_LARGE)
        self.how, self.after = language.say(HOW), article.after or language.say(GO_BACK)
        self.paint()

    def tell(self, words: str) -> None:
        """Say this beside the code instead of what to do with it, until another is shown."""
        self.how, self.after = words, ""
        self.paint()

    def empty(self) -> None:
        """Nothing of the code stays."""
        self.title = self.payload = self.words = self.instead = ""
        super().empty()

    def lines(self) -> list[Row]:
        """The code as cells; where it does not fit, what to do."""
        across, down = self.area
        rows = code_that_fits(self.payload, across - BESIDE_CODE, down) if self.payload else ()
        if not rows:
            return self._without(across - 4, down)
        beside = across - len(rows[0]) - 3
        words: Row = [("", "")]
        words += [(line, "bold $ink") for line in wrap(self.title, beside)]
        words += [("", ""), *((line, "$ink") for line in wrap(self.words, beside)), ("", "")]
        words += [(line, "$quiet") for line in wrap(f"{self.how} {self.after}", beside)]
        return [
            [(row, BLACK_ON_WHITE), ("   ", ""), *words[number : number + 1]]
            for number, row in enumerate(rows)
        ]

    def _without(self, width: int, height: int) -> list[Row]:
        """In words, in the middle."""
        said: list[tuple[str, str]] = [(line, "bold $ink") for line in wrap(self.title, width)]
        for words in (self.words, self.instead, self.after):
            said += [("", ""), *((line, "$ink") for line in wrap(words, width))]
        above = max(0, (height - len(said)) // 2)
        return [*([[]] * above), *([one] for one in said)]
