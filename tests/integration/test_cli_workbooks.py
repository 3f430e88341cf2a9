"""``chibo import`` and the sheets of a workbook: an entry a sheet, all of the file or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import HEADINGS, Cells, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo

TITLE = "Tháng 10 năm 2026"
SCHOOLS: Cells = [["Mã trường", "Tên trường", "Cấp học"], ["A1", "Trường Tiểu học Suối Mây", "Tiểu học"]]
GOOD: Cells = [[TITLE], [*HEADINGS.split(";")], ["Trường Tiểu học Suối Mây", 12, 11, 1, 30]]
WRONG: Cells = [[TITLE], [*HEADINGS.split(";")], ["Trường Tiểu học Suối Mây", 12, 10, 1, 30]]
NOTES: Cells = [["Người lập", "Ghi chú"], ["Văn phòng", "Số liệu tạm thời"]]


def test_each_sheet_that_is_a_dataset_has_an_entry(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Báo cáo": GOOD, "Ghi chú": NOTES, "Trường": SCHOOLS})

    done = chibo("import", path, "--json")

    assert done.status == 0
    assert [(entry["sheet"], entry["dataset"], entry["upload_id"]) for entry in done.json] == [
        ("Báo cáo", "branch_report", 2),
        ("Trường", "schools", 1),
    ]
    assert chibo.values("--school", "A1")["members_total"] == 12


def test_a_refused_row_in_one_sheet_holds_the_whole_workbook_back(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Trường": SCHOOLS, "Báo cáo": WRONG})

    refused = chibo("import", path, "--json")

    schools, reports = refused.json
    assert refused.status == 1
    assert [entry["committed"] for entry in (schools, reports)] == [False, False]
    assert (schools["changes"]["new"], schools["upload_id"]) == (1, None)
    assert [problem["row"] for problem in reports["rejected"]] == [3]
    assert chibo.is_untouched


def test_the_good_sheet_is_taken_when_that_was_asked_for(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Trường": SCHOOLS, "Báo cáo": WRONG})

    taken = chibo("import", path, "--accept-valid", "--json")

    assert taken.status == 1
    assert [entry["committed"] for entry in taken.json] == [True, False]
    assert chibo.values()["schools"] == 1


def test_only_the_sheet_that_is_named_is_taken(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Tháng 9": GOOD, "Trường": SCHOOLS})

    done = chibo("import", path, "--sheet", "Trường", "--json")

    assert (done.status, [entry["sheet"] for entry in done.json]) == (0, ["Trường"])


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Báo cáo": GOOD, "Trường": SCHOOLS})

    done = chibo("import", path, "--sheet", "Quý 3")

    assert done.status == 2
    assert "“Báo cáo”, “Trường”" in done.errors


def test_sheets_that_are_nothing_we_know_are_a_question_each(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(tmp_path / "nap.xlsx", {"Ghi chú": NOTES, "Khác": NOTES})

    asked = chibo("import", path, "--json")

    assert asked.status == 1
    assert [(entry["sheet"], entry["questions"][0]["kind"]) for entry in asked.json] == [
        ("Ghi chú", "dataset"),
        ("Khác", "dataset"),
    ]
    assert chibo.is_untouched
