"""Rows that name a commune or a level for the rows below them, and rows that sum up a part, are no schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.intake.clean import clean
from dashboard.intake.groups import Group, group_of
from dashboard.intake.match import match
from dashboard.intake.sections import find_sections
from tests.files import read_text

if TYPE_CHECKING:
    from dashboard.intake.tables import Cleaned

REPORT = "STT;Tên trường;Tổng số CBGVNV;Đảng viên\n"


def cleaned(text: str) -> Cleaned:
    table = read_text(REPORT + text, ";")
    return clean(table, match(table))


def schools(result: Cleaned) -> list[tuple[object, ...]]:
    fields = ("school_name", "commune", "school_level", "members_total")
    return [tuple(record.values.get(field) for field in fields) for record in result.records]


@pytest.mark.parametrize(
    ("cells", "group"),
    [
        (["I", "Xã Bến Đá", "", ""], Group("commune", "Xã Bến Đá")),
        (["II.", "PHƯỜNG HẢI TRẠCH", "120", "60"], Group("commune", "PHƯỜNG HẢI TRẠCH")),
        (["", "A. Thị trấn Long Tường:", "", ""], Group("commune", "Thị trấn Long Tường")),
        (["", "Khối Tiểu học", "", ""], Group("school_level", "tieu hoc")),
        (["B", "Các trường Mầm non", "", ""], Group("school_level", "mam non")),
        (["1", "Xã Bến Đá", "12", "3"], None),
        (["", "Trường Mầm non Hoa Gạo", "12", "3"], None),
        (["", "Tiểu học", "Xã Bến Đá", ""], None),
        (["", "Khác", "5", "1"], None),
        (["", "", "", ""], None),
    ],
)
def test_a_group_is_told_by_its_only_words(cells: list[str], group: Group | None) -> None:
    assert group_of(cells) == group


def test_a_commune_holds_for_the_schools_below_it_and_a_level_within_it() -> None:
    result = cleaned(
        "I;Xã Bến Đá;50;20\n;Mầm non;20;8\n1;MN Hoa Gạo;20;8\n;Tiểu học;30;12\n2;TH Đông Mây;30;12\n"
        "II;Xã Hiệp Trì;40;10\n3;THCS Phước Đài;40;10\n"
    )
    assert schools(result) == [
        ("MN Hoa Gạo", "Xã Bến Đá", "preschool", 8),
        ("TH Đông Mây", "Xã Bến Đá", "primary", 12),
        ("THCS Phước Đài", "Xã Hiệp Trì", None, 10),
    ]
    assert result.problems == ()


def test_what_a_row_says_itself_goes_before_its_group() -> None:
    table = read_text("Tên trường;Xã;Đảng viên\nXã Bến Đá;;\nMN Hoa Gạo;Xã Hiệp Trì;8\nTH Đông Mây;;12\n", ";")
    assert [record.values["commune"] for record in clean(table, match(table)).records] == ["Xã Hiệp Trì", "Xã Bến Đá"]


def test_figures_by_level_without_schools_below_them_are_rows_and_not_lost() -> None:
    result = cleaned(";Mầm non;300;120\n;Tiểu học;500;200\n;Tổng cộng;800;320\n")
    assert [record.values["school_name"] for record in result.records] == ["Mầm non", "Tiểu học"]


def test_the_sum_of_a_part_is_neither_a_school_nor_the_grand_total() -> None:
    result = cleaned(
        "I;Xã Bến Đá;;\n1;MN Hoa Gạo;20;8\n;Cộng xã Bến Đá;20;8\nII;Xã Hiệp Trì;;\n2;TH Đông Mây;30;12\n"
        ";Cộng II;30;12\n;Tổng cộng;50;20\n"
    )
    assert [row[:2] for row in schools(result)] == [("MN Hoa Gạo", "Xã Bến Đá"), ("TH Đông Mây", "Xã Hiệp Trì")]
    assert result.totals is not None
    assert (result.totals.row, result.totals.stated["members_total"]) == (8, "20")


def test_the_only_sum_of_a_commune_s_own_table_is_its_total() -> None:
    result = cleaned("1;MN Hoa Gạo;20;8\n2;TH Đông Mây;30;12\n;Tổng cộng xã Bến Đá;50;20\n")
    assert result.totals is not None
    assert result.totals.stated == {"staff_total": "50", "members_total": "20"}


def test_headings_that_are_repeated_on_a_new_page_are_no_school() -> None:
    result = cleaned("1;MN Hoa Gạo;20;8\n" + REPORT + "2;TH Đông Mây;30;12\n")
    assert [row[0] for row in schools(result)] == ["MN Hoa Gạo", "TH Đông Mây"]


def test_a_school_whose_name_begins_like_a_sum_stays_a_school() -> None:
    table = read_text(REPORT + "1;Cộng Hòa;20;8\n2;Tổng hợp Bến Đá;30;12\n", ";")
    assert find_sections(table, match(table)).data.tolist() == [0, 1]


def test_a_second_table_below_is_told_of_and_its_figures_go_into_no_other_column() -> None:
    result = cleaned(
        "1;MN Hoa Gạo;20;8\n2;TH Đông Mây;30;12\n;;;\nTT;Tên trường;QCƯT;Cảm tình Đảng\n1;MN Hoa Gạo;2;3\n"
    )
    assert [row[0] for row in schools(result)] == ["MN Hoa Gạo", "TH Đông Mây"]
    assert [(problem.row, problem.rule, dict(problem.values)) for problem in result.problems] == [
        (5, "other_table", {"rows": 1})
    ]


def test_a_numbered_row_that_adds_up_what_is_below_is_no_school_whatever_its_name() -> None:
    result = cleaned(
        "I;Hòa Hiệp;50;35\n1;TH A;20;17\n2;TH B;30;18\nII;Công lập;10;9\n1;TH C;10;9\n;TỔNG CỘNG (I+II);60;44\n"
    )
    assert [row[0] for row in schools(result)] == ["TH A", "TH B", "TH C"]
    assert result.totals is not None
    assert result.totals.stated["members_total"] == "44"


def test_a_numbered_row_that_adds_nothing_up_stays_a_row() -> None:
    result = cleaned("I;Hòa Hiệp;50;30\n1;TH A;20;17\n2;TH B;30;18\n")
    assert [row[0] for row in schools(result)] == ["Hòa Hiệp", "TH A", "TH B"]


def test_the_sum_of_a_named_district_is_a_total() -> None:
    result = cleaned("1;TH A;20;17\n;TOÀN HUYỆN BẾN ĐÁ;20;17\n")
    assert (len(result.records), result.totals is None) == (1, False)


def test_a_second_table_of_half_known_columns_is_told_of() -> None:
    result = cleaned("1;TH A;20;17\nSTT;Trường;Số lớp;Học sinh\n1;TH B;4;2\n")
    assert [problem.rule for problem in result.problems] == ["other_table"]
    assert len(result.records) == 1


def test_a_name_of_a_place_that_reads_like_a_roman_number_is_no_sum() -> None:
    assert [row[0] for row in schools(cleaned("1;TH A;20;17\n2;Cống Vị;30;12\n"))] == ["TH A", "Cống Vị"]
