"""Which word was meant by a slip of the finger.

rapidfuzz is imported the first time that a slip must be mended: a kiosk must start fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def nearest(word: str, lists: Iterable[Sequence[str]], most: int) -> str:
    """The nearest word of the lists that is at most so many slips away, "" where none is. Of two
    as near, that of an earlier list, and within a list the earlier."""
    from rapidfuzz.distance import OSA, Indel
    from rapidfuzz.process import extract

    found = [
        (text, (number, place))
        for number, words in enumerate(lists)
        for text, _, place in extract(
            word, words, scorer=OSA.distance, processor=None, score_cutoff=most, limit=20
        )
    ]
    # Fewest slips first; two letters that changed places before other slips; people seldom get
    # the first letter wrong.
    best = min(
        found,
        key=lambda one: (
            OSA.distance(word, one[0]),
            sorted(one[0]) != sorted(word),
            one[0][0] != word[0],
            -Indel.normalized_similarity(word, one[0]),
            one[1],
        ),
        default=("", (0, 0)),
    )
    return best[0]
