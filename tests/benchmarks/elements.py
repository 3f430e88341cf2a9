"""A page against a bare script that draws the same elements from constants and nothing else."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.benchmarks.measuring import Measured, taking_turns


def runs(page: AppTest) -> None:
    """Run a page and fail when it shows that something went wrong."""
    page.run()
    assert page.metric
    assert not page.exception
    assert not page.error


def against_bare(page: AppTest, *, turns: int) -> Measured:
    """Return how long a run of the page takes, and one of the bare script with as many elements as it."""
    tables = len(page.dataframe) + len(page.table)
    charts = [_kind_and_points(json.loads(chart.proto.spec)) for chart in page.get("plotly_chart")]
    bare = AppTest.from_function(bare_page, default_timeout=120, args=(len(page.metric), tables, charts))
    runs(bare)
    return taking_turns(lambda: runs(page), lambda: runs(bare), turns=turns)


def _kind_and_points(spec: dict[str, Any]) -> tuple[str, int]:
    trace = spec["data"][0]
    return trace["type"], len(trace["hovertext"])


def bare_page(metrics: int, tables: int, charts: list[tuple[str, int]]) -> None:
    """Draw so many metrics, tables and charts of these kinds and sizes, all from constants and nothing else."""
    import pandas as pd  # noqa: PLC0415 (a script of its own)
    import plotly.graph_objects as go  # noqa: PLC0415
    import streamlit as st  # noqa: PLC0415

    for number in range(metrics):
        st.metric(f"Chỉ số {number}", "43,93%", delta="+0,25", help="Số đảng viên trên số cán bộ", border=True)
    for _ in range(tables):
        st.dataframe(pd.DataFrame({"name": ["Trường A", "Trường B"], "members": [12, 15]}))
    for kind, points in charts:
        names, values = [f"Trường {number}" for number in range(points)], list(range(points))
        words = [f"{name}: {value}%" for name, value in zip(names, values, strict=True)]
        if kind == "bar":
            trace = go.Bar(x=values, y=names, orientation="h", text=words, hovertext=words)
        else:
            trace = go.Scatter(x=names, y=values, mode="lines+markers+text", text=words, hovertext=words)
        st.plotly_chart(go.Figure(trace, layout={"height": 400}))
