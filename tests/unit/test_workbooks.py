"""Workbooks of every kind become the same tables; a bad one harms nothing but itself."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from tests.files import ods, read_bytes, xls, xlsx
from tests.hostile import far_cell, repacked, xlsb

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[list[list[object]]], bytes]

ROWS: list[list[object]] = [
    ["BÁO CÁO THÁNG 10/2026"],
    [],
    ["", "Tên trường", "CBGVNV", "Tỷ lệ"],
    ["", "TH Đạo Đức A", 1844, 0.4393],
    [],
    ["", "MN Hoa Sen", 45, 0.2],
    ["", "Tổng cộng", 1889, 0.43],
]


def refusal_of(content: bytes, sheet: str | None = None) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(content, sheet)
    for language in LANGUAGES:
        assert Translator(language)(refusal.value.key, **refusal.value.values).endswith(".")
    return refusal.value.key.removeprefix("errors.")


@pytest.mark.parametrize("make", [xlsx, xls, ods, xlsb])
def test_every_kind_of_workbook_gives_the_same_table(make: Make) -> None:
    (table,) = read_bytes(make(ROWS))
    assert table.rows == [
        ["Tên trường", "CBGVNV", "Tỷ lệ"],
        ["TH Đạo Đức A", "1844", "0.4393"],
        ["MN Hoa Sen", "45", "0.2"],
        ["Tổng cộng", "1889", "0.43"],
    ]
    assert table.numbers == [3, 4, 6, 7]
    assert (table.header_row, table.first_column, table.letter(0)) == (3, 2, "B")
    assert table.above == ("BÁO CÁO THÁNG 10/2026",)
    assert (table.sheet, table.encoding, table.delimiter, table.quote) == ("Trang 1", None, None, None)


def test_blank_rows_above_count_as_excel_counts_them() -> None:
    (table,) = read_bytes(xlsx([[], [], [], [], ["Trường", "ĐV"], ["TH A", 1]]))
    assert table.numbers == [5, 6]


def test_values_come_as_people_write_them() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        day, hour = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "hh:mm"))
        sheet.write_row(0, 0, ["Tên", *"abcdefgh"])
        sheet.write_row(1, 0, ["x", 7, 7.5, True, "007", 12345678901234, 43.93])
        sheet.write(2, 0, 46_326, day)
        sheet.write(2, 1, 46_326 + 5.5 / 24, day)
        sheet.write(2, 2, 5.5 / 24, hour)
        sheet.write_formula(2, 3, "=6*7", None, 42)
    (table,) = read_bytes(content.getvalue())
    assert table.rows[1][:7] == ["x", "7", "7.5", "TRUE", "007", "12345678901234", "43.93"]
    assert table.rows[2][:4] == ["2026-10-31", "2026-10-31 05:30:00", "05:30:00", "42"]


def test_merged_headings_are_spread_and_joined() -> None:
    rows: list[list[object]] = [
        ["Biểu tổng hợp đảng viên"],
        ["STT", "Trường", "CBGVNV", "Đảng viên", "", "", "Ghi chú"],
        ["", "", "", "Tổng số", "Trong đó", "", ""],
        ["", "", "", "", "Nữ", "Dự bị", ""],
        [1, "TH A", 20, 9, 5, 1, ""],
    ]
    merges = ["A1:G1", "A2:A4", "B2:B4", "C2:C4", "D2:F2", "D3:D4", "E3:F3", "G2:G4"]
    (table,) = read_bytes(xlsx(rows, merges=merges))
    assert table.headings == [
        "STT",
        "Trường",
        "CBGVNV",
        "Đảng viên Tổng số",
        "Đảng viên Trong đó Nữ",
        "Đảng viên Trong đó Dự bị",
        "Ghi chú",
    ]
    assert (table.header_row, table.numbers) == (2, [2, 5])


def test_merged_headings_are_spread_wherever_the_table_begins() -> None:
    rows: list[list[object]] = [
        [],
        ["", "", "Trường", "Đảng viên", ""],
        ["", "", "", "Tổng số", "Nữ"],
        ["", "", "TH A", 9, 5],
    ]
    (table,) = read_bytes(xlsx(rows, merges=["C2:C3", "D2:E2"]))
    assert table.headings == ["Trường", "Đảng viên Tổng số", "Đảng viên Nữ"]
    assert (table.first_column, table.letter(0)) == (3, "C")


def test_merged_headings_of_an_old_workbook_are_spread_too() -> None:
    rows: list[list[object]] = [["Trường", "Đảng viên", ""], ["", "Chính thức", "Dự bị"], ["TH A", 16, 1]]
    (table,) = read_bytes(xls(rows, merges=[(0, 1, 0, 0), (0, 0, 1, 2)]))
    assert table.headings == ["Trường", "Đảng viên Chính thức", "Đảng viên Dự bị"]


def test_a_heading_merged_over_a_column_without_values_names_one_column() -> None:
    (table,) = read_bytes(xlsx([["Trường", "", "ĐV"], ["TH A", "", 9]], merges=["A1:B1"]))
    assert table.headings == ["Trường", "", "ĐV"]


def test_a_title_merged_over_the_table_and_cells_merged_in_it_are_no_headings() -> None:
    rows: list[list[object]] = [["Danh sách", "", ""], ["Xã", "Trường", "ĐV"], ["Long Hoa", "TH A", 9], ["", "TH B", 7]]
    (table,) = read_bytes(xlsx(rows, merges=["A1:C1", "A3:A4"]))
    assert (table.header_row, len(table.rows)) == (2, 3)
    assert table.rows[2] == ["", "TH B", "7"]


def book_of_three() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, cell in (("Trống", None), ("T9-2026", "Trường"), ("Ẩn", "Trường"), ("T10-2026", "Đơn vị")):
            sheet = book.add_worksheet(name)
            if cell:
                sheet.write_column(0, 0, [cell, "TH A"])
            if name == "Ẩn":
                sheet.hide()
            if name == "T9-2026":
                sheet.activate()
    return content.getvalue()


def test_each_visible_sheet_with_cells_is_a_table() -> None:
    tables = read_bytes(book_of_three())
    assert [table.sheet for table in tables] == ["T9-2026", "T10-2026"]
    assert [table.hidden for table in tables] == [("Ẩn",), ("Ẩn",)]


def test_a_hidden_sheet_is_read_when_it_is_named() -> None:
    (table,) = read_bytes(book_of_three(), "ẩn ")
    assert (table.sheet, table.hidden) == ("Ẩn", ())


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(book_of_three(), "T11-2026")
    assert refusal.value.key == "errors.sheet_missing"
    assert "“T10-2026”" in str(refusal.value.values["sheets"])


def test_a_workbook_of_blank_sheets_is_refused() -> None:
    assert refusal_of(xlsx([])) == "workbook_empty"
    assert refusal_of(xlsx([["  "]])) == "workbook_empty"


def test_a_number_that_may_be_a_count_with_its_thousands_dot_is_marked() -> None:
    (table,) = read_bytes(xlsx([["Trường", "CBGVNV"], ["TH A", 1.844], ["TH B", "1.844"], ["TH C", 0.844]]))
    assert table.fractions == {(2, 1)}


def test_a_refused_workbook_harms_no_other() -> None:
    assert refusal_of(far_cell()) == "workbook_too_large"
    assert read_bytes(xlsx(ROWS))[0].numbers[0] == 3


def test_other_files_of_the_same_wrapping_are_told_apart() -> None:
    letter = repacked(xlsx(ROWS), {"word/document.xml": b"<w/>"}, drop="xl/workbook.xml")
    assert refusal_of(letter) == "workbook_is_document"
    assert refusal_of(repacked(xlsx(ROWS), {}, drop="xl/workbook.xml")) == "workbook_is_archive"


def test_a_member_that_climbs_out_of_the_archive_is_refused() -> None:
    assert refusal_of(repacked(xlsx(ROWS), {"xl/../../etc/x": b"x"})) == "workbook_damaged"


def test_a_cell_with_a_fault_or_a_formula_that_was_never_computed_is_not_taken_for_blank() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Trường & lớp")
        sheet.write_row(1, 1, ["Trường", "Tổng số ĐV", "CBGVNV", "Dự bị"])
        sheet.write_row(2, 1, ["TH A", "", "", 1])
        sheet.write_formula(2, 2, "=#REF!+1", None, "#REF!")
        sheet.write_formula(2, 3, "=1+1", None, 30)
        sheet.write_formula(3, 2, "=C2&D3", None, "")
        sheet.write(3, 1, "TH B")
    (table,) = read_bytes(content.getvalue())
    assert table.rows[1:] == [["TH A", "#REF!", "30", "1"], ["TH B", "=C2&D3", "", ""]]
    problems = clean(table, match(table)).problems
    assert [(one.row, one.column, one.value) for one in problems] == [(3, "C", "#REF!"), (4, "C", "=C2&D3")]


def test_a_formula_that_says_nothing_is_blank() -> None:
    sheet = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
      <c r="A1" t="inlineStr"><is><t>Trường</t></is></c><c r="B1" t="inlineStr"><is><t>ĐV</t></is></c></row><row r="2">
      <c r="A2" t="inlineStr"><is><t>TH A</t></is></c><c r="B2" t="str"><f>IF(A1="","",A1)</f><v></v></c></row>
      </sheetData></worksheet>"""
    with zipfile.ZipFile(io.BytesIO(xlsx([["a"]]))) as made, zipfile.ZipFile(content := io.BytesIO(), "w") as book:
        for name in made.namelist():
            book.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else made.read(name))
    (table,) = read_bytes(content.getvalue())
    assert table.rows == [["Trường", "ĐV"], ["TH A", ""]]
