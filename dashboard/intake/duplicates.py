"""The rule about two rows: one school, and one month in a report, stands in a file once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dashboard.intake.columnar import recurring
from dashboard.intake.names import code_key
from dashboard.intake.tables import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.intake.columnar import Mask
    from dashboard.intake.facts import FileRows, Row
    from dashboard.intake.tables import Problem

Identity = tuple[object, ...]


def duplicates(rows: FileRows) -> list[Problem]:
    """Return a problem at every later row that speaks for the same school (and month) as an earlier one."""
    found = rows.rows(_perhaps_twice(rows))
    later = _later_reports(found) if rows.dataset == "branch_report" else _later_schools(found)
    return [*later, *_without_place(rows)]


def _perhaps_twice(rows: FileRows) -> Mask:
    """Return the rows that share with another one what says which school, and month, is meant."""
    found, names, reports = np.zeros(len(rows), np.bool_), rows.names, rows.dataset == "branch_report"
    alone = names.school < 0 if reports else np.ones(len(rows), np.bool_)
    month = rows.months.values if reports else np.zeros(len(rows), np.int64)
    for keys, known in ((names.school, names.school >= 0), (names.code, alone), (names.name, names.school < 0)):
        told = np.flatnonzero(known & (keys >= 0))
        found[told] |= recurring(keys[told], month[told])
    return found


def _without_place(rows: FileRows) -> Iterator[Problem]:
    """Ask where a school lies that nobody knows, when other rows say of its name where it does, and this one not."""
    given, names = rows.records, rows.names
    new, placed = names.school < 0, given.states("commune")
    bare = new & (names.bare >= 0) & (names.code < 0) & ~placed
    elsewhere = np.zeros(names.bare.max(initial=0) + 1, np.bool_)
    elsewhere[names.bare[new & placed & (names.bare >= 0)]] = True
    for row in rows.rows(bare & elsewhere[names.bare]):
        field = "commune" if "commune" in row.given else "school_name"
        yield row.problem("place_needed", Severity.QUESTION, field, school=row.text("school_name"))


def _later_reports(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[Identity, Row] = {}
    for row in rows:
        if "period" in row.given and row.month is None:
            continue
        identities = [(row.month, *identity) for identity in row.identities()]
        earlier = _earlier(row, identities, first)
        if earlier is not None and not _codes_differ(row, earlier):
            field = "school_name" if "school_name" in row.given else "school_code"
            yield row.error("duplicate_report", field, school=row.label(), month=row.month, first_row=earlier.number)


def _earlier(row: Row, identities: Sequence[Identity], first: dict[Identity, Row]) -> Row | None:
    """Return the first row with one of the identities, and enter this row under those that are new."""
    found = next((first[identity] for identity in identities if identity in first), None)
    for identity in identities:
        first.setdefault(identity, row)
    return found


def _codes_differ(row: Row, other: Row) -> bool:
    """Two schools of one name are told apart by their codes."""
    codes = {code_key(each.text("school_code")) for each in (row, other)}
    return len(codes) > 1 and "" not in codes and row.facts.school is None


def _later_schools(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[Identity, Row] = {}
    for row in rows:
        code = code_key(row.text("school_code"))
        own = [("code", code)] if code else []
        earlier = _earlier(row, [*own, *(one for one in row.identities() if one not in own)], first)
        if earlier is not None:
            yield _school_twice(row, earlier)


def _school_twice(row: Row, earlier: Row) -> Problem:
    if _codes_differ(row, earlier):
        severity, rule, field = Severity.WARNING, "name_of_two_schools", "school_name"
    elif row.text("school_code") and code_key(row.text("school_code")) == code_key(earlier.text("school_code")):
        severity, rule, field = Severity.ERROR, "duplicate_code", "school_code"
    else:
        severity, rule, field = Severity.ERROR, "duplicate_school", "school_name"
    values = {"school": row.label(), "school_code": row.text("school_code"), "first_row": earlier.number}
    return row.problem(rule, severity, field, **values)
