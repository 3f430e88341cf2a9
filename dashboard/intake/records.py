"""What cleaning makes of the rows: typed values by field, kept by column, and one row of them when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from dashboard.intake.columnar import Column
from dashboard.intake.made import MadeOnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dashboard.intake.columnar import Mask, Numbers, Places
    from dashboard.intake.tables import Value


class _Missing(Enum):
    """What stands in the column of a field for a row that does not have the field."""

    MISSING = "missing"


MISSING: Final = _Missing.MISSING
Cell: TypeAlias = "Value | Literal[_Missing.MISSING]"


@dataclass(frozen=True)
class Record:
    """One row as typed values by field (``None``: unknown); only fields that the table has are there."""

    row: int
    values: Mapping[str, Value]


class Records(MadeOnDemand[Record]):
    """The records of a table: ``rows`` as Excel numbers them, and a column for each field."""

    def __init__(self, rows: Places, columns: Mapping[str, Column[Cell]]) -> None:
        self.rows = rows
        self.columns = columns

    @classmethod
    def of(cls, records: Sequence[Record]) -> Records:
        """Return records by column, whatever fields each of them has."""
        if isinstance(records, Records):
            return records
        fields = dict.fromkeys(field for record in records for field in record.values)
        columns = {field: Column.of(record.values.get(field, MISSING) for record in records) for field in fields}
        return cls(np.array([record.row for record in records], np.int64), columns)

    def __len__(self) -> int:
        return len(self.rows)

    def _make(self, place: int) -> Record:
        cells = ((field, column[place]) for field, column in self.columns.items())
        return Record(int(self.rows[place]), {field: cell for field, cell in cells if cell is not MISSING})

    def has(self, field: str) -> Mask:
        """Return which records have a field, be it unknown."""
        column = self.columns.get(field)
        return np.zeros(len(self), np.bool_) if column is None else column.where(lambda cell: cell is not MISSING)

    def where(self, field: str, test: Callable[[Value], object]) -> Mask:
        """Return which records have a known value in a field that passes a test."""
        column = self.columns.get(field)
        if column is None:
            return np.zeros(len(self), np.bool_)
        return column.where(lambda cell: cell is not None and cell is not MISSING and test(cell))

    def states(self, field: str) -> Mask:
        """Return which records have a known value in a field; an empty text is none."""
        return self.where(field, lambda value: value != "")

    def counts(self, field: str) -> Numbers:
        """Return the whole number in a field of each record."""
        column = self.columns.get(field, Column.alike(None, len(self)))
        return column.numbers(lambda cell: cell if isinstance(cell, int) else None)

    def texts(self, field: str) -> Column[str]:
        """Return a field of each record as text, empty where it is unknown."""
        column = self.columns.get(field, Column.alike(None, len(self)))
        return column.mapped(lambda cell: "" if cell is None or cell is MISSING else str(cell))

    def take(self, places: Places) -> Records:
        """Return the records at some places."""
        return Records(self.rows[places], {field: column.take(places) for field, column in self.columns.items()})

    def with_column(self, field: str, column: Column[Cell]) -> Records:
        """Return the records with another column for a field."""
        return Records(self.rows, {**self.columns, field: column})
