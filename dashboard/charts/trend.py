"""How the party ratio and the membership went, month by month, for the district or for one school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import months, theme
from dashboard.charts.labels import fraction, hover, records
from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

RATIO_HEIGHT = 360
MEMBERS_HEIGHT = 460
RATIO, MEMBERS = "charts.names.ratio_trend", "charts.names.members_trend"
"""The keys of what the two charts are called."""
_LEAST_POINTS = 10.0
"""The ratio's axis never spans less than this many points, so that a small move does not look like a leap."""
_RATIO_CHANGE = {-1: "charts.trend.ratio_down", 0: "charts.trend.ratio_same", 1: "charts.trend.ratio_up"}
_MEMBERS_CHANGE = {-1: "charts.trend.members_down", 0: "charts.trend.members_same", 1: "charts.trend.members_up"}


def ratio_months(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the months from the first with a party ratio on: the line begins where its figures begin."""
    return _since(frame, frame["ratio_numerator"].notna() & frame["ratio_denominator"].notna())


def members_months(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the months from the first with a number of members on."""
    return _since(frame, frame["members_total"].notna())


def _since(frame: pd.DataFrame, known: pd.Series[bool]) -> pd.DataFrame:
    return frame[known.to_numpy().argmax() :] if known.any() else frame[:0]


def ratio_trend(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return the party ratio by month; a month that is unknown is a gap, one not fully reported is hollow.

    Columns: month, ratio_numerator, ratio_denominator, reported, expected.
    """
    rows = records(ratio_months(frame))
    values = [percent_of(row["ratio_numerator"], row["ratio_denominator"]) for row in rows]
    if not months.known(values):
        return theme.nothing(t, RATIO)
    boxes = [hover(t.month(row["month"]), _ratio(row, t), months.coverage(row, t)) for row in rows]
    shares = [None if value is None else float(value) for value in values]
    traces = [months.line(rows, shares, [t.percent(value) for value in values], boxes), *months.key(rows, t)]
    layout = {"xaxis": months.each(rows), "yaxis": {"range": _percent_range(values), "ticksuffix": "%"}}
    return theme.figure(traces, layout, t, height=RATIO_HEIGHT)


def _ratio(row: months.Row, t: Translator) -> str:
    return fraction(t, row["ratio_numerator"], row["ratio_denominator"])


def _percent_range(values: Sequence[Decimal | None]) -> list[float]:
    known = [float(value) for value in values if value is not None]
    middle = (min(known) + max(known)) / 2
    half = max(_LEAST_POINTS, (max(known) - min(known)) * 1.5) / 2
    low = max(0.0, min(middle - half, 100 - 2 * half))
    return [low, min(100.0, low + 2 * half)]


def ratio_trend_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return the last known ratio and its change, in points, against a year before or else the first month.

    The change is the difference of the two figures as shown, so that a reader who subtracts finds it.
    """
    rows = records(ratio_months(frame))
    values = [percent_of(row["ratio_numerator"], row["ratio_denominator"]) for row in rows]
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if not known:
        return theme.empty(t, RATIO)
    at, last = known[-1]
    since = months.year_before(rows, [position for position, _ in known])
    said = {"percent": t.percent(last), "month": t.month(rows[at]["month"])}
    if since == at:
        return t("charts.trend.ratio_only", **said)
    change = last - dict(known)[since]
    points = t.percent(abs(change)).removesuffix("%")
    return t(_RATIO_CHANGE[_sign(change)], **said, points=points, since=t.month(rows[since]["month"]))


def members_trend(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return the number of members by month, and below it, on its own scale, how many were admitted in each.

    Columns: month, members_total, admitted, reported, expected.
    """
    rows = records(members_months(frame))
    members = [row["members_total"] for row in rows]
    known = [value for value in members if value is not None]
    if not known:
        return theme.nothing(t, MEMBERS)
    boxes = [hover(t.month(row["month"]), *_members_lines(row, t)) for row in rows]
    line = months.line(rows, members, [t.count(value) for value in members], boxes)
    traces = [line, _admitted(rows, boxes, t), *months.key(rows, t)]
    return theme.figure(traces, _panels(rows, known, t), t, height=MEMBERS_HEIGHT)


def _members_lines(row: months.Row, t: Translator) -> list[str]:
    return [
        t("charts.trend.members", count=t.count(row["members_total"])),
        t("charts.trend.admitted", count=t.count(row["admitted"])),
        months.coverage(row, t),
    ]


def _admitted(rows: Sequence[months.Row], boxes: Sequence[str], t: Translator) -> dict[str, Any]:
    counts = [row["admitted"] for row in rows]
    return {
        "type": "bar",
        "yaxis": "y2",
        "x": [months.iso(row) for row in rows],
        "y": counts,
        "width": months.BAR,
        "text": [t.count(count) for count in counts],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": theme.GREY},
        "customdata": [[months.iso(row)] for row in rows],
        "hovertext": list(boxes),
        "hovertemplate": theme.HOVER,
    }


def _panels(rows: Sequence[months.Row], known: Sequence[int], t: Translator) -> dict[str, Any]:
    most = max(row["admitted"] or 0 for row in rows)
    return {
        "xaxis": months.each(rows) | {"anchor": "y2"},
        "yaxis": {"domain": [0.4, 0.92], "tickformat": ",d", "nticks": 5, "range": _count_range(known)},
        "yaxis2": {"domain": [0, 0.22], "range": [0, max(most, 1) * 1.4], "visible": False},
        "annotations": [
            _panel_title(t("charts.trend.members_title"), 0.95),
            _panel_title(t("charts.trend.admitted_title"), 0.25),
        ],
    }


def _count_range(known: Sequence[int]) -> list[float]:
    middle = (min(known) + max(known)) / 2
    half = max(4.0, max(known) * 0.05, (max(known) - min(known)) * 0.75)
    low = max(0.0, middle - half)
    return [low, low + 2 * half]


def _panel_title(text: str, at: float) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": at, "xanchor": "left", "yanchor": "bottom"}
    return {"text": f"<b>{text}</b>", "showarrow": False} | place


def members_trend_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return the last known number of members, its change, and how many were admitted over the months shown."""
    rows = records(members_months(frame))
    known = months.known([row["members_total"] for row in rows])
    if not known:
        return theme.empty(t, MEMBERS)
    since, last = rows[months.year_before(rows, known)], rows[known[-1]]
    change = last["members_total"] - since["members_total"]
    said = {"members": t.count(last["members_total"]), "month": t.month(last["month"])}
    if since is last:
        return t("charts.trend.members_only", **said)
    words = t(_MEMBERS_CHANGE[_sign(change)], **said, change=t.count(abs(change)), since=t.month(since["month"]))
    return words + _admitted_words(rows, t)


def _admitted_words(rows: Sequence[months.Row], t: Translator) -> str:
    reported = [row["admitted"] for row in rows if row["admitted"] is not None]
    if not reported:
        return ""
    return t("charts.trend.admitted_since", count=t.count(sum(reported)), first=t.month(rows[0]["month"]))


def _sign(change: Decimal | int) -> int:
    return (change > 0) - (change < 0)
