"""What every test may ask for: settings in an empty folder with a fixed day, an empty database, an administrator."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.settings import SETTINGS, Settings, load
from dashboard.storage import Database, connection
from dashboard.storage import database as database_module
from tests.commands import Chibo

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

TODAY = "2026-11-21"
REAL_DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(autouse=True)
def apart_from_real_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point the environment at an empty folder, and refuse to open the database of this checkout."""
    for name in SETTINGS:
        monkeypatch.delenv(f"CHIBO_{name.upper()}", raising=False)
    monkeypatch.setenv("CHIBO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(database_module, "connect", _connect_elsewhere)


def _connect_elsewhere(path: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    if path.resolve().is_relative_to(REAL_DATA):
        raise RuntimeError(f"a test wants to open {path}")
    return connection.connect(path, settings)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of an office whose data directory is empty, on 21/11/2026."""
    return load({"data": tmp_path / "data", "today": TODAY}, {})


@pytest.fixture
def now(settings: Settings) -> datetime:
    """Return the moment at which a test happens."""
    return datetime.fromisoformat(f"{TODAY}T08:30:00").replace(tzinfo=settings.zone)


@pytest.fixture
def database(settings: Settings, now: datetime) -> Iterator[Database]:
    """Return an empty database that is open."""
    opened = Database(settings.database, settings, now)
    yield opened
    opened.close()


@pytest.fixture
def administrator() -> Principal:
    """Return somebody who sees and may do everything."""
    return LOCAL_ADMINISTRATOR


@pytest.fixture
def chibo(capsys: pytest.CaptureFixture[str], settings: Settings) -> Chibo:
    """Return the command on an empty data directory, on 21/11/2026."""
    return Chibo(capsys, settings.data, TODAY)
