"""``chibo table``: the table as the reader sees it, on standard output, in files, and described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import S0, S4, Cells, report, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Chibo


def test_a_table_is_printed_as_plain_csv_with_its_headings_first(chibo: Chibo) -> None:
    done = chibo("table", S0)

    assert done.status == 0
    assert done.out == (
        "STT,Tên trường,Tổng số đảng viên,Đảng viên chính thức,Đảng viên dự bị,Quần chúng ưu tú\n"
        "1,Trường Tiểu học Đạo Đức A,17,16,1,2\n"
    )


def test_tables_are_described(chibo: Chibo, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "nap.xlsx", {"Một": [["Trường", "Số"], ["Suối Mây", 1]], "Hai": [["A", "B"], ["x", "y"]]}
    )

    assert chibo.json("table", S0, path) == [
        {
            "file": str(S0),
            "sheet": None,
            "encoding": "utf-8-sig",
            "delimiter": ";",
            "header_row": 5,
            "rows": 1,
            "refused": [],
        },
        *(
            {
                "file": str(path),
                "sheet": sheet,
                "encoding": None,
                "delimiter": None,
                "header_row": 1,
                "rows": 1,
                "refused": [],
            }
            for sheet in ("Một", "Hai")
        ),
    ]


def test_a_row_that_cannot_be_read_is_listed_with_its_reason(chibo: Chibo, tmp_path: Path) -> None:
    path = report(tmp_path, "Trường Suối Mây;12;11;1;30", "Trường Đồi Thông;12;11;1;30;7;7", "Trường Bến Đá;1;1;0;9")

    answer, plain = chibo("table", path, "--json"), chibo("table", path)

    (refused,) = answer.json[0]["refused"]
    assert (answer.status, plain.status) == (1, 1)
    assert refused["row"] == 4
    assert refused["why"] in plain.errors
    assert plain.out.count("\n") == 3


def test_several_tables_need_a_directory(chibo: Chibo, tmp_path: Path) -> None:
    refused = chibo("table", S0, S4)
    assert (refused.status, refused.out) == (2, "")
    assert "--out" in refused.errors

    done = chibo("table", S0, S4, "--out", tmp_path / "bang")

    assert (done.status, done.out) == (0, "")
    written = sorted(path.name for path in (tmp_path / "bang").iterdir())
    assert written == ["s0-dao-duc-a.csv", "s4-cong-hoa.csv"]
    assert (tmp_path / "bang" / "s0-dao-duc-a.csv").read_text("utf-8").startswith("STT,Tên trường,")


def test_each_sheet_gets_a_file_of_its_own_whatever_it_is_called(chibo: Chibo, tmp_path: Path) -> None:
    cells: Cells = [["Trường", "Số"], ["Suối Mây", 1]]
    path = workbook(tmp_path / "nap.xlsx", {"Quý 1": cells, "Quý-1 <a>": cells, "Quý-1 <b>": cells})

    chibo("table", path, "--out", tmp_path / "bang")

    assert {path.name for path in (tmp_path / "bang").iterdir()} == {
        "nap Quý 1.csv",
        "nap Quý-1 _a_.csv",
        "nap Quý-1 _b_.csv",
    }


def test_no_file_is_overwritten(chibo: Chibo, tmp_path: Path) -> None:
    source = report(tmp_path, "Trường Suối Mây;12;11;1;30")
    before = source.read_bytes()

    done = chibo("table", source, "--out", tmp_path)

    assert done.status == 2
    assert source.read_bytes() == before


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_it(chibo: Chibo, tmp_path: Path) -> None:
    answer, plain = chibo("table", tmp_path, S0, "--json"), chibo("table", tmp_path, S0)

    assert (answer.status, plain.status) == (2, 2)
    assert [entry.get("error", {}).get("code") for entry in answer.json] == ["unreadable", None]
    assert answer.json[0]["error"]["message"] in plain.errors
    assert plain.out.startswith("STT,")
