"""All that can be said against the rows of a file: the checks that are data, and the rules that are not.

``judge`` runs the checks of ``checks.toml`` in SQL, ``plausible`` looks at one row and the calendar, ``duplicates``
at two rows. The sentences are ``checks.<rule>.message`` in the catalogues.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.intake.duplicates import duplicates
from dashboard.intake.facts import Facts, Place, Row, places_of, rows_of
from dashboard.intake.judge import PREVIOUS, broken_checks, relation
from dashboard.intake.plausible import MOST_PEOPLE, implausible
from dashboard.intake.tables import Problem, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.definitions import Check
    from dashboard.intake.records import Record

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
    facts: Mapping[int, Facts] = _NONE,
    told: Sequence[Problem] = (),
) -> list[Problem]:
    """Return every problem of every row, in the order of the rows.

    ``places`` are the columns by field, ``facts`` what is known beside the cells by row number, ``told`` the problems
    that cleaning found: nothing is said twice of one cell. A report's month stands in its ``period``, wherever it
    was read. Where a file has only some of a row's figures, the known ones stand in for the rest, so that two files
    together cannot store what one may not.
    """
    rows = rows_of(dataset, records, places, facts)
    cells = {(problem.row, problem.field) for problem in told}
    problems = [
        *(_without_figures(rows, {problem.row for problem in told}) if dataset == "branch_report" else ()),
        *_broken(dataset, rows),
        *(one for one in implausible(dataset, rows, today) if not {(one.row, one.field), (None, one.field)} & cells),
        *duplicates(dataset, rows),
    ]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _without_figures(rows: Sequence[Row], told: Collection[int | None]) -> Iterator[Problem]:
    """Tell the rows that name a school and nothing of it: such a school has not reported."""
    counts = datasets()["branch_report"].counts
    for row in rows:
        figures = [row.given[code] for code in counts if code in row.given]
        if row.number not in told and row.label() and figures and not any(one is not None for one in figures):
            field = "school_name" if "school_name" in row.given else "school_code"
            yield row.problem(NO_FIGURES, Severity.WARNING, field, school=row.label())


def _broken(dataset: str, rows: Sequence[Row]) -> list[Problem]:
    found = broken_checks(dataset, relation(dataset, [_figures(row) for row in rows]))
    named = ((rows[position], check) for position, check in found)
    return [_problem(row, check) for row, check in named if not row.given.keys().isdisjoint(check.fields)]


def _figures(row: Row) -> dict[str, Value]:
    """Return what the checks look at; a count that cannot be true is told of by itself and tests nothing."""
    known = {**row.values, PREVIOUS: row.facts.previous_members_total}
    return {field: value for field, value in known.items() if not isinstance(value, int) or abs(value) <= MOST_PEOPLE}


def _problem(row: Row, check: Check) -> Problem:
    figures = {field: value for field, value in _figures(row).items() if field in check.fields}
    field = next(code for code in check.fields if code in row.given)
    total = {"sum": check.identity.sum(figures)} if check.identity else {}
    return row.problem(check.code, Severity(check.severity), field, **figures, **total)
