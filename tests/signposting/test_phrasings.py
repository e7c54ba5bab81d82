"""How often people find what they need in their own words: among the first three, for the half of
the phrasings that words were tuned for and for the half that is only measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.resources import read_toml
from hub.views.noticeboard import Kind
from tests.noticeboard.builders import TODAY, ferry_road
from tests.signposting.phrasings import Phrasing, phrasings

TOP = 3


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    opened = ferry_road(tmp_path_factory.mktemp("phrasings"))
    yield opened
    opened.close()


def is_found(board: Noticeboard, phrasing: Phrasing) -> bool:
    """Whether a need that was meant is among the first three lines of all kinds."""
    first = search(board, phrasing.words, today=TODAY).results[:TOP]
    return any(found.kind is Kind.NEED and found.code in phrasing.needs for found in first)


@pytest.mark.parametrize(("half", "floor"), [("tuned", 0.95), ("measured", 0.92)])
def test_people_find_what_they_need_among_the_first_three(
    board: Noticeboard, half: str, floor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = phrasings(half)
    found = sum(is_found(board, phrasing) for phrasing in asked)
    with capsys.disabled():
        sys.stdout.write(f"\n{half}: {found} of {len(asked)} among the first {TOP}\n")
    # Of the measured half, which ones were missed is not for us to see.
    assert found / len(asked) >= floor


def test_the_phrasings_are_a_hundred_and_fifty_of_every_group() -> None:
    needs = {need["slug"]: need["group"] for need in read_toml("needs.toml")["need"]}
    halves = [phrasings("tuned"), phrasings("measured")]
    assert [len(half) for half in halves] == [75, 75]
    assert len({phrasing.words for half in halves for phrasing in half}) == 150
    wanted = {slug for half in halves for phrasing in half for slug in phrasing.needs}
    assert wanted - set(needs) == set()
    for half in halves:
        groups = {needs[slug] for phrasing in half for slug in phrasing.needs}
        assert groups == set(needs.values())
    assert all(1 <= len(phrasing.needs) <= 3 for half in halves for phrasing in half)
