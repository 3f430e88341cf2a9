"""The user's own file with what is wrong in it: the same sheet, and one more column with the sentences of each row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from dashboard.actions.faults import concerned_fields
from dashboard.definitions import datasets
from dashboard.documents.marked import MarkedSheet, Range, to_marked_xlsx
from dashboard.domain.text import fold
from dashboard.i18n import Translator
from dashboard.intake.messages import describe
from dashboard.intake.read import read_grids
from dashboard.intake.readings import plain
from dashboard.intake.sections import SCHOOL_FIELDS

if TYPE_CHECKING:
    from dashboard.actions.plan import Plan
    from dashboard.intake.grid import Grid
    from dashboard.intake.tables import Received, Table

    Cells = dict[int, dict[int, str]]

HEADINGS = Translator("vi")
"""Headings are Vietnamese in every language, as in the files that schools keep."""
MOST_CELLS = 400_000
"""Ten times the largest file of a district; a workbook of more takes long and much memory."""
UNREAD = "?"
"""Stands in a cell of a row that could not be read, so that the row is not taken for a good one when it comes back."""


def can_be_marked(plan: Plan) -> bool:
    """Tell whether there is a sentence to put beside a row of known columns, and not too much for a workbook."""
    cells = len(plan.table.rows) * len(plan.table.headings)
    told = any(problem.row is not None for problem in plan.problems)
    return told and bool(plan.matching.columns) and cells <= MOST_CELLS


def marked_file(received: Received, plan: Plan, t: Translator, encoding: str | None = None) -> bytes:
    """Return the sheet of a plan as XLSX: every row and column where it was, edits in place, and the sentences.

    ``encoding`` is what the user said of its letters. A row that could not be read stands as one text under the name
    of the school. Raises ``UnreadableFile``.
    """
    grid, table = _grid(received, plan.table, encoding), plan.table
    column = _sentences_column(grid, plan)
    unread = _unread(grid, plan, t)
    below = [*table.numbers[1:], *(refusal.row for refusal in table.refused)]
    marked = MarkedSheet(
        name=table.sheet or t("upload.marked.sheet"),
        rows=_without_old_sentences(_cells(grid, plan) | unread, plan, column),
        heading_row=table.header_row,
        first_row=min((row for row in below if row > table.header_row), default=table.header_row + 1),
        column=column,
        heading=HEADINGS("upload.marked.heading"),
        sentences=_sentences(plan, t),
        faulty=_faulty(plan) | {(row, at) for row, cells in unread.items() for at in cells},
        numbers={(row, table.first_column + index) for row, index in table.fractions},
        merges=_merges(grid),
    )
    return to_marked_xlsx(marked)


def _grid(received: Received, table: Table, encoding: str | None) -> Grid:
    """Return the cells of the sheet that a table was read from; a hidden one is read only by its name."""
    grids = {grid.sheet: grid for grid in read_grids(received, encoding=encoding)}
    return grids[table.sheet] if table.sheet in grids else read_grids(received, table.sheet, encoding)[0]


def _without_old_sentences(rows: Cells, plan: Plan, column: int) -> Cells:
    """Return the cells without what an earlier download said of the rows."""
    old = range(plan.table.header_row, max(rows) + 1)
    return {
        row: {at: text for at, text in cells.items() if at != column or row not in old} for row, cells in rows.items()
    }


def _cells(grid: Grid, plan: Plan) -> Cells:
    """Return what stands where, by row and number of the column, as the user mended it."""
    rows = {
        number: {grid.first_column + index: text for index, text in enumerate(cells) if text}
        for number, cells in zip(grid.numbers, grid.rows, strict=True)
    }
    columns = {plan.table.letter(index): plan.table.first_column + index for index in range(len(plan.table.headings))}
    for edit in plan.edits:
        rows[edit.row][columns[edit.column]] = edit.after
    return rows


def _last_column(plan: Plan) -> int:
    return plan.table.first_column + len(plan.table.headings) - 1


def _sentences_column(grid: Grid, plan: Plan) -> int:
    """Return the column for the sentences: the one of an earlier download, else the first free one at the right."""
    own = fold(HEADINGS("upload.marked.heading"))
    for index, heading in enumerate(plan.table.headings):
        if fold(heading) == own:
            return plan.table.first_column + index
    refused = {refusal.row for refusal in plan.table.refused}
    lines = [cells for number, cells in zip(grid.numbers, grid.rows, strict=True) if number not in refused]
    taken = {grid.first_column + index for cells in lines for index, text in enumerate(cells) if text}
    for merge in _merges(grid):
        if merge.last_row >= plan.table.header_row:
            taken.update(range(merge.first_column, merge.last_column + 1))
    return next(column for column in count(_last_column(plan) + 1) if column not in taken)


def _merges(grid: Grid) -> list[Range]:
    """Return the merged cells by number of the column, as far as the sheet has cells."""
    bottom, right = max(grid.numbers, default=0), max(map(len, grid.rows), default=0) - 1
    return [
        Range(
            merge.first_row,
            grid.first_column + merge.first_column,
            min(merge.last_row, bottom),
            grid.first_column + min(merge.last_column, right),
        )
        for merge in grid.merges
        if merge.first_row <= bottom and 0 <= merge.first_column <= right
    ]


def _unread(grid: Grid, plan: Plan, t: Translator) -> Cells:
    """Return the rows that were refused as one text each: cell by cell they would look like a good row."""
    read = dict(zip(grid.numbers, grid.rows, strict=True))
    place, kept = _places_of_unread(plan)
    joining = grid.delimiter or " "
    return {
        row: {at: UNREAD for at in kept if row > plan.table.header_row}
        | {place: joining.join(map(plain, read[row])) if row in read else t("upload.marked.unread")}
        for row in (refusal.row for refusal in plan.table.refused)
    }


def _places_of_unread(plan: Plan) -> tuple[int, list[int]]:
    """Return the column for the text of a row that was not read, and the columns for ``UNREAD``.

    That is the name of the school, and a column in which that sign is a fault; where all columns hold words, the text
    stands in another than the name, so that the row has none.
    """
    fields = datasets()[plan.dataset].fields if plan.dataset else {}
    typed = [one for one in plan.matching.columns if fields[one.field].kind not in {"text", "name"}]
    kept = [one for one in typed if fields[one.field].group != "recomputed"][:1]
    named = [one for one in plan.matching.columns if (one.field in SCHOOL_FIELDS) == bool(kept)]
    first = plan.table.first_column
    return first + next((one.index for one in named), 0), [first + one.index for one in kept]


def _sentences(plan: Plan, t: Translator) -> dict[int, list[str]]:
    told: defaultdict[int, list[str]] = defaultdict(list)
    for problem in plan.rejected:
        if problem.row is not None:
            told[problem.row].append(describe(replace(problem, row=None), t))
    for problem in plan.warnings:
        if problem.row is not None:
            told[problem.row].append(t("upload.marked.note", sentence=describe(replace(problem, row=None), t)))
    return {row: list(dict.fromkeys(sentences)) for row, sentences in sorted(told.items())}


def _faulty(plan: Plan) -> set[tuple[int, int]]:
    columns = {column.field: plan.table.first_column + column.index for column in plan.matching.columns}
    return {
        (problem.row, columns[field])
        for problem in plan.rejected
        for field in concerned_fields(problem)
        if problem.row is not None and field in columns
    }
