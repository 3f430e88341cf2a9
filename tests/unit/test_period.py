"""The months that the rows above a table, or its sheet, state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain.months import Month
from dashboard.intake.match import match
from dashboard.intake.period import find_months
from tests.files import read_bytes, read_text, xlsx

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
REPORT = "Tên trường;Đảng viên\nTH A;17\n"


def months_above(title: str, sheet: str | None = None) -> tuple[Month, ...]:
    table = replace(read_text(f'"{title}"\n\n{REPORT}', ";"), sheet=sheet)
    return find_months(table, match(table))


@pytest.mark.parametrize(
    "title",
    [
        "Tính đến ngày 31/10/2026",
        "(Tính đến 31-10-2026)",
        "Số liệu tính đến hết ngày 31 tháng 10 năm 2026",
        "Tính đến hết tháng 10 năm 2026",
        "Thời điểm 31.10.2026",
        "BÁO CÁO THÁNG 10 NĂM 2026",
        "Báo cáo tháng 10/2026",
        "BÁO CÁO T10/2026",
        "Kỳ báo cáo: 10/2026",
        "Từ ngày 01/10/2026 đến ngày 31/10/2026",
        "Từ tháng 01 đến tháng 10 năm 2026",
        "Từ tháng 01/2026 đến tháng 10/2026",
        "Tháng 10 năm 2026 (số liệu đến 31/10/2026)",
        "Tình hình tháng 10/2026 (Kèm theo Báo cáo số 12-BC/HU ngày 05/11/2026)",
    ],
)
def test_a_title_states_the_month(title: str) -> None:
    assert months_above(title) == (OCTOBER,)


@pytest.mark.parametrize(
    "title",
    [
        "Hòa Thành, ngày 5 tháng 11 năm 2026",
        "Hòa Thành, ngày 05/11/2026",
        "Năm học 2026-2027",
        "Báo cáo 6 tháng đầu năm 2026",
        "Quý III năm 2026",
        "Học kỳ 1 năm 2026",
        "Hạn nộp: đến ngày 05/11/2026",
        "Gửi về Ban Tổ chức trước và đến hết ngày 05/11/2026",
        "Tháng 13/2026",
        "Tổng số 1.844 cán bộ, giáo viên, nhân viên",
    ],
)
def test_other_days_and_numbers_are_no_months(title: str) -> None:
    assert months_above(title) == ()


def test_two_months_are_both_told_in_order() -> None:
    assert months_above("Tháng 10/2026, số liệu đến ngày 30/9/2026") == (SEPTEMBER, OCTOBER)


@pytest.mark.parametrize("sheet", ["T10-2026", "10.2026", "Tháng 10-2026", "2026-10", "Báo cáo T10.2026", "31-10-2026"])
def test_the_name_of_the_sheet_states_the_month_when_no_title_does(sheet: str) -> None:
    assert months_above("Biểu tổng hợp", sheet) == (OCTOBER,)


@pytest.mark.parametrize("sheet", ["T10-2026", "10.2026", "Báo cáo T10.2026", "T10", "Tháng 10"])
def test_a_title_and_a_sheet_of_different_months_are_both_told(sheet: str) -> None:
    assert months_above("Tháng 9/2026", sheet) == (SEPTEMBER, OCTOBER)
    assert months_above("Tháng 10/2026", sheet) == (OCTOBER,)


def test_a_sheet_of_another_year_than_its_title_is_told() -> None:
    assert months_above("Tháng 10/2026", "2025") == (Month(2025, 10), OCTOBER)
    assert months_above("Tháng 10/2026", "Năm 2026") == (OCTOBER,)


def test_a_sheet_that_is_called_after_the_day_of_sending_contradicts_no_title() -> None:
    assert months_above("Tháng 10/2026", "05.11.2026") == (OCTOBER,)


def test_the_name_of_the_file_may_contradict_and_never_states_a_month_alone() -> None:
    titled, untitled = read_text(f"Tháng 10/2026\n\n{REPORT}", ";"), read_text(REPORT, ";")

    assert find_months(titled, match(titled), "bao-cao-t9-2026.csv") == (SEPTEMBER, OCTOBER)
    assert find_months(titled, match(titled), "bao-cao.csv") == (OCTOBER,)
    assert find_months(untitled, match(untitled), "bao-cao-t9-2026.csv") == ()


@pytest.mark.parametrize("sheet", ["2026", "Trang 1", "T10", "2024(v1)", "Đợt 2-2026"])
def test_other_names_of_sheets_state_none(sheet: str) -> None:
    assert months_above("Biểu tổng hợp", sheet) == ()


def test_a_label_and_its_date_may_stand_in_two_cells() -> None:
    body: list[list[object]] = [[], ["Tên trường", "CBGVNV", "Đảng viên"], ["TH A", 20, 17]]
    for label, value, form in (("Kỳ báo cáo", "10/2026", {}), ("Tính đến ngày", 46_326, {1: "dd/mm/yyyy"})):
        (table,) = read_bytes(xlsx([[label, value], *body], formats=form))
        assert find_months(table, match(table)) == (OCTOBER,)


def test_a_list_of_schools_has_no_month() -> None:
    table = read_text("Tháng 10/2026\n\nTên trường;Cấp học\nTH A;TH\n", ";")
    assert find_months(table, match(table)) == ()


def test_a_day_below_the_table_states_no_month() -> None:
    table = read_text(REPORT + "Tính đến ngày 31/10/2026;\n", ";")
    assert find_months(table, match(table)) == ()
