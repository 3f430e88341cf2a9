"""Each exhibit of this page: which question is asked, which chart answers it, which rows stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard import queries
from dashboard.charts import admissions, funnel
from dashboard.charts import stages as stage_charts
from dashboard.domain.ratios import percent_of
from dashboard.queries.pipeline import LATER
from dashboard.ui.exhibits import Click, Exhibit
from dashboard.ui.pipeline import columns
from dashboard.ui.tables import Stamp

if TYPE_CHECKING:
    from datetime import date

    from dashboard.ui.session import Here


_PARTS = ("admitted", "introduced")


def source(here: Here, day: date) -> str:
    """Return what the figures of this page are counted from, up to which day, and for how many schools they speak."""
    figures = here.load(queries.pipeline_figures, here.asked, day)
    recorded, expected = (here.t.count(figures[code]) for code in ("schools_recorded", "schools_expected"))
    return here.t("pipeline.source", day=here.t.day(day), recorded=recorded, expected=expected)


def stamp(here: Here, day: date) -> Stamp:
    """Return what a file downloaded from this page says of itself."""
    return Stamp(source(here, day), day.isoformat())


def waiting(here: Here, day: date) -> Exhibit:
    """Who waits at each stage, how many ever came to it and which share went on."""
    t, rows = here.t, _stages(here, day)
    finding, figure = stage_charts.stage_bars_sentence(rows, t), stage_charts.stage_bars(rows, t)
    title = t(stage_charts.WAITING)
    return Exhibit("stages", title, finding, figure, rows, columns.stages(t), stamp=stamp(here, day))


def times(here: Here, day: date) -> Exhibit:
    """How long each stage takes."""
    t, rows = here.t, _stages(here, day)
    finding, figure = stage_charts.stage_times_sentence(rows, t), stage_charts.stage_times(rows, t)
    return Exhibit("times", t(stage_charts.TIMES), finding, figure, rows, columns.stages(t), stamp=stamp(here, day))


def _stages(here: Here, day: date) -> pd.DataFrame:
    rows = here.load(queries.pipeline_stages, here.asked, day)
    labels = [here.t(f"people.stage.{code}") for code in rows["stage"]]
    return _with_share(rows.assign(stage_label=labels), "went_on", "reached")


def _with_share(rows: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    pairs = zip(rows[part].tolist(), rows[whole].tolist(), strict=True)
    return rows.assign(share=pd.Series([percent_of(*pair) for pair in pairs], index=rows.index, dtype=object))


def leaks(here: Here, day: date) -> Exhibit:
    """At which stages people leave, and how."""
    t, rows = here.t, here.load(queries.pipeline_exits, here.asked, day)
    rows = rows.assign(
        stage_label=[t(f"people.stage.{code}") for code in rows["stage"]],
        exit_label=[t(f"people.exit.{code}") for code in rows["exit"]],
    )
    finding, figure = admissions.leaks_sentence(rows, t), admissions.leaks(rows, t)
    return Exhibit("leaks", t(admissions.LEAKS), finding, figure, rows, columns.exits(t), stamp=stamp(here, day))


def cohorts(here: Here, day: date) -> Exhibit:
    """What share of each quarter's introduced are admitted so many quarters later."""
    t, rows = here.t, here.load(queries.pipeline_cohorts, here.asked, day)
    rows = rows.assign(quarter_label=[admissions.quarter_name(quarter, t) for quarter in rows["quarter"]])
    finding, figure = admissions.cohorts_sentence(rows, t, LATER), admissions.cohorts(rows, t, LATER)
    return Exhibit("cohorts", t(admissions.COHORTS), finding, figure, rows, columns.cohorts(t), stamp=stamp(here, day))


def schools(here: Here, day: date) -> Exhibit:
    """Which schools admit fewer or more of those introduced than chance explains."""
    t, rows = here.t, _with_share(here.load(queries.pipeline_schools, here.asked, day), "admitted", "introduced")
    admitted, introduced = (None if rows.empty else int(rows[f"all_{name}"].iloc[0]) for name in _PARTS)
    laid = admissions.schools(rows)
    finding = funnel.funnel_schools_sentence(laid, t, admitted, introduced, admissions.SCHOOLS)
    figure = funnel.funnel_schools(laid, t, admitted, introduced, admissions.SCHOOLS)
    click, title = Click("school", 1), t(admissions.SCHOOLS.name)
    return Exhibit("schools", title, finding, figure, rows, columns.schools(t), click, stamp(here, day))
