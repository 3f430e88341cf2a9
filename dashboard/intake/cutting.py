"""The text of a file becomes rows of cells; what is damaged is refused by its number and nothing shifts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dashboard.errors import UnreadableFile
from dashboard.intake.damage import only_one, torn_rows
from dashboard.intake.dialect import Dialect, find_dialect, split_hint, unwrapped
from dashboard.intake.grid import Grid
from dashboard.intake.lines import MOST_DAMAGED, Lines, Signs
from dashboard.intake.tables import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 1_048_576
"""As many as Excel has; a line costs memory and time also where it is blank."""
MOST_CELLS = 12_500_000
"""A million rows of twelve, and more than a file of 100 MB that people make."""
_MOST_SHARED = 20_000
"""Texts that recur are kept once, which halves the memory of a large file; so many are remembered at a time."""
_MARK_INSIDE = re.compile(r"(?<=[\r\n])\ufeff+")
_ONE_SIGN = "\x1f"
"""Stands for a separator of several signs while the cells are cut; the control code that was meant for it."""


def read_records(text: str, encoding: str, delimiter: str | None = None) -> Grid:
    """Return the rows of a text with their numbers, counted as Excel counts them.

    A quote that opens and does not close as it should refuses its own line only; so does the only odd quote of a file,
    and a line end within a cell. Raises ``UnreadableFile`` for more than 5,000 cells in a row, for more rows or cells
    than a table has, or for quotes that are damaged throughout.
    """
    hint, text = split_hint(_MARK_INSIDE.sub("", text) if "\ufeff" in text else text)
    if max(text.count("\n"), text.count("\r")) > MOST_ROWS:
        raise UnreadableFile("errors.text_too_large", rows=MOST_ROWS, cells=MOST_CELLS)
    text = unwrapped(text)
    dialect = find_dialect(text, delimiter or hint)
    found = _read(dialect.quoting.prepared(text), dialect)
    if len(found.unclosed) > MOST_DAMAGED:
        raise UnreadableFile("errors.rows_damaged", most=MOST_DAMAGED)
    torn = {found.numbers[place] for place in torn_rows(found.rows, dialect.width)}
    damaged = torn.union(found.unclosed, only_one(found.odd))
    rows, numbers = _without(found, damaged)
    return Grid(
        rows=rows,
        numbers=numbers,
        refused=tuple(Refusal(number, "row_damaged") for number in sorted(damaged)),
        encoding=encoding,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
    )


class _Found(NamedTuple):
    """The records of a text, and the numbers of those that did not close and of those with an odd quote."""

    rows: list[list[str]]
    numbers: list[int]
    unclosed: list[int]
    odd: list[int]


def _without(found: _Found, damaged: set[int]) -> tuple[list[list[str]], list[int]]:
    if not damaged:
        return found.rows, found.numbers
    kept = [place for place, number in enumerate(found.numbers) if number not in damaged]
    return [found.rows[place] for place in kept], [found.numbers[place] for place in kept]


def _read(text: str, dialect: Dialect) -> _Found:
    """Return the records that are not blank; raises ``UnreadableFile`` for more cells than the memory has room for."""
    found = _Found([], [], [], [])
    shared: dict[str, str] = {}
    room = MOST_CELLS
    for number, cells, odd in _records(text, dialect):
        room -= len(cells or ())
        if room < 0:
            raise UnreadableFile("errors.text_too_large", rows=MOST_ROWS, cells=MOST_CELLS)
        if cells is None:
            found.unclosed.append(number)
        elif any(cells):
            found.rows.append([shared.setdefault(cell, cell) for cell in cells])
            found.numbers.append(number)
            found.odd.extend([number] if odd else [])
        if len(shared) > _MOST_SHARED:
            shared.clear()
    return found


def _records(text: str, dialect: Dialect) -> Iterator[tuple[int, list[str] | None, bool]]:
    """Yield number, cells, and whether a quote is odd; damaged headings are mended by leaving their quotes out."""
    sign = _ONE_SIGN if len(dialect.delimiter) > 1 else dialect.delimiter
    single = text if sign == dialect.delimiter else text.replace(dialect.delimiter, sign)
    lines = Lines(single, Signs(sign, dialect.quote, dialect.skip_spaces, dialect.width, escape=dialect.quoting.escape))
    headed = False
    for number, record in enumerate(lines.records(), start=1):
        odd = lines.quotes % 2 == 1
        mended = _mended(lines.first(), sign, dialect) if not headed and (odd or record is None) else None
        cells = mended or record
        headed = headed or (cells is not None and len(cells) == dialect.width)
        yield number, _restored(cells, sign, dialect.delimiter) if cells else cells, odd and mended is None


def _mended(line: str, sign: str, dialect: Dialect) -> list[str] | None:
    """Return the cells of a line without its quotes, if they are as many as most rows have."""
    cells = line.rstrip("\r\n").replace(dialect.quote, "").split(sign)
    return cells if len(cells) == dialect.width > 1 else None


def _restored(cells: list[str], sign: str, delimiter: str) -> list[str]:
    return cells if sign == delimiter else [cell.replace(sign, delimiter) for cell in cells]
