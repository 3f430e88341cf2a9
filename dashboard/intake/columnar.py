"""Cells kept by column, each different one once: what a million rows say is then read in as many steps as they differ.

Most columns of a table repeat themselves, so a rule that looks at a single cell runs once for each different cell and
is spread over the rows by ``numpy``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from dashboard.intake.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
U = TypeVar("U")

Codes: TypeAlias = npt.NDArray[np.int32]
Places: TypeAlias = npt.NDArray[np.int64]
"""Positions of rows, from 0."""
Mask: TypeAlias = npt.NDArray[np.bool_]

_MOST = 10**18


class Numbers(NamedTuple):
    """An integer for each row, 0 where it is unknown, and where it is known."""

    values: npt.NDArray[np.int64]
    known: Mask

    @classmethod
    def unknown(cls, rows: int) -> Numbers:
        """Return what is known of no row."""
        return cls(np.zeros(rows, np.int64), np.zeros(rows, np.bool_))

    def at(self, row: int) -> int | None:
        """Return the integer of a row, if it is known."""
        return int(self.values[row]) if self.known[row] else None

    def put(self, rows: Places, values: npt.NDArray[np.int64], known: Mask | np.bool_) -> Numbers:
        """Return the integers with others in some rows."""
        changed, told = self.values.copy(), self.known.copy()
        changed[rows], told[rows] = values, known
        return Numbers(changed, told)


@dataclass(frozen=True, eq=False)
class Column(Generic[T]):
    """One cell a row: ``values`` are the different ones (seldom one of them twice), ``codes`` say which a row has."""

    values: Sequence[T]
    codes: Codes

    @classmethod
    def of(cls, cells: Iterable[T]) -> Column[T]:
        """Return the column of these cells, from the first row to the last."""
        found: dict[T, int] = {}
        codes = np.fromiter((found.setdefault(cell, len(found)) for cell in cells), np.int32)
        return cls(list(found), codes)

    @classmethod
    def alike(cls, value: T, rows: int) -> Column[T]:
        """Return a column that says the same in every row."""
        return cls([value], np.zeros(rows, np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> T:
        return self.values[int(self.codes[row])]

    def __iter__(self) -> Iterator[T]:
        values = self.values
        return (values[code] for code in self.codes.tolist())

    def take(self, rows: Places | slice) -> Column[T]:
        """Return the column of some rows, with the values that stand in them."""
        codes = self.codes[rows]
        used = np.bincount(codes, minlength=len(self.values)) > 0
        if used.all():
            return Column(self.values, codes)
        places = np.cumsum(used, dtype=np.int32) - np.int32(1)
        return Column(_some(self.values, used), places[codes])

    def mapped(self, change: Callable[[T], U]) -> Column[U]:
        """Return the column of what each value becomes."""
        return Column([change(value) for value in self.values], self.codes)

    def where(self, test: Callable[[T], object]) -> Mask:
        """Return for each row whether its value passes a test."""
        passed = np.fromiter((bool(test(value)) for value in self.values), np.bool_, len(self.values))
        if not passed.any() or passed.all():
            return np.full(len(self.codes), bool(passed.any()))
        return passed[self.codes]

    def numbers(self, read: Callable[[T], int | None]) -> Numbers:
        """Return an integer for each row, as far as it has one; what is beyond 18 digits counts as 10¹⁸."""
        found = [read(value) for value in self.values]
        known = np.fromiter((one is not None for one in found), np.bool_, len(found))
        integers = np.fromiter((max(-_MOST, min(one or 0, _MOST)) for one in found), np.int64, len(found))
        return Numbers(integers[self.codes], known[self.codes])

    def numbered(self) -> npt.NDArray[np.int64]:
        """Return for each row a number that equal values share."""
        return Column.of(self.values).codes.astype(np.int64)[self.codes]

    def same(self, other: Column[T]) -> bool:
        """Tell whether two columns say the same in every row."""
        if len(self) != len(other):
            return False
        pairs = np.unique(self.codes.astype(np.int64) * max(len(other.values), 1) + other.codes).tolist()
        places = (divmod(pair, len(other.values)) for pair in pairs)
        return all(self.values[mine] == other.values[theirs] for mine, theirs in places)

    def over(self, other: Column[T], where: Mask) -> Column[T]:
        """Return the column with the values of another one in some rows."""
        codes = np.where(where, other.codes + np.int32(len(self.values)), self.codes).astype(np.int32)
        return Column([*self.values, *other.values], codes)


def _some(values: Sequence[T], wanted: Mask) -> Sequence[T]:
    if isinstance(values, Texts):
        return cast("Sequence[T]", Texts(values.array.filter(pa.array(wanted))))
    return [value for value, here in zip(values, wanted.tolist(), strict=True) if here]


def not_digits(texts: Sequence[str]) -> list[int]:
    """Return the positions of the texts that are more, or less, than plain digits, of which a column may be full."""
    array = texts.array if isinstance(texts, Texts) else pa.array(texts, pa.string())
    digits = pyarrow.compute.ascii_is_decimal(array).to_numpy(zero_copy_only=False)
    return np.flatnonzero(~digits).tolist() if len(texts) else []


def filled(column: Column[str]) -> Mask:
    """Return which rows have a text in a column that is not blank."""
    blank = [place for place in not_digits(column.values) if not column.values[place].strip()]
    if not blank:
        return np.ones(len(column), np.bool_)
    known = np.ones(len(column.values), np.bool_)
    known[blank] = False
    return known[column.codes]


def distinct_rows(columns: Sequence[Column[Any]]) -> tuple[Codes, Places]:
    """Return for each row a number that equal rows share, and for each number the first row that has it."""
    keys = np.zeros(len(columns[0]) if columns else 0, np.int64)
    for column in columns:
        keys = _dense(keys * np.int64(len(column.values) or 1) + column.codes)
    first = np.empty(int(keys.max(initial=-1)) + 1, np.int64)
    first[keys[::-1]] = np.arange(len(keys) - 1, -1, -1)
    return keys.astype(np.int32), first


def _dense(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return keys numbered anew from 0, in their order, so that they can be combined with others."""
    most = int(keys.max(initial=0)) + 1
    if most > 8 * len(keys) + 1_000:
        return np.unique(keys, return_inverse=True)[1].astype(np.int64)
    used = np.bincount(keys, minlength=most) > 0
    return (np.cumsum(used, dtype=np.int64) - 1)[keys]


def recurring(*keys: npt.NDArray[np.int64]) -> Mask:
    """Return which rows share all their keys, numbers from 0, with another row."""
    rows = len(keys[0])
    dense = np.zeros(rows, np.int64)
    for key in keys:
        dense = _dense(dense * (key.max(initial=0) - key.min(initial=0) + 1) + key - key.min(initial=0))
    twice: Mask = (np.bincount(dense) > 1)[dense] if rows else np.zeros(0, np.bool_)
    return twice
