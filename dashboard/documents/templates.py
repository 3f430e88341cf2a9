"""The files that schools fill in: one for each dataset, as a workbook with explanations and as CSV.

Headings are the Vietnamese labels of the fields, each of which the importer knows; the explanations come in the
language asked for. The example row can never be imported by accident: it names a school that nobody has, and its
months and days say that they are an example, which no importer reads as a month or a day.
"""

from __future__ import annotations

import csv
import tomllib
from datetime import datetime
from importlib.resources import files
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import xlsxwriter

from dashboard.definitions import Dataset, datasets
from dashboard.i18n import Translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from dashboard.definitions import Field

HEADINGS = Translator("vi")
"""Headings are Vietnamese in every language, as in the files that schools keep."""

EXAMPLE: dict[str, str | int] = tomllib.loads((files(__package__) / "examples.toml").read_text("utf-8"))
"""What stands in the example row, by field."""
EXAMPLE_MARK = "ví dụ "
CHOICES = {
    "ownership": ["Công lập", "Ngoài công lập"],
    "branch_status": ["Độc lập", "Ghép", "Chưa có"],
    "sex": ["Nữ", "Nam"],
    "yes_no": ["Có", "Không"],
    "position": ["Cán bộ quản lý", "Giáo viên", "Nhân viên"],
    "introduced_by": ["Đoàn Thanh niên", "Công đoàn", "Chi bộ"],
    "status": ["Chính thức", "Dự bị"],
}
WIDTHS = {
    "school_code": 11,
    "school_name": 41,
    "school_level": 12,
    "ownership": 12,
    "branch_name": 38,
    "org_code": 19,
    "full_name": 28,
    "helper": 28,
    "note": 28,
    "strengths": 40,
    "weaknesses": 40,
    "branch_comment": 40,
}
COUNT_WIDTH, OTHER_WIDTH = 5.5, 16
EXPLANATION_WIDTHS = (6, 30, 62, 34, 26, 20)
COUNT_HEADING_HEIGHT, HEADING_HEIGHT, LINE_HEIGHT = 205, 40, 17
ROWS_TO_CHECK = 2000
A4 = 9
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 (a fixed day, so that the same template is the same file)


def columns(dataset: Dataset) -> list[Field]:
    """Return the fields of a template in their order: those that are kept, not those that are recomputed."""
    return [dataset.fields[code] for code in dataset.stored]


def heading(field: Field) -> str:
    """Return the heading of a field in the files to fill in."""
    return HEADINGS(f"fields.{field.code}.label")


def example_cell(field: Field) -> str | int:
    """Return what stands in the example row; months and days are marked so that they cannot be taken for real."""
    value = EXAMPLE[field.code]
    return f"{EXAMPLE_MARK}{value}" if field.kind in {"month", "date", "birth"} else value


def semicolon_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as the CSV that Excel opens under Vietnamese settings: UTF-8 with BOM, ``;``, CRLF."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def template_csv(code: str) -> bytes:
    """Return the template of a dataset as CSV: headings and the example row."""
    fields = columns(datasets()[code])
    return semicolon_csv([[heading(field) for field in fields], [example_cell(field) for field in fields]])


def template_workbook(code: str, t: Translator) -> bytes:
    """Return the template of a dataset as XLSX: the sheet to fill in, and one that explains each column."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": MADE, "title": t(f"templates.title.{code}")})
        _sheet_to_fill_in(workbook, code, t)
        _explanations(workbook, code, t)
    return content.getvalue()


def _sheet_to_fill_in(workbook: Workbook, code: str, t: Translator) -> None:
    sheet = workbook.add_worksheet(t(f"templates.sheet.{code}"))
    _set_up_page(sheet, t)
    sheet.freeze_panes(1, 2)
    fields = columns(datasets()[code])
    sheet.set_row(0, COUNT_HEADING_HEIGHT if datasets()[code].counts else HEADING_HEIGHT)
    for place, field in enumerate(fields):
        sheet.write_string(0, place, heading(field), _heading_format(workbook, field))
        _column(workbook, sheet, place, field)
        _validate(sheet, place, field, t)


def _column(workbook: Workbook, sheet: Worksheet, place: int, field: Field) -> None:
    is_count = field.kind == "count"
    kept = {"num_format": "0" if is_count else "@", "font_size": 12, "valign": "vcenter"}
    width = COUNT_WIDTH if is_count else WIDTHS.get(field.code, OTHER_WIDTH)
    sheet.set_column(place, place, width, workbook.add_format(kept))
    example = workbook.add_format(kept | {"italic": True, "font_color": "#595959", "bottom": 1})
    if is_count:
        sheet.write_number(1, place, example_cell(field), example)
    else:
        sheet.write_string(1, place, example_cell(field), example)


def _heading_format(workbook: Workbook, field: Field) -> Format:
    colours = {"school": "#E7E6E6", "register": "#E7E6E6", "period": "#E7E6E6", "movement": "#DDEBF7"}
    look = {"bold": True, "font_size": 12, "text_wrap": True, "border": 1, "align": "center"}
    look["bg_color"] = colours.get(field.group, "#FFF2CC")
    turned = {"rotation": 90, "valign": "bottom"} if field.kind == "count" else {"valign": "vcenter"}
    return workbook.add_format(look | turned)


def _validate(sheet: Worksheet, place: int, field: Field, t: Translator) -> None:
    said = {"error_title": t("templates.wrong.title"), "error_type": "warning"}
    if field.kind == "count":
        rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": t("templates.wrong.count")}
    elif field.kind in CHOICES:
        rule = {"validate": "list", "source": CHOICES[field.kind], "error_message": t("templates.wrong.choice")}
    else:
        return
    sheet.data_validation(1, place, ROWS_TO_CHECK, place, rule | said)


def _explanations(workbook: Workbook, code: str, t: Translator) -> None:
    sheet = workbook.add_worksheet(t("templates.sheet.explanations"))
    _set_up_page(sheet, t)
    title = workbook.add_format({"bold": True, "font_size": 16})
    sheet.write_string(0, 0, t(f"templates.title.{code}"), title)
    notes = _notes(code, t)
    for row, note in enumerate(notes, 1):
        sheet.write_string(row, 0, f"{row}. {note}", workbook.add_format({"font_size": 12}))
    _explained_columns(workbook, sheet, len(notes) + 2, _explained(datasets()[code], t))


def _notes(code: str, t: Translator) -> list[str]:
    first = t("templates.steps.fill", sheet=t(f"templates.sheet.{code}"))
    return [first, *(t(f"templates.steps.{step}") for step in (f"{code}_row", f"{code}_blank", "headings", "example"))]


def _explained_columns(workbook: Workbook, sheet: Worksheet, top: int, rows: list[list[str]]) -> None:
    look = {"font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
    head = workbook.add_format(look | {"bold": True, "bg_color": "#E7E6E6", "valign": "vcenter"})
    body = workbook.add_format(look)
    for offset, texts in enumerate(rows):
        sheet.set_row(top + offset, LINE_HEIGHT * _lines(texts))
        for place, text in enumerate(texts):
            sheet.write_string(top + offset, place, text, body if offset else head)
    for place, width in enumerate(EXPLANATION_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.repeat_rows(top)


def _lines(texts: list[str]) -> int:
    """Return how many lines the row needs: LibreOffice does not find the height of wrapped rows by itself."""
    return max(-(-len(text) * 20 // (width * 21)) for text, width in zip(texts, EXPLANATION_WIDTHS, strict=True))


def _explained(dataset: Dataset, t: Translator) -> list[list[str]]:
    """Return the table of explanations, its headings first."""
    names = ("letter", "label", "help", "kind", "example", "required")
    rows = [[t(f"templates.column.{name}") for name in names]]
    for place, field in enumerate(columns(dataset)):
        kind, example = t(f"templates.kind.{field.kind}"), str(EXAMPLE[field.code])
        letter = xlsxwriter.utility.xl_col_to_name(place)
        rows.append(
            [letter, heading(field), t(f"fields.{field.code}.help"), kind, example, _required(dataset, field, t)]
        )
    return rows


def _required(dataset: Dataset, field: Field, t: Translator) -> str:
    alternatives = next((group for group in dataset.required if field.code in group), ())
    others = [heading(dataset.fields[other]) for other in alternatives if other != field.code]
    if others:
        return t("templates.required.one_of", other=others[0])
    return t("templates.required.yes" if alternatives or field.kind == "month" else "templates.required.no")


def _set_up_page(sheet: Worksheet, t: Translator) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{t('templates.page.footer')}")
