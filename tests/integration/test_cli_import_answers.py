"""``chibo import``: what the user settles with options, from columns and months to a second word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import S3_SCHOOLS, report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo


def test_a_large_change_waits_for_a_second_word(chibo: Chibo, tmp_path: Path) -> None:
    names = ["Suối Mây", "Đồi Thông", "Bến Đá", "Rừng Cọ", "Hồ Sen"]
    first = report(tmp_path, *(f"Trường Tiểu học {name};10;9;1;30" for name in names))
    chibo("import", first, "--add-schools")
    second = report(tmp_path, *(f"Trường Tiểu học {name};11;10;1;30" for name in names), name="sua.csv")

    asked = chibo("import", second, "--json")
    assert asked.status == 1
    assert [question["kind"] for question in asked.json[0]["questions"]] == ["confirm"]
    assert chibo.values()["members_total"] == 50

    confirmed = chibo("import", second, "--yes", "--json")
    assert confirmed.status == 0
    assert confirmed.json[0]["questions"] == []
    assert chibo.values()["members_total"] == 55


def test_a_column_that_is_not_clear_is_settled_by_the_user(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.csv"
    path.write_text("Tháng 10/2026\nTrường;Tổng số đảng viên;TS\nTrường Tiểu học Suối Mây;12;30\n", "utf-8")

    asked = chibo("import", path, "--add-schools", "--json")
    assert asked.status == 1
    (question,) = asked.json[0]["questions"]
    assert (question["kind"], question["row"], question["column"], question["value"]) == ("column", 2, "C", "TS")

    settled = chibo("import", path, "--add-schools", "--map", "TS=staff_total", "--json")
    assert settled.status == 0
    assert {"header": "TS", "field": "staff_total", "score": 100} in settled.json[0]["columns"]
    assert chibo.values()["party_ratio"] == "40.00"


def test_a_column_can_be_left_out_by_the_user(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.csv"
    path.write_text("Tháng 10/2026\nTrường;Tổng số đảng viên;TS\nTrường Tiểu học Suối Mây;12;30\n", "utf-8")

    done = chibo("import", path, "--add-schools", "--map", "TS=", "--json")

    assert done.status == 0
    assert done.json[0]["ignored"] == ["TS"]


def test_the_month_is_asked_for_where_the_file_states_none(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Tiểu học Suối Mây;12;11;1;30", title="BÁO CÁO")

    asked = chibo("import", path, "--add-schools", "--json")
    assert asked.status == 1
    assert [question["kind"] for question in asked.json[0]["questions"]] == ["period"]

    told = chibo("import", path, "--add-schools", "--period", "2026-09", "--json")
    assert (told.status, told.json[0]["period"]) == (0, "2026-09")


def test_a_month_that_differs_from_the_files_own_is_a_question(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Tiểu học Suối Mây;12;11;1;30")

    asked = chibo("import", path, "--add-schools", "--period", "2026-09", "--json")

    assert asked.status == 1
    (question,) = asked.json[0]["questions"]
    assert (question["kind"], question["choices"]) == ("period", ["2026-09", "2026-10"])


def test_a_schools_own_file_needs_no_column_of_schools(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S3_SCHOOLS)
    path = tmp_path / "chi-bo.csv"
    path.write_text("Tháng 10/2026\nTổng số đảng viên;Chính thức;Dự bị\n12;11;1\n", "utf-8")

    done = chibo("import", path, "--school", "MG01", "--json")

    assert (done.status, done.json[0]["committed"]) == (0, True)
    assert chibo.values("--school", "MG01")["members_total"] == 12


def test_a_file_of_another_school_than_the_one_named_is_refused(chibo: Chibo, tmp_path: Path) -> None:
    chibo("import", S3_SCHOOLS)
    path = report(tmp_path, "Trường Mẫu giáo Măng Non;3;3;0;10")

    done = chibo("import", path, "--school", "MG01", "--json")

    assert done.status == 1
    assert [problem["rule"] for problem in done.json[0]["rejected"]] == ["school_is_another"]


def test_a_column_of_other_months_than_the_title_is_warned_about(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.csv"
    path.write_text("Tháng 10/2026\nTrường;Kỳ báo cáo;Tổng số đảng viên\nTRƯỜNG TIỂU HỌC SUỐI MÂY;9/2026;12\n", "utf-8")

    (done,) = chibo("import", path, "--add-schools", "--json").json

    assert (done["committed"], done["period"]) == (True, "2026-09")
    assert [(one["rule"], one["field"]) for one in done["warnings"]] == [("period_contradicts_title", "period")]
    assert done["accepted"][0]["record"]["school_name"] == "Trường Tiểu học Suối Mây"


def test_a_school_that_is_listed_without_a_figure_has_not_reported(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Tiểu học Suối Mây;12;11;1;30", "Trường Tiểu học Bến Đá;;-;;")
    schools = tmp_path / "truong.csv"
    schools.write_text("Tên trường;Cấp học\nTrường Tiểu học Suối Mây;TH\nTrường Tiểu học Bến Đá;TH\n", "utf-8")

    done = chibo("import", schools, path, "--json").json[1]

    assert (done["committed"], done["changes"]["new"]) == (True, 1)
    assert [(one["row"], one["rule"]) for one in done["warnings"]] == [(4, "report_without_figures")]
    figures = chibo.json("figures", "--as-of", "2026-11-21")
    assert (figures["coverage"]["expected"], figures["coverage"]["reported"]) == (2, 1)
