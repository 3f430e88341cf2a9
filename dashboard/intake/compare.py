"""What a file would do to what is known: new, changed, unchanged and absent, field by field. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.intake.tables import Changes, FieldChange, RowChange, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Key = tuple[object, ...]

FEWEST_ROWS = 5
"""Below this number of rows a share says nothing: the correction of one typed report is no mass change."""


@dataclass(frozen=True)
class Incoming:
    """One accepted row: its identity, how people call it, where it stands, and only the fields that its file has."""

    key: Key
    label: str
    row: int | None
    values: Mapping[str, Value]


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


def compare(
    dataset: str,
    incoming: Sequence[Incoming],
    current: Mapping[Key, Mapping[str, Value]],
    *,
    covered: Mapping[Key, str],
) -> Changes:
    """Return what the rows would do to ``current``, the known rows by key.

    ``covered`` are the keys, with their labels, that the file claims to speak for; those that it does not name are
    absent, which is a question and never a deletion.
    """
    named = {row.key for row in incoming}
    return Changes(
        rows=tuple(_row_change(dataset, row, current.get(row.key)) for row in incoming),
        absent=tuple(label for key, label in covered.items() if key not in named),
    )


def _row_change(dataset: str, row: Incoming, known: Mapping[str, Value] | None) -> RowChange:
    fields = tuple(_field_changes(dataset, row.values, known or {}))
    kind = "new" if known is None else "changed" if fields else "unchanged"
    return RowChange(key=row.key, kind=kind, row=row.row, label=row.label, fields=fields)


def _field_changes(dataset: str, values: Mapping[str, Value], known: Mapping[str, Value]) -> Iterator[FieldChange]:
    after = row_after(dataset, known, values)
    for field in compared_fields(dataset):
        if field in values and after.get(field) != known.get(field):
            yield FieldChange(field, known.get(field), after.get(field))


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
