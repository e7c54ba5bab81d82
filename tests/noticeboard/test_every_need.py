"""Each need of a fresh hub finds somebody, or says honestly "nothing yet"."""

from __future__ import annotations

from pathlib import Path

from hub.noticeboard.lines import NOTHING_YET
from hub.noticeboard.search import search
from tests.noticeboard.builders import TODAY, ferry_road


def test_each_need_is_found_by_its_name_and_by_nearly_every_word_of_its_own(tmp_path: Path) -> None:
    board = ferry_road(tmp_path)
    asked = [(need.slug, words) for need in board.needs() for words in (need.name, *need.words)]
    missed = [
        (slug, words)
        for slug, words in asked
        if slug not in [found.code for found in search(board, words, today=TODAY).results[:5]]
    ]
    assert [pair for pair in missed if pair[1] in {need.name for need in board.needs()}] == []
    # A few words are shared by more needs than are shown.
    assert len(missed) <= 0.01 * len(asked)


def test_each_need_has_somebody_or_says_nothing_yet(tmp_path: Path) -> None:
    board = ferry_road(tmp_path)
    for need in board.needs():
        results = search(board, need.name, today=TODAY).results
        line = next(found for found in results if found.code == need.slug)
        helpers = board.for_need(need.slug, TODAY, limit=500)
        assert line.helpers == need.services + need.activities == len(helpers)
        assert line.detail.endswith(NOTHING_YET) == (not helpers), need.slug
    assert sum(need.services > 0 for need in board.needs()) >= 35
