"""A chart as people need it: its finding as a heading, the picture, the table behind it, and downloads of just that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from dashboard.charts import theme
from dashboard.domain.months import Month
from dashboard.domain.text import slug
from dashboard.ui import address, navigate, tables
from dashboard.ui.values import plain

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.documents.sheets import Column
    from dashboard.domain.filters import Filters
    from dashboard.ui.session import Here


class Click(NamedTuple):
    """Where a click leads: to a ``school`` by its code, a ``month``, or a ``commune`` by its name.

    ``at`` is the position of that in what the figure hands over (``customdata``).
    """

    kind: str
    at: int


@dataclass(frozen=True)
class Exhibit:
    """A figure with its finding in words and exactly the rows that it shows."""

    key: str
    finding: str
    figure: go.Figure
    rows: pd.DataFrame
    columns: Sequence[Column]
    click: Click | None = None


def show(here: Here, exhibit: Exhibit) -> None:
    """Draw an exhibit and go where a click on it leads; without anything to draw there is only the sentence."""
    if not exhibit.figure.data:
        st.write(plain(exhibit.finding))
        return
    st.header(plain(exhibit.finding), anchor=False)
    chosen = st.plotly_chart(
        exhibit.figure,
        key=exhibit.key,
        theme=None,
        config=theme.config(here.t.language),
        alt=exhibit.finding,
        on_select="rerun" if exhibit.click else "ignore",
        selection_mode="points",
    )
    more = st.expander(here.t("table.title"), key=f"{exhibit.key}.table", on_change="rerun")
    if more.open:
        with more:
            tables.with_downloads(here, exhibit.key, exhibit.finding, exhibit.rows, exhibit.columns)
    if exhibit.click:
        _follow(here, exhibit.click, chosen)


def _follow(here: Here, click: Click, chosen: Any) -> None:  # noqa: ANN401 (Streamlit's state of a chart is untyped)
    points = chosen["selection"]["points"] if chosen else []
    handed_over = points[0].get("customdata") if points else None
    if not isinstance(handed_over, Sequence) or len(handed_over) <= click.at:
        return
    value = str(handed_over[click.at])
    if click.kind == "school":
        navigate.to_school(value)
    elif click.kind == "commune":
        _look_at(here, replace(here.filters, communes=(slug(value),)))
    else:
        _look_at(here, replace(here.filters, month=Month.of(date.fromisoformat(value[:10]))))


def _look_at(here: Here, filters: Filters) -> None:
    # the click stays in the chart's state: only what changes the view may run the page again
    if replace(filters, month=filters.month or here.month) != replace(here.filters, month=here.month):
        address.choose_filters(filters)
        st.rerun()
