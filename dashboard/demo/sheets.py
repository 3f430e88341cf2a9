"""Tables under their title lines, as schools and committees type them, written as CSV or as a workbook."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

from dashboard.documents.templates import semicolon_csv
from dashboard.i18n import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook

MADE = datetime(2026, 1, 1)  # noqa: DTZ001 (a fixed day, so that the same example is the same file)
A4, HEADING_HEIGHT = 9, 34

NUMBERS: dict[type, str] = {int: "#,##0", Decimal: "0.00", date: "dd/mm/yyyy"}

Cell = str | int | Decimal | date | None


class Sheet(NamedTuple):
    """A table under its title lines, as it is typed: the headings are the first of ``rows``."""

    above: Sequence[str]
    rows: list[Sequence[Cell]]


def as_csv(sheet: Sheet) -> bytes:
    """Return the sheet as CSV: every line as wide as the table, an empty one between the title and the headings."""
    width = len(sheet.rows[0])
    above = [[line] + [""] * (width - 1) for line in (*sheet.above, *([""] if sheet.above else []))]
    return semicolon_csv([*above, *([_as_typed(cell) for cell in row] for row in sheet.rows)])


def _as_typed(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int):
        return formats.count(cell, "vi")
    return formats.percent(cell, "vi") if isinstance(cell, Decimal) else cell or ""


def as_workbook(sheet: Sheet, widths: Sequence[int]) -> bytes:
    """Return the sheet as a workbook with columns of these widths; days are real dates."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": MADE})
        _write(workbook, sheet, widths)
    return content.getvalue()


def _write(workbook: Workbook, sheet: Sheet, widths: Sequence[int]) -> None:
    page = workbook.add_worksheet()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    title = workbook.add_format({"bold": True, "font_size": 13})
    head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    shown = {kind: workbook.add_format({"border": 1, "num_format": number}) for kind, number in NUMBERS.items()}
    for number, line in enumerate(sheet.above):
        page.write_string(number, 0, line, title)
    top = len(sheet.above) + 1
    page.set_row(top, HEADING_HEIGHT)
    for offset, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            page.write(top + offset, place, cell, shown.get(type(cell), shown[int]) if offset else head)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
