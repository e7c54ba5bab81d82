"""A QR code as large as the screen allows. Loaded only when a code is wanted."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from hub.languages.language import ENGLISH, Language, to_say
from kiosk.public.grid import BESIDE_CODE
from kiosk.public.page import Article
from kiosk.shared.code_cells import BLACK_ON_WHITE, code_that_fits
from kiosk.shared.drawing import fit, wrap

TOO_LARGE = to_say("This code is too large for this screen. Ask at the desk for it on paper.")
HOW = to_say("Point your phone's camera at it.")
GO_BACK = to_say("Touch anywhere to go back.")


class CodeSheet(Widget):
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
        self.refresh()

    def tell(self, words: str) -> None:
        """Say this beside the code instead of what to do with it, until another is shown."""
        self.how, self.after = words, ""
        self.refresh()

    def render(self) -> Content:
        """The code as cells."""
        rows = code_that_fits(self.payload, self.size.width - BESIDE_CODE, self.size.height)
        if not rows:
            above = "\n" * max(0, self.size.height // 2 - 2)
            width = self.size.width - 4
            lines = ["", *wrap(self.words, width), "", *wrap(self.instead, width), "", self.after]
            text = "\n".join(fit(line, width) for line in lines)
            return Content.assemble(
                above, (fit(self.title, width), "bold $ink"), "\n", (text, "$ink")
            )
        beside = self.size.width - len(rows[0]) - 3
        words: list[tuple[str, str]] = [("", "")]
        words += [(line, "bold $ink") for line in wrap(self.title, beside)]
        words += [("", ""), *((line, "$ink") for line in wrap(self.words, beside)), ("", "")]
        words += [(line, "$quiet") for line in wrap(f"{self.how} {self.after}".strip(), beside)]
        parts: list[tuple[str, str]] = []
        for number, row in enumerate(rows):
            parts += [(row, BLACK_ON_WHITE), ("   ", "")]
            if number < len(words):
                parts.append(words[number])
            parts.append(("\n", ""))
        return Content.assemble(*parts[:-1])
