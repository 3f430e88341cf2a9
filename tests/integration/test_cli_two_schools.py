"""Two schools with one name: never guessed, told apart by commune or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo

NAME = "Trường Tiểu học Suối Mây"


@pytest.fixture(autouse=True)
def _register(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "truong.csv"
    rows = f"A1;{NAME};TH;Xã Đồi Thông\nB1;{NAME};TH;Xã Bến Đá\n"
    path.write_text("Mã trường;Tên trường;Cấp học;Xã\n" + rows, "utf-8")
    assert chibo("import", path).status == 0


def test_the_name_alone_is_a_question_with_both(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, f"{NAME};12;11;1;30")

    asked = chibo("import", path, "--add-schools", "--json")

    (question,) = asked.json[0]["questions"]
    (problem,) = asked.json[0]["rejected"]
    assert asked.status == 1
    assert (question["kind"], question["row"], question["choices"]) == ("school", 3, ["A1", "B1", "new"])
    assert (problem["rule"], problem["severity"]) == ("school_several", "question")
    assert "Xã Đồi Thông" in problem["message"]
    assert chibo.values()["members_total"] is None


def test_the_commune_tells_them_apart(chibo: Chibo, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.csv"
    path.write_text(f"Tháng 10/2026\nTrường;Xã;Tổng số ĐV\n{NAME};Bến Đá;12\n", "utf-8")

    assert chibo("import", path).status == 0
    assert chibo.values("--school", "B1")["members_total"] == 12
    assert chibo.values("--school", "A1")["members_total"] is None


def test_the_school_that_is_named_for_the_file_is_meant(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, f"{NAME};12;11;1;30")

    done = chibo("import", path, "--school", "A1", "--json")

    assert (done.status, done.json[0]["committed"]) == (0, True)
    assert chibo.values("--school", "A1")["members_total"] == 12
