"""What must hold for all filters, fractions and due days; and that SQL and Python judge alike."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import sqrt

import duckdb
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dashboard.domain.filters import Filters
from dashboard.domain.months import Month
from dashboard.domain.ratios import Z95, Standing, compare, funnel_limits, percent_of, standing, wilson_interval
from dashboard.domain.reporting import due_on, state
from dashboard.domain.schools import Level, join_levels, parse_levels
from dashboard.domain.text import fold, slug, tidy
from dashboard.storage.connection import statements

MONTHS = st.builds(Month, st.integers(1990, 2090), st.integers(1, 12))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SLUGS = st.lists(st.sampled_from(["xa-ta-luong", "xa-a", "phuong-1", "thi-tran-suoi-may"]), unique=True)
PEOPLE = st.integers(0, 5000)
STAFF = st.integers(1, 5000)


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """An empty district in memory with the macros that queries use."""
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS district; USE district")
    connection.execute(statements("schema.sql"))
    connection.execute("USE memory")
    connection.execute(statements("views.sql"))
    return connection


def from_sql(sql: str, *values: object) -> object:
    found = engine().execute(sql, list(values)).fetchone()
    return found[0] if found else None


@given(
    month=st.none() | MONTHS,
    levels=st.lists(st.sampled_from(Level), unique=True),
    communes=SLUGS,
    school=st.none() | st.text("abcTH0123456789-_. /&=đ", min_size=1),
)
def test_filters_come_back_from_the_address(
    month: Month | None, levels: list[Level], communes: list[str], school: str | None
) -> None:
    chosen = Filters(month, tuple(sorted(levels)), tuple(sorted(communes)), school)
    assert Filters.from_address(chosen.to_address()) == chosen


@given(st.dictionaries(st.sampled_from(["period", "level", "commune", "school", "demo"]), st.text()))
def test_any_address_can_be_read_and_reading_it_again_changes_nothing(query: dict[str, str]) -> None:
    read = Filters.from_address(query)
    assert Filters.from_address(read.to_address()) == read


@given(MONTHS, st.integers(-500, 500))
def test_steps_of_months_lead_there_and_back(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month
    assert month.last + timedelta(days=1) == month.plus(1).first
    assert Month.parse(str(month)) == month


@given(PEOPLE, STAFF)
def test_a_percentage_is_the_fraction_rounded_half_up(part: int, whole: int) -> None:
    exact = Fraction(part * 10_000, whole)
    assert percent_of(part, whole) == Decimal((exact + Fraction(1, 2)).__floor__()) / 100


@given(PEOPLE, STAFF, PEOPLE, STAFF)
def test_fractions_are_compared_exactly(part: int, whole: int, other_part: int, other_whole: int) -> None:
    left, right = Fraction(part, whole), Fraction(other_part, other_whole)
    assert compare(part, whole, other_part, other_whole) == (left > right) - (left < right)


@given(st.data(), STAFF)
def test_the_wilson_interval_holds_the_share_and_narrows_with_size(data: st.DataObject, whole: int) -> None:
    part = data.draw(st.integers(0, whole))
    low, high = wilson_interval(part, whole)
    share = part * 100 / whole
    assert 0.0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 100.0
    larger = wilson_interval(part * 4, whole * 4)
    assert larger[1] - larger[0] <= high - low


@given(st.data(), STAFF)
def test_the_ends_of_the_wilson_interval_are_the_shares_that_the_score_test_just_accepts(
    data: st.DataObject, whole: int
) -> None:
    part = data.draw(st.integers(0, whole))
    for end in wilson_interval(part, whole):
        share = end / 100
        assert abs(part / whole - share) <= Z95 * sqrt(share * (1 - share) / whole) + 1e-7


@given(st.data(), STAFF, st.floats(0.01, 0.99))
def test_sql_and_python_place_a_school_alike(data: st.DataObject, whole: int, share: float) -> None:
    part = data.draw(st.integers(0, whole))
    errors = from_sql("SELECT standard_errors($1, $2, $3::DOUBLE)", part, whole, share)
    assert isinstance(errors, float)
    assume(abs(abs(errors) - Z95) > 1e-9)
    expected = Standing.BELOW if errors < -Z95 else Standing.ABOVE if errors > Z95 else Standing.WITHIN
    assert standing(part, whole, share) is expected


@given(PEOPLE, st.floats(0.0, 1.0))
def test_limits_are_nested_and_on_the_scale(size: int, share: float) -> None:
    limits = funnel_limits(share, size)
    ordered = [0.0, limits.low998, limits.low95, limits.high95, limits.high998, 100.0]
    assert ordered == sorted(ordered)


def test_sql_says_nothing_about_nobody_and_about_all_or_none() -> None:
    sql = "SELECT standard_errors($1, $2, $3::DOUBLE)"
    assert [from_sql(sql, 0, 0, 0.4), from_sql(sql, 1, 2, 0.0), from_sql(sql, 1, 2, 1.0)] == [None, None, None]


@given(month=MONTHS, due_day=st.integers(1, 28), recorded_on=st.none() | st.integers(-70, 70), later=st.integers(0, 70))
@example(month=Month(2024, 1), due_day=28, recorded_on=None, later=0)
def test_sql_and_python_call_a_report_late_alike(
    month: Month, due_day: int, recorded_on: int | None, later: int
) -> None:
    due = due_on(month, due_day)
    recorded = None if recorded_on is None else due + timedelta(days=recorded_on)
    today = due + timedelta(days=later - 35)
    sql = "SELECT report_state(NULL, NULL, $1::DATE, $2::DATE, $3, $4::DATE)"
    assert from_sql(sql, month.first, recorded, due_day, today) == state(month, recorded, due_day, today)


@given(month=MONTHS, opened=st.none() | DAYS, closed=st.none() | DAYS)
def test_sql_expects_no_report_of_a_school_that_is_not_open_at_the_end_of_the_month(
    month: Month, opened: date | None, closed: date | None
) -> None:
    is_open = (opened is None or opened <= month.last) and (closed is None or closed > month.last)
    sql = "SELECT report_state($1::DATE, $2::DATE, $3::DATE, NULL, 5, DATE '2100-01-01')"
    assert from_sql(sql, opened, closed, month.first) == ("missing" if is_open else "not_expected")


@given(st.lists(st.sampled_from(Level), min_size=1))
def test_a_code_of_levels_reads_as_itself(levels: list[Level]) -> None:
    code = join_levels(levels)
    assert parse_levels(code) == code
    assert parse_levels("+".join(reversed(code.split("+")))) == code


@given(st.text())
def test_keys_are_plain_and_final(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert not set(key) - set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert "  " not in key
    assert tidy(tidy(text)) == tidy(text)
    assert fold(tidy(text)) == key
    assert " " not in slug(text)
