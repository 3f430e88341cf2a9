"""A heading that is known may mean something else by what stands beside it; then it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.definitions import datasets, doubts
from dashboard.intake.match import match
from dashboard.intake.variants import heading_key, variants
from tests.files import read_text

if TYPE_CHECKING:
    from dashboard.intake.tables import Matching


def matched(text: str) -> Matching:
    return match(read_text(text, ";"), "branch_report")


def asked(matching: Matching) -> list[str]:
    return [column.header for column in matching.open_columns if column.asked]


def used(matching: Matching) -> set[str]:
    return {column.field for column in matching.columns}


@pytest.mark.parametrize("other", ["Hợp đồng", "HĐ", "Lao động hợp đồng 111"])
def test_those_on_the_payroll_beside_those_on_contract_are_not_all_staff(other: str) -> None:
    found = matched(f"Trường;Biên chế;{other};Tổng số đảng viên\nTiểu học Suối Đá;20;5;9\n")

    assert asked(found) == ["Biên chế"]
    assert found.open_columns[0].suggestions == (("staff_total", 100),)
    assert "staff_total" in used(matched("Trường;Biên chế;Tổng số đảng viên\nTiểu học Suối Đá;20;9\n"))


@pytest.mark.parametrize("other", ["Chỉ tiêu", "Chỉ tiêu năm 2026", "Kế hoạch giao", "Lũy kế từ đầu năm"])
def test_admissions_beside_a_target_may_count_since_the_beginning_of_the_year(other: str) -> None:
    found = matched(f"Trường;{other};Đã kết nạp\nTiểu học Suối Đá;5;3\n")

    assert asked(found) == ["Đã kết nạp"]
    assert "admitted" in used(matched("Trường;Tổng số đảng viên;Đã kết nạp\nTiểu học Suối Đá;9;3\n"))


def test_an_answer_settles_the_doubt() -> None:
    table = read_text("Trường;Chỉ tiêu;Đã kết nạp\nTiểu học Suối Đá;5;3\n", ";")

    assert "admitted" in used(match(table, "branch_report", {"Đã kết nạp": "admitted"}))


RIGHT = "Trường;Tổng số đảng viên;;Xã;Dân số\nTiểu học Suối Đá;9;;Xã Bến Củi;5000\n"


@pytest.mark.parametrize("below", ["Tiểu học Bến Củi;7;;;\n", "Tiểu học Bến Củi;7;;Xã Suối Đá;7000\n"])
def test_columns_behind_a_blank_one_may_be_another_table(below: str) -> None:
    assert asked(matched(RIGHT + below)) == ["Xã"]


def test_a_table_that_is_spaced_out_for_the_eye_is_one_table() -> None:
    spaced = "Trường;;Tổng số đảng viên;;Xã\nTiểu học Suối Đá;;9;;Xã Bến Củi\nTiểu học Bến Củi;;7;;Xã Bến Củi\n"

    assert asked(matched(spaced)) == []
    assert asked(matched(spaced + "Tiểu học Hòa Mây;;5;;\n")) == ["Xã"]


def test_every_doubt_is_about_a_heading_that_is_known_by_itself() -> None:
    known = {key for code in datasets() for key, fields in variants(code).items() if len(fields) == 1}

    assert {heading_key(heading) for headings, _ in doubts() for heading in headings} <= known
