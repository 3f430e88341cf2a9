"""What becomes of those who are introduced: where they leave, cohort by cohort, and school by school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import funnel, rows, theme
from dashboard.charts.labels import hover, records
from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

LEAKS, COHORTS = "pipeline.charts.leaks", "pipeline.charts.cohorts"
"""The keys of what the two charts are called."""
MOST_BARS = 10
SCHOOLS = funnel.Subject(
    "pipeline.charts.schools",
    across="pipeline.funnel.across",
    up="pipeline.funnel.up",
    ratio="pipeline.funnel.ratio",
    sentence="pipeline.funnel.sentence",
    near="pipeline.funnel.sentence_near",
    none="pipeline.funnel.sentence_none",
)
ROW, _AROUND = 46, 110
_CELL_FONT = 12
_SCALE = [[0, "#f2f7fb"], [1, "#8fc1e3"]]
"""Light enough for dark text everywhere."""


def leaks(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return a bar for each way out of a stage, at most ten, the most people first, which stands out.

    Columns: stage, exit, people.
    """
    found = _by_people(frame)
    if not found:
        return theme.nothing(t, LEAKS)
    most = found[0]["people"]
    return rows.bars([_leak(row, most, t) for row in found[:MOST_BARS]], t, most=None)


def _by_people(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return sorted(records(frame), key=lambda row: (-row["people"], row["stage"], row["exit"]))


def _leak(row: dict[str, Any], most: int, t: Translator) -> rows.Bar:
    stage, short = t(f"people.stage_short.{row['stage']}"), t(f"pipeline.exit_short.{row['exit']}")
    words = hover(t(f"people.stage.{row['stage']}"), t(f"people.exit.{row['exit']}"), t.count(row["people"]))
    colour = theme.ATTENTION if row["people"] == most else theme.NEUTRAL
    key = [row["stage"], row["exit"]]
    return rows.Bar(f"{stage}: {short}", t.count(row["people"]), row["people"], words, key, colour)


def leaks_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return how many left on the way, and at which stage the most."""
    found = _by_people(frame)
    if not found:
        return t("pipeline.charts.leaks_none")
    by_stage: dict[str, int] = {}
    for row in found:
        by_stage[row["stage"]] = by_stage.get(row["stage"], 0) + row["people"]
    stage, most = max(by_stage.items(), key=lambda pair: pair[1])
    name = t(f"people.stage_short.{stage}")
    return t("pipeline.charts.leaks_sentence", people=t.count(sum(by_stage.values())), stage=name, most=t.count(most))


def cohorts(frame: pd.DataFrame, t: Translator, later: Sequence[int]) -> go.Figure:
    """Return a table of shares: a row a quarter of introduction, a column for so many quarters ``later``.

    Columns: quarter, people, and ``after_<n>`` for each of ``later``: how many were admitted by the end of that
    quarter, unknown, and so blank, while it lasts.
    """
    found = records(frame)
    if not found:
        return theme.nothing(t, COHORTS)
    cells = [[_share(row, step) for step in later] for row in found]
    heat = {
        "type": "heatmap",
        "x": [f"+{step}" if step else "0" for step in later],
        "y": [_cohort_name(row, t) for row in found],
        "z": cells,
        "text": [[_cell(row, step, t) for step in later] for row in found],
        "texttemplate": "%{text}",
        "textfont": {"size": _CELL_FONT, "color": theme.TEXT},
        "hovertext": [[_cohort_words(row, step, t) for step in later] for row in found],
        "hovertemplate": theme.HOVER,
        "hoverongaps": False,
        "colorscale": _SCALE,
        "zmin": 0,
        "zmax": 100,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    return theme.figure([heat], _cohort_layout(t), t, height=len(found) * ROW + _AROUND)


def _cohort_layout(t: Translator) -> dict[str, Any]:
    across = {
        "side": "top",
        "tickangle": 0,
        "showgrid": False,
        "type": "category",
        "title": {"text": t("pipeline.charts.cohorts_across")},
    }
    return {"xaxis": across, "yaxis": {"autorange": "reversed", "showgrid": False, "type": "category"}}


def quarter_name(quarter: date, t: Translator, form: str = "quarter") -> str:
    """Return a quarter, given by its first day, as people call it, or with ``quarter_short`` in few letters."""
    return t(f"pipeline.{form}", number=(quarter.month + 2) // 3, year=quarter.year)


def _cohort_name(row: dict[str, Any], t: Translator) -> str:
    return f"{quarter_name(row['quarter'], t, 'quarter_short')} ({t.count(row['people'])})"


def _share(row: dict[str, Any], later: int) -> float | None:
    admitted = row[f"after_{later}"]
    return None if admitted is None else admitted * 100 / row["people"]


def _cell(row: dict[str, Any], later: int, t: Translator) -> str:
    """Return share and count in two lines, narrow enough for seven of them on a phone; of nobody only the count."""
    admitted = row[f"after_{later}"]
    if not admitted:
        return "" if admitted is None else t.count(0)
    return f"{t.percent(percent_of(admitted, row['people'])).removesuffix('%')}<br>{t.count(admitted)}"


def _cohort_words(row: dict[str, Any], later: int, t: Translator) -> str:
    admitted = row[f"after_{later}"]
    words = t(
        "pipeline.charts.cohort_cell",
        later=later,
        admitted=t.count(admitted),
        people=t.count(row["people"]),
        percent=t.percent(percent_of(admitted, row["people"])),
    )
    return hover(quarter_name(row["quarter"], t), words)


def cohorts_sentence(frame: pd.DataFrame, t: Translator, later: Sequence[int]) -> str:
    """Return what share was admitted after the longest time that enough cohorts have seen."""
    found = records(frame)
    if not found:
        return theme.empty(t, COHORTS)
    told = [(step, [row for row in found if row[f"after_{step}"] is not None]) for step in later if 0 < step <= 8]
    step, seen = max(((step, rows) for step, rows in told if rows), default=(0, []), key=lambda pair: pair[0])
    people = sum(row["people"] for row in seen)
    if not people:
        return t("pipeline.charts.cohorts_early", people=t.count(sum(row["people"] for row in found)))
    admitted = sum(row[f"after_{step}"] for row in seen)
    parts = {
        "admitted": t.count(admitted),
        "people": t.count(people),
        "percent": t.percent(percent_of(admitted, people)),
    }
    return t("pipeline.charts.cohorts_sentence", later=step, **parts)


def schools(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the schools with their introduced as wholes and their admitted as parts, in the columns of a funnel plot.

    Columns: school_id, code, name, commune, introduced, admitted.
    """
    parts = frame.rename(columns={"introduced": "staff_total", "admitted": "members_total"})
    return parts.assign(carried=False, report_month=None)
