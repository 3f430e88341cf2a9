"""The way to membership stage by stage: who waits where, who went on, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import rows, theme
from dashboard.charts.labels import hover, records
from dashboard.domain.ratios import compare, percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

WAITING, TIMES = "pipeline.charts.stages", "pipeline.charts.times"
"""The keys of what the two charts are called."""
LAST = "official"
PRESCRIBED = "probationary"
"""The stage that lasts twelve months by the Charter, which is no delay."""
FEWEST = 5
"""Of fewer people neither a share nor a median says much: such a stage is never the worst."""


def stage_bars(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return a bar a stage for those who wait there, with how many ever came and which share of them went on.

    Columns: stage, waiting, reached, went_on. The stage that the smallest share goes on from stands out. Of the last
    stage there are only those who came within a year.
    """
    found = _known(frame)
    if not found:
        return theme.nothing(t, WAITING)
    worst = _fewest_go_on(found)
    bars = [_waiting_bar(row, t, is_worst=row is worst) for row in found]
    return rows.bars(bars, t, key=[theme.star(t("pipeline.charts.last_stage"))], most=None)


def _known(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found = records(frame)
    return found if any(row["reached"] for row in found) else []


def _waiting_bar(row: dict[str, Any], t: Translator, *, is_worst: bool) -> rows.Bar:
    name, title = (t(f"people.{names}.{row['stage']}") for names in ("stage_short", "stage"))
    numbers = _numbers(row, t)
    if row["stage"] == LAST:
        reached = t("pipeline.charts.stage_last", **numbers)
        return rows.Bar(f"{name} *", reached, row["reached"], hover(title, reached), [LAST], theme.GREY)
    lines = [t(f"pipeline.charts.hover_{one}", **numbers) for one in ("waiting", "reached", "went_on", "left")]
    colour = theme.ATTENTION if is_worst else theme.NEUTRAL
    more = f" · {t('pipeline.charts.stage_more', **numbers)}"
    return rows.Bar(name, numbers["waiting"], row["waiting"], hover(title, *lines), [row["stage"]], colour, more)


def _numbers(row: dict[str, Any], t: Translator) -> dict[str, str]:
    counts = {name: t.count(row[name]) for name in ("waiting", "reached", "went_on", "left")}
    return counts | {"percent": t.percent(percent_of(row["went_on"], row["reached"]))}


def _fewest_go_on(found: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the stage from which the smallest share went on, by whole numbers."""
    worst: dict[str, Any] | None = None
    for row in found:
        if row["stage"] == LAST or row["reached"] < FEWEST:
            continue
        if worst is None or compare(row["went_on"], row["reached"], worst["went_on"], worst["reached"]) < 0:
            worst = row
    return worst


def stage_bars_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return how many are on the way, and from which stage the fewest go on."""
    found = _known(frame)
    if not found:
        return theme.empty(t, WAITING)
    waiting = t.count(sum(row["waiting"] for row in found if row["stage"] != LAST))
    worst = _fewest_go_on(found)
    if worst is None:
        return t("pipeline.charts.stages_few", waiting=waiting)
    name = t(f"people.stage_short.{worst['stage']}")
    return t("pipeline.charts.stages_sentence", **_numbers(worst, t) | {"waiting": waiting}, stage=name)


def stage_times(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return a bar a stage for the days after which half moved on, or for the longest known where they have not yet.

    Columns: stage, waiting, reached, median_days, longest_days. The longest stands out, but for probation,
    which lasts as long as it must.
    """
    found = _timed(frame)
    if not found:
        return theme.nothing(t, TIMES)
    worst = _longest(found)
    return rows.bars([_time_bar(row, t, is_worst=row is worst) for row in found], t, most=None)


def _timed(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found = [row for row in records(frame) if row["stage"] != LAST]
    return found if any(row["reached"] for row in found) else []


def _days(row: dict[str, Any]) -> int:
    """Return the median, or the longest time known where half have not moved on, so a bar that is too short."""
    return row["median_days"] if row["median_days"] is not None else row["longest_days"] or 0


def _longest(found: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    compared = [row for row in found if row["reached"] >= FEWEST and row["stage"] != PRESCRIBED]
    return max(compared, key=_days, default=None)


def _time_bar(row: dict[str, Any], t: Translator, *, is_worst: bool) -> rows.Bar:
    words = _time_words(row, t)
    lines = [t(f"pipeline.charts.hover_{name}", **_numbers(row, t)) for name in ("reached", "waiting")]
    colour = theme.ATTENTION if is_worst else theme.NEUTRAL
    title, name = t(f"people.stage.{row['stage']}"), t(f"people.stage_short.{row['stage']}")
    return rows.Bar(name, words, _days(row), hover(title, words, *lines), [row["stage"]], colour)


def _time_words(row: dict[str, Any], t: Translator) -> str:
    if not row["reached"]:
        return t("pipeline.charts.time_nobody")
    key = "time_open" if row["median_days"] is None else "time_known"
    return t(f"pipeline.charts.{key}", days=t.count(_days(row)))


def stage_times_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return at which stage people wait longest, and for how long."""
    found = _timed(frame)
    worst = _longest(found) if found else None
    if worst is None:
        return theme.empty(t, TIMES) if not found else t("pipeline.charts.times_few")
    key = "times_open" if worst["median_days"] is None else "times_sentence"
    return t(f"pipeline.charts.{key}", stage=t(f"people.stage_short.{worst['stage']}"), days=t.count(_days(worst)))
