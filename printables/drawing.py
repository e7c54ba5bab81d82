"""Draws laid-out sheets as tagged PDF: real text, embedded letters, a tree for screen readers.

Decides nothing about what lies where (`printables.boxes`). The tree itself is hung up by
`printables.tagging`.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from printables import direction, shaping
from printables.boxes import Code, Page, Run, Sheet
from printables.fonts import Face, font, width
from printables.qr import matrix, path_operators
from printables.tagging import Mark, Marked, describe, reading_order, tag

BAND_COLOUR = (0x1B / 255, 0x36 / 255, 0x5D / 255)
RULE_COLOUR = (0x59 / 255,) * 3
HAIRLINE = 0.5
DASHES = (3, 3)
_ESCAPES = {at: f"\\{at:03o}" for at in range(256) if at < 32 or at > 126 or chr(at) in "()\\"}
"""How a byte is written in a string (ISO 32000-1 §7.3.4.2)."""


def pdf(sheet: Sheet) -> bytes:
    """The finished file: the same bytes for the same sheet."""
    for face in Face:
        font(face)
    out = BytesIO()
    canvas = Canvas(
        out,
        lang=sheet.language,
        invariant=1,
        initialFontName=Face.REGULAR.value,
        pageCompression=1,
        pdfVersion=(1, 7),  # tags as ISO 32000-1 has them
    )
    canvas.setTitle(sheet.title)
    canvas.setCreator("Community Hub")
    canvas.setAuthor("")  # or it says "anonymous"
    canvas.setSubject("")  # and "unspecified"
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if direction.runs_right_to_left(sheet.language):
        canvas.setViewerPreference("Direction", "R2L")
    order = reading_order(sheet.parts)
    marked: Marked = []
    letters = _Letters(canvas)
    for number, page in enumerate(sheet.pages):
        marked.append(_draw_page(canvas, page, number, sheet, order, letters))
    if any(page.bookmarks() for page in sheet.pages):
        canvas.showOutline()
    tag(canvas, sheet, marked)
    describe(canvas, sheet)
    canvas.save()
    return out.getvalue()


def _draw_page(
    canvas: Canvas, page: Page, number: int, sheet: Sheet, order: tuple[int, ...], letters: _Letters
) -> list[Mark]:
    """Draws one side, words and codes in the order in which they are read, for readers that know
    no tags; gives the part of each marked piece."""
    height = page.height
    canvas.setPageSize((page.width, height))
    operators: list[str] = canvas._code  # the only way in for marked content
    operators.append("/Artifact BMC")
    canvas.setFillColorRGB(*BAND_COLOUR)
    for band in page.bands():
        box = band.box
        wide, high = box.right - box.left, box.bottom - box.top
        operators.append(f"{box.left:.2f} {height - box.bottom:.2f} {wide:.2f} {high:.2f} re f")
    canvas.setStrokeColorRGB(*RULE_COLOUR)
    canvas.setLineWidth(HAIRLINE)
    for rule in page.rules():
        y = f"{height - rule.y:.2f}"
        operators.append(f"{rule.left:.2f} {y} m {rule.right:.2f} {y} l S")
    for stroke in page.strokes():
        canvas.setDash(*(DASHES if stroke.is_dashed else ()))
        canvas.line(stroke.x, height - stroke.y, stroke.to_x, height - stroke.to_y)
        canvas.setDash()
    canvas.setFillGray(0)
    operators.append("EMC")

    marked: list[Mark] = []
    for piece in _as_read(page, order):
        arabic = isinstance(piece, Run) and direction.is_arabic(piece.words)
        if piece.part is None:
            operators.append("/Artifact <</Type /Pagination>> BDC")
        else:
            kind = "Span" if arabic else sheet.parts[piece.part].kind
            operators.append(f"/{kind} <</MCID {len(marked)}>> BDC")
            marked.append(
                Mark(piece.part, piece.words if arabic and isinstance(piece, Run) else "")
            )
        if isinstance(piece, Code):
            _draw_code(operators, piece, height)
        elif arabic:
            _draw_arabic(canvas, piece, height, _way(piece, sheet))
        else:
            operators.append(letters.operators(piece, height))
        operators.append("EMC")
    for place, bookmark in enumerate(page.bookmarks()):
        key = f"{number}-{place}"  # two may be level with each other, on leaflets side by side
        canvas.bookmarkHorizontalAbsolute(key, height - bookmark.top)
        canvas.addOutlineEntry(bookmark.words, key, bookmark.level)
    canvas.showPage()
    # reportlab's page leaves these out unless it is told that they may be there.
    drawn = canvas._doc.Pages.pages[-1]
    drawn.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    drawn.StructParents = number
    drawn.Tabs = pdfdoc.PDFName("S")
    # As bytes: in base 85, reportlab's own way, a page is a quarter larger.
    drawn.Contents = pdfdoc.PDFStream(content=drawn.stream, filters=[pdfdoc.PDFZCompress])
    return marked


class _Letters:
    """Writes runs as operators: a quarter of what reportlab's text objects take."""

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc
        self._shown: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}

    def operators(self, run: Run, height: float) -> str:
        """What shows a run of Latin, Greek or Cyrillic letters."""
        at = f"1 0 0 1 {run.x:.2f} {height - run.baseline:.2f} Tm"
        shown = " ".join(f"{name} {run.size:g} Tf ({words}) Tj" for name, words in self._split(run))
        if run.on_band:
            return f"1 g BT {at} {shown} ET 0 g"
        return f"BT {at} {shown} ET"

    def _split(self, run: Run) -> tuple[tuple[str, str], ...]:
        """The words in the letters of each subset of the font, which has 256 of them at most."""
        key = (run.face, run.words)
        if key not in self._shown:
            own = font(run.face)
            self._shown[key] = tuple(
                (
                    own.getSubsetInternalName(subset, self._document),
                    letters.decode("latin-1").translate(_ESCAPES),
                )
                for subset, letters in own.splitString(run.words, self._document)
            )
        return self._shown[key]


def _as_read(page: Page, order: tuple[int, ...]) -> list[Code | Run]:
    """Words and codes in the order of their parts; what has none stays behind what it follows."""
    ranked: list[tuple[int, Code | Run]] = []
    rank = -1
    for piece in page.pieces:
        if isinstance(piece, Code | Run):
            rank = rank if piece.part is None else order[piece.part]
            ranked.append((rank, piece))
    return [piece for _, piece in sorted(ranked, key=lambda one: one[0])]


def _way(run: Run, sheet: Sheet) -> bool | None:
    """Whether its paragraph runs from right to left; None: as its first letter does."""
    own = sheet.parts[run.part].language if run.part is not None else ""
    return True if direction.runs_right_to_left(own or sheet.language) else None


def _draw_arabic(canvas: Canvas, run: Run, height: float, right_to_left: bool | None) -> None:
    """A line with Arabic words in it, drawn from left to right as readers expect it to be; what it
    says in the order in which it is read stands in the tree (`printables.tagging`)."""
    if run.on_band:
        canvas.setFillGray(1)
    text = canvas.beginText()
    x, y = run.x, height - run.baseline
    spaces = len(run.words) - len(run.words.rstrip(" "))
    if spaces and right_to_left:
        # At the end of what is read, which is the left; letters keep to where they belong.
        _show(text, " " * spaces, run, x - width(" " * spaces, run.face, run.size), y)
    for stretch in direction.in_order(run.words.rstrip(" "), right_to_left=right_to_left):
        for part in (stretch.text,) if stretch.is_word else direction.parts_by_font(stretch.text):
            if direction.is_arabic(part):
                letters = shaping.arabic_font(run.face)
                text.setFont(letters.fontName, run.size)
                for glyph in shaping.shaped(part, run.face, right_to_left=stretch.is_word).glyphs:
                    text.setTextOrigin(x + glyph.x * run.size / 1000, y + glyph.y * run.size / 1000)
                    text.textOut(letters.letter_for(glyph.number, glyph.text))
            else:
                _show(text, part, run, x, y)
            x += width(part, run.face, run.size)
    if spaces and not right_to_left:
        _show(text, " " * spaces, run, x, y)
    canvas.drawText(text)
    if run.on_band:
        canvas.setFillGray(0)


def _show(text: PDFTextObject, words: str, run: Run, x: float, y: float) -> None:
    text.setFont(run.face.value, run.size)
    text.setTextOrigin(x, y)
    text.textOut(words)


def _draw_code(operators: list[str], code: Code, height: float) -> None:
    module = code.module
    operators.append(
        f"q {module:.5f} 0 0 {-module:.5f} {code.x:.3f} {height - code.top:.3f} cm "
        f"{path_operators(matrix(code.payload, code.level))} Q"
    )
