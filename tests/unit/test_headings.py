"""Where a table begins in a file, ours or not, and what its columns are called."""

from __future__ import annotations

import pytest

from tests.files import read_bytes, read_text, xlsx


@pytest.mark.parametrize("numbers", ["1;2;3;4", "A;B;1;2", "(1);(2);(3);(4)", "1;2;3;4=3*100/2"])
def test_a_row_that_numbers_the_columns_is_no_data(numbers: str) -> None:
    table = read_text(f"STT;Trường;CBGVNV;ĐV\n{numbers}\n1;TH A;20;9\n2;TH B;20;9\n")
    assert table.numbers == [1, 3, 4]


def test_a_first_row_of_small_figures_is_data() -> None:
    table = read_text("STT;Trường;CBGVNV;ĐV\n1;A;20;9\n2;TH B;20;9\n3;TH C;20;9\n")
    assert table.numbers == [1, 2, 3, 4]


def test_a_row_of_figures_in_order_is_data_in_a_table_of_figures() -> None:
    assert read_text("a,b,c\n1,2,3\n4,5,6\n").rows[1] == ["1", "2", "3"]
    assert len(read_text("STT;Trường;CBGVNV\n1;TH A;3\n2;TH B;20\n").rows) == 3


def test_headings_of_two_rows_are_joined_from_top_to_bottom() -> None:
    table = read_text("STT;Trường;Đảng viên;;;Ghi chú\n;;Tổng số;Chính thức;Dự bị;\n1;TH A;17;16;1;\n")
    assert table.headings == [
        "STT",
        "Trường",
        "Đảng viên Tổng số",
        "Đảng viên Chính thức",
        "Đảng viên Dự bị",
        "Ghi chú",
    ]
    assert (table.header_row, table.numbers) == (1, [1, 3])


@pytest.mark.parametrize(
    "text",
    [
        "Tên,,Ghi chú\nAn,x,\nBình,,tốt\n",
        "Họ tên,Ghi chú\nAn,tốt\nBình,\n",
        ",Họ tên,Ghi chú\na,An,\nb,Bình,tốt\n",
    ],
)
def test_a_first_row_of_words_is_not_taken_for_a_second_heading(text: str) -> None:
    assert len(read_text(text).rows) == 3


def test_headings_are_found_in_tables_that_are_not_ours() -> None:
    table = read_text("Sales by region\n\nRegion,Units,Price\nNorth,12,3.5\nSouth,7,4\n")
    assert table.header_row == 3
    assert table.rows == [["Region", "Units", "Price"], ["North", "12", "3.5"], ["South", "7", "4"]]


def test_known_headings_outweigh_a_letterhead_as_wide_as_the_table() -> None:
    table = read_text("HUYỆN ỦY;;ĐẢNG CỘNG SẢN VIỆT NAM\n\nTên trường;CBGVNV;Đảng viên\nTH A;20;9\n")
    assert (table.header_row, len(table.above)) == (3, 1)


def test_known_words_among_the_values_are_not_taken_for_headings() -> None:
    table = read_text("Tên,Chức danh,Phái\nAn,Giáo viên,Nữ\nBình,Giáo viên,Nữ\nChi,Nhân viên,Nữ\n")
    assert table.header_row == 1


def test_a_single_column_is_a_table_too() -> None:
    assert read_text("Tên trường\nTH A\nTH B\n").rows == [["Tên trường"], ["TH A"], ["TH B"]]


def test_notes_below_make_no_row_of_column_numbers_out_of_the_first_figures() -> None:
    table = read_text("a,b,c\n1,2,3\n4,5,6\nTotal,7,9\n\nSource: office,,\n* a note,,\n")
    assert table.rows[1] == ["1", "2", "3"]


def test_labels_with_their_values_over_a_wider_table_are_not_its_headings() -> None:
    table = read_text("Name:,Ann\nDate:,2020-01-01\n\nItem,Count,Price\nPen,1,2\nInk,3,4\n")
    assert (table.headings, table.header_row) == (["Item", "Count", "Price"], 4)
    assert table.above == ("Name: | Ann", "Date: | 2020-01-01")


def test_names_that_recur_are_told_apart_by_the_groups_over_them() -> None:
    table = read_text(",2019,,2020,\nCountry,M,F,M,F\nVN,1,2,3,4\nLA,5,6,7,8\n")
    assert table.headings == ["Country", "2019 M", "2019 F", "2020 M", "2020 F"]


def test_names_that_recur_under_a_title_stay_as_they_are() -> None:
    table = read_text("Report 2020,,\na,a,b\n1,2,3\n4,5,6\n")
    assert (table.headings, table.above) == (["a", "a", "b"], ("Report 2020",))


@pytest.mark.parametrize("group", ["Chỉ tiêu năm 2026", "CBGVNV", "Học sinh"])
def test_a_group_over_some_columns_belongs_to_their_headings(group: str) -> None:
    table = read_text(f";;;;{group};\nSTT;Trường;Đảng viên;Dự bị;Kết nạp;Nữ\n1;TH A;17;2;1;0\n2;TH B;18;2;1;0\n", ";")

    assert table.headings == ["STT", "Trường", "Đảng viên", "Dự bị", f"{group} Kết nạp", f"{group} Nữ"]


@pytest.mark.parametrize("note", ["Đơn vị tính: người", "Biểu số 1", "Tháng 10/2026"])
def test_a_note_over_the_last_columns_is_no_group(note: str) -> None:
    table = read_text(f";;;;{note};\nSTT;Trường;Đảng viên;Dự bị;Kết nạp;Nữ\n1;TH A;17;2;1;0\n2;TH B;18;2;1;0\n", ";")

    assert table.headings[-2:] == ["Kết nạp", "Nữ"]


def test_a_name_merged_over_some_columns_belongs_to_their_headings() -> None:
    rows: list[list[object]] = [
        ["", "", "", "Năm 2025", ""],
        ["STT", "Trường", "CBGVNV", "Đảng viên", "Dự bị"],
        [1, "TH A", 20, 17, 2],
    ]
    (table,) = read_bytes(xlsx(rows, merges=["D1:E1"]))

    assert table.headings == ["STT", "Trường", "CBGVNV", "Năm 2025 Đảng viên", "Năm 2025 Dự bị"]
