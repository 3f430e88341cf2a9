"""All schools in order: a dot with its interval each, against the overall ratio, under its name and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import rows, theme
from dashboard.charts.labels import fraction
from dashboard.charts.schools import (
    MARKS,
    RANKED,
    School,
    by_standing,
    carried_key,
    hover_text,
    ranked_schools_sentence,
    read,
    shown_names,
)
from dashboard.domain.ratios import percent_of, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.domain.ratios import Standing
    from dashboard.i18n import Translator

__all__ = ["ranked_schools", "ranked_schools_sentence"]

ROW = 40
_AROUND = 150
"""Pixels for the key and the axis on top."""
_DOT_AT, _HALF_TICK = 0.22, 0.2
_BESIDE = 2
"""Points that the axis goes on at both ends, so that the dots of nought and a hundred are whole."""
_TICK = {"symbol": "line-ns", "size": 14, "line": {"color": theme.TEXT, "width": 2.5}}


def ranked_schools(
    frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None, limit: int | None = None
) -> go.Figure:
    """Return the schools from the lowest share up, each with its Wilson 95 % interval, its share and its counts.

    ``limit`` shows only that many of the lowest. Schools without a share stand last, with ``—``.
    """
    schools = read(frame)[:limit]
    if numerator is None or not denominator or not schools:
        return theme.nothing(t, RANKED)
    traces = [_lines(len(schools), (0, 100), 0, {"color": theme.GRID, "width": 2})]
    traces += [
        _dots(kind, [(at, schools[at]) for at in positions], t)
        for kind, positions in by_standing(schools, numerator, denominator).items()
        if positions
    ]
    traces += [*_overall(len(schools), numerator, denominator, t), _interval_entry(t), *carried_key(schools, t)]
    traces.append(rows.names(_texts(schools, t), [school.key for school in schools], -_BESIDE))
    return theme.figure(traces, _layout(len(schools)), t, height=len(schools) * ROW + _AROUND)


def _texts(schools: Sequence[School], t: Translator) -> list[str]:
    return [
        f"{name}  <b>{fraction(t, school.part, school.whole)}</b>"
        for name, school in zip(shown_names(schools), schools, strict=True)
    ]


def _layout(count: int) -> dict[str, Any]:
    across = {"range": [-_BESIDE, 100 + _BESIDE], "ticksuffix": "%", "dtick": 50, "side": "top", "tickangle": 0}
    return {"xaxis": across | {"showgrid": False}, "yaxis": rows.span(count)}


def _lines(count: int, across: tuple[float, float], half: float, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line a row where its dot lies, so that none runs through a name."""
    middles = [at + _DOT_AT for at in range(count)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*across, None] * count,
        "y": [end for middle in middles for end in (middle - half, middle + half, None)],
        "line": line,
        "hoverinfo": "skip",
    }


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
        "y": [at + _DOT_AT for at, _ in placed],
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
        "cliponaxis": False,
    }


def _overall(count: int, numerator: int, denominator: int, t: Translator) -> list[dict[str, Any]]:
    share = numerator * 100 / denominator
    words = t("charts.common.overall", percent=t.percent(percent_of(numerator, denominator)))
    return [
        _lines(count, (share, share), _HALF_TICK, {"color": theme.TEXT, "width": 2.5}),
        theme.entry(words, {"mode": "markers", "marker": _TICK}),
    ]


def _interval_entry(t: Translator) -> dict[str, Any]:
    return theme.entry(t("charts.schools.bar"), {"mode": "lines", "line": {"color": theme.GREY, "width": 2}})
