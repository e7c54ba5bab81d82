"""What a screen reader makes of our paper: tags, title, languages, and words as they are said."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import ContentStream

from printables.boxes import MM, Outline, Page, Run, Sheet
from printables.drawing import pdf
from printables.fonts import Face
from printables.mirror import mirrored
from printables.sheets.next_steps import next_steps_pdf
from printables.sheets.timetable import timetable_pdf
from printables.tagging import reading_order
from tests.printables.arabic import ASK, NEEDS_ARABIC, TITLE, URDU, WHEN, a_leaflet
from tests.printables.checking import read, words_of
from tests.printables.glyphs import no_empty_boxes
from tests.printables.plans import URGENT
from tests.printables.weeks import CORRECT_ON, ORDINARY, SITE, WEB

TIMETABLE = timetable_pdf(ORDINARY, SITE, correct_on=CORRECT_ON, qr=WEB)
NEXT_STEPS = next_steps_pdf(URGENT, SITE)
BOTH = pytest.mark.parametrize("file", [TIMETABLE, NEXT_STEPS], ids=["timetable", "next steps"])


def elements(file: bytes) -> list[Any]:
    """Every structure element, parents before their children."""
    root: Any = read(file).trailer["/Root"]
    found: list[Any] = []
    waiting = [root["/StructTreeRoot"]["/K"].get_object()]
    while waiting:
        element = waiting.pop()
        found.append(element)
        kids = [kid.get_object() for kid in element.get("/K", [])]
        waiting += [kid for kid in reversed(kids) if isinstance(kid, dict) and "/S" in kid]
    return found


def content_order(file: bytes) -> list[list[int]]:
    """For each page the numbers of its marked content as the tree reads them."""
    reader = read(file)
    pages = [page.indirect_reference.idnum for page in reader.pages if page.indirect_reference]
    order: list[list[int]] = [[] for _ in pages]
    for element in elements(file):
        for kid in element.get("/K", []):
            content = kid.get_object()
            if isinstance(content, int):  # on the element's own page
                order[pages.index(element.raw_get("/Pg").idnum)].append(int(content))
            elif "/MCID" in content:
                order[pages.index(content.raw_get("/Pg").idnum)].append(content["/MCID"])
    return order


@BOTH
def test_what_is_drawn_first_is_read_first_and_nothing_is_untagged(file: bytes) -> None:
    reader = read(file)
    for page, order in zip(reader.pages, content_order(file), strict=True):
        assert order == sorted(order)
        tabs: Any = page["/Tabs"]
        assert tabs == "/S"
        depth, marked = 0, []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                depth += 1
                if operator == b"BDC" and "/MCID" in operands[1]:
                    marked.append(operands[1]["/MCID"])
            elif operator == b"EMC":
                depth -= 1
            elif operator in {b"Tj", b"f", b"S", b"re"}:
                assert depth == 1, "neither tagged nor an artifact"
        assert marked == sorted(order) == list(range(len(order)))


@BOTH
def test_the_document_says_what_it_is(file: bytes) -> None:
    reader = read(file)
    root: Any = reader.trailer["/Root"]
    assert reader.pdf_header == "%PDF-1.7"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
    assert reader.xmp_metadata.dc_language == ["en-GB"]
    assert next(one["/S"] for one in elements(file) if one["/S"] in {"/H1", "/H2"}) == "/H1"


@BOTH
def test_a_picture_says_what_it_is_and_where_it_lies(file: bytes) -> None:
    figures = [element for element in elements(file) if element["/S"] == "/Figure"]
    assert figures
    for figure in figures:
        assert figure["/Alt"].startswith("Square code to scan with a phone: ")
        left, bottom, right, top = figure["/A"]["/BBox"]
        assert figure["/A"]["/O"] == "/Layout"
        assert right - left == pytest.approx(top - bottom, abs=0.01)
        assert 25 * MM <= right - left <= 31 * MM


@BOTH
def test_each_letter_can_be_read_as_text(file: bytes) -> None:
    no_empty_boxes(file)
    for page in read(file).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            assert font["/BaseFont"][7] == "+", "the whole font is embedded"
            assert "/Encoding" not in font, "a symbolic font has none (ISO 14289-1 §7.21.6)"
            said = font["/ToUnicode"].get_data().decode("ascii")
            assert not {"<0000>", "<FEFF>", "<FFFE>"} & set(said.split())


def test_readers_without_tags_hear_the_week_in_its_order() -> None:
    words = words_of(TIMETABLE)
    assert words.startswith("Ferry Road Community Library What’s on, Monday")
    # The code's words belong to the head, although they are drawn beside it.
    assert words.index("ferryroad.example") < words.index("Correct on 23") < words.index("9am to")


def test_the_tree_is_read_down_to_its_leaves_before_what_follows() -> None:
    outline = Outline()
    heading = outline.add("H1")
    entry = outline.add("LI", outline.add("L"))
    foot = outline.add("P")
    body = outline.add("LBody", entry)
    order = reading_order(outline.parts())
    assert sorted(range(6), key=order.__getitem__) == [0, heading, 2, entry, body, foot]


def test_a_piece_in_another_language_says_which() -> None:
    outline = Outline()
    part = outline.add("P", language="pl")
    page = Page(200, 100, 10, (Run(10, 50, "Dzień dobry", Face.REGULAR, 12, part),))
    said = elements(pdf(Sheet("Hello", (page,), outline.parts())))
    assert [(one["/S"], one.get("/Lang")) for one in said] == [("/Document", None), ("/P", "pl")]


@NEEDS_ARABIC
def test_an_arabic_leaflet_is_read_as_it_was_written() -> None:
    file = pdf(mirrored(a_leaflet()))
    no_empty_boxes(file)
    root: Any = read(file).trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/Direction"]) == ("ar", "/R2L")
    said = elements(file)
    assert [one["/ActualText"].strip() for one in said if one["/S"] == "/Span"][:3] == [
        TITLE,
        "متى:",
        WHEN,
    ]
    assert [one["/Lang"] for one in said if "/Lang" in one] == ["ur", "en-GB"]
    assert file == pdf(mirrored(a_leaflet())), "the same bytes each time"


@NEEDS_ARABIC
def test_words_and_numbers_of_an_arabic_leaflet_can_be_searched() -> None:
    words = unicodedata.normalize("NFKC", words_of(pdf(mirrored(a_leaflet()))))
    for line in (TITLE, WHEN, ASK, URDU):
        for word in unicodedata.normalize("NFKC", line).split():
            assert word.strip("()!؛،") in words, word
    assert "01632 960103" in words
    assert "10:00–12:30" in words
    assert "Call the desk (10am to 4pm)." in words


@NEEDS_ARABIC
def test_an_arabic_title_is_welcome_on_an_english_sheet() -> None:
    file = pdf(a_leaflet("en-GB"))
    no_empty_boxes(file)
    spans = [one for one in elements(file) if one["/S"] == "/Span"]
    assert spans[0]["/ActualText"].strip() == TITLE


def poppler(program: str, *arguments: str, file: bytes, folder: Path) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    path = folder / "sheet.pdf"
    path.write_bytes(file)
    done = subprocess.run(
        [program, *arguments, str(path), *(["-"] if program == "pdftotext" else [])],
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    return done.stdout.decode("utf-8")


def test_pdfinfo_reads_the_timetable_as_the_page_does(tmp_path: Path) -> None:
    said = poppler("pdfinfo", "-struct-text", file=TIMETABLE, folder=tmp_path)
    lines = [line.strip().strip('"').strip() for line in said.splitlines() if '"' in line]
    start = lines.index("Correct on 23 November 2026")
    assert lines[:2] == [
        "Ferry Road Community Library",
        "What’s on, Monday 30 November to Sunday 6 December 2026",
    ]
    assert lines[start + 1 : start + 5] == [
        "Monday 30 November",
        "9am to 10am",
        "Baby Rhymes",
        "Hall A",
    ]


@NEEDS_ARABIC
def test_pdftotext_finds_arabic_words_in_their_order(tmp_path: Path) -> None:
    said = poppler("pdftotext", "-layout", file=pdf(mirrored(a_leaflet())), folder=tmp_path)
    marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f"))
    words = unicodedata.normalize("NFKC", said.translate(marks))
    assert "كل يوم أحد" in words
    # It loses a space where an English name or a number begins.
    assert "اتصلبالرقم01632960103واسألعنAishaKhan" in "".join(words.split())


@pytest.mark.parametrize("arabic", [False, pytest.param(True, marks=NEEDS_ARABIC)])
def test_qpdf_finds_nothing_wrong(arabic: bool, tmp_path: Path) -> None:
    file = pdf(mirrored(a_leaflet())) if arabic else TIMETABLE
    assert "No syntax or stream" in poppler("qpdf", "--check", file=file, folder=tmp_path)
