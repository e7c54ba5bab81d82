"""The one screen of the kiosk: shows the page of a place, or asks "Still there?".

One screen and a few widgets for good, so that a kiosk runs for weeks in the same memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from hub.views.directory import ServiceView
from kiosk.public import furniture
from kiosk.public.cards import Cards
from kiosk.public.furniture import Buttons, Line, helplines_line, top_line
from kiosk.public.grid import BESIDE_CODE
from kiosk.public.page import Around, Page, Shape
from kiosk.public.pages.making import make_page
from kiosk.public.places import Code, Home, ListCode, MyList, Place, Saying, Search
from kiosk.shared.drawing import fit
from kiosk.shared.large_words import large_number

if TYPE_CHECKING:
    from hub.noticeboard.read import Noticeboard
    from kiosk.public.article import ArticleSheet
    from kiosk.public.code import CodeSheet
    from kiosk.public.visit import Visit

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
TALL = 34
"""Rows from which there is room to breathe."""
ROOMY = 40
"""Rows from which home has nine tiles."""


def code_room(size: Size) -> tuple[int, int]:
    """Cells for a code on a screen of that size: what kiosk.tcss leaves beside helplines, buttons
    and margins, and what the words beside the code leave."""
    around = 7 if size.height >= TALL else 4
    return size.width - 2 - BESIDE_CODE, size.height - around


ONE_MOMENT = Page(
    title="One moment…",
    nothing="What's on is being got ready. Please ask at the desk meanwhile.",
)


class KioskScreen(Screen[object], inherit_bindings=False):
    """Bar, heading, cards or article or code, typing line, helplines, buttons."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.page = ONE_MOMENT
        self.is_asking = False
        self._place: Place = Home()
        self._helplines: tuple[ServiceView, ...] = ()
        self._furnished = Size()

    @property
    def kiosk(self) -> Visit:
        """The app, as far as this screen knows it."""
        return cast("Visit", self.app)

    def compose(self) -> ComposeResult:
        yield Line(id="bar")
        yield Line(id="heading")
        yield Cards(id="cards")
        yield Line(id="ask", classes="hidden")
        yield Line(id="typing")
        yield Line(id="helplines")
        yield Buttons(id="buttons")

    def on_mount(self) -> None:
        # The terminal's size is known before the screen has been laid out: the first frame is
        # drawn once, and is whole.
        self._furnished = self.app.size
        self.kiosk.draw()

    def on_resize(self, event: events.Resize) -> None:
        if event.size == self._furnished:
            return
        is_other = (event.size.height >= ROOMY) != (self._furnished.height >= ROOMY)
        self._furnished = event.size
        if is_other or isinstance(self._place, ListCode):  # what the page holds depends on the size
            self.kiosk.draw(self.cursor)
        else:
            self._furnish()

    @property
    def is_whole(self) -> bool:
        """Whether its parts are there: not before it is drawn, and not while it is taken down."""
        return bool(self.query("#bar"))

    def _line(self, name: str) -> Line:
        return self.query_one(f"#{name}", Line)

    @property
    def cards(self) -> Cards:
        """The cards on screen."""
        return self.query_one("#cards", Cards)

    @property
    def _article(self) -> ArticleSheet | None:
        found = self.query("#article")
        return cast("ArticleSheet", found.first()) if found else None

    @property
    def _code(self) -> CodeSheet | None:
        found = self.query("#code")
        return cast("CodeSheet", found.first()) if found else None

    @property
    def cursor(self) -> int:
        """Which card is chosen."""
        return self.cards.cursor

    @property
    def is_code(self) -> bool:
        """Whether a code fills the screen."""
        return isinstance(self._place, (Code, ListCode)) and self.page.article is not None

    def _kept(self, before: Page, cursor: int) -> int:
        """Where the card that was chosen on `before` is now, or the same place in the list."""
        if cursor < len(before.cards):
            goes = before.cards[cursor].goes
            for number, card in enumerate(self.page.cards):
                if goes is not None and card.goes == goes:
                    return number
        return cursor

    # Showing

    def show(self, place: Place, cursor: int, *, again: bool = False) -> None:
        """Show the page of `place`; `again` after a change: the chosen card stays chosen.

        Raises what the noticeboard raises.
        """
        before = self.page
        board = self.kiosk.board
        self.page = ONE_MOMENT if board is None else self._made(place, board)
        self._helplines = () if board is None else board.helplines()
        self._place = place
        page = self.page
        self.cards.show(
            page.cards,
            page.shape,
            page.nothing,
            self._kept(before, cursor) if again else cursor,
            head=page.head,
            numbered=not isinstance(place, (Search, Saying)),
            beside=again and self.cards.is_beside,
        )
        if page.article is not None:
            self._show_article()
        self._furnish()

    def _made(self, place: Place, board: Noticeboard) -> Page:
        return make_page(place, board, self.kiosk.clock, self._around(self._furnished))

    def _around(self, size: Size) -> Around:
        """What pages depend on beside the noticeboard, on a screen of that size."""
        return Around(
            prints=self.kiosk.prints,
            kept=self.kiosk.my_list,
            is_roomy=size.height >= ROOMY,
            code_room=code_room(size),
        )

    def _show_article(self) -> None:
        article = self.page.article
        assert article is not None
        if self.is_code:
            sheet = self._code
            if sheet is None:
                from kiosk.public.code import CodeSheet

                sheet = CodeSheet(id="code")
                self.mount(sheet, before="#cards")
            sheet.show(self.page.title, article)
            return
        page = self._article
        if page is None:
            from kiosk.public.article import ArticleSheet

            page = ArticleSheet(id="article")
            self.mount(page, before="#cards")
        page.show(article)

    def _furnish(self) -> None:
        """Everything round the page, and which parts are seen."""
        width, height = self._furnished
        if not width:
            return
        small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        code = self.is_code
        article = self.page.article is not None and not code
        seen = {
            "bar": not code,
            "heading": not code and not self.is_asking and not small,
            "article": article and not self.is_asking and not small,
            "code": code and not self.is_asking and not small,
            "cards": not code
            and not self.is_asking
            and not small
            and (not article or bool(self.page.cards)),
            "ask": self.is_asking or small,
            "typing": not code and not self.is_asking and not small,
            "helplines": True,
            "buttons": not small,
        }
        for widget in self.children:
            widget.set_class(not seen.get(widget.id or "", True), "hidden")
        self.cards.set_class(article, "actions")
        if small and not self.is_asking:
            self._line("ask").say(
                f"This screen is too small ({width}×{height}). "
                f"It needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows."
            )
        self._fill_lines(width)
        self.call_after_refresh(self._fill_buttons)

    def _fill_lines(self, width: int) -> None:
        page = self.page
        self.tell_time()
        inside = self._inside(width)
        self._line("heading").say(
            Content.assemble(
                (fit(page.title, inside), "bold $ink"),
                ("\n", ""),
                (fit(page.hint, inside), "$quiet"),
            )
        )
        self._line("typing").say(self._typing(inside))
        self._line("helplines").say(helplines_line(self._helplines, inside))
        self._fill_buttons()

    def _typing(self, inside: int) -> Content:
        if isinstance(self._place, Saying):
            from kiosk.public.pages.saying import letters_left

            left = letters_left(self._place.words)
            return Content.styled(fit(f"{left} letters left", inside), "$quiet")
        words = self._place.words if isinstance(self._place, Search) else ""
        return Content.assemble(
            ("Type to search: ", "bold $mark"), (fit(f"{words}▏", inside - 18), "bold $ink")
        )

    def _fill_buttons(self) -> None:
        touches = []
        if self.kiosk.history:
            touches.append(furniture.BACK)
        if not isinstance(self._place, Home):
            touches.append(furniture.HOME)
        part = self._article if self.page.article is not None else self.cards
        if isinstance(self._place, ListCode) and self.is_code:
            touches += [furniture.CODE_BEFORE] if self._place.number > 1 else []
            touches += [furniture.NEXT_CODE] if self._place.number < self.page.codes else []
        elif part is not None and not self.is_code and part.size.height:
            if part.has_before():
                touches.append(furniture.BEFORE)
            if part.has_more():
                touches.append(furniture.MORE)
        if self.kiosk.my_list and not isinstance(self._place, (Home, MyList, ListCode)):
            touches.append(furniture.list_touch(len(self.kiosk.my_list)))
        touches.append(furniture.LOOK)
        if self.kiosk.demo:
            touches.append(furniture.DESK)
        touches.append(furniture.LEAVE)
        self.query_one(Buttons).show(furniture.that_fit(touches, self._furnished.width - 2))

    def _inside(self, width: int) -> int:
        """Cells between the margins, which are wider on tall screens (see kiosk.tcss)."""
        return width - (4 if self._furnished.height >= TALL else 2)

    def tell_time(self) -> None:
        """The bar above."""
        board = self.kiosk.board
        name = board.hub().site.name if board else "Community Hub"
        published = board.hub().published_at if board else None
        width, kept = self._inside(self._furnished.width), len(self.kiosk.my_list)
        line = top_line(name, self.kiosk.clock.now(), width, published, kept)
        if line.plain != str(self._line("bar").content):
            self._line("bar").say(line)

    # Moving

    def step(self, across: int, down: int) -> None:
        """Move the cursor, or the text of an article."""
        if self.page.article is not None and down:
            self.turn(down)
            return
        self.cards.step(across, down)
        self._fill_buttons()

    def turn(self, pages: int) -> None:
        """The next page of cards or text, or the one before."""
        article = self._article
        if self.page.article is not None and article is not None:
            article.turn(pages)
        else:
            self.cards.turn(pages)
        self._fill_buttons()

    def choose(self, number: int | None) -> None:
        """Choose a card by its number on screen, or the one at the cursor."""
        if not self.is_code:
            self.cards.choose(number)

    def on_click(self, event: events.Click) -> None:
        self.kiosk.touched((event.widget.id if event.widget else None) or "")

    # Asking

    def ask(self, seconds: int) -> None:
        """Hide the page, so that whoever comes next cannot read it, and count down."""
        self._line("ask").say(
            Content.assemble(
                ("Still there?\n\n", "bold $ink"),
                *((f"{row}\n", "bold $mark") for row in large_number(f"{seconds}", 40)),
                ("\nTouch the screen or press any key to go on.\n", "bold $ink"),
                ("Or wait, and we start again for the next person.", "$quiet"),
            )
        )
        if not self.is_asking:
            self.is_asking = True
            self._furnish()

    def stop_asking(self) -> None:
        """Somebody is there: back to the page."""
        self.is_asking = False
        self._line("ask").say("")
        self._furnish()

    def forget(self) -> None:
        """Nothing of the visit stays in any widget."""
        self.is_asking = False
        self.page = ONE_MOMENT
        self._place = Home()
        self._line("ask").say("")
        self._line("typing").say("")
        self._line("heading").say("")
        self.cards.show((), Shape.LONG, "")
        for widget in (self._article, self._code):
            if widget is not None:
                widget.remove()
