"""A chart as people need it: its finding as a heading, the picture, the table behind it, and downloads of just that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.charts import theme
from dashboard.ui import tables

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.documents.sheets import Column
    from dashboard.ui.session import Here


@dataclass(frozen=True)
class Exhibit:
    """A figure with its finding in words and exactly the rows that it shows."""

    key: str
    finding: str
    figure: go.Figure
    rows: pd.DataFrame
    columns: Sequence[Column]


def show(here: Here, exhibit: Exhibit) -> str | None:
    """Draw an exhibit and return the code that the viewer clicked on, if any."""
    st.header(exhibit.finding, anchor=False)
    chosen = st.plotly_chart(
        exhibit.figure,
        key=exhibit.key,
        theme=None,
        config=theme.config(here.t.language),
        alt=exhibit.finding,
        on_select="rerun",
        selection_mode="points",
    )
    more = st.expander(here.t("table.title"), key=f"{exhibit.key}.table", on_change="rerun")
    if more.open:
        with more:
            tables.with_downloads(here, exhibit.key, exhibit.finding, exhibit.rows, exhibit.columns)
    return _clicked(chosen)


def _clicked(chosen: Any) -> str | None:  # noqa: ANN401 (Streamlit's state of a chart is untyped)
    points = chosen["selection"]["points"] if chosen else []
    data: object = points[0].get("customdata") if points else None
    code = data[0] if isinstance(data, Sequence) and not isinstance(data, str) and data else data
    return str(code) if code else None
