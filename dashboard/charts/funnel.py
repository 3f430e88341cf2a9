"""Is a small school really different: the share of members against the size, with the limits of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import label
from dashboard.charts.names import Spot, note, side
from dashboard.charts.schools import MARKS, School, by_standing, hover_text, read
from dashboard.domain.ratios import Limits, Standing, funnel_limits, percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

HEIGHT = 540
MOST_NAMES = 8
LONGEST_NAME = 20
NAME = "charts.names.funnel"
"""The key of what the chart is called."""


class Subject(NamedTuple):
    """The keys of all that is said about parts and wholes: the chart's name, its axes, a school's ratio, the findings.

    ``sentence`` is for schools outside the wide limits too, ``near`` for none outside these, ``none`` for none at all.
    """

    name: str
    across: str
    up: str
    ratio: str
    sentence: str
    near: str
    none: str


MEMBERS = Subject(
    NAME,
    across="charts.funnel.across",
    up="charts.funnel.up",
    ratio="charts.schools.ratio",
    sentence="charts.funnel.sentence",
    near="charts.funnel.sentence_near",
    none="charts.funnel.sentence_none",
)
_BEND = 40
_LOW, _HIGH = -4, 104
_NEAR_ACROSS, _NEAR_UP = 0.45, 6.0
"""Two names closer than this part of the width and these points would cover each other on a phone."""


def funnel_schools(
    frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None, subject: Subject = MEMBERS
) -> go.Figure:
    """Return staff against share of members, with the 95 % and 99,8 % limits around ``numerator/denominator``.

    Another ``subject`` names other wholes and parts, in the same columns. Only schools outside the limits are
    named, the furthest first; the others answer to hovering.
    """
    schools = [school for school in read(frame) if school.known]
    if numerator is None or not denominator or not schools:
        return theme.nothing(t, subject.name)
    widest = max(school.whole or 0 for school in schools) * 1.06
    limits = [funnel_limits(numerator / denominator, size) for size in _sizes(round(widest))]
    groups = by_standing(schools, numerator, denominator)
    traces = [_dots(kind, [schools[at] for at in places], t, subject) for kind, places in groups.items() if places]
    traces += [*_lines(limits, t), _overall(widest, numerator, denominator, t)]
    notes = _names(schools, names_with_room(schools, numerator, denominator, widest), widest)
    return theme.figure(traces, _layout(widest, t, subject) | {"annotations": notes}, t, height=HEIGHT)


def _sizes(widest: int) -> list[int]:
    """Return sizes that are dense where the limits bend."""
    return sorted({*range(1, min(_BEND, widest) + 1), *(widest * step // _BEND for step in range(1, _BEND + 1))} - {0})


def funnel_schools_sentence(
    frame: pd.DataFrame, t: Translator, numerator: int | None, denominator: int | None, subject: Subject = MEMBERS
) -> str:
    """Return how many schools lie outside the limits, and how many outside the wide ones."""
    schools = [school for school in read(frame) if school.known]
    if numerator is None or not denominator or not schools:
        return theme.empty(t, subject.name)
    outside = [s for s in schools if s.standing(numerator, denominator) is not Standing.WITHIN]
    far = [s for s in outside if _outside_wide(s, numerator / denominator)]
    key = subject.none if not outside else subject.sentence if far else subject.near
    return t(key, outside=t.count(len(outside)), far=t.count(len(far)))


def _outside_wide(school: School, share: float) -> bool:
    limits, percent = funnel_limits(share, school.whole or 0), school.percent
    return percent < limits.low998 or percent > limits.high998


def names_with_room(schools: Iterable[School], part: int, whole: int, widest: float) -> set[int]:
    """Return the ids of the schools outside the limits to name: the furthest out, none on top of another."""
    outside = [s for s in schools if s.standing(part, whole) is not Standing.WITHIN]
    outside.sort(key=lambda s: -abs(s.percent - part * 100 / whole) * (s.whole or 0) ** 0.5)
    chosen: list[School] = []
    for school in outside:
        if len(chosen) < MOST_NAMES and not any(_near(school, other, widest) for other in chosen):
            chosen.append(school)
    return {school.school_id for school in chosen}


def _near(one: School, other: School, widest: float) -> bool:
    across = abs((one.whole or 0) - (other.whole or 0)) / widest
    return across < _NEAR_ACROSS and abs(one.percent - other.percent) < _NEAR_UP


def _lines(limits: Sequence[Limits], t: Translator) -> list[dict[str, Any]]:
    sizes = [limit.size for limit in limits]
    near = [limit.low95 for limit in limits], [limit.high95 for limit in limits]
    wide = [limit.low998 for limit in limits], [limit.high998 for limit in limits]
    return [
        _pair(sizes, *near) | _line("dash", t("charts.funnel.limit95")),
        _pair(sizes, *wide) | _line("dot", t("charts.funnel.limit998")),
    ]


def _pair(sizes: list[int], low: list[float], high: list[float]) -> dict[str, Any]:
    return {"x": [*sizes, None, *sizes], "y": [*low, None, *high]}


def _line(dash: str, words: str) -> dict[str, Any]:
    common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": True}
    return common | {"line": {"color": theme.TEXT, "width": 2, "dash": dash}, "name": words}


def _overall(widest: float, part: int, whole: int, t: Translator) -> dict[str, Any]:
    share, words = part * 100 / whole, t("charts.common.overall", percent=t.percent(percent_of(part, whole)))
    return {"x": [0, widest], "y": [share, share]} | _line("solid", words)


def _dots(kind: Standing, schools: Sequence[School], t: Translator, subject: Subject) -> dict[str, Any]:
    words, symbol, colour = MARKS[kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t(words),
        "showlegend": True,
        "x": [school.whole for school in schools],
        "y": [school.percent for school in schools],
        "marker": {"symbol": symbol, "color": colour, "size": 12, "line": {"color": theme.WHITE, "width": 1}},
        "customdata": [school.key for school in schools],
        "hovertext": [hover_text(school, t, subject.ratio) for school in schools],
        "hovertemplate": theme.HOVER,
        "cliponaxis": False,
    }


def _names(schools: Sequence[School], named: set[int], widest: float) -> list[dict[str, Any]]:
    """Write each name beside its dot, on a ground of its own, so that no line runs through it."""
    spots = {
        school.school_id: Spot((school.whole or 0) / widest, (school.percent - _LOW) / (_HIGH - _LOW))
        for school in schools
    }
    found = [(school, label(school.name, LONGEST_NAME)) for school in schools if school.school_id in named]
    return [
        note(school.whole or 0, school.percent, text, side(spots[school.school_id], text, list(spots.values())))
        for school, text in found
    ]


def _layout(widest: float, t: Translator, subject: Subject) -> dict[str, Any]:
    return {
        "xaxis": {"range": [0, widest], "title": {"text": t(subject.across)}, "tickformat": ",d"},
        "yaxis": {"range": [_LOW, _HIGH], "ticksuffix": "%", "dtick": 20, "title": {"text": t(subject.up)}},
    }
