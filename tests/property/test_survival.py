"""How long people wait, against the estimate of a library that everybody uses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from dashboard.domain.survival import Waits, median_days, remaining

people = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60)


def grouped(waits: list[tuple[int, bool]]) -> list[Waits]:
    return [Waits(days, int(moved), int(not moved)) for days, moved in waits]


def estimate(waits: list[tuple[int, bool]]) -> dict[int, float]:
    moved = np.array([days for days, has_moved in waits if has_moved], float)
    last_seen = np.array([days for days, has_moved in waits if not has_moved], float)
    survivors = ecdf(CensoredData(uncensored=moved, right=last_seen)).sf
    return dict(zip(map(int, survivors.quantiles), map(float, survivors.probabilities), strict=True))


@given(people)
def test_the_share_that_still_waits_is_that_of_the_product_limit_estimate(waits: list[tuple[int, bool]]) -> None:
    found = {one.days: one.part / one.whole for one in remaining(grouped(waits))}
    assert found == pytest.approx(estimate(waits), abs=1e-12)


@given(people)
def test_the_median_is_the_first_day_by_which_half_have_moved_on(waits: list[tuple[int, bool]]) -> None:
    below = [days for days, share in sorted(estimate(waits).items()) if share <= 0.5 + 1e-12]
    assert median_days(grouped(waits)) == (below[0] if below else None)


@given(people, people)
def test_it_makes_no_difference_how_the_people_are_grouped(
    some: list[tuple[int, bool]], others: list[tuple[int, bool]]
) -> None:
    apart = [*grouped(some), *grouped(others)]
    days = sorted({one.days for one in apart})
    together = [
        Waits(day, *(sum(getattr(one, kind) for one in apart if one.days == day) for kind in ("moved", "censored")))
        for day in days
    ]
    assert list(remaining(apart)) == list(remaining(together))


def test_nobody_waits_in_no_time() -> None:
    assert list(remaining([])) == []
    assert median_days([]) is None


def test_who_still_waits_makes_the_wait_longer_and_not_shorter() -> None:
    moved = [Waits(days, 1, 0) for days in (10, 20, 30)]
    assert median_days(moved) == 20
    assert median_days([*moved, Waits(25, 0, 2)]) == 30
    assert median_days([*moved, Waits(40, 0, 5)]) is None


def test_half_is_told_in_whole_numbers() -> None:
    assert median_days([Waits(7, 1, 1)]) == 7
    assert median_days([Waits(7, 49, 51)]) is None
