"""A month as a value: reports, coverage and comparisons are about months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; ``str(Month(2026, 10))`` is ``2026-10``, its stable written form."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-10``; raise ``ValueError`` for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds ``day``."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day, which is how the database stores a month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """Return the month that many months later, earlier when negative."""
        years, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, index + 1)


def last_full_month(today: date) -> Month:
    """Return the last month that is over on ``today``."""
    return Month.of(today).plus(-1)
