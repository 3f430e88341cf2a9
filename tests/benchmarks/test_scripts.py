"""How long a run of the overview's script takes, and how long the questions behind it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.actions.reports import record_report
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.ui.site import FRAME
from tests.benchmarks.measuring import Measured, taking_turns
from tests.factories import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.storage import Database
    from tests.benchmarks.conftest import Enter

pytestmark = pytest.mark.benchmark

TURNS = 100
TURNS_OF_WRITES = 9


def test_the_overview_costs_little_more_than_its_elements(demo: Path, enter: Enter) -> None:
    enter(demo)
    _against_bare().holds("overview of the demo district, warm", most=1.5)


def test_the_overview_costs_little_more_with_forty_thousand_schools(province: Path, enter: Enter) -> None:
    enter(province)
    _against_bare().holds("overview of 40.000 schools, warm", most=2)


def test_the_first_load_after_a_write_costs_few_scans(province: Path, enter: Enter) -> None:
    district, page = enter(province), _overview()
    times = []
    for number in range(TURNS_OF_WRITES):
        _write(district, number)
        times.append(taking_turns(lambda: _runs(page), lambda: _scan(district), turns=1))
    Measured.median(times).holds("first load of 40.000 schools after a write, in scans", most=10)


def _overview() -> AppTest:
    page = AppTest.from_file(FRAME, default_timeout=120)
    _runs(page)
    return page


def _runs(page: AppTest) -> None:
    page.run()
    assert page.metric
    assert not page.exception
    assert not page.error


def _against_bare() -> Measured:
    page = _overview()
    tables = len(page.dataframe) + len(page.table)
    charts = [_kind_and_points(json.loads(chart.proto.spec)) for chart in page.get("plotly_chart")]
    bare = AppTest.from_function(bare_page, default_timeout=120, args=(len(page.metric), tables, charts))
    _runs(bare)
    return taking_turns(lambda: _runs(page), lambda: _runs(bare), turns=TURNS)


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


def _write(district: Database, sympathizers: int) -> None:
    counts = {"sympathizer_total": sympathizers}
    assert record_report(district, LOCAL_ADMINISTRATOR, 1, Month(2026, 10), counts, NOW).committed


def _scan(district: Database) -> None:
    """Read every column of every report."""
    with district._cursor() as cursor:
        cursor.execute("SELECT bit_xor(hash(report)) FROM district.report").fetchall()
