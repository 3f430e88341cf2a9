"""Cells become values with their places; what cannot be understood is said, and nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.i18n import Translator
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.messages import describe
from dashboard.intake.records import Records
from dashboard.intake.tables import Cleaned, Problem, Severity, Totals
from tests.files import read_bytes, read_text, xlsx

REPORT = "STT;Tên trường;Tổng số CBGVNV;Đảng viên;Tỷ lệ\n"
SCHOOLS = "Tên trường;Cấp học;Loại hình sở hữu;Tình trạng chi bộ;Ngày thành lập\n"


def cleaned(text: str, dataset: str | None = None, given: tuple[str, ...] = ()) -> Cleaned:
    table = read_text(text, ";")
    return clean(table, match(table, dataset, given=given), given)


def names(result: Cleaned) -> list[object]:
    return [record.values["school_name"] for record in result.records]


def rules(result: Cleaned) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.rule) for problem in result.problems]


def test_each_row_becomes_a_record_with_the_fields_that_the_table_has() -> None:
    result = cleaned(REPORT + "1; TH  Đạo Đức A ;1.844;17;0,92\n2;MN Hoa Sen;-;;\n")
    assert [record.row for record in result.records] == [2, 3]
    assert result.records[0].values == {
        "school_name": "TH Đạo Đức A",
        "staff_total": 1844,
        "members_total": 17,
        "party_ratio": "92",
    }
    assert result.records[1].values == {
        "school_name": "MN Hoa Sen",
        "staff_total": None,
        "members_total": None,
        "party_ratio": None,
    }
    assert (result.problems, result.totals) == ((), None)


def test_a_bad_cell_keeps_its_row_with_nothing_in_that_field_and_says_where_it_stands() -> None:
    result = cleaned("\n" + REPORT + "1;TH A;20 lớp;17;\n")
    assert result.records[0].values["staff_total"] is None
    assert result.problems == (
        Problem(
            rule="number_has_letters",
            severity=Severity.ERROR,
            row=3,
            column="C",
            field="staff_total",
            value="20 lớp",
            header="Tổng số CBGVNV",
        ),
    )


def test_problems_are_told_in_the_order_in_which_one_reads() -> None:
    result = cleaned(REPORT + "1;TH A;x;-5;\n2;TH B;1,5;y;\n")
    assert rules(result) == [
        (2, "C", "number_has_letters"),
        (2, "D", "number_negative"),
        (3, "C", "number_fraction"),
        (3, "D", "number_has_letters"),
    ]


def test_a_number_of_two_meanings_is_a_question() -> None:
    (problem,) = cleaned(REPORT + "1;TH A;1,844;17;\n").problems
    assert (problem.rule, problem.severity, problem.values) == ("number_ambiguous", Severity.QUESTION, {"whole": 1844})


def test_a_ratio_that_is_only_recomputed_never_holds_a_row_back() -> None:
    (problem,) = cleaned(REPORT + "1;TH A;20;17;#DIV/0!\n").problems
    assert (problem.rule, problem.severity) == ("percent_unclear", Severity.WARNING)


@pytest.mark.parametrize(
    "word", ["Tổng cộng", "TỔNG SỐ:", "Cộng", "Toàn huyện", "Tổng cộng toàn huyện", "Tổng (51 trường)"]
)
def test_a_total_row_is_checked_and_not_imported(word: str) -> None:
    result = cleaned(REPORT + f"1;TH A;1.800;9;\n2;TH B;44;8;\n;{word};1.844;17;0,92%\n")
    assert names(result) == ["TH A", "TH B"]
    assert result.totals == Totals(4, {"staff_total": "1844", "members_total": "17", "party_ratio": "0.92"})


def test_a_total_may_stand_in_the_first_column_or_above_its_rows() -> None:
    below = cleaned(REPORT + "1;TH A;20;9;\nTổng cộng;;20;9;\n")
    above = cleaned(REPORT + ";Tổng số;20;9;\n1;TH A;20;9;\n2;TH Cộng Hòa;x;8;\n3;TH B;;;\n")
    assert (names(below), below.totals) == (["TH A"], Totals(3, {"staff_total": "20", "members_total": "9"}))
    assert (names(above), above.totals) == (
        ["TH A", "TH Cộng Hòa", "TH B"],
        Totals(2, {"staff_total": "20", "members_total": "9"}),
    )
    assert rules(above) == [(4, "C", "number_has_letters")]


def test_of_several_totals_the_last_is_checked_and_rows_between_are_kept() -> None:
    result = cleaned(REPORT + "1;TH A;20;9;\n;Cộng;20;9;\n2;TH B;30;8;\n3;TH C;x30;8;\n;Tổng cộng;50;17;\n")
    assert names(result) == ["TH A", "TH B", "TH C"]
    assert result.totals == Totals(6, {"staff_total": "50", "members_total": "17"})


def test_a_total_that_cannot_be_read_is_handed_on_as_it_stands() -> None:
    assert cleaned(REPORT + "1;TH A;20;9;\n;Cộng;hai mươi;9;\n").totals == Totals(
        3, {"staff_total": "hai mươi", "members_total": "9"}
    )


@pytest.mark.parametrize("total", ["", ";Tổng cộng;20;9;\n"])
def test_signatures_and_notes_below_the_table_are_left_out(total: str) -> None:
    foot = ";Người lập biểu;;TM. BAN THƯỜNG VỤ;\n;(ký, ghi rõ họ tên);;Hòa Thành, ngày 5 tháng 11 năm 2026;\n"
    foot += ";Nguyễn Văn A;;;\n"
    result = cleaned(REPORT + "1;TH A;20;9;\n" + total + foot)
    assert (names(result), result.problems) == (["TH A"], ())


def test_a_school_whose_name_sounds_like_a_signature_is_a_school() -> None:
    text = REPORT + "1;Trường Bán trú Long Hoa;20;9;\n2;Cộng Hòa;30;8;\n3;Chủ tịch Hồ Chí Minh;30;8;\n"
    assert names(cleaned(text)) == ["Trường Bán trú Long Hoa", "Cộng Hòa", "Chủ tịch Hồ Chí Minh"]


def test_a_row_that_says_nothing_in_a_known_column_is_left_out() -> None:
    assert names(cleaned(REPORT + "1;TH A;20;9;\n2;;;;\n3;-;-;-;-\n4;TH B;;;\n")) == ["TH A", "TH B"]


def test_a_row_without_a_school_is_kept_so_that_it_can_be_told() -> None:
    assert names(cleaned(REPORT + "1;;20;9;\n2;TH A;20;9;\n;Cộng;40;18;\n;;7;;\n")) == [None, "TH A", None]


def test_a_remark_about_a_secretary_makes_no_signature_of_a_row_with_figures() -> None:
    result = cleaned("Đảng viên;Dự bị;Ghi chú\n9;1;Bí thư mới\n8;0;\n", "branch_report", ("school_code",))
    assert [record.values["members_total"] for record in result.records] == [9, 8]


def test_a_required_column_that_is_missing_is_one_problem_of_the_table() -> None:
    (problem,) = cleaned("Đảng viên;Dự bị\n9;1\n", "branch_report").problems
    assert (problem.rule, problem.row, problem.field) == ("column_missing", None, "school_name")
    assert describe(problem, Translator("vi")).startswith("Bảng thiếu cột “Trường” / “Mã trường”.")
    assert cleaned("Đảng viên;Dự bị\n9;1\n", "branch_report", ("school_code",)).problems == ()


def test_a_table_that_is_not_recognised_has_no_records() -> None:
    assert cleaned("Region;Units\nNorth;7\n") == Cleaned(Records.of(()), ())


def test_words_become_the_codes_that_are_stored() -> None:
    result = cleaned(SCHOOLS + "TH A;TH-THCS-MG;Công lập;Độc lập;01/9/1995\nMN B;MN;tư thục;Sinh hoạt ghép;\n")
    assert result.problems == ()
    assert result.records[0].values == {
        "school_name": "TH A",
        "school_level": "kindergarten+primary+lower_secondary",
        "ownership": "public",
        "branch_status": "own",
        "opened_on": date(1995, 9, 1),
    }
    assert result.records[1].values["ownership"] == "private"
    assert result.records[1].values["branch_status"] == "joint"


def test_words_that_nobody_knows_are_told_by_their_rule() -> None:
    result = cleaned(SCHOOLS + "TH A;bậc cao;bán công;không;2/1980\n")
    assert [rule for *_, rule in rules(result)] == [
        "level_unknown",
        "ownership_unknown",
        "branch_status_unknown",
        "date_unclear",
    ]


def test_a_paragraph_in_a_cell_for_a_name_is_told() -> None:
    (problem,) = cleaned(REPORT + f"1;{'TH A ' * 100};20;9;\n").problems
    assert (problem.rule, problem.values) == ("text_too_long", {"letters": 499, "most": 300})
    assert len(describe(problem, Translator("vi"))) < 200


def test_letters_that_cannot_be_seen_or_that_turn_the_text_are_taken_out() -> None:
    assert names(cleaned(REPORT + "1;\u202eTH\u200b A\u00a0\u00a0B\ufeff;20;9;\n")) == ["TH A B"]


def test_a_fraction_that_a_workbook_holds_may_be_a_count_and_is_a_question() -> None:
    (table,) = read_bytes(xlsx([["Trường", "CBGVNV", "Đảng viên"], ["TH A", 1.844, "1.844"], ["TH B", 810, 45]]))
    result = clean(table, match(table))
    assert rules(result) == [(2, "B", "number_ambiguous")]
    assert result.records[0].values["members_total"] == 1844


def test_a_workbook_that_keeps_percentages_as_parts_of_one_is_read_on_their_scale() -> None:
    rows: list[list[object]] = [
        ["Trường", "CBGVNV", "Đảng viên", "Tỷ lệ"],
        ["TH A", 1844, 810, 810 / 1844],
        ["Cộng", 1844, 810, 810 / 1844],
    ]
    (table,) = read_bytes(xlsx(rows, formats={3: "0.00%"}))
    result = clean(table, match(table))
    assert result.records[0].values["party_ratio"] == "43.93"
    assert result.totals == Totals(3, {"staff_total": "1844", "members_total": "810", "party_ratio": "43.93"})


def test_a_merged_cell_speaks_for_all_its_rows_where_it_names_a_place_and_is_asked_about_where_it_counts() -> None:
    rows: list[list[object]] = [
        ["Trường", "Xã", "Tổng số CBGVNV", "Đảng viên"],
        ["TH A", "Xã Bến Đá", 20, 9],
        ["MN B", "", 30, ""],
        ["TH C", "Xã Hiệp Trì", 40, 11],
    ]
    (table,) = read_bytes(xlsx(rows, merges=["B2:B3", "D2:D3"]))
    result = clean(table, match(table))
    assert [record.values["commune"] for record in result.records] == ["Xã Bến Đá", "Xã Bến Đá", "Xã Hiệp Trì"]
    assert [record.values["members_total"] for record in result.records] == [None, None, 11]
    assert rules(result) == [(2, "D", "cell_merged"), (3, "D", "cell_merged")]
    assert {problem.severity for problem in result.problems} == {Severity.QUESTION}
