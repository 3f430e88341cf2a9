"""Cells of an XLSX workbook without a value of their own: faults such as ``#REF!``, and formulas never computed.

The reader of workbooks shows them as blank, and a blank says that nothing is known. Loaded by path beside
``workbook_child``, so it is standard library only; nothing is computed and nothing is expanded.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET, _RELATION = re.compile(r"<sheet\b[^>]*>"), re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(r"<c\b([^>/]*)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_VALUE = re.compile(r"<v\b[^>/]*>([^<]+)</v>")
_FORMULA = re.compile(r"<f\b[^>/]*>([^<]*)</f>")

Unread = dict[tuple[int, int], str]
"""What to show, by row and column from 0."""


def unread_cells(content: bytes) -> dict[str, Unread]:
    """Return such cells by the name of their sheet: the fault, or the formula as it is written."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: _unread(_text(archive, path)) for name, path in _paths(archive).items()}
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, ValueError):
        # what the reader of workbooks could read is not refused for what only this one cannot
        return {}


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
