"""The lines of a text as records: a quote that does not close as it should costs its own line only."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple, Self

from dashboard.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS = 5_000
"""More than any table has; Excel itself ends at 16,384."""
MOST_DAMAGED = 200
"""Each damaged quote may cost a look at a thousand lines after it."""
_MOST_LINES = 1_000
"""A cell that goes on for longer is a quote that was never closed."""
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
                yield cells

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

    def _swallowed_rows(self, cells: list[str]) -> bool:
        """Tell whether a quote that was never meant took whole rows with it: cells of several lines with separators."""
        sign, width = self._signs.delimiter, self._signs.width
        inside = max((cell.count(sign) for cell in cells if "\n" in cell or "\r" in cell), default=0)
        return width is not None and inside >= (width - 1 if len(cells) == width else 1)
