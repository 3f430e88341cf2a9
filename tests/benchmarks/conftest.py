"""Offices, visits and servers for the benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st

from dashboard.ui import session
from tests.benchmarks.offices import make_office
from tests.browser.districts import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Protocol

    from dashboard.storage import Database

    class Enter(Protocol):
        """Make a data directory the one that the pages look at."""

        def __call__(self, data: Path) -> Database:
            """Return its real district, as the pages hold it open."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of the demo district: 51 schools, 24 months, 400 people."""
    return make_office(tmp_path_factory.mktemp("demo"), schools=51, people=400)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of 40.000 schools and 24 months, far more than any district has."""
    return make_office(tmp_path_factory.mktemp("province"), schools=40_000)


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Choose the data directory of the pages in this process; the district is closed afterwards."""

    def choose(data: Path) -> Database:
        monkeypatch.setenv("CHIBO_DATA", str(data))
        monkeypatch.setenv("CHIBO_TODAY", TODAY)
        st.cache_resource.clear()
        return session.database(session.settings().database)

    yield choose
    st.cache_resource.clear()
