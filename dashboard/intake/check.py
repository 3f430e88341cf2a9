"""All that can be said against the rows of a file: the checks that are data, and the rules that are not.

``judge`` runs the checks of ``checks.toml`` in SQL, ``plausible`` looks at one row and the calendar, ``duplicates``
at two rows. The sentences are ``checks.<rule>.message`` in the catalogues.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dashboard.definitions import datasets
from dashboard.intake.duplicates import duplicates
from dashboard.intake.facts import Facts, FileRows, Known, Place, Row, places_of
from dashboard.intake.judge import PREVIOUS, broken_checks, relation
from dashboard.intake.plausible import MOST_PEOPLE, implausible
from dashboard.intake.records import Records
from dashboard.intake.tables import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.definitions import Check
    from dashboard.intake.records import Cell, Record
    from dashboard.intake.tables import Value

__all__ = ["Facts", "Place", "check", "places_of"]

NO_FIGURES = "report_without_figures"
"""The warning at a row that is no report, because it has no figure at all."""
_NONE: Mapping[int, Facts] = MappingProxyType({})
_NOWHERE: Mapping[str, Place] = MappingProxyType({})


def check(
    dataset: str,
    records: Sequence[Record],
    *,
    today: date,
    places: Mapping[str, Place] = _NOWHERE,
    facts: Mapping[int, Facts] | Known = _NONE,
    told: Sequence[Problem] = (),
) -> list[Problem]:
    """Return every problem of every row, in the order of the rows.

    ``places`` are the columns by field, ``facts`` what is known beside the cells by row number, ``told`` the problems
    that cleaning found: nothing is said twice of one cell. A report's month stands in its ``period``, wherever it
    was read. Where a file has only some of a row's figures, the known ones stand in for the rest, so that two files
    together cannot store what one may not.
    """
    held = Records.of(records)
    rows = FileRows(dataset, held, places, Known.of(held, facts))
    cells = {(problem.row, problem.field) for problem in told}
    problems = [
        *(_without_figures(rows, {problem.row for problem in told}) if dataset == "branch_report" else ()),
        *_broken(rows),
        *(one for one in implausible(rows, today) if not {(one.row, one.field), (None, one.field)} & cells),
        *duplicates(rows),
    ]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _without_figures(rows: FileRows, told: Collection[int | None]) -> Iterator[Problem]:
    """Tell the rows that name a school and nothing of it: such a school has not reported."""
    counts = [code for code in datasets()[rows.dataset].counts if code in rows.records.columns]
    asked, figures = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
    for code in counts:
        asked, figures = asked | rows.records.has(code), figures | rows.records.states(code)
    for row in rows.rows(asked & ~figures):
        if row.number not in told and row.label():
            field = "school_name" if "school_name" in row.given else "school_code"
            yield row.problem(NO_FIGURES, Severity.WARNING, field, school=row.label())


def _broken(rows: FileRows) -> list[Problem]:
    fields = dict.fromkeys([*rows.records.columns, *rows.known.stored])
    columns = {field: column.mapped(_likely) for field in fields if (column := rows.values(field)) is not None}
    compared = relation(rows.dataset, columns, len(rows))
    if rows.dataset == "branch_report":
        previous = rows.known.previous
        likely = previous.known & (abs(previous.values) <= MOST_PEOPLE)
        compared = compared.append_column(PREVIOUS, pa.array(previous.values, mask=~likely))
    named = ((rows.row(position), check) for position, check in broken_checks(rows.dataset, compared))
    return [_problem(row, check) for row, check in named if not row.given.keys().isdisjoint(check.fields)]


def _likely(value: Cell) -> Cell:
    """Return a value as the checks look at it; a count that cannot be true is told of by itself and tests nothing."""
    return None if isinstance(value, int) and abs(value) > MOST_PEOPLE else value


def _problem(row: Row, check: Check) -> Problem:
    known: dict[str, Value] = {**row.values, PREVIOUS: row.facts.previous_members_total}
    figures = {field: value for field, value in known.items() if field in check.fields and _likely(value) == value}
    field = next(code for code in check.fields if code in row.given)
    total = {"sum": check.identity.sum(figures)} if check.identity else {}
    return row.problem(check.code, Severity(check.severity), field, **figures, **total)
