"""Large text of the plainest kind is cut by column, and says then what it says when it is read with all care."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.intake.clean import clean
from dashboard.intake.columnar import Column, distinct_rows, recurring
from dashboard.intake.match import match
from dashboard.intake.plain_text import read_plain
from dashboard.intake.rows import Rows
from tests.large_texts import HEAD, ROWS, carefully, quoted, text_of, the_same

if TYPE_CHECKING:
    from dashboard.intake.tables import Table


def plainly(lines: list[str], end: str = "\n", encoding: str = "utf-8") -> Table:
    content = (end.join(lines) + end).encode(encoding)
    found = read_plain(content, head=HEAD)
    assert found is not None
    assert isinstance(found.rows, Rows)
    assert the_same(found, carefully(content))
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_plain_text_is_cut_by_column(end: str, encoding: str) -> None:
    found = plainly(text_of(), end, encoding)

    assert found.rows[ROWS][:2] == [str(ROWS), "Trường Tiểu học Suối Đá 0"]
    assert found.rows[-1] == found.rows[ROWS]
    assert found.rows[1:3] == [found.rows[1], found.rows[2]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_with_every_cell_in_quotes_is_cut_by_column(end: str) -> None:
    found = plainly(quoted(text_of()), end)

    assert found.rows[ROWS][:2] == [str(ROWS), "Trường Tiểu học Suối Đá 0"]


def test_quotes_may_stand_around_some_cells_only_and_hold_quotes_and_separators() -> None:
    lines = text_of()
    lines[2_000] = '2000;"Trường ""Suối; Đá""";"";1'
    lines[3_000] = '3000;"""";"";"1"'

    found = plainly(lines)

    assert found.rows[2_000] == ["2000", 'Trường "Suối; Đá"', "", "1"]
    assert found.rows[3_000][1] == '"'


def test_titles_above_and_a_total_below_stay_where_they_are() -> None:
    found = plainly(text_of(above=("ĐẢNG ỦY XÃ BẾN ĐÁ;;;", ";;;"), below=(";Tổng cộng;9999;999",)))

    assert (found.header_row, found.above) == (3, ("ĐẢNG ỦY XÃ BẾN ĐÁ",))
    assert found.rows[-1][1] == "Tổng cộng"


def test_letters_apart_from_their_marks_and_eth_become_one_form() -> None:
    lines = text_of()
    lines[2_000] = unicodedata.normalize("NFD", lines[2_000]).replace("Đ", "Ð")

    assert plainly(lines).rows[2_000][1] == "Trường Tiểu học Suối Đá 0"


def test_blank_columns_at_the_sides_are_left_out() -> None:
    found = plainly([f";{one};;" for one in text_of()])

    assert (found.first_column, len(found.headings)) == (2, 4)


def test_ragged_rows_are_refused_by_their_number() -> None:
    lines = text_of()
    lines[1_999] += ";5"
    lines[2_100] = ""

    assert [refusal.row for refusal in plainly(lines).refused] == [2_000]


def assert_never_otherwise(content: bytes) -> None:
    """Fail where a text is cut by column into another table than it is, or into one though it is none."""
    found = read_plain(content, head=HEAD)
    assert found is None or the_same(found, carefully(content))


@pytest.mark.parametrize(
    "odd",
    [
        'Trường "Suối Đá";1;2;3',
        "Trường Suối",
        "1;Tr\r2;3;4",
        "1;Tr\ufeff;3;4",
        "1;T\0;2;3",
        ";".join("abcde") + "\n" + ";".join("abcde") * 40,
        "1;Trường;2;3;" + "x" * 140_000,
        "Ngêi lËp biÓu;2;3;4",
        "'1';'Trường';'2';'3'",
        '1;"Trường"x;2;3',
        '1;"Trường; Suối Đá;2;3',
        '1;"Trường";"2;3',
        '1;"Trường\nTHCS";2;3',
        '1; "Trường";2;3',
        '1;Trường 6";2;3',
        '"1;Trường;2";3',
        "\"'1'\";\"'Trường'\";\"'2'\";\"'3'\"",
        f'1;"{";" * 5_001}";2;3',
        f"1{';' * 5_001}",
        "1\u037eTrường;2;3",
    ],
)
def test_what_asks_for_care_is_left_to_it(odd: str) -> None:
    lines = text_of()
    lines[2_000] = odd

    assert_never_otherwise("\n".join(lines).encode())


@pytest.mark.parametrize(
    "whole",
    [
        "\n".join(text_of()).replace(";", "; "),
        "\n".join(text_of(above=("; 'Suối Đá;;",), below=("1;  Suối Đá;2;3",))),
        "\n".join(text_of()) + "\x1a",
        "\n".join(text_of(above=("<!-- ;;;",))),
        "\n" * 90_000 + "\n".join(text_of()),
    ],
)
def test_what_a_text_says_as_a_whole_is_left_to_care(whole: str) -> None:
    assert read_plain(whole.encode(), head=HEAD) is None


def test_a_column_that_is_named_by_nobody_and_begins_late_is_left_to_care() -> None:
    lines = [f"{one};" for one in text_of()]
    lines[2_500] += "x"

    assert read_plain("\n".join(lines).encode(), head=HEAD) is None


def test_bytes_that_are_no_unicode_further_down_are_left_to_care() -> None:
    content = "\n".join(text_of()).encode()

    assert read_plain(content[:-30] + b"\xff" + content[-30:], head=HEAD) is None


ODD_LINES = (
    "",
    ";;;",
    "   ",
    ";;",
    "I;Xã Bến Đá;;",
    "Xã Bến Đá;;;",
    ";Tổng cộng;120;15",
    "1;2;3;4;5",
    "Người lập biểu",
    ";Cộng xã Bến Đá;55;12",
    "TT;Tên trường;Tổng số CBGVNV;Tổng số đảng viên",
    "7; Trường  Suối\u00a0Đá ;1.844;-",
    "8;Trường O'Neil;12;3",
    ";;;không",
    "x;y",
    '9;"Trường ""Suối Đá""";"";4',
    '"";"";"";""',
    '"10;Trường";1;2',
    '"11";"Trường; Suối Đá";"1";"2"',
    '12;"Trường;1;2',
    '"13;Trường;1;2"',
    '14;"Trường" ;1;2',
)


@settings(max_examples=40)
@given(
    changes=st.lists(st.tuples(st.integers(0, ROWS), st.sampled_from(ODD_LINES)), max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    in_quotes=st.booleans(),
)
def test_whatever_stands_among_the_rows_it_is_read_as_with_all_care(
    changes: list[tuple[int, str]], end: str, *, in_quotes: bool
) -> None:
    lines = quoted(text_of()) if in_quotes else text_of()
    for place, odd in changes:
        lines.insert(place, odd)
    content = end.join(lines).encode()

    found = read_plain(content, head=HEAD)
    careful = carefully(content)

    assert found is None or the_same(found, careful)
    if found is not None and (matching := match(careful)).dataset:
        assert clean(found, match(found)) == clean(careful, matching)


@given(cells=st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), max_size=30))
def test_rows_that_are_alike_share_a_number_and_no_others(cells: list[list[int]]) -> None:
    columns = [Column.of(row[index] for row in cells) for index in range(3)]
    codes, first = distinct_rows(columns)

    assert [cells[place] for place in first[codes]] == cells
    assert len(first) == len({tuple(row) for row in cells})


@given(keys=st.lists(st.integers(0, 10**12), max_size=30))
def test_keys_recur_if_another_row_has_them(keys: list[int]) -> None:
    assert recurring(np.array(keys, np.int64)).tolist() == [keys.count(key) > 1 for key in keys]
