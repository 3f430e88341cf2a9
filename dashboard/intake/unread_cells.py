"""Cells of an XLSX or OpenDocument without a value of their own: faults such as ``#REF!``, formulas never computed.

The reader of workbooks shows them as blank, or as zero, and a blank says that nothing is known. Loaded by path beside
``workbook_child``, so it is standard library only; nothing is computed and nothing is expanded.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_OPEN_DOCUMENT = "content.xml"
_MOST_REPEATED = 1_000
_SHEET, _RELATION = re.compile(r"<sheet\b[^>]*>"), re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(r"<c\b([^>/]*)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_VALUE = re.compile(r"<v\b[^>/]*>([^<]+)</v>")
_FORMULA = re.compile(r"<f\b[^>/]*>([^<]*)</f>")

_ODS_PART = re.compile(
    r"<table:(?:(?P<sheet>table)(?=[\s>])(?P<of_sheet>[^>]*)|(?P<row>table-row)\b(?P<of_row>[^>]*)"
    r"|(?:covered-)?table-cell\b(?P<of_cell>[^>]*?)(?:/>|>(?P<body>.*?)</table:(?:covered-)?table-cell>))",
    re.DOTALL,
)
_ODS_FAULT = re.compile(r"<text:p\b[^>]*>\s*(#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3})\s*</text:p>")

_ODS_SPANNED = "-spanned="

Unread = dict[tuple[int, int], str]
"""What to show, by row and column from 0."""
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged ones, each as row and column from 0."""


def cells_of_workbook(content: bytes) -> tuple[dict[str, Unread], dict[str, list[Range]]]:
    """Return such cells of an XLSX or an OpenDocument by the name of their sheet: the fault, or the formula.

    Beside them the merged cells of an OpenDocument; nothing for other workbooks.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _OPEN_DOCUMENT in archive.namelist():
                text = _text(archive, _OPEN_DOCUMENT)
                return _of_open_document(text), _merged_ranges(text)
            return {name: _unread(_text(archive, path)) for name, path in _paths(archive).items()}, {}
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, ValueError):
        # what the reader of workbooks could read is not refused for what only this one cannot
        return {}, {}


def _text(archive: zipfile.ZipFile, path: str) -> str:
    return archive.read(path).decode("utf-8", "replace")


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where the cells of each sheet stand in the archive."""
    relations = [_attributes(found) for found in _RELATION.findall(_text(archive, _RELATIONS))]
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    sheets = [_attributes(found) for found in _SHEET.findall(_text(archive, _BOOK))]
    named = {unescape(one.get("name", "")): targets.get(one.get("id", ""), "") for one in sheets}
    return {name: f"xl/{path}" if path[:1] != "/" else path[1:] for name, path in named.items() if path}


def _attributes(element: str) -> dict[str, str]:
    return {name.rpartition(":")[2]: value for name, value in _ATTRIBUTE.findall(element)}


def _unread(sheet: str) -> Unread:
    if 't="e"' not in sheet and "<f" not in sheet:
        return {}
    found = ((_attributes(attributes), body) for attributes, body in _CELL.findall(sheet))
    shown = ((_PLACE.fullmatch(one.get("r", "")), _shown(one.get("t", ""), body)) for one, body in found)
    return {_place(place[1], place[2]): text for place, text in shown if place and text}


def _shown(kind: str, body: str) -> str:
    value, formula = _VALUE.search(body), _FORMULA.search(body)
    if kind == "e":
        return unescape(value[1]) if value else "#N/A"
    if "<f" not in body or value or kind == "str":
        return ""
    return f"={unescape(formula[1])}" if formula and formula[1] else "=?"


def _place(letters: str, row: str) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(row) - 1, column - 1


def _of_open_document(text: str) -> dict[str, Unread]:
    """Return the faults of an OpenDocument: cells of a formula that show one."""
    found: dict[str, Unread] = {}
    for cell in _ods_cells(text) if _ODS_FAULT.search(text) else ():
        fault = _ODS_FAULT.search(cell.body)
        if fault and "table:formula=" in cell.attributes:
            rows, columns = range(min(cell.tall, _MOST_REPEATED)), range(min(cell.wide, _MOST_REPEATED))
            places = ((cell.row + down, cell.column + right) for down in rows for right in columns)
            found.setdefault(cell.sheet, {}).update(dict.fromkeys(islice(places, _MOST_REPEATED), fault[1]))
    return found


def _merged_ranges(text: str) -> dict[str, list[Range]]:
    """Return the merged cells of an OpenDocument by the name of their sheet."""
    found: dict[str, list[Range]] = {}
    for cell in _ods_cells(text) if _ODS_SPANNED in text else ():
        down, right = (_number(cell.attributes, f"number-{what}-spanned") for what in ("rows", "columns"))
        if max(down, right) > 1:
            ends = (cell.row + down - 1, cell.column + right - 1)
            found.setdefault(cell.sheet, []).append(((cell.row, cell.column), ends))
    return found


class _Cell(NamedTuple):
    """A cell as an OpenDocument writes it, which stands for several alike if it is repeated."""

    sheet: str
    row: int
    column: int
    tall: int
    wide: int
    attributes: str
    body: str


def _ods_cells(text: str) -> Iterator[_Cell]:
    sheet, row, column, tall = "", 0, 0, 0
    for part in _ODS_PART.finditer(text):
        if part["sheet"]:
            sheet, row, tall = _ods_name(part["of_sheet"]), 0, 0
        elif part["row"]:
            row, column, tall = row + tall, 0, _number(part["of_row"], "number-rows-repeated")
        else:
            wide = _number(part["of_cell"], "number-columns-repeated")
            yield _Cell(sheet, row, column, tall, wide, part["of_cell"], part["body"] or "")
            column += wide


def _ods_name(attributes: str) -> str:
    found = re.search(r'\btable:name="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""


def _number(attributes: str, name: str) -> int:
    found = re.search(rf'\b{name}="(\d+)"', attributes)
    return int(found[1]) if found else 1
