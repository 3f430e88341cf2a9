"""The same person on several rows of a list: rows that agree are one, rows that contradict each other are refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from dashboard.actions.people_known import name_key
from dashboard.actions.people_stated import REVIEWS, Born, Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
_NOT_COMPARED = frozenset({"full_name", "birth_date", "school_name", "school_code", "note"})
"""What tells which person is meant may be written in two ways; remarks are put together."""


@dataclass(frozen=True)
class Merged:
    """What a person's rows say together; ``others`` are the rows beside the first.

    ``differs`` is the field of which they say different things, ``unclear`` that a row may be of either of two people.
    """

    stated: Stated
    others: tuple[Stated, ...] = ()
    differs: str | None = None
    unclear: bool = False


def same_birth(one: Born, other: Born) -> bool | None:
    """Tell whether two births may be of one person; ``None`` where one of them is not known.

    A year alone is that of any day in it.
    """
    if one is None or other is None:
        return None
    if isinstance(one, date) and isinstance(other, date):
        return one == other
    return year_of(one) == year_of(other)


def year_of(born: date | int) -> int:
    """Return the year of a birth."""
    return born if isinstance(born, int) else born.year


def merged(rows: Iterable[Stated], school: object) -> list[Merged]:
    """Return the people of the rows of one school, in the order of their first rows; ``school`` says which it is."""
    named: defaultdict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for row in rows:
        month = row.month if row.dataset == REVIEWS else None
        named[school, name_key(row.name), month].append(row)
    found = [one for same in named.values() for one in _people(same)]
    return sorted(found, key=lambda one: one.stated.row)


def _people(rows: Sequence[Stated]) -> Iterator[Merged]:
    """Tell apart rows of one name by their births; one without a birth is of the only person of that name."""
    groups: list[list[Stated]] = []
    for row in sorted(rows, key=lambda one: (one.born is None, isinstance(one.born, int), one.row)):
        fitting = [group for group in groups if same_birth(group[0].born, row.born) is not False]
        if len(fitting) > 1:
            yield Merged(row, unclear=True)
        elif fitting:
            fitting[0].append(row)
        else:
            groups.append([row])
    for group in groups:
        yield _together(sorted(group, key=lambda one: one.row))


def _together(rows: Sequence[Stated]) -> Merged:
    first, *others = rows
    fields = dict.fromkeys(field for row in rows for field in row.values)
    differs = next((field for field in fields if _differs(rows, field)), None)
    values = {field: _best([row.values[field] for row in rows if field in row.values]) for field in fields}
    notes = dict.fromkeys(note for row in rows if (note := row.text("note")))
    joined = {"note": "; ".join(notes)} if notes else {}
    return Merged(replace(first, values=values | joined), tuple(others), differs)


def _differs(rows: Sequence[Stated], field: str) -> bool:
    told = {row.values[field] for row in rows if field in row.values}
    if field == "helper":
        return len({name_key(str(value)) for value in told}) > 1
    return field not in _NOT_COMPARED and len(told) > 1


def _best(told: Sequence[T]) -> T:
    """Return what is told first, a whole day of birth before its year."""
    return next((value for value in told if isinstance(value, date)), told[0])
