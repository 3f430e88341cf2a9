"""The rules about one row that need the calendar or the register: months, days, sizes, and what must not be blank."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dashboard.definitions import datasets
from dashboard.domain.months import Month
from dashboard.domain.schools import Level, split_level_words
from dashboard.domain.text import fold
from dashboard.intake.columnar import distinct_rows
from dashboard.intake.facts import counted
from dashboard.intake.names import school_name
from dashboard.intake.tables import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.intake.columnar import Mask
    from dashboard.intake.facts import FileRows, Row
    from dashboard.intake.records import Records
    from dashboard.intake.tables import KnownSchool, Problem

FOUNDED = Month(1930, 2)
"""The Party was founded on 3 February 1930; no branch reports on an earlier month."""
FIRST_YEAR = 1850
"""Older than any school of today; a year below it is a slip such as 0080."""
YEARS_AHEAD = 10
"""How far ahead a planned opening or closing may lie."""
MOST_PEOPLE = 100_000
"""More than any school has; a larger count is a slip such as a code or a telephone number in the wrong column."""
_OFFICE = re.compile(
    r"(?:(?:phong|so|bo) (?:gd\w*|giao duc|noi vu|lao dong|y te)|(?:dang|huyen|thi) uy|ubnd|uy ban nhan dan)\b.*"
)


def implausible(rows: FileRows, today: date) -> list[Problem]:
    """Return every problem of this kind, in the order of the rows."""
    return [problem for row in rows.rows(_doubtful(rows, today)) for problem in _of_row(rows.dataset, row, today)]


def _of_row(dataset: str, row: Row, today: date) -> Iterator[Problem]:
    fields = datasets()[dataset]
    yield from _names(dataset, row)
    yield from _levels(row)
    yield from _place(row)
    yield from _months(row, today) if dataset == "branch_report" else _successor(row)
    yield from _counts(row, fields.counts)
    yield from _days(row, [field.code for field in fields.fields.values() if field.kind == "date"], today)


def _doubtful(rows: FileRows, today: date) -> Mask:
    """Return at least the rows that break one of these rules; each different value is looked at once."""
    given, fields = rows.records, datasets()[rows.dataset]
    found = ~given.states("school_name") & ~rows.known.school.where(bool)
    found |= given.where("commune", lambda value: _is_no_place(str(value))) | given.states("successor_code")
    found |= _levels_denied(given)
    if rows.dataset == "branch_report":
        found |= _months_doubtful(rows, today)
    for code in given.columns.keys() & set(fields.counts):
        found |= given.where(code, lambda value: isinstance(value, int) and not _is_likely_count(value))
    for code in (code for code in given.columns if fields.fields[code].kind == "date"):
        found |= given.where(code, lambda value: isinstance(value, date) and not _is_likely_day(value, today))
    return found


def _levels_denied(given: Records) -> Mask:
    pairs = [given.texts("school_level"), given.texts("school_name")]
    codes, first = distinct_rows(pairs)
    denied = [_denies(*(column[place] for column in pairs)) for place in first.tolist()]
    return np.array(denied, np.bool_)[codes]


def _months_doubtful(rows: FileRows, today: date) -> Mask:
    months, school = rows.months, rows.known.school
    opened = school.numbers(lambda one: counted(Month.of(one.opened_on)) if one and one.opened_on else None)
    closed = school.numbers(lambda one: counted(Month.of(one.closed_on)) if one and one.closed_on else None)
    outside = (months.values > (counted(Month.of(today)) or 0)) | (months.values < (counted(FOUNDED) or 0))
    before, after = opened.known & (opened.values > months.values), closed.known & (closed.values <= months.values)
    doubtful: Mask = ~months.known | outside | before | after
    return doubtful


def _names(dataset: str, row: Row) -> Iterator[Problem]:
    """A report needs a name or a code; a school that is new to the register needs a name."""
    if row.text("school_name") or row.facts.school is not None:
        return
    if not row.text("school_code"):
        yield row.error("school_missing", _first_given(row, "school_name", "school_code"))
    elif dataset == "schools":
        yield row.error("school_name_missing", "school_name", school_code=row.text("school_code"))


def _place(row: Row) -> Iterator[Problem]:
    """A column of what a school belongs to may name its commune, or the office over it; a slip puts a school there."""
    commune = row.text("commune")
    if commune and row.label() and _is_no_place(commune):
        yield row.error("commune_is_no_place", "commune", commune=commune)


@lru_cache(maxsize=4_096)
def _is_no_place(commune: str) -> bool:
    return bool(_OFFICE.fullmatch(fold(commune)) or split_level_words(commune)[0])


def _levels(row: Row) -> Iterator[Problem]:
    """A level beside the name that the name denies: rows of two tables may stand side by side, or a column slipped.

    The kinds of schools for small children are used for one another, and the last three levels for any school.
    """
    if _denies(row.text("school_level"), row.text("school_name")):
        yield row.problem("level_denied_by_name", Severity.WARNING, "school_level", school=row.text("school_name"))


def _denies(level: str, name: str) -> bool:
    stated = _told_apart(level)
    named = _told_apart(school_name(name).levels) if stated else frozenset()
    return bool(named and stated and named.isdisjoint(stated))


@cache
def _told_apart(levels: str) -> frozenset[str]:
    given = set(levels.split("+")) - {""}
    if given & {Level.CONTINUING, Level.SPECIAL, Level.OTHER}:
        return frozenset()
    small = {Level.NURSERY, Level.KINDERGARTEN, Level.PRESCHOOL}
    return frozenset(Level.PRESCHOOL if level in small else level for level in given)


def _first_given(row: Row, *codes: str) -> str:
    return next((code for code in codes if code in row.given), codes[0])


def _months(row: Row, today: date) -> Iterator[Problem]:
    month, latest = row.month, Month.of(today)
    if month is None:
        yield row.error("month_missing", "period", latest=latest)
    elif month > latest:
        yield row.error("month_in_future", "period", month=month, latest=latest)
    elif month < FOUNDED:
        yield row.error("month_too_early", "period", month=month, earliest=FOUNDED)
    elif row.facts.school is not None:
        yield from _school_open(row, row.facts.school, month)


def _school_open(row: Row, school: KnownSchool, month: Month) -> Iterator[Problem]:
    """A school reports for the months at whose end it is open."""
    field = _first_given(row, "school_name", "school_code")
    if school.closed_on is not None and school.closed_on <= month.last:
        yield row.error("school_closed", field, school=school.name, month=month, closed_on=school.closed_on)
    elif school.opened_on is not None and school.opened_on > month.last:
        yield row.error("school_not_open_yet", field, school=school.name, month=month, opened_on=school.opened_on)


def _successor(row: Row) -> Iterator[Problem]:
    own = row.text("school_code").casefold()
    if own and row.text("successor_code").casefold() == own:
        yield row.error("successor_is_itself", "successor_code", school_code=row.text("school_code"))


def _counts(row: Row, counts: Sequence[str]) -> Iterator[Problem]:
    for code in counts:
        value = row.given.get(code)
        if isinstance(value, int) and not _is_likely_count(value):
            yield row.error("count_out_of_range", code, count=value, most=MOST_PEOPLE)


def _is_likely_count(value: int) -> bool:
    return 0 <= value <= MOST_PEOPLE


def _days(row: Row, days: Sequence[str], today: date) -> Iterator[Problem]:
    for code in days:
        day = row.given.get(code)
        if isinstance(day, date) and not _is_likely_day(day, today):
            latest = date(today.year + YEARS_AHEAD, 12, 31)
            yield row.error("day_out_of_range", code, day=day, earliest=date(FIRST_YEAR, 1, 1), latest=latest)


def _is_likely_day(day: date, today: date) -> bool:
    return date(FIRST_YEAR, 1, 1) <= day <= date(today.year + YEARS_AHEAD, 12, 31)
