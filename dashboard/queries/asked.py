"""What a question is about: the viewer's filters with a settled month, the day, and the office's choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.domain.ratios import percent_of
from dashboard.domain.reporting import Rhythm, is_expected

if TYPE_CHECKING:
    from datetime import date

    from dashboard.domain.filters import Filters
    from dashboard.domain.months import Month
    from dashboard.settings import Settings


@dataclass(frozen=True)
class Asked:
    """A frozen key to an answer: two equal questions on one version of the data have one answer."""

    month: Month
    today: date
    levels: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    school: str | None = None
    due_day: int = 5
    rhythm: Rhythm = Rhythm.MONTHLY
    admission_base: str = "opening"

    @classmethod
    def about(cls, filters: Filters, month: Month, today: date, settings: Settings) -> Asked:
        """Put the viewer's filters and the office's settings together."""
        return cls(
            month=month,
            today=today,
            levels=tuple(filters.levels),
            communes=filters.communes,
            school=filters.school,
            due_day=settings.due_day,
            rhythm=Rhythm(settings.rhythm),
            admission_base=settings.admission_base,
        )

    def at(self, month: Month) -> Asked:
        """Ask the same about another month."""
        return replace(self, month=month)

    def of_school(self, code: str | None) -> Asked:
        """Ask the same about one school, whatever its level and commune; or about all again."""
        return replace(self, school=code, levels=(), communes=()) if code else replace(self, school=None)

    def everywhere(self) -> Asked:
        """Ask the same about all schools."""
        return replace(self, school=None, levels=(), communes=())

    @property
    def choice(self) -> dict[str, object]:
        """The parameters that every narrowed query takes."""
        return {"levels": self.levels, "communes": self.communes, "school": self.school}

    def expected_months(self, start: Month) -> list[date]:
        """Return the first days of the months from ``start`` to the asked one in which schools report."""
        span = (self.month.year - start.year) * 12 + self.month.number - start.number
        months = [start.plus(step) for step in range(span + 1)]
        return [month.first for month in months if is_expected(month, self.rhythm)]


def with_ratio(frame: pd.DataFrame, part: str = "members_total", whole: str = "staff_total") -> pd.DataFrame:
    """Return the frame with ``party_ratio``: the percentage of two of its columns, half up, nothing when unknown."""
    pairs = zip(frame[part], frame[whole], strict=True)
    ratios = [percent_of(_known(part), _known(whole)) for part, whole in pairs]
    return frame.assign(party_ratio=pd.Series(ratios, index=frame.index, dtype=object))


def _known(value: float) -> int | None:
    return None if pd.isna(value) else int(value)
