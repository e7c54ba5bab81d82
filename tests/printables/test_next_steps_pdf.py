"""The file itself: the same each time, tagged, scannable, and nothing personal in its title."""

from __future__ import annotations

from typing import Any

import pytest

from printables.sheets.next_steps import next_steps_pdf
from tests.printables.checking import codes_at, read, tree_of
from tests.printables.plans import URGENT, a_plan
from tests.printables.weeks import SITE


def test_the_same_plan_is_the_same_file() -> None:
    assert next_steps_pdf(a_plan(), SITE) == next_steps_pdf(a_plan(), SITE)
    assert next_steps_pdf(a_plan(), SITE) != next_steps_pdf(a_plan(), SITE, large=True)


def test_title_language_and_contents_say_nothing_of_anybody() -> None:
    reader = read(next_steps_pdf(URGENT, SITE))
    assert reader.metadata is not None
    assert reader.metadata.title == "Ferry Road Community Library: next steps"
    assert not reader.metadata.subject
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


def test_each_step_is_an_item_of_a_list_with_its_code_described() -> None:
    helper = ("/LI", ("/Lbl",), ("/LBody", ("/Figure",), ("/P",)))
    item, line = ("/LI", ("/Lbl",), ("/LBody",)), ("/LI", ("/LBody",))
    assert tree_of(next_steps_pdf(a_plan(), SITE)) == (
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
        ("/L", line, line, line),
    )


@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize("large", [False, True])
def test_the_printed_codes_scan(large: bool, dpi: int) -> None:
    found = codes_at(next_steps_pdf(a_plan(), SITE, large=large), dpi)
    assert sorted(found) == ["https://www.gov.uk/find-local-council", "tel:+441632960103"]
