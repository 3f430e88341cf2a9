"""What a file would do to what is known: row by row, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.intake.columnar import Column
from dashboard.intake.made import MadeOnDemand
from dashboard.intake.records import MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.columnar import Mask
    from dashboard.intake.compare import Incoming
    from dashboard.intake.records import Cell
    from dashboard.intake.tables import Value

Key = tuple[object, ...]
KINDS = ("new", "changed", "unchanged")


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RowChange:
    """What one accepted row would do: ``kind`` is ``new``, ``changed`` or ``unchanged``; ``key`` is its identity."""

    key: Key
    kind: str
    row: int | None
    label: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, eq=False)
class Difference:
    """One field of all rows: what is known, what would be, and in which rows these differ."""

    before: Column[Cell]
    after: Column[Cell]
    differs: Mask

    def at(self, field: str, place: int) -> FieldChange:
        """Return the change of a row."""
        before, after = self.before[place], self.after[place]
        return FieldChange(field, *(None if value is MISSING else value for value in (before, after)))


class ChangedRows(MadeOnDemand[RowChange]):
    """The changes of accepted rows, in their order; each is made when it is asked for.

    ``whose`` says whom they are about, by column.
    """

    def __init__(self, incoming: Incoming, differences: Mapping[str, Difference], whose: Sequence[Column[Any]]) -> None:
        self._records, self._called, known = incoming.records, incoming.called, incoming.known
        self._differences, self._whose = differences, whose
        differs = np.zeros(len(known), np.bool_)
        for difference in differences.values():
            differs = differs | difference.differs
        self._kinds = np.where(known, np.where(differs, 1, 2), 0)

    def __len__(self) -> int:
        return len(self._records)

    def _make(self, place: int) -> RowChange:
        key, label = self._called(place)
        different = {field: one for field, one in self._differences.items() if one.differs[place]}
        fields = tuple(one.at(field, place) for field, one in different.items())
        return RowChange(key, KINDS[self._kinds[place]], int(self._records.rows[place]), label, fields)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ChangedRows) or not np.array_equal(self._kinds, other._kinds):
            return False
        if self._differences.keys() != other._differences.keys() or len(self._whose) != len(other._whose):
            return False
        mine, theirs = self._columns(), other._columns()
        return np.array_equal(self._records.rows, other._records.rows) and all(map(Column.same, mine, theirs))

    __hash__ = None

    def _columns(self) -> list[Column[Any]]:
        """Return all that is said of the rows, in a certain order."""
        told = (self._differences[field] for field in sorted(self._differences))
        return [*self._whose, *(column for one in told for column in (one.before, one.after))]

    def counts(self) -> dict[str, int]:
        """Return how many rows are of each kind."""
        return dict(zip(KINDS, np.bincount(self._kinds, minlength=len(KINDS)).tolist(), strict=True))

    def touched(self) -> list[int]:
        """Return the places of the rows that are new or changed."""
        return np.flatnonzero(self._kinds < KINDS.index("unchanged")).tolist()


@dataclass(frozen=True)
class Changes:
    """What a whole file would do; ``absent`` are known rows that the file claims to cover and does not name."""

    rows: Sequence[RowChange] = ()
    absent: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the four counts that every result begins with."""
        if isinstance(self.rows, ChangedRows):
            return self.rows.counts() | {"absent": len(self.absent)}
        kinds = [row.kind for row in self.rows]
        return {kind: kinds.count(kind) for kind in KINDS} | {"absent": len(self.absent)}

    def touched(self) -> list[int]:
        """Return the places of the rows that are new or changed."""
        if isinstance(self.rows, ChangedRows):
            return self.rows.touched()
        return [place for place, row in enumerate(self.rows) if row.kind != "unchanged"]
