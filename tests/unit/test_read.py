"""Text files become tables: nothing shifts, nothing is dropped, and each row keeps the number that Excel shows."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import read_sheets, read_table
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from dashboard.intake.tables import Refusal
from tests.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.intake.tables import Table

REPORT = """\
HUYỆN ỦY HÒA THÀNH;;;
BÁO CÁO ĐẢNG VIÊN TRONG TRƯỜNG HỌC
(Tính đến ngày 31/10/2026)

STT;Tên trường;Tổng số CBGVNV;Đảng viên
1;TH Đạo Đức A;1.844;17

2;MN Hoa Sen;45;9
;Tổng cộng;1.889;26
"""


def read_raw(content: bytes, encoding: str | None = None) -> Table:
    return read_tables(receive_bytes("tệp.csv", content, 200), encoding=encoding)[0]


def refusal_of(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refusal:
        read_raw(content)
    for language in LANGUAGES:
        assert Translator(language)(refusal.value.key, **refusal.value.values).endswith(".")
    return refusal.value


def test_titles_stay_above_and_rows_keep_the_numbers_that_excel_shows() -> None:
    table = read_text(REPORT)
    assert table.headings == ["STT", "Tên trường", "Tổng số CBGVNV", "Đảng viên"]
    assert table.numbers == [5, 6, 8, 9]
    assert table.header_row == 5
    assert table.above == (
        "HUYỆN ỦY HÒA THÀNH",
        "BÁO CÁO ĐẢNG VIÊN TRONG TRƯỜNG HỌC",
        "(Tính đến ngày 31/10/2026)",
    )
    assert (table.delimiter, table.quote, table.sheet, table.refused) == (";", '"', None, ())


def test_a_total_row_stays_for_the_next_room() -> None:
    assert read_text(REPORT).rows[-1] == ["", "Tổng cộng", "1.889", "26"]


def test_a_letter_names_the_column_as_excel_does() -> None:
    table = read_text("\n;;Tên trường;ĐV\n;;TH A;1\n")
    assert table.headings == ["Tên trường", "ĐV"]
    assert (table.first_column, table.letter(0), table.letter(1)) == (3, "C", "D")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be"),
        (unicodedata.normalize("NFD", REPORT).encode(), "utf-8"),
    ],
)
def test_every_unicode_file_gives_the_same_table(content: bytes, encoding: str) -> None:
    table = read_raw(content)
    assert table.rows == read_text(REPORT).rows
    assert table.encoding == encoding


def test_an_encoding_that_the_user_knows_is_used() -> None:
    content = REPORT.encode("utf-16-le")
    assert read_raw(content, "utf-16-le").rows == read_text(REPORT).rows
    with pytest.raises(UnreadableFile) as refusal:
        read_raw(content, "ebcdic")
    assert refusal.value.key == "errors.encoding_unknown"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_separator_is_recognised(delimiter: str) -> None:
    table = read_text(f"Trường{delimiter}ĐV\nTH A{delimiter}17\nTH B{delimiter}9\n")
    assert table.delimiter == delimiter
    assert table.rows == [["Trường", "ĐV"], ["TH A", "17"], ["TH B", "9"]]


@pytest.mark.parametrize("rows", [1, 2, 20, 200])
@pytest.mark.parametrize("titles", ["", "ĐẢNG ỦY XÃ\nBIỂU TỔNG HỢP\nTháng 10/2026\n"])
def test_decimal_commas_do_not_separate(rows: int, titles: str) -> None:
    table = read_text(titles + "Tỷ lệ nữ;Tỷ lệ;Tỷ lệ trẻ\n" + "43,93;1,5;20,25\n" * rows)
    assert table.delimiter == ";"
    assert table.rows[1:] == [["43,93", "1,5", "20,25"]] * rows


def test_commas_in_quotes_do_not_separate_and_titles_with_commas_do_not_vote() -> None:
    table = read_text('Biểu 1, tháng 10, năm 2026\n\nTrường;Xã;ĐV\n"TH A; khu 1";Long Hoa, khu 2;17\n')
    assert table.delimiter == ";"
    assert table.rows[1] == ["TH A; khu 1", "Long Hoa, khu 2", "17"]


def test_the_first_line_of_excel_that_names_the_separator_is_no_row() -> None:
    table = read_text("sep=;\nTrường;ĐV\nTH A;1\n")
    assert (table.delimiter, table.header_row) == (";", 1)


def test_a_separator_that_the_user_knows_is_used() -> None:
    assert read_text("a,b;c\n1,2;3\n", ",").headings == ["a", "b;c"]
    with pytest.raises(UnreadableFile):
        read_text("a,b;c\n1,2;3\n", "x")


def test_quotes_may_hold_quotes_and_line_breaks() -> None:
    table = read_text('Trường;Ghi chú\n"TH ""A""";"dòng 1\ndòng 2"\nTH B;\n')
    assert table.rows[1:] == [['TH "A"', "dòng 1\ndòng 2"], ["TH B", ""]]
    assert table.numbers == [1, 2, 3]


def test_a_row_with_another_number_of_cells_is_refused_by_its_number() -> None:
    table = read_text("Trường;CBGVNV;ĐV\nTH A;20;9\nTH B;;20;9\nTH C;20\nTH D;20;9\n")
    assert [row[0] for row in table.rows] == ["Trường", "TH A", "TH D"]
    assert table.refused == (Refusal(3, "row_ragged"), Refusal(4, "row_ragged"))


@pytest.mark.parametrize("damaged", ['"TH B;20;9', 'TH B;"20;9', '"TH B"x;20;9', 'TH B;20;"9'])
def test_a_stray_quote_refuses_its_own_row_only(damaged: str) -> None:
    table = read_text(f'Trường;CBGVNV;ĐV\nTH A;20;9\n{damaged}\nTH C;20;9\n"TH D";20;9\n')
    assert [row[0] for row in table.rows] == ["Trường", "TH A", "TH C", "TH D"]
    assert table.refused == (Refusal(3, "row_damaged"),)
    assert table.numbers == [1, 2, 4, 5]


def test_two_stray_quotes_that_happen_to_match_swallow_no_row() -> None:
    table = read_text('Trường;CBGVNV;ĐV\nTH A;20;9\nTH B;"20;9\nTH C;20";9\nTH D;20;9\n')
    assert "TH D" in [row[0] for row in table.rows]
    assert table.refused[0] == Refusal(3, "row_damaged")


def test_words_alone_between_the_rows_are_a_ragged_row() -> None:
    table = read_text("Trường;CBGVNV;ĐV\nTH A;20;9\nkhối tiểu học\nTH B;20;9\n")
    assert table.refused == (Refusal(3, "row_ragged"),)


def test_quotes_damaged_throughout_refuse_the_file() -> None:
    assert refusal_of(("Trường;ĐV\n" + '"TH A;1\n' * 1000).encode()).key == "errors.rows_damaged"


def test_separators_at_the_end_of_every_row_add_no_column() -> None:
    for text in ("Trường;ĐV\nTH A;1;\nTH B;2;\n", "Trường;ĐV;;\nTH A;1\nTH B;2\n", "Trường;ĐV;;\nTH A;1;;\nTH B;2;;\n"):
        assert read_text(text).rows == [["Trường", "ĐV"], ["TH A", "1"], ["TH B", "2"]]


def test_rows_longer_than_their_headings_are_not_squeezed_under_them() -> None:
    table = read_text("Trường;ĐV\n1;TH A;17\n2;TH B;9\n")
    assert table.rows == [["Trường", "ĐV"]]
    assert [refusal.row for refusal in table.refused] == [2, 3]


def test_a_signature_below_the_last_row_is_no_ragged_row() -> None:
    table = read_text("Trường;CBGVNV;ĐV\nTH A;20;9\nTH B;20;9\n\nNgười lập biểu\n17\n")
    assert table.rows[-1] == ["Người lập biểu", "", ""]
    assert table.refused == (Refusal(6, "row_ragged"),)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\x89PNG\r\n\x1a\n", "errors.file_is_picture"),
        (b"\xff\xd8\xff\xe0", "errors.file_is_picture"),
        (b"%PDF-1.7", "errors.file_is_pdf"),
        (b"{\\rtf1", "errors.file_is_document"),
        (b"\x1f\x8b\x08", "errors.file_is_archive"),
        (b"  <html><table><tr><td>1</td></tr></table></html>", "errors.file_is_web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "errors.file_is_web_page"),
        (b"Tr\0\xb0\0ng;1\n", "errors.file_is_binary"),
        (b"a;b\n1;\x00\n", "errors.file_is_binary"),
        ("Школа;Число\n".encode("cp1251"), "errors.encoding_wrong"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "errors.encoding_wrong"),
        (b"\xed\xa0\x80;1\n", "errors.encoding_wrong"),
        (b" \n\n\xc2\xa0\n\t\n", "errors.no_cells"),
        (b";" * 1_000_000, "errors.too_many_columns"),
    ],
)
def test_what_is_no_table_of_text_is_refused_with_a_sentence(content: bytes, key: str) -> None:
    assert refusal_of(content).key == key


def test_one_endless_line_is_refused_without_harm() -> None:
    assert read_raw(b"x" * 5_000_000 + b"\n" + b"a;b\n1;2\n").refused == (Refusal(1, "row_damaged"),)


def test_cells_that_look_like_formulas_stay_text() -> None:
    assert read_text("Trường;Ghi chú\n=1+1;@x\n+2;-3\n").rows[1:] == [["=1+1", "@x"], ["+2", "-3"]]


def test_a_path_gives_its_table_and_a_text_file_counts_as_one_sheet(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.xlsx"
    path.write_text(REPORT, "utf-8")
    assert read_table(path).rows == read_text(REPORT).rows
    assert read_sheets(path) == {"báo cáo": read_table(path)}
