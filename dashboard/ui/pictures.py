"""Each exhibit of the pages: which question is asked, which chart answers it, which rows stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard import queries
from dashboard.charts import composition, funnel, groups, ranking, reports, schools, trend
from dashboard.domain.ratios import percent_of
from dashboard.ui import columns, coverage
from dashboard.ui.exhibits import Click, Exhibit

if TYPE_CHECKING:
    from dashboard.domain.indicators import Figure
    from dashboard.ui.session import Here

_SCHOOL = Click("school", 1)
_MONTH = Click("month", 0)


def ratio_trend(here: Here) -> Exhibit:
    """The party ratio month by month."""
    rows, t = trend.ratio_months(here.load(queries.trend, here.asked)), here.t
    finding, figure = trend.ratio_trend_sentence(rows, t), trend.ratio_trend(rows, t)
    return Exhibit("ratio_trend", t(trend.RATIO), finding, figure, rows, columns.trend(t), _MONTH)


def members_trend(here: Here) -> Exhibit:
    """The number of members and of admissions month by month."""
    rows, t = trend.members_months(here.load(queries.trend, here.asked)), here.t
    finding, figure = trend.members_trend_sentence(rows, t), trend.members_trend(rows, t)
    return Exhibit("members_trend", t(trend.MEMBERS), finding, figure, rows, columns.trend(t), _MONTH)


def lowest(here: Here) -> Exhibit:
    """The schools that lie below the overall ratio by more than their size explains."""
    rows = here.load(queries.surely_below, here.asked)
    t, overall = here.t, _overall(here)
    finding, figure = (
        schools.lowest_schools_sentence(rows, t, *overall),
        schools.lowest_schools(rows, t, *overall),
    )
    return Exhibit("lowest", t(schools.LOWEST), finding, figure, rows, columns.lowest(t), _SCHOOL)


def ranked(here: Here, limit: int | None) -> Exhibit:
    """All schools from the lowest ratio up, or only the lowest."""
    rows = here.load(queries.standing, here.asked)
    t, overall = here.t, _overall(here)
    finding = ranking.ranked_schools_sentence(rows, t, *overall)
    figure = ranking.ranked_schools(rows, t, *overall, limit=limit)
    return Exhibit("ranked", t(schools.RANKED), finding, figure, rows[:limit], columns.standing(t), _SCHOOL)


def funnel_plot(here: Here) -> Exhibit:
    """All schools by size, with the limits within which chance alone may move them."""
    rows = here.load(queries.standing, here.asked)
    t, overall = here.t, _overall(here)
    finding, figure = funnel.funnel_schools_sentence(rows, t, *overall), funnel.funnel_schools(rows, t, *overall)
    return Exhibit("funnel", t(funnel.NAME), finding, figure, rows, columns.standing(t), _SCHOOL)


def by_group(here: Here, by: str) -> Exhibit:
    """The ratio by level, commune or ownership."""
    rows = here.load(queries.groups, here.asked, by)
    rows = rows.assign(group=[group_label(here, by, code) for code in rows["group_code"]])
    t, overall = here.t, _overall(here)
    finding, figure = groups.ratio_by_group_sentence(rows, t, *overall), groups.ratio_by_group(rows, t, *overall)
    click = Click("commune", 0) if by == "commune" else None
    return Exhibit(f"by_{by}", t(groups.GROUPS), finding, figure, rows, columns.groups(t), click)


def group_label(here: Here, by: str, code: object) -> str:
    """Return what a group of schools is called: its levels joined, its ownership, or its commune's own name."""
    if not isinstance(code, str) or not code:
        return here.t("labels.unknown")
    if by == "level":
        return here.t("labels.and").join(here.t(f"labels.level.{level}") for level in code.split("+"))
    return here.t(f"labels.ownership.{code}") if by == "ownership" else code


def position_groups(here: Here) -> Exhibit:
    """The share of members among managers, teachers and other staff."""
    figures = here.load(queries.figures, here.asked)
    t = here.t
    rows = pd.DataFrame(
        [_people(here, code, figures[f"{code}_party_ratio"]) for code in ("managers", "teachers", "other")]
    )
    rows = rows.astype({"members": "Int64", "staff": "Int64"})
    finding, figure = groups.position_groups_sentence(rows, t), groups.position_groups(rows, t)
    return Exhibit("position_groups", t(groups.POSITION_GROUPS), finding, figure, rows, columns.people(t))


def _people(here: Here, code: str, figure: Figure) -> dict[str, object]:
    counts: dict[str, object] = {"members": figure.numerator, "staff": figure.denominator, "party_ratio": figure.value}
    return {"code": code, "group": here.t(f"fields.staff_{code}.label")} | counts


def official_probationary(here: Here) -> Exhibit:
    """Official and probationary members."""
    figures = here.load(queries.figures, here.asked)
    official, probationary = figures["members_official"].numerator, figures["members_probationary"].numerator
    total = None if official is None or probationary is None else official + probationary
    rows = pd.DataFrame(
        [
            {
                "group": here.t(f"fields.{code}.label"),
                "members": count,
                "staff": total,
                "party_ratio": percent_of(count, total),
            }
            for code, count in (("members_official", official), ("members_probationary", probationary))
        ]
    ).astype({"members": "Int64", "staff": "Int64"})
    finding = composition.official_probationary_sentence(official, probationary, here.t)
    figure = composition.official_probationary(official, probationary, here.t)
    title = here.t(composition.NAME)
    return Exhibit("official_probationary", title, finding, figure, rows, columns.parts(here.t))


def calendar(here: Here, limit: int, skip: int) -> Exhibit:
    """Who has reported for which month."""
    rows = here.load(queries.report_calendar, here.asked, limit, skip)
    t = here.t
    labels = [t(f"table.{state}") if state != "not_expected" else "" for state in rows["state"]]
    whole = rows.empty or int(rows["schools"].iloc[0]) <= limit
    finding = reports.report_calendar_sentence(rows, t) if whole else _of_all(here)
    shown, figure = rows.assign(state_label=labels), reports.report_calendar(rows, t)
    return Exhibit("calendar", t(reports.CALENDAR), finding, figure, shown, columns.calendar(t), Click("school", 0))


def report_counts(here: Here) -> Exhibit:
    """How many reports came in time, late, or not yet."""
    rows = here.load(queries.report_counts, here.asked)
    t = here.t
    finding, figure = reports.report_counts_sentence(rows, t), reports.report_counts(rows, t)
    return Exhibit("report_counts", t(reports.COUNTS), finding, figure, rows, columns.report_counts(t), _MONTH)


def _of_all(here: Here) -> str:
    # one page of many schools does not speak for all of them
    return coverage.sentence(here, here.load(queries.figures, here.asked).coverage)


def _overall(here: Here) -> tuple[int | None, int | None]:
    ratio = here.load(queries.figures, here.asked)["party_ratio"]
    return ratio.numerator, ratio.denominator
