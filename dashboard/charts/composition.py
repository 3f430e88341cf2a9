"""Official and probationary members as parts of one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import theme
from dashboard.charts.labels import hover
from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

HEIGHT = 130
NAME = "charts.names.composition"
"""The key of what the chart is called."""
_GOLD = {"color": theme.GOLD, "line": {"color": theme.OUTLINE, "width": 2}}


def official_probationary(official: int | None, probationary: int | None, t: Translator) -> go.Figure:
    """Return one bar of 100 %, each part with its number and share; nothing when a part is unknown or both are zero.

    The words stand above and below the bar at opposite ends, so that they never meet however small a part is.
    """
    if official is None or probationary is None or official + probationary == 0:
        return theme.nothing(t, NAME)
    words, total = _words(official, probationary, t), official + probationary
    traces = [
        _part("official", official * 100 / total, words[0], {"color": theme.NEUTRAL}),
        _part("probationary", probationary * 100 / total, words[1], _GOLD),
    ]
    hidden = {"visible": False}
    layout = {
        "barmode": "stack",
        "xaxis": hidden | {"range": [0, 100]},
        "yaxis": hidden | {"range": [-1, 1]},
        "annotations": [_note(words[0], theme.NEUTRAL, "left", 0.62), _note(words[1], theme.GOLD, "right", -0.62)],
    }
    return theme.figure(traces, layout, t, height=HEIGHT)


def _words(official: int, probationary: int, t: Translator) -> tuple[str, str]:
    total = official + probationary
    return (
        t("charts.composition.official", count=t.count(official), percent=t.percent(percent_of(official, total))),
        t(
            "charts.composition.probationary",
            count=t.count(probationary),
            percent=t.percent(percent_of(probationary, total)),
        ),
    )


def _part(code: str, percent: float, words: str, fill: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [percent],
        "y": [0],
        "width": 0.7,
        "marker": fill,
        "customdata": [[code]],
        "hovertext": [hover(words)],
        "hovertemplate": theme.HOVER,
        "cliponaxis": False,
    }


def _note(words: str, colour: str, side: str, at: float) -> dict[str, Any]:
    place = {"xref": "paper", "x": 0 if side == "left" else 1, "xanchor": side, "y": at, "yanchor": "middle"}
    return {"text": f'<span style="color:{colour}">■</span> {words}', "showarrow": False} | place


def official_probationary_sentence(official: int | None, probationary: int | None, t: Translator) -> str:
    """Return both numbers and the share of probationary members."""
    if official is None or probationary is None or official + probationary == 0:
        return theme.empty(t, NAME)
    share = t.percent(percent_of(probationary, official + probationary))
    return t(
        "charts.composition.sentence",
        official=t.count(official),
        probationary=t.count(probationary),
        percent=share,
    )
