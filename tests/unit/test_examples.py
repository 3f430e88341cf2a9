"""The files of ``data/examples``: the facts that the source documents state, and nothing else."""

from __future__ import annotations

import csv
from collections import Counter
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dashboard.definitions import datasets
from dashboard.demo.examples import example_files
from dashboard.demo.files import template_files, write_files
from dashboard.domain.months import Month
from dashboard.domain.schools import parse_levels
from dashboard.domain.text import fold
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.period import find_months
from dashboard.intake.read import read_sheets
from dashboard.intake.totals import check_totals

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parents[2] / "data"


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def example(name: str) -> bytes:
    return (DATA / "examples" / name).read_bytes()


def field_of(heading: str, dataset: str = "branch_report") -> str:
    """The field of a heading that stands under exactly one."""
    fields = datasets()[dataset].fields.values()
    found = [field.code for field in fields if fold(heading) in map(fold, field.variants)]
    assert len(found) == 1, heading
    return found[0]


def records(rows: list[list[str]], header: int) -> list[dict[str, str]]:
    fields = [heading if heading == "STT" else field_of(heading) for heading in rows[header]]
    return [dict(zip(fields, row, strict=True)) for row in rows[header + 1 :]]


@pytest.mark.parametrize(
    ("folder", "name"),
    [("examples", name) for name in example_files()] + [("templates", name) for name in template_files()],
)
def test_the_file_is_what_is_generated(folder: str, name: str) -> None:
    generated = {"examples": example_files, "templates": template_files}[folder]()[name]
    kept = (DATA / folder / name).read_bytes()
    if name.endswith(".csv"):
        assert kept == generated
    else:
        assert sheets(kept) == sheets(generated)


def test_no_other_file_lies_beside_them() -> None:
    assert {path.name for path in (DATA / "examples").iterdir()} == set(example_files())
    assert {path.name for path in (DATA / "templates").iterdir()} == set(template_files())


def test_writing_the_files_gives_these_folders(tmp_path: Path) -> None:
    write_files(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["examples", "templates"]
    assert (tmp_path / "examples" / "s0-dao-duc-a.csv").read_bytes() == example("s0-dao-duc-a.csv")


def test_s0_states_seventeen_members_as_sixteen_and_one_and_two_outstanding() -> None:
    content = example("s0-dao-duc-a.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(content)
    assert rows[2][0] == "Tính đến ngày 04/12/2017"
    assert records(rows, 4) == [
        {
            "STT": "1",
            "school_name": "Trường Tiểu học Đạo Đức A",
            "members_total": "17",
            "members_official": "16",
            "members_probationary": "1",
            "outstanding_total": "2",
        }
    ]


def test_s4_states_eleven_members_by_position_group() -> None:
    ((rows),) = sheets(example("s4-cong-hoa.xlsx")).values()
    assert rows[2][0] == "Tính đến ngày 22/11/2017"
    fields = [field_of(str(heading)) for heading in rows[4][1:]]
    assert dict(zip(fields, rows[5][1:], strict=True)) == {
        "school_name": "Trường Tiểu học Cộng Hòa",
        "members_total": 11,
        "members_managers": 2,
        "members_teachers": 8,
        "members_other": 1,
    }
    assert len(rows) == 6


def test_the_rows_of_s3_add_up_to_what_its_total_row_states() -> None:
    *schools, total = records(csv_rows(example("s3-report.csv")), 3)
    assert (total["school_name"], total["staff_total"], total["members_total"], total["party_ratio"]) == (
        "Tổng cộng",
        "1.844",
        "810",
        "43,93%",
    )
    assert len({row["school_name"] for row in schools}) == 51
    assert sum(int(row["staff_total"]) for row in schools) == 1844
    assert sum(int(row["members_total"]) for row in schools) == 810
    assert [row["STT"] for row in schools] == [str(number) for number in range(1, 52)]


def test_the_workbook_of_s3_says_the_same_as_its_csv() -> None:
    ((rows),) = sheets(example("s3-report.xlsx")).values()
    typed = records(csv_rows(example("s3-report.csv")), 3)
    assert rows[-1][1:] == ("Tổng cộng", None, None, 1844, 810, 43.93)
    for cells, row in zip(rows[4:-1], typed, strict=False):
        assert cells[1:4] == (row["school_name"], row["commune"], row["school_level"])
        assert (str(cells[4]), str(cells[5])) == (row["staff_total"], row["members_total"])
        assert f"{cells[6]:.2f}%".replace(".", ",") == row["party_ratio"]


def test_the_levels_of_s3_are_understood_and_its_communes_nine() -> None:
    *schools, _ = records(csv_rows(example("s3-report.csv")), 3)
    assert [row["school_name"] for row in schools if parse_levels(row["school_level"]) is None] == []
    assert len({row["commune"] for row in schools}) == 9
    assert {row["commune"].split()[0] for row in schools} == {"Xã", "Thị"}


def test_the_list_of_schools_names_the_schools_of_the_report() -> None:
    *reported, _ = records(csv_rows(example("s3-report.csv")), 3)
    headings, *listed = csv_rows(example("s3-schools.csv"))
    fields = [field_of(heading, "schools") for heading in headings]
    named = [dict(zip(fields, row, strict=True)) for row in listed]
    keys = ("school_name", "commune", "school_level")
    assert [[row[key] for key in keys] for row in named] == [[row[key] for key in keys] for row in reported]
    assert len({row["school_code"] for row in named}) == 51
    assert [row["branch_status"] for row in named].count("Ghép") == 2


DATASETS = {
    "s3-schools.csv": "schools",
    "s0-members.xlsx": "members",
    "s0-candidates.xlsx": "candidates",
    "s0-helper-reviews.csv": "helper_reviews",
    "s2-candidates.xlsx": "candidates",
}


@pytest.mark.parametrize("name", [*example_files()])
def test_the_importer_understands_every_cell(name: str) -> None:
    (table,) = read_sheets(DATA / "examples" / name).values()
    matching = match(table)
    assert matching.dataset == DATASETS.get(name, "branch_report")
    assert {column.header for column in matching.open_columns} <= {"STT"}
    assert clean(table, matching).problems == ()


def read(name: str) -> list[Mapping[str, object]]:
    """What the importer reads of a list of people, by field."""
    (table,) = read_sheets(DATA / "examples" / name).values()
    return [
        {field: value for field, value in one.values.items() if value is not None}
        for one in clean(table, match(table)).records
    ]


def test_the_roster_of_s0_has_sixteen_official_members_and_a_probationary_one() -> None:
    members = read("s0-members.xlsx")
    assert Counter(row["status"] for row in members) == {"official": 16, "probationary": 1}
    assert [row["status"] for row in members if "official_on" not in row] == ["probationary"]
    (secretary,) = [row for row in members if row.get("party_position")]
    assert (secretary["party_position"], secretary["position_group"]) == ("Bí thư", "manager")


def test_the_two_outstanding_people_of_s0_are_helped_by_official_members_who_report_each_month() -> None:
    official = {row["full_name"] for row in read("s0-members.xlsx") if row["status"] == "official"}
    helpers = {row["full_name"]: row["helper"] for row in read("s0-candidates.xlsx")}
    assert len(helpers) == 2
    assert set(helpers.values()) <= official
    assert all(row["helper_no"] for row in read("s0-candidates.xlsx"))
    remarks = read("s0-helper-reviews.csv")
    assert Counter(row["full_name"] for row in remarks) == dict.fromkeys(helpers, 3)
    assert [row for row in remarks if helpers[row["full_name"]] != row["helper"]] == []
    assert all(row["strengths"] and row["weaknesses"] and row["branch_comment"] for row in remarks)


def test_s2_introduces_many_and_admits_few() -> None:
    listed = read("s2-candidates.xlsx")
    steps = ("introduced_on", "recognised_on", "class_from", "branch_resolution_on", "ceremony_on")
    assert [sum(step in row for row in listed) for step in steps] == [13, 5, 4, 1, 1]
    in_class = [row for row in listed if "class_from" in row and str(row["class_from"]).startswith("2021")]
    assert 3 <= len(in_class) <= 5


@pytest.mark.parametrize(
    "name", ["s0-members.xlsx", "s0-candidates.xlsx", "s0-helper-reviews.csv", "s2-candidates.xlsx"]
)
def test_a_list_of_people_says_that_they_are_invented(name: str) -> None:
    (table,) = read_sheets(DATA / "examples" / name).values()
    assert any("ví dụ, không phải của người thật" in line for line in table.above)


@pytest.mark.parametrize("name", ["s3-report.csv", "s3-report.xlsx"])
def test_the_importer_agrees_with_the_total_row(name: str) -> None:
    (table,) = read_sheets(DATA / "examples" / name).values()
    cleaned = clean(table, match(table))
    found = check_totals("branch_report", cleaned.totals, cleaned.records)
    assert {(check.field, check.sum, check.agrees) for check in found} == {
        ("staff_total", "1844", True),
        ("members_total", "810", True),
        ("party_ratio", "43.93", True),
    }
    assert len(cleaned.records) == 51


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("s0-dao-duc-a.csv", Month(2017, 12)),
        ("s3-report.csv", Month(2016, 9)),
        ("s3-report.xlsx", Month(2016, 9)),
        ("s4-cong-hoa.xlsx", Month(2017, 11)),
    ],
)
def test_the_title_states_the_month(name: str, month: Month) -> None:
    (table,) = read_sheets(DATA / "examples" / name).values()
    assert find_months(table, match(table)) == (month,)
