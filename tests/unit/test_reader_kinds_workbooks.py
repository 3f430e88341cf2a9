"""Kinds of workbooks that offices hold: faults of formulas, merged cells, titles and signatures around the table."""

from __future__ import annotations

import io
import zipfile
from struct import pack
from typing import TYPE_CHECKING

import pytest
import xlwt
from odf.table import TableCell
from odf.text import P

from dashboard.intake.variants import heading_key, known_keys
from tests.files import ods, read_bytes, xls, xlsx
from tests.hostile import repacked, xlsb

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULTY: Sequence[Sequence[object]] = [["Trường", "CBGVNV", "ĐV"], ["TH A", 20, 9], ["TH B", 30, 7]]


def test_a_fault_in_an_old_workbook_is_not_taken_for_blank() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Bìa")
    sheet = book.add_sheet("Số liệu")
    places = ((0, 0, "Trường"), (0, 1, "CBGVNV"), (0, 2, "ĐV"), (1, 0, "TH A"), (2, 0, "TH B"), (2, 1, 30))
    for row, column, cell in places:
        sheet.write(row, column, cell)
    sheet.row(1).set_cell_error(1, "#REF!")
    sheet.write(1, 2, xlwt.Formula("1/0"))
    sheet.row(2).set_cell_boolean(2, 0)
    book.save(content := io.BytesIO())
    computed = content.getvalue().replace(pack("<Q", 0xFFFF000000000003), pack("<Q", 0xFFFF000000070002))
    assert read_bytes(computed)[0].rows[1:] == [["TH A", "#REF!", "#DIV/0!"], ["TH B", "30", "FALSE"]]


@pytest.mark.parametrize("value", [{"valuetype": "string", "stringvalue": ""}, {"valuetype": "float", "value": "0"}])
def test_a_fault_in_an_open_document_is_not_taken_for_blank_or_zero(value: dict[str, str]) -> None:
    fault = TableCell(formula="of:=1/0", **value)
    fault.addElement(P(text="#DIV/0!"))
    content = ods([["", ""], ["Trường", "CBGVNV", "ĐV"], ["TH A", "", fault], ["TH B", "#REF!", 7]])
    assert read_bytes(content)[0].rows[1:] == [["TH A", "", "#DIV/0!"], ["TH B", "#REF!", "7"]]


def test_a_fault_in_a_binary_workbook_is_not_taken_for_blank() -> None:
    content = xlsb(FAULTY)
    part = "xl/worksheets/sheet1.bin"
    records = [b"\x05\x10" + pack("<IId", 1, 0, 20), b"\x05\x10" + pack("<IId", 2, 0, 7)]
    with_faults = _member(content, part)
    with_faults = with_faults.replace(records[0], b"\x03\x09" + pack("<IIB", 1, 0, 0x17))
    with_faults = with_faults.replace(records[1], b"\x0b\x09" + pack("<IIB", 2, 0, 0x2A))
    (table,) = read_bytes(repacked(content, {part: with_faults}))
    assert table.rows[1:] == [["TH A", "#REF!", "9"], ["TH B", "30", "#N/A"]]


def test_cells_that_a_binary_workbook_merges_are_told() -> None:
    content = xlsb([["Trường", "Năm 2025", ""], ["", "CBGVNV", "ĐV"], ["TH A", 20, 9], ["", 30, 7]])
    part, end = "xl/worksheets/sheet1.bin", b"\x82\x01\x00"
    ranges = [(0, 1, 0, 0), (0, 0, 1, 2), (2, 3, 0, 0)]
    merges = b"".join(b"\xb0\x01\x10" + pack("<4I", *one) for one in ranges)
    (table,) = read_bytes(repacked(content, {part: _member(content, part).removesuffix(end) + merges + end}))
    assert table.headings == ["Trường", "Năm 2025 CBGVNV", "Năm 2025 ĐV"]
    assert [table.is_open(row, 0) for row in (3, 4)] == [True, True]


def test_cells_that_an_open_document_merges_are_told() -> None:
    tall, wide = (
        TableCell(valuetype="string", **{span: "2"}) for span in ("numberrowsspanned", "numbercolumnsspanned")
    )
    lasting = TableCell(valuetype="string", numberrowsspanned="2")
    for cell, text in ((tall, "Trường"), (wide, "Năm 2025"), (lasting, "TH A")):
        cell.addElement(P(text=text))
    (table,) = read_bytes(ods([[tall, wide, ""], ["", "CBGVNV", "ĐV"], [lasting, 20, 9], ["", 30, 7]]))
    assert table.headings == ["Trường", "Năm 2025 CBGVNV", "Năm 2025 ĐV"]
    assert [table.is_open(row, 0) for row in (3, 4)] == [True, True]


def test_a_table_of_an_office_is_found_between_its_titles_and_signatures() -> None:
    rows: list[list[object]] = [
        ["", "ĐẢNG BỘ XÃ", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM", ""],
        ["", "", "BÁO CÁO SỐ LIỆU", "", "", "", ""],
        [],
        ["", "", "STT (1)", "Tên trường [1]", "CBGVNV (2)*", "Đảng viên", ""],
        ["", "", "", "", "", "Chính thức", "Dự bị"],
        ["", "", "", "", "người", "người", "người"],
        ["", "", 1, 2, 3, 4, 5],
        ["", "", 1, "TH Hoa Sen", 20, 8, 1],
        ["", "", 2, "MN Ánh Dương", 18, 7, ""],
        ["", "", "Tổng cộng", "", 38, 15, 1],
        ["", "", "NGƯỜI LẬP BIỂU", "", "", "BÍ THƯ", ""],
    ]
    for content in (xls(rows), xlsx(rows), ods(rows)):
        (table,) = read_bytes(content)
        assert (table.first_column, table.header_row, table.numbers) == (3, 4, [4, 8, 9, 10, 11])
        assert [heading_key(name) in known_keys() for name in table.headings[:3]] == [True] * 3
        assert table.headings[3:] == ["Đảng viên Chính thức (người)", "Đảng viên Dự bị (người)"]


def _member(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
