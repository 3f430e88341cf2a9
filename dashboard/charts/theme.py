"""How every figure looks and behaves: the template "dang", the colours, and the browser's part of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.i18n import Translator
from dashboard.i18n.formats import separators

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "#1f1f1f"
ATTENTION = "#b3122a"
"""Red, 6,9:1 on white: only for what somebody should look at."""
NEUTRAL = "#0072b2"
GOLD = "#e0a000"
"""Only as a fill with an outline, never for text: 2,3:1 on white."""
OUTLINE = "#5c4300"
GREY = "#595959"
GRID = "#e3e3e3"
WHITE = "#ffffff"

FONT_SIZE = 15
HOVER = "%{hovertext}<extra></extra>"
"""The hover text is written whole in Python, where numbers are rounded and localised as everywhere else."""

_FONT = {"family": "Source Sans, sans-serif", "size": FONT_SIZE, "color": TEXT}
_AXIS = {
    "automargin": True,
    "fixedrange": True,
    "gridcolor": GRID,
    "zeroline": False,
    "ticks": "",
    "title": {"standoff": 8, "font": {"size": FONT_SIZE}},
}
_LEGEND = {
    # Both references must be the container: otherwise a key that wraps on a phone breaks the margins.
    "orientation": "h",
    "xref": "container",
    "x": 0,
    "xanchor": "left",
    "yref": "container",
    "y": 1,
    "yanchor": "top",
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
    "font": {"size": FONT_SIZE},
}
_TRACE = {
    "showlegend": False,
    # A click selects, and what is not selected would turn into pale grey text.
    "unselected": {"marker": {"opacity": 1}, "textfont": {"color": TEXT}},
}
TEMPLATE = go.layout.Template(
    layout={
        "font": _FONT,
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "colorway": [NEUTRAL, GREY, GOLD, "#009e73", "#d55e00", "#cc79a7", "#56b4e9"],
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "legend": _LEGEND,
        "showlegend": True,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": WHITE,
            "bordercolor": GREY,
            "align": "left",
            "namelength": -1,
            "font": _FONT,
        },
        "modebar": {"bgcolor": WHITE, "color": GREY, "activecolor": TEXT},
    },
    data={"scatter": [_TRACE], "bar": [_TRACE]},
)
pio.templates["dang"] = TEMPLATE


def figure(data: Sequence[dict[str, Any]], layout: dict[str, Any], t: Translator, *, height: int) -> go.Figure:
    """Return the figure of plain traces and layout in the common look; ``height`` is in pixels.

    Everything is handed over at once and taken as it is: Plotly's own check of every value takes twenty times as
    long as the rest. The tests of the charts have each figure checked.
    """
    common = {"template": TEMPLATE, "separators": separators(t.language), "height": height}
    return go.Figure({"data": list(data), "layout": {**common, **layout}}, _validate=False)


def entry(words: str, marks: dict[str, Any]) -> dict[str, Any]:
    """Return a trace that only explains ``marks`` (``mode`` with ``marker`` or ``line``) in the key."""
    return {"type": "scatter", "x": [None], "y": [None], "name": words, "showlegend": True, **marks}


def star(words: str) -> dict[str, Any]:
    """Return the entry that explains the star behind a name."""
    return entry(words, {"mode": "markers", "marker": {"symbol": "asterisk-open", "size": 8, "color": TEXT}})


def message(text: str, t: Translator) -> go.Figure:
    """Return a quiet figure that says ``text`` where there is nothing to draw."""
    hidden = {"visible": False}
    note = {"text": text, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    return figure([], {"xaxis": hidden, "yaxis": hidden, "annotations": [note]}, t, height=140)


def empty(t: Translator, name: str) -> str:
    """Return the sentence of a chart without figures; ``name`` is the key of what the chart is called."""
    return t("charts.common.empty", chart=t(name))


def nothing(t: Translator, name: str) -> go.Figure:
    """Return the figure of an empty frame, which says the same as ``empty``."""
    return message(empty(t, name), t)


_UNUSED_BUTTONS = [
    *("zoom2d", "pan2d", "select2d", "lasso2d"),
    *("zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d"),
]


@cache
def config(language: str) -> dict[str, Any]:
    """Return what ``st.plotly_chart(config=…)`` needs: a button for a PNG, our words, and nothing sent anywhere."""
    return {
        "displaylogo": False,
        # A list of our own would take away the button by which Streamlit fills the screen with the chart.
        "modeBarButtonsToRemove": _UNUSED_BUTTONS,
        "toImageButtonOptions": {"format": "png", "scale": 3, "filename": "chart"},
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "scrollZoom": False,
        "locale": language,
        "locales": {language: _locale(Translator(language))},
    }


def _locale(t: Translator) -> dict[str, Any]:
    words = {
        "Download plot as a PNG": t("charts.browser.download"),
        "Download plot": t("charts.browser.download"),
        "Image download succeeded": t("charts.browser.downloaded"),
        "Sorry, there was a problem downloading your image!": t("charts.browser.failed"),
    }
    dates = {
        "days": t("charts.browser.days").split(", "),
        "shortDays": t("charts.browser.days_short").split(", "),
        "months": t("charts.browser.months").split(", "),
        "shortMonths": t("charts.browser.months_short").split(", "),
        "date": "%d/%m/%Y",
    }
    return {"dictionary": words, "format": dates}
