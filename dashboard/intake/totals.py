"""The total row and the ratios that a file states, against what its rows add up to; neither is ever imported."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

import numpy as np

from dashboard.definitions import datasets
from dashboard.domain.ratios import percent_of
from dashboard.intake.columnar import Column, distinct_rows
from dashboard.intake.records import Records
from dashboard.intake.tables import Problem, Severity, TotalCheck, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.definitions import Field
    from dashboard.intake.facts import Place
    from dashboard.intake.records import Record

_DECIMALS = 2
"""Ratios are compared at the decimals that the file states, at most these."""


def check_totals(dataset: str, totals: Totals | None, records: Sequence[Record]) -> list[TotalCheck]:
    """Return each stated total against the rows: counts against their sum, ratios against the ratio of sums.

    Rows whose figure is unknown are left out. A ratio that cannot be recomputed, because no row has both its parts,
    is left out too. ``sum`` is ``"1844"`` or ``"43.93"``, ``stated`` is as the file has it.
    """
    if totals is None:
        return []
    fields = datasets()[dataset].fields
    stated = ((fields[code], text) for code, text in totals.stated.items() if code in fields)
    held = Records.of(records)
    checked = (_check(totals.row, field, text, held) for field, text in stated)
    return [check for check in checked if check is not None]


def _check(row: int, field: Field, stated: str, records: Records) -> TotalCheck | None:
    if field.kind == "count":
        total = int(records.counts(field.code).values.sum())
        return TotalCheck(row, field.code, stated, str(total), _number(stated) == total)
    if field.kind != "percent":
        return None
    part, whole = _sums(field, records)
    ratio = percent_of(part, whole)
    return None if ratio is None else TotalCheck(row, field.code, stated, str(ratio), _agrees(stated, part, whole))


def _sums(field: Field, records: Records) -> tuple[int, int]:
    """Return numerator and denominator over the records in which both are known."""
    part, whole = (records.counts(code or "") for code in (field.numerator, field.denominator))
    both = part.known & whole.known
    return int(part.values[both].sum()), int(whole.values[both].sum())


def _known(record: Record, code: str | None) -> int | None:
    value = record.values.get(code or "")
    return value if isinstance(value, int) else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _agrees(stated: str, part: int, whole: int) -> bool:
    """Tell whether a stated percentage is the fraction rounded half up at the decimals that it states."""
    number = _number(stated)
    if number is None:
        return False
    exponent = number.as_tuple().exponent
    places = min(_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
    unit = Decimal(1).scaleb(-places)
    return number.quantize(unit, ROUND_HALF_UP) == (Decimal(part) * 100 / whole).quantize(unit, ROUND_HALF_UP)


def total_problems(checks: Sequence[TotalCheck], places: Mapping[str, Place]) -> list[Problem]:
    """Return a question for every total that does not agree; the rows are the truth until somebody answers."""
    return [_total_problem(check, places.get(check.field)) for check in checks if not check.agrees]


def _total_problem(check: TotalCheck, place: Place | None) -> Problem:
    stated = _number(check.stated)
    difference = {} if stated is None else {"difference": _figure(str(stated - Decimal(check.sum)))}
    return Problem(
        rule="total_unreadable" if stated is None else "total_differs",
        severity=Severity.QUESTION,
        row=check.row,
        column=place.column if place else None,
        field=check.field,
        value=check.stated,
        header=place.header if place else None,
        values={"stated": _figure(check.stated), "sum": _figure(check.sum), **difference},
    )


def _figure(text: str) -> int | Decimal | str:
    """Return a count as an integer and a ratio as a decimal, so that each is shown in the reader's way."""
    number = _number(text)
    if number is None:
        return text
    return int(number) if number.as_tuple().exponent == 0 else number


def ratio_problems(dataset: str, records: Sequence[Record], places: Mapping[str, Place]) -> list[Problem]:
    """Return a warning for every ratio in a row that is not what its two parts give; it is never trusted."""
    ratios = [field for field in datasets()[dataset].fields.values() if field.kind == "percent"]
    held = Records.of(records)
    differing = sorted({(place, at) for at, field in enumerate(ratios) for place in _perhaps_wrong(field, held)})
    return [problem for place, at in differing for problem in _ratio_problem(ratios[at], held[place], places)]


def _perhaps_wrong(field: Field, records: Records) -> list[int]:
    """Return the records whose ratio is not what its two parts give; each different row of three is looked at once."""
    if field.code not in records.columns:
        return []
    columns = [records.columns.get(code or "", Column.alike(None, len(records))) for code in _parts(field)]
    rows, first = distinct_rows(columns)
    wrong = [any(_ratio_problem(field, records[place], {})) for place in first.tolist()]
    return np.flatnonzero(np.array(wrong, np.bool_)[rows]).tolist()


def _parts(field: Field) -> tuple[str, str | None, str | None]:
    return field.code, field.numerator, field.denominator


def _ratio_problem(field: Field, record: Record, places: Mapping[str, Place]) -> Iterator[Problem]:
    stated = record.values.get(field.code)
    part, whole = _known(record, field.numerator), _known(record, field.denominator)
    computed = percent_of(part, whole)
    if not isinstance(stated, str) or part is None or not whole or computed is None or _agrees(stated, part, whole):
        return
    place = places.get(field.code)
    yield Problem(
        rule="ratio_differs",
        severity=Severity.WARNING,
        row=record.row,
        column=place.column if place else None,
        field=field.code,
        value=stated,
        header=place.header if place else None,
        values={"stated": _figure(stated), "computed": computed, "numerator": part, "denominator": whole},
    )
