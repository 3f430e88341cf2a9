"""The frame and its pages without a browser: an office with a district, and visits to its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import streamlit as st
import structlog
from streamlit.testing.v1 import AppTest

from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.ui import session
from dashboard.ui.site import FRAME
from tests.browser.districts import TODAY, make_district

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path
    from typing import Any

    from dashboard.storage import Database, Reader


@dataclass(frozen=True)
class Office:
    """A data directory and the visits to the pages over it."""

    data: Path
    log: list[MutableMapping[str, Any]]

    def has(self, state: str) -> Office:
        """Put a district in one of the states into the directory."""
        make_district(state, self.data)
        return self

    @property
    def database(self) -> Database:
        """The real district, as the pages hold it open."""
        return session.database(session.settings().database)

    @property
    def demo(self) -> Reader:
        """What the pages read of the invented district."""
        return session.database(session.settings().demo_database).reader(LOCAL_ADMINISTRATOR)

    @property
    def real(self) -> Reader:
        """What the pages read of the real district."""
        return self.database.reader(LOCAL_ADMINISTRATOR)

    def open(self, page: str = "overview", **query: str) -> AppTest:
        """Open the address of a page for the first time."""
        at = AppTest.from_file(FRAME, default_timeout=60)
        at.query_params.update(query)
        return at.switch_page(f"../../pages/{page}.py").run()

    @property
    def faults(self) -> list[str]:
        """What the pages logged as our own fault: a traceback each."""
        return [str(entry["exception"]) for entry in self.log if entry["event"] == "page_failed"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose data directory is empty, on 21/11/2026."""
    monkeypatch.setenv("CHIBO_TODAY", TODAY)
    _forget()
    with structlog.testing.capture_logs(processors=[structlog.processors.format_exc_info]) as log:
        yield Office(tmp_path / "data", log)
    _forget()


def _forget() -> None:
    """Close the districts and drop the answers that the pages keep for all sessions."""
    st.cache_resource.clear()
    st.cache_data.clear()
