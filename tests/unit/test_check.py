"""What is said against the rows of a file, and in which words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest

from dashboard.definitions import checks, datasets
from dashboard.domain.months import Month
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import judge, messages
from dashboard.intake.check import Facts, Place, check, places_of
from dashboard.intake.records import Record
from dashboard.intake.tables import KnownSchool, MatchedColumn, Matching, Problem, Severity, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.tables import Value

TODAY = date(2026, 11, 21)
OCTOBER = Month(2026, 10)
MOVEMENTS = (
    "admitted",
    "transferred_in",
    "restored",
    "transferred_out",
    "died",
    "expelled",
    "struck_off",
    "left_party",
)
STILL: dict[str, Value] = dict.fromkeys(MOVEMENTS, 0)
PLACES = {
    "school_name": Place("B", "Tên trường"),
    "period": Place("C", "Tháng"),
    "members_total": Place("E", "Tổng số ĐV"),
    "members_official": Place("F", "Chính thức"),
    "members_probationary": Place("G", "Dự bị"),
}


def report(row: int = 2, /, **values: Value) -> Record:
    return Record(row, {"school_name": "Tiểu học Suối Đá", "period": OCTOBER, **values})


def school(row: int = 2, /, **values: Value) -> Record:
    return Record(row, {"school_name": "Tiểu học Suối Đá", "commune": "Xã Suối Đá", **values})


def found(  # the rules that are told, without their places
    dataset: str, *records: Record, facts: Mapping[int, Facts] | None = None, told: Sequence[Problem] = ()
) -> list[str]:
    return [problem.rule for problem in check(dataset, records, today=TODAY, facts=facts or {}, told=told)]


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def sentence(problem: Problem, language: str) -> str:
    return messages.sentence(problem, Translator(language))


BROKEN: dict[str, dict[str, Value]] = {
    "members_are_official_and_probationary": {"members_total": 17, "members_official": 15, "members_probationary": 1},
    "members_are_managers_teachers_and_other": {
        "members_total": 11,
        "members_managers": 2,
        "members_teachers": 8,
        "members_other": 2,
    },
    "staff_are_managers_teachers_and_other": {
        "staff_total": 30,
        "staff_managers": 2,
        "staff_teachers": 20,
        "staff_other": 5,
    },
    "members_are_staff": {"members_total": 31, "staff_total": 30},
    "member_managers_are_managers": {"members_managers": 3, "staff_managers": 2},
    "member_teachers_are_teachers": {"members_teachers": 9, "staff_teachers": 8},
    "member_others_are_other_staff": {"members_other": 2, "staff_other": 1},
    "women_are_members": {"members_women": 12, "members_total": 11},
    "ethnic_minority_are_members": {"members_ethnic_minority": 12, "members_total": 11},
    "religious_are_members": {"members_religious": 12, "members_total": 11},
    "youth_union_are_members": {"members_youth_union": 12, "members_total": 11},
    "closing_is_opening_plus_in_minus_out": STILL | {"members_total": 17, "opening_total": 15, "admitted": 1},
    "opening_is_the_last_closing": {"opening_total": 16},
    "closing_follows_the_last_report": STILL | {"members_total": 17, "admitted": 1},
    "closes_after_it_opens": {"opened_on": date(2000, 9, 5), "closed_on": date(1999, 9, 5)},
    "joint_branch_has_a_name": {"branch_status": "joint"},
}
"""A row for each check that breaks it and no other; the last report had 15 members where that matters."""

HOLDING: dict[str, dict[str, Value]] = {
    "members_are_official_and_probationary": {"members_probationary": 2},
    "members_are_managers_teachers_and_other": {"members_other": 1},
    "staff_are_managers_teachers_and_other": {"staff_other": 8},
    "members_are_staff": {"members_total": 30},
    "member_managers_are_managers": {"members_managers": 2},
    "member_teachers_are_teachers": {"members_teachers": 8},
    "member_others_are_other_staff": {"members_other": 1},
    "women_are_members": {"members_women": 11},
    "ethnic_minority_are_members": {"members_ethnic_minority": 11},
    "religious_are_members": {"members_religious": 11},
    "youth_union_are_members": {"members_youth_union": 11},
    "closing_is_opening_plus_in_minus_out": {"members_total": 16},
    "opening_is_the_last_closing": {"opening_total": 15},
    "closing_follows_the_last_report": {"members_total": 16},
    "closes_after_it_opens": {"closed_on": date(2000, 9, 5)},
    "joint_branch_has_a_name": {"branch_name": "Chi bộ liên trường Suối Đá"},
}
"""What has to change in that row so that the check holds, at the very edge where there is one."""


def judged(code: str, values: Mapping[str, Value]) -> list[Problem]:
    dataset = checks()[code].dataset
    record = report(**values) if dataset == "branch_report" else school(**values)
    return check(dataset, [record], today=TODAY, facts={2: Facts(previous_members_total=15)})


def test_every_check_has_an_example_here() -> None:
    assert set(checks()) == set(BROKEN) == set(HOLDING)


@pytest.mark.parametrize("code", BROKEN)
def test_a_check_is_told_where_it_is_broken_and_nowhere_else(code: str) -> None:
    problem = only(judged(code, BROKEN[code]))

    assert problem.rule == code
    assert problem.field in checks()[code].fields
    assert code not in {one.rule for one in judged(code, BROKEN[code] | HOLDING[code])}


@pytest.mark.parametrize("code", BROKEN)
def test_an_unknown_part_leaves_a_check_open(code: str) -> None:
    for field in BROKEN[code]:
        assert code not in {problem.rule for problem in judged(code, BROKEN[code] | {field: None})}, field


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BROKEN)
def test_the_sentence_of_a_check_names_the_figures(code: str, language: str) -> None:
    problem = next(one for one in judged(code, BROKEN[code]) if one.rule == code)

    told = sentence(problem, language)

    counts = [
        value for field, value in BROKEN[code].items() if field in checks()[code].fields and isinstance(value, int)
    ]
    assert all(str(count) in told for count in counts if count)
    assert Translator(language)(f"checks.{code}.title")


@pytest.mark.parametrize("dataset", [code for code, one in datasets().items() if not one.lists_people])
def test_a_bitmask_holds_every_check_of_a_dataset(dataset: str) -> None:
    assert 0 < len(judge.checks_of(dataset)) <= 62


def test_sixteen_members_changed_to_fifteen_name_the_row_the_three_numbers_and_the_rule() -> None:
    record = report(5, members_total=17, members_official=15, members_probationary=1)

    problem = only(check("branch_report", [record], today=TODAY, places=PLACES))

    assert (problem.rule, problem.severity) == ("members_are_official_and_probationary", Severity.ERROR)
    assert (problem.row, problem.column, problem.header) == (5, "E", "Tổng số ĐV")
    assert (problem.field, problem.value) == ("members_total", "17")
    assert problem.values == {"members_total": 17, "members_official": 15, "members_probationary": 1, "sum": 16}
    assert sentence(problem, "vi") == (
        "Tổng số đảng viên ghi 17, nhưng chính thức 15 + dự bị 1 = 16. Xin sửa số ghi chưa đúng."
    )


def test_the_sum_that_is_told_takes_away_who_left() -> None:
    moved = STILL | {"opening_total": 15, "admitted": 3, "transferred_out": 2, "died": 1, "members_total": 16}

    (problem,) = check("branch_report", [report(**moved)], today=TODAY)

    assert (problem.rule, problem.values["sum"]) == ("closing_is_opening_plus_in_minus_out", 15)


def test_every_fault_of_every_row_is_told_in_the_order_of_the_rows() -> None:
    records = [
        report(2, members_total=31, staff_total=30, members_women=32),
        Record(3, {"school_name": "Mầm non Hoa Mai", "period": OCTOBER, "members_total": 5, "staff_total": 30}),
        Record(4, {"school_name": "THCS Bàu Năng", "period": OCTOBER, "members_total": 9, "staff_total": 8}),
    ]

    problems = check("branch_report", records, today=TODAY)

    assert [(problem.row, problem.rule) for problem in problems] == [
        (2, "members_are_staff"),
        (2, "women_are_members"),
        (4, "members_are_staff"),
    ]


def test_a_figure_that_the_file_does_not_have_is_taken_from_what_is_known() -> None:
    stored: dict[str, Value] = {"members_official": 16, "members_probationary": 1, "members_total": 17}
    record = report(members_total=16)

    assert found("branch_report", record, facts={2: Facts(stored=stored)}) == ["members_are_official_and_probationary"]
    assert found("branch_report", report(), facts={2: Facts(stored=stored | {"members_total": 16})}) == []


def test_a_blank_cell_of_a_report_is_unknown_even_where_the_figure_was_known() -> None:
    record = report(members_total=16, members_official=None)

    assert (
        found("branch_report", record, facts={2: Facts(stored={"members_official": 16, "members_probationary": 1})})
        == []
    )


def test_a_file_with_several_months_is_its_own_last_report() -> None:
    months = [Month(2026, 8), Month(2026, 9), Month(2026, 10)]
    records = [report(row, **STILL | {"period": month, "members_total": 17}) for row, month in enumerate(months, 2)]
    records[2] = report(4, **STILL | {"period": months[2], "members_total": 19, "admitted": 1})
    facts = {row: Facts(previous_members_total=17, previous_month=Month(2026, 7)) for row in (2, 3, 4)}

    problem = only(check("branch_report", records, today=TODAY, facts=facts))

    assert (problem.row, problem.rule, problem.severity) == (4, "closing_follows_the_last_report", Severity.WARNING)
    assert (problem.values["previous_members_total"], problem.values["sum"]) == (17, 18)


def test_a_stored_report_between_two_months_of_a_file_is_the_last_report() -> None:
    records = [report(2, period=Month(2026, 6), opening_total=10, members_total=10)]
    records += [report(3, period=OCTOBER, opening_total=12, members_total=12)]
    facts = {3: Facts(previous_members_total=12, previous_month=Month(2026, 9))}

    assert found("branch_report", *records, facts=facts) == []
    assert found("branch_report", *records) == ["opening_is_the_last_closing"]


def test_reports_are_accepted_up_to_the_month_of_today() -> None:
    assert found("branch_report", report(period=Month(2026, 11))) == []
    assert found("branch_report", report(period=Month(2026, 12))) == ["month_in_future"]
    assert found("branch_report", report(period=Month(1930, 2))) == []
    assert found("branch_report", report(period=Month(1930, 1))) == ["month_too_early"]


def test_a_month_that_is_missing_is_told_once() -> None:
    at_the_cell = Problem("month_not_understood", Severity.ERROR, row=2, field="period", value="cuối năm")
    at_the_table = Problem("period_missing", Severity.QUESTION, field="period")

    assert found("branch_report", report(period=None)) == ["month_missing"]
    assert found("branch_report", report(period=None), told=[at_the_cell]) == []
    assert found("branch_report", report(period=None), told=[at_the_table]) == []


def test_a_row_that_names_no_school_is_refused() -> None:
    assert found("branch_report", report(school_name=None, school_code=None)) == ["school_missing"]
    assert found("branch_report", report(school_name=None, school_code="TH07")) == []
    assert found("schools", school(school_name=None, school_code="TH07")) == ["school_name_missing"]


def test_a_known_school_keeps_its_name_where_the_register_leaves_it_blank() -> None:
    known = Facts(school=KnownSchool(7, "TH07", "Tiểu học Suối Đá", "primary", None))

    assert found("schools", school(school_name=None, school_code="TH07"), facts={2: known}) == []


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "rules"),
    [
        (None, date(2026, 10, 31), ["school_closed"]),
        (None, date(2026, 10, 1), ["school_closed"]),
        (None, date(2026, 11, 1), []),
        (date(2026, 10, 31), None, []),
        (date(2026, 11, 1), None, ["school_not_open_yet"]),
    ],
)
def test_a_school_reports_for_the_months_at_whose_end_it_is_open(
    opened_on: date | None, closed_on: date | None, rules: list[str]
) -> None:
    known = KnownSchool(7, "TH07", "Tiểu học Suối Đá", "primary", None, opened_on, closed_on)

    assert found("branch_report", report(), facts={2: Facts(school=known)}) == rules


def test_a_second_row_for_one_school_and_month_names_the_first() -> None:
    records = [report(4), report(5, period=Month(2026, 9)), report(6, school_name="Trường TH Suối Đá"), report(7)]

    problems = check("branch_report", records, today=TODAY, places=PLACES)

    assert [(problem.row, problem.rule, problem.column) for problem in problems] == [
        (6, "duplicate_report", "B"),
        (7, "duplicate_report", "B"),
    ]
    assert all("4" in sentence(problem, language) for problem in problems for language in LANGUAGES)


def test_rows_without_a_month_are_not_compared_with_each_other() -> None:
    assert found("branch_report", report(2, period=None), report(3, period=None)) == ["month_missing"] * 2


def test_a_second_row_for_one_month_is_not_the_next_report() -> None:
    records = [report(2, **STILL | {"members_total": 17}), report(3, **STILL | {"members_total": 18})]

    assert found("branch_report", *records) == ["duplicate_report"]


def test_two_spellings_that_were_recognised_as_one_school_are_one_school() -> None:
    known = Facts(school=KnownSchool(7, "TH07", "Tiểu học Suối Đá", "primary", None))
    records = [report(2), report(3, school_name="PTCS Suối Đá cũ")]

    assert found("branch_report", *records, facts={2: known, 3: known}) == ["duplicate_report"]


def test_schools_of_one_name_are_told_apart_by_code_or_commune() -> None:
    assert found("branch_report", report(2, school_code="A1"), report(3, school_code="A2")) == []
    assert found("branch_report", report(2, school_code="A1"), report(3, school_code=None)) == ["duplicate_report"]
    assert found("branch_report", report(2, commune="Xã Suối Đá"), report(3, commune="Xã Phước Ninh")) == []


def test_a_school_without_its_commune_is_asked_about_where_its_name_stands_with_one() -> None:
    placed, bare = report(2, commune="Xã Suối Đá"), report(3, commune=None)

    assert found("branch_report", placed, bare) == ["place_needed"]
    assert found("branch_report", placed, bare, facts={3: Facts(school=KnownSchool(7, None, "A", None, None))}) == []
    assert found("branch_report", placed, report(3, commune=None, school_name="Tiểu học Bến Củi")) == []


@pytest.mark.parametrize(
    "commune", ["Phòng GD&ĐT", "Sở Giáo dục và Đào tạo", "Đảng ủy xã Suối Đá", "Trường THCS Bến Củi"]
)
def test_an_office_or_a_school_is_no_commune(commune: str) -> None:
    assert found("schools", school(commune=commune)) == ["commune_is_no_place"]
    assert found("branch_report", report(commune=commune)) == ["commune_is_no_place"]


@pytest.mark.parametrize("commune", ["Sơ Pai", "Bố Trạch", "Trường Xuân", "Phường 12", "Thị trấn Dương Minh"])
def test_a_commune_may_begin_like_an_office(commune: str) -> None:
    assert found("schools", school(commune=commune)) == []


@pytest.mark.parametrize(
    ("name", "level", "told"),
    [
        ("Tiểu học Suối Đá", "preschool", ["level_denied_by_name"]),
        ("TH&THCS Suối Đá", "upper_secondary", ["level_denied_by_name"]),
        ("Tiểu học Suối Đá", "primary+lower_secondary", []),
        ("Mẫu giáo Suối Đá", "preschool", []),
        ("Suối Đá", "preschool", []),
        ("THPT Suối Đá", "continuing", []),
        ("Tiểu học Suối Đá", None, []),
    ],
)
def test_a_level_that_the_name_denies_is_told(name: str, level: str | None, told: list[str]) -> None:
    assert found("schools", school(school_name=name, school_level=level)) == told
    assert found("branch_report", report(school_name=name, school_level=level)) == told


def test_the_register_holds_a_code_once() -> None:
    records = [school(2, school_code="th07"), school(3, school_code=" TH07", school_name="Mầm non Hoa Mai")]

    problem = only(check("schools", records, today=TODAY))

    assert (problem.row, problem.rule, problem.field) == (3, "duplicate_code", "school_code")
    assert problem.values["first_row"] == 2


def test_the_register_holds_a_name_in_a_commune_once_unless_the_codes_differ() -> None:
    again = school(3, commune="suối đá")

    assert found("schools", school(2), again) == ["duplicate_school"]
    assert found("schools", school(2), school(3, commune="Xã Phước Ninh")) == []
    problem = only(check("schools", [school(2, school_code="A1"), school(3, school_code="A2")], today=TODAY))
    assert (problem.rule, problem.severity) == ("name_of_two_schools", Severity.WARNING)


def test_a_count_that_no_school_can_have_is_refused_by_itself() -> None:
    huge = 10**30

    problem = only(check("branch_report", [report(members_total=huge, members_official=3)], today=TODAY))

    assert (problem.rule, problem.field, problem.value) == ("count_out_of_range", "members_total", str(huge))
    assert found("branch_report", report(members_other=-1)) == ["count_out_of_range"]
    assert found("branch_report", report(members_other=0)) == []


def test_a_day_of_another_age_is_refused() -> None:
    assert found("schools", school(opened_on=date(80, 2, 3))) == ["day_out_of_range"]
    assert found("schools", school(opened_on=date(1874, 2, 3), closed_on=date(2030, 8, 1))) == []
    assert found("schools", school(closed_on=date(2062, 8, 1))) == ["day_out_of_range"]


def test_a_school_does_not_succeed_itself() -> None:
    assert found("schools", school(school_code="TH07", successor_code="th07")) == ["successor_is_itself"]
    assert found("schools", school(school_code=None, successor_code=None)) == []


def test_an_empty_file_has_no_faults() -> None:
    assert check("branch_report", [], today=TODAY) == []


REFUSED: dict[str, tuple[str, list[Record]]] = {
    "month_missing": ("branch_report", [report(period=None)]),
    "month_in_future": ("branch_report", [report(period=Month(2027, 1))]),
    "month_too_early": ("branch_report", [report(period=Month(1026, 10))]),
    "school_missing": ("branch_report", [report(school_name=None)]),
    "school_name_missing": ("schools", [school(school_name=None, school_code="TH07")]),
    "school_closed": ("branch_report", [report()]),
    "school_not_open_yet": ("branch_report", [report(period=Month(2025, 1))]),
    "successor_is_itself": ("schools", [school(school_code="A", successor_code="A")]),
    "count_out_of_range": ("branch_report", [report(members_total=-4)]),
    "day_out_of_range": ("schools", [school(opened_on=date(80, 2, 3))]),
    "duplicate_report": ("branch_report", [report(2), report(3)]),
    "duplicate_code": ("schools", [school(2, school_code="A"), school(3, school_code="A", commune=None)]),
    "duplicate_school": ("schools", [school(2), school(3)]),
    "commune_is_no_place": ("schools", [school(commune="Sở GDĐT")]),
    "level_denied_by_name": ("schools", [school(school_level="preschool")]),
    "place_needed": ("schools", [school(2), school(3, commune=None)]),
    "name_of_two_schools": ("schools", [school(2, school_code="A"), school(3, school_code="B")]),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", REFUSED)
def test_every_other_rule_has_a_sentence_that_its_values_fill(rule: str, language: str) -> None:
    dataset, records = REFUSED[rule]
    known = KnownSchool(7, "TH07", "Tiểu học Suối Đá", "primary", None, date(2025, 9, 5), date(2026, 8, 31))
    facts = {2: Facts(school=known)} if rule in {"school_closed", "school_not_open_yet"} else {}

    problem = only(check(dataset, records, today=TODAY, facts=facts))

    assert problem.rule == rule
    assert "{" not in sentence(problem, language)


def test_places_are_the_letters_and_headings_of_the_matched_columns() -> None:
    table = Table(rows=[["STT", "Tên trường", "TSĐV"]], numbers=[4], header_row=4, first_column=2)
    columns = (MatchedColumn(1, "Tên trường", "school_name", 100), MatchedColumn(2, "TSĐV", "members_total", 100))

    places = places_of(table, Matching("branch_report", columns, ()))

    assert places == {"school_name": Place("C", "Tên trường"), "members_total": Place("D", "TSĐV")}


def test_the_database_of_the_checks_reads_nothing_from_outside() -> None:
    with judge._engine().cursor() as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute("SELECT * FROM read_text('/etc/hostname')")


def test_files_that_are_checked_at_the_same_time_do_not_see_each_other() -> None:
    def judged_with(women: int) -> list[int | None]:
        problems = check("branch_report", [report(members_women=women, members_total=women - 1)], today=TODAY)
        return [problem.row for problem in problems if problem.values["members_women"] == women]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(judged_with, range(1, 200))) == [[2]] * 199
