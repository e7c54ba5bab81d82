"""What paper costs: a timetable over bare reportlab, and leaflets over fpdf2 and WeasyPrint.

All of them set the same words in the same typeface; only ours is tagged, has its lines broken by
clear print's rules, and proves its codes. Codes are made anew by everybody in each round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import font_source_sans_pro

from hub.noticeboard.takeaway import Takeaway
from hub.views.place import SiteView
from hub.views.timetable import BookingStatus, DayView, SessionView, WeekView
from printables import fonts, qr
from printables.boxes import Sheet
from printables.bundle import bound
from printables.drawing import pdf
from printables.fonts import Face
from printables.paper import A4, A5, MARGIN, SMALL_MARGIN
from printables.sheets.leaflet import leaflet_sheet
from printables.sheets.leaflet_words import Fact, LeafletView
from printables.sheets.timetable import timetable_pdf, timetable_sheet
from tests.bench.measure import Ratio, cpu_seconds, turn_about

ZONE = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 23)
SITE = SiteView(
    name="Ferry Road Community Library",
    zone="Europe/London",
    address="12 Ferry Road, Marlow Bridge, MB4 7QT",
    phone="01632 960123",
)
WEB = ("https://ferryroad.example/", "ferryroad.example")
BAND = (0x1B, 0x36, 0x5D)
CODE = 102.0
"""Width of a code in points: 36 mm."""

_TITLES = ("Baby Rhymes", "Carers’ Café", "Knit and Natter", "Debt advice", "Chair exercise")
_ROOMS = ("Hall A", "Hall B", "Main Hall", "Quiet Room")
_FILES = Path(font_source_sans_pro.__file__).parent / "files"


def full_week(sessions: int) -> WeekView:
    """So many sessions, spread over Monday to Saturday."""
    monday = date(2026, 11, 30)
    days: list[DayView] = []
    for number in range(7):
        on = monday + timedelta(days=number)
        count = 0 if number == 6 else sessions // 6 + (number < sessions % 6)
        morning = datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)
        listed = tuple(
            SessionView(
                code="A7KQ2",
                title=f"{_TITLES[(number + index) % len(_TITLES)]} {index + 1}",
                room=_ROOMS[index % len(_ROOMS)],
                starts=(starts := morning + timedelta(minutes=30 * index)),
                ends=starts + timedelta(minutes=90),
                status=BookingStatus.CANCELLED if index % 9 == 8 else BookingStatus.CONFIRMED,
                reason="The boiler is being mended." if index % 9 == 8 else "",
            )
            for index in range(count)
        )
        days.append(DayView(on, listed))
    return WeekView(2026, 49, tuple(days))


def leaflets(count: int) -> list[LeafletView]:
    """Leaflets that differ in every line, as a directory's do; each has a number of its own."""
    return [
        LeafletView(
            code=f"A{number:04d}",
            name=f"{_TITLES[number % len(_TITLES)]} at number {number}",
            owner="Ferry Road Friends",
            about=f"Come along and meet {number} neighbours. Everybody is welcome, and there is "
            "always tea. Bring a friend, or come by yourself.",
            facts=(
                Fact("When", (f"Every weekday at {number % 12 + 1}pm, all year round",)),
                Fact("Where", (f"{number} Ferry Road, Marlow Bridge, MB4 7QT",)),
                Fact("Who for", ("Everybody over 16 who lives near here",)),
                Fact("Cost", ("Free, with a tin for the tea",)),
                Fact("Getting in", ("Just come. A ramp is at the left of the door.",)),
            ),
            number_label="Phone",
            number=f"01632 960{number:03d}",
            correct="Checked 23 November 2026",
            takeaway=Takeaway(f"tel:+441632960{number:03d}", f"Call 01632 960{number:03d}"),
        )
        for number in range(count)
    ]


def printing(*, sessions: int = 120, count: int = 200, rounds: int = 5) -> Iterator[Ratio]:
    """All of it. WeasyPrint is skipped, with its reason on stderr, where Pango is missing."""
    yield from timetables(sessions, rounds)
    yield from bundles(count, max(1, rounds // 2))


def timetables(sessions: int, rounds: int) -> Iterator[Ratio]:
    """From the view to the file: layout, tags, bookmarks and a code included."""
    week = full_week(sessions)
    made = timetable_sheet(week, SITE, correct_on=TODAY, qr=WEB)

    def ours() -> float:
        return cpu_seconds(lambda: timetable_pdf(week, SITE, correct_on=TODAY, qr=WEB), times=3)

    name = f"a timetable of {sessions} sessions"
    one, other = turn_about(ours, lambda: cpu_seconds(lambda: bare_lines(made), times=3), rounds)
    yield Ratio(f"{name} / bare drawString", one * 1000, other * 1000, 3.0, "ms")
    one, other = turn_about(ours, lambda: cpu_seconds(lambda: platypus(week)), rounds)
    yield Ratio(f"{name} / platypus Table", one * 1000, other * 1000, 0.5, "ms")


def bundles(count: int, rounds: int) -> Iterator[Ratio]:
    """Time and bytes a page of so many leaflets, against each of the others."""
    views = leaflets(count)

    def ours() -> bytes:
        _forget()
        return pdf(bound("Leaflets", [leaflet_sheet(view, SITE) for view in views]))

    # A tree of tags is half of a small page, and fpdf2 has none.
    others: list[tuple[str, Callable[[Sequence[LeafletView]], bytes], float]] = [
        ("fpdf2", with_fpdf2, 2.0)
    ]
    try:
        import weasyprint  # type: ignore[import-untyped] # ships no types
    except OSError as missing:
        print(f"WeasyPrint is left out: {missing}", file=sys.stderr)
    else:
        assert weasyprint
        others.append(("WeasyPrint", with_weasyprint, 1.0))
    for name, make, most in others:
        sizes = len(ours()) / count / 1024, len(make(views)) / count / 1024
        one, other = turn_about(
            lambda: cpu_seconds(ours) / count,
            lambda make=make: cpu_seconds(lambda: make(views)) / count,  # type: ignore[misc] # bound now, not later
            rounds,
        )
        speeds = f"{1 / one:.0f} and {1 / other:.0f} pages a second"
        yield Ratio(f"{count} leaflets / {name} ({speeds})", one * 1000, other * 1000, 1.0, "ms")
        yield Ratio(f"{count} leaflets / {name}, size of a page", *sizes, most, "KiB")


def _forget() -> None:
    """Nobody may know a code or a width from the round before."""
    qr.matrix.cache_clear()
    qr.path_operators.cache_clear()
    fonts.width.cache_clear()


def bare_lines(made: Sheet) -> bytes:
    """The words of a sheet where they stand on it, and nothing else."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    for page in made.pages:
        for run in page.runs():
            canvas.setFont(run.face.value, run.size)
            canvas.drawString(run.x, page.height - run.baseline, run.words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def platypus(week: WeekView) -> bytes:
    """The same rows as a Table of Paragraphs a day: how one would write it by the book."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    plain = ParagraphStyle("plain", fontName=Face.REGULAR.value, fontSize=14, leading=19.5)
    bold = ParagraphStyle("bold", plain, fontName=Face.BOLD.value)
    title = ParagraphStyle("title", bold, fontSize=28, leading=32.5)
    lined = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, "#595959")])
    story: list[object] = [Paragraph(escape(SITE.name), title)]
    made = timetable_words(week)
    for day, rows in made:
        story.append(Paragraph(escape(day), bold))
        if rows:
            cells = [
                [
                    Paragraph(escape(words), bold if at == 0 else plain)
                    for at, words in enumerate(row)
                ]
                for row in rows
            ]
            story.append(Table(cells, colWidths=[140, 240, 130], style=lined))
    out = BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1, pageCompression=1
    ).build(story)
    return out.getvalue()


def timetable_words(week: WeekView) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each day's words, and those of its rows."""
    from hub.views.words import day_words, span_words

    return [
        (
            day_words(day.on),
            [
                (span_words(one.starts, one.ends), f"{one.title} {one.reason}".strip(), one.room)
                for one in day.sessions
            ],
        )
        for day in week.days
    ]


def _matrix(payload: str) -> list[list[bool]]:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    return rows


def with_fpdf2(views: Sequence[LeafletView]) -> bytes:
    """The leaflets as one writes them with fpdf2: cells one below the other."""
    from fpdf import FPDF

    made = FPDF(unit="pt", format=A5)
    made.set_margin(SMALL_MARGIN)
    made.set_auto_page_break(auto=False)
    made.add_font("Sans", "", _FILES / f"{Face.REGULAR.value}.ttf")
    made.add_font("Sans", "B", _FILES / f"{Face.BOLD.value}.ttf")

    def say(words: str, size: float, leading: float, style: str = "", left: float = 0.0) -> None:
        made.set_font("Sans", style, size)
        made.set_x(SMALL_MARGIN + left)
        made.multi_cell(0, leading, words, align="L", new_x="LMARGIN", new_y="NEXT")

    for view in views:
        made.add_page()
        made.set_fill_color(*BAND)
        made.rect(SMALL_MARGIN, SMALL_MARGIN, A5[0] - 2 * SMALL_MARGIN, 48, style="F")
        made.set_text_color(255)
        say(view.name, 28, 40, "B", 10)
        made.set_text_color(0)
        made.set_fill_color(0)
        say(view.owner, 14, 26, "B")
        say(view.about, 14, 19)
        for fact in view.facts:
            made.set_font("Sans", "B", 14)
            made.cell(90, 25, fact.label)
            say(fact.texts[0], 14, 25, left=90)
        say(view.number_label, 14, 30, "B")
        say(view.number, 28, 32, "B")
        say(view.correct, 14, 19)
        assert view.takeaway is not None
        rows = _matrix(view.takeaway.payload)
        module = CODE / len(rows)
        left, top = A5[0] - SMALL_MARGIN - CODE, A5[1] - SMALL_MARGIN - CODE - 50
        for y, row in enumerate(rows):
            for x, is_black in enumerate(row):
                if is_black:
                    made.rect(left + x * module, top + y * module, module, module, style="F")
        made.set_y(A5[1] - SMALL_MARGIN - 45)
        say(view.takeaway.words, 12, 15.5)
        say(SITE.name, 12, 15.5, "B")
        say(f"{SITE.address} · Phone {SITE.phone}", 12, 15.5)
    return bytes(made.output())


def with_weasyprint(views: Sequence[LeafletView]) -> bytes:
    """The leaflets as a page of HTML each, tagged as ours are."""
    from weasyprint import HTML

    body = "".join(map(_html, views))
    made: bytes = HTML(string=f"<html lang=en><style>{_STYLE}</style>{body}").write_pdf(
        pdf_tags=True
    )
    return made


_STYLE = f"""
@font-face {{ font-family: "Source Sans"; src: url({(_FILES / Face.REGULAR.value).as_uri()}.ttf) }}
@font-face {{ font-family: "Source Sans"; font-weight: bold;
  src: url({(_FILES / Face.BOLD.value).as_uri()}.ttf) }}
@page {{ size: {A5[0]}pt {A5[1]}pt; margin: {SMALL_MARGIN}pt }}
body {{ font: 14pt/19pt "Source Sans"; margin: 0 }}
article {{ break-after: page }}
h1 {{ font-size: 28pt; line-height: 40pt; color: white; background: #1B365D; margin: 0 }}
p {{ margin: 0 }}
dt {{ font-weight: bold; float: left }}
dd {{ margin: 0 0 6pt 90pt }}
.number {{ font: bold 28pt/32pt "Source Sans" }}
svg {{ width: {CODE}pt; float: right }}
"""


def _html(view: LeafletView) -> str:
    assert view.takeaway is not None
    rows = _matrix(view.takeaway.payload)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, black in enumerate(row) if black
    )
    facts = "".join(
        f"<dt>{escape(fact.label)}<dd>{escape(fact.texts[0])}</dd>" for fact in view.facts
    )
    return (
        f"<article><h1>{escape(view.name)}</h1><p><b>{escape(view.owner)}</b>"
        f"<p>{escape(view.about)}<dl>{facts}</dl><p><b>{view.number_label}</b>"
        f"<p class=number>{view.number}<p>{view.correct}"
        f'<svg viewBox="0 0 {len(rows)} {len(rows)}"><path d="{path}"/></svg>'
        f"<p>{escape(view.takeaway.words)}<p><b>{escape(SITE.name)}</b>"
        f"<p>{escape(SITE.address)} · Phone {SITE.phone}</article>"
    )
