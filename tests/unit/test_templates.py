"""The files to fill in: headings that are known, an example that does no harm, cells of the right kind."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import duckdb
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.definitions import ambiguous_headings, checks, datasets
from dashboard.documents.templates import (
    EXAMPLE,
    columns,
    example_cell,
    heading,
    semicolon_csv,
    template_csv,
    template_workbook,
)
from dashboard.domain.schools import Level, parse_levels
from dashboard.domain.text import fold
from dashboard.i18n import LANGUAGES, Translator, catalogue
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.read import read_sheets
from dashboard.intake.tables import Severity

if TYPE_CHECKING:
    from pathlib import Path

CODES = sorted(datasets())


def book(code: str, language: str = "vi") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template_workbook(code, Translator(language))))


def sheet_to_fill_in(code: str) -> Worksheet:
    found = book(code).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_heading_is_known_and_means_one_field(code: str) -> None:
    never_alone = {fold(variant) for variant in ambiguous_headings()}
    for field in columns(datasets()[code]):
        key = fold(heading(field))
        meant = [other.code for other in datasets()[code].fields.values() if key in map(fold, other.variants)]
        assert meant == [field.code]
        assert key not in never_alone


@pytest.mark.parametrize("code", CODES)
def test_a_template_has_every_field_that_is_kept_and_none_that_is_recomputed(code: str) -> None:
    assert [field.code for field in columns(datasets()[code])] == list(datasets()[code].stored)
    headings = [cell.value for cell in sheet_to_fill_in(code)[1]]
    assert headings == [heading(field) for field in columns(datasets()[code])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_dataset_has_a_label_and_a_help(language: str) -> None:
    codes = {field for dataset in datasets().values() for field in dataset.fields}
    words = catalogue(language)
    assert {key.split(".")[1] for key in words if key.startswith("fields.")} == codes
    assert all(words[f"fields.{code}.label"] and words[f"fields.{code}.help"] for code in codes)


def test_labels_of_one_language_are_different() -> None:
    for language in LANGUAGES:
        fields = {key: text for key, text in catalogue(language).items() if key.startswith("fields.")}
        labels = [text for key, text in fields.items() if key.endswith(".label")]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("code", CODES)
def test_the_csv_says_the_same_as_the_workbook(code: str) -> None:
    content = template_csv(code)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    cells = [[str(cell.value) for cell in row] for row in sheet_to_fill_in(code).iter_rows()]
    assert rows == cells


@pytest.mark.parametrize("code", CODES)
def test_counts_are_whole_numbers_and_everything_else_stays_text(code: str) -> None:
    for cell, field in zip(sheet_to_fill_in(code)[2], columns(datasets()[code]), strict=True):
        assert type(cell.value) is (int if field.kind == "count" else str)
        assert cell.number_format == ("0" if field.kind == "count" else "@")


@pytest.mark.parametrize("code", CODES)
def test_columns_keep_leading_zeros_and_months_as_typed_below_the_example(code: str) -> None:
    sheet = sheet_to_fill_in(code)
    for place, field in enumerate(columns(datasets()[code]), 1):
        kept = sheet.column_dimensions[get_column_letter(place)]
        assert kept.number_format == ("0" if field.kind == "count" else "@")
        assert kept.width > 5


def test_the_example_breaks_no_check() -> None:
    counts = {code: value for code, value in EXAMPLE.items() if isinstance(value, int)}
    counts["previous_members_total"] = counts["opening_total"]
    connection = duckdb.connect()
    values = ", ".join(f"{value} AS {code}" for code, value in counts.items())
    connection.execute(f"CREATE TABLE example AS SELECT {values}")
    for check in checks().values():
        if check.dataset == "branch_report":
            assert connection.execute(f"SELECT {check.broken} FROM example").fetchall() == [(False,)]  # noqa: S608


@pytest.mark.parametrize("code", CODES)
def test_the_example_is_an_example_at_first_sight(code: str) -> None:
    row = {field.code: example_cell(field) for field in columns(datasets()[code])}
    assert row["school_name"] == "Ví dụ: Trường Tiểu học Hoa Mai (xóa dòng này)"
    assert row["school_code"] == "VI-DU"
    assert "school_level" not in row or parse_levels(str(row["school_level"])) == Level.PRIMARY


@pytest.mark.parametrize("name", [f"{code}.{ending}" for code in CODES for ending in ("csv", "xlsx")])
def test_the_importer_knows_every_column_and_always_refuses_the_example_row(name: str, tmp_path: Path) -> None:
    code, ending = name.split(".")
    path = tmp_path / name
    path.write_bytes(template_csv(code) if ending == "csv" else template_workbook(code, Translator("vi")))
    table, *explanations = read_sheets(path).values()
    matching = match(table)
    assert matching.dataset == code
    assert [column.field for column in matching.columns] == list(datasets()[code].stored)
    assert {column.score for column in matching.columns} == {100}
    refused = [problem for problem in clean(table, matching).problems if problem.severity is Severity.ERROR]
    assert {problem.row for problem in refused} == {2}
    assert [match(sheet).dataset for sheet in explanations] == [None] * len(explanations)


@pytest.mark.parametrize("code", CODES)
def test_the_row_is_understood_once_it_is_no_example_any_more(code: str, tmp_path: Path) -> None:
    path = tmp_path / f"{code}.csv"
    path.write_bytes(template_csv(code).replace("ví dụ ".encode(), b""))
    (table,) = read_sheets(path).values()
    assert clean(table, match(table)).problems == ()


@pytest.mark.parametrize("code", CODES)
def test_the_heading_stays_in_sight_and_the_page_is_one_wide(code: str) -> None:
    for sheet in book(code).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet_to_fill_in(code).freeze_panes == "C2"


@pytest.mark.parametrize("code", CODES)
def test_the_second_sheet_explains_each_column(code: str) -> None:
    sheet = book(code).worksheets[1]
    assert sheet.title == "Giải thích"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(rows) if row[0] == "Cột")
    explained = rows[top + 1 :]
    assert [row[1] for row in explained] == [heading(field) for field in columns(datasets()[code])]
    assert [row[4] for row in explained] == [str(EXAMPLE[field.code]) for field in columns(datasets()[code])]
    assert all(all(row) for row in explained)


def test_what_is_required_is_said() -> None:
    rows = [[cell.value for cell in row] for row in book("branch_report").worksheets[1].iter_rows()]
    required = {row[1]: row[5] for row in rows if row[5]}
    assert required["Tên trường"] == "Có (hoặc Mã trường)"
    assert required["Kỳ báo cáo"] == "Có"
    assert required["Đảng viên nữ"] == "Không"


@pytest.mark.parametrize("code", CODES)
def test_the_explanations_come_in_english_and_the_headings_stay(code: str) -> None:
    first, second = book(code, "en").worksheets
    assert second.title == "Explanations"
    assert [cell.value for cell in first[1]] == [cell.value for cell in sheet_to_fill_in(code)[1]]


def test_counts_below_zero_and_fractions_are_asked_about_while_typing() -> None:
    rules = sheet_to_fill_in("branch_report").data_validations.dataValidation
    counts = [rule for rule in rules if rule.type == "whole"]
    assert len(counts) == len(datasets()["branch_report"].counts)
    assert {(rule.operator, rule.formula1) for rule in counts} == {("greaterThanOrEqual", "0")}


@pytest.mark.parametrize("code", CODES)
def test_the_same_template_is_the_same_file(code: str) -> None:
    assert template_workbook(code, Translator("vi")) == template_workbook(code, Translator("vi"))


def test_a_cell_with_the_delimiter_or_a_quote_is_quoted() -> None:
    assert semicolon_csv([["a;b", 'c"d', 1]]).decode("utf-8-sig") == '"a;b";"c""d";1\r\n'
