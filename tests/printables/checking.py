"""What is true of every sheet that leaves this house, as laid out and as drawn."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import combinations
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # ships no types
import zxingcpp
from pypdf import PdfReader

from printables.boxes import MM, Page, Sheet


def check_sheet(made: Sheet, *, least: float, least_foot: float = 12.0) -> None:
    """Nothing overlaps, nothing is cut off, nothing is too small, every code can be scanned.

    `least`: size of what is read; `least_foot`: of what is said again on each page, which has no
    part of its own.
    """
    assert made.pages
    for number, page in enumerate(made.pages, 1):
        check_page(page, number, least=least, least_foot=least_foot)
    runs = {run.part for page in made.pages for run in page.runs()}
    used = runs | {code.part for page in made.pages for code in page.codes()}
    leaves = {
        index
        for index, part in enumerate(made.parts)
        if index and not any(other.parent == index for other in made.parts)
    }
    assert leaves <= used, [made.parts[index] for index in leaves - used]


def check_page(page: Page, number: int, *, least: float, least_foot: float) -> None:
    boxes = [run.box for run in page.runs()]
    for box in (*boxes, *(band.box for band in page.bands())):
        assert box.within(page.inner), (number, box, page.inner)
    codes = page.codes()
    for code in codes:
        assert code.box.within(page.inner)
        assert code.side >= 25 * MM - 0.001
        assert code.module >= 0.5 * MM - 0.001
        assert not any(code.quiet_box.overlaps(box) for box in boxes), number
        assert not any(code.quiet_box.overlaps(band.box) for band in page.bands())
        assert not any(code.quiet_box.overlaps(s.box, 0.0) for s in page.strokes())
    for one_code, other_code in combinations(codes, 2):
        assert not one_code.quiet_box.overlaps(other_code.box)
    ordered = sorted(boxes, key=lambda box: box.top)
    for one, other in combinations(ordered, 2):
        if other.top < one.bottom:
            assert not one.overlaps(other), (number, one, other)
    for rule in page.rules():
        crossed = [
            box
            for box in boxes
            if box.top + 0.01 < rule.y < box.bottom - 0.01
            and box.left < rule.right
            and rule.left < box.right
        ]
        assert not crossed, (number, rule, crossed)
    for stroke in page.strokes():
        assert not any(
            box.left + 0.01 < stroke.box.right
            and stroke.box.left < box.right - 0.01
            and box.top + 0.01 < stroke.box.bottom
            and stroke.box.top < box.bottom - 0.01
            for box in boxes
        ), (number, stroke)
    for run in page.runs():
        assert run.words.strip(), (number, run)
        assert run.size >= (least_foot if run.part is None and not run.on_band else least), run
        assert run.on_band == any(run.box.overlaps(band.box) for band in page.bands()), run


def said(page: Page) -> list[str]:
    """What each baseline of a page says, from top to bottom."""
    lines: dict[float, list[str]] = {}
    for run in sorted(page.runs(), key=lambda run: (run.baseline, run.x)):
        lines.setdefault(round(run.baseline, 1), []).append(run.words.strip())
    return [" | ".join(words) for _, words in sorted(lines.items())]


def read(file: bytes) -> PdfReader:
    """The file as a strict reader sees it."""
    return PdfReader(BytesIO(file), strict=True)


def words_of(file: bytes) -> str:
    """All its words on one line."""
    return " ".join(" ".join(page.extract_text() for page in read(file).pages).split())


def codes_at(file: bytes, dpi: int) -> list[str]:
    """What its codes say to a phone, scanned from a picture of each page."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [
            code.text
            for page in document
            for code in zxingcpp.read_barcodes(page.render(scale=dpi / 72, grayscale=True).to_pil())
        ]
    finally:
        document.close()


def tree(element: Any) -> Any:
    """The kinds below one structure element: ("/Document", ("/H1",), …)."""
    kids = [kid.get_object() for kid in element.get("/K", [])]
    return (element["/S"], *(tree(kid) for kid in kids if isinstance(kid, dict) and "/S" in kid))


def tree_of(file: bytes) -> Any:
    """The whole of it."""
    root: Any = read(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return tree(root["/StructTreeRoot"]["/K"])


def sizes_in(file: bytes) -> set[float]:
    """Every size of letters that its content streams show words in."""
    sizes: set[float] = set()
    for page in read(file).pages:
        contents: Any = page.get_contents()
        stream = contents.get_data().decode("latin-1")
        shown = re.findall(r"/\S+ ([\d.]+) Tf[^\n]*?Tj|BT (?:(?!ET).)*?([\d.]+) Tf.*?Tj", stream)
        sizes |= {float(one or other) for one, other in shown}
    return sizes
