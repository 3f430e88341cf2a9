"""Columns that state one field together, by a cross in one of them: ``Công lập`` | ``Ngoài công lập``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.text import fold, tidy
from dashboard.intake.columnar import Column, distinct_rows, filled
from dashboard.intake.columns import PARSERS
from dashboard.intake.readings import BLANK, Reading
from dashboard.intake.variants import crosses, heading_key, variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.definitions import Dataset
    from dashboard.intake.tables import MatchedColumn, Table

_CROSSES = frozenset({"✓", "✔", "☑", "☒"})
_WORDS = frozenset({"x", "v", "co"})
"""Folded."""


class Cross(NamedTuple):
    """The field that a column helps to state, and its value where the column has a cross."""

    field: str
    value: str


def crossed_columns(table: Table, dataset: Dataset) -> dict[int, Cross]:
    """Return what crosses mean, by the index of their column.

    There are at least two such columns of a field, in a list of people one, some with crosses and none with anything
    else, and no column has the field itself.
    """
    keys = list(map(heading_key, table.headings))
    stated = {fields for key in keys if len(fields := variants(dataset.code).get(key, ())) == 1}
    found = {
        index: Cross(field, value)
        for index, key in enumerate(keys)
        for field, value in crosses(dataset.code).get(key, ())
        if (field,) not in stated and _holds_only_crosses(table.columns[index])
    }
    together = Counter(cross.field for cross in found.values())
    marked = {cross.field for index, cross in found.items() if filled(table.columns[index]).any()}
    fewest = 1 if dataset.lists_people else 2
    return {index: cross for index, cross in found.items() if together[cross.field] >= fewest and cross.field in marked}


def is_cross(cell: str) -> bool:
    """Tell whether a cell is marked."""
    return tidy(cell) in _CROSSES or fold(cell) in _WORDS


def _holds_only_crosses(column: Column[str]) -> bool:
    return all(is_cross(cell) for cell in column.values if cell.strip())


def read_crosses(texts: Sequence[Column[str]], columns: Sequence[MatchedColumn], kind: str) -> Column[Reading]:
    """Return what the crosses of a row say together; a school may have several levels, and one of everything else.

    Two crosses where only one can be break ``crossed_twice``.
    """
    rows, first = distinct_rows(texts)
    marked = [
        [column for column, cells in zip(columns, texts, strict=True) if is_cross(cells[place])]
        for place in first.tolist()
    ]
    return Column([_said(crosses, kind) for crosses in marked], rows)


def _said(crosses: Sequence[MatchedColumn], kind: str) -> Reading:
    if len(crosses) > 1 and kind != "levels":
        return Reading(rule="crossed_twice", values={"columns": [column.header for column in crosses]})
    return PARSERS[kind](["+".join(column.crossed for column in crosses)])[0] if crosses else BLANK
