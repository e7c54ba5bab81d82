"""Draws laid-out sheets as tagged PDF: real text, embedded letters, a tree for screen readers.

Decides nothing about what lies where (`printables.boxes`). The tree itself is hung up by
`printables.tagging`.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printables.boxes import Code, Page, Run, Sheet
from printables.fonts import Face, font
from printables.qr import matrix, path_operators
from printables.tagging import Marked, tag

BAND_COLOUR = (0x1B / 255, 0x36 / 255, 0x5D / 255)
RULE_COLOUR = (0x59 / 255,) * 3
HAIRLINE = 0.5
DASHES = (3, 3)


def pdf(sheet: Sheet) -> bytes:
    """The finished file: the same bytes for the same sheet."""
    for face in Face:
        font(face)
    out = BytesIO()
    canvas = Canvas(
        out, lang=sheet.language, invariant=1, initialFontName=Face.REGULAR.value, pageCompression=1
    )
    canvas.setTitle(sheet.title)
    canvas.setCreator("Community Hub")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    marked: Marked = []
    for number, page in enumerate(sheet.pages):
        marked.append(_draw_page(canvas, page, number, sheet))
    if any(page.bookmarks() for page in sheet.pages):
        canvas.showOutline()
    tag(canvas, sheet, marked)
    canvas.save()
    return out.getvalue()


def _draw_page(canvas: Canvas, page: Page, number: int, sheet: Sheet) -> list[int]:
    """Draws one side; gives the part of each marked piece."""
    canvas.setPageSize((page.width, page.height))
    operators: list[str] = canvas._code  # the only way in for marked content
    operators.append("/Artifact BMC")
    canvas.setFillColorRGB(*BAND_COLOUR)
    for band in page.bands():
        box = band.box
        canvas.rect(
            box.left,
            page.height - box.bottom,
            box.right - box.left,
            box.bottom - box.top,
            stroke=0,
            fill=1,
        )
    canvas.setStrokeColorRGB(*RULE_COLOUR)
    canvas.setLineWidth(HAIRLINE)
    for rule in page.rules():
        canvas.line(rule.left, page.height - rule.y, rule.right, page.height - rule.y)
    for stroke in page.strokes():
        canvas.setDash(*(DASHES if stroke.is_dashed else ()))
        canvas.line(stroke.x, page.height - stroke.y, stroke.to_x, page.height - stroke.to_y)
        canvas.setDash()
    canvas.setFillGray(0)
    operators.append("EMC")

    marked: list[int] = []
    pieces: tuple[Code | Run, ...] = (*page.codes(), *page.runs())
    for piece in pieces:
        if piece.part is None:
            operators.append("/Artifact <</Type /Pagination>> BDC")
        else:
            operators.append(f"/{sheet.parts[piece.part].kind} <</MCID {len(marked)}>> BDC")
            marked.append(piece.part)
        if isinstance(piece, Run):
            _draw_run(canvas, piece, page.height)
        else:
            _draw_code(operators, piece, page.height)
        operators.append("EMC")
    for place, bookmark in enumerate(page.bookmarks()):
        key = f"{number}-{place}"  # two may be level with each other, on leaflets side by side
        canvas.bookmarkHorizontalAbsolute(key, page.height - bookmark.top)
        canvas.addOutlineEntry(bookmark.words, key)
    canvas.showPage()
    # reportlab's page leaves these out unless it is told that they may be there.
    drawn = canvas._doc.Pages.pages[-1]
    drawn.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    drawn.StructParents = number
    drawn.Tabs = pdfdoc.PDFName("S")
    return marked


def _draw_run(canvas: Canvas, run: Run, height: float) -> None:
    if run.on_band:
        canvas.setFillGray(1)
    text = canvas.beginText()
    text.setFont(run.face.value, run.size)
    text.setTextOrigin(run.x, height - run.baseline)
    text.textOut(run.words)
    canvas.drawText(text)
    if run.on_band:
        canvas.setFillGray(0)


def _draw_code(operators: list[str], code: Code, height: float) -> None:
    module = code.module
    operators.append(
        f"q {module:.5f} 0 0 {-module:.5f} {code.x:.3f} {height - code.top:.3f} cm "
        f"{path_operators(matrix(code.payload, code.level))} Q"
    )
