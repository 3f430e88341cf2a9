"""Frames as the queries hand them to the charts, small enough to work out by hand, and every chart over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import changes, funnel, groups, ranking, reports, schools, trend
from dashboard.i18n import Translator

if TYPE_CHECKING:
    from plotly.basedatatypes import BaseTraceType

VI, EN = Translator("vi"), Translator("en")
OCTOBER = date(2026, 10, 1)

Draw = Callable[[pd.DataFrame, Translator], go.Figure]
Say = Callable[[pd.DataFrame, Translator], str]


def school_frame(*counts: tuple[int | None, int | None], **more: object) -> pd.DataFrame:
    """Schools 1, 2, … with (members, staff) each."""
    rows = [
        {
            "school_id": at,
            "code": f"TH{at:02d}",
            "name": f"TH Số {at}",
            "commune": "Xã Ea Mới",
            "level": "primary",
            "staff_total": staff,
            "members_total": members,
            "carried": False,
            "report_month": OCTOBER,
            **more,
        }
        for at, (members, staff) in enumerate(counts, 1)
    ]
    columns = ["school_id", "code", "name", "commune", "level", "staff_total", "members_total", "carried"]
    frame = pd.DataFrame(rows, columns=[*columns, "report_month"])
    return frame.astype({"staff_total": "Int64", "members_total": "Int64"})


def month_frame(*rows: tuple[str, int | None, int | None, int | None, int, int]) -> pd.DataFrame:
    """Months with (month, members, staff, admitted, reported, expected)."""
    columns = ["month", "members_total", "staff_total", "admitted", "reported", "expected"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64"))
    frame["month"] = pd.to_datetime(frame["month"])
    return frame.assign(ratio_numerator=frame["members_total"], ratio_denominator=frame["staff_total"])


def group_frame(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    return pd.DataFrame([(*row, 2) for row in rows], columns=["group", "members_total", "staff_total", "schools"])


def state_frame(*rows: tuple[int, str, str]) -> pd.DataFrame:
    """Cells with (school, month, state)."""
    frame = pd.DataFrame(rows, columns=["school_id", "month", "state"])
    names = {"code": [f"TH{school:02d}" for school in frame["school_id"]], "name": "TH Sơn Ca"}
    return frame.assign(month=pd.to_datetime(frame["month"]), **names)


TREND = month_frame(
    ("2025-10-01", 787, 1840, 2, 51, 51),
    ("2026-09-01", None, None, None, 0, 51),
    ("2026-10-01", 810, 1844, 3, 48, 51),
)
SCHOOLS = school_frame((1, 30), (14, 40), (3, 5), (30, 60), (40, 60), (None, 12), (0, 0))
GROUPS = group_frame(("Mầm non", 301, 812), ("Tiểu học", 509, 1032))
POSITIONS = pd.DataFrame(
    [("managers", 112, 126), ("teachers", 620, 1402), ("other", 78, 316)], columns=["code", "members", "staff"]
)
STATES = state_frame(
    (1, "2026-09-01", "on_time"),
    (2, "2026-09-01", "late"),
    (3, "2026-09-01", "missing"),
    (1, "2026-10-01", "not_due"),
    (2, "2026-10-01", "on_time"),
    (3, "2026-10-01", "not_expected"),
)
COUNTS = pd.DataFrame(
    [(date(2026, 9, 1), 45, 3, 3, 0), (OCTOBER, 7, 0, 0, 44)],
    columns=["month", "on_time", "late", "missing", "not_due"],
)
CHANGES = pd.DataFrame(
    [("A", "TH Kim Đồng", 54, 60, 6), ("B", "MN Sơn Ca", 12, 10, -2), ("C", "THCS Ea Mới", 9, 9, 0)],
    columns=["code", "name", "before", "after", "difference"],
)
CHARTS: dict[str, tuple[pd.DataFrame, Draw, Say]] = {
    "ratio": (TREND, trend.ratio_trend, trend.ratio_trend_sentence),
    "members": (TREND, trend.members_trend, trend.members_trend_sentence),
    "ranking": (
        SCHOOLS,
        lambda frame, t: ranking.ranked_schools(frame, t, 810, 1844),
        lambda frame, t: ranking.ranked_schools_sentence(frame, t, 810, 1844),
    ),
    "lowest": (
        SCHOOLS,
        lambda frame, t: schools.lowest_schools(frame, t, 810, 1844),
        lambda frame, t: schools.lowest_schools_sentence(frame, t, 810, 1844),
    ),
    "funnel": (
        SCHOOLS,
        lambda frame, t: funnel.funnel_schools(frame, t, 810, 1844),
        lambda frame, t: funnel.funnel_schools_sentence(frame, t, 810, 1844),
    ),
    "groups": (
        GROUPS,
        lambda frame, t: groups.ratio_by_group(frame, t, 810, 1844),
        lambda frame, t: groups.ratio_by_group_sentence(frame, t, None, None),
    ),
    "positions": (POSITIONS, groups.position_groups, groups.position_groups_sentence),
    "calendar": (STATES, reports.report_calendar, reports.report_calendar_sentence),
    "counts": (COUNTS, reports.report_counts, reports.report_counts_sentence),
    "changes": (CHANGES, changes.changes, changes.changes_sentence),
}


def texts(figure: go.Figure) -> str:
    """Everything that is written in a figure."""
    notes = [note.text for note in figure.layout.annotations]
    return "\n".join([*notes, *(str(text) for trace in figure.data for text in (trace.text or ()))])


def trace(figure: go.Figure, name: str) -> BaseTraceType:
    return next(found for found in figure.data if found.name == name)
