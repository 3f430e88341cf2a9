"""Text files that follow no convention: other quotes, other separators, odd ends of lines, damage."""

from __future__ import annotations

import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.tables import Refusal
from tests.files import read_text

HEADINGS = ["STT", "Tên trường", "Đảng viên"]
ROWS = [HEADINGS, ["1", "TH Đạo Đức A", "17"], ["2", "MN Hoa Sen", "9"], ["3", "THCS Long Hoa", "21"]]
LINES = [";".join(row) for row in ROWS]


def joined(delimiter: str, rows: list[list[str]] = ROWS) -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


def many(*rows: str) -> str:
    """Return a file of twenty schools in which some rows are as stated."""
    return "\n".join([LINES[0], *(f"{n};TH Số {n};{n % 9}" for n in range(1, 21)), *rows]) + "\n"


def test_apostrophes_that_stand_around_cells_throughout_are_quotes() -> None:
    table = read_text("STT;Tên trường;Xã\n1;'TH A; điểm 2';'Long Hoa'\n2;'TH B';'Xã ''Mới'' Hòa'\n")
    assert (table.quote, table.delimiter) == ("'", ";")
    assert table.rows[1:] == [["1", "TH A; điểm 2", "Long Hoa"], ["2", "TH B", "Xã 'Mới' Hòa"]]


@pytest.mark.parametrize("cell", ["'0123", "O'Neil", "'Mới", "D'"])
def test_an_apostrophe_by_itself_is_a_letter(cell: str) -> None:
    table = read_text(f"STT;Tên;Mã\n1;TH A;{cell}\n2;TH B;x\n")
    assert (table.quote, table.rows[1]) == ('"', ["1", "TH A", cell])


def test_apostrophes_inside_quotation_marks_stay() -> None:
    table = read_text("""STT;Tên;Xã\n"1";"'TH A'";"'x'"\n"2";"TH B";"y"\n""")
    assert (table.quote, table.rows[1]) == ('"', ["1", "'TH A'", "'x'"])


def test_a_backslash_before_a_quote_guards_it() -> None:
    table = read_text('STT,Tên,Xã\n1,"Trường \\"Hoa Sen\\", điểm 1","Long Hoa"\n2,"TH B","y"\n')
    assert table.rows[1] == ["1", 'Trường "Hoa Sen", điểm 1', "Long Hoa"]


def test_a_backslash_at_the_end_of_a_cell_is_only_a_backslash() -> None:
    table = read_text('STT,Tên,Nơi lưu\n1,"TH A","C:\\Số liệu\\"\n2,"TH B","D:\\"\n')
    assert table.rows[1] == ["1", "TH A", "C:\\Số liệu\\"]


@pytest.mark.parametrize("delimiter", [";;", "||", " ; ", " , ", " | "])
def test_a_separator_of_several_signs_is_recognised(delimiter: str) -> None:
    table = read_text(joined(delimiter))
    assert (table.rows, table.delimiter, table.refused) == (ROWS, delimiter, ())


def test_blank_cells_between_separators_of_two_signs_stay_in_place() -> None:
    table = read_text("STT;;Tên;;ĐV\n1;;;;17\n2;;TH B;;9\n3;;TH C;;\n")
    assert table.rows[1:] == [["1", "", "17"], ["2", "TH B", "9"], ["3", "TH C", ""]]


def test_two_separators_around_a_blank_cell_are_two_separators() -> None:
    table = read_text("STT;;ĐV\n1;;17\n2;TH B;9\n")
    assert (table.delimiter, table.headings) == (";", ["STT", "", "ĐV"])


def test_spaces_after_every_separator_are_no_part_of_the_cells() -> None:
    table = read_text(joined(", ", [*ROWS, ["4", '"TH A, điểm 2"', "5"]]))
    assert (table.rows, table.delimiter) == ([*ROWS, ["4", "TH A, điểm 2", "5"]], ",")


def test_spaces_separate_where_cells_of_several_words_are_quoted() -> None:
    table = read_text('STT "Tên trường" ĐV\n1 "TH Đạo Đức A" 17\n2 "MN Hoa Sen" 9\n')
    assert (table.rows[1:], table.delimiter) == ([["1", "TH Đạo Đức A", "17"], ["2", "MN Hoa Sen", "9"]], " ")


def test_names_of_three_words_are_one_column() -> None:
    assert read_text("Nguyễn Văn An\nTrần Thị Bình\nLê Văn Cường\n").rows[1] == ["Trần Thị Bình"]


def test_a_separator_at_the_end_of_the_rows_only_adds_no_column() -> None:
    assert read_text("\n".join([LINES[0], *(f"{line};" for line in LINES[1:])])).rows == ROWS


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r", "\n\n\n"])
def test_the_end_of_the_file_may_look_as_it_likes(ending: str) -> None:
    assert read_text("\n".join(LINES) + ending).rows == ROWS


def test_ends_of_lines_may_be_mixed() -> None:
    table = read_text(f"{LINES[0]}\r\n{LINES[1]}\n{LINES[2]}\r{LINES[3]}")
    assert (table.rows, table.numbers) == (ROWS, [1, 2, 3, 4])


def test_a_byte_order_mark_at_the_start_of_a_later_line_is_no_letter() -> None:
    assert read_text("\n".join([LINES[0], f"\ufeff{LINES[1]}", '\ufeff"2";"MN Hoa Sen";9'])).rows == ROWS[:3]


def test_rows_with_more_or_fewer_cells_are_refused_by_number() -> None:
    table = read_text("\n".join([*LINES[:2], "9;TH X", "9;TH X;1;2", *LINES[2:]]))
    assert table.rows == ROWS
    assert table.refused == (Refusal(3, "row_ragged"), Refusal(4, "row_ragged"))


def test_the_only_odd_quote_of_a_file_is_damage() -> None:
    table = read_text(many('21;TH "Hoa Sen;3', "22;TH X;4"))
    assert (table.rows[-1], table.refused) == (["22", "TH X", "4"], (Refusal(22, "row_damaged"),))


@pytest.mark.parametrize(
    "rows",
    [
        ['21;Trường "Hoa Sen";3'],
        ['21;Màn hình 12";3', '22;Màn hình 14";3'],
        ['21;"Màn hình 12""";3'],
    ],
)
def test_quotes_that_somebody_meant_survive(rows: list[str]) -> None:
    table = read_text(many(*rows))
    assert (len(table.rows), table.refused) == (21 + len(rows), ())


def test_headings_with_a_stray_quote_are_mended() -> None:
    for heading in ('STT;Tên" trường;Đảng viên', 'STT;"Tên trường;Đảng viên', '"STT;Tên trường;Đảng viên'):
        assert read_text("\n".join([heading, *LINES[1:]])).rows == ROWS


def test_a_line_end_within_a_cell_refuses_the_whole_row() -> None:
    end = read_text(many("21;TH Số 21;1", "7", "22;TH Số 22;5"))
    assert end.refused == (Refusal(22, "row_damaged"), Refusal(23, "row_ragged"), Refusal(24, "row_damaged"))
    start = read_text(many("TH", " Số 21;1;2", "22;TH Số 22;5"))
    assert start.refused == (Refusal(22, "row_ragged"), Refusal(23, "row_damaged"))
    assert start.rows[-1] == ["22", "TH Số 22", "5"]


def test_lines_that_name_groups_refuse_nothing_but_themselves() -> None:
    groups = [line for n in range(1, 31) for line in ([f"Xã {n}"] * (n % 5 == 0) + [f"TH Số {n};x;{n}"])]
    table = read_text("\n".join(["Trường;Ghi chú;ĐV", *groups]))
    assert len(table.rows) == 31
    assert {refusal.why for refusal in table.refused} == {"row_ragged"}


def test_quotes_that_are_damaged_throughout_refuse_the_file() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_text("STT;Tên;ĐV\n" + '1;"TH A" x;3\n2;TH B;4\n' * 300)
    assert refusal.value.key == "errors.rows_damaged"


@pytest.mark.parametrize("delimiter", ["^", "~", ":"])
def test_a_rare_separator_is_recognised_where_no_usual_one_is(delimiter: str) -> None:
    table = read_text(joined(delimiter))
    assert (table.rows, table.delimiter) == (ROWS, delimiter)


def test_apostrophes_are_quotes_though_other_cells_begin_with_a_quotation_mark() -> None:
    table = read_text("STT,Tên,Ghi chú\n1,'TH A, điểm 1',x\n2,TH B,\"Hoa Sen\"\n3,TH C,'ok, được'\n")
    assert (table.quote, table.rows[2]) == ("'", ["2", "TH B", '"Hoa Sen"'])


def test_a_backslash_guards_a_separator_where_nothing_is_quoted() -> None:
    table = read_text("STT,Tên,Ghi chú\n1,TH A\\, điểm 1,x\n2,TH B,C:\\Tệp\n3,TH C,ok\\, được\n")
    assert [row[1:] for row in table.rows[1:]] == [["TH A, điểm 1", "x"], ["TH B", "C:\\Tệp"], ["TH C", "ok, được"]]


@pytest.mark.parametrize("between", ['" ;"', '" ; "', '"; "'])
def test_spaces_around_a_separator_of_quoted_cells_harm_nothing(between: str) -> None:
    rows = [*ROWS, ["4", "TH A; điểm 2", "5"]]
    table = read_text("\n".join('"' + between.join(row) + '"' for row in rows))
    assert (table.rows, table.refused) == (rows, ())


def test_rows_that_are_one_quoted_cell_each_are_opened() -> None:
    table = read_text("".join(f'"{line}"\n' for line in ["STT,Tên,ĐV", '1,""TH A, điểm 2"",17', "2,TH B,9"]))
    assert table.rows == [["STT", "Tên", "ĐV"], ["1", "TH A, điểm 2", "17"], ["2", "TH B", "9"]]


def test_a_column_of_quoted_sentences_stays_one_column() -> None:
    text = '"Địa chỉ"\n"Ấp 3, xã Long Hoa, Hòa Thành"\n"Ấp 5, xã Long Hoa, Hòa Thành"\n'
    assert read_text(text).rows[1] == ["Ấp 3, xã Long Hoa, Hòa Thành"]


@pytest.mark.parametrize("line", ["21,TH Số 21,5", '"21;TH Số 21;5"'])
def test_a_row_with_another_separator_is_refused_and_its_neighbours_are_not(line: str) -> None:
    table = read_text(many(line, "22;TH Số 22;5"))
    assert (len(table.rows), table.refused) == (22, (Refusal(22, "row_ragged"),))
