"""What the server keeps in memory, and what a visit to the overview brings over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
import pytest

from dashboard.ui.framing import PAGES
from tests.benchmarks.measuring import Measured, tell
from tests.benchmarks.visits import Traffic, new_browser, visit
from tests.browser.serving import REAL_APP, ROOT, serving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.benchmark

BARE_APP = ROOT / "tests" / "benchmarks" / "bare" / "app.py"
WARM_BYTES = 20_000


@dataclass(frozen=True)
class Weight:
    """A first and a second visit to the first page, and the server's memory after every page was seen."""

    cold: Traffic
    warm: Traffic
    memory: int


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Weight:
    """A bare Streamlit page with one Plotly chart and one table, compressed as ours is."""
    return _weigh(BARE_APP, tmp_path_factory.mktemp("bare"), pages=())


@pytest.fixture(scope="module")
def ours(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Weight:
    """The overview of the demo district, and then every other page."""
    return _weigh(REAL_APP, tmp_path_factory.mktemp("ours"), pages=PAGES[1:], data=demo)


def _weigh(app: Path, room: Path, *, pages: Sequence[str], data: Path | None = None) -> Weight:
    with serving(app, data or room / "data", room / "log") as server, new_browser(room / "profile") as browser:
        cold = visit(browser, server.address, has_chart=True)
        warm = visit(browser, server.address, has_chart=True)
        for page in pages:
            visit(browser, f"{server.address}/{page}", has_chart=page == "members")
        return Weight(cold, warm, psutil.Process(server.process.pid).memory_info().rss)


def test_a_server_takes_little_more_memory_than_a_bare_one(ours: Weight, bare: Weight) -> None:
    measured = Measured(ours.memory / 1e6, bare.memory / 1e6, "MB")
    measured.holds("memory after every page of the demo district", most=1.5)


def test_a_first_visit_brings_little_more_than_a_bare_page(ours: Weight, bare: Weight) -> None:
    measured = Measured(ours.cold.total / 1e3, bare.cold.total / 1e3, "kB")
    measured.holds("a first visit to the overview", most=1.15)


def test_a_second_visit_brings_next_to_nothing(ours: Weight) -> None:
    brought = sum(ours.warm.http.values())
    tell(f"a second visit to the overview, besides the websocket: {brought:,} bytes (at most {WARM_BYTES:,})")
    assert brought <= WARM_BYTES
