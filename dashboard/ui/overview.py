"""The parts of the overview: what changed, who is missing, and where to begin in an empty district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries
from dashboard.ui import address, coverage, navigate, session
from dashboard.ui.errors import reporting_errors
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from dashboard.ui.session import Here

CHANGES = 6


def what_changed(here: Here) -> None:
    """List the schools whose number of members changed most since the month before."""
    earlier = here.t.month(here.month.plus(-1).first)
    st.header(here.t("overview.changed", month=earlier), anchor=False)
    st.markdown(here.made(_changes) or here.t("overview.nothing_changed", month=earlier))


def _changes(here: Here) -> str:
    rows = here.load(queries.largest_changes, here.asked, 1, CHANGES)
    return "\n".join(f"- {_sentence(here, row)}" for row in rows.to_dict("records"))


def _sentence(here: Here, row: dict[Hashable, Any]) -> str:
    t, difference = here.t, int(row["difference"])
    return t(
        "overview.grew" if difference > 0 else "overview.shrank",
        name=plain(row["name"]),
        count=t.count(abs(difference)),
        before=t.count(int(row["before"])),
        after=t.count(int(row["after"])),
    )


def who_is_missing(here: Here) -> None:
    """Name the schools that have not reported for the month."""
    t, month = here.t, here.t.month(here.month.first)
    st.header(t("overview.missing_title", month=month), anchor=False)
    names = here.made(_missing)
    if not names:
        st.markdown(t("overview.all_reported", month=month))
        return
    st.markdown(t("coverage.missing", names=plain(names)))
    navigate.link("upload", t("overview.go_to_upload"))


def _missing(here: Here) -> str:
    return coverage.names(here, list(here.load(queries.missing_reports, here.asked)["name"]))


def first_steps(here: Here) -> None:
    """Offer the two ways on from an empty district: load the first file, or look at the invented district."""
    t = here.t
    st.write(t("overview.start.text"))
    with st.grid(min_column_width=280):
        with st.container(border=True, height="stretch"):
            st.header(t("overview.start.load"), anchor=False)
            st.write(t("overview.start.load_help"))
            if st.button(t("overview.start.load"), key="start.load", type="primary"):
                navigate.to_page("upload")
        with st.container(border=True, height="stretch"):
            st.header(t("overview.start.demo"), anchor=False)
            st.write(t("overview.start.demo_help"))
            if st.button(t("overview.start.demo"), key="start.demo"):
                _visit_demo(here)


def _visit_demo(here: Here) -> None:
    with reporting_errors(here.t), st.spinner(here.t("overview.start.making_demo")):
        session.fill_demo()
        address.visit_demo()
        st.rerun()
