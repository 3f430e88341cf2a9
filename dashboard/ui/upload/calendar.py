"""Who has reported for which month: how many, who is missing now, and the matrix of schools and months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.ui import exhibits, pictures
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.ui.session import Here

AT_ONCE = 60


def draw(here: Here) -> None:
    """Draw the counts by month, the schools that are missing, and the matrix."""
    _missing(here)
    exhibits.show(here, pictures.report_counts)
    exhibits.show(here, pictures.calendar, AT_ONCE, _skip(here))


def _missing(here: Here) -> None:
    t, month = here.t, here.t.month(here.month.first)
    rows = here.load(queries.missing_reports, here.asked)
    if rows.empty:
        st.success(t("upload.calendar.none_missing", month=month))
        return
    st.header(t("upload.calendar.late_month", month=month), anchor=False)
    shown = rows.head(AT_ONCE).to_dict("records")
    st.markdown("\n".join(f"- {plain(row['name'])} · {plain(row['commune'] or t('labels.unknown'))}" for row in shown))


def _skip(here: Here) -> int:
    first = here.load(queries.report_calendar, here.asked, AT_ONCE, 0)
    schools = 0 if first.empty else int(first["schools"].iloc[0])
    if schools <= AT_ONCE:
        return 0
    page = st.pagination(-(-schools // AT_ONCE), key="calendar.page")
    return (page - 1) * AT_ONCE
