"""Which school goes into which."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.mergers import is_closed_by, successors


@pytest.mark.parametrize(
    ("school", "expected"),
    [(1, [2, 3]), (2, [3]), (3, []), (9, [])],
)
def test_the_schools_that_took_one_over_stand_one_after_the_other(school: int, expected: list[int]) -> None:
    assert successors(school, {1: 2, 2: 3}) == expected


@pytest.mark.parametrize(
    ("heirs", "expected"),
    [({1: 1}, [1]), ({1: 2, 2: 1}, [2, 1]), ({1: 2, 2: 3, 3: 2}, [2, 3])],
)
def test_a_circle_is_walked_once(heirs: dict[int, int], expected: list[int]) -> None:
    assert successors(1, heirs) == expected


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [(None, False), (date(2026, 8, 14), True), (date(2026, 8, 15), True), (date(2026, 8, 16), False)],
)
def test_a_school_is_closed_from_the_day_of_its_closing(closed_on: date | None, *, expected: bool) -> None:
    assert is_closed_by(closed_on, date(2026, 8, 15)) is expected
