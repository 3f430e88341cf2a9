"""Days, months and the words that stand for a value, as people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.domain.months import Month
from dashboard.intake.days import parse_date, parse_dates, parse_month
from dashboard.intake.words import parse_branch_status, parse_level_words, parse_ownership, parse_text

if TYPE_CHECKING:
    from dashboard.intake.readings import Parse


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (parse_level_words, "Tiểu học và THCS", "primary+lower_secondary"),
        (parse_level_words, "Mầm non", "preschool"),
        (parse_ownership, "CL", "public"),
        (parse_ownership, "NGOÀI CÔNG LẬP", "private"),
        (parse_ownership, "dân lập", "private"),
        (parse_branch_status, "chi bộ riêng", "own"),
        (parse_branch_status, "Ghép", "joint"),
        (parse_branch_status, "Chưa có chi bộ", "none"),
        (parse_text, "x", "x"),
    ],
)
def test_each_word_has_its_code(parse: Parse, text: str, value: str) -> None:
    assert parse(text).value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/2026", date(2026, 10, 31)),
        ("3/2/1980", date(1980, 2, 3)),
        ("03.02.1980", date(1980, 2, 3)),
        ("3 - 2 - 1980", date(1980, 2, 3)),
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-31 05:30:00", date(2026, 10, 31)),
        ("30/09/2016 05:00", date(2016, 9, 30)),
        ("ngày 5 tháng 9 năm 2025", date(2025, 9, 5)),
        ("45002", date(2023, 3, 17)),
        ("45002.5", date(2023, 3, 17)),
        ("10/12/2026", date(2026, 12, 10)),
    ],
)
def test_a_day_is_understood_however_it_is_written_and_is_never_swapped(text: str, day: date) -> None:
    assert parse_date(text) == (day, None, {})


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31/02/2019", "date_impossible"),
        ("12/31/2026", "date_impossible"),
        ("00/00/1985", "date_impossible"),
        ("03/02/80", "date_year_unclear"),
        ("3/2/980", "date_year_unclear"),
        ("03/02/0080", "date_year_unclear"),
        ("03/02/2201", "date_year_unclear"),
        ("1985", "date_unclear"),
        ("2/1980", "date_unclear"),
        ("09/9/2022 - 18/9/2022", "date_unclear"),
        ("9999", "date_unclear"),
        ("60001", "date_unclear"),
        ("hôm nay", "date_unclear"),
    ],
)
def test_what_is_no_day_breaks_the_rule_that_says_why(text: str, rule: str) -> None:
    assert parse_date(text) == (None, rule, {})


@pytest.mark.parametrize(
    "text",
    [
        "10/2026",
        "10-2026",
        "10.2026",
        "2026-10",
        "T10/2026",
        "Tháng 10/2026",
        "tháng 10 năm 2026",
        "31/10/2026",
        "2026-10-01 00:00:00",
        "46326",
    ],
)
def test_a_month_is_understood_however_it_is_written(text: str) -> None:
    assert parse_month(text).value == Month(2026, 10)


@pytest.mark.parametrize(
    "text",
    [
        "01/10/2026 - 31/10/2026",
        "1/10-31/10/2026",
        "từ ngày 01/10/2026 đến hết ngày 31/10/2026",
        "1.10.2026 đến 31.10.2026",
    ],
)
def test_from_its_first_day_to_its_last_is_a_month(text: str) -> None:
    assert parse_month(text).value == Month(2026, 10)


@pytest.mark.parametrize("text", ["01/10/2026 - 30/10/2026", "01/9/2026 - 31/10/2026", "1/10/2025 - 31/10/2026"])
def test_any_other_span_of_days_is_no_month(text: str) -> None:
    assert parse_month(text).rule == "month_unclear"


@pytest.mark.parametrize("text", ["10", "13/2026", "10/26", "Quý III/2026", "2026", "31/02/2026", "10/1066"])
def test_what_is_no_month_is_unclear(text: str) -> None:
    assert parse_month(text) == (None, "month_unclear", {})


def rules(column: list[str]) -> list[str | None]:
    return [reading.rule for reading in parse_dates(column)]


def test_a_column_with_months_first_leaves_open_what_may_be_either() -> None:
    column = ["05/25/2001", "05/13/2001", "05/09/2001", "05/05/2001", "2001-05-09", "24/05/2001"]

    assert rules(column) == ["date_impossible", "date_impossible", "date_order_unclear", None, None, None]


def test_one_slip_among_days_that_are_day_first_casts_no_doubt_on_the_others() -> None:
    assert rules(["25/05/2001", "13/05/2001", "05/09/2001", "05/25/2001"]) == [None, None, None, "date_impossible"]


def test_days_that_a_spreadsheet_may_have_swapped_are_told() -> None:
    column = ["2001-05-09", "2003-11-12", "2010-01-02", "13/05/2001", "", "28/2/2004"]

    assert rules(column) == ["date_may_be_swapped"] * 3 + [None] * 3


def test_a_year_alone_that_a_spreadsheet_made_a_day_of_is_told() -> None:
    year, number, day = parse_dates(["1905-06-07", "1900-01-05", "1985-06-07"])

    assert (year.rule, year.values) == ("date_was_number", {"number": "1985"})
    assert number.rule == "date_was_number"
    assert day.value == date(1985, 6, 7)


@pytest.mark.parametrize(
    "column",
    [
        ["2001-05-09", "2003-11-13", "2010-01-02", "13/05/2001"],
        ["2001-05-09", "2003-11-12", "2010-01-02", "13/05/2001", "05/06/2001"],
        ["2001-05-09", "2003-11-12", "13/05/2001"],
        ["2001-05-09", "2003-11-12", "2010-01-02"],
    ],
)
def test_days_in_two_forms_are_taken_where_nothing_speaks_against_them(column: list[str]) -> None:
    assert rules(column) == [None] * len(column)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("7,9E+10", "text_is_rounded"),
        ("7.90012e+17", "text_is_rounded"),
        ("2026-10-03", "text_is_date"),
        ("#N/A", "text_is_error"),
        ("#REF!", "text_is_error"),
        ("Err:502", "text_is_error"),
        ('"', "text_says_nothing"),
        ("-nt-", "text_says_nothing"),
        ("như trên", "text_says_nothing"),
        ("######", "text_says_nothing"),
    ],
)
def test_what_a_spreadsheet_spoiled_or_left_out_is_no_text(text: str, rule: str) -> None:
    assert parse_text(text) == (None, rule, {})


@pytest.mark.parametrize("text", ["007", "1E05", "319-QĐ/ĐU", "12-3", "TH 1/6", "A"])
def test_codes_and_short_names_are_text(text: str) -> None:
    assert parse_text(text).value == text
