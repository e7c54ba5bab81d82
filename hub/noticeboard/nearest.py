"""Where to turn when a search finds nothing: the needs whose words are nearest, and the lines that
always answer. Nobody is sent away with an empty page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hub.noticeboard.lines import Moment
from hub.views.noticeboard import Found

if TYPE_CHECKING:
    from hub.noticeboard.read import Noticeboard

_MOST = 3
_NEAR_ENOUGH = 72
"""Of 100; further away, a need would be a guess."""


def nearest_help(board: Noticeboard, words: Sequence[str], moment: Moment) -> tuple[Found, ...]:
    """The nearest needs, at most three, then the urgent helplines."""
    numbers = dict(
        board.file.rows(
            lambda number, code: (code, number), "SELECT id, code FROM service WHERE is_urgent"
        )
    )
    helplines = [numbers[one.code] for one in board.helplines()]
    ids = [*_nearest_needs(board, words), *helplines]
    return tuple(board.lines.make(ids, moment))


def _nearest_needs(board: Noticeboard, words: Sequence[str]) -> list[int]:
    from rapidfuzz.fuzz import QRatio
    from rapidfuzz.process import extract

    typed = " ".join(words)
    if len(typed) < 3:
        return []
    phrases = board.file.rows(
        lambda number, text: (number, text),
        """SELECT id, lower(name) FROM need
           UNION ALL SELECT need.id, value FROM need, json_each(need.words)""",
    )
    near = extract(
        typed,
        [text for _, text in phrases],
        scorer=QRatio,
        score_cutoff=_NEAR_ENOUGH,
        limit=4 * _MOST,
    )
    return list(dict.fromkeys(phrases[place][0] for _, _, place in near))[:_MOST]
