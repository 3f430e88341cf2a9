"""Fractions of people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.domain.ratios import (
    Z95,
    Z998,
    Standing,
    compare,
    funnel_limits,
    percent_of,
    standing,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (810, 1844, "43.93"),  # the roundtable of 23/9/2016
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 800, "0.13"),  # 0,125 half up
        (1, 1600, "0.06"),
        (3, 1600, "0.19"),  # 0,1875
        (0, 5, "0.00"),
        (5, 5, "100.00"),
        (7, 5, "140.00"),
    ],
)
def test_a_percentage_has_two_decimals_half_up(part: int, whole: int, expected: str) -> None:
    assert percent_of(part, whole) == Decimal(expected)
    assert str(percent_of(part, whole)) == expected


@pytest.mark.parametrize(("part", "whole"), [(None, 5), (5, None), (None, None), (0, 0), (5, 0)])
def test_an_unknown_part_or_nobody_at_all_gives_no_percentage(part: int | None, whole: int | None) -> None:
    assert percent_of(part, whole) is None


def test_a_huge_fraction_is_still_exact() -> None:
    assert percent_of(10**18 + 5, 2 * 10**18) == Decimal("50.00")


def test_fractions_that_print_alike_are_told_apart() -> None:
    assert percent_of(4393, 10000) == percent_of(810, 1844)
    assert compare(810, 1844, 4393, 10000) == -1
    assert compare(4393, 10000, 810, 1844) == 1
    assert compare(1, 2, 2, 4) == 0


def test_the_wilson_interval_of_the_textbook() -> None:
    # 81 of 263 (Newcombe, Statistics in Medicine 17 (1998) 857-872, table I)
    low, high = wilson_interval(81, 263)
    assert (round(low, 2), round(high, 2)) == (25.53, 36.62)


@pytest.mark.parametrize(("part", "whole"), [(0, 20), (20, 20)])
def test_the_wilson_interval_never_leaves_the_scale(part: int, whole: int) -> None:
    low, high = wilson_interval(part, whole)
    assert 0.0 <= low < high <= 100.0


def test_nobody_at_all_says_nothing() -> None:
    assert wilson_interval(0, 0) == (0.0, 100.0)


def test_a_larger_school_has_narrower_limits() -> None:
    small, large = funnel_limits(0.44, 5), funnel_limits(0.44, 52)
    assert small.low95 < large.low95 < 44 < large.high95 < small.high95
    assert small.low998 <= small.low95
    assert large.high998 > large.high95


def test_the_limits_of_nobody_are_the_whole_scale() -> None:
    limits = funnel_limits(0.44, 0)
    assert (limits.low95, limits.high95, limits.low998, limits.high998) == (0.0, 100.0, 0.0, 100.0)


def test_the_limits_lie_as_many_errors_away_as_their_quantile_says() -> None:
    limits = funnel_limits(0.5, 100)
    assert limits.low95 == pytest.approx(50 - Z95 * 5)
    assert limits.high998 == pytest.approx(50 + Z998 * 5)


def test_three_of_five_is_not_read_as_worse_than_thirty_of_fifty_two() -> None:
    assert percent_of(3, 5) == Decimal("60.00")
    assert standing(3, 5, 0.80) is Standing.WITHIN
    assert standing(30, 52, 0.80) is Standing.BELOW


def test_a_share_far_above_is_told_too() -> None:
    assert standing(50, 52, 0.44) is Standing.ABOVE
    assert standing(0, 0, 0.44) is Standing.WITHIN
