"""Kinds of tables that offices and public collections hold: odd marks, several heading rows, units, notes, faults."""

from __future__ import annotations

import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.tables import Refusal
from dashboard.intake.variants import heading_key, known_keys
from tests.files import read_bytes, read_text

SCHOOLS = "1;TH Hoa Sen;20;9;45%\n2;MN Ánh Dương;18;7;39%\n"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('Mã;Ghi chú\n1;"Tổ 3; xã A\nTổ 4; xã B"\n2;Không\n', ["1", "Tổ 3; xã A\nTổ 4; xã B"]),
        ('"Mã","Ghi chú"\n"1","Tổ 3, xã A\nTổ 4"\n"2","Không"\n', ["1", "Tổ 3, xã A\nTổ 4"]),
        (
            '"Tên","Nơi ở"\n"A","Ấp 3\nTổ 2, đường 3\nXã A, tỉnh B"\n"B","Xã C"\n',
            ["A", "Ấp 3\nTổ 2, đường 3\nXã A, tỉnh B"],
        ),
        ('Tên,Nơi ở\nA,"Ấp 3, tổ 2\nXã A, tỉnh B"\nB,Xã C\n', ["A", "Ấp 3, tổ 2\nXã A, tỉnh B"]),
        ('Mã,Tên,Ghi chú\n1,A,"a, b, c\nd, e, f"\n2,B,x\n3,C,y\n', ["1", "A", "a, b, c\nd, e, f"]),
    ],
)
def test_a_cell_of_several_lines_may_hold_the_separator(text: str, cells: list[str]) -> None:
    table = read_text(text)
    assert (table.rows[1], len(table.rows), table.refused) == (cells, text.count("\n") - cells[-1].count("\n"), ())


def test_a_cell_whose_lines_would_all_be_rows_is_damage() -> None:
    table = read_text('Mã;Tên;ĐV\n1;A;3\n2;"B;4\n3;C;5\n4;D";6\n5;E;7\n')
    assert Refusal(3, "row_damaged") in table.refused
    assert ["3", "C", "5"] in table.rows


def test_a_separator_lost_before_a_quoted_cell_refuses_the_row() -> None:
    rows = "".join(f'{n},"TH Số {n}, điểm {n}","Xã A, ấp {n}",{n}\n' for n in range(1, 9))
    table = read_text(f'Mã,Tên,Xã,ĐV\n{rows}9,TH Số 9"Xã A, ấp 9",9\n')
    assert (len(table.rows), table.refused) == (9, (Refusal(10, "row_damaged"),))


def test_apostrophes_around_every_cell_of_one_row_are_marks() -> None:
    table = read_text("Mã,Tên,ĐV\n1,'Hoa,3\n'2','TH B','4'\n3,\"C, D\",5\n")
    assert table.rows[1:] == [["1", "'Hoa", "3"], ["2", "TH B", "4"], ["3", "C, D", "5"]]


@pytest.mark.parametrize("delimiter", ["\x1f", "\x01", "*", "#", "\t\t"])
def test_separators_that_nobody_types_are_recognised(delimiter: str) -> None:
    rows = [["Mã", "Tên", "ĐV", ""], ["1", "TH A, B", "3", ""], ["2", "", "4", ""]]
    table = read_text("".join(delimiter.join(row) + "\n" for row in rows))
    assert (table.delimiter, table.rows) == (delimiter, [row[:3] for row in rows])


def test_the_sign_that_ended_files_of_old_programs_is_no_row() -> None:
    assert read_text("Mã;Tên\n1;A\n\x1a").refused == ()


@pytest.mark.parametrize(("text", "encoding"), [("Köln;Grüne;Übersee", "cp850"), ("番号,学校,大学", "shift_jis")])
def test_letters_that_windows_does_not_have_refuse_the_file(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(f"{text}\n".encode(encoding))
    assert refusal.value.key == "errors.encoding_wrong"


def test_headings_parted_by_another_sign_than_the_rows_are_headings() -> None:
    table = read_text("STT;Trường;CBGVNV;Đảng viên\n1,TH A,20,9\n2,TH B,18,7\n3,TH C,17,8\n")
    assert (table.headings, table.header_row) == (["STT", "Trường", "CBGVNV", "Đảng viên"], 1)
    assert len(table.rows) == 4


def test_remarks_over_the_headings_are_not_taken_for_them() -> None:
    table = read_text("# made by a program\n# version 1.2, beta\nid,name,value\n1,a,3\n2,b,4\n")
    assert (table.headings, table.refused) == (["id", "name", "value"], ())


def test_no_row_of_a_first_table_is_lost_because_a_second_one_is_wider() -> None:
    first = "Tên;Ngày;Nơi;;;;\nAn;1/2/2020;Hà Nội;;;;\nBình;2/2/2020;Huế;;;;\n;;;;;;\n"
    second = "Tên;Từ;Đến;Nơi;Việc;Người;Tiền\nAn;1/3;2/3;Vinh;Họp;2;300\nBình;3/3;4/3;Vinh;Học;1;200\n"
    assert read_text(first + second).numbers == [1, 2, 3, 5, 6, 7]


def test_a_number_sign_names_a_column() -> None:
    assert read_text("#;Tên trường;ĐV\n1;A;3\n2;B;4\n").headings == ["#", "Tên trường", "ĐV"]


def test_headings_said_twice_are_said_once() -> None:
    table = read_text("Mã;Tên;ĐV\nMã;Tên;ĐV\n1;A;3\n2;B;4\n")
    assert (table.headings, table.numbers) == (["Mã", "Tên", "ĐV"], [1, 3, 4])


@pytest.mark.parametrize("text", ["có,không\ncó,không\nkhông,có\n", "a,b\na,b\n1,2\na,b\n3,4\n"])
def test_answers_that_recur_are_no_headings(text: str) -> None:
    assert len(read_text(text).rows) == text.count("\n")


def test_a_ruled_line_under_the_headings_is_no_data() -> None:
    table = read_text("| Mã | Tên |\n|----|-----|\n| 1 | A |\n| 2 | - |\n")
    assert table.numbers == [1, 3, 4]


THREE_LEVELS = (
    "STT;Trường;CBGVNV;Đảng viên;;;Ghi chú\n;;;Tổng số;Trong đó;;\n;;;;Chính thức;Dự bị;\n",
    ["STT", "Trường", "CBGVNV", "Đảng viên Tổng số", "Đảng viên Trong đó Chính thức", "Đảng viên Trong đó Dự bị"],
)
GROUPS_OF_GROUPS = (
    "STT;Trường;Năm 2024;;;;Năm 2025\n;;Nam;;Nữ;;Nam\n;;CT;DB;CT;DB;CT\n",
    ["STT", "Trường", "Năm 2024 Nam CT", "Năm 2024 Nam DB", "Năm 2024 Nữ CT", "Năm 2024 Nữ DB"],
)


@pytest.mark.parametrize(("headings", "names"), [THREE_LEVELS, GROUPS_OF_GROUPS])
def test_headings_of_three_rows_are_joined_without_merged_cells(headings: str, names: list[str]) -> None:
    table = read_text(f"{headings}1;TH A;20;9;8;1;2\n2;TH B;18;7;6;1;3\n")
    assert (table.headings[:6], table.header_row, len(table.rows)) == (names, 1, 3)


def test_a_group_ends_where_the_next_begins_in_a_row_above() -> None:
    table = read_text("Tên;Biên chế;;Tổng;\n;Nam;;;\n;CT;DB;CT;DB\nTH A;1;2;3;4\nTH B;5;6;7;8\n")
    assert table.headings == ["Tên", "Biên chế Nam CT", "Biên chế Nam DB", "Tổng CT", "Tổng DB"]


def test_a_name_of_a_group_of_rows_is_no_third_row_of_headings() -> None:
    table = read_text("STT;Trường;Đảng viên;\n;;CT;DB\n;Khối mầm non;;\n1;TH A;1;2\n2;TH B;3;4\n")
    assert table.rows[1] == ["", "Khối mầm non", "", ""]


def test_a_blank_row_between_headings_and_their_parts_harms_nothing() -> None:
    table = read_text("Ngày;Nơi;Chi phí;;Ghi chú\n;;;;\n;;Tàu;Xe;\n1/2/2020;A;3;4;\n2/2/2020;B;5;;x\n")
    assert (table.headings, table.numbers) == (["Ngày", "Nơi", "Chi phí Tàu", "Chi phí Xe", "Ghi chú"], [1, 4, 5])


def test_parts_may_be_named_with_numbers() -> None:
    table = read_text("STT;Trường;Học sinh;\n;;Năm 2024;Năm 2025\n1;TH A;300;310\n2;TH B;200;190\n")
    assert table.headings[2:] == ["Học sinh Năm 2024", "Học sinh Năm 2025"]


@pytest.mark.parametrize(
    "units", [";;người;người;%", ";;(người);(người);(%)", "-;-;người;đ/c;%", ";;ĐVT: người;ĐVT: người;", ";;người;;"]
)
@pytest.mark.parametrize("numbers", ["", "1;2;3;4;5=4/3\n"])
def test_a_row_of_units_under_the_headings_is_no_data(units: str, numbers: str) -> None:
    table = read_text(f"STT;Trường;CBGVNV;Đảng viên;Tỷ lệ\n{units}\n{numbers}{SCHOOLS}")
    assert [row[0] for row in table.rows[1:]] == ["1", "2"]
    assert [heading_key(name) in known_keys() for name in table.headings] == [True] * 5


def test_units_that_multiply_figures_are_seen_in_the_headings() -> None:
    table = read_text(f"STT;Trường;CBGVNV;Đảng viên;Tỷ lệ\n;;nghìn người;người;%\n{SCHOOLS}")
    assert table.headings[2:] == ["CBGVNV (nghìn người)", "Đảng viên (người)", "Tỷ lệ (%)"]
    assert heading_key(table.headings[2]) not in known_keys()


def test_units_of_measurements_belong_to_their_headings() -> None:
    table = read_text("Time,Force,Displacement\n(s),(N),(mm)\n0.1,3.5,4\n0.2,4.5,5\n")
    assert table.headings == ["Time (s)", "Force (N)", "Displacement (mm)"]


def test_units_stand_over_every_column_of_a_table_of_figures() -> None:
    table = read_text("Serial,12345\n\nTime,Ch1,Ch2\ns,V,V\n0.0,1.1,1.2\n0.1,1.2,1.3\n")
    assert (table.headings, len(table.rows)) == (["Time (s)", "Ch1 (V)", "Ch2 (V)"], 3)


@pytest.mark.parametrize("first", ["1;người;x", ";TH A;người", "người;%;3"])
def test_a_row_of_data_is_not_taken_for_units(first: str) -> None:
    table = read_text(f"STT;Tên;Ghi chú\n{first}\n2;TH B;tốt\n3;TH C;khá\n")
    assert table.numbers == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "heading",
    ["Trường (1)", "Trường[1]", "Trường (2)*", "Trường¹", "Trường **", "Trường (*)", "Trường (ĐVT: người)"],
)
def test_a_heading_with_the_mark_of_a_note_is_known(heading: str) -> None:
    assert heading_key(heading) == heading_key("Trường")


@pytest.mark.parametrize("heading", ["Tỷ lệ % (5)=(4)/(3)*100", "Tỷ lệ % (5=4/3)", "Tỷ lệ % 5=4/3"])
def test_a_heading_that_says_how_it_is_computed_is_known(heading: str) -> None:
    assert heading_key(heading) == heading_key("Tỷ lệ %")


def test_what_brackets_say_of_people_and_years_stays_in_the_key() -> None:
    keys = [heading_key(f"Đảng viên{rest}") for rest in ("", " (nam)", " (nữ)", " (2025)", " (01-06)")]
    assert len(set(keys)) == 5
