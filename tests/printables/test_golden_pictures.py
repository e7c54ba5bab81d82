"""Every sheet of the demo hub as a picture that somebody has looked at, and its codes as a phone
sees them. A picture that changed: look at it, then renew all with

    HUB_TEST_GOLDEN=write pytest tests/printables/test_golden_pictures.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageStat

from hub.languages.language import ENGLISH
from printables.boxes import MM, Code, Page, Sheet
from printables.drawing import pdf
from tests.printables.content import Content
from tests.printables.demo_hub import demo_hub
from tests.printables.every import EVERY, Every
from tests.printables.glyphs import no_empty_boxes

GOLDEN = Path(__file__).parent / "golden"
DPI = 36
GREYS = 6
MEAN, BLOCK = 2.0, 24.0
"""How far a picture may be off, of 255: all of it, and any 8 by 8 of its dots."""
RENEW = "Look at it; if it is right: HUB_TEST_GOLDEN=write pytest " + Path(__file__).name
ALL = pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    content, board = demo_hub(tmp_path_factory.mktemp("demo"))
    yield content
    board.close()


def made(one: Every, demo: Content) -> Sheet:
    sheet = one.make(demo, ENGLISH)
    assert sheet is not None
    return sheet


@ALL
def test_it_looks_as_it_did_when_somebody_looked_at_it(one: Every, demo: Content) -> None:
    now = picture(pdf(made(one, demo)))
    path = GOLDEN / f"{one.name}.png"
    if os.environ.get("HUB_TEST_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        now.save(path, optimize=True)
    assert path.is_file(), f"There is no picture of {one.name} yet. {RENEW}"
    assert path.stat().st_size < 15_000
    with Image.open(path) as kept:
        why = difference(now, kept.convert("L"))
    assert not why, f"{one.name} looks different: {why}. {RENEW}"


def test_a_line_that_is_gone_would_be_seen(demo: Content) -> None:
    timetable = picture(pdf(made(EVERY[0], demo)))
    other = timetable.copy()
    other.paste(255, (60, 200, 200, 208))
    assert difference(other, timetable)
    assert difference(timetable.crop((0, 0, 100, 100)), timetable)


@ALL
def test_all_that_is_shown_has_a_shape(one: Every, demo: Content) -> None:
    no_empty_boxes(pdf(made(one, demo)))


@ALL
@pytest.mark.parametrize("dpi", [96, 150, 203, 300])
def test_every_code_scans(one: Every, dpi: int, demo: Content) -> None:
    sheet = made(one, demo)
    document = pypdfium2.PdfDocument(pdf(sheet))
    try:
        for number, page in enumerate(sheet.pages):
            for code in page.codes():
                assert scanned(document[number], page, code, dpi) == [code.payload]
    finally:
        document.close()


def scanned(drawn: pypdfium2.PdfPage, page: Page, code: Code, dpi: int) -> list[str]:
    """What a phone reads that is held above one code."""
    quiet = code.quiet_box
    around = 2 * MM
    cut = (
        max(0.0, quiet.left - around),
        max(0.0, page.height - quiet.bottom - around),
        max(0.0, page.width - quiet.right - around),
        max(0.0, quiet.top - around),
    )
    seen = drawn.render(scale=dpi / 72, grayscale=True, crop=cut).to_pil()
    return [one.text for one in zxingcpp.read_barcodes(seen)]


def picture(file: bytes) -> Image.Image:
    """The first page in few dots and few greys."""
    document = pypdfium2.PdfDocument(file)
    try:
        page: Image.Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    step = 255 / (GREYS - 1)
    return page.point([round(round(grey / step) * step) for grey in range(256)])


def difference(now: Image.Image, kept: Image.Image) -> str:
    """In words; empty where there is none to speak of."""
    if now.size != kept.size:
        return f"{now.size} dots, not {kept.size}"
    apart = ImageChops.difference(now, kept)
    mean = ImageStat.Stat(apart).mean[0]
    if mean > MEAN:
        return f"all of it by {mean:.1f} of 255"
    blocks = apart.reduce(8)
    values = list(blocks.tobytes())
    most = max(values)
    if most > BLOCK:
        down, across = divmod(values.index(most), blocks.width)
        return f"at {8 * across} across and {8 * down} down by {most} of 255"
    return ""
