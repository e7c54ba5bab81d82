"""Several quarters in one report, made from what each of them shows and from nothing else. So a
long report tells no more than the short ones do, whichever of them are held side by side.

A number is the sum of its quarters where each of them shows it, else it is not shown. None stands
for a line that a quarter doesn't have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.learning.suppressing import Parts, parted
from hub.views.learning import CountLine, Hidden, NeedLine, Number


def number_together(numbers: Sequence[Number]) -> Number:
    """One number of several quarters."""
    if len(numbers) == 1:
        return numbers[0]
    shown = [one for one in numbers if isinstance(one, int)]
    return sum(shown) if len(shown) == len(numbers) else Hidden.HELD_BACK


def line_together(lines: Sequence[CountLine | None]) -> CountLine | None:
    """How often one thing came up; None where no quarter tells of it."""
    first = next((one for one in lines if one is not None), None)
    if first is None:
        return None
    times = [Hidden.HELD_BACK if one is None else one.times for one in lines]
    return CountLine(first.key, first.name, number_together(times))


def need_together(lines: Sequence[NeedLine | None]) -> NeedLine | None:
    """The same for a need."""
    first = next((one for one in lines if one is not None), None)
    if first is None:
        return None
    return NeedLine(
        first.slug,
        first.name,
        number_together([Hidden.HELD_BACK if one is None else one.asked for one in lines]),
        number_together([Hidden.HELD_BACK if one is None else one.unmet for one in lines]),
    )


def parts_together(
    wholes: Sequence[tuple[CountLine, ...]], ways: Sequence[Parts], names: Mapping[str, str]
) -> tuple[CountLine, ...]:
    """The parts of several quarters, as finely as the coarsest of them; empty where one of them has
    none. Each way puts parts of the one before it together, so the finer ones can be added up.
    """
    if not all(wholes):
        return ()
    for way in ways:
        keys = ["+".join(part) for part in way]
        if any([line.key for line in lines] == keys for lines in wholes):
            coarsest = way
    counts = {part[0]: 0 for part in coarsest}
    for line in (line for lines in wholes for line in lines):
        cell = line.key.split("+")[0]
        part = next(part for part in coarsest if cell in part)
        counts[part[0]] += int(line.times)
    return parted(counts, [coarsest], names)
