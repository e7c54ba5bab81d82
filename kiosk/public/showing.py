"""The one screen of the kiosk: shows the page of a place, or asks "Still there?".

One screen and a few widgets for good, so that a kiosk runs for weeks in the same memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size

from hub.views.directory import ServiceView
from kiosk.public import furniture
from kiosk.public.cards import Cards
from kiosk.public.covering import Cover
from kiosk.public.furniture import Buttons, Line, Notice, helplines_line, top_line
from kiosk.public.grid import BESIDE_CODE, lines_of_a_tile
from kiosk.public.offering import touches_of
from kiosk.public.page import Around, Card, Page, one_moment
from kiosk.public.pages.making import make_page
from kiosk.public.painting import Paged, Painted, Row
from kiosk.public.places import Code, Home, ListCode, Place, Rooms, Saying, Search
from kiosk.public.stepping import SteppedScreen
from kiosk.shared.drawing import fit, wrap

if TYPE_CHECKING:
    from hub.noticeboard.read import Noticeboard
    from kiosk.public.article import ArticleSheet
    from kiosk.public.code import CodeSheet
    from kiosk.shared.floor_view import FloorPlan

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
TALL = 34
"""Rows from which there is room to breathe."""
ROOMY = 40
"""Rows from which home has nine tiles."""
WALL = (150, 48)
"""Columns and rows from which each says all there is to say."""


def tile_lines(size: Size) -> int:
    """Lines for a tile of home on a screen as large as a wall; 0 on any other."""
    if size.width < WALL[0] or size.height < WALL[1]:
        return 0
    return lines_of_a_tile(size.height - 18)


def code_room(size: Size) -> tuple[int, int]:
    """Cells for a code on a screen of that size: what kiosk.tcss leaves beside helplines, buttons
    and margins, and what the words beside the code leave."""
    around = 7 if size.height >= TALL else 4
    return size.width - 2 - BESIDE_CODE, size.height - around


def plan_room(size: Size) -> tuple[int, int]:
    """Cells for a plan with the cards below it on a screen of that size: what kiosk.tcss leaves."""
    is_tall = size.height >= TALL
    return size.width - (4 if is_tall else 2), size.height - (18 if is_tall else 9)


_ON_CARD = "on $card"
"""The ground on which one types."""
AT_FIRST = -1
"""For a cursor: the card with which a page begins."""


class KioskScreen(SteppedScreen, inherit_bindings=False):
    """Bar, heading, cards or article or code, typing line, helplines, buttons."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.page = one_moment()
        self._place: Place = Home()
        self._helplines: tuple[ServiceView, ...] = ()
        self._furnished = Size()

    def compose(self) -> ComposeResult:
        yield Line(id="bar")
        yield Line(id="heading")
        yield Cards(id="cards")
        yield Notice(id="ask", classes="hidden")
        yield Line(id="typing", ground=_ON_CARD)
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
        before = self._furnished
        is_other = (event.size.height >= ROOMY) != (before.height >= ROOMY)
        is_other = is_other or tile_lines(event.size) != tile_lines(before)
        self._furnished = event.size
        if is_other or isinstance(
            self._place, (ListCode, Rooms)
        ):  # what the page holds depends on the size
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
        return self.query_one("#cards" if self.page.plan is None else "#plan", Cards)

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

    def _begun(self, cursor: int) -> int:
        return self.page.first if cursor == AT_FIRST else cursor

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
        language = self.kiosk.language
        self.page = one_moment(language) if board is None else self._made(place, board)
        self._helplines = () if board is None else board.helplines()
        self._place = place
        page = self.page
        if page.plan is not None:
            self._show_plan(page.plan)
        self.cards.show(
            page.cards,
            page.shape,
            page.nothing,
            self._kept(before, cursor) if again else self._begun(cursor),
            head=page.head,
            list_first=page.list_first,
            numbered=not isinstance(place, (Search, Saying)),
            beside=again and self.cards.is_beside,
            small_too=page.small_too,
        )
        if not again:
            self.back_to_cards(sideways=self.sideways)
        if page.article is not None:
            self._show_article()
        self._furnish()

    def _made(self, place: Place, board: Noticeboard) -> Page:
        return make_page(place, board, self.kiosk.clock, self.around)

    @property
    def around(self) -> Around:
        """What pages depend on beside the noticeboard now."""
        return self._around(self._furnished)

    @property
    def foot(self) -> int:
        """The first row of the buttons."""
        return self.query_one(Buttons).region.y

    def _around(self, size: Size) -> Around:
        """What pages depend on beside the noticeboard, on a screen of that size."""
        return Around(
            prints=self.kiosk.prints,
            prints_arabic=self.kiosk.prints_arabic,
            kept=self.kiosk.my_list,
            cleared=self.kiosk.cleared,
            is_roomy=size.height >= ROOMY,
            tile_lines=tile_lines(size),
            code_room=code_room(size),
            language=self.kiosk.language,
            on_paper=self.kiosk.paper_language,
            plan_room=plan_room(size),
        )

    def _show_plan(self, plan: FloorPlan) -> None:
        from kiosk.public.plan_cards import PlanCards

        found = self.query("#plan")
        if not found:
            self.mount(PlanCards(id="plan"), before="#cards")
        cast("PlanCards", self.cards).show_plan(plan)

    def _show_article(self) -> None:
        article = self.page.article
        assert article is not None
        if self.is_code:
            sheet = self._code
            if sheet is None:
                from kiosk.public.code import CodeSheet

                sheet = CodeSheet(id="code")
                self.mount(sheet, before="#cards")
            sheet.show(self.page.title, article, self.kiosk.language)
            return
        page = self._article
        if page is None:
            from kiosk.public.article import ArticleSheet

            page = ArticleSheet(id="article")
            self.mount(page, before="#cards")
        page.show(article, self.kiosk.language)

    def _furnish(self) -> None:
        """Everything round the page, and which parts are seen."""
        width, height = self._furnished
        if not width:
            return
        small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        code = self.is_code
        article = self.page.article is not None and not code
        has_plan = self.page.plan is not None
        page = not self.is_covered and not small
        seen = {
            "bar": not code and not self.is_resting,
            "heading": not code and page,
            "article": article and page,
            "code": code and page,
            "plan": has_plan and page,
            "cards": not code and not has_plan and page and (not article or bool(self.page.cards)),
            "ask": not page,
            "typing": not code and page,
            "helplines": True,
            "buttons": not small and self.cover is not Cover.RESTING,
        }
        for widget in self.children:
            widget.set_class(not seen.get(widget.id or "", True), "hidden")
        self.cards.set_class(article, "actions")
        self._notice.set_class(self.is_resting, "rest")
        self._say_rest()
        if small and not self.is_covered:
            is_small = self.kiosk.language.say(
                "This screen is too small ({size}). It needs {columns} columns and {rows} rows.",
                size=f"{width}×{height}",
                columns=LEAST_WIDTH,
                rows=LEAST_HEIGHT,
            )
            self._notice.say(is_small)
        self._fill_lines(width)

    def _fill_lines(self, width: int) -> None:
        page = self.page
        self.tell_time()
        inside = self._inside(width)
        first, *others = wrap(page.hint, inside) or [""]
        second = fit(" ".join(others), inside)  # what is too long for two rows is cut, and says so
        self._line("heading").say(
            [(fit(page.title, inside), "bold $ink")], [(first, "$quiet")], [(second, "$quiet")]
        )
        self._line("typing").say(self._typing(inside))
        numbers = helplines_line(self._helplines, inside, self.kiosk.language)
        self._line("helplines").say([(numbers, "")])
        self._fill_buttons()

    def _typing(self, inside: int) -> Row:
        language = self.kiosk.language
        if isinstance(self._place, Saying):
            from kiosk.public.pages.saying import letters_left

            left = letters_left(self._place.words)
            said = language.count("{number} letter left", "{number} letters left", left)
            return [(fit(said, inside - 2), f"$quiet {_ON_CARD}")]
        words = self._place.words if isinstance(self._place, Search) else ""
        label = f"{language.say('Type to search:')} "
        typed = fit(f"{words}▏", inside - 2 - cell_len(label))
        return [(label, f"bold $mark {_ON_CARD}"), (typed, f"bold $ink {_ON_CARD}")]

    def tell_about_card(self) -> None:
        """A library card was scanned; nothing of it is kept."""
        words = self.around.language.say("That's a library card: please show it at the desk.")
        if self.is_code and self._code is not None:
            self._code.tell(words)
        inside = self._inside(self._furnished.width)
        self._line("typing").say([(fit(words, inside - 2), f"bold $urgent {_ON_CARD}")])

    def _fill_buttons(self) -> None:
        buttons, language = self.query_one(Buttons), self.kiosk.language
        if self.cover is Cover.HIDING:
            buttons.show((furniture.LEAVE,), language)
            return
        touches = touches_of(self.page, self._place, self.kiosk, self._part)
        kept = furniture.HIDE if self.page.is_discreet else None
        buttons.show(furniture.that_fit(touches, self._furnished.width - 2, kept), language)
        is_bare = not self.page.cards and self.page.article is None
        if is_bare and not self.is_at_buttons and not self.is_covered:
            buttons.choose(0)  # nothing else could be chosen
        self._tell_cards()

    @on(Paged.Resized)
    def _count_again(self) -> None:
        if self.is_whole:
            self._fill_buttons()

    @property
    def _part(self) -> Paged | None:
        """What can be turned page by page, as far as it is on screen."""
        if self.is_code:
            return None
        part = self._article if self.page.article is not None else self.cards
        return part if part is not None and part.size.height else None

    def _inside(self, width: int) -> int:
        """Cells between the margins, which are wider on tall screens (see kiosk.tcss)."""
        return width - (4 if self._furnished.height >= TALL else 2)

    def tell_time(self) -> None:
        """The bar above."""
        board = self.kiosk.board
        name = board.hub().site.name if board else "Community Hub"
        published = board.hub().published_at if board else None
        width, kept = self._inside(self._furnished.width), len(self.kiosk.my_list)
        now, language = self.kiosk.clock.now(), self.kiosk.language
        self._line("bar").say([(top_line(name, now, width, published, kept, language), "")])

    # Moving

    def turn(self, pages: int) -> None:
        """The next page of cards or text, or the one before."""
        article = self._article
        if self.page.article is not None and article is not None:
            article.turn(pages)
        else:
            self.cards.turn(pages)
        self._fill_buttons()

    def can_turn(self, pages: int) -> bool:
        """Whether there is more of an article that way."""
        part = self._article
        return part is not None and (part.has_more() if pages > 0 else part.has_before())

    def choose(self, number: int | None) -> Card | None:
        """The card with this number on screen, or at the cursor, which is chosen from now on."""
        if number is not None and self.page.cards:
            self.back_to_cards(sideways=self.sideways)
        return None if self.is_code else self.cards.choose(number)

    def on_click(self, event: events.Click) -> None:
        self.kiosk.touched((event.widget.id if event.widget else None) or "")

    def forget(self) -> None:
        """Nothing of the visit stays in any widget."""
        self.back_to_cards(sideways=False)
        self.uncover()
        self.page = one_moment()
        self._place = Home()
        for part in self.query(Painted):
            part.empty()
