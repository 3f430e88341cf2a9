"""All schools in order: a dot with its interval each, against the overall ratio, with the counts beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import rows, theme
from dashboard.charts.schools import (
    MARKS,
    School,
    by_standing,
    carried_key,
    hover_text,
    ranked_schools_sentence,
    read,
    short,
)
from dashboard.domain.ratios import percent_of, wilson_interval
from dashboard.i18n import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.domain.ratios import Standing
    from dashboard.i18n import Translator

__all__ = ["ranked_schools", "ranked_schools_sentence"]

ROW = 24
_AROUND = 150
"""Pixels for the key and the axis on top."""


def ranked_schools(
    frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None, limit: int | None = None
) -> go.Figure:
    """Return the schools from the lowest share up, each with its Wilson 95 % interval and its counts.

    ``limit`` shows only that many of the lowest. Schools without a share stand last, with ``—``.
    """
    schools = read(frame)[:limit]
    if numerator is None or not denominator or not schools:
        return theme.nothing(t)
    traces = [
        _dots(kind, [(at, schools[at]) for at in positions], t)
        for kind, positions in by_standing(schools, numerator, denominator).items()
        if positions
    ]
    traces += [_overall(len(schools), numerator, denominator, t), _interval_entry(t), *carried_key(schools, t)]
    names, counts = [short(school) for school in schools], [_counts(school, t) for school in schools]
    traces += [rows.beside(names, 0, "left"), rows.beside(counts, 100, "right")]
    layout = {
        "xaxis": {"range": [0, 100], "ticksuffix": "%", "dtick": 50, "side": "top", "tickangle": 0},
        "yaxis": {"range": [len(schools) - 0.5, -0.5], "visible": False},
        "margin": {"l": rows.room(names), "r": rows.room(counts)},
    }
    return theme.figure(traces, layout, t, height=len(schools) * ROW + _AROUND)


def _dots(kind: Standing, placed: Sequence[tuple[int, School]], t: Translator) -> dict[str, Any]:
    words, symbol, colour = MARKS[kind]
    shares = [school.percent for _, school in placed]
    ends = [wilson_interval(school.part or 0, school.whole or 0) for _, school in placed]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t(words),
        "showlegend": True,
        "x": shares,
        "y": [at for at, _ in placed],
        "error_x": {
            "type": "data",
            "array": [high - share for share, (_, high) in zip(shares, ends, strict=True)],
            "arrayminus": [share - low for share, (low, _) in zip(shares, ends, strict=True)],
            "thickness": 2,
            "width": 0,
        },
        "marker": {"symbol": symbol, "color": colour, "size": 12, "line": {"color": theme.WHITE, "width": 1}},
        "customdata": [school.key for _, school in placed],
        "hovertext": [hover_text(school, t) for _, school in placed],
        "hovertemplate": theme.HOVER,
    }


def _overall(count: int, numerator: int, denominator: int, t: Translator) -> dict[str, Any]:
    share = numerator * 100 / denominator
    return {
        "type": "scatter",
        "mode": "lines",
        "name": t("charts.common.overall", percent=t.percent(percent_of(numerator, denominator))),
        "showlegend": True,
        "x": [share, share],
        "y": [-0.5, count - 0.5],
        "line": {"color": theme.TEXT, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _interval_entry(t: Translator) -> dict[str, Any]:
    return theme.entry(t("charts.schools.bar"), {"mode": "lines", "line": {"color": theme.GREY, "width": 2}})


def _counts(school: School, t: Translator) -> str:
    return f"{t.count(school.part)}/{t.count(school.whole)}" if school.known else UNKNOWN
