"""A row on its way to be checked: its cells with their places, and what is known beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.intake.compare import row_after
from dashboard.intake.names import code_key, place_key, school_name
from dashboard.intake.tables import KnownSchool, Matching, Problem, Severity, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.intake.records import Record


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
    """Return where each matched field stands in a table."""
    return {column.field: Place(table.letter(column.index), column.header) for column in matching.columns}


def rows_of(
    dataset: str, records: Sequence[Record], places: Mapping[str, Place], facts: Mapping[int, Facts]
) -> list[Row]:
    """Return the records as rows; ``facts`` are keyed by the records' row numbers.

    A file that holds several months of a school is its own last earlier report from the second month on.
    """
    rows = [_row(dataset, record, places, facts.get(record.row, NO_FACTS)) for record in records]
    return _with_earlier_rows(rows) if dataset == "branch_report" else rows


def _row(dataset: str, record: Record, places: Mapping[str, Place], facts: Facts) -> Row:
    values = row_after(dataset, facts.stored, record.values)
    return Row(record.row, record.values, values, facts, places)


def _with_earlier_rows(rows: Sequence[Row]) -> list[Row]:
    earlier = dict(_earlier_rows(rows))
    return [_after(row, earlier[position]) if position in earlier else row for position, row in enumerate(rows)]


def _earlier_rows(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield the position of each row that has a row of an earlier month of the same school, with the latest such."""
    by_school: defaultdict[tuple[object, ...], list[tuple[Month, int]]] = defaultdict(list)
    for position, row in enumerate(rows):
        if row.month and "members_total" in row.given and (identities := row.identities()):
            by_school[identities[0]].append((row.month, position))
    for reports in by_school.values():
        reports.sort()
        for (month, before), (later, position) in pairwise(reports):
            if month < later:
                yield position, rows[before]


def _after(row: Row, earlier: Row) -> Row:
    known, total = row.facts.previous_month, earlier.values.get("members_total")
    if known is not None and earlier.month is not None and known > earlier.month:
        return row
    previous = total if isinstance(total, int) else None
    return replace(row, facts=replace(row.facts, previous_members_total=previous, previous_month=earlier.month))
