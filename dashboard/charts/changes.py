"""What changed most between two months: a hollow dot before, a solid one after, for each school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import rows, theme
from dashboard.charts.labels import hover, label, records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

MOST = 10
NAME = "charts.names.changes"
"""The key of what the chart is called."""
_DOTS_AT = 0.2


def changes(frame: pd.DataFrame, t: Translator, between: tuple[date, date] | None = None) -> go.Figure:
    """Return the largest changes, at most ten: growth first, then loss, each by its size.

    Columns: code, name, before, after, difference; counts, or unknown, which is left out. The key names the two
    months ``between`` which it happened, when given.
    """
    found = _largest(frame)
    if not found:
        return theme.message(t("charts.changes.none"), t) if len(frame) else theme.nothing(t, NAME)
    keys = [[row["code"]] for row in found]
    texts = [f"{label(row['name'])}  <b>{_numbers(row, t)}</b>" for row in found]
    words = (
        [t.month(month) for month in between] if between else [t("charts.changes.before"), t("charts.changes.after")]
    )
    traces = [
        _joins(found),
        _dots(found, "before", words[0], theme.WHITE, t),
        _dots(found, "after", words[1], theme.NEUTRAL, t),
        rows.names(texts, keys),
    ]
    return theme.figure(traces, _layout(found), t, height=rows.height(len(found), 60))


def _largest(frame: pd.DataFrame) -> list[dict[str, Any]]:
    known = [row for row in records(frame) if row["before"] is not None and row["after"] is not None]
    moved = sorted((row for row in known if row["difference"]), key=lambda row: -abs(row["difference"]))[:MOST]
    return sorted(moved, key=lambda row: -row["difference"])


def _numbers(row: dict[str, Any], t: Translator) -> str:
    return f"{t.count(row['difference'], signed=True)} ({t.count(row['before'])} → {t.count(row['after'])})"


def _joins(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row in found for x in (row["before"], row["after"], None)],
        "y": [at + _DOTS_AT for at in range(len(found)) for _ in range(3)],
        "line": {"color": theme.GREY, "width": 3},
        "hoverinfo": "skip",
    }


def _dots(found: Sequence[dict[str, Any]], column: str, words: str, fill: str, t: Translator) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words,
        "showlegend": True,
        "x": [row[column] for row in found],
        "y": [at + _DOTS_AT for at in range(len(found))],
        "marker": {"size": 14, "color": fill, "line": {"color": theme.NEUTRAL, "width": 2}},
        "customdata": [[row["code"]] for row in found],
        "hovertext": [hover(row["name"], _numbers(row, t)) for row in found],
        "hovertemplate": theme.HOVER,
        "cliponaxis": False,
    }


def _layout(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    most = max(max(row["before"], row["after"]) for row in found)
    return {
        "xaxis": {"range": [0, most * 1.05], "visible": False},
        "yaxis": rows.span(len(found)),
    }


def changes_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return the largest gain and the largest loss."""
    found = _largest(frame)
    if not found:
        return t("charts.changes.none") if len(frame) else theme.empty(t, NAME)
    gained, lost = (f"{row['name']} {_numbers(row, t)}" for row in (found[0], found[-1]))
    if found[-1]["difference"] > 0:
        return t("charts.changes.gained", gained=gained)
    return t("charts.changes.lost" if found[0]["difference"] < 0 else "charts.changes.both", gained=gained, lost=lost)
