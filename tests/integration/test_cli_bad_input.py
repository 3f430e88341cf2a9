"""What cannot be used: each gets a sentence that says where and what to do, and the database stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import S0, S3_SCHOOLS, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands import Chibo

LITTLE = "Trường Tiểu học Suối Mây"


@pytest.fixture(autouse=True)
def unchanged(chibo: Chibo) -> Iterator[None]:
    """Start with a register and compare every figure at the end."""
    chibo("import", S3_SCHOOLS)
    before = (chibo.figures(), chibo.json("uploads"))
    yield
    assert (chibo.figures(), chibo.json("uploads")) == before


def _error(chibo: Chibo, *words: object) -> str:
    """Return the sentence of a file that cannot be used, told alike in JSON and to people."""
    answer, plain = chibo("import", *words, "--json"), chibo("import", *words)
    (entry,) = answer.json
    assert (answer.status, plain.status) == (2, 2)
    assert (entry["committed"], entry["rows_read"]) == (False, 0)
    assert entry["error"]["message"] in plain.errors
    return str(entry["error"]["message"])


def _refusal(chibo: Chibo, *words: object) -> tuple[object, object, object, str]:
    """Return row, column, rule and sentence of the one row that is refused, told alike in JSON and to people."""
    answer, plain = chibo("import", *words, "--json"), chibo("import", *words)
    (problem,) = answer.json[0]["rejected"]
    assert (answer.status, plain.status) == (1, 1)
    assert not answer.json[0]["committed"]
    assert problem["message"] in plain.out
    return problem["row"], problem["column"], problem["rule"], str(problem["message"])


def test_what_is_not_a_table(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "anh.csv"
    path.write_bytes(bytes(range(256)) * 20)

    assert "bảng" in _error(chibo, path)


def test_a_pdf_that_is_called_a_table(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")

    assert "PDF" in _error(chibo, path)


def test_an_empty_file(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "trong.csv"
    path.touch()

    assert "trống" in _error(chibo, path)


def test_a_directory(chibo: Chibo, tmp_path: Path) -> None:
    assert "là một thư mục" in _error(chibo, tmp_path)


def test_a_file_that_is_not_there(chibo: Chibo, tmp_path: Path) -> None:
    assert "Không tìm thấy tệp" in _error(chibo, tmp_path / "khong-co.csv")


def test_a_file_of_300_megabytes(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "lon.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)

    message = _error(chibo, path)

    assert "300 MB" in message
    assert "100 MB" in message


def test_an_unknown_dataset(chibo: Chibo) -> None:
    message = _error(chibo, S0, "--dataset", "danh-ba")

    assert "“danh-ba”" in message
    assert "branch_report, schools" in message


def test_a_heading_mapped_to_an_unknown_field(chibo: Chibo) -> None:
    assert "“tuoi”" in _error(chibo, S0, "--map", "STT=tuoi")


def test_a_school_nobody_knows_is_offered_to_be_added(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, f"{LITTLE};12;11;1;30")

    row, column, rule, message = _refusal(chibo, path)

    assert (row, column, rule) == (3, "A", "school_unknown")
    assert "thêm trường này" in message
    assert chibo.json("import", path, "--dry-run")[0]["questions"] == [
        {"kind": "school", "row": 3, "column": "A", "value": LITTLE, "choices": ["new"]}
    ]
    assert "--add-schools" in chibo("import", path, "--dry-run").out


def test_a_school_code_that_nobody_has(chibo: Chibo) -> None:
    assert "“XX99”" in _error(chibo, S0, "--school", "XX99")


def test_a_month_in_the_future(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Mẫu giáo Ban Mai;12;11;1;30", title="Tháng 12 năm 2026")

    row, _, rule, message = _refusal(chibo, path)

    assert (row, rule) == (3, "month_in_future")
    assert "12/2026" in message
    assert "11/2026" in message


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("-3", "number_negative"), ("3,5", "number_fraction"), ("mười", "number_has_letters")],
)
def test_a_cell_that_is_no_count(chibo: Chibo, tmp_path: Path, cell: str, rule: str) -> None:
    path = report(tmp_path, f"Trường Mẫu giáo Ban Mai;12;;;{cell}")

    row, column, found, message = _refusal(chibo, path)

    assert (row, column, found) == (3, "E", rule)
    assert message.startswith("Dòng 3, cột E (Tổng số CBGVNV): ")


def test_two_rows_for_one_school_and_month(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Mẫu giáo Ban Mai;12;11;1;30", "Trường MG Ban Mai;13;12;1;30")

    row, _, rule, message = _refusal(chibo, path)

    assert (row, rule) == (4, "duplicate_report")
    assert "dòng 3" in message


def test_a_period_that_is_no_month(chibo: Chibo) -> None:
    done = chibo("import", S0, "--period", "13/2026")

    assert done.status == 2
    assert "một tháng dạng 2026-10" in done.errors


def test_a_list_of_schools_twice_under_one_code(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "truong.csv"
    path.write_text(f"Mã trường;Tên trường;Cấp học\nZ1;{LITTLE};TH\nZ1;Trường Tiểu học Đồi Thông;TH\n", "utf-8")

    row, column, rule, _ = _refusal(chibo, path)

    assert (row, column, rule) == (3, "A", "duplicate_code")
