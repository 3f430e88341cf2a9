"""Cells of a workbook in letters of old fonts become Unicode: all sheets decide together, each cell may differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.errors import UnreadableFile
from dashboard.intake.encodings import AS_THEY_ARE, LETTERS, alternatives
from dashboard.intake.legacy import OF_UNICODE
from dashboard.intake.letters import Election, elect, mend_cells
from dashboard.intake.syllables import without_eth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.grid import Grid

_SAMPLE = 10_000
"""How many cells vote; they are spread over all sheets."""


def mend_grids(grids: Sequence[Grid], letters: str | None = None) -> list[Grid]:
    """Return the sheets of one workbook with their letters as Unicode, and ``letters`` as what they were in.

    ``letters`` is what the user knows: one of ``LETTERS``, or ``AS_THEY_ARE``. Raises ``UnreadableFile`` for others.
    """
    if letters not in {None, *alternatives(None)}:
        raise UnreadableFile("errors.encoding_unknown", encoding=letters, known=", ".join(alternatives(None)))
    election = _chosen(letters) if letters else _elected(grids)
    return [_mended(grid, election) for grid in grids]


def _chosen(letters: str) -> Election | None:
    return None if letters == AS_THEY_ARE else Election(OF_UNICODE[LETTERS.index(letters)], by_default=True)


def _elected(grids: Sequence[Grid]) -> Election | None:
    cells = list(dict.fromkeys(cell for grid in grids for row in grid.rows for cell in row if not cell.isascii()))
    return elect("\n".join(cells[:: len(cells) // _SAMPLE + 1]), OF_UNICODE) if cells else None


def _mended(grid: Grid, election: Election | None) -> Grid:
    if election is None:
        return replace(grid, rows=[[without_eth(cell) for cell in row] for row in grid.rows])
    rows = [mend_cells(row, election) for row in grid.rows]
    return replace(grid, rows=rows, letters=election.reading.name)
