"""Reads: each function answers one question for one principal and returns a small frame or a plain value."""

from __future__ import annotations

from dashboard.queries.asked import Asked
from dashboard.queries.figures import figures, latest_month, stocks
from dashboard.queries.overview import groups, largest_changes, surely_below, trend
from dashboard.queries.pipeline import (
    MOVEMENTS,
    pipeline_cohorts,
    pipeline_exits,
    pipeline_figures,
    pipeline_helpers,
    pipeline_people,
    pipeline_quiet_schools,
    pipeline_schools,
    pipeline_stages,
)
from dashboard.queries.register import (
    communes,
    reported_months,
    school_card,
    school_reports,
    school_search,
    schools,
    standing,
)
from dashboard.queries.uploads import (
    last_write,
    missing_reports,
    remembered_choices,
    report_calendar,
    report_counts,
    uploads,
)

__all__ = [
    "MOVEMENTS",
    "Asked",
    "communes",
    "figures",
    "groups",
    "largest_changes",
    "last_write",
    "latest_month",
    "missing_reports",
    "pipeline_cohorts",
    "pipeline_exits",
    "pipeline_figures",
    "pipeline_helpers",
    "pipeline_people",
    "pipeline_quiet_schools",
    "pipeline_schools",
    "pipeline_stages",
    "remembered_choices",
    "report_calendar",
    "report_counts",
    "reported_months",
    "school_card",
    "school_reports",
    "school_search",
    "schools",
    "standing",
    "stocks",
    "surely_below",
    "trend",
    "uploads",
]
