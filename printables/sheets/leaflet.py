"""A leaflet: A5, or A4 in large print. Decides how it looks; what it says is decided by
`printables.sheets.leaflet_words`, how two share a sheet of A4 by `printables.side_by_side`.

From the top what it is, from the foot whose leaflet it is, above that the number and its code: so
that the number is always there. Nothing is smaller than 12 point, in large print than 18.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.languages.language import ENGLISH, Language
from hub.views.place import SiteView
from printables.boxes import MM, Box, Outline, Page, Piece, Sheet, shifted
from printables.breaks import kept_together, well_ended
from printables.column import Column, Letters, largest_that_fits
from printables.fonts import CAP_HEIGHT, DESCENT, Face, break_lines, printable, width
from printables.paper import A4, A5, MARGIN, SMALL_MARGIN
from printables.scanning import Scan, scan
from printables.sheets.leaflet_words import Fact, LeafletView

CODE_MM = 36.0
_WIDEST_CODE_MM = 42.0
_TALL = 1000 * MM
"""Of a box that is as high as it needs to be."""
_MOST_LINES_OF_NAME = 7
_LABELS_SHARE = 0.36
"""Of the width, at most for the labels."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """The paper and what never changes on it, in points."""

    paper: tuple[float, float]
    margin: float
    small: Letters
    """Whose it is, and the words below the code."""
    numbers: tuple[float, ...]
    """Sizes of the phone number, the largest first."""
    inset: float
    scales: tuple[_Scale, ...]
    """What is tried in turn."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large the words are, and what is left out to have them so."""

    name: float
    text: Letters
    is_list: bool = True
    """Dates stand below each other, not behind."""
    says_about: bool = True


_SMALL = _Kind(
    A5,
    SMALL_MARGIN,
    Letters(12, 15.5),
    (28, 24, 20),
    4 * MM,
    (
        _Scale(28, Letters(14, 19)),
        _Scale(28, Letters(14, 18)),
        _Scale(24, Letters(14, 17.5)),
        _Scale(28, Letters(14, 18), is_list=False),
        _Scale(20, Letters(14, 17.5), is_list=False),
        _Scale(20, Letters(13, 16), is_list=False),
        _Scale(20, Letters(12, 15), is_list=False),
        _Scale(20, Letters(12, 15), is_list=False, says_about=False),
    ),
)
_LARGE = _Kind(
    A4,
    MARGIN,
    Letters(18, 23),
    (40, 34, 28),
    5 * MM,
    (
        _Scale(38, Letters(18, 24.5)),
        _Scale(32, Letters(18, 23.5)),
        _Scale(32, Letters(18, 23.5), is_list=False),
        _Scale(24, Letters(18, 22.5), is_list=False),
        _Scale(24, Letters(18, 22.5), is_list=False, says_about=False),
    ),
)


def leaflet_pdf(
    view: LeafletView, site: SiteView, *, large: bool = False, language: Language = ENGLISH
) -> bytes:
    """The leaflet. Refuses (`BadInput`) letters that no font of ours has, naming them."""
    from printables.drawing import pdf

    return pdf(leaflet_sheet(view, site, large=large, language=language))


def leaflet_sheet(
    view: LeafletView, site: SiteView, *, large: bool = False, language: Language = ENGLISH
) -> Sheet:
    """The same, laid out and not yet drawn."""
    maker = _Maker(_LARGE if large else _SMALL, view, site, language)
    kind = maker.kind
    maker.refuse_what_no_font_has()
    column = largest_that_fits(
        lambda number: maker.above(int(number)), list(map(float, range(len(kind.scales))))
    )
    pieces = (*column.pieces(), *maker.below(column.outline))
    page = Page(*kind.paper, kind.margin, pieces)
    title = f"{maker.name}, {printable(site.name, 'The name of the hub')}"
    sheet = Sheet(title, (page,), column.outline.parts(), language.tag)
    if language.is_right_to_left:
        from printables.mirror import mirrored

        sheet = mirrored(sheet)
    return sheet


@dataclass(frozen=True, slots=True)
class _Maker:
    """Lays one leaflet out."""

    kind: _Kind
    view: LeafletView
    site: SiteView
    language: Language

    @property
    def name(self) -> str:
        """What it is called; where that is nothing, whose it is, or its code."""
        view = self.view
        return printable(view.name, "The name") or printable(view.owner, "The name") or view.code

    def refuse_what_no_font_has(self) -> None:
        """The words of the language itself: no leaflet of empty boxes."""
        view, language = self.view, self.language
        own = [*(fact.label for fact in view.facts), view.number_label, view.correct]
        own += [language.say("Phone {number}", number=""), self._more]
        printable(" ".join(own), "The leaflet")

    @property
    def _more(self) -> str:
        return self.language.say("There is more. Ask at the desk.")

    def above(self, number: int) -> Column:
        """All that stands above the phone number, at one of the scales."""
        kind, view, scale = self.kind, self.view, self.kind.scales[number]
        text, unit = scale.text, scale.text.leading / 3
        is_last = scale is kind.scales[-1]
        room = Box(
            kind.margin,
            kind.margin,
            kind.paper[0] - kind.margin,
            self._top_of_below() - max(2 * unit, self._white_above()),
        )
        column = Column(
            room,
            Outline(),
            text,
            self._more if is_last else "",
        )
        name, size = self._name(scale.name, room.right - room.left - 2 * kind.inset)
        column.band(
            name,
            Letters(size, 1.17 * size, Face.BOLD),
            kind.inset,
            most=_MOST_LINES_OF_NAME,
        )
        column.gap(2 * unit)
        if view.owner:
            column.say(printable(view.owner, "The organisation"), text.bold)
        for alert in view.alerts:
            column.say(printable(alert, "The note"), text.bold)
        if scale.says_about and view.about:
            column.say(well_ended(printable(view.about, "The description")), text)
        column.gap(unit)
        indent = self._indent(text.size)
        for fact in view.facts:
            column.gap(unit)
            column.hanging(fact.label, _told(fact, is_list=scale.is_list), text, indent)
        return column

    def _name(self, largest: float, room: float) -> tuple[str, float]:
        """The name and its size: somewhat smaller where it is one line then."""
        name, smallest = self.name, self.kind.scales[-1].name
        if width(name, Face.BOLD, smallest) > room:
            return well_ended(name), largest
        wide = width(name, Face.BOLD, largest)
        return name, largest if wide <= room else largest * room / wide

    def below(self, outline: Outline) -> tuple[Piece, ...]:
        """The number and its code, and whose leaflet it is, at the foot of the paper."""
        pieces, height = self._below(outline)
        down = self.kind.paper[1] - self.kind.margin - height
        return tuple(shifted(piece, 0, down) for piece in pieces)

    def _top_of_below(self) -> float:
        return self.kind.paper[1] - self.kind.margin - self._below(Outline())[1]

    def _white_above(self) -> float:
        """What the code needs above the foot, where it stands at its top."""
        code, text = self._code(Outline()), self.kind.scales[0].text
        return 0.0 if code is None else code.quiet - self._above_code(text)

    @staticmethod
    def _above_code(text: Letters) -> float:
        """From the top of the foot to the code, which is level with the letters beside it."""
        return (text.leading - CAP_HEIGHT * text.size) / 2

    def _below(self, outline: Outline) -> tuple[list[Piece], float]:
        """The same from the top of the paper, and how high it is."""
        kind = self.kind
        left, right = kind.margin, kind.paper[0] - kind.margin
        text = kind.scales[0].text
        gap = kind.small.leading / 2
        column = Column(Box(left, 0, right, _TALL), outline, text)
        code = self._code(Outline())
        if code is not None:
            column.right = right - code.width - max(2 * gap, code.quiet)
        self._number(column, text)
        column.gap(gap)
        if code is not None:
            # The code and the words beside it end level too.
            top = self._above_code(text)
            lines = break_lines(self.view.correct, text.face, text.size, column.right - left)
            level = top + code.height - DESCENT * kind.small.size + DESCENT * text.size
            column.y = max(column.y, level + top / 2 - len(lines) * text.leading)
        column.say(self.view.correct, text)
        if code is not None:
            code = self._code(outline)
        if code is not None:
            column.place(code.at(right - code.width, top))
            column.y = max(column.y, top + code.height)
        column.right = right
        column.rule(2 * gap)
        column.say(printable(self.site.name, "The name of the hub"), kind.small.bold, most=2)
        phone = printable(self.site.phone, "The phone number of the hub")
        contact = " · ".join(
            filter(
                None,
                (
                    printable(self.site.address, "The address of the hub"),
                    phone and self.language.say("Phone {number}", number=phone),
                ),
            )
        )
        if contact:
            column.say(contact, kind.small, most=3)
        return column.pieces(), column.y

    def _number(self, column: Column, text: Letters) -> None:
        view = self.view
        number = printable(view.number, "The phone number") if view.number else ""
        if not number:
            return
        room = column.right - column.box.left
        sizes = self.kind.numbers
        size = next((s for s in sizes if width(number, Face.BOLD, s) <= room), sizes[-1])
        part = column.say(view.number_label, text.bold)
        column.say(f"{number}", Letters(size, 1.15 * size, Face.BOLD), part=part, most=3)
        if view.number_note:
            column.say(printable(view.number_note, "The note on the number"), text, most=3)

    def _code(self, outline: Outline) -> Scan | None:
        return scan(
            self.view.takeaway,
            self.kind.small,
            outline,
            self.language,
            wanted=CODE_MM,
            widest=_WIDEST_CODE_MM,
        )

    def _indent(self, size: float) -> float:
        """Where the texts begin: right of the widest label that isn't too wide."""
        space = self.kind.paper[0] - 2 * self.kind.margin
        widths = [width(f"{fact.label} ", Face.BOLD, size) + size / 2 for fact in self.view.facts]
        return max((one for one in widths if one <= _LABELS_SHARE * space), default=0.0)


def _told(fact: Fact, *, is_list: bool) -> tuple[str, ...]:
    """The texts, below each other or one behind the other; none breaks where it hurts."""
    texts = [printable(text, f"“{fact.label}”") for text in fact.texts]
    if is_list or len(texts) == 1:
        return tuple(map(well_ended, texts))
    alone, others = texts[: fact.alone], texts[fact.alone :]
    # In some languages a date has a comma in it.
    between = "; " if any("," in text for text in others) else ", "
    return (*alone, between.join(map(kept_together, others)))
