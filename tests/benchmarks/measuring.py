"""How things are measured and told: medians of runs that take turns, and a ratio beside the most it may be."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Measured:
    """Two amounts of one kind, ours and the baseline's."""

    ours: float
    baseline: float
    unit: str

    @classmethod
    def median(cls, several: Sequence[Measured]) -> Measured:
        """Return the median of both amounts."""
        ours, baseline = (
            statistics.median(amounts) for amounts in zip(*((m.ours, m.baseline) for m in several), strict=True)
        )
        return cls(ours, baseline, several[0].unit)

    def holds(self, what: str, *, most: float) -> None:
        """Print the ratio and fail when it is more than ``most``."""
        ratio = self.ours / self.baseline
        amounts = f"{self.ours:,.1f} {self.unit}, baseline {self.baseline:,.1f} {self.unit}"
        tell(f"{what}: {amounts}, ratio {ratio:.2f} (at most {most:g})")
        assert ratio <= most, what


def taking_turns(ours: Callable[[], object], baseline: Callable[[], object], *, turns: int) -> Measured:
    """Return the median milliseconds of both, run in turns, so that a busy machine slows both."""
    return Measured.median([Measured(_milliseconds(ours), _milliseconds(baseline), "ms") for _ in range(turns)])


def _milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def tell(sentence: str) -> None:
    """Print a figure; figures are what a benchmark is for."""
    print(f"\n{sentence}")  # noqa: T201
