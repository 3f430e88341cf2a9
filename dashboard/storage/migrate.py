"""Numbered steps that lead any older file to the schema of today; applied when a file is opened."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

_NAME = re.compile(r"(\d{4})_(\w+)\.sql")


def migrations() -> list[tuple[int, str, str]]:
    """Return number, name and SQL of every migration, in order."""
    entries = [(_NAME.fullmatch(entry.name), entry) for entry in (files("dashboard.storage") / "migrations").iterdir()]
    found = [(int(match[1]), match[2], entry.read_text("utf-8")) for match, entry in entries if match]
    return sorted(found)


def migrate(connection: duckdb.DuckDBPyConnection, now: datetime) -> int:
    """Apply the migrations that the file has not seen, each in its own transaction; return how many."""
    applied = _applied(connection)
    waiting = [step for step in migrations() if step[0] not in applied]
    for number, name, sql in waiting:
        cursor = connection.cursor()
        cursor.execute("USE district; BEGIN")
        cursor.execute(sql)
        cursor.execute("INSERT INTO migration VALUES (?, ?, ?)", [number, name, now.replace(tzinfo=None)])
        cursor.execute("COMMIT")
        cursor.close()
    return len(waiting)


def _applied(connection: duckdb.DuckDBPyConnection) -> set[int]:
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'district' AND table_name = 'migration'"
    ).fetchone()
    if known is None or not known[0]:
        return set()
    return {number for (number,) in connection.execute("SELECT number FROM district.migration").fetchall()}
