"""What a school stated last before a month, against a slow second way to find it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dashboard.actions.comparing import _last_before
from dashboard.domain.months import Month
from dashboard.intake.facts import counted

months = st.integers(0, 30).map(lambda number: Month(2024, 11).plus(number))
reports = st.dictionaries(st.tuples(st.integers(1, 4), months), st.none() | st.integers(0, 9), max_size=25)
wanted = st.lists(st.tuples(st.integers(1, 4), months), min_size=1, max_size=12)


def first_days(some: list[Month]) -> pa.Array:
    return pa.array([month.first for month in some], pa.date32())


@given(reports, wanted)
def test_the_last_report_and_the_last_stated_total_are_found(
    held: dict[tuple[int, Month], int | None], asked: list[tuple[int, Month]]
) -> None:
    keys = sorted(held)
    before = pa.table(
        {
            "school_id": pa.array([school for school, _ in keys], pa.int32()),
            "month": first_days([month for _, month in keys]),
            "members_total": pa.array([held[key] for key in keys], pa.int32()),
        }
    )
    questions = pa.table(
        {
            "place": pa.array(range(len(asked)), pa.int64()),
            "school_id": pa.array([school for school, _ in asked], pa.int64()),
            "month": first_days([month for _, month in asked]),
        }
    )

    total, last = _last_before(before, questions, len(asked))

    for place, (school, month) in enumerate(asked):
        earlier = [key for key in keys if key[0] == school and key[1] < month]
        stated = [held[key] for key in earlier if held[key] is not None]
        assert last.at(place) == (counted(earlier[-1][1]) if earlier else None)
        assert total.at(place) == (stated[-1] if stated else None)


def test_a_school_without_an_earlier_report_has_none() -> None:
    before = pa.table({"school_id": [1], "month": pa.array([date(2026, 10, 1)]), "members_total": [9]})
    asked = pa.table({"place": [0, 1], "school_id": [1, 2], "month": pa.array([date(2026, 10, 1), date(2026, 11, 1)])})

    assert [numbers.at(place) for numbers in _last_before(before, asked, 2) for place in (0, 1)] == [None] * 4
