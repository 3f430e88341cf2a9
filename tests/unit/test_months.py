"""A month as a value."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.months import Month, last_full_month


def test_a_month_is_written_year_first_and_read_back() -> None:
    assert str(Month(2026, 3)) == "2026-03"
    assert Month.parse("2026-03") == Month(2026, 3)


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "3/2026", "2026-3", "2026-03-01", " 2026-03"])
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|20"):
        Month.parse(text)


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="month"):
        Month(2026, 13)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(0, "2026-01"), (1, "2026-02"), (12, "2027-01"), (-1, "2025-12"), (-13, "2024-12"), (23, "2027-12")],
)
def test_steps_cross_the_turn_of_the_year(steps: int, expected: str) -> None:
    assert str(Month(2026, 1).plus(steps)) == expected


def test_months_are_ordered_by_time() -> None:
    assert sorted([Month(2026, 2), Month(2025, 12), Month(2026, 1)]) == [
        Month(2025, 12),
        Month(2026, 1),
        Month(2026, 2),
    ]


@pytest.mark.parametrize(("month", "last"), [("2024-02", 29), ("2026-02", 28), ("2026-04", 30), ("2026-12", 31)])
def test_the_last_day_knows_leap_years(month: str, last: int) -> None:
    assert Month.parse(month).last.day == last
    assert Month.parse(month).first.day == 1


def test_a_day_is_in_its_month() -> None:
    assert Month.of(date(2026, 10, 31)) == Month(2026, 10)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 11, 1), "2026-10"), (date(2026, 11, 30), "2026-10"), (date(2027, 1, 1), "2026-12")],
)
def test_the_last_full_month_is_over(today: date, expected: str) -> None:
    assert str(last_full_month(today)) == expected
