"""When a report is expected, due and late: the rhythm and the due day are the office's own choice."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.domain.months import Month


class Rhythm(StrEnum):
    """How often schools report."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class ReportState(StrEnum):
    """What can be said of one school's report for one month."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_EXPECTED = "not_expected"


def is_expected(month: Month, rhythm: Rhythm) -> bool:
    """Tell whether schools report for this month at all."""
    return rhythm is Rhythm.MONTHLY or month.number % 3 == 0


def due_on(month: Month, due_day: int) -> date:
    """Return the last day still in time: ``due_day`` of the following month, at most its last day."""
    following = month.plus(1)
    return min(following.first + timedelta(days=due_day - 1), following.last)


def state(month: Month, recorded_on: date | None, due_day: int, today: date) -> ReportState:
    """Return the state of an expected report; the due day itself is still in time."""
    due = due_on(month, due_day)
    if recorded_on is not None:
        return ReportState.ON_TIME if recorded_on <= due else ReportState.LATE
    return ReportState.MISSING if today > due else ReportState.NOT_DUE
