"""The file itself: words in order, our letters embedded, tagged, the same each time, scannable."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest
import zxingcpp
from pypdf import PdfReader

from hub.views.timetable import WeekView
from printables.sheets.timetable import timetable_pdf
from tests.printables.checking import tree as element_tree
from tests.printables.weeks import CARD, CHRISTMAS, CORRECT_ON, EMPTY, ORDINARY, SITE, WEB


def made(week: WeekView, *, large: bool = False, qr: tuple[str, str] | None = WEB) -> bytes:
    return timetable_pdf(week, SITE, correct_on=CORRECT_ON, large=large, qr=qr)


def read(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file), strict=True)


def test_the_same_week_is_the_same_file() -> None:
    assert made(ORDINARY) == made(ORDINARY)
    assert made(ORDINARY) != made(ORDINARY, large=True)


def test_the_words_are_there_in_reading_order() -> None:
    pages = read(made(CHRISTMAS)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    wanted = [
        "Ferry Road Community Library",
        "What’s on, Monday 21 to Sunday 27 December 2026",
        "12 Ferry Road, Marlow Bridge, MB4 7QT",
        "Phone 01632 960123",
        "Monday 21 December",
        "9am to 10am",
        "Baby Rhymes",
        "CANCELLED",
        "The boiler is being mended.",
        "Tuesday 22 December",
        "Friday 25 December",
        "Christmas Day (bank holiday)",
        "Nothing on this day.",
        "Sunday 27 December",
    ]
    places = [words.index(part, 0) for part in wanted if part != "Sunday 27 December"]
    assert places == sorted(places)
    assert words.rindex("Sunday 27 December") > places[-1]


def test_only_our_faces_are_in_it_and_embedded() -> None:
    names: set[str] = set()
    for page in read(made(ORDINARY)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            font = font.get_object()
            names.add(font["/BaseFont"].split("+")[1])
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font
    assert names == {"SourceSansPro-Regular", "SourceSansPro-Bold"}


@pytest.mark.parametrize(("large", "least", "foot"), [(False, 14, 12), (True, 18, 18)])
def test_no_letter_is_smaller_than_people_can_read(large: bool, least: int, foot: int) -> None:
    for page in read(made(ORDINARY, large=large)).pages:
        contents: Any = page.get_contents()
        stream = contents.get_data().decode("latin-1")
        shown = re.findall(r"/\S+ ([\d.]+) Tf[^\n]*?Tj|BT (?:(?!ET).)*?([\d.]+) Tf.*?Tj", stream)
        sizes = {float(one or other) for one, other in shown}
        assert min(sizes) == foot
        assert min(sizes - {12.0}) == least


def test_it_has_a_title_a_language_and_a_contents_list() -> None:
    reader = read(made(ORDINARY))
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Ferry Road Community Library: what’s on, Monday 30 November to Sunday 6 December 2026"
    )
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    outline: list[Any] = reader.outline
    assert [entry.title for entry in outline] == [
        "Monday 30 November",
        "Tuesday 1 December",
        "Wednesday 2 December",
        "Thursday 3 December",
        "Friday 4 December",
        "Saturday 5 December",
        "Sunday 6 December",
    ]


def _marks_of(element: Any) -> list[tuple[Any, int]]:
    """The page and the number of each mark that a structure element holds itself."""
    kids = [kid.get_object() for kid in element["/K"]]
    return [
        (element["/Pg"], int(kid)) if isinstance(kid, int) else (kid["/Pg"], int(kid["/MCID"]))
        for kid in kids
        if isinstance(kid, int) or "/MCID" in kid
    ]


def test_it_is_tagged_and_every_mark_leads_back_to_its_part() -> None:
    reader = read(made(EMPTY))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    tree = root["/StructTreeRoot"]
    assert tree["/Type"] == "/StructTreeRoot"
    assert element_tree(tree["/K"]) == (
        "/Document",
        ("/H1",),
        ("/P",),
        ("/P",),
        ("/P",),
        ("/Figure",),
        ("/P",),
        ("/P",),
        *((("/H2",), ("/P",)) * 7),
    )

    reader = read(made(ORDINARY))
    root = reader.trailer["/Root"]
    tree = root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    assert numbers[::2] == list(range(len(reader.pages)))
    for page, parents in zip(reader.pages, numbers[1::2], strict=True):
        contents: Any = page.get_contents()
        stream = contents.get_data().decode("latin-1")
        marks = re.findall(r"/(\w+) <</MCID (\d+)>> BDC", stream)
        assert [int(mcid) for _, mcid in marks] == list(range(len(parents)))
        assert [f"/{kind}" for kind, _ in marks] == [p.get_object()["/S"] for p in parents]
        assert stream.count("BDC") + stream.count("BMC") == stream.count("EMC")
        # Nothing is drawn outside a mark: all words are content or decoration.
        bare = re.sub(r"(?:BDC|BMC).*?EMC", "", stream, flags=re.DOTALL)
        assert "Tj" not in bare
        for mcid, parent in enumerate(parents):
            mine = [own for own in _marks_of(parent.get_object()) if own == (page, mcid)]
            assert len(mine) == 1


def test_the_code_says_in_words_what_it_is() -> None:
    root: Any = read(made(EMPTY)).trailer["/Root"]
    document = root["/StructTreeRoot"]["/K"]
    figures = [
        kid.get_object()["/Alt"]
        for kid in document["/K"]
        if kid.get_object().get("/S") == "/Figure"
    ]
    assert figures == ["Square code to scan with a phone: ferryroad.example"]


@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("qr", [WEB, CARD], ids=["web", "card"])
def test_the_printed_code_scans(qr: tuple[str, str], large: bool, dpi: int) -> None:
    document = pypdfium2.PdfDocument(made(ORDINARY, large=large, qr=qr))
    try:
        picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [qr[0]]
