"""Rows with a name: bars that carry their name and number above them, which reads the same on a phone and a wall."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from dashboard.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from dashboard.i18n import Translator

ROW = 58
"""Height of a row in pixels: one line of text and the bar under it."""
_SMALL, _CAPITAL = 7.1, 8.6
"""Widths of letters in pixels at the size of the template, measured in Source Sans."""
_TEXT_AT, _BAR_AT, _BAR_WIDTH = -0.22, 0.2, 0.34


@dataclass(frozen=True)
class Bar:
    """One row: ``name``, ``number`` and ``more`` are written above the bar, ``key`` is what a click hands over."""

    name: str
    number: str
    value: float | None
    hover: str
    key: list[Any]
    colour: str = theme.NEUTRAL
    more: str = ""


@dataclass(frozen=True)
class Mark:
    """A value that every bar is held against, such as the overall ratio."""

    value: float
    text: str


def height(rows: int, around: int = 20) -> int:
    """Return the height of a figure with that many named rows."""
    return rows * ROW + around


def span(count: int) -> dict[str, Any]:
    """Return the vertical axis of ``count`` named rows, the first on top, without any lines of its own."""
    return {"range": [count - 0.45, -0.55], "visible": False}


def names(texts: Sequence[str], keys: Sequence[list[Any]], x: float = 0) -> dict[str, Any]:
    """Return the trace that writes a line of text above each row, beginning at ``x``."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(texts),
        "y": [row + _TEXT_AT for row in range(len(texts))],
        "text": list(texts),
        "textposition": "middle right",
        "customdata": list(keys),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def beside(texts: Sequence[str], x: float | str, side: str) -> dict[str, Any]:
    """Return the trace that writes a text a row beside the plot: at ``x``, on its ``left`` or ``right``.

    The labels of an axis would do the same, but the browser takes seconds to place some hundred of them.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(texts),
        "y": list(range(len(texts))),
        "text": list(texts),
        "textposition": f"middle {side}",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def room(texts: Sequence[str]) -> int:
    """Return the pixels that the widest of the texts needs, with a little space to spare."""
    return 14 + max(round(sum(_CAPITAL if sign.isupper() else _SMALL for sign in unescape(text))) for text in texts)


def bars(
    rows: Sequence[Bar],
    t: Translator,
    mark: Mark | None = None,
    key: Sequence[dict[str, Any]] = (),
    most: float | None = 100,
) -> go.Figure:
    """Return horizontal bars from zero with their names above, and a tick where ``mark`` lies on each.

    ``key`` holds entries that explain signs behind the names. The axis ends at ``most``, if there is one.
    """
    texts = [f"{row.name}  <b>{row.number}</b>{row.more}" for row in rows]
    traces = [_bars(rows), names(texts, [row.key for row in rows]), *key]
    longest = max([row.value or 0 for row in rows] + [mark.value if mark else 0])
    end = (longest * 1.15 if most is None else min(most, longest * 1.15)) or 1
    layout: dict[str, Any] = {
        "xaxis": {"range": [0, end], "visible": False},
        "yaxis": span(len(rows)),
        "barmode": "overlay",
    }
    if mark:
        traces.append(_ticks(len(rows), mark.value))
        layout |= {
            "annotations": [_mark_label(mark, end)],
            "margin": {"t": 34},
            "legend": {"y": 0, "yanchor": "bottom"},
        }
    return theme.figure(traces, layout, t, height=height(len(rows), (54 if mark else 20) + 28 * len(key)))


def _bars(rows: Sequence[Bar]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in rows],
        "y": [index + _BAR_AT for index in range(len(rows))],
        "width": _BAR_WIDTH,
        "marker": {"color": [row.colour for row in rows]},
        "customdata": [row.key for row in rows],
        "hovertext": [row.hover for row in rows],
        "hovertemplate": theme.HOVER,
    }


def _ticks(count: int, value: float) -> dict[str, Any]:
    ends = [[index + _BAR_AT - 0.24, index + _BAR_AT + 0.24, None] for index in range(count)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value, value, None] * count,
        "y": [end for three in ends for end in three],
        "line": {"color": theme.TEXT, "width": 2.5},
        "hoverinfo": "skip",
    }


def _mark_label(mark: Mark, end: float) -> dict[str, Any]:
    """Anchor the words at the side on which there is room for them."""
    left = mark.value < end / 2
    return {
        "text": f"▏{mark.text}" if left else f"{mark.text}▕",
        "x": mark.value,
        "y": 1,
        "yref": "paper",
        "xanchor": "left" if left else "right",
        "yanchor": "bottom",
        "xshift": -3 if left else 3,
        "showarrow": False,
    }
