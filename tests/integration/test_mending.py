"""Cells mended on the way in: judged anew, written as typed, recorded beside what the file has, and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.actions.editing import recorded
from dashboard.actions.faults import faulty_rows, first_of
from dashboard.actions.importing import Outcome, import_table
from dashboard.actions.plan import Options, Plan
from dashboard.actions.planning import plan_table
from dashboard.actions.undoing import undo
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests import files
from tests.factories import NOW, make_report, make_school

if TYPE_CHECKING:
    from dashboard.storage import Database

    Edits = dict[tuple[int, str], str]

CLOUD, RIVER = "Trường Tiểu học Suối Mây", "Trường THCS Bến Đá"
HEADINGS = "STT;Trường;Tổng số ĐV;Chính thức;Dự bị;Tổng số CBGVNV"
FAULTY = f"Tháng 10 năm 2026\n{HEADINGS}\n1;{CLOUD};mười hai;11;1;30\n2;{RIVER};9;7;1;20\n".encode()
OCTOBER = Month(2026, 10)
FIGURES = "members_total", "members_official", "members_probationary", "staff_total"
MENDED: Edits = {(3, "C"): "12", (4, "D"): "8"}


def plan(database: Database, content: bytes = FAULTY, edits: Edits | None = None, **said: Any) -> Plan:  # noqa: ANN401
    received = receive_bytes("thang-10.csv", content, 1)
    options = Options(edits=edits or {}, **said)
    return plan_table(database.reader(LOCAL_ADMINISTRATOR), received, read_tables(received)[0], options, NOW.date())


def bring_in(database: Database, edits: Edits, content: bytes = FAULTY, **said: Any) -> Outcome:  # noqa: ANN401
    received = receive_bytes("thang-10.csv", content, 1)
    options = Options(edits=edits, confirmed=True, **said)
    return import_table(database, LOCAL_ADMINISTRATOR, (received, read_tables(received)[0]), options, NOW)


def schools(database: Database) -> tuple[int, int]:
    return make_school(database, CLOUD), make_school(database, RIVER)


def everything(database: Database) -> list[list[object]]:
    """The figures of October as they stand, school by school."""
    wanted = pa.table({"place": [1, 2], "school_id": [1, 2], "month": [OCTOBER.first] * 2})
    found = database.reader(LOCAL_ADMINISTRATOR).table("known_reports", wanted).to_pylist()
    known = sorted((row for row in found if row["id"]), key=lambda row: int(row["place"]))
    return [[row[name] for name in FIGURES] for row in known]


def test_a_mended_cell_is_judged_by_all_rules_as_if_the_file_had_it(database: Database) -> None:
    schools(database)
    assert [problem.rule for problem in plan(database).rejected] == [
        "number_has_letters",
        "members_are_official_and_probationary",
    ]
    assert plan(database, edits=MENDED).is_clean
    worse = plan(database, edits={(3, "C"): "1.012"})
    assert [(problem.row, problem.rule, problem.value) for problem in worse.rejected if problem.row == 3] == [
        (3, "members_are_official_and_probationary", "1012"),
        (3, "members_are_staff", "1012"),
    ]


def test_a_fault_of_several_cells_offers_all_of_them_that_stand_in_the_file(database: Database) -> None:
    schools(database)
    letters, sums = faulty_rows(plan(database))
    assert [(cell.column, cell.header, cell.text) for cell in letters.cells] == [("C", "Tổng số ĐV", "mười hai")]
    assert (sums.row, sums.school) == (4, RIVER)
    assert [(cell.column, cell.text) for cell in sums.cells] == [("C", "9"), ("D", "7"), ("E", "1")]


def test_a_cell_still_says_what_the_file_has(database: Database) -> None:
    schools(database)
    row = faulty_rows(plan(database, edits={(3, "C"): "mười"}))[0]
    assert [(cell.text, cell.read, cell.is_edited) for cell in row.cells] == [("mười", "mười hai", True)]


def test_faulty_rows_come_a_few_at_a_time_and_the_first_always(database: Database) -> None:
    schools(database)
    rows = faulty_rows(plan(database))
    assert [row.row for row in first_of(rows, 4)] == [3, 4]
    assert [row.row for row in first_of(rows, 3)] == [3]
    assert [row.row for row in first_of(rows[1:], 1)] == [4]


def test_a_school_that_nobody_knows_is_chosen_and_not_typed(database: Database) -> None:
    make_school(database, CLOUD)
    assert [row.row for row in faulty_rows(plan(database, edits=MENDED))] == []
    assert [question.kind for question in plan(database, edits=MENDED).questions] == ["school"]


def test_a_row_that_was_not_read_is_mended_in_the_file_alone(database: Database) -> None:
    schools(database)
    torn = plan(database, FAULTY + f"3;{CLOUD};1;2\n".encode(), MENDED)
    assert [problem.rule for problem in torn.rejected] == ["row_ragged"]
    assert faulty_rows(torn) == []


def test_a_total_that_does_not_agree_can_be_mended(database: Database) -> None:
    schools(database)
    content = (
        f"Tháng 10 năm 2026\n{HEADINGS}\n1;{CLOUD};12;11;1;30\n2;{RIVER};9;8;1;20\n;Tổng cộng;22;19;2;50\n".encode()
    )
    (total,) = faulty_rows(plan(database, content))
    assert [(cell.row, cell.column, cell.text) for cell in total.cells] == [(5, "C", "22")]
    assert plan(database, content, {(5, "C"): "21"}).is_clean


def test_a_workbooks_number_of_two_meanings_is_settled_by_typing_it(database: Database) -> None:
    make_school(database, CLOUD)
    rows: list[list[object]] = [["Tháng 10/2026"], ["Tên trường", "Tổng số CBGVNV"], [CLOUD, 1.844]]
    content = files.xlsx(rows)
    ((cell,),) = [row.cells for row in faulty_rows(plan(database, content))]
    assert (cell.text, cell.doubtful) == ("1.844", True)
    settled = plan(database, content, {(3, "B"): "1.844"})
    assert [one.record.values["staff_total"] for one in settled.accepted] == [1844]
    assert settled.is_clean


def test_what_is_typed_over_nothing_is_no_edit(database: Database) -> None:
    schools(database)
    nowhere: Edits = {(2, "C"): "heading", (99, "C"): "1", (3, "Z"): "1", (4, "D"): "7"}
    assert plan(database, edits=nowhere).edits == ()
    assert plan(database, edits=nowhere).table == plan(database).table


def test_mended_cells_are_written_and_both_texts_are_kept_with_the_upload(database: Database) -> None:
    schools(database)
    upload_id = bring_in(database, MENDED).upload_id
    assert [official for _, official, *_ in everything(database)] == [11, 8]
    (upload,) = database.reader(LOCAL_ADMINISTRATOR).rows("upload", upload_id=upload_id)
    assert [
        (edit.row, edit.column, edit.header, edit.before, edit.after) for edit in recorded(str(upload["understood"]))
    ] == [
        (3, "C", "Tổng số ĐV", "mười hai", "12"),
        (4, "D", "Chính thức", "7", "8"),
    ]
    assert (upload["sha256"], upload["rows_refused"]) == (plan(database).sha256, 0)


def test_undo_restores_what_stood_before_the_mended_file(database: Database) -> None:
    first, _ = schools(database)
    make_report(
        database, first, "2026-10", members_total=10, members_official=9, members_probationary=1, staff_total=28
    )
    before = everything(database)
    upload_id = bring_in(database, MENDED).upload_id
    assert everything(database) != before
    undo(database, LOCAL_ADMINISTRATOR, upload_id or 0, NOW)
    assert everything(database) == before


def test_the_same_file_without_the_edits_was_brought_in_already(database: Database) -> None:
    schools(database)
    upload_id = bring_in(database, MENDED).upload_id
    assert plan(database).duplicate_of == upload_id
    assert plan(database, edits=MENDED).duplicate_of == upload_id
    assert bring_in(database, {}).committed is False


def test_the_same_file_with_other_edits_is_a_correction(database: Database) -> None:
    schools(database)
    bring_in(database, MENDED)
    corrected = MENDED | {(4, "D"): "7", (4, "C"): "8"}
    again = bring_in(database, corrected)
    assert again.committed
    assert again.plan.changes.counts() == {"new": 0, "changed": 1, "unchanged": 1, "absent": 0}
    assert plan(database).duplicate_of == again.upload_id


def test_a_file_whose_month_was_mended_is_known_again(database: Database) -> None:
    make_school(database, CLOUD)
    content = f"Tên trường;Kỳ báo cáo;Tổng số ĐV\n{CLOUD};13/2026;12\n".encode()
    upload_id = bring_in(database, {(2, "B"): "10/2026"}, content).upload_id
    assert upload_id is not None
    assert plan(database, content).duplicate_of == upload_id


def test_rows_left_out_once_are_mended_and_written_later(database: Database) -> None:
    schools(database)
    bring_in(database, {(3, "C"): "12"}, accept_valid=True)
    assert [total for total, *_ in everything(database)] == [12]
    again = bring_in(database, MENDED)
    assert again.plan.changes.counts() == {"new": 1, "changed": 0, "unchanged": 1, "absent": 0}
    assert [total for total, *_ in everything(database)] == [12, 9]


def test_the_table_that_was_read_stays_as_it_was(database: Database) -> None:
    schools(database)
    table = read_tables(receive_bytes("thang-10.csv", FAULTY, 1))[0]
    before = replace(table, rows=[list(row) for row in table.rows])
    received = receive_bytes("thang-10.csv", FAULTY, 1)
    plan_table(database.reader(LOCAL_ADMINISTRATOR), received, table, Options(edits=MENDED), NOW.date())
    assert table == before


def test_a_cell_that_is_merged_with_others_is_settled_by_typing_it_also_as_it_stands(database: Database) -> None:
    schools(database)
    rows: list[list[object]] = [["Tháng 10/2026"], ["Tên trường", "Tổng số ĐV"], [CLOUD, 12], [RIVER, ""]]
    content = files.xlsx(rows, merges=["B3:B4"])
    first, second = (row.cells[0] for row in faulty_rows(plan(database, content)))
    assert [(cell.text, cell.doubtful) for cell in (first, second)] == [("12", True), ("", True)]
    assert plan(database, content, {first.cell: "12", second.cell: "9"}).is_clean
