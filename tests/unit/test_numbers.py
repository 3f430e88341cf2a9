"""Counts and percentages as Vietnamese write them, in files and in forms."""

from __future__ import annotations

import pytest

from dashboard.intake.numbers import Commas, comma_meaning, parse_count, parse_counts, parse_percent, parse_percents


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1844", 1844),
        ("1.844", 1844),
        ("12.345.678", 12_345_678),
        ("1 844", 1844),
        ("1\u00a0844", 1844),
        ("1\u202f844", 1844),
        ("1844,0", 1844),
        ("1.844,00", 1844),
        ("1844.0", 1844),
        ("1,234,567", 1_234_567),
        ("01", 1),
        ("1.0", 1),
        ("'17", 17),
        (" 17\u200b ", 17),
        ("0", 0),
        ("000", 0),
        ("1.000", 1000),
        ("03 người", 3),
        ("17 đ/c", 17),
        ("1.844 Đồng chí.", 1844),
        ("không", 0),
        ("Không có", 0),
    ],
)
def test_a_whole_number_is_understood_however_it_is_written(text: str, value: int) -> None:
    assert parse_count(text).value == value
    assert parse_count(text).rule is None


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "--", "...", "…", "\u00a0"])
def test_a_blank_or_a_dash_states_nothing_and_is_never_zero(text: str) -> None:
    assert parse_count(text) == (None, None, {})


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("16 lớp", "number_has_letters"),
        ("x", "number_has_letters"),
        ("16 + 1", "number_has_letters"),
        ("03 - 05", "number_has_letters"),
        ("43,93%", "number_has_letters"),
        ("1..844", "number_has_letters"),
        ("٣", "number_has_letters"),
        ("-5", "number_negative"),
        ("−5", "number_negative"),
        ("(5)", "number_negative"),
        ("16,5", "number_fraction"),
        ("16.5", "number_fraction"),
        ("1.844,5", "number_fraction"),
        ("0.844", "number_fraction"),
        ("0,844", "number_fraction"),
        ("1.84", "number_fraction"),
        ("1,234.5", "number_fraction"),
        ("1,844", "number_ambiguous"),
        ("1,000", "number_ambiguous"),
        ("1000000000", "number_too_large"),
        ("2026-10-31", "number_is_date"),
    ],
)
def test_what_is_no_count_breaks_the_rule_that_says_why(text: str, rule: str) -> None:
    assert (parse_count(text).value, parse_count(text).rule) == (None, rule)


def test_an_ambiguous_number_says_what_it_may_be() -> None:
    assert parse_count("12,844").values == {"whole": 12_844}


def test_an_english_form_may_say_that_its_commas_are_groups() -> None:
    assert parse_count("1,844", Commas.GROUPS).value == 1844
    assert parse_count("1,844", Commas.DECIMALS).rule == "number_fraction"


@pytest.mark.parametrize(
    ("column", "commas"),
    [
        (["1,844", "45"], Commas.UNKNOWN),
        (["1,844", "1,234,567"], Commas.GROUPS),
        (["1,844", "2,000.0"], Commas.GROUPS),
        (["1,844", "12,0"], Commas.DECIMALS),
        (["1,844", "1.234,0"], Commas.DECIMALS),
        (["1,844", "0,500"], Commas.DECIMALS),
        (["1,234,567", "12,5"], Commas.UNKNOWN),
    ],
)
def test_a_column_tells_what_its_commas_mean_or_leaves_it_open(column: list[str], commas: Commas) -> None:
    assert comma_meaning(column) is commas


def test_the_rest_of_a_column_settles_a_number_that_alone_is_unclear() -> None:
    assert [reading.value for reading in parse_counts(["1,844", "", "1,234,567"])] == [1844, None, 1_234_567]
    assert [reading.rule for reading in parse_counts(["1,844", "45"])] == ["number_ambiguous", None]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["43,93%", "43,93", "43.93 %", "100%", "7"], ["43.93", "43.93", "43.93", "100", "7"]),
        (["0.4393", "1", "0", "0.5"], ["43.93", "100", "0", "50"]),
        (["0.4392624728850325"], ["43.93"]),
        (["43,90"], ["43.90"]),
        (["43,925", "43,935"], ["43.93", "43.94"]),
        (["0,5%", "12%"], ["0.5", "12"]),
        (["0.4393", "20,5%"], ["43.93", "20.5"]),
        (["5e-05"], ["0.01"]),
        (["", "-"], [None, None]),
    ],
)
def test_percentages_are_read_on_the_scale_of_their_column(column: list[str], values: list[str | None]) -> None:
    assert [reading.value for reading in parse_percents(column)] == values


@pytest.mark.parametrize(
    ("column", "rule"),
    [(["x"], "percent_unclear"), (["140%"], "percent_out_of_range"), (["0.5", "43,93"], "percent_ambiguous")],
)
def test_a_percentage_that_cannot_be_read_says_why(column: list[str], rule: str) -> None:
    assert parse_percents(column)[0].rule == rule


def test_a_percentage_that_is_typed_is_never_a_fraction_of_one() -> None:
    assert parse_percent("43,93").value == "43.93"
    assert parse_percent("0,5").value == "0.5"
    assert parse_percent("").value is None


@pytest.mark.parametrize("cell", ["40\n120", "40\r\n120", "40   120", "40\t120"])
def test_two_numbers_in_a_cell_are_not_one_number_in_groups(cell: str) -> None:
    assert parse_counts([cell, "1 844", "17 "]) == [(None, "number_has_letters", {}), (1844, None, {}), (17, None, {})]
