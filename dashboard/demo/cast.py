"""Who plays: the open schools of the last month and, after them, the schools that were merged into some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dashboard.demo.plan import Role, Slot, slots

if TYPE_CHECKING:
    from dashboard.demo.school_year import Window

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

MONTHS_MISSING = {Role.MISSING: 1, Role.MISSING_TWICE: 2}
OWN_BRANCH_LEAST = 3
"""A branch has at least three official members (Charter, article 24)."""
SUCCESSOR_LEAST = 2 * OWN_BRANCH_LEAST + 2


@dataclass(frozen=True)
class Cast:
    """The rows of the district: ``slots`` of the open schools, then the predecessors in pairs.

    ``successors`` are the rows that took over the pairs, in the same order; ``merger`` is the number of the month
    in which they did. ``alive`` and ``still`` have a row a month and a column a school: whether it is open, and
    whether nothing may move.
    """

    slots: list[Slot]
    successors: Indices
    merger: int | None
    alive: Flags
    still: Flags

    @property
    def size(self) -> int:
        """The number of rows, predecessors included."""
        return len(self.slots) + 2 * self.successors.size

    @property
    def predecessors(self) -> tuple[Indices, Indices]:
        """The rows of the first and of the second of each pair."""
        first = len(self.slots) + 2 * np.arange(self.successors.size)
        return first, first + 1

    @property
    def least_official(self) -> NDArray[np.int32]:
        """How many official members a row keeps at every time."""
        least = np.full(self.size, OWN_BRANCH_LEAST, dtype=np.int32)
        least[[place for place, slot in enumerate(self.slots) if slot.is_still]] = 0
        least[self.successors] = SUCCESSOR_LEAST
        return least

    def having(self, role: Role) -> Flags:
        """Tell of each row whether its slot has that role."""
        return np.array([slot.role is role for slot in self.slots] + [False] * 2 * self.successors.size)


def cast(schools: int, window: Window) -> Cast:
    """Return the rows of a district with that many schools open in the last month."""
    chosen, merger = slots(schools), window.merger
    merged = [place for place, slot in enumerate(chosen) if slot.role is Role.MERGED and merger is not None]
    rows = schools + 2 * len(merged)
    alive = np.ones((window.months, rows), dtype=np.bool_)
    alive[:merger, merged] = False
    alive[merger:, schools:] = False
    return Cast(chosen, np.array(merged, dtype=np.int64), merger, alive, ~alive | _quiet(chosen, rows, window.months))


def _quiet(chosen: list[Slot], rows: int, months: int) -> Flags:
    quiet = np.zeros((months, rows), dtype=np.bool_)
    for place, slot in enumerate(chosen):
        quiet[months - missing_months(slot.role, months) :, place] = True
        quiet[:, place] |= slot.is_still
    return quiet


def missing_months(role: Role, months: int) -> int:
    """Return for how many months at the end a school of that role has not reported; one report is always there."""
    return min(MONTHS_MISSING.get(role, 0), months - 1)
