"""How long people wait when not all have finished waiting: the product-limit estimate.

Who still waits, or left, is known to have waited so long and no less. Leaving them out would make every wait look
shorter than it is. Source: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958)
457-481.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Waits:
    """After so many ``days``, how many ``moved`` on, and how many were last seen waiting (``censored``)."""

    days: int
    moved: int
    censored: int


@dataclass(frozen=True)
class Remaining:
    """The share that waits longer than ``days``, as the whole numbers ``part`` of ``whole``."""

    days: int
    part: int
    whole: int


def remaining(waits: Iterable[Waits]) -> Iterator[Remaining]:
    """Yield the share that waits longer than each day on which somebody moved on or was last seen.

    Who was last seen on the day of a move counts as still waiting at that moment.
    """
    at_risk, by_day = _by_day(waits)
    part, whole = 1, 1
    for days, (moved, censored) in sorted(by_day.items()):
        if moved:
            part, whole = part * (at_risk - moved), whole * at_risk
        yield Remaining(days, part, whole)
        at_risk -= moved + censored


def _by_day(waits: Iterable[Waits]) -> tuple[int, dict[int, tuple[int, int]]]:
    found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in waits:
        moved, censored = found[one.days]
        found[one.days] = moved + one.moved, censored + one.censored
    return sum(moved + censored for moved, censored in found.values()), found


def median_days(waits: Iterable[Waits]) -> int | None:
    """Return the first day by which half have moved on, ``None`` while that is not known."""
    return next((one.days for one in remaining(waits) if 2 * one.part <= one.whole), None)
