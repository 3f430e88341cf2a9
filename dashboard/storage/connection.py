"""Opening the file: attached to an in-memory main, hardened, its driver errors told as ours."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

import duckdb

from dashboard.errors import StorageBusy, StorageDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.settings import Settings

_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_LOCKED = "Could not set lock on file"
_LOCKED_WINDOWS = "being used by another process"


def connect(path: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    """Attach the file as ``district`` and close every other door of the engine.

    Raises ``StorageBusy`` when another process holds the file, ``StorageDamaged`` when it is no database of ours.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:", config=_NO_EXTENSIONS)
    try:
        with told_plainly(path):
            connection.execute(f"ATTACH '{_quoted(path)}' AS district")
            _harden(connection, settings)
    except Exception:
        connection.close()
        raise
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _harden(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    # external access goes last: with it open no longer, nothing can be attached or read beside the file
    connection.execute(f"SET memory_limit = '{settings.memory_mb}MB'")
    connection.execute("SET threads = 2")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the file itself into ours."""
    try:
        yield
    except duckdb.IOException as error:
        if _LOCKED in str(error) or _LOCKED_WINDOWS in str(error):
            raise StorageBusy("errors.storage_busy", path=path) from error
        raise StorageDamaged("errors.storage_damaged", path=path) from error
    except (duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException) as error:
        raise StorageDamaged("errors.storage_damaged", path=path) from error


def statements(name: str) -> str:
    """Return the text of one of the SQL files beside this module."""
    return (files("dashboard.storage") / name).read_text("utf-8")
