"""What is on the screen as a file: a workbook for people, a CSV for programs, and in both text that stays text."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import xlsxwriter

from dashboard.i18n import Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "count", "percent", "date", "month"]
Cell: TypeAlias = Any
"""Whatever a frame holds; the kind of its column says what it is."""

LOCALES = {"vi": "[$-42A]", "en": "[$-409]"}
"""What makes a number show the marks of the language, whatever the computer that opens the workbook prefers."""
HEADING_ROW = 3
LONGEST_TEXT = 32767
"""Excel holds no more characters in a cell."""
SIZE, TALLEST = 12, 409
"""Of the font, and of a row in Excel, in points."""
NARROWEST, WIDEST, WIDEST_PORTRAIT = 9, 48, 92
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (the same figures give the same bytes)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_FONT: dict[str, object] = {"font_name": "Times New Roman", "font_size": SIZE, "valign": "top"}

_TRIGGERS = frozenset("=+-@|＝＋－＠")
_NUMBER = re.compile(r"[+-]?([0-9]{1,3}([.,][0-9]{3})+|[0-9]+)([.,][0-9]+)?%?")


@dataclass(frozen=True)
class Column:
    """A column of the file: its name in the frame, its heading, and what its values are.

    ``percent`` values are already in percent, with two decimals (43.93); ``date`` and ``month`` values are dates.
    """

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True)
class _Laid:
    """A column with its values, ``None`` for every kind of unknown, and its width in characters."""

    column: Column
    values: list[Cell]
    width: int


def to_xlsx(frame: pd.DataFrame, columns: Sequence[Column], *, title: str, note: str, language: str) -> bytes:
    """Return a workbook of one sheet: title, note on coverage, headings that stay in view, then the rows.

    Numbers are numbers, an unknown is an empty cell, and text is never a formula, a link or a number.
    """
    t, target = Translator(language), BytesIO()
    laid = [_lay(column, _values(frame, column), t) for column in columns]
    with xlsxwriter.Workbook(target, _PLAIN) as book:
        book.set_properties({"title": title, "created": _CREATED})
        sheet = book.add_worksheet(t("sheets.workbook.sheet"))
        _write_top(book, sheet, (title, note), laid)
        _write_headings(book, sheet, laid, len(frame))
        _write_rows(sheet, laid, _shapes(book, language))
        _set_up_print(sheet, t, title, landscape=_width_of(laid) > WIDEST_PORTRAIT)
    return target.getvalue()


def _values(frame: pd.DataFrame, column: Column) -> list[Cell]:
    """Return the values, ``None`` for every kind of unknown; counts that pandas holds as floats are whole again."""
    series = frame[column.name]
    values = series.astype(object).where(series.notna(), None).tolist()
    return [int(v) if column.kind == "count" and v is not None else v for v in values]


def _lay(column: Column, values: list[Cell], t: Translator) -> _Laid:
    """Make room for the values, for the longest word of the heading, and for the heading in three lines."""
    content = max((len(_shown(value, column.kind, t)) for value in values), default=0) + 2
    heading = 4 + max(-(-len(column.label) // 3), max(map(len, column.label.split()), default=0))
    return _Laid(column, values, min(WIDEST, max(NARROWEST, heading, content)))


def _width_of(laid: Sequence[_Laid]) -> int:
    return sum(each.width for each in laid)


def _lines(text: str, width: int) -> int:
    return sum(1 if len(line) <= width else len(wrap(line, max(1, width))) for line in text.split("\n"))


def _height(lines: int, size: int = SIZE) -> float:
    """Return the height of a row that wraps, which not every program that opens the file works out itself."""
    return min(TALLEST, lines * size * 1.4)


def _write_top(book: xlsxwriter.Workbook, sheet: Worksheet, texts: tuple[str, str], laid: Sequence[_Laid]) -> None:
    for row, (text, size) in enumerate(zip(texts, (15, SIZE), strict=True)):
        shape = book.add_format(_FONT | {"text_wrap": True, "bold": row == 0, "font_size": size})
        if len(laid) > 1:
            sheet.merge_range(row, 0, row, len(laid) - 1, "", shape)
        sheet.write_string(row, 0, text[:LONGEST_TEXT], shape)
        sheet.set_row(row, _height(_lines(text, _width_of(laid) * SIZE // size), size))


def _write_headings(book: xlsxwriter.Workbook, sheet: Worksheet, laid: Sequence[_Laid], rows: int) -> None:
    look = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF4"}
    shape = book.add_format(_FONT | look | {"border": 1})
    for at, each in enumerate(laid):
        sheet.set_column(at, at, each.width)
        sheet.write_string(HEADING_ROW, at, each.column.label, shape)
    sheet.set_row(HEADING_ROW, _height(max(_lines(each.column.label, each.width - 3) for each in laid)))
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + rows, len(laid) - 1)


def _write_rows(sheet: Worksheet, laid: Sequence[_Laid], shapes: dict[Kind, Format]) -> None:
    sheet.set_default_row(_height(1))
    for at, each in enumerate(laid):
        for row, value in enumerate(each.values, HEADING_ROW + 1):
            _write_cell(sheet, (row, at), value, each.column.kind, shapes[each.column.kind])
    texts = [each for each in laid if each.column.kind == "text"]
    for row, values in enumerate(zip(*(each.values for each in texts), strict=True), HEADING_ROW + 1):
        lines = [_lines(str(value or ""), each.width) for value, each in zip(values, texts, strict=True)]
        if max(lines) > 1:
            sheet.set_row(row, _height(max(lines)))


def _shapes(book: xlsxwriter.Workbook, language: str) -> dict[Kind, Format]:
    locale, common = LOCALES[language], _FONT | {"border": 1}
    return {
        "text": book.add_format(common | {"text_wrap": True}),
        "count": book.add_format(common | {"num_format": f"{locale}#,##0"}),
        "percent": book.add_format(common | {"num_format": f'{locale}0.00"%"'}),
        "date": book.add_format(common | {"num_format": "dd/mm/yyyy", "align": "center"}),
        "month": book.add_format(common | {"num_format": "mm/yyyy", "align": "center"}),
    }


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Cell, kind: Kind, shape: Format) -> None:
    if value is None:
        sheet.write_blank(*place, None, shape)
    elif kind == "text":
        sheet.write_string(*place, str(value)[:LONGEST_TEXT], shape)
    elif kind in ("date", "month"):
        sheet.write_datetime(*place, value, shape)
    else:
        sheet.write_number(*place, value, shape)


def _set_up_print(sheet: Worksheet, t: Translator, title: str, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    name = title[:100].replace("&", "&&")
    page = t("sheets.workbook.page", page="&P", pages="&N")
    sheet.set_footer(f"&L{name}&R{page}")


def to_csv(frame: pd.DataFrame, columns: Sequence[Column], *, language: str) -> bytes:
    """Return UTF-8 with a byte order mark, ``;`` between cells and CRLF between lines, as Excel here expects it.

    Counts have no thousands mark, because ``1.844`` is less than two on a computer set to English; percentages have
    the decimal mark of the language. An unknown is an empty cell; text that could run as a formula is defused.
    """
    t, target = Translator(language), StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([safe_cell(column.label) for column in columns])
    values = [[_csv_cell(value, column.kind, t) for value in _values(frame, column)] for column in columns]
    writer.writerows(zip(*values, strict=True))
    return target.getvalue().encode("utf-8-sig")


def _csv_cell(value: Cell, kind: Kind, t: Translator) -> str | int:
    if value is None:
        return ""
    if kind == "count":
        return int(value)
    return safe_cell(str(value)) if kind == "text" else _shown(value, kind, t)


def _shown(value: Cell, kind: Kind, t: Translator) -> str:
    if value is None:
        return ""
    by_kind: dict[Kind, Callable[[Cell], str]] = {
        "count": t.count,
        "percent": t.percent,
        "date": t.day,
        "month": t.month,
        "text": str,
    }
    return by_kind[kind](value)


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before it when a spreadsheet could take it for a formula.

    That is when the first character that can be seen is one of ``=+-@|`` (also full-width), or it starts with a
    tab, a carriage return or NUL, unless the whole is a number. Source: OWASP ASVS 1.2.10.
    """
    seen = next((character for character in text if not _unseen(character)), "")
    dangerous = seen in _TRIGGERS or text[:1] in ("\t", "\r", "\0")
    return f"'{text}" if dangerous and not _NUMBER.fullmatch(text.strip(" ")) else text


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
