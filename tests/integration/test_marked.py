"""The user's own file back: everything where it was, one more column with the sentences, and ready to come again."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from dashboard.actions.marking import can_be_marked, marked_file
from dashboard.actions.plan import Options, Plan
from dashboard.actions.planning import plan_table
from dashboard.documents.marked import TINT
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.i18n import Translator
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests import files
from tests.commands import Cells, workbook
from tests.factories import NOW, make_school

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from dashboard.intake.tables import Table
    from dashboard.storage import Database

CLOUD, RIVER = "Trường Tiểu học Suối Mây", "Trường THCS Bến Đá"
LETTERS = "Cột C (Tổng số ĐV): 'mười hai' không phải là số. Nhập số nguyên, ví dụ 1.844; nếu chưa biết thì để trống."
ROWS: list[list[object]] = [
    ["ĐẢNG ỦY XÃ SUỐI MÂY"],
    ["Tháng 10 năm 2026"],
    [],
    ["STT", "Trường", "Đảng viên", "", "", "Tổng số CBGVNV"],
    ["", "", "Tổng số", "Chính thức", "Dự bị", ""],
    [1, CLOUD, "mười hai", 11, 1, 30],
    [2, RIVER, 9, 7, 1, 8],
    ["", "Tổng cộng", 21, 18, 2, 38],
    ["", "", "", "", "Người lập biểu"],
]
MERGES = ("A4:A5", "B4:B5", "C4:E4", "F4:F5")
CSV = (
    "ĐẢNG ỦY XÃ SUỐI MÂY\n\nTháng 10 năm 2026\nSTT;Trường;Tổng số ĐV;Chính thức;Dự bị;Ghi chú\n"
    f"1;{CLOUD};mười hai;11;1;=1+1\n2;{RIVER};9;8;1;1.844\n3;{RIVER};;12;11;1;thừa\n;Người lập;;;;https://a.vn\n"
)


@dataclass(frozen=True)
class Marked:
    """A file, its plan, and the file that goes back."""

    plan: Plan
    content: bytes

    @property
    def sheet(self) -> Worksheet:
        return openpyxl.load_workbook(BytesIO(self.content)).worksheets[0]

    @property
    def table(self) -> Table:
        return files.read_bytes(self.content)[0]

    def column(self, letter: str) -> list[object]:
        return [cell.value for cell in self.sheet[letter]]


def mark(database: Database, name: str, content: bytes, options: Options | None = None, sheet: int = 0) -> Marked:
    if database.is_empty:
        for school in (CLOUD, RIVER):
            make_school(database, school)
    received = receive_bytes(name, content, 5)
    table = read_tables(received)[sheet]
    plan = plan_table(database.reader(LOCAL_ADMINISTRATOR), received, table, options or Options(), NOW.date())
    return Marked(plan, marked_file(received, plan, Translator("vi")))


def cells(sheet: Worksheet) -> list[list[str]]:
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def test_every_cell_of_a_workbook_stands_where_it_stood(database: Database) -> None:
    workbook = files.xlsx(ROWS, "T10", MERGES)
    marked = mark(database, "thang-10.xlsx", workbook)
    came = cells(openpyxl.load_workbook(BytesIO(workbook)).worksheets[0])
    assert [row[:6] for row in cells(marked.sheet)] == came
    assert marked.sheet.title == "T10"
    assert {str(merge) for merge in marked.sheet.merged_cells.ranges} == set(MERGES)


def test_the_sentences_of_a_row_stand_at_its_right(database: Database) -> None:
    marked = mark(database, "thang-10.xlsx", files.xlsx(ROWS, "T10", MERGES))
    said = marked.column("G")
    assert said[:5] == [None, None, None, "Lỗi", None]
    assert said[5] == LETTERS.replace("Tổng số ĐV", "Đảng viên Tổng số")
    of_sum, of_staff = str(said[6]).split("\n")
    assert of_sum.startswith("Cột C (Đảng viên Tổng số): Tổng số đảng viên ghi 9, nhưng chính thức 7 + dự bị 1 = 8.")
    assert of_staff.startswith("Cột C (Đảng viên Tổng số): Ghi 9 đảng viên, nhưng tổng số cán bộ")
    assert str(said[7]).startswith("Cột C (Đảng viên Tổng số): Dòng tổng ghi 21, nhưng tính từ các dòng ở trên được 9")
    assert said[8] is None


def test_faulty_cells_are_coloured_and_only_these(database: Database) -> None:
    marked = mark(database, "thang-10.xlsx", files.xlsx(ROWS, "T10", MERGES))
    coloured = {
        cell.coordinate
        for row in marked.sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == f"FF{TINT[1:]}"
    }
    assert coloured == {"C6", "C7", "D7", "E7", "F7", "C8"}


def test_nothing_is_a_formula_or_a_link_and_text_stays_text(database: Database) -> None:
    marked = mark(database, "thang-10.csv", CSV.encode())
    kinds = {cell.data_type for row in marked.sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert marked.sheet["F5"].value == "=1+1"
    assert marked.sheet["F6"].value == "1.844"
    assert [cell.hyperlink for cell in marked.sheet[8]] == [None] * 7
    sheet = CalamineWorkbook.from_object(BytesIO(marked.content)).get_sheet_by_index(0)
    assert sheet.to_python(skip_empty_area=False)[4][5] == "=1+1"


def test_a_text_file_keeps_its_row_numbers_and_its_rows_above_and_below(database: Database) -> None:
    marked = mark(database, "thang-10.csv", CSV.encode())
    assert marked.column("A") == ["ĐẢNG ỦY XÃ SUỐI MÂY", None, "Tháng 10 năm 2026", "STT", "1", "2", None, None]
    assert marked.column("B")[3:] == ["Trường", CLOUD, RIVER, f"3;{RIVER};;12;11;1;thừa", "Người lập"]
    assert marked.column("G")[4] == LETTERS
    assert str(marked.column("G")[6]).startswith("Số ô của dòng này khác với dòng tiêu đề.")


def test_a_row_that_was_not_read_is_not_taken_for_a_good_one_when_it_comes_again(database: Database) -> None:
    marked = mark(database, "thang-10.csv", CSV.encode())
    again = mark(database, "thang-10-loi.xlsx", marked.content)
    assert 7 in {problem.row for problem in again.plan.rejected if problem.rule == "number_has_letters"}
    assert [one.record.row for one in again.plan.accepted] == [6]


def test_a_damaged_row_of_which_nothing_is_known_is_no_good_row_either(database: Database) -> None:
    damaged = CSV.replace(f"3;{RIVER};;12;11;1;thừa", f'3;"{RIVER};12;11;1;').encode()
    marked = mark(database, "thang-10.csv", damaged)
    assert [refusal.why for refusal in marked.plan.table.refused] == ["row_damaged"]
    assert [marked.sheet["B7"].value, marked.sheet["C7"].value] == ["(dòng này chưa đọc được)", "?"]
    again = mark(database, "thang-10-loi.xlsx", marked.content)
    assert 7 in {problem.row for problem in again.plan.rejected}


def test_a_row_of_words_alone_that_was_not_read_has_no_name_when_it_comes_again(database: Database) -> None:
    content = f"Trường;Xã\n{CLOUD};Xã Mây\n{RIVER};Xã;Đá\nTrường MN Hoa Cau;Xã Mây\n".encode()
    marked = mark(database, "truong.csv", content, Options(dataset="schools"))
    again = mark(database, "truong-loi.xlsx", marked.content, Options(dataset="schools"))
    assert [(problem.row, problem.rule) for problem in marked.plan.rejected] == [(3, "row_ragged")]
    assert [(problem.row, problem.rule) for problem in again.plan.rejected] == [(3, "school_missing")]
    assert list(again.plan.accepted) == list(marked.plan.accepted)


@pytest.mark.parametrize("sign", [";", '"', "\n"])
def test_a_damaged_file_has_no_more_good_rows_when_it_comes_again(database: Database, sign: str) -> None:
    make_school(database, "Trường Mầm non Hoa Cau")
    text = CSV.partition(f"3;{RIVER}")[0].replace("mười hai", "12")
    for place in range(text.index("STT"), len(text), 11):
        marked = mark(database, "a.csv", f"{text[:place]}{sign}{text[place:]}".encode())
        again = mark(database, "a-loi.xlsx", marked.content)
        assert [one for one in again.plan.accepted if one not in marked.plan.accepted] == []


def test_the_marked_file_comes_again_when_it_is_mended(database: Database) -> None:
    marked = mark(database, "thang-10.xlsx", files.xlsx(ROWS, "T10", MERGES))
    book = openpyxl.load_workbook(BytesIO(marked.content))
    for cell, text in {"C6": "12", "D7": "8", "F7": "20", "D8": "19", "F8": "50"}.items():
        book.worksheets[0][cell] = text
    mended = BytesIO()
    book.save(mended)
    again = mark(database, "thang-10-loi.xlsx", mended.getvalue())
    assert again.plan.is_clean
    assert again.plan.matching.dataset == "branch_report"
    assert [(column.header, column.asked) for column in again.plan.matching.open_columns] == [
        ("STT", False),
        ("Lỗi", False),
    ]
    assert [one.record.values["members_official"] for one in again.plan.accepted] == [11, 8]


def test_the_same_is_understood_of_the_marked_file_as_of_the_file(database: Database) -> None:
    marked = mark(database, "thang-10.xlsx", files.xlsx(ROWS, "T10", MERGES))
    again = mark(database, "thang-10-loi.xlsx", marked.content)
    assert again.plan.problems == marked.plan.problems
    assert again.plan.month == marked.plan.month
    assert again.plan.totals == marked.plan.totals


def test_a_second_download_says_it_in_the_same_column(database: Database) -> None:
    once = mark(database, "thang-10.xlsx", files.xlsx(ROWS, "T10", MERGES))
    mended = mark(database, "thang-10-loi.xlsx", once.content, Options(edits={(6, "C"): "12"}))
    assert mended.sheet.max_column == 7
    assert mended.column("G")[3:6] == ["Lỗi", None, None]
    assert mended.sheet["C6"].value == "12"


def test_a_number_of_two_meanings_is_still_one_when_it_comes_again(database: Database) -> None:
    rows: list[list[object]] = [["Tháng 10/2026"], ["Tên trường", "Tổng số CBGVNV"], [CLOUD, 1.844]]
    marked = mark(database, "a.xlsx", files.xlsx(rows))
    assert marked.sheet["B3"].value == 1.844
    again = mark(database, "a-loi.xlsx", marked.content)
    assert [problem.rule for problem in again.plan.rejected] == ["number_ambiguous"]


def test_a_table_that_begins_further_right_keeps_its_columns(database: Database) -> None:
    rows: list[list[object]] = [["", "", *row] for row in ROWS]
    marked = mark(database, "a.xlsx", files.xlsx(rows))
    assert marked.sheet["E6"].value == "mười hai"
    assert marked.sheet["I4"].value == "Lỗi"


def test_notes_at_the_right_of_the_table_are_not_written_over(database: Database) -> None:
    rows: list[list[object]] = [*ROWS[:8], ["", "", "", "", "", "", "Người lập biểu"]]
    marked = mark(database, "a.xlsx", files.xlsx(rows, "T10", MERGES))
    assert marked.sheet["G9"].value == "Người lập biểu"
    assert "Lỗi" in [cell.value for cell in marked.sheet[4]]


@pytest.mark.parametrize("text", ["\x0b\x01chữ", "_x0041_", "a\ufffe", "dòng\nhai", "x" * 40_000])
def test_any_text_goes_into_the_workbook_and_comes_out_of_it(database: Database, text: str) -> None:
    rows: list[list[object]] = [["Tháng 10/2026"], ["Tên trường", "Tổng số ĐV", "Ghi chú"], [CLOUD, "mười", "x"]]
    edited = Options(edits={(3, "C"): text})
    marked = mark(database, "a.xlsx", files.xlsx(rows), edited)
    expected = text.replace("\ufffe", "\ufffd")[:32767]
    sheet = CalamineWorkbook.from_object(BytesIO(marked.content)).get_sheet_by_index(0)
    assert sheet.to_python()[2][2] == expected


def test_a_sheet_keeps_its_name_as_far_as_excel_takes_it(database: Database) -> None:
    marked = mark(database, "a.csv", CSV.encode())
    assert marked.sheet.title == "Bảng"


def test_of_several_sheets_the_one_at_hand_goes_back(database: Database, tmp_path: Path) -> None:
    sheets: dict[str, Cells] = {"Ghi chú": [["Xin chào"]], "T9": ROWS[:6], "T10": ROWS}
    content = workbook(tmp_path / "a.xlsx", sheets).read_bytes()
    marked = mark(database, "a.xlsx", content, sheet=2)
    assert marked.sheet.title == "T10"
    assert marked.sheet["C6"].value == "mười hai"


def test_a_file_without_a_fault_in_a_row_has_nothing_to_be_marked(database: Database) -> None:
    good = mark(database, "a.csv", CSV.replace("mười hai", "12").replace(f"3;{RIVER};;12;11;1;thừa\n", "").encode())
    assert good.plan.is_clean
    assert not can_be_marked(good.plan)


def test_a_table_of_which_no_column_is_known_is_not_marked_yet(database: Database) -> None:
    unknown = mark(database, "a.csv", b"a;b\n1;2\n3;4;5\n")
    assert unknown.plan.dataset is None
    assert not can_be_marked(unknown.plan)
