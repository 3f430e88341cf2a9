"""``chibo import --dry-run`` of several files: each of them whole or not at all, as when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import HEADINGS, Cells, report, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo

OLD, NEW, OTHER = "Trường Tiểu học Suối Mây", "Trường Tiểu học Đồi Thông", "Trường Mầm non Hoa Sim"
WITHOUT_ID = {"upload_id": None, "committed": False}


@pytest.fixture(autouse=True)
def _district(chibo: Chibo, tmp_path: Path) -> None:
    """A school that has reported for October 2026."""
    schools = register(tmp_path / "dau.csv", f"A1;{OLD};")
    assert chibo("import", schools, report(tmp_path, f"{OLD};12;11;1;30", name="dau-bao-cao.csv")).status == 0


def register(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["Mã trường;Tên trường;Ngày giải thể", *rows, ""]), "utf-8")
    return path


def contradicting(path: Path) -> Path:
    """A list that adds a school and closes one before a month it has reported for, which is found out last."""
    return register(path, f"N1;{NEW};", f"A1;{OLD};01/08/2026")


def half_wrong(path: Path) -> Path:
    """A workbook that adds a school, and has a report of it that does not add up."""
    schools: Cells = [["Mã trường", "Tên trường", "Cấp học"], ["N1", NEW, "TH"]]
    wrong: Cells = [["Tháng 10 năm 2026"], [*HEADINGS.split(";")], [NEW, 9, 9, 1, 20]]
    return workbook(path, {"Trường": schools, "Báo cáo": wrong})


def rehearsed_and_written(chibo: Chibo, *words: object) -> tuple[list[Any], list[Any]]:
    """Return what a dry run tells and what writing tells, without what only writing can know."""
    uploads = chibo.json("uploads")
    rehearsed = chibo("import", *words, "--dry-run", "--json")
    assert chibo.json("uploads") == uploads
    written = chibo("import", *words, "--json")
    assert rehearsed.status == written.status
    return rehearsed.json, [entry | WITHOUT_ID for entry in written.json]


def errors_of(entries: list[Any]) -> list[str | None]:
    return [entry["error"] and entry["error"]["code"] for entry in entries]


def test_a_file_that_fails_leaves_nothing_for_the_next(chibo: Chibo, tmp_path: Path) -> None:
    broken = contradicting(tmp_path / "hong.csv")
    later = report(tmp_path, f"{NEW};9;8;1;20")

    rehearsed, written = rehearsed_and_written(chibo, broken, later)

    assert errors_of(rehearsed) == ["conflict", None]
    assert [problem["rule"] for problem in rehearsed[1]["rejected"]] == ["school_unknown"]
    assert rehearsed == written


def test_what_came_before_a_file_that_fails_stays_for_the_next(chibo: Chibo, tmp_path: Path) -> None:
    good = register(tmp_path / "tot.csv", f"M1;{OTHER};")
    broken = contradicting(tmp_path / "hong.csv")
    later = report(tmp_path, f"{OTHER};9;8;1;20", f"{OLD};13;12;1;30")
    last = report(tmp_path, f"{OTHER};10;9;1;20", name="sau.csv")

    rehearsed, written = rehearsed_and_written(chibo, good, broken, later, last)

    assert errors_of(rehearsed) == [None, "conflict", None, None]
    assert [entry["changes"]["new"] for entry in rehearsed] == [1, 0, 1, 0]
    assert [entry["changes"]["changed"] for entry in rehearsed] == [0, 0, 1, 1]
    assert rehearsed == written


def test_a_workbook_that_is_held_back_leaves_nothing_for_the_next_file(chibo: Chibo, tmp_path: Path) -> None:
    held = half_wrong(tmp_path / "nap.xlsx")
    later = report(tmp_path, f"{NEW};9;8;1;20")

    rehearsed, written = rehearsed_and_written(chibo, held, later)

    assert [problem["rule"] for problem in rehearsed[2]["rejected"]] == ["school_unknown"]
    assert rehearsed == written


def test_the_good_sheet_of_a_workbook_stays_for_the_next_file_when_good_rows_are_taken(
    chibo: Chibo, tmp_path: Path
) -> None:
    held = half_wrong(tmp_path / "nap.xlsx")
    later = report(tmp_path, f"{NEW};9;8;1;20")

    rehearsed, written = rehearsed_and_written(chibo, held, later, "--accept-valid")

    assert rehearsed[2]["changes"]["new"] == 1
    assert rehearsed == written


def test_a_sheet_that_fails_leaves_nothing_for_the_next_sheet(chibo: Chibo, tmp_path: Path) -> None:
    broken: Cells = [
        ["Mã trường", "Tên trường", "Ngày giải thể"],
        ["N1", NEW, ""],
        ["A1", OLD, "01/08/2026"],
    ]
    reports: Cells = [["Tháng 10 năm 2026"], [*HEADINGS.split(";")], [NEW, 9, 8, 1, 20]]
    path = workbook(tmp_path / "nap.xlsx", {"Trường": broken, "Báo cáo": reports})

    rehearsed, written = rehearsed_and_written(chibo, path)

    assert errors_of(rehearsed) == ["conflict", None]
    assert [problem["rule"] for problem in rehearsed[1]["rejected"]] == ["school_unknown"]
    assert rehearsed == written
