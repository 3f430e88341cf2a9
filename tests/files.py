"""Files as schools make them, in memory: a test states the cells, these put them into a format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter
import xlwt
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.tables import Table

    Cells = Sequence[Sequence[object]]


def read_text(text: str, delimiter: str | None = None) -> Table:
    """Return the one table of a text file."""
    return read_tables(receive_bytes("bao-cao.csv", text.encode(), 1), delimiter=delimiter)[0]


def read_bytes(content: bytes, sheet: str | None = None) -> list[Table]:
    """Return the tables of a file."""
    return read_tables(receive_bytes("bao-cao.xlsx", content, 5), sheet)


def xlsx(
    rows: Cells, name: str = "Trang 1", merges: Sequence[str] = (), formats: dict[int, str] | None = None
) -> bytes:
    """Return a workbook of one sheet; ``merges`` are ranges that keep their first cell, ``formats`` by column."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet(name)
        styles = {column: book.add_format({"num_format": form}) for column, form in (formats or {}).items()}
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(row, column, cell, styles.get(column))
        for merge in merges:
            first = merge.partition(":")[0]
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(first)
            sheet.merge_range(merge, rows[row][column])
    return content.getvalue()


def xls(rows: Cells, merges: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return an old workbook of one sheet; ``merges`` are first row, last row, first column, last column."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Trang 1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell != "":
                sheet.write(row, column, cell)
    for merge in merges:
        sheet.merge(*merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: Cells) -> bytes:
    """Return an OpenDocument spreadsheet of one sheet; a cell may be one of ``odf``."""
    document, table = OpenDocumentSpreadsheet(), OdsTable(name="Trang 1")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(_ods_cell(cell))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _ods_cell(value: object) -> TableCell:
    if isinstance(value, Element):
        return value
    if value == "":
        return TableCell()
    is_number = isinstance(value, (int, float))
    cell = TableCell(valuetype="float", value=str(value)) if is_number else TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell
