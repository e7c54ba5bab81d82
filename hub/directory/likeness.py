"""How much two names of the directory are alike, word by word. Store-free.

A letter that slipped makes no other name; another number, or another word, does: "Ward 1" is not
"Ward 2", and "Men's group" is not "Women's group".
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

Words = tuple[str, ...]
"""As `hub.directory.comparing.name_words` gives them."""

SLIP = 85
"""How alike two words must be (0 to 100) to be one word with a slip."""
_NOT_ALIKE = 40


def name_likeness(first: Words, second: Words) -> int:
    """0 to 100; 100 for the same words however they are spaced."""
    if first == second or "".join(first) == "".join(second):
        return 100
    only_first = [word for word in first if word not in second]
    only_second = [word for word in second if word not in first]
    if not (only_first or only_second):
        return 98  # the same words in another order
    if any(word.isdigit() for word in (*only_first, *only_second)):
        return 0
    if not only_first or not only_second:
        fewer, more = sorted((len(set(first)), len(set(second))))
        return 100 * fewer // more
    if len(only_first) != len(only_second):
        return _NOT_ALIKE
    slips = [_closest(word, only_second) for word in only_first]
    if min(slips) < SLIP:
        return _NOT_ALIKE
    return round(sum(slips) / len(slips))


def _closest(word: str, others: Sequence[str]) -> float:
    return max(ratio(word, other) for other in others)
