"""``chibo uploads`` and ``chibo undo``: what was brought in, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import S0, S3_SCHOOLS, report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo

NAME = "Trường Tiểu học Đạo Đức A"


def test_uploads_are_listed_newest_first(chibo: Chibo) -> None:
    assert chibo.json("uploads") == []
    chibo("import", S0, "--add-schools")
    chibo("import", S3_SCHOOLS)

    newest, oldest = chibo.json("uploads")

    assert (newest["upload_id"], newest["dataset"], newest["period"]) == (2, "schools", None)
    assert len(oldest.pop("sha256")) == 64
    assert oldest.pop("recorded_at").startswith("2026-11-21 ")
    assert oldest == {
        "upload_id": 1,
        "kind": "file",
        "dataset": "branch_report",
        "file": "s0-dao-duc-a.csv",
        "sheet": None,
        "period": "2017-12",
        "changes": {"new": 1, "changed": 0, "unchanged": 0, "absent": 0},
        "refused": 0,
        "recorded_by": "administrator",
        "undone_at": None,
        "undone_by": None,
    }


def test_an_undo_answers_with_the_four_counts_and_stays_in_the_history(chibo: Chibo) -> None:
    empty = chibo.figures()
    chibo("import", S0, "--add-schools")

    done = chibo("undo", 1, "--json")

    assert (done.status, done.json) == (0, {"new": 1, "changed": 0, "unchanged": 0, "absent": 0})
    assert chibo.figures() == empty
    (upload,) = chibo.json("uploads")
    assert upload["undone_by"] == "administrator"


def test_what_was_undone_or_never_was_cannot_be_undone(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")
    chibo("undo", 1)

    for number in (1, 7):
        refused = chibo("undo", number, "--json")
        assert (refused.status, refused.json["error"]["code"]) == (2, "not_found")


def test_an_undo_that_would_overwrite_a_later_correction_is_refused(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S0, "--add-schools")
    corrected = report(tmp_path, f"{NAME};18;17;1;30", title="Tháng 12 năm 2017")
    chibo("import", corrected)
    before = chibo.figures()

    refused = chibo("undo", 1)

    assert refused.status == 1
    assert "2" in refused.errors
    assert chibo.figures() == before
    assert chibo("undo", 2).status == 0
    assert chibo("undo", 1).status == 0


def test_an_undo_that_would_leave_reports_of_no_school_is_refused(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S3_SCHOOLS)
    chibo("import", report(tmp_path, "Trường Mẫu giáo Ban Mai;12;11;1;30"))

    assert chibo("undo", 1).status == 1
    assert chibo("check").status == 0


def test_the_invented_district_itself_cannot_be_undone(chibo: Chibo) -> None:
    chibo("demo")
    before = chibo.figures()

    assert chibo("undo", 1).status == 1
    assert chibo.figures() == before


def test_people_see_a_short_table(chibo: Chibo) -> None:
    assert "Chưa nạp gì." in chibo("uploads").out
    chibo("import", S0, "--add-schools")

    assert "s0-dao-duc-a.csv" in chibo("uploads").out
    assert "12/2017" in chibo("uploads").out
    assert "Đã hoàn tác lần nạp 1: 1 dòng mới" in chibo("undo", 1).out
