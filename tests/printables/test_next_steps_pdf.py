"""The file itself: the same each time, tagged, scannable, and nothing personal in its title."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest
import zxingcpp
from pypdf import PdfReader

from printables.sheets.next_steps import next_steps_pdf
from tests.printables.plans import URGENT, a_plan
from tests.printables.weeks import SITE


def read(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file), strict=True)


def test_the_same_plan_is_the_same_file() -> None:
    assert next_steps_pdf(a_plan(), SITE) == next_steps_pdf(a_plan(), SITE)
    assert next_steps_pdf(a_plan(), SITE) != next_steps_pdf(a_plan(), SITE, large=True)


def test_title_language_and_contents_say_nothing_of_anybody() -> None:
    reader = read(next_steps_pdf(URGENT, SITE))
    assert reader.metadata is not None
    assert reader.metadata.title == "Ferry Road Community Library: next steps"
    assert reader.metadata.subject in (None, "unspecified")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    outline: list[Any] = reader.outline
    assert [entry.title for entry in outline] == [
        "First",
        "Who can help: I am behind with my rent",
        "Come along",
        "Something you may enjoy",
    ]


def test_the_words_are_there_in_reading_order() -> None:
    pages = read(next_steps_pdf(a_plan(), SITE)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    wanted = [
        "Your next steps",
        "Who can help",
        "1 Harbour Lights advice",
        "01632 960103",
        "2 Find your council",
        "Come along",
        "3 Carers' Café",
        "Tuesday 24 November, 10am to noon, Hall B",
        "Something you may enjoy",
        "Remember",
        "Help at any time",
        "999",
        "116 123",
    ]
    places = [words.index(part) for part in wanted]
    assert places == sorted(places)


def _kinds(element: Any) -> Any:
    kids = [kid.get_object() for kid in element.get("/K", [])]
    return (element["/S"], *(_kinds(kid) for kid in kids if isinstance(kid, dict) and "/S" in kid))


def test_each_step_is_an_item_of_a_list_with_its_code_described() -> None:
    root: Any = read(next_steps_pdf(a_plan(), SITE)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    helper = ("/LI", ("/LBody", ("/Figure",), ("/P",)))
    item = ("/LI", ("/LBody",))
    assert _kinds(root["/StructTreeRoot"]["/K"]) == (
        "/Document",
        ("/H1",),
        ("/P",),
        ("/P",),
        ("/P",),
        ("/H2",),
        ("/L", helper, helper),
        ("/H2",),
        ("/L", item),
        ("/H2",),
        ("/L", item),
        ("/H2",),
        ("/P",),
        ("/H2",),
        ("/P",),
        ("/H2",),
        ("/L", item, item, item),
    )


@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize("large", [False, True])
def test_the_printed_codes_scan(large: bool, dpi: int) -> None:
    document = pypdfium2.PdfDocument(next_steps_pdf(a_plan(), SITE, large=large))
    try:
        found = [
            code.text
            for page in document
            for code in zxingcpp.read_barcodes(page.render(scale=dpi / 72, grayscale=True).to_pil())
        ]
    finally:
        document.close()
    assert sorted(found) == ["https://www.gov.uk/find-local-council", "tel:+441632960103"]
