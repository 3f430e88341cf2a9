"""The figures of a month with their coverage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.definitions import Indicator, indicators
from dashboard.domain.indicators import Coverage, Figure, Figures
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

STANDING = frozenset({"schools", "stock", "ratio"})
"""The kinds of indicators that are counted at the end of a month."""


def latest_month(reader: Reader, today: date) -> Month | None:
    """Return the latest month with any report up to the day, ``None`` when there is no report."""
    found = reader.rows("latest_month", today=today)[0]["month"]
    return Month.of(found) if isinstance(found, date) else None


def figures(reader: Reader, asked: Asked) -> Figures:
    """Return every indicator of ``indicators.toml`` for the asked month and schools."""
    standing, moved = stocks(reader, asked), _movements(reader, asked)
    expected = standing["schools"].expected
    by_code = {
        code: standing.get(code) or _figure(one, moved.get(code, {}), expected) for code, one in indicators().items()
    }
    return Figures(asked.month, _coverage(reader, asked, expected), by_code)


def stocks(reader: Reader, asked: Asked) -> dict[str, Figure]:
    """Return the indicators of what stands at the end of the asked month, by code; it is the quicker half of all."""
    found = _by_code(reader.rows("stocks", month=asked.month.first, **asked.choice))
    expected = _int(found["schools"], "expected")
    standing = [one for one in indicators().values() if one.kind in STANDING]
    return {one.code: _figure(one, found.get(one.code, {}), expected) for one in standing}


def _movements(reader: Reader, asked: Asked) -> dict[str, dict[str, Any]]:
    january = Month(asked.month.year, 1)
    base = january.plus(-1) if asked.admission_base == "opening" else asked.month
    earlier = {asked.month.plus(-one.months) for one in indicators().values() if one.kind == "change"}
    rows = reader.rows(
        "movements",
        month=asked.month.first,
        year_start=january.first,
        base_month=base.first,
        member_months=[month.first for month in sorted({asked.month, base, *earlier})],
        expected_months=asked.expected_months(january),
        **asked.choice,
    )
    return _by_code(rows)


def _by_code(rows: list[dict[str, object]]) -> dict[str, dict[str, Any]]:
    return {str(row["code"]): row for row in rows}


def _figure(indicator: Indicator, row: dict[str, Any], expected: int) -> Figure:
    parts = (row.get("numerator"), row.get("denominator"))
    return Figure(indicator, *parts, known=_int(row, "known"), used=_int(row, "used"), expected=expected)


def _int(row: dict[str, Any], name: str) -> int:
    return int(row.get(name) or 0)


def _coverage(reader: Reader, asked: Asked, expected: int) -> Coverage:
    missing = reader.rows("missing_reports", month=asked.month.first, **asked.choice)
    return Coverage(expected, expected - len(missing), tuple(str(row["code"]) for row in missing))
