"""How a ratio is measured and shown: ours over the bare minimum, turn and turn about in one run.

Never an absolute time: the machine's speed cancels out.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: `ours` over `bare`, both in `unit`, and the most it may be."""

    name: str
    ours: float
    bare: float
    limit: float
    unit: str

    @property
    def value(self) -> float:
        return self.ours / self.bare

    def is_within(self, slack: float = 1.0) -> bool:
        """Whether it keeps to its limit, or to `slack` times that."""
        return self.value <= self.limit * slack


def cpu_seconds(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of this process for one run of `work`, as the mean of `times` runs."""
    gc.collect()
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times


def turn_about(
    ours: Callable[[], float], bare: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Medians of `rounds` measures each, one of each in turn, after one that doesn't count."""
    ours(), bare()
    pairs = [(ours(), bare()) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def middle_pair(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The pair whose ratio is in the middle. Each was measured in one go: a machine's speed comes
    and goes, and what two sides cost at different times says little."""
    every = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return every[len(every) // 2]


def table(ratios: Sequence[Ratio]) -> str:
    """The ratios as people read them."""
    lines = [f"{'what':<58} {'ours':>9} {'bare':>9} {'':<4} {'ratio':>6} {'limit':>6}"]
    for one in ratios:
        verdict = "" if one.is_within() else "  OVER"
        lines.append(
            f"{one.name:<58} {one.ours:>9.2f} {one.bare:>9.2f} {one.unit:<4}"
            f" {one.value:>6.3g} {one.limit:>6.2g}{verdict}"
        )
    return "\n".join(lines)
