"""Workbooks typed in .VnTime or VNI-Times: all sheets decide together, and cells that are Unicode stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.grid import Grid
from dashboard.intake.mending import mend_grids
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests.files import read_bytes, xls, xlsx
from tests.legacy_files import in_tcvn3, in_vni, read_as_cp1252

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.files import Cells

CELLS: list[list[object]] = [
    ["STT", "Tên trường", "Xã, phường", "Đảng viên"],
    [1, "Trường Tiểu học Suối Mây", "Xã Tà Lương", 17],
    [2, "Trường Mầm non Hoa Phượng", "Phường Đông Hải", 9],
]
READ = [[str(cell) for cell in row] for row in CELLS]
LETTERS = {"tcvn3": in_tcvn3, "vni": in_vni, "cp1252": read_as_cp1252}


def typed(letters: str, rows: list[list[object]]) -> list[list[object]]:
    return [[LETTERS[letters](cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def grid(*rows: list[str]) -> Grid:
    return Grid([list(row) for row in rows], list(range(1, len(rows) + 1)))


@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("write", [xls, xlsx])
def test_a_workbook_in_an_old_font_becomes_unicode_and_says_so(write: Callable[[Cells], bytes], letters: str) -> None:
    (table,) = read_bytes(write(typed(letters, CELLS)))
    assert (table.rows, table.encoding, table.letters) == (READ, None, letters)


def test_a_workbook_in_unicode_says_nothing() -> None:
    (table,) = read_bytes(xlsx(CELLS))
    assert (table.rows, table.letters) == (READ, None)


@pytest.mark.parametrize("letters", LETTERS)
def test_a_cell_that_is_unicode_stays_among_old_ones(letters: str) -> None:
    added: list[object] = [3, "Trường THCS Định Hòa", "Xã Bàn Thành", 12]
    (table,) = read_bytes(xlsx([*typed(letters, CELLS), added]))
    assert table.rows == [*READ, [str(cell) for cell in added]]


def test_a_column_in_unicode_stays_beside_one_in_an_old_font() -> None:
    old = typed("tcvn3", CELLS)
    (table,) = read_bytes(xlsx([[row[0], row[1], *new[2:]] for row, new in zip(old, CELLS, strict=True)]))
    assert table.rows == READ


def test_a_sheet_with_few_words_follows_the_others() -> None:
    first, second = mend_grids([grid(*typed_rows()), grid(["Hoà"], ["x"])])
    assert (first.rows[1][1], second.rows[0], second.letters) == ("Trường Tiểu học Suối Mây", ["Hồ"], "vni")
    assert mend_grids([grid(["Hoà"], ["x"])])[0].rows[0] == ["Hoà"]


def typed_rows() -> list[list[str]]:
    return [[in_vni(cell) for cell in row] for row in READ]


def test_eth_in_a_workbook_becomes_the_letter_it_looks_like() -> None:
    assert mend_grids([grid(["Ðảng viên", "Guðmundur"])])[0].rows == [["Đảng viên", "Guðmundur"]]


def test_what_the_user_says_about_the_letters_wins() -> None:
    content = xlsx(typed("tcvn3", CELLS))
    received = receive_bytes("tệp.xlsx", content, 5)
    (as_it_is,) = read_tables(received, encoding="unicode")
    assert (as_it_is.rows[1][1], as_it_is.letters) == (in_tcvn3("Trường Tiểu học Suối Mây"), None)
    assert read_tables(received, encoding="tcvn3")[0].rows == READ
    with pytest.raises(UnreadableFile) as refusal:
        read_tables(received, encoding="utf-8")
    assert refusal.value.key == "errors.encoding_unknown"
