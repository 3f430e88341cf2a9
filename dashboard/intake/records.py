"""The text of a file becomes rows of cells; what is damaged is refused by its number and nothing shifts."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Self

from dashboard.errors import UnreadableFile
from dashboard.intake.dialect import QUOTE, Dialect, find_dialect, split_hint
from dashboard.intake.grid import Grid
from dashboard.intake.tables import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS = 5_000
"""More than any table has; Excel itself ends at 16,384."""
_MOST_DAMAGED = 200
"""Each damaged quote may cost a look at a thousand lines after it."""
_MOST_LINES = 1_000
"""A cell that goes on for longer is a quote that was never closed."""


def read_records(text: str, encoding: str, delimiter: str | None = None) -> Grid:
    """Return the rows of a text with their numbers, counted as Excel counts them.

    A quote that opens and does not close as it should refuses its own line only. Raises ``UnreadableFile`` for more
    than ``MOST_COLUMNS`` cells in a row, or for quotes that are damaged throughout.
    """
    hint, text = split_hint(text)
    dialect = find_dialect(text, delimiter or hint)
    rows: list[list[str]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    for number, cells in enumerate(_records(_Lines(text, dialect.delimiter), dialect), start=1):
        if cells is None:
            refused.append(Refusal(number, "row_damaged"))
        else:
            rows.append(cells)
            numbers.append(number)
    if len(refused) > _MOST_DAMAGED:
        raise UnreadableFile("errors.rows_damaged", most=_MOST_DAMAGED)
    return Grid(rows, numbers, refused=tuple(refused), encoding=encoding, delimiter=dialect.delimiter, quote=QUOTE)


class _Lines:
    """The lines of a text for ``csv``, which can go back to where a record began and take it as one line."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._buffer = StringIO(text, newline="")
        self._delimiter = delimiter
        self._start = 0
        self.taken = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = next(self._buffer)
        self.taken += 1
        if self.taken > _MOST_LINES:
            raise csv.Error("a record without an end")
        if len(line) > MOST_COLUMNS and line.count(self._delimiter) > MOST_COLUMNS:
            raise UnreadableFile("errors.too_many_columns", most=MOST_COLUMNS)
        return line

    def begin(self) -> None:
        """Remember that a record begins here."""
        self._start, self.taken = self._buffer.tell(), 0

    def skip_one(self) -> None:
        """Go to the line after the one where the record began."""
        self._buffer.seek(self._start)
        self._buffer.readline()


def _records(lines: _Lines, dialect: Dialect) -> Iterator[list[str] | None]:
    """Yield each record's cells, or ``None`` for a line whose quotes are damaged, and go on with the next line."""
    damaged = 0
    reader = _reader(lines, dialect)
    while damaged <= _MOST_DAMAGED:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or (lines.taken > 1 and _swallowed_rows(cells, dialect)):
            lines.skip_one()
            reader, damaged = _reader(lines, dialect), damaged + 1
            yield None
        else:
            yield cells


def _reader(lines: _Lines, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines, delimiter=dialect.delimiter, quotechar=QUOTE, strict=True, skipinitialspace=dialect.skip_spaces
    )


def _swallowed_rows(cells: list[str], dialect: Dialect) -> bool:
    """Tell whether a quote that was never meant took whole rows with it: cells of several lines with separators."""
    inside = max((cell.count(dialect.delimiter) for cell in cells if "\n" in cell or "\r" in cell), default=0)
    return inside >= (dialect.width - 1 if len(cells) == dialect.width else 1)
