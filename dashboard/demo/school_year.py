"""When things happen in the invented district: the rhythm of the school year and the days of mergers and renames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from dashboard.domain.months import Month

ADMISSION_SEASON = (0.4, 2.4, 0.8, 0.6, 2.4, 0.7, 0.3, 0.8, 2.2, 0.6, 1.2, 1.6)
"""Admissions by month, 1 on average: they cluster at 3/2, 19/5 and 2/9, at 7/11 and before the year ends."""
TRANSFER_SEASON = (0.3, 0.3, 0.3, 0.3, 0.3, 0.8, 1.8, 4.0, 2.5, 0.7, 0.4, 0.3)
"""Transfers by month, 1 on average: teachers move between two school years."""
SCHOOL_YEAR_BEGINS = frozenset({8, 9})


class Window(NamedTuple):
    """The months that are reported: how many, and the last one."""

    months: int
    last: Month

    def month(self, index: int) -> Month:
        """Return the month with that number, the first being 0; negative numbers lie before the first."""
        return self.last.plus(index - self.months + 1)

    @property
    def merger(self) -> int | None:
        """The number of the month in which schools merge: the last August but one at the edge, if there is one."""
        return max((index for index in range(1, self.months) if self.month(index).number == 8), default=None)

    @property
    def renaming(self) -> int | None:
        """The number of the month in which a school gets a new name: about a year before the last."""
        return max(1, self.months - 13) if self.months > 1 else None

    def day(self, index: int, number: int) -> date:
        """Return a day of the month with that number."""
        return self.month(index).first.replace(day=number)


def season(weights: tuple[float, ...], window: Window, *, before: int = 0) -> list[float]:
    """Return the weight of each month of the window, and of ``before`` months ahead of it."""
    return [weights[window.month(index).number - 1] for index in range(-before, window.months)]
