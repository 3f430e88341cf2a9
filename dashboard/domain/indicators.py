"""Figures: a value with its whole-number parts and with the schools it is known for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from dashboard.definitions import Indicator
    from dashboard.domain.months import Month


@dataclass(frozen=True)
class Figure:
    """One indicator in one month: a count in ``numerator``, or the two parts of a ratio.

    ``known`` counts the schools whose part is from the month itself, ``used`` those that are in the value (the rest
    is carried from earlier reports), ``expected`` the schools open in the month.
    """

    indicator: Indicator
    numerator: int | None
    denominator: int | None
    known: int
    used: int
    expected: int

    @property
    def value(self) -> Decimal | int | None:
        """The count, or the percentage with two decimals; ``None`` when unknown or on zero."""
        if self.indicator.unit == "percent":
            return percent_of(self.numerator, self.denominator)
        return self.numerator

    @property
    def carried(self) -> int:
        """How many schools are in the value with an earlier report."""
        return self.used - self.known


@dataclass(frozen=True)
class Coverage:
    """Which of the schools that should have reported for a month did; ``missing`` are the codes of the others."""

    expected: int
    reported: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """All figures of one month for one choice of schools."""

    month: Month
    coverage: Coverage
    by_code: Mapping[str, Figure]

    def __getitem__(self, code: str) -> Figure:
        return self.by_code[code]
