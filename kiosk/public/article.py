"""Draws an item's page: a large phone number, questions answered, its QR beside where it fits."""

from __future__ import annotations

from rich.cells import cell_len

from hub.languages.language import ENGLISH, Language
from kiosk.public.page import Article
from kiosk.public.painting import Paged, Row
from kiosk.shared.code_cells import BLACK_ON_WHITE
from kiosk.shared.drawing import fit, wrap
from kiosk.shared.large_words import large_number

LABEL, WIDEST_LABEL = 13, 22
"""Cells for a question such as "Getting in"; for a longer one in another language."""


class ArticleSheet(Paged):
    """A page about one thing, a screenful at a time."""

    DEFAULT_CSS = "ArticleSheet { height: 1fr; text-wrap: nowrap; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.article = Article()
        self.language = ENGLISH
        self.top = 0

    def show(self, article: Article, language: Language = ENGLISH) -> None:
        """Draw this from its beginning; what is read already stays where it is."""
        self.top = self.top if article == self.article else 0
        self.article, self.language = article, language
        self.paint()

    def empty(self) -> None:
        """No article."""
        self.article, self.top = Article(), 0
        super().empty()

    def has_more(self) -> bool:
        """Whether there is text below."""
        return self.top + self.area.height < len(self._text(*self._columns()))

    def has_before(self) -> bool:
        """Whether there is text above."""
        return self.top > 0

    def turn(self, pages: int) -> None:
        """Show the next screenful (1) or the one before (-1); a line is seen on both."""
        by = max(1, self.area.height - 1)
        if pages < 0 or self.has_more():
            self.top = max(0, self.top + pages * by)
            self.paint()

    def _code(self) -> tuple[str, ...]:
        """Its QR code in half blocks, where half of this widget is enough for it."""
        if not self.article.payload or self.area.width < 76:
            return ()
        from kiosk.shared.code_cells import code_that_fits

        return code_that_fits(self.article.payload, self.area.width // 2, self.area.height - 1)

    def _columns(self) -> tuple[int, tuple[str, ...]]:
        code = self._code()
        width = self.area.width - (len(code[0]) + 3 if code else 0)
        return max(20, width), code

    def _text(self, width: int, code: tuple[str, ...]) -> list[Row]:
        article = self.article
        lines: list[Row] = []
        if article.alert:
            lines += [[(f"! {line}", "bold $urgent")] for line in wrap(article.alert, width - 2)]
            lines.append([])
        if article.phone:
            lines += [[(row, "bold $ink")] for row in large_number(article.phone, width)]
            spelled = self.language.say("Call {phone}", phone=article.phone)
            spelled += f" · {article.phone_note}" if article.phone_note else ""
            lines += [[(line, "$quiet")] for line in wrap(spelled, width)]
            lines.append([])
        longest = max((cell_len(question) for question, _ in article.facts), default=0)
        beside = min(WIDEST_LABEL, max(LABEL, longest + 2))
        for question, answer in article.facts:
            for number, line in enumerate(wrap(answer, width - beside)):
                label = fit(question if number == 0 else "", beside - 1)
                lines.append([(f"{label} ", "bold $mark"), (line, "$ink")])
        if article.text:
            lines.append([])
            lines += [[(line, "$ink")] for line in wrap(article.text, width)]
        return lines

    def lines(self) -> list[Row]:
        """Text at the left, the code at the right."""
        width, code = self._columns()
        lines = self._text(width, code)[self.top : self.top + self.area.height]
        beside = [*code, self.article.payload_words] if code else []
        lines += [[] for _ in range(len(beside) - len(lines))]
        for row, words in enumerate(beside):
            used = sum(cell_len(text) for text, _ in lines[row])
            lines[row].append((" " * (width + 3 - used), ""))
            if row < len(code):
                lines[row].append((words, BLACK_ON_WHITE))
            else:
                lines[row].append((fit(words, len(code[0])), "$quiet"))
        return lines
