"""The total row and stated ratios against what the rows add up to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import messages
from dashboard.intake.facts import Place
from dashboard.intake.records import Record
from dashboard.intake.tables import Severity, TotalCheck, Totals
from dashboard.intake.totals import check_totals, ratio_problems, total_problems

if TYPE_CHECKING:
    from dashboard.intake.tables import Value

ROWS: list[dict[str, Value]] = [
    {"staff_total": 600, "members_total": 260},
    {"staff_total": 644, "members_total": 290},
    {"staff_total": 600, "members_total": 260},
]
"""Three rows that add up to the figures of the roundtable of 23/9/2016: 1.844 staff, 810 members, 43,93 %."""


def records(*rows: dict[str, Value]) -> list[Record]:
    return [Record(number, row) for number, row in enumerate(rows or ROWS, 5)]


def totals(**stated: str) -> Totals:
    return Totals(8, stated)


def test_a_total_row_is_checked_against_the_sum_of_the_rows() -> None:
    checked = check_totals("branch_report", totals(staff_total="1844", members_total="811"), records())

    assert checked == [
        TotalCheck(8, "staff_total", "1844", "1844", agrees=True),
        TotalCheck(8, "members_total", "811", "810", agrees=False),
    ]


@pytest.mark.parametrize("stated", ["43.93", "43.9", "44", "43.930", "43.92624728850325"])
def test_a_stated_ratio_is_compared_at_the_decimals_that_it_states(stated: str) -> None:
    checked = check_totals("branch_report", totals(party_ratio=stated), records())

    assert checked == [TotalCheck(8, "party_ratio", stated, "43.93", agrees=True)]


@pytest.mark.parametrize("stated", ["43.92", "43.90", "43.8", "43", "4393", "0.4393", "x", "NaN", ""])
def test_a_wrong_ratio_does_not_agree(stated: str) -> None:
    checked = check_totals("branch_report", totals(party_ratio=stated), records())

    assert [check.agrees for check in checked] == [False]


def test_a_ratio_is_rounded_half_up_and_only_once() -> None:
    half = records({"staff_total": 800, "members_total": 1})
    twice = records({"staff_total": 10_000, "members_total": 4_345})

    assert check_totals("branch_report", totals(party_ratio="0.13"), half)[0].agrees
    assert check_totals("branch_report", totals(party_ratio="43.5"), twice)[0].agrees
    assert not check_totals("branch_report", totals(party_ratio="43.4"), twice)[0].agrees
    assert check_totals("branch_report", totals(party_ratio="43"), twice)[0].agrees


def test_an_unknown_figure_is_left_out_of_the_sum() -> None:
    rows = records({"staff_total": 30, "members_total": 10}, {"staff_total": None, "members_total": 7})

    checked = check_totals("branch_report", totals(staff_total="30", members_total="17", party_ratio="33.33"), rows)

    assert [(check.sum, check.agrees) for check in checked] == [("30", True), ("17", True), ("33.33", True)]


def test_a_ratio_that_cannot_be_recomputed_is_not_judged() -> None:
    assert check_totals("branch_report", totals(party_ratio="43.93"), records({"members_total": 10})) == []
    assert check_totals("branch_report", totals(party_ratio="0"), records({"members_total": 0, "staff_total": 0})) == []
    assert ratio_problems("branch_report", records({"party_ratio": "43.93", "members_total": 10}), {}) == []


def test_a_total_of_a_column_that_is_blank_everywhere_agrees_only_with_zero() -> None:
    blank = records({"members_women": None})

    assert check_totals("branch_report", totals(members_women="0"), blank)[0].agrees
    assert not check_totals("branch_report", totals(members_women="5"), blank)[0].agrees


def test_a_file_without_a_total_row_has_nothing_to_compare() -> None:
    assert check_totals("branch_report", None, records()) == []
    assert check_totals("branch_report", totals(school_name="Tổng cộng"), records()) == []


def test_a_total_that_differs_is_a_question_with_both_numbers_and_the_difference() -> None:
    checked = check_totals("branch_report", totals(staff_total="1844", members_total="811"), records())

    (problem,) = total_problems(checked, {"members_total": Place("E", "TSĐV")})

    assert (problem.rule, problem.severity) == ("total_differs", Severity.QUESTION)
    assert (problem.row, problem.column, problem.header, problem.value) == (8, "E", "TSĐV", "811")
    assert problem.values == {"stated": 811, "sum": 810, "difference": 1}


def test_a_total_ratio_that_differs_is_a_question_in_decimals() -> None:
    checked = check_totals("branch_report", totals(party_ratio="43.39"), records())

    (problem,) = total_problems(checked, {})

    assert problem.values == {"stated": Decimal("43.39"), "sum": Decimal("43.93"), "difference": Decimal("-0.54")}


def test_a_total_that_is_no_number_is_a_question() -> None:
    checked = check_totals("branch_report", totals(members_total="đủ"), records())

    (problem,) = total_problems(checked, {})

    assert (problem.rule, problem.values) == ("total_unreadable", {"stated": "đủ", "sum": 810})


def test_a_ratio_in_a_row_is_recomputed_and_a_difference_is_a_warning() -> None:
    row: dict[str, Value] = {"staff_total": 52, "members_total": 30}

    assert ratio_problems("branch_report", records(row | {"party_ratio": "57.7"}), {}) == []
    assert ratio_problems("branch_report", records(row | {"party_ratio": None}), {}) == []
    (problem,) = ratio_problems("branch_report", records(row | {"party_ratio": "75"}), {"party_ratio": Place("F", "%")})
    assert (problem.rule, problem.severity, problem.row, problem.column) == ("ratio_differs", Severity.WARNING, 5, "F")
    assert problem.values == {"stated": 75, "computed": Decimal("57.69"), "numerator": 30, "denominator": 52}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_these_problems_has_a_sentence_that_its_values_fill(language: str) -> None:
    wrong = check_totals("branch_report", totals(staff_total="1", members_total="đủ"), records())
    row: dict[str, Value] = {"staff_total": 52, "members_total": 30, "party_ratio": "75"}
    problems = [*total_problems(wrong, {}), *ratio_problems("branch_report", records(row), {})]

    sentences = [messages.sentence(problem, Translator(language)) for problem in problems]

    assert len(sentences) == 3
    assert not any("{" in told for told in sentences)


def test_a_total_that_differs_is_told_in_vietnamese_numbers() -> None:
    checked = check_totals("branch_report", totals(staff_total="1944", party_ratio="43.39"), records())

    staff, ratio = (messages.sentence(one, Translator("vi")) for one in total_problems(checked, {}))

    assert staff.startswith("Dòng tổng ghi 1.944, nhưng tính từ các dòng ở trên được 1.844 (chênh 100).")
    assert ratio.startswith("Dòng tổng ghi 43,39, nhưng tính từ các dòng ở trên được 43,93 (chênh -0,54).")
