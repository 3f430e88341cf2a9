"""When a report is expected, due and late."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.months import Month
from dashboard.domain.reporting import ReportState, Rhythm, due_on, is_expected, state

OCTOBER = Month(2026, 10)


def test_every_month_is_expected_of_monthly_reports() -> None:
    assert all(is_expected(Month(2026, number), Rhythm.MONTHLY) for number in range(1, 13))


def test_only_the_ends_of_quarters_are_expected_of_quarterly_reports() -> None:
    expected = [number for number in range(1, 13) if is_expected(Month(2026, number), Rhythm.QUARTERLY)]
    assert expected == [3, 6, 9, 12]


@pytest.mark.parametrize(
    ("month", "due_day", "expected"),
    [
        (OCTOBER, 5, date(2026, 11, 5)),
        (Month(2026, 12), 5, date(2027, 1, 5)),
        (Month(2026, 1), 31, date(2026, 2, 28)),
        (Month(2024, 1), 31, date(2024, 2, 29)),
    ],
)
def test_a_report_is_due_in_the_following_month(month: Month, due_day: int, expected: date) -> None:
    assert due_on(month, due_day) == expected


@pytest.mark.parametrize(
    ("recorded_on", "today", "expected"),
    [
        (date(2026, 11, 5), date(2026, 11, 21), ReportState.ON_TIME),
        (date(2026, 11, 6), date(2026, 11, 21), ReportState.LATE),
        (date(2026, 10, 20), date(2026, 10, 20), ReportState.ON_TIME),
        (None, date(2026, 11, 5), ReportState.NOT_DUE),
        (None, date(2026, 11, 6), ReportState.MISSING),
    ],
)
def test_the_due_day_itself_is_still_in_time(recorded_on: date | None, today: date, expected: ReportState) -> None:
    assert state(OCTOBER, recorded_on, 5, today) is expected
