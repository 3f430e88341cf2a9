"""The rows of a table that is kept by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from dashboard.intake.columnar import Column
from dashboard.intake.texts import Texts

_CHUNK = 10_000


class Rows(Sequence[list[str]]):
    """The headings and the rows of a table that is kept by column; each row is made when it is asked for."""

    def __init__(self, headings: list[str], columns: Sequence[Column[str]]) -> None:
        self.headings = headings
        self.columns = tuple(columns)

    def __len__(self) -> int:
        return 1 + len(self.columns[0])

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[str]]: ...

    def __getitem__(self, place: int | slice) -> list[str] | list[list[str]]:
        if isinstance(place, slice):
            return [self[index] for index in range(*place.indices(len(self)))]
        index = range(len(self))[place]
        return [column[index - 1] for column in self.columns] if index else self.headings

    def __iter__(self) -> Iterator[list[str]]:
        yield self.headings
        for start in range(0, len(self) - 1, _CHUNK):
            cells = (_cells(column, slice(start, start + _CHUNK)) for column in self.columns)
            yield from map(list, zip(*cells, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(list.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment] # as a list, which it stands for


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
