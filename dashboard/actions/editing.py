"""Cells that the user mended on the way in: the uploaded bytes stay as they came, and every edit is recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.intake.tables import Table

Cell: TypeAlias = tuple[int, str]
"""A cell by the row that Excel shows and the letter of its column."""


@dataclass(frozen=True)
class Edit:
    """One cell as the file has it and as it was typed; ``header`` is the heading over it."""

    row: int
    column: str
    header: str
    before: str
    after: str

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return self.row, self.column


def edited(table: Table, edits: Mapping[Cell, str]) -> tuple[Table, tuple[Edit, ...]]:
    """Return the table as if its cells had been typed so, and the edits that changed something, by place.

    Headings cannot be edited, and a cell that the table does not have is no edit. A number of a workbook that may have
    been a count with its thousands dot is settled by typing it, also when the text stays the same; so is a cell that is
    merged with others.
    """
    made = tuple(_edits(table, edits)) if edits else ()
    if not made:
        return table, ()
    rows, doubtful, merged = list(table.rows), set(table.fractions), dict(table.merged)
    columns = _columns(table)
    for edit in made:
        place, index = table.numbers.index(edit.row), columns[edit.column]
        rows[place] = [*rows[place][:index], edit.after, *rows[place][index + 1 :]]
        doubtful.discard((edit.row, index))
        merged.pop((edit.row, index), None)
    return replace(table, rows=rows, fractions=frozenset(doubtful), merged=merged), made


def _edits(table: Table, edits: Mapping[Cell, str]) -> list[Edit]:
    columns, made = _columns(table), []
    places = {number: place for place, number in enumerate(table.numbers) if place}
    for (row, column), text in sorted(edits.items()):
        if row in places and column in columns:
            index = columns[column]
            before = table.rows[places[row]][index]
            if text != before or table.is_open(row, index):
                made.append(Edit(row, column, table.headings[index], before, text))
    return made


def _columns(table: Table) -> dict[str, int]:
    return {table.letter(index): index for index in range(len(table.headings))}


def written_down(edits: tuple[Edit, ...]) -> list[dict[str, object]]:
    """Return edits as they are kept with an upload: row, column, header, before, after."""
    return [vars(edit) for edit in edits]


def recorded(understood: str) -> tuple[Edit, ...]:
    """Return the edits that are kept in what was understood of an upload."""
    return tuple(Edit(**entry) for entry in json.loads(understood).get("edits", ()))
