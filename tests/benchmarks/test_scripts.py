"""How long a run of the overview's script takes, and how long the questions behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.actions.reports import record_report
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.ui.site import FRAME
from tests.benchmarks.elements import against_bare, runs
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
    against_bare(_overview(), turns=TURNS).holds("overview of the demo district, warm", most=1.5)


def test_the_overview_costs_little_more_with_forty_thousand_schools(province: Path, enter: Enter) -> None:
    enter(province)
    against_bare(_overview(), turns=TURNS).holds("overview of 40.000 schools, warm", most=2)


def test_the_first_load_after_a_write_costs_few_scans(province: Path, enter: Enter) -> None:
    district, page = enter(province), _overview()
    times = []
    for number in range(TURNS_OF_WRITES):
        _write(district, number)
        times.append(taking_turns(lambda: runs(page), lambda: _scan(district), turns=1))
    Measured.median(times).holds("first load of 40.000 schools after a write, in scans", most=10)


def _overview() -> AppTest:
    page = AppTest.from_file(FRAME, default_timeout=120)
    runs(page)
    return page


def _write(district: Database, sympathizers: int) -> None:
    counts = {"sympathizer_total": sympathizers}
    assert record_report(district, LOCAL_ADMINISTRATOR, 1, Month(2026, 10), counts, NOW).committed


def _scan(district: Database) -> None:
    """Read every column of every report."""
    with district._cursor() as cursor:
        cursor.execute("SELECT bit_xor(hash(report)) FROM district.report").fetchall()
