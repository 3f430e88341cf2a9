"""What a heading of several meanings means, where the figures under it prove it: only one reading adds up."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from dashboard.definitions import checks, datasets
from dashboard.intake.columnar import Column
from dashboard.intake.numbers import parse_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.definitions import Identity
    from dashboard.intake.tables import Table

_MOST_READINGS = 200


def proved_fields(
    table: Table, dataset: str, sure: Mapping[str, int], unclear: Mapping[int, Sequence[str]]
) -> dict[int, str]:
    """Return the field of each unclear column for which an identity of the dataset's checks leaves only one.

    ``sure`` are the columns by field, ``unclear`` the fields that a column may hold. A reading counts when the sum
    holds in every row that has all its figures, there is such a row, and no unclear column is nothing but zeros.
    """
    figures = _Figures(table)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for identity in _identities(dataset):
        for reading in _readings(identity, sure, unclear):
            if figures.prove(identity, reading, unclear):
                for field in reading.keys() - sure.keys():
                    found[reading[field]].add(field)
    single = {index: next(iter(fields)) for index, fields in found.items() if len(fields) == 1}
    claimed = list(single.values())
    return {index: field for index, field in single.items() if claimed.count(field) == 1}


def _identities(dataset: str) -> Iterator[Identity]:
    fields = datasets()[dataset].fields.keys()
    for check in checks().values():
        identity = check.identity
        if check.dataset == dataset and identity is not None and fields >= identity.fields:
            yield identity


def _readings(
    identity: Identity, sure: Mapping[str, int], unclear: Mapping[int, Sequence[str]]
) -> Iterator[dict[str, int]]:
    """Yield every way to find the identity's figures in the table, with at least one column that is unclear."""
    names = sorted(identity.fields)
    places = [
        [sure[name]] if name in sure else [index for index, fields in unclear.items() if name in fields]
        for name in names
    ]
    if 0 < prod(map(len, places)) <= _MOST_READINGS:
        for chosen in product(*places):
            if len(set(chosen)) == len(chosen) and not unclear.keys().isdisjoint(chosen):
                yield dict(zip(names, chosen, strict=True))


class _Figures:
    """The counts in the columns of a table, each column read once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._read: dict[int, list[int | None]] = {}

    def prove(self, identity: Identity, reading: Mapping[str, int], unclear: Mapping[int, object]) -> bool:
        """Tell whether the identity holds wherever it can be tested, and that this says something."""
        columns = {field: self._column(index) for field, index in reading.items()}
        rows = [
            row
            for row in (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
            if None not in row.values()
        ]
        telling = all(any(row[field] for row in rows) for field, index in reading.items() if index in unclear)
        return bool(rows) and telling and all(identity.holds(row) for row in rows)

    def _column(self, index: int) -> list[int | None]:
        if index not in self._read:
            texts = self._table.columns[index]
            cells = Column(parse_counts(texts.values), texts.codes)
            self._read[index] = [cell.value if isinstance(cell.value, int) else None for cell in cells]
        return self._read[index]
