"""A line over months: unknown months are gaps, months that not every school reported are hollow, and it says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dashboard.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.i18n import Translator

Row = dict[str, Any]
_MARKER: Row = {"size": 10, "line": {"color": theme.NEUTRAL, "width": 2}}
_MANY, _FEW, _TOO_FEW = 30, 12, 7
"""Above many, points shrink; up to few, each month is written; below too few, the browser would write days."""
BAR = 21 * 24 * 60 * 60 * 1000
"""Width of a month's bar in milliseconds, because a single bar has no neighbour to take its width from."""
_HALF_A_MONTH = timedelta(days=16)
_NARROWEST = timedelta(days=190)
"""Few months keep the distance of a chart of half a year, in its middle: a line is not flat, a bar is no block."""


def line(rows: Sequence[Row], values: Sequence[float | None], texts: Sequence[str], boxes: Sequence[str]) -> Row:
    """Return the line of ``values`` with their first and last ``texts`` written, and ``boxes`` on hovering.

    A click hands over the month as ``2026-10-01``.
    """
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [iso(row) for row in rows],
        "y": list(values),
        "connectgaps": False,
        "line": {"color": theme.NEUTRAL, "width": 3},
        "marker": _marker(rows),
        "text": _ends(values, texts),
        "textposition": _places(values),
        "cliponaxis": False,
        "customdata": [[iso(row)] for row in rows],
        "hovertext": list(boxes),
        "hovertemplate": theme.HOVER,
    }


def _marker(rows: Sequence[Row]) -> Row:
    size = _MARKER["size"] if len(rows) <= _MANY else _MARKER["size"] // 2
    return _MARKER | {"size": size, "color": [theme.WHITE if _incomplete(row) else theme.NEUTRAL for row in rows]}


def key(rows: Sequence[Row], t: Translator) -> list[Row]:
    """Return the entry that says what a hollow point means, when there is one."""
    if not any(_incomplete(row) for row in rows):
        return []
    hollow = {"mode": "markers", "marker": _MARKER | {"color": theme.WHITE}}
    return [theme.entry(t("charts.trend.incomplete"), hollow)]


def axis(rows: Sequence[Row]) -> Row:
    """Return the horizontal axis: numbers of months, as many as there is room for, with the year under January."""
    shown = [row["month"] for row in rows]
    ends = min(shown) - _HALF_A_MONTH, max(shown) + _HALF_A_MONTH
    common = {"type": "date", "tickformat": "%m\n%Y", "tickangle": 0, "showgrid": False}
    if len(set(shown)) < _TOO_FEW:
        common["dtick"] = "M1"
    return common | {"range": [f"{end:%Y-%m-%d}" for end in ends]}


def each(rows: Sequence[Row]) -> Row:
    """Return the axis with every month written, when there are few enough for a phone; else as ``axis``.

    It is as wide as half a year at least.
    """
    if len(rows) > _FEW:
        return axis(rows)
    shown = [row["month"] for row in rows]
    years = {shown[0], *(month for month in shown if month.month == 1)}
    texts = [f"{month:%m}<br>{month:%Y}" if month in years else f"{month:%m}" for month in shown]
    beside = max(_NARROWEST - (max(shown) - min(shown)), 2 * _HALF_A_MONTH) / 2
    ends = [f"{end:%Y-%m-%d}" for end in (min(shown) - beside, max(shown) + beside)]
    ticks = {"tickmode": "array", "tickvals": [iso(row) for row in rows], "ticktext": texts}
    return axis(rows) | ticks | {"range": ends}


def iso(row: Row) -> str:
    """Return the month of a row as Plotly and the queries write it."""
    return f"{row['month']:%Y-%m-%d}"


def coverage(row: Row, t: Translator) -> str:
    """Return how many schools reported that month, or for a single school whether it did."""
    if row["expected"] == 1:
        return t("charts.trend.reported" if row["reported"] else "charts.trend.not_reported")
    return t("charts.trend.coverage", reported=t.count(row["reported"]), expected=t.count(row["expected"]))


def known(values: Sequence[object]) -> list[int]:
    """Return the positions of the values that are known."""
    return [at for at, value in enumerate(values) if value is not None]


def year_before(rows: Sequence[Row], positions: Sequence[int]) -> int:
    """Return the position of the same month a year before the last one, else of the first known month."""
    last = rows[positions[-1]]["month"]
    same = [at for at in positions if (rows[at]["month"].year + 1, rows[at]["month"].month) == (last.year, last.month)]
    return same[0] if same else positions[0]


def _incomplete(row: Row) -> bool:
    return row["reported"] is None or row["expected"] is None or row["reported"] < row["expected"]


def _ends(values: Sequence[object], texts: Sequence[str]) -> list[str]:
    ends = {known(values)[0], known(values)[-1]}
    return [f"<b>{text}</b>" if at in ends else "" for at, text in enumerate(texts)]


def _places(values: Sequence[float | None]) -> list[str]:
    """Put the two labels inside the plot, on the side where the line is not."""
    there = [(at, value) for at, value in enumerate(values) if value is not None]
    places = ["top center"] * len(values)
    if len(there) > 1:
        (first, start), (_, second) = there[:2]
        (_, before), (last, end) = there[-2:]
        places[first] = "top right" if start >= second else "bottom right"
        places[last] = "top left" if end >= before else "bottom left"
    return places
