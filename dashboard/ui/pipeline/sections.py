"""What stands under the stages, one section at a time: the people, who left, the cohorts, the schools, the helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.domain.masking import masked
from dashboard.queries.pipeline import MOST_HELPED, QUIET_YEARS, Wanted
from dashboard.ui import exhibits, navigate, tables
from dashboard.ui.pipeline import columns, listing, pictures

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from dashboard.ui.session import Here

KINDS = ("no_admission", "no_source", "nobody_left")


def draw(here: Here, on: date) -> None:
    """Draw the switch between the sections and the chosen one."""
    t = here.t
    chosen = st.segmented_control(
        t("pipeline.sections.label"),
        list(SECTIONS),
        default="people",
        required=True,
        format_func=lambda one: t(f"pipeline.sections.{one}"),
        key="pipeline.section",
        persist_state="session",
    )
    SECTIONS[chosen](here, on)


def _leaks(here: Here, on: date) -> None:
    exhibits.show(here, pictures.leaks, on)


def _cohorts(here: Here, on: date) -> None:
    exhibits.show(here, pictures.cohorts, on)
    st.caption(here.t("pipeline.cohorts.note"))


def _schools(here: Here, on: date) -> None:
    t = here.t
    exhibits.show(here, pictures.schools, on)
    st.caption(t("pipeline.schools.note", day=t.day(on)))
    rows = here.load(queries.pipeline_schools, here.asked, on)
    if not rows.empty and (known := int(rows["schools"].iloc[0])) > len(rows):
        st.caption(t("pipeline.schools.shown", shown=t.count(len(rows)), all=t.count(known)))
    quiet = here.load(queries.pipeline_quiet_schools, here.asked, on)
    for kind in KINDS:
        _quiet(here, on, kind, quiet[quiet["kind"] == kind])


def _quiet(here: Here, on: date, kind: str, rows: pd.DataFrame) -> None:
    """Draw one short list of schools; a click opens one."""
    t, years = here.t, QUIET_YEARS
    if rows.empty:
        st.header(t(f"pipeline.schools.{kind}_none", years=years), anchor=False)
        return
    known = int(rows["schools"].iloc[0])
    title = t(f"pipeline.schools.{kind}", years=years, count=t.count(known))
    st.header(title, anchor=False)
    st.caption(f"{t(f'pipeline.schools.{kind}_note')} {t('pipeline.schools.open')}")
    shown = columns.quiet_schools(t, kind)
    chosen = tables.draw(t, f"pipeline.{kind}", rows, shown, clickable=True)
    if known > len(rows):
        st.caption(t("pipeline.schools.first", shown=t.count(len(rows))))
    tables.downloads(here, f"pipeline.{kind}", title, rows, shown, here.made(pictures.stamp, on))
    if chosen is not None:
        navigate.to_school(str(rows["code"].iloc[chosen]))


def _helpers(here: Here, on: date) -> None:
    t, most = here.t, MOST_HELPED
    rows = here.load(queries.pipeline_helpers, here.asked, on)
    if rows.empty:
        st.header(t("pipeline.helpers.many_none", most=most), anchor=False)
    else:
        title = t("pipeline.helpers.many", count=t.count(int(rows["helpers"].iloc[0])), most=most)
        st.header(title, anchor=False)
        st.caption(t("pipeline.helpers.many_note"))
        shown = rows.assign(masked=rows["helper_name"].map(masked))
        stamp = here.made(pictures.stamp, on)
        tables.with_downloads(here, "pipeline.helpers", title, shown, columns.helpers(t), stamp)
    listing.page(here, on, "unhelped", Wanted(unhelped=True))


SECTIONS = {
    "people": listing.draw,
    "leaks": _leaks,
    "cohorts": _cohorts,
    "schools": _schools,
    "helpers": _helpers,
}
