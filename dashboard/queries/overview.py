"""What the overview and the members page draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.domain.ratios import Z95
from dashboard.queries.asked import with_ratio

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

TREND_MONTHS = 24


def trend(reader: Reader, asked: Asked) -> pd.DataFrame:
    """Return the last 24 months, oldest first.

    Columns: month, members_total, staff_total, ratio_numerator, ratio_denominator, admitted, reported, expected,
    party_ratio (percent as ``Decimal``).
    """
    start = asked.month.plus(1 - TREND_MONTHS)
    frame = reader.frame("trend", start=start.first, month=asked.month.first, **asked.choice)
    return with_ratio(frame, "ratio_numerator", "ratio_denominator")


def surely_below(reader: Reader, asked: Asked, limit: int = 10) -> pd.DataFrame:
    """Return the schools below the overall share by more than chance explains at their size (95 %), lowest first.

    Columns: school_id, code, name, commune, level, staff_total, members_total, carried, report_month,
    overall_numerator, overall_denominator, schools_below, schools_surely_below, party_ratio.
    """
    return with_ratio(reader.frame("surely_below", month=asked.month.first, quantile=Z95, limit=limit, **asked.choice))


def groups(reader: Reader, asked: Asked, by: str) -> pd.DataFrame:
    """Return the schools grouped by ``level``, ``commune`` or ``ownership``, lowest share first.

    Columns: group_code, members_total, staff_total (over the schools where both are known), schools, reported,
    party_ratio.
    """
    return with_ratio(reader.frame("groups", month=asked.month.first, by=by, **asked.choice))


def largest_changes(reader: Reader, asked: Asked, months: int = 1, limit: int = 10) -> pd.DataFrame:
    """Return the schools whose number of members changed most over so many months, where both ends are known.

    Columns: school_id, code, name, before, after, difference.
    """
    earlier = asked.month.plus(-months).first
    return reader.frame("largest_changes", month=asked.month.first, earlier=earlier, limit=limit, **asked.choice)
