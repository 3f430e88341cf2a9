"""The rows of a table that is kept by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.intake.columnar import Column
from dashboard.intake.made import MadeOnDemand
from dashboard.intake.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dashboard.intake.columnar import Places

_CHUNK = 10_000


class Rows(MadeOnDemand[list[str]]):
    """The headings and the rows of a table that is kept by column; each row is made when it is asked for."""

    def __init__(self, headings: list[str], columns: Sequence[Column[str]]) -> None:
        self.headings = headings
        self.columns = tuple(columns)

    def __len__(self) -> int:
        return 1 + len(self.columns[0])

    def _make(self, place: int) -> list[str]:
        return [column[place - 1] for column in self.columns] if place else self.headings

    def __iter__(self) -> Iterator[list[str]]:
        yield self.headings
        for start in range(0, len(self) - 1, _CHUNK):
            cells = (_cells(column, slice(start, start + _CHUNK)) for column in self.columns)
            yield from map(list, zip(*cells, strict=True))


def _cells(column: Column[str], rows: slice) -> Iterable[str]:
    if isinstance(column.values, Texts):
        return column.values.at(column.codes[rows])
    return map(column.values.__getitem__, column.codes[rows].tolist())


def columns_of(rows: Sequence[list[str]]) -> tuple[Column[str], ...]:
    """Return the columns below the headings, which are the first row."""
    if isinstance(rows, Rows):
        return rows.columns
    below = zip(*rows[1:], strict=True) if len(rows) > 1 else ([] for _ in rows[0])
    return tuple(Column.of(cells) for cells in below)


def numbers_from(header_row: int, below: Places) -> Sequence[int]:
    """Return the numbers of the headings and of the rows below, in little memory where no number is left out."""
    last = header_row + len(below)
    if not len(below) or (below[0] == header_row + 1 and below[-1] == last):
        return range(header_row, last + 1)
    return [header_row, *below.tolist()]
