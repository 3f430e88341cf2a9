"""The rows of a plan that stay out, and which of their cells can be mended in place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.definitions import checks
from dashboard.intake.readings import plain
from dashboard.intake.tables import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.actions.editing import Cell
    from dashboard.actions.plan import Plan
    from dashboard.intake.tables import MatchedColumn, Problem

TOGETHER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "school_missing": ("school_code", "school_name"),
        "school_name_missing": ("school_code", "school_name"),
        "duplicate_report": ("school_code", "school_name", "period"),
        "duplicate_school": ("school_name", "commune"),
        "school_closed": ("period",),
        "school_not_open_yet": ("period",),
        "merger_without_day": ("successor_code",),
    }
)
"""Rules that are no data and concern more than the cell that they name, with the fields of the others."""


@dataclass(frozen=True)
class FaultyCell:
    """A cell that may be mended.

    ``text`` is what stands there now and ``read`` what the file has, both in one line; ``doubtful`` when the very same
    text must be typed to settle what it means.
    """

    row: int
    column: str
    field: str
    header: str
    text: str
    read: str
    doubtful: bool = False

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return self.row, self.column

    @property
    def is_edited(self) -> bool:
        """Tell whether somebody has typed something else."""
        return self.text != self.read


@dataclass(frozen=True)
class FaultyRow:
    """A row that stays out: how its school or person is written, what is wrong, and the cells that this is about."""

    row: int
    school: str
    problems: tuple[Problem, ...]
    cells: tuple[FaultyCell, ...]


def faulty_rows(plan: Plan) -> list[FaultyRow]:
    """Return the rows with errors or questions that editing a cell can settle, in their order.

    Left out is what only the file can mend (rows that were not read, columns that are missing), and the question
    which school is meant, which is answered by choosing.
    """
    asked = {(question.row, question.column) for question in plan.questions if question.kind == "school"}
    by_row: defaultdict[int, list[Problem]] = defaultdict(list)
    for problem in plan.rejected:
        is_choice = problem.severity is Severity.QUESTION and (problem.row, problem.column) in asked
        if problem.row is not None and not is_choice:
            by_row[problem.row].append(problem)
    places = {number: place for place, number in enumerate(plan.table.numbers) if place}
    rows = (_row(plan, places[row], problems) for row, problems in sorted(by_row.items()) if row in places)
    return [row for row in rows if row.cells]


def first_of(rows: Sequence[FaultyRow], most: int) -> list[FaultyRow]:
    """Return the first rows, at least one, with at most so many cells together."""
    shown: list[FaultyRow] = []
    cells = 0
    for row in rows:
        cells += len(row.cells)
        if shown and cells > most:
            break
        shown.append(row)
    return shown


def _row(plan: Plan, place: int, problems: Sequence[Problem]) -> FaultyRow:
    concerned = {field for problem in problems for field in concerned_fields(problem)}
    columns = [column for column in plan.matching.columns if column.field in concerned]
    read = {edit.cell: edit.before for edit in plan.edits}
    cells = [_cell(plan, place, column, read) for column in sorted(columns, key=lambda column: column.index)]
    number = plan.table.numbers[place]
    told = [one for one in problems if any(cell.field in concerned_fields(one) for cell in cells)]
    return FaultyRow(number, _school(plan, place), tuple(told), tuple(cells))


def concerned_fields(problem: Problem) -> frozenset[str]:
    """Return the fields whose cells a problem is about: all that a check compares, else the one that it names."""
    check = checks().get(problem.rule)
    others = check.fields if check else TOGETHER.get(problem.rule, ())
    return frozenset([*others, *([problem.field] if problem.field else [])])


def _cell(plan: Plan, place: int, column: MatchedColumn, read: Mapping[Cell, str]) -> FaultyCell:
    row, letter, text = plan.table.numbers[place], plan.table.letter(column.index), plan.table.rows[place][column.index]
    return FaultyCell(
        row=row,
        column=letter,
        field=column.field,
        header=column.header,
        text=plain(text),
        read=plain(read.get((row, letter), text)),
        doubtful=plan.table.is_open(row, column.index),
    )


def _school(plan: Plan, place: int) -> str:
    subjects = ("full_name", "school_name", "school_code")
    named = (plan.matching.column_of(field) for field in subjects)
    texts = (plain(plan.table.rows[place][column.index]) for column in named if column)
    return next(filter(None, texts), "")
