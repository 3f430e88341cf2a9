"""``chibo import``: the contract of its answer, and what is written and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import S0, S3_REPORT, S3_SCHOOLS, S4, report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo

KEYS = {
    "file", "sheet", "sha256", "error", "upload_id", "duplicate_of", "dataset", "period", "encoding", "delimiter",
    "header_row", "columns", "ignored", "rows_read", "accepted", "rejected", "warnings", "questions",
    "totals_checked", "changes", "committed",
}  # fmt: skip
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "absent": 0}


def test_an_entry_tells_everything_that_was_understood(chibo: Chibo) -> None:
    done = chibo("import", S0, "--add-schools", "--json")

    (entry,) = done.json
    assert done.status == 0
    assert set(entry) == KEYS
    assert len(entry.pop("sha256")) == 64
    assert entry == {
        "file": str(S0),
        "sheet": None,
        "error": None,
        "upload_id": 1,
        "duplicate_of": None,
        "dataset": "branch_report",
        "period": "2017-12",
        "encoding": "utf-8-sig",
        "delimiter": ";",
        "header_row": 5,
        "columns": [
            {"header": "Tên trường", "field": "school_name", "score": 100},
            {"header": "Tổng số đảng viên", "field": "members_total", "score": 100},
            {"header": "Đảng viên chính thức", "field": "members_official", "score": 100},
            {"header": "Đảng viên dự bị", "field": "members_probationary", "score": 100},
            {"header": "Quần chúng ưu tú", "field": "outstanding_total", "score": 100},
        ],
        "ignored": ["STT"],
        "rows_read": 1,
        "accepted": [
            {
                "row": 6,
                "record": {
                    "school_name": "Trường Tiểu học Đạo Đức A",
                    "members_total": 17,
                    "members_official": 16,
                    "members_probationary": 1,
                    "outstanding_total": 2,
                    "period": "2017-12",
                },
            }
        ],
        "rejected": [],
        "warnings": [],
        "questions": [],
        "totals_checked": [],
        "changes": NOTHING | {"new": 1},
        "committed": True,
    }


def test_the_examples_give_the_figures_of_their_documents(chibo: Chibo) -> None:
    assert chibo("import", S0, S4, "--add-schools").status == 0

    of_s0 = chibo.values("--school", "id1", "--period", "2017-12")
    of_s4 = chibo.values("--school", "id2", "--period", "2017-11")
    names = ("members_total", "members_official", "members_probationary", "outstanding_total")
    assert [of_s0[name] for name in names] == [17, 16, 1, 2]
    names = ("members_total", "members_managers", "members_teachers", "members_other")
    assert [of_s4[name] for name in names] == [11, 2, 8, 1]


def test_the_report_of_the_district_agrees_with_its_total_row(chibo: Chibo) -> None:
    entry = chibo.json("import", S3_REPORT, S3_SCHOOLS)[0]

    assert entry["totals_checked"] == [
        {"row": 56, "field": "staff_total", "stated": 1844, "sum": 1844, "agrees": True},
        {"row": 56, "field": "members_total", "stated": 810, "sum": 810, "agrees": True},
        {"row": 56, "field": "party_ratio", "stated": "43.93", "sum": "43.93", "agrees": True},
    ]
    assert entry["rows_read"] == 51
    assert chibo.values()["party_ratio"] == "43.93"


def test_a_sum_that_is_wrong_is_refused_with_its_row_and_its_numbers(chibo: Chibo, tmp_path: Path) -> None:
    wrong = tmp_path / "s0.csv"
    wrong.write_text(S0.read_text("utf-8-sig").replace("17;16;1", "17;15;1"), "utf-8")

    refused = chibo("import", wrong, "--add-schools", "--json")

    (entry,) = refused.json
    (problem,) = entry["rejected"]
    assert refused.status == 1
    assert (problem["row"], problem["column"], problem["field"]) == (6, "C", "members_total")
    assert (problem["rule"], problem["severity"]) == ("members_are_official_and_probationary", "error")
    assert problem["message"] == (
        "Dòng 6, cột C (Tổng số đảng viên): Tổng số đảng viên ghi 17, nhưng chính thức 15 + dự bị 1 = 16. "
        "Xin sửa số ghi chưa đúng."
    )
    assert (entry["committed"], entry["upload_id"], entry["accepted"]) == (False, None, [])
    assert chibo.is_untouched


def test_the_same_file_twice_writes_nothing_and_names_the_first(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")
    before = chibo.figures()

    again = chibo("import", S0, "--add-schools", "--json")

    (entry,) = again.json
    assert again.status == 0
    assert (entry["duplicate_of"], entry["upload_id"], entry["committed"]) == (1, None, False)
    assert len(chibo.json("uploads")) == 1
    assert chibo.figures() == before


def test_a_file_that_was_undone_may_come_again(chibo: Chibo) -> None:
    chibo("import", S0, "--add-schools")
    chibo("undo", 1)

    (entry,) = chibo.json("import", S0, "--add-schools")

    assert (entry["duplicate_of"], entry["upload_id"], entry["committed"]) == (None, 2, True)


def test_a_school_that_is_no_longer_in_the_file_is_absent_and_stays(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S3_SCHOOLS, S3_REPORT)
    shorter = tmp_path / "s3.csv"
    lines = S3_REPORT.read_text("utf-8-sig").splitlines(keepends=True)
    shorter.write_text("".join(lines[:10] + lines[11:-1]), "utf-8")
    before = chibo.figures()

    done = chibo("import", shorter, "--json")

    assert done.json[0]["changes"] == {"new": 0, "changed": 0, "unchanged": 50, "absent": 1}
    assert chibo.figures() == before


def test_undo_brings_back_the_same_figures_to_the_byte(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S3_SCHOOLS, S3_REPORT)
    before = chibo.figures()
    corrected = tmp_path / "s3.csv"
    lines = S3_REPORT.read_text("utf-8-sig").splitlines(keepends=True)
    corrected.write_text("".join(lines[:-1]).replace(";21;6;28,57%", ";22;9;"), "utf-8")
    assert chibo.json("import", corrected)[0]["changes"] == {"new": 0, "changed": 1, "unchanged": 50, "absent": 0}
    assert chibo.figures() != before

    assert chibo.json("undo", 3) == {"new": 0, "changed": 1, "unchanged": 50, "absent": 0}

    assert chibo.figures() == before


def test_a_list_of_schools_is_read_before_the_reports_beside_it(chibo: Chibo) -> None:
    done = chibo("import", S3_REPORT, S3_SCHOOLS, "--json")

    reports, schools = done.json
    assert done.status == 0
    assert (reports["dataset"], reports["upload_id"]) == ("branch_report", 2)
    assert (schools["dataset"], schools["upload_id"]) == ("schools", 1)


def test_a_dry_run_answers_the_same_and_writes_nothing(chibo: Chibo) -> None:
    rehearsed = chibo("import", S3_REPORT, S3_SCHOOLS, "--dry-run", "--json")
    assert chibo.is_untouched

    written = chibo("import", S3_REPORT, S3_SCHOOLS, "--json")

    unwritten = {"committed": False, "upload_id": None}
    assert rehearsed.status == 0
    assert rehearsed.json == [entry | unwritten for entry in written.json]
    assert [entry["committed"] for entry in written.json] == [True, True]


def test_one_broken_file_does_not_keep_the_others_out(chibo: Chibo, tmp_path: Path) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")

    done = chibo("import", broken, S0, tmp_path / "khong-co.csv", "--add-schools", "--json")

    assert done.status == 2
    assert [entry["error"] and entry["error"]["code"] for entry in done.json] == ["unreadable", None, "unreadable"]
    assert [entry["committed"] for entry in done.json] == [False, True, False]
    assert all(set(entry) == KEYS for entry in done.json)


def test_the_good_rows_are_taken_when_that_was_asked_for(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Tiểu học Suối Mây;12;11;1;30", "Trường Tiểu học Đồi Thông;9;9;1;20")
    assert chibo("import", path, "--add-schools").status == 1
    assert chibo.is_untouched

    taken = chibo("import", path, "--add-schools", "--accept-valid", "--json")

    assert taken.status == 1
    assert taken.json[0]["committed"]
    assert [problem["row"] for problem in taken.json[0]["rejected"]] == [4]
    assert chibo.values()["members_total"] == 12
    assert chibo.json("uploads")[0]["refused"] == 1
