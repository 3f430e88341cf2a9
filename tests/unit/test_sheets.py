"""What is downloaded is what is shown: numbers are numbers, unknown is empty, and text never runs."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dashboard.documents.sheets import HEADING_ROW, LONGEST_TEXT, Column, safe_cell, to_csv, to_xlsx

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = [
    Column("code", "Mã", "text"),
    Column("name", "Tên trường", "text"),
    Column("staff", "Tổng số cán bộ, giáo viên, nhân viên", "count"),
    Column("ratio", "Tỷ lệ đảng viên", "percent"),
    Column("on", "Ngày nộp", "date"),
    Column("month", "Tháng", "month"),
]
FRAME = pd.DataFrame(
    {
        "code": ["007", None, "1e3"],
        "name": ["=1+1", 'THCS "Sơn Ca"; cơ sở 2', "http://example.org"],
        "staff": pd.array([1844, None, -4], dtype="Int64"),
        "ratio": [Decimal("43.93"), None, Decimal("-4.50")],
        "on": [date(2026, 10, 5), None, date(2026, 11, 2)],
        "month": [pd.Timestamp("2026-10-01"), pd.NaT, pd.Timestamp("2026-10-01")],
        "hidden": ["not", "shown", "here"],
    }
)


def sheet_of(frame: pd.DataFrame = FRAME, *, language: str = "vi", title: str = "Danh sách trường") -> Worksheet:
    data = to_xlsx(frame, COLUMNS, title=title, note="48/51 trường đã báo cáo", language=language)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    return sheet


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_workbook_holds_the_title_the_note_and_the_columns_that_are_shown() -> None:
    sheet = sheet_of()
    assert (sheet.title, sheet["A1"].value, sheet["A2"].value) == (
        "Số liệu",
        "Danh sách trường",
        "48/51 trường đã báo cáo",
    )
    assert rows_of(sheet)[0] == [column.label for column in COLUMNS]
    assert len(rows_of(sheet)) == 1 + len(FRAME)


def test_text_in_a_workbook_stays_text() -> None:
    sheet = sheet_of()
    kinds = [[cell.data_type for cell in row[:2]] for row in sheet.iter_rows(min_row=HEADING_ROW + 2)]
    assert kinds == [["s", "s"], ["n", "s"], ["s", "s"]]
    assert rows_of(sheet)[1][:2] == ["007", "=1+1"]
    assert [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []


def test_a_title_that_looks_like_a_formula_stays_text() -> None:
    cell = sheet_of(title="=1+1")["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(("language", "locale"), [("vi", "[$-42A]"), ("en", "[$-409]")])
def test_numbers_are_numbers_that_show_the_marks_of_the_language(language: str, locale: str) -> None:
    row = sheet_of(language=language)[HEADING_ROW + 2]
    assert (row[2].value, row[2].number_format) == (1844, f"{locale}#,##0")
    assert (row[3].value, row[3].number_format) == (43.93, f'{locale}0.00"%"')
    assert (row[4].value.date(), row[4].number_format) == (date(2026, 10, 5), "dd/mm/yyyy")
    assert (row[5].value.date(), row[5].number_format) == (date(2026, 10, 1), "mm/yyyy")


def test_unknown_is_an_empty_cell() -> None:
    assert rows_of(sheet_of())[2] == [None, 'THCS "Sơn Ca"; cơ sở 2', None, None, None, None]


def test_headings_stay_in_view_and_are_repeated_on_paper_with_page_numbers() -> None:
    sheet = sheet_of(title="Trường & xã")
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "Trang &P/&N"
    assert sheet.oddFooter.left.text == "Trường && xã"


def test_long_names_wrap_in_a_row_that_is_high_enough() -> None:
    frame = FRAME.iloc[:1].assign(name="Trường " + "Tiểu học và Trung học cơ sở " * 4)
    sheet = sheet_of(frame)
    assert sheet.column_dimensions["B"].width < 60
    assert sheet.row_dimensions[HEADING_ROW + 2].height > 3 * 12


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_not_lost() -> None:
    value = rows_of(sheet_of(FRAME.iloc[:1].assign(name="a" * 40_000)))[1][1]
    assert value == "a" * LONGEST_TEXT


def test_an_empty_frame_gives_headings_alone() -> None:
    empty = FRAME.iloc[:0]
    assert rows_of(sheet_of(empty)) == [[column.label for column in COLUMNS]]
    assert csv_rows(to_csv(empty, COLUMNS, language="vi")) == [[column.label for column in COLUMNS]]


def test_the_same_figures_give_the_same_bytes() -> None:
    first, second = (to_xlsx(FRAME, COLUMNS, title="a", note="b", language="vi") for _ in range(2))
    assert first == second


def test_a_csv_has_a_byte_order_mark_semicolons_and_windows_line_ends() -> None:
    data = to_csv(FRAME, COLUMNS, language="vi")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert csv_rows(data)[1:] == [
        ["007", "'=1+1", "1844", "43,93%", "05/10/2026", "10/2026"],
        ["", 'THCS "Sơn Ca"; cơ sở 2', "", "", "", ""],
        ["1e3", "http://example.org", "-4", "-4,50%", "02/11/2026", "10/2026"],
    ]


def test_a_csv_has_the_decimal_mark_of_the_language() -> None:
    assert csv_rows(to_csv(FRAME, COLUMNS, language="en"))[1][2:4] == ["1844", "43.93%"]


def test_a_heading_that_could_run_is_defused() -> None:
    column = Column("code", "@SUM(A1)", "text")
    assert csv_rows(to_csv(FRAME, [column], language="vi"))[0] == ["'@SUM(A1)"]


def test_counts_that_pandas_made_floats_beside_an_unknown_are_counts_again() -> None:
    floats = FRAME.astype({"staff": "float64"})
    assert to_csv(floats, COLUMNS, language="vi") == to_csv(FRAME, COLUMNS, language="vi")


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(1)", "|cmd", "＝1", "＋1", "－A1", "＠A"])
@pytest.mark.parametrize("before", ["", "  ", "\t", "\r", "\0", "\ufeff", "\u00a0"])
def test_text_that_could_run_gets_an_apostrophe(before: str, text: str) -> None:
    assert safe_cell(before + text) == f"'{before}{text}"


@pytest.mark.parametrize("text", ["", "TH Kim Đồng", "a=1", "-5", "-5,5", "+1.844", "-1.844,50%", " -4", "'=1", "5-2"])
def test_names_and_numbers_are_left_alone(text: str) -> None:
    assert safe_cell(text) == text
