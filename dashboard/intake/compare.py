"""What a file would do to what is known: new, changed, unchanged and absent, field by field. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.definitions import datasets
from dashboard.intake.changes import ChangedRows, Changes, Difference
from dashboard.intake.columnar import Column, distinct_rows
from dashboard.intake.records import MISSING, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.intake.changes import Key
    from dashboard.intake.columnar import Mask
    from dashboard.intake.records import Records
    from dashboard.intake.tables import Value

FEWEST_ROWS = 5
"""Below this number of rows a share says nothing: the correction of one typed report is no mass change."""


@dataclass(frozen=True, eq=False)
class Incoming:
    """Accepted rows, with only the fields that their file has, and what is known under the key of each.

    ``known`` says which of them there are already, ``stored`` what is known of these by field (``MISSING`` of the
    others); ``targets`` are whom the rows are about, ``called`` tells the key of a row and how people call it.
    """

    records: Records
    known: Mask
    stored: Mapping[str, Column[Cell]]
    targets: Column[Any]
    called: Callable[[int], tuple[Key, str]]


@cache
def compared_fields(dataset: str) -> tuple[str, ...]:
    """Return the fields that a row of the dataset can change, in order.

    What names the school and the month of a report is its identity and not part of it; in the register of schools
    the name and the code can change too, because there the identity is the school itself.
    """
    identity = frozenset[str]() if dataset == "schools" else frozenset({"school", "period"})
    definition = datasets()[dataset]
    return tuple(code for code in definition.stored if definition.fields[code].group not in identity)


def row_after(dataset: str, current: Mapping[str, Value], values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the row as it would be: the file's fields over the known ones.

    A field that the file does not have stays as it is. A blank cell never erases what the register of schools knows;
    in a report it says that the figure is unknown.
    """
    given = {field: value for field, value in values.items() if value is not None or dataset != "schools"}
    return {**current, **given}


def compare(dataset: str, incoming: Incoming, absent: tuple[str, ...] = ()) -> Changes:
    """Return what the rows would do to what is known; ``absent`` are the labels of those that are missing.

    A known row that the file claims to speak for and does not name is a question and never a deletion.
    """
    fields = [field for field in compared_fields(dataset) if field in incoming.records.columns]
    differences = {field: _difference(dataset, incoming, field) for field in fields}
    whose = (incoming.targets, incoming.records.columns.get("period"))
    return Changes(ChangedRows(incoming, differences, tuple(one for one in whose if one is not None)), absent)


def _difference(dataset: str, incoming: Incoming, field: str) -> Difference:
    """Compare each different pair of what is known and what the file says once."""
    before = incoming.stored.get(field) or Column[Cell].alike(MISSING, len(incoming.records))
    after = incoming.records.columns[field]
    codes, first = distinct_rows([before, after])
    pairs = ((before[place], after[place]) for place in first.tolist())
    differ = np.array([_differs(dataset, field, *pair) for pair in pairs], np.bool_)
    return Difference(before, after, differ[codes])


def _differs(dataset: str, field: str, before: Cell, after: Cell) -> bool:
    known = {} if before is MISSING else {field: before}
    given = {} if after is MISSING else {field: after}
    return bool(given) and row_after(dataset, known, given).get(field) != known.get(field)


def needs_confirmation(changes: Changes, known: int) -> bool:
    """Tell whether a file changes so much that it is asked for twice; ``known`` counts the rows it speaks for.

    More than a fifth of the rows that were known would change, or more than a twentieth of those covered is absent;
    from ``FEWEST_ROWS`` rows on, in whole numbers. Rows that are new change nothing.
    """
    counts = changes.counts()
    compared = counts["changed"] + counts["unchanged"]
    many_changed = compared >= FEWEST_ROWS and 5 * counts["changed"] > compared
    many_absent = known >= FEWEST_ROWS and 20 * counts["absent"] > known
    return many_changed or many_absent
