"""Births in two columns, one of men and one of women, as many lists have them: they state the sex too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.intake.births import parse_births
from dashboard.intake.columnar import Column, distinct_rows
from dashboard.intake.readings import BLANK, Reading, states_nothing
from dashboard.intake.variants import crosses, heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.definitions import Dataset
    from dashboard.intake.tables import MatchedColumn, Table

BIRTH, SEX = "birth_date", "sex"


def birth_parts(table: Table, dataset: Dataset) -> Mapping[int, str]:
    """Return whose births the columns hold, by their index: ``male`` and ``female``, or nothing."""
    field = dataset.fields.get(BIRTH)
    if field is None or SEX not in dataset.fields:
        return {}
    keys = [heading_key(heading) for heading in table.headings]
    births = {heading_key(variant) for variant in field.variants}
    sexes = {key: sex for key, found in crosses(dataset.code).items() for code, sex in found if code == SEX}
    named = {f"{birth} {key}": sex for birth in births for key, sex in sexes.items() if " " not in key}
    found = {index: named[key] for index, key in enumerate(keys) if key in named}
    return found if sorted(found.values()) == ["female", "male"] and births.isdisjoint(keys) else {}


def read_births(
    texts: Sequence[Column[str]], columns: Sequence[MatchedColumn]
) -> tuple[Column[Reading], Column[Reading]]:
    """Return the birth and the sex of each row; two births in one row break ``crossed_twice``."""
    rows, first = distinct_rows(texts)
    filled = [[at for at, cells in enumerate(texts) if not states_nothing(cells[place])] for place in first.tolist()]
    said = [texts[at[0]][place] if at else "" for at, place in zip(filled, first.tolist(), strict=True)]
    twice = Reading(rule="crossed_twice", values={"columns": [column.header for column in columns]})
    births = [twice if len(at) > 1 else born for at, born in zip(filled, parse_births(said), strict=True)]
    sexes = [Reading(columns[at[0]].part) if len(at) == 1 else BLANK for at in filled]
    return Column(births, rows), Column(sexes, rows)
