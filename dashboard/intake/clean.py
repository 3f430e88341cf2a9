"""Text becomes values, each with the cell that it came from; what cannot be understood is a problem, never a guess."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.intake.columns import PARSERS
from dashboard.intake.readings import Reading, plain
from dashboard.intake.sections import Sections, find_sections
from dashboard.intake.tables import Cleaned, Problem, Record, Severity, Totals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from dashboard.definitions import Dataset, Field
    from dashboard.intake.tables import MatchedColumn, Matching, Table, Value

QUESTIONS = frozenset({"number_ambiguous", "percent_ambiguous", "cell_merged"})
"""Rules under which a cell has several meanings, so that the user must say which."""


def clean(table: Table, matching: Matching, given: Collection[str] = ()) -> Cleaned:
    """Return the data rows as typed records, what is wrong with their cells, and what the total row states.

    ``given`` are fields that the caller knows for every row (the school that the file is from). A required field
    that is neither given nor has a column is one problem of the whole table. What is only recomputed is never an
    error. A table without a dataset has no records.
    """
    if matching.dataset is None:
        return Cleaned((), ())
    dataset, sections = datasets()[matching.dataset], find_sections(table, matching)
    read = [(column, _read(table, dataset.fields[column.field], column, sections)) for column in matching.columns]
    problems = [
        *_missing(dataset, matching, given),
        *_problems(table, dataset, sections, read),
        *_other_table(table, sections),
    ]
    return Cleaned(_records(table, dataset, sections, read), tuple(problems), _totals(table, dataset, sections, read))


_Column = tuple["MatchedColumn", list["Reading"]]


def _read(table: Table, field: Field, column: MatchedColumn, sections: Sections) -> list[Reading]:
    """Return what the cells of a column say, the total row's last: it helps to tell what the column means."""
    rows = [*sections.data, *([] if sections.total is None else [sections.total])]
    read = PARSERS[field.kind]([_cell(table, row, column.index, field) for row in rows])
    if not table.merged or _is_shared(field):
        return read
    return [
        Reading(rule="cell_merged") if (table.numbers[row], column.index) in table.merged else reading
        for row, reading in zip(rows, read, strict=True)
    ]


def _is_shared(field: Field) -> bool:
    """Tell whether one cell may speak for several rows: a place or a kind may, a figure or a name may not."""
    return field.kind in {"levels", "ownership", "branch_status", "month"} or field.code in {"commune", "branch_name"}


def _cell(table: Table, row: int, index: int, field: Field) -> str:
    """Return a cell's text; a workbook's own number 1.844 as ``1,844``, for it may have been typed as 1844."""
    text, place = table.rows[row][index], (table.numbers[row], index)
    if place in table.merged and _is_shared(field):
        return table.merged[place]
    doubtful = field.kind == "count" and place in table.fractions
    return text.replace(".", ",") if doubtful else text


def _records(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Column]) -> tuple[Record, ...]:
    fields = [column.field for column, _ in read]
    rows = zip(*(readings for _, readings in read), strict=True) if read else ()
    return tuple(
        Record(table.numbers[index], _values(dataset, fields, readings, stated))
        for index, stated, readings in zip(sections.data, sections.groups, rows, strict=False)
    )


def _values(
    dataset: Dataset, fields: Sequence[str], readings: Sequence[Reading], stated: Mapping[str, str]
) -> dict[str, Value]:
    """Return a row's values; what the group over it states stands in for a cell that is blank or not there."""
    values = dict(zip(fields, (reading.value for reading in readings), strict=True))
    for code in stated.keys() & dataset.fields.keys():
        if values.get(code) is None:
            values[code] = _group_value(dataset.fields[code].kind, stated[code])
    return values


@lru_cache(maxsize=1_024)
def _group_value(kind: str, text: str) -> Value:
    return PARSERS[kind]([text])[0].value


def _problems(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Column]) -> list[Problem]:
    """Return the problems in the order in which one reads the table."""
    found = [
        (index, column.index, _problem(table, index, column, reading, dataset.fields[column.field]))
        for column, readings in read
        for index, reading in zip(sections.data, readings, strict=False)
        if reading.rule is not None
    ]
    return [problem for _, _, problem in sorted(found, key=lambda place: place[:2])]


def _problem(table: Table, index: int, column: MatchedColumn, reading: Reading, field: Field) -> Problem:
    return Problem(
        rule=reading.rule or "",
        severity=_severity(reading, field),
        row=table.numbers[index],
        column=table.letter(column.index),
        field=column.field,
        value=plain(table.rows[index][column.index]),
        header=column.header,
        values=reading.values,
    )


def _severity(reading: Reading, field: Field) -> Severity:
    if field.group == "recomputed":
        return Severity.WARNING
    return Severity.QUESTION if reading.rule in QUESTIONS else Severity.ERROR


def _other_table(table: Table, sections: Sections) -> Iterator[Problem]:
    if sections.other_table is not None:
        rows = len(table.rows) - sections.other_table - 1
        yield Problem("other_table", Severity.ERROR, row=table.numbers[sections.other_table], values={"rows": rows})


def _missing(dataset: Dataset, matching: Matching, given: Collection[str]) -> Iterator[Problem]:
    have = {*given, *(column.field for column in matching.columns)}
    for alternatives in dataset.required:
        if have.isdisjoint(alternatives):
            names = " / ".join(f"“{dataset.fields[field].variants[0]}”" for field in alternatives)
            yield Problem("column_missing", Severity.ERROR, field=alternatives[0], values={"columns": names})


def _totals(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Column]) -> Totals | None:
    """Return what the total row states: plain text of what was understood, else the cell as it is."""
    if sections.total is None:
        return None
    last = [(column, readings[-1]) for column, readings in read]
    stated = {
        column.field: plain(table.rows[sections.total][column.index]) if reading.rule else str(reading.value)
        for column, reading in last
        if dataset.fields[column.field].kind in {"count", "percent"} and (reading.rule or reading.value is not None)
    }
    return Totals(table.numbers[sections.total], stated)
