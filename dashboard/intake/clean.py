"""Text becomes values, each with the cell that it came from; what cannot be understood is a problem, never a guess."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dashboard.definitions import datasets
from dashboard.intake.apart import apart
from dashboard.intake.birth_parts import BIRTH, SEX, read_births
from dashboard.intake.columnar import Column
from dashboard.intake.columns import PARSERS
from dashboard.intake.crosses import read_crosses
from dashboard.intake.name_parts import joined
from dashboard.intake.readings import BLANK, Reading, plain
from dashboard.intake.records import MISSING, Records
from dashboard.intake.sections import Sections, find_sections
from dashboard.intake.tables import Cleaned, Problem, Severity, Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from dashboard.definitions import Dataset, Field
    from dashboard.intake.columnar import Places
    from dashboard.intake.records import Cell
    from dashboard.intake.tables import MatchedColumn, Matching, Table

QUESTIONS = frozenset({"number_ambiguous", "percent_ambiguous", "cell_merged"})
"""Rules under which a cell has several meanings, so that the user must say which."""
TOLD_ONLY = frozenset({"position_unknown"})
"""Rules that leave a value unknown and keep no row out."""
SCHOOL = frozenset({"school_name", "school_code"})


def clean(table: Table, matching: Matching, given: Collection[str] = ()) -> Cleaned:
    """Return the data rows as typed records, what is wrong with their cells, and what the total row states.

    ``given`` are fields that the caller knows for every row (the school that the file is from). A required field
    that is neither given nor has a column is one problem of the whole table. What is only recomputed is never an
    error. A table without a dataset has no records.
    """
    if matching.dataset is None:
        return Cleaned(Records.of(()), ())
    dataset, sections = datasets()[matching.dataset], find_sections(table, matching)
    read = list(_read_all(table, matching, dataset, sections))
    problems = [
        *_missing(dataset, matching, given),
        *_problems(table, dataset, sections, read),
        *_other_table(table, sections),
    ]
    return Cleaned(_records(table, dataset, sections, read), tuple(problems), _totals(table, dataset, sections, read))


class _Read(NamedTuple):
    """What the data rows say in a column, and what the total row does."""

    column: MatchedColumn
    cells: Column[Reading]
    total: Reading


def _read_all(table: Table, matching: Matching, dataset: Dataset, sections: Sections) -> Iterator[_Read]:
    together: dict[str, list[MatchedColumn]] = {}
    for column in matching.columns:
        if column.crossed or column.part:
            together.setdefault(column.field, []).append(column)
            continue
        field, texts = dataset.fields[column.field], _texts(table, sections, column.index, dataset.fields[column.field])
        other = dataset.fields[field.also] if field.also and matching.column_of(field.also) is None else None
        if other is None:
            yield _read(table, field, column, sections, texts)
        else:
            parts = texts.mapped(partial(apart, field=field))
            yield _read(table, field, column, sections, parts.mapped(itemgetter(0)))
            yield _read(table, other, replace(column, field=other.code), sections, parts.mapped(itemgetter(1)))
    for code, columns in together.items():
        yield from _read_together(table, dataset.fields[code], columns, sections)


def _read_together(table: Table, field: Field, columns: Sequence[MatchedColumn], sections: Sections) -> Iterator[_Read]:
    """Yield what several columns state together: a cross in one of them, a name in parts, births of men and women."""
    texts = [table.columns[column.index].take(sections.data) for column in columns]
    if columns[0].crossed:
        yield _Read(columns[0], read_crosses(texts, columns, field.kind), BLANK)
    elif field.code == BIRTH:
        births, sexes = read_births(texts, columns)
        yield _Read(columns[0], births, BLANK)
        yield _Read(replace(columns[0], field=SEX), sexes, BLANK)
    else:
        parts = sorted(zip((one.part for one in columns), texts, strict=True), key=itemgetter(0))
        names = joined([text for _, text in parts])
        yield _Read(columns[0], Column(PARSERS[field.kind](names.values), names.codes), BLANK)


def _read(table: Table, field: Field, column: MatchedColumn, sections: Sections, texts: Column[str]) -> _Read:
    """Return what the cells of a column say; the total row's helps to tell what the column means."""
    rows = _rows(sections)
    readings = PARSERS[field.kind](texts.values)
    cells = _without_merged(table, rows, column.index, Column(readings, texts.codes), shared=_is_shared(field))
    return _Read(column, cells.take(slice(len(sections.data))), cells[-1] if len(rows) > len(sections.data) else BLANK)


def _rows(sections: Sections) -> Places:
    """Return the rows of data and the total row."""
    return np.append(sections.data, [] if sections.total is None else [sections.total]).astype(np.int64)


def _texts(table: Table, sections: Sections, index: int, field: Field) -> Column[str]:
    """Return the texts of a column; where a cell is not simply what stands there, each is looked at."""
    rows = _rows(sections)
    if not table.fractions and not table.merged:
        return table.columns[index].take(rows)
    return Column.of(_cell(table, row, index, field) for row in (rows + 1).tolist())


def _without_merged(table: Table, rows: Places, index: int, cells: Column[Reading], *, shared: bool) -> Column[Reading]:
    """Return the readings; a cell that is merged with others of its column says nothing, unless it may be shared."""
    if shared or not table.merged:
        return cells
    merged = [at for at, row in enumerate((rows + 1).tolist()) if (table.numbers[row], index) in table.merged]
    codes = cells.codes.copy()
    codes[merged] = len(cells.values)
    return Column([*cells.values, Reading(rule="cell_merged")], codes)


def _is_shared(field: Field) -> bool:
    """Tell whether one cell may speak for several rows: a place or a kind may, a figure or a name may not."""
    kinds, codes = {"levels", "ownership", "branch_status", "month"}, {"commune", "branch_name"}
    return field.shared or field.kind in kinds or field.code in codes


def _cell(table: Table, row: int, index: int, field: Field) -> str:
    """Return a cell's text; a workbook's own number 1.844 as ``1,844``, for it may have been typed as 1844."""
    text, place = table.rows[row][index], (table.numbers[row], index)
    if place in table.merged and _is_shared(field):
        return table.merged[place]
    doubtful = field.kind == "count" and place in table.fractions
    return text.replace(".", ",") if doubtful else text


def _records(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Read]) -> Records:
    data = sections.data if read else sections.data[:0]
    columns: dict[str, Column[Cell]] = {one.column.field: one.cells.mapped(lambda cell: cell.value) for one in read}
    stated = sections.stated
    for code in dict.fromkeys(code for values in stated.values for code in values):
        if read and code in dataset.fields:
            columns[code] = _filled(columns.get(code), stated.mapped(_stating(dataset.fields[code])))
    return Records(table.numbers_at(data + 1), columns)


def _stating(field: Field) -> Callable[[Mapping[str, str]], Cell]:
    """Return what tells the value of a field from what a group states."""

    def value(stated: Mapping[str, str]) -> Cell:
        return PARSERS[field.kind]([stated[field.code]])[0].value if field.code in stated else MISSING

    return value


def _filled(own: Column[Cell] | None, stated: Column[Cell]) -> Column[Cell]:
    """Return a column in which what the group over a row states stands in for a cell that is blank or not there."""
    if own is None:
        return stated
    blank = own.where(lambda cell: cell is None) & stated.where(lambda cell: cell is not MISSING)
    codes = np.where(blank, stated.codes + len(own.values), own.codes).astype(np.int32)
    return Column([*own.values, *stated.values], codes)


def _problems(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Read]) -> list[Problem]:
    """Return the problems in the order in which one reads the table."""
    found = [
        (row, one.column.index, _problem(table, row, one, at, dataset.fields[one.column.field]))
        for one in read
        for at in np.flatnonzero(one.cells.where(lambda cell: cell.rule)).tolist()
        for row in [int(sections.data[at]) + 1]
    ]
    return [problem for _, _, problem in sorted(found, key=lambda place: place[:2])]


def _problem(table: Table, row: int, read: _Read, at: int, field: Field) -> Problem:
    column, reading = read.column, read.cells[at]
    return Problem(
        rule=reading.rule or "",
        severity=_severity(reading, field),
        row=table.numbers[row],
        column=table.letter(column.index),
        field=column.field,
        value=plain(table.rows[row][column.index]),
        header=column.header,
        values=reading.values,
    )


def _severity(reading: Reading, field: Field) -> Severity:
    if field.group == "recomputed" or reading.rule in TOLD_ONLY:
        return Severity.WARNING
    return Severity.QUESTION if reading.rule in QUESTIONS else Severity.ERROR


def _other_table(table: Table, sections: Sections) -> Iterator[Problem]:
    if sections.other_table is not None:
        row = sections.other_table + 1
        yield Problem("other_table", Severity.ERROR, row=table.numbers[row], values={"rows": len(table.rows) - row - 1})


def _missing(dataset: Dataset, matching: Matching, given: Collection[str]) -> Iterator[Problem]:
    have = {*given, *(column.field for column in matching.columns)}
    for alternatives in dataset.required:
        if have.isdisjoint(alternatives) and dataset.lists_people and SCHOOL.issuperset(alternatives):
            yield Problem("school_of_file_unknown", Severity.QUESTION, field="school_name")
        elif have.isdisjoint(alternatives):
            names = " / ".join(f"“{dataset.fields[field].variants[0]}”" for field in alternatives)
            yield Problem("column_missing", Severity.ERROR, field=alternatives[0], values={"columns": names})


def _totals(table: Table, dataset: Dataset, sections: Sections, read: Sequence[_Read]) -> Totals | None:
    """Return what the total row states: plain text of what was understood, else the cell as it is."""
    if sections.total is None:
        return None
    row = sections.total + 1
    stated = {
        one.column.field: plain(table.rows[row][one.column.index]) if one.total.rule else str(one.total.value)
        for one in read
        if dataset.fields[one.column.field].kind in {"count", "percent"}
        and (one.total.rule or one.total.value is not None)
    }
    return Totals(table.numbers[row], stated)
