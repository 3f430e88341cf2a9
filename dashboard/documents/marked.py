"""A sheet given back as it came, with one more column that says what is wrong in each row.

Every cell stands where it stood and holds the text that was read, so that what is typed into it stays as it is typed;
nothing is a formula or a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Spot = tuple[int, int]

TINT = "#F7E1E4"
"""The theme's red, as light as a fill behind black letters has to be."""
SENTENCES_WIDTH, WIDEST, NARROWEST = 64, 40, 6
LONGEST_TEXT, LONGEST_NAME = 32767, 31
"""What Excel takes in a cell, and as the name of a sheet."""
MOST_ROWS_FROZEN = 8
"""Headings further down would leave no room for the rows."""
LARGEST_MERGE, MOST_MERGES = 2_000, 5_000
SIZE, TALLEST = 12, 409
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (the same table gives the same bytes)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Range(NamedTuple):
    """Merged cells, in rows and columns from 1; both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet and what is said of its rows; rows and columns count from 1 as Excel does.

    ``rows`` are the texts by row and column, ``numbers`` the cells that stay numbers. The headings stand from
    ``heading_row`` to the row before ``first_row``. ``column`` takes ``heading`` and the sentences of each row in
    ``sentences``; ``faulty`` are the cells to colour.
    """

    name: str
    rows: Mapping[int, Mapping[int, str]]
    heading_row: int
    first_row: int
    column: int
    heading: str
    sentences: Mapping[int, Sequence[str]]
    faulty: AbstractSet[Spot] = frozenset()
    numbers: AbstractSet[Spot] = frozenset()
    merges: Sequence[Range] = ()


def to_marked_xlsx(marked: MarkedSheet) -> bytes:
    """Return the workbook of one sheet."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, _PLAIN) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(sheet_name(marked.name))
        shapes = _shapes(book)
        widths = _widths(marked)
        _set_up(sheet, marked, widths)
        _merge(sheet, marked, shapes)
        _write_cells(sheet, marked, shapes)
        _write_sentences(sheet, marked, shapes)
        _set_heights(sheet, marked, widths)
    return target.getvalue()


def sheet_name(name: str) -> str:
    """Return the name as Excel takes it."""
    taken = _NOT_IN_NAMES.sub(" ", _clean(name)).strip(" '")[:LONGEST_NAME].strip(" '")
    return "_" if not taken or taken.casefold() == "history" else taken


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)[:LONGEST_TEXT]


def _shapes(book: xlsxwriter.Workbook) -> dict[str, Format]:
    # as text, so that 1.844 or 28/02/2019 typed over it stays what was typed
    plain = {"font_name": "Times New Roman", "font_size": SIZE, "num_format": "@"}
    body = plain | {"text_wrap": True, "valign": "top"}
    heading = plain | {"text_wrap": True, "valign": "vcenter", "align": "center", "bold": True, "border": 1}
    return {
        "above": book.add_format(plain),
        "heading": book.add_format(heading | {"bg_color": "#E8EEF4"}),
        "body": book.add_format(body),
        "number": book.add_format(body | {"num_format": "General"}),
        "faulty": book.add_format(body | {"bg_color": TINT, "border": 1}),
        "faulty_number": book.add_format(body | {"bg_color": TINT, "border": 1, "num_format": "General"}),
    }


def _shape(marked: MarkedSheet, spot: Spot) -> str:
    if spot[0] < marked.heading_row:
        return "above"
    if spot[0] < marked.first_row:
        return "heading"
    named = [name for name, of in (("faulty", marked.faulty), ("number", marked.numbers)) if spot in of]
    return "_".join(named) or "body"


def _set_up(sheet: Worksheet, marked: MarkedSheet, widths: Mapping[int, int]) -> None:
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, width)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if marked.first_row <= MOST_ROWS_FROZEN + 1:
        sheet.freeze_panes(marked.first_row - 1, 0)


def _merge(sheet: Worksheet, marked: MarkedSheet, shapes: Mapping[str, Format]) -> None:
    """Merge what was merged, unless that would hide a cell that has something in it."""
    taken: set[Spot] = set()
    for merge in marked.merges[:MOST_MERGES]:
        spots = _spots(merge)
        hidden = spots - {(merge.first_row, merge.first_column)}
        if not hidden or not taken.isdisjoint(spots) or any(_is_filled(marked, spot) for spot in hidden):
            continue
        taken |= spots
        top, left, bottom, right = (number - 1 for number in merge)
        sheet.merge_range(top, left, bottom, right, "", shapes[_shape(marked, merge[:2])])


def _spots(merge: Range) -> set[Spot]:
    high, wide = merge.last_row - merge.first_row + 1, merge.last_column - merge.first_column + 1
    if high * wide > LARGEST_MERGE:
        return set()
    return {
        (row, column)
        for row in range(merge.first_row, merge.last_row + 1)
        for column in range(merge.first_column, merge.last_column + 1)
    }


def _is_filled(marked: MarkedSheet, spot: Spot) -> bool:
    row, column = spot
    return (
        bool(marked.rows.get(row, {}).get(column))
        or spot in marked.faulty
        or (column == marked.column and row >= marked.heading_row)
    )


def _write_cells(sheet: Worksheet, marked: MarkedSheet, shapes: Mapping[str, Format]) -> None:
    blank = dict.fromkeys(marked.faulty, "")
    filled = {(row, column): text for row, cells in marked.rows.items() for column, text in cells.items()}
    for (row, column), text in (blank | filled).items():
        shape = shapes[_shape(marked, (row, column))]
        if not text:
            sheet.write_blank(row - 1, column - 1, None, shape)
        elif (row, column) in marked.numbers:
            sheet.write_number(row - 1, column - 1, float(text), shape)
        else:
            sheet.write_string(row - 1, column - 1, _clean(text), shape)


def _write_sentences(sheet: Worksheet, marked: MarkedSheet, shapes: Mapping[str, Format]) -> None:
    sheet.write_string(marked.heading_row - 1, marked.column - 1, marked.heading, shapes["heading"])
    for row, sentences in marked.sentences.items():
        sheet.write_string(row - 1, marked.column - 1, _clean("\n".join(sentences)), shapes["body"])


def _widths(marked: MarkedSheet) -> dict[int, int]:
    """Make room for the longest word of the headings and for the texts below them, which may wrap."""
    widths: dict[int, int] = {}
    for row, cells in marked.rows.items():
        if row >= marked.heading_row:
            for column, text in cells.items():
                words = text.split() if row < marked.first_row else text.split("\n")
                needed = max(map(len, words), default=0) + 2
                widths[column] = max(widths.get(column, NARROWEST), min(WIDEST, needed))
    return widths | {marked.column: SENTENCES_WIDTH}


def _set_heights(sheet: Worksheet, marked: MarkedSheet, widths: Mapping[int, int]) -> None:
    """Set the height of rows that wrap, which not every program that opens the file works out itself."""
    for row in range(marked.heading_row, max([*marked.rows, *marked.sentences]) + 1):
        texts = [*marked.rows.get(row, {}).items(), (marked.column, "\n".join(marked.sentences.get(row, ())))]
        lines = max(_lines(text, widths.get(column, WIDEST)) for column, text in texts)
        if lines > 1:
            sheet.set_row(row - 1, min(TALLEST, lines * SIZE * 1.4))


def _lines(text: str, width: int) -> int:
    # letters of the font are a little wider than the digit that a width counts in
    lines, room = text[: TALLEST * width].split("\n"), max(1, width - 1)
    return sum(1 if len(line) <= room else len(wrap(line, room)) for line in lines)
