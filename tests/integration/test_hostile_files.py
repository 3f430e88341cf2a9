"""Hostile files and files that are no tables: loaded as text or refused with one sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import read_table
from dashboard.intake.tables import Refusal
from tests.files import ods, read_text, xls, xlsx
from tests.hostile import ROWS, far_cell, lying_about_its_size, many_rows, ole, repacked, with_sheet, xlsb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


WORKBOOKS = {"xlsx": xlsx(ROWS), "xls": xls(ROWS), "ods": ods(ROWS), "xlsb": xlsb(ROWS)}
CELLS = [[str(cell) for cell in row] for row in ROWS]
CUTS = 12
SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def refusal_of(content: bytes, path: Path) -> str:
    """Return the key of the refusal, whose sentence must be there in every language."""
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read_table(path)
    for language in LANGUAGES:
        assert Translator(language)(refusal.value.key, **refusal.value.values).endswith(".")
    return refusal.value.key.removeprefix("errors.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "báo cáo.csv"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file_empty"),
        (b"\n \n\t\n", "no_cells"),
        (b"\0" * 5_000, "file_is_binary"),
        (b"STT;T\0n\n1;TH A\n", "file_is_binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file_is_picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file_is_picture"),
        (b"GIF89a\1\0\1\0", "file_is_picture"),
        (b"BM\x36\x84\3\0\0\0\0\0\x36\0", "file_is_picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "file_is_picture"),
        (b"II*\0\x08\0\0\0", "file_is_picture"),
        (b"MM\0*\0\0\0\x08", "file_is_picture"),
        (b"\0\0\0\x18ftypheic", "file_is_picture"),
        (b"%PDF-1.7\n", "file_is_pdf"),
        (b"{\\rtf1\\ansi}", "file_is_document"),
        (b"\x1f\x8b\x08\0\0", "file_is_archive"),
        (b"SQLite format 3\0", "file_is_binary"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file_is_web_page"),
    ],
)
def test_what_is_no_table_is_named_whatever_the_file_is_called(content: bytes, key: str, path: Path) -> None:
    assert refusal_of(content, path) == key


@pytest.mark.parametrize("name", ["sổ.xlsx", "sổ.csv"])
@pytest.mark.parametrize("size", [100_000_001, 200_000_000])
def test_more_than_a_hundred_megabytes_are_refused_unread(size: int, name: str, tmp_path: Path) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b"PK\x03\x04" if name.endswith("x") else b"STT;T\n")
        file.truncate(size)
    with pytest.raises(UnreadableFile) as refusal:
        read_table(tmp_path / name)
    assert refusal.value.key == "errors.file_too_large"


def test_one_line_of_forty_megabytes_is_refused_by_its_number(path: Path) -> None:
    path.write_bytes(b"STT;T\n1;2\n" + b"x" * 40_000_000 + b"\n3;4\n")
    table = read_table(path)
    assert (table.rows, table.refused) == ([["STT", "T"], ["1", "2"], ["3", "4"]], (Refusal(3, "row_damaged"),))


def test_a_million_columns_are_refused(path: Path) -> None:
    assert refusal_of(b"STT;T\n" + b";" * 1_000_000, path) == "too_many_columns"
    assert refusal_of(b",".join(b"x" for _ in range(1_000_000)), path) == "too_many_columns"


@pytest.mark.parametrize("content", [b"\n" * 3_000_000, b"1\r" * 3_000_000, b"1" + b",1" * 4_000, b'"\n' * 6_000])
def test_lines_and_cells_without_end_cost_little(content: bytes, path: Path) -> None:
    path.write_bytes(content if len(content) > 10_000 else (content + b"\n") * 6_500)
    with pytest.raises(UnreadableFile):
        read_table(path)


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_every_kind_of_workbook_is_told_by_its_bytes(kind: str, path: Path) -> None:
    path.write_bytes(WORKBOOKS[kind])
    assert read_table(path).rows == CELLS


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_workbook_cut_anywhere_is_refused(kind: str, path: Path) -> None:
    content = WORKBOOKS[kind]
    for cut in range(1, CUTS):
        refusal_of(content[: len(content) * cut // CUTS], path)


def test_a_password_is_told(path: Path) -> None:
    assert refusal_of(ole(["EncryptionInfo", "EncryptedPackage"]), path) == "workbook_encrypted"


def test_a_password_of_an_old_workbook_is_told(path: Path) -> None:
    author = bytes.fromhex("5c007000")
    content = xls(ROWS)
    assert content.count(author) == 1
    assert refusal_of(content.replace(author, bytes.fromhex("2f007000")), path) == "workbook_encrypted"


def test_macros_are_refused_in_new_and_old_workbooks(path: Path) -> None:
    assert refusal_of(repacked(xlsx(ROWS), {"xl/vbaProject.bin": b"x"}), path) == "workbook_macros"
    assert refusal_of(ole(["Workbook", "_VBA_PROJECT"], ["_VBA_PROJECT_CUR"]), path) == "workbook_macros"


def test_letters_and_slides_are_told(path: Path) -> None:
    assert refusal_of(ole(["WordDocument"]), path) == "workbook_is_document"
    assert refusal_of(ole(["PowerPoint Document"]), path) == "workbook_is_document"


def test_a_small_workbook_that_asks_for_all_the_memory_there_is(path: Path) -> None:
    assert len(far_cell()) < 10_000
    assert refusal_of(far_cell(), path) == "workbook_too_large"


BOMBS: dict[str, Callable[[], bytes]] = {
    "blanks": lambda: with_sheet(b" " * 30_000_000),
    "rows": lambda: many_rows(1_000_000),
    "picture": lambda: repacked(xlsx(ROWS), {"xl/media/image1.bmp": bytes(3_000_000)}),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_is_opened(bomb: str, path: Path) -> None:
    assert refusal_of(BOMBS[bomb](), path) == "workbook_too_large"


def test_a_size_that_lies_in_the_directory_helps_nobody(path: Path) -> None:
    assert refusal_of(lying_about_its_size(400), path) in {"workbook_damaged", "workbook_too_large"}


def _with_strings(definitions: bytes, text: bytes) -> bytes:
    strings = b'<?xml version="1.0"?>' + definitions + b"<sst " + SPREADSHEET + b"><si><t>" + text + b"</t></si></sst>"
    return repacked(xlsx([["Trường"], ["TH A"]]), {"xl/sharedStrings.xml": strings})


def test_entities_that_multiply_are_not_expanded(path: Path) -> None:
    names = "abcdefghij"
    grown = [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    laughs = f'<!DOCTYPE l [<!ENTITY a "ha">{"".join(grown)}]>'.encode()
    assert refusal_of(_with_strings(laughs, b"&j;"), path) == "workbook_damaged"


def test_nothing_outside_the_file_is_read(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "bí mật.txt"
    secret.write_text("không ai được đọc", "utf-8")
    outside = f'<!DOCTYPE l [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode()
    assert refusal_of(_with_strings(outside, b"&a;"), path) == "workbook_damaged"
    linked = f"<row><c><f>'{secret}'!A1</f><v>7</v></c></row>".encode()
    path.write_bytes(with_sheet('<row><c t="inlineStr"><is><t>Trường</t></is></c></row>'.encode() + linked))
    assert read_table(path).rows == [["Trường"], ["7"]]


def test_cells_that_look_like_formulas_are_text(path: Path) -> None:
    odd = ["=1+1", "+84 90", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")']
    rows: list[list[object]] = [["STT", "Ghi chú"], *([number, cell] for number, cell in enumerate(odd, start=1))]
    assert [row[1] for row in read_text("\n".join(f"{n}\t{cell}" for n, cell in rows)).rows[1:]] == odd
    path.write_bytes(xls([[n, str(cell)] for n, cell in rows]))
    assert [row[1] for row in read_table(path).rows[1:]] == odd


def test_marks_that_turn_the_direction_of_writing_harm_nothing(path: Path) -> None:
    path.write_text("STT;Tên trường\n1;TH \u202eA gnort\u202c\n2;\u200fTH B\n", "utf-8")
    assert [row[0] for row in read_table(path).rows] == ["STT", "1", "2"]


@pytest.mark.parametrize("order", ["le", "be"])
def test_half_a_letter_in_utf_16_is_refused_or_replaced_and_never_kept(order: str, path: Path) -> None:
    text = "\ufeffSTT;Tên trường\n1;TH \ud800 A\n2;TH B\n"
    path.write_bytes(text.encode(f"utf-16-{order}", "surrogatepass"))
    try:
        rows = read_table(path).rows
    except UnreadableFile:
        return
    assert all(cell.encode("utf-8") for row in rows for cell in row if cell)
