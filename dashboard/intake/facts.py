"""A row on its way to be checked: its cells with their places, and what is known beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dashboard.domain.months import Month
from dashboard.intake.columnar import Column, Numbers
from dashboard.intake.compare import row_after
from dashboard.intake.identities import Names
from dashboard.intake.names import code_key, place_key, school_name
from dashboard.intake.records import MISSING
from dashboard.intake.tables import KnownSchool, Matching, Problem, Severity, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.intake.columnar import Mask, Places
    from dashboard.intake.records import Cell, Records


@dataclass(frozen=True)
class Place:
    """Where a field stands in the file: the letter of its column and its heading as the user wrote it."""

    column: str
    header: str


@dataclass(frozen=True)
class Facts:
    """What is known of a row beside its cells.

    ``school`` is the school that was recognised; ``stored`` are the known values under the same key, which the file
    may only partly replace; ``previous_members_total`` and ``previous_month`` come from the school's last earlier
    report.
    """

    school: KnownSchool | None = None
    stored: Mapping[str, Value] = field(default_factory=dict)
    previous_members_total: int | None = None
    previous_month: Month | None = None


NO_FACTS = Facts()


@dataclass(frozen=True)
class Row:
    """A record with its facts; ``given`` is what the file says, ``values`` the row as it would be stored."""

    number: int
    given: Mapping[str, Value]
    values: Mapping[str, Value]
    facts: Facts
    places: Mapping[str, Place]

    @property
    def month(self) -> Month | None:
        """The month that the row is about, if it is known."""
        period = self.given.get("period")
        return period if isinstance(period, Month) else None

    def text(self, code: str) -> str:
        """Return the value of a field as text, empty when it is unknown."""
        value = self.given.get(code)
        return "" if value is None else str(value)

    def label(self) -> str:
        """Return how to call the school of this row: as written, else as known."""
        known = self.facts.school.name if self.facts.school else ""
        return self.text("school_name") or known or self.text("school_code")

    def identities(self) -> list[tuple[object, ...]]:
        """Return what says which school is meant: the recognised school, else its code, else its name and commune."""
        if self.facts.school is not None:
            return [("id", self.facts.school.id)]
        by_code = [("code", code_key(self.text("school_code")))] if self.text("school_code") else []
        by_name = [self.name_identity()] if self.text("school_name") else []
        return [*by_code, *by_name]

    def name_identity(self) -> tuple[object, ...]:
        """Return the name and the commune as they are compared."""
        return "name", school_name(self.text("school_name")), place_key(self.text("commune"))

    def problem(self, rule: str, severity: Severity, at: str, /, **values: object) -> Problem:
        """Return a problem at a field of this row."""
        place = self.places.get(at)
        return Problem(
            rule=rule,
            severity=severity,
            row=self.number,
            column=place.column if place else None,
            field=at,
            value=self.text(at) or None,
            header=place.header if place else None,
            values=values,
        )

    def error(self, rule: str, at: str, /, **values: object) -> Problem:
        """Return a problem that keeps the row out."""
        return self.problem(rule, Severity.ERROR, at, **values)


def places_of(table: Table, matching: Matching) -> dict[str, Place]:
    """Return where each matched field stands in a table, the first of its columns if several state it together."""
    columns = reversed(matching.columns)
    return {column.field: Place(table.letter(column.index), column.header) for column in columns}


@dataclass(frozen=True, eq=False)
class Known:
    """The facts of all rows, by column; see ``Facts``.

    A row of which nothing is stored has ``MISSING`` in the columns of ``stored``; months are counted, see ``counted``.
    """

    school: Column[KnownSchool | None]
    stored: Mapping[str, Column[Cell]]
    previous: Numbers
    previous_month: Numbers

    @classmethod
    def of(cls, records: Records, facts: Mapping[int, Facts] | Known) -> Known:
        """Return facts by column; they are keyed by the records' row numbers."""
        if isinstance(facts, Known):
            return facts
        each = [facts.get(row, NO_FACTS) for row in records.rows.tolist()] if facts else []
        found = Column(each, np.arange(len(each), dtype=np.int32)) if each else Column.alike(NO_FACTS, len(records))
        fields = dict.fromkeys(field for one in found.values for field in one.stored)
        return cls(
            school=found.mapped(lambda one: one.school),
            stored={field: found.mapped(_stored(field)) for field in fields},
            previous=found.numbers(lambda one: one.previous_members_total),
            previous_month=found.numbers(lambda one: counted(one.previous_month)),
        )

    def __getitem__(self, place: int) -> Facts:
        stored = ((field, column[place]) for field, column in self.stored.items())
        month = self.previous_month.at(place)
        return Facts(
            school=self.school[place],
            stored={field: value for field, value in stored if value is not MISSING},
            previous_members_total=self.previous.at(place),
            previous_month=None if month is None else Month(month // 12, month % 12 + 1),
        )


def _stored(field: str) -> Callable[[Facts], Cell]:
    return lambda one: one.stored.get(field, MISSING)


def counted(month: object) -> int | None:
    """Return how many months lie before this one since the year 0, which is how columns hold months."""
    return month.year * 12 + month.number - 1 if isinstance(month, Month) else None


class FileRows:
    """The records of a file with their facts, by column; a ``Row`` is made when it is asked for."""

    def __init__(self, dataset: str, records: Records, places: Mapping[str, Place], known: Known) -> None:
        """Keep the records; a file that holds several months of a school is its own last earlier report."""
        self.dataset, self.records, self.places = dataset, records, places
        self.known = known
        self.names = Names.of(records, known.school)
        if dataset == "branch_report":
            self.known = self._with_earlier_rows()

    def __len__(self) -> int:
        return len(self.records)

    def row(self, place: int) -> Row:
        """Return a row."""
        record, facts = self.records[place], self.known[place]
        return Row(record.row, record.values, row_after(self.dataset, facts.stored, record.values), facts, self.places)

    def rows(self, where: Mask) -> list[Row]:
        """Return some rows, in their order."""
        return [self.row(place) for place in np.flatnonzero(where).tolist()]

    def values(self, field: str) -> Column[Cell] | None:
        """Return a field of the rows as they would be stored, see ``row_after``; ``None`` where no row has it."""
        given, stored = self.records.columns.get(field), self.known.stored.get(field)
        if given is None or stored is None:
            return given or stored
        kept = {MISSING, None} if self.dataset == "schools" else {MISSING}
        return given.over(
            stored, given.where(lambda cell: cell in kept) & stored.where(lambda cell: cell is not MISSING)
        )

    @cached_property
    def months(self) -> Numbers:
        """The months that the rows are about, counted."""
        return self.records.columns.get("period", Column.alike(None, len(self))).numbers(counted)

    def _with_earlier_rows(self) -> Known:
        """Let the row of a school's earlier month in the file stand for its last report, unless that is later."""
        total = self.values("members_total")
        if total is None:
            return self.known
        before, later = self._pairs(self.records.has("members_total") & self.months.known & (self.names.first >= 0))
        known, month = self.known.previous_month, self.months.values[before]
        newer = ~known.known[later] | (known.values[later] <= month)
        before, later, month = before[newer], later[newer], month[newer]
        figures = total.numbers(lambda cell: cell if isinstance(cell, int) else None)
        return replace(
            self.known,
            previous=self.known.previous.put(later, figures.values[before], figures.known[before]),
            previous_month=known.put(later, month, np.True_),
        )

    def _pairs(self, among: Mask) -> tuple[Places, Places]:
        """Return the rows that follow each other in their school's order of months, the earlier and the later."""
        rows = np.flatnonzero(among)
        schools, months = self.names.first[rows], self.months.values[rows]
        order = np.lexsort((months, schools))
        rows, schools, months = rows[order], schools[order], months[order]
        follows = (schools[1:] == schools[:-1]) & (months[1:] > months[:-1])
        return rows[:-1][follows], rows[1:][follows]
