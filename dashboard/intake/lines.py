"""The lines of a text as records: a quote that does not close as it should costs its own line only."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple, Self

from dashboard.errors import UnreadableFile
from dashboard.intake.quotes import APOSTROPHE, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS = 5_000
"""More than any table has; Excel itself ends at 16,384."""
MOST_DAMAGED = 200
"""Each damaged quote may cost a look at a thousand lines after it."""
_MOST_LINES = 1_000
"""A cell that goes on for longer is a quote that was never closed."""
_PAIR = 2
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")


class Signs(NamedTuple):
    """What ``csv`` has to know; ``width`` is the number of cells that most rows have, where it is known."""

    delimiter: str
    quote: str
    skip_spaces: bool
    width: int | None = None
    most_lines: int = _MOST_LINES
    escape: str | None = None


class Lines:
    """The lines of a text for ``csv``, which can go back to where a record began and take it as one line."""

    def __init__(self, text: str, signs: Signs) -> None:
        self._text = text
        self._signs = signs
        self._guarded = f"{signs.escape}{signs.quote}" if signs.escape else ""
        self._start = self._place = 0
        self.taken = self.quotes = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._line(self._place)
        if not line:
            raise StopIteration
        self._place += len(line)
        self.taken += 1
        self.quotes += line.count(self._signs.quote) - (line.count(self._guarded) if self._guarded else 0)
        if self.taken > self._signs.most_lines:
            raise csv.Error("a record without an end")
        if len(line) > MOST_COLUMNS and line.count(self._signs.delimiter) > MOST_COLUMNS:
            raise UnreadableFile("errors.too_many_columns", most=MOST_COLUMNS)
        return line

    def records(self) -> Iterator[list[str] | None]:
        """Yield each record's cells, or ``None`` for a line whose quotes are damaged, and go on with the next line.

        Ends after ``MOST_DAMAGED`` damaged lines and one more. Raises ``UnreadableFile`` for too many cells in a line.
        """
        damaged = 0
        reader = self._reader()
        while damaged <= MOST_DAMAGED:
            self._start, self.taken, self.quotes = self._place, 0, 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if cells is None or (self.taken > 1 and self._swallowed_rows(cells)):
                self._place = self._start + len(self.first())
                reader, damaged = self._reader(), damaged + 1
                yield None
            else:
                self.quotes += bool(self.quotes) and self._has_odd_cell(cells)
                yield unmarked(cells, self._signs.quote) if cells and cells[0][:1] == APOSTROPHE else cells

    def first(self) -> str:
        """Return the line where the record began."""
        return self._line(self._start)

    def _line(self, place: int) -> str:
        found = _LINE.match(self._text, place)
        return found[0] if found else ""

    def _reader(self) -> Iterator[list[str]]:
        signs = self._signs
        return csv.reader(
            self,
            delimiter=signs.delimiter,
            quotechar=signs.quote,
            escapechar=signs.escape,
            skipinitialspace=signs.skip_spaces,
            strict=True,
        )

    def _has_odd_cell(self, cells: list[str]) -> bool:
        """Tell whether quotes that are even in all are odd in a cell: it was torn from, or joined to, a quoted one."""
        quote = self._signs.quote
        if self.quotes % 2 or self._signs.escape:
            return False
        record = self._record()
        return any(cell.count(quote) % 2 and cell.replace(quote, quote * 2) not in record for cell in cells)

    def _swallowed_rows(self, cells: list[str]) -> bool:
        """Tell whether a quote that was never meant took whole rows with it: cells of several lines with separators.

        In a record as wide as the others such a cell is meant unless its lines, one by one, are as wide too.
        """
        sign, width = self._signs.delimiter, self._signs.width
        inside = max((cell.count(sign) for cell in cells if "\n" in cell or "\r" in cell), default=0)
        if width is None or len(cells) != width:
            return width is not None and inside > 0
        return inside >= width - 1 and self._reads_as_rows(cells, width - 1)

    def _reads_as_rows(self, cells: list[str], separators: int) -> bool:
        """Tell whether the first line of the record, its last, and most between are rows if no quote is meant.

        They are none if more cells are quoted, or if only the separators inside a cell have a space behind them.
        """
        sign, record = self._signs.delimiter, self._record()
        inside = sum(cell.count(f"{sign} ") for cell in cells)
        is_prose = inside == sum(cell.count(sign) for cell in cells) == record.count(f"{sign} ")
        whole = [line.count(sign) == separators for line in _LINE.findall(record)]
        return self.quotes == _PAIR and not is_prose and all((whole[0], whole[-1], 2 * sum(whole) > len(whole)))

    def _record(self) -> str:
        return self._text[self._start : self._place]
