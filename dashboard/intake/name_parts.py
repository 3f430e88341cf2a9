"""A name in two columns: the family name with what follows it, and the given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dashboard.intake.birth_parts import BIRTH, birth_parts
from dashboard.intake.columnar import Column, distinct_rows, filled
from dashboard.intake.readings import plain, states_nothing
from dashboard.intake.variants import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.definitions import Dataset, Field
    from dashboard.intake.tables import Table

FULL_NAME = "full_name"
FAMILY, GIVEN = "family", "given"


def field_parts(table: Table, dataset: Dataset) -> Mapping[int, tuple[str, str]]:
    """Return the field and the part of it that columns hold which state a field together, by their index."""
    found = ((FULL_NAME, name_parts(table, dataset)), (BIRTH, birth_parts(table, dataset)))
    return {index: (field, part) for field, parts in found for index, part in parts.items()}


def name_parts(table: Table, dataset: Dataset) -> Mapping[int, str]:
    """Return which part of the name the columns hold, by their index; nothing where a name stands in one column.

    The two columns have headings of their own, or one heading that stands over both.
    """
    field = dataset.fields.get(FULL_NAME)
    if field is None:
        return {}
    keys = [heading_key(heading) for heading in table.headings]
    return _named(keys, field) or _under_one_heading(table, keys, field)


def _named(keys: Sequence[str], field: Field) -> Mapping[int, str]:
    families, givens = ({heading_key(one) for one in part} for part in (field.family, field.given))
    first = [index for index, key in enumerate(keys) if key in families]
    last = [index for index, key in enumerate(keys) if key in givens]
    whole = any(key in _whole(field) for key in keys)
    alone = len(first) == len(last) == 1 and not whole
    return {first[0]: FAMILY, last[0]: GIVEN} if alone else {}


def _under_one_heading(table: Table, keys: Sequence[str], field: Field) -> Mapping[int, str]:
    """Tell a heading that was merged over two columns: the second has the same or none, and one word in its cells."""
    for index, key in enumerate(keys[:-1]):
        follows = not table.headings[index + 1].strip() or keys[index + 1] == key
        if key in _whole(field) and follows and _holds_given_names(table.columns[index + 1]):
            return {index: FAMILY, index + 1: GIVEN}
    return {}


def _whole(field: Field) -> set[str]:
    return set(map(heading_key, field.variants))


def _holds_given_names(column: Column[str]) -> bool:
    cells = [cell for cell in column.values if cell.strip()]
    one_word = all(len(cell.split()) == 1 and cell.strip().isalpha() for cell in cells)
    return bool(cells) and one_word and bool(2 * filled(column).sum() > len(column))


def joined(parts: Sequence[Column[str]]) -> Column[str]:
    """Return the names of the rows from their parts, in the order of the parts."""
    rows, first = distinct_rows(parts)
    names = [
        " ".join(text for part in parts if not states_nothing(text := plain(part[place]))) for place in first.tolist()
    ]
    return Column(names, rows.astype(np.int32))
