"""Which rows under the headings are data, which name a group or sum it up, which is the total, and which only sign."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dashboard.definitions import datasets
from dashboard.domain.text import fold
from dashboard.intake.columnar import Column
from dashboard.intake.columns import PARSERS
from dashboard.intake.groups import group_of, school_over_people, stated_by
from dashboard.intake.numbers import parse_count
from dashboard.intake.readings import states_nothing
from dashboard.intake.summing import Sum, sums_up
from dashboard.intake.telling import telling_rows
from dashboard.intake.variants import heading_key, known_keys, variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.intake.columnar import Mask, Places
    from dashboard.intake.groups import Group
    from dashboard.intake.tables import MatchedColumn, Matching, Table

SCHOOL_FIELDS = ("school_name", "school_code")
SUBJECT_FIELDS = (*SCHOOL_FIELDS, "full_name")

_SIGNATURE = re.compile(
    r"nguoi (?:lap|tong hop|bao cao|ghi)(?: (?:bieu|bang|bao cao|phieu|so lieu))?|(?:lap|tong hop) (?:bieu|bang)"
    r"|thu truong(?: (?:don vi|co quan))?|(?:pho )?(?:bi thu|hieu truong|chu tich)(?: .*)?"
    r"|(?:pho )?truong ban(?: (?:to chuc|xay dung dang|tuyen giao|dan van|chap hanh).*)?"
    r"|ky ten(?: .*)?|ky (?:va )?ghi ro ho (?:va )?ten|xac nhan(?: .*)?|noi nhan(?: .*)?|(?:ghi chu|luu y) .*"
    r"|danh sach (?:nay )?(?:gom|co) .*"
    r"|(?:.* )?ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam(?: \d{2,4})?"
)
_ON_BEHALF = re.compile(r"\s*(?:T\.?M|K\.?T|T\.?L|Q)\.\s*\w")


class Sections(NamedTuple):
    """The data rows and the total row of a table, as positions below its headings; the other rows are left out.

    ``stated`` says for each of ``data`` what the rows over it state of it, as text by field. ``other_table`` is the
    row where the headings of another table stand; from there on nothing is read.
    """

    data: Places
    total: int | None
    stated: Column[Mapping[str, str]]
    other_table: int | None = None


def find_sections(table: Table, matching: Matching) -> Sections:
    """Return which rows are what.

    A total row is told by its first words; of several the last that sums up everything is the grand total. Below it,
    or below a signature, only rows that look like data are data. A row without anything in a matched column is left
    out, and so are headings that are repeated on a new page.
    """
    counts = [table.columns[index] for index in _count_columns(matching)]
    told = telling_rows(table.columns, counts)
    telling = np.flatnonzero(told.rows).tolist()
    ordinary = np.ones(len(table.rows) - 1, np.bool_)
    ordinary[telling] = False
    found = _Found(table, matching, first=int(ordinary.argmax()) if ordinary.any() else None)
    other = next((row for row in telling if found.ends_at(row)), None)
    ordinary[len(ordinary) if other is None else other :] = False
    ordinary[found.data] = True
    return found.sections(np.flatnonzero(ordinary), told.lettered, other)


class _Found:
    """What was found by looking at rows one after the other; ``first`` is the first row that needs no look."""

    def __init__(self, table: Table, matching: Matching, first: int | None) -> None:
        self._table = table
        self._looks, self._repeats = _Looks(matching), _RepeatedHeadings(table)
        self._of_people = datasets()[matching.dataset or ""].lists_people
        self._first = len(table.rows) if first is None else first
        self._ended = False
        self._totals: list[int] = []
        self._parts: list[int] = []
        self._groups: dict[int, Group] = {}
        self.data: list[int] = []

    def ends_at(self, row: int) -> bool:
        """Note what a row is; tell whether another table begins there."""
        cells = self._table.rows[row + 1]
        group, sums = self._group(cells), sums_up(cells)
        may_name = not any(map(str.isdigit, cells))
        if sums is not None:
            self._sum(row, sums)
        elif may_name and self._repeats(cells):
            return False
        elif may_name and _names_columns(cells):
            return True
        elif group or self._looks.like_data(cells) or self._may_be_data(cells):
            self.data.append(row)
            self._groups |= {row: group} if group else {}
        else:
            self._ended = self._ended or _signs(cells)
        return False

    def _group(self, cells: Sequence[str]) -> Group | None:
        return group_of(cells) or (school_over_people(cells) if self._of_people else None)

    def _sum(self, row: int, sums: Sum) -> None:
        if sums is Sum.PART:
            self._parts.append(row)
        else:
            self._totals.append(row)
            self._ended = bool(self.data) or self._first < row

    def _may_be_data(self, cells: Sequence[str]) -> bool:
        return not self._ended and self._looks.matched(cells) and not _signs(cells)

    def sections(self, data: Places, lettered: Mask, other: int | None) -> Sections:
        """Return the sections, the rows of sums and those that only name a group left out of the data."""
        totals = self._totals or ([] if self._groups else self._parts[-1:])
        sums = _sums_of_rows(self._table, data, lettered) - self._groups.keys()
        data = data[~np.isin(data, list(sums))] if sums else data
        over = list(self._standing(data)) if self._groups else []
        data = data[~np.isin(data, over)] if over else data
        values: list[Mapping[str, str]] = [{}, *stated_by(self._groups[row] for row in over)]
        stated = Column(values, np.searchsorted(np.array(over, np.int64), data).astype(np.int32))
        return Sections(data, totals[-1] if totals else None, stated, other)

    def _standing(self, data: Places) -> Iterator[int]:
        """Yield the groups that have rows of their own; one with figures and none below it is a row like others."""
        for row, group in sorted(self._groups.items()):
            at = int(np.searchsorted(data, row))
            following = int(data[at + 1]) if at + 1 < len(data) else None
            if not any(parse_count(cell).is_understood for cell in self._table.rows[row + 1]):
                yield row
            elif following is not None and set(range(row, following)).isdisjoint(self._parts):
                below = self._groups.get(following)
                if below is None or below.field != group.field:
                    yield row


def _count_columns(matching: Matching) -> list[int]:
    fields = datasets()[matching.dataset or ""].fields
    return [column.index for column in matching.columns if fields[column.field].kind == "count"]


def _sums_of_rows(table: Table, data: Places, lettered: Mask) -> set[int]:
    """Return the rows numbered I, II or A, B whose every figure is the sum of the rows below, up to the next such."""
    marked = data[lettered[data]].tolist()
    ends = [*marked[1:], len(table.rows)]
    return {
        start
        for start, end in zip(marked, ends, strict=False)
        if _adds_up(table, start, data[(data > start) & (data < end)])
    }


def _adds_up(table: Table, row: int, below: Places) -> bool:
    cells = map(parse_count, table.rows[row + 1])
    stated = {at: cell.value for at, cell in enumerate(cells) if cell.is_understood}
    return bool(stated and len(below)) and all(_sum(table.columns[at], below) == value for at, value in stated.items())


def _sum(column: Column[str], rows: Places) -> int:
    figures, _ = column.take(rows).numbers(_figure)
    return int(figures.sum())


def _figure(cell: str) -> int | None:
    value = parse_count(cell).value
    return value if isinstance(value, int) else None


class _RepeatedHeadings:
    """Tells the rows that say the headings again, in whole or, where they take several rows, in part."""

    def __init__(self, table: Table) -> None:
        self._headings = [f" {fold(heading)} " for heading in table.headings]

    def __call__(self, cells: Sequence[str]) -> bool:
        said = [index for index, cell in enumerate(cells) if cell and not cell.isspace()]
        return len(said) > 1 and all(self._names(index, cells[index]) for index in said)

    def _names(self, index: int, cell: str) -> bool:
        text, heading = f" {fold(cell)} ", self._headings[index]
        return not text.isspace() and (heading.startswith(text) or heading.endswith(text))


class _Looks:
    """What a row looks like, by the columns that were matched."""

    def __init__(self, matching: Matching) -> None:
        fields = datasets()[matching.dataset or ""].fields
        kinds = {column: fields[column.field].kind for column in matching.columns}
        self._columns = matching.columns
        self._subjects = [column for column in kinds if column.field in SUBJECT_FIELDS]
        self._counts = _count_columns(matching)
        self._others = [
            (column.index, PARSERS[kind])
            for column, kind in kinds.items()
            if kind not in {"text", "name", "count", "person", "remark"}
        ]

    def matched(self, cells: Sequence[str]) -> bool:
        """Tell whether the row says anything in a matched column."""
        return _any_stated(cells, self._columns)

    def like_data(self, cells: Sequence[str]) -> bool:
        """Tell whether the row has a count, or names a school, or a person, with another value or a faulty figure."""
        if any(parse_count(cells[index]).is_understood for index in self._counts):
            return True
        if not _any_stated(cells, self._subjects):
            return False
        if any(parse([cells[index]])[0].is_understood for index, parse in self._others):
            return True
        return any(map(str.isdigit, "".join(cells[index] for index in self._counts))) and not _signs(cells)


def _any_stated(cells: Sequence[str], columns: Sequence[MatchedColumn]) -> bool:
    return any(not states_nothing(cells[column.index]) for column in columns)


def _names_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row is the headings of another table: mostly known ones, one for schools or people among them."""
    keys = [heading_key(cell) for cell in cells if cell and not cell.isspace()]
    if len(keys) < 2 or not any(key in _subject_keys() for key in keys):
        return False
    return 2 * sum(key in known_keys() for key in keys) >= len(keys)


@cache
def _subject_keys() -> frozenset[str]:
    known = [one for code in ("branch_report", "members") for one in variants(code).items()]
    return frozenset(key for key, fields in known if not set(fields).isdisjoint(SUBJECT_FIELDS))


def _signs(cells: Sequence[str]) -> bool:
    """Tell whether a row belongs to the signatures and notes below a table."""
    return any(
        _ON_BEHALF.match(cell) or _SIGNATURE.fullmatch(fold(cell)) for cell in cells if cell and not cell.isspace()
    )
